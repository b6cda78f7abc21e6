"""`search`, `coverage`, `zones`: questions put to the index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import note, print_json, print_table, print_text
from cli.state import day, last_day, state_of
from config.errors import StorageError, UsageError

if TYPE_CHECKING:
    from index.base import Hit, Sort
    from index.coverage import Period

Option = typer.Option
COLUMNS = ("id", "url", "outlet", "title", "published", "score", "snippet", "story")


def register(app: typer.Typer) -> None:
    app.command()(search)
    app.command()(coverage)
    app.command()(zones)


def search(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(help='Words, "phrases", OR, -not, prefix*, "a b"~5, fields such as judul: and wilayah:.')
    ] = "",
    outlet: Annotated[list[str] | None, Option(help="Only this outlet (repeatable, as are the next five).")] = None,
    regency: Annotated[list[str] | None, Option(help="Tells of this regency.")] = None,
    official: Annotated[list[str] | None, Option(help="Names this official (id or name).")] = None,
    agency: Annotated[list[str] | None, Option(help="Names this agency (id or name).")] = None,
    event: Annotated[list[str] | None, Option(help="Tells of an event of this type.")] = None,
    zone: Annotated[list[str] | None, Option(help="Tells of this rating.")] = None,
    since: Annotated[str | None, Option(help="From this day.")] = None,
    until: Annotated[str | None, Option(help="To this day.")] = None,
    sort: Annotated[str, Option(help="relevance, newest or oldest.")] = "relevance",
    limit: Annotated[int, Option(min=1, max=10_000)] = 20,
    offset: Annotated[int, Option(min=0)] = 0,
    csv_file: Annotated[Path | None, Option("--csv", help="Write all matches to this file.")] = None,
    xlsx_file: Annotated[Path | None, Option("--xlsx", help="Write all matches to this workbook.")] = None,
    json: Annotated[bool, Option("--json", help="A line of totals and facets, then a line a hit.")] = False,
) -> None:
    """Articles found, with highlights; newest story first among equals."""
    from index.base import SearchRequest

    state = state_of(context)
    request = SearchRequest(
        query=query, outlets=tuple(outlet or ()), regencies=tuple(regency or ()), officials=tuple(official or ()),
        agencies=tuple(agency or ()), events=tuple(event or ()), zones=tuple(zone or ()),
        since=day(since, "--since"), until=last_day(until, "--until"), sort=_sort(sort), limit=limit, offset=offset,
        facets=json,
    )  # fmt: skip
    _known_outlets(request.outlets, state.config.outlets)
    if csv_file or xlsx_file:
        from desk.web.exporting import result_rows

        rows = list(result_rows(state.index, request))
        for path, kind in ((csv_file, "csv"), (xlsx_file, "xlsx")):
            if path:
                _write(path, kind, rows)
        note(f"{len(rows)} articles written")
        return
    result = state.index.search(request)
    if json:
        print_json({"total": result.total, "facets": result.facets})
        for hit in result.hits:
            print_json({name: _json_value(hit, name) for name in COLUMNS})
        return
    _print_hits(result.total, result.hits, offset)


def _sort(value: str) -> Sort:
    orders: dict[str, Sort] = {"relevance": "relevance", "newest": "newest", "oldest": "oldest"}
    if value in orders:
        return orders[value]
    raise UsageError(f"unknown order {value!r}", on="--sort", allowed="relevance, newest, oldest")


def _known_outlets(asked: tuple[str, ...], known: dict[str, object] | object) -> None:
    """An outlet that was read once and has left the file may be asked for: only a note."""
    for key in asked:
        if isinstance(known, dict) and key not in known:
            note(f"pantau: note: {key!r} is not in outlets.toml; known: {', '.join(sorted(known)[:8])} …")


def _json_value(hit: Hit, name: str) -> object:
    value = getattr(hit, name)
    return value.replace("\x02", "<mark>").replace("\x03", "</mark>") if name == "snippet" else value


def _print_hits(total: int, hits: tuple[Hit, ...], offset: int) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    if not total:
        print_text("Nothing found.")
        return
    shown = f"{offset + 1}–{offset + len(hits)}" if hits else "none"
    print_text(f"{total} found, {shown} shown")
    for number, hit in enumerate(hits, offset + 1):
        when = f"{hit.published:%Y-%m-%d}" if hit.published else "no date   "
        console.print(Text(f"\n{number}. ") + _marked(hit.title_marked or hit.title, "bold"))
        console.print(Text(f"   {hit.outlet} · {when} · {hit.id} · {hit.url}", style="dim"))
        if hit.snippet:
            console.print(Text("   ") + _marked(re.sub(r"\s+", " ", hit.snippet)))


def _marked(text: str, base: str = "") -> Text:  # type: ignore[name-defined]  # noqa: F821
    """The index's marks as colour; on a pipe they show as [brackets], so that they are not lost."""
    import sys

    from rich.text import Text

    result = Text(style=base)
    terminal = sys.stdout.isatty()
    for number, part in enumerate(re.split(r"[\x02\x03]", text)):
        if number % 2:
            result.append(part if terminal else f"[{part}]", style="bold yellow")
        else:
            result.append(part)
    return result


def _write(path: Path, kind: str, rows: list[list[str]]) -> None:
    from xlsxwriter.exceptions import XlsxWriterException

    from desk.web.exporting import write_csv, write_xlsx

    try:
        if kind == "csv":
            with path.open("w", newline="", encoding="utf-8-sig") as file:
                write_csv(file, rows)
        else:
            with path.open("wb") as book:
                write_xlsx(book, rows)
    except (OSError, XlsxWriterException) as error:
        raise StorageError(f"can't be written: {getattr(error, 'strerror', None) or error}", on=str(path)) from error


def coverage(
    context: typer.Context,
    event: Annotated[str, Option(help="The event type counted.")] = "bimtek",
    by: Annotated[str, Option(help="month, quarter or year.")] = "year",
    since: Annotated[str | None, Option(help="From this day.")] = None,
    until: Annotated[str | None, Option(help="To this day.")] = None,
    json: Annotated[bool, Option("--json", help="A line a cell, with evidence.")] = False,
) -> None:
    """Regency × period: distinct events (not articles), with how many articles were read at all."""
    from typing import get_args

    from extract.article import EventType
    from index.coverage import coverage as cells_of

    if event not in get_args(EventType):
        raise UsageError(f"unknown event {event!r}", on="--event", allowed=", ".join(get_args(EventType)))
    periods_by: dict[str, Period] = {"month": "month", "quarter": "quarter", "year": "year"}
    if by not in periods_by:
        raise UsageError(f"unknown period {by!r}", on="--by", allowed="month, quarter, year")
    state = state_of(context)
    cells = cells_of(
        state.index, event=event, by=periods_by[by], since=day(since, "--since"), until=last_day(until, "--until")
    )
    if json:
        for cell in cells:
            print_json(cell)
        return
    periods = list(dict.fromkeys(cell.period for cell in cells))
    regencies = list(dict.fromkeys(cell.regency for cell in cells))
    if not periods:
        print_text("No dated article was read in that time.")
        return
    at = {(cell.regency, cell.period): cell for cell in cells}
    rows: list[list[str]] = []
    for regency in regencies:
        row = [regency]
        for period in periods:
            told = at[regency, period]
            row.append(f"{told.events} ({told.articles})" if told.events else "0" if told.read else "?")
        rows.append(row)
    read = ["articles read", *(str(max(at[r, p].read for r in regencies if (r, p) in at)) for p in periods)]
    print_table(
        ["regency", *periods],
        [*rows, read],
        title=f"{event}: events (articles); 0 none told, ? nothing read",
        right=periods,
    )


def zones(
    context: typer.Context,
    regency: Annotated[str | None, Option(help="Only this regency.")] = None,
    year: Annotated[int | None, Option(help="Only this assessment year.")] = None,
    json: Annotated[bool, Option("--json", help="A line a claim.")] = False,
) -> None:
    """The ledger of Ombudsman ratings: a line a claim, conflicts between outlets marked."""
    from index.zones import zone_ledger

    state = state_of(context)
    if regency is not None and state.config.gazetteer.regency(regency) is None:
        near = next(
            (
                r.name
                for r in state.config.gazetteer.regencies
                if r.name.lower() == regency.lower().removeprefix("kabupaten ").removeprefix("kota ")
            ),
            None,
        )
        if near is None:
            raise UsageError(
                f"unknown regency {regency!r}",
                on="--regency",
                allowed=", ".join(r.name for r in state.config.gazetteer.regencies),
            )
        regency = near
    claims = zone_ledger(state.index, regency=regency, year=year)
    if json:
        for claim in claims:
            print_json(claim)
        return
    if not claims:
        print_text("No rating is told in the articles read.")
        return
    print_table(
        ("subject", "year", "rating", "score", "status", "outlet", "published", "!", "article", "evidence"),
        [
            (
                c.subject or "(definition)",
                c.year,
                c.rating,
                c.score,
                c.status,
                c.outlet,
                f"{c.published:%Y-%m-%d}" if c.published else "",
                "conflict" if c.conflict else "",
                c.article,
                c.evidence,
            )
            for c in claims
        ],
        title="Ombudsman ratings, a line a claim",
        right=("score",),
    )
