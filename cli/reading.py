"""`extract`, `tag`, `show`: one page or one article, read and told."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from cli.output import note, print_json, print_table, print_text
from cli.state import State, now, state_of
from config.errors import InputError, NotFoundError, StorageError, UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from extract.article import Article

BATCH = 16


def register(app: typer.Typer) -> None:
    app.command()(extract)
    app.command()(tag)
    app.command()(show)


def extract(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A saved HTML page; - for standard input.")],
    url: Annotated[str, typer.Option(help="The address that the page came from.")],
    fetched: Annotated[str | None, typer.Option(help="When it was fetched (ISO 8601; now by default).")] = None,
    json: Annotated[bool, typer.Option("--json", help="One line, also on a terminal.")] = False,
) -> None:
    """One saved HTML page → the article form on stdout; stores nothing."""
    from extract.article import Rejected
    from extract.page import RawPage
    from extract.reader import Reader

    state = state_of(context)
    body = _bytes(file)
    reader = Reader(state.config)
    moment = _moment(fetched, state.zone) if fetched else now()
    page = RawPage(url=url, outlet=reader.key_for(url), body=body, fetched=moment, requested_url=url)
    found = reader.read(page)
    if isinstance(found, Rejected):
        raise InputError(f"no article: {found.reason}", on=file, todo="nothing was stored")
    if json or not sys.stdout.isatty():
        print_text(found.to_json())
    else:
        print_text(orjson.dumps(orjson.loads(found.to_json()), option=orjson.OPT_INDENT_2).decode())


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", on=file) from error


def _moment(text: str, zone: ZoneInfo) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no time", on="--fetched", allowed="2024-05-31T08:00:00+08:00") from None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def tag(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="JSON lines; standard input by default.")] = "-",
    json: Annotated[bool, typer.Option("--json", help="Always so; accepted for symmetry.")] = True,
) -> None:
    """JSON lines with id, title, text, published, outlet → the article form with the same ids; stores nothing."""
    del json  # the article form is JSON either way
    from extract.tagging import Tagger

    state = state_of(context)
    lines = _bytes(file).splitlines()
    tagger = Tagger(state.config.gazetteer)
    mistakes = 0
    batch: list[Article] = []

    def flush() -> None:
        for article in tagger.tag_batch(batch):
            print_text(article.to_json())
        batch.clear()

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            batch.append(untagged(line, state))
        except InputError as error:
            mistakes += 1
            note(f"pantau: line {number}: {error}")
        if len(batch) >= BATCH:
            flush()
    flush()
    if mistakes:
        raise InputError(f"{mistakes} lines were left out, the others are tagged", on=file)


def untagged(line: bytes, state: State) -> Article:
    from extract.article import Article

    try:
        raw: Any = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"no JSON: {error}") from None
    if not isinstance(raw, dict):
        raise InputError("not a JSON object")
    missing = [key for key in ("id", "title", "text") if not isinstance(raw.get(key), str)]
    if missing:
        raise InputError(f"{', '.join(missing)} must be text")
    outlet = str(raw.get("outlet") or "")
    known = state.config.outlets.get(outlet)
    return Article(
        id=raw["id"],
        url=str(raw.get("url") or ""),
        outlet=outlet,
        outlet_name=known.name if known else outlet,
        title=raw["title"],
        text=raw["text"],
        published=_published(raw.get("published"), state.zone),
        words=len(raw["text"].split()),
    )


def _published(value: object, zone: ZoneInfo) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        found = datetime.fromisoformat(str(value))
        if len(str(value)) == 10:
            found = datetime.combine(date.fromisoformat(str(value)), time(), zone)
    except ValueError:
        raise InputError(f"published {value!r} is no day or time", allowed="2024-05-31, an ISO time, or null") from None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def show(
    context: typer.Context,
    article: Annotated[str, typer.Argument(help="An id or an address.", metavar="ID|URL")],
    json: Annotated[bool, typer.Option("--json", help="The article form, with revisions and snapshot.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with the tags marked in the text.")] = None,
) -> None:
    """One article in full: text, tags with their evidence, revisions, where its snapshot is."""
    state = state_of(context)
    found = state.index.by_url(article) if "://" in article else state.index.get(article)
    if found is None:
        todo = (
            f"ask `pantau why {article}` what became of it"
            if "://" in article
            else "ids come from `pantau search --json`"
        )
        raise NotFoundError("no such article in the index", on=article, todo=todo)
    revisions = state.index.revisions(found.id)
    snapshot = _snapshot(state, found.url)
    if html is not None:
        from desk.web.marking import article_page
        from desk.wording import event_names

        try:
            html.write_text(article_page(found, event_names(state.config.gazetteer)), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"can't be written: {error.strerror}", on=str(html)) from error
        note(f"written: {html}")
        return
    if json:
        form = orjson.loads(found.to_json())
        form["revisions"] = [{"seen": r.seen, "title": r.title, "text": r.text} for r in revisions]
        form["snapshot"] = snapshot
        print_json(form)
        return
    for line in _told(found):
        print_text(line)
    _tables(found)
    states = [_lines(state.title, state.text) for state in revisions] + [_lines(found.title, found.text)]
    for revision, (before, after) in zip(revisions, pairwise(states), strict=True):
        print_text(f"\nChanged after {revision.seen:%Y-%m-%d %H:%M}:" if revision.seen else "\nChanged:")
        for line in difflib.unified_diff(before, after, lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                print_text(f"  {line}")
    if snapshot:
        print_text(f"\nSnapshot: {snapshot}")


def _lines(title: str, text: str) -> list[str]:
    return [title, *(p for p in text.split("\n") if p)]


def _snapshot(state: State, url: str) -> str | None:
    if not state.data_dir.exists():
        return None
    found = state.ledger.snapshot_of(url)
    return f"{state.data_dir / 'snapshots' / found[0]} at {found[1]}" if found else None


def _told(article: Article) -> Iterator[str]:
    yield article.title
    when = f"{article.published:%Y-%m-%d %H:%M %Z} ({article.published_from})" if article.published else "no date"
    yield f"{article.outlet_name} · {when} · {article.words} words · id {article.id}"
    yield article.url
    for name in ("section", "author", "dateline", "credit", "caption", "language", "story"):
        if value := getattr(article, name):
            yield f"{name}: {value}"
    yield ""
    yield article.text
    yield ""


def _tables(article: Article) -> None:
    entities: list[tuple[str, str, str, str, str]] = [
        ("official", o.name, ", ".join(x for x in (o.role, o.agency) if x), o.centrality, _where(o.mentions))
        for o in article.officials
    ]
    entities += [("agency", a.name, "", a.centrality, _where(a.mentions)) for a in article.agencies]
    entities += [
        ("place", p.name, "outside Bali" if p.outside_bali else "", p.centrality, _where(p.mentions))
        for p in article.places
    ]
    if entities:
        print_table(("kind", "name", "as", "centrality", "mentions"), entities, title="Who, which body, where")
    if article.zones:
        print_table(
            ("subject", "year", "rating", "score", "status", "evidence"),
            [(z.subject, z.year, z.rating, z.score, z.status, z.evidence) for z in article.zones],
            title="Ratings",
        )
    if article.events:
        print_table(
            ("type", "status", "regency", "date", "organiser", "topic", "evidence"),
            [
                (("* " if e.main else "") + e.type, e.status, e.regency, e.date, e.organiser, e.topic, e.evidence)
                for e in article.events
            ],
            title="Events (* main)",
        )
    if article.quotes:
        print_table(("speaker", "quote"), [(q.speaker, q.text) for q in article.quotes], title="Quotes")
    for warning in article.warnings:
        print_text(f"warning {warning.kind}: {warning.text}" + (f" ({warning.detail})" if warning.detail else ""))


def _where(mentions: tuple[Any, ...]) -> str:
    forms = dict.fromkeys(m.text for m in mentions)
    return f"{len(mentions)}× " + ", ".join(forms)
