"""`crawl`, `add`, `why`, `doctor`, `status`: pages fetched, and what became of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import note, print_json, print_table, print_text
from cli.state import State, day, last_day, now, state_of
from config.errors import FetchError, UsageError

if TYPE_CHECKING:
    from crawler.progress import Progress
    from desk.service.state import ServiceState

Option = typer.Option


def register(app: typer.Typer) -> None:
    for command in (crawl, add, why, doctor, status):
        app.command()(command)


def known(state: State, keys: Iterable[str]) -> list[str]:
    """The keys, checked against outlets.toml."""
    from rapidfuzz import process

    asked = list(dict.fromkeys(keys))
    for key in asked:
        if key not in state.config.outlets:
            near = process.extractOne(key, list(state.config.outlets), score_cutoff=60)
            raise UsageError(
                f"unknown outlet {key!r}",
                on=str(state.outlets_file or state.config_dir / "outlets.toml"),
                allowed=", ".join(state.config.outlets),
                todo=f"did you mean {near[0]!r}?" if near else None,
            )
    return asked


def shard_of(text: str | None) -> tuple[int, int] | None:
    """ "2/5" is the second of five."""
    if text is None:
        return None
    part, slash, whole = text.partition("/")
    if slash and part.isdigit() and whole.isdigit() and 1 <= int(part) <= int(whole):
        return int(part), int(whole)
    raise UsageError(f"{text!r} is no shard", on="--shard", allowed="I/N with 1 ≤ I ≤ N, such as 2/5")


def crawl(
    context: typer.Context,
    outlet: Annotated[list[str] | None, typer.Argument(help="Keys of outlets; all by default.")] = None,
    since: Annotated[str | None, Option(help="Go back through the archive to this day.")] = None,
    until: Annotated[str | None, Option(help="Nothing published after this day.")] = None,
    limit: Annotated[int | None, Option(min=1, help="At most so many article pages an outlet.")] = None,
    shard: Annotated[str | None, Option(help="I/N: the I-th part of the outlets, by key.")] = None,
    outlets: Annotated[Path | None, Option(help="An outlet file in place of the folder's.")] = None,
    json: Annotated[bool, Option("--json", help="A line an outlet.")] = False,
) -> None:
    """Discover, fetch, clean, tag, index; a row an outlet."""
    from crawler.running import crawl as run_crawl

    state = state_of(context)
    state.outlets_file = outlets
    keys = known(state, outlet or [])
    state.make_data_dir()
    with _progress(quiet=json) as progress:
        runs = run_crawl(
            state.config, state.data_dir, state.index,
            outlets=keys or None, since=day(since, "--since"), until=last_day(until, "--until"), limit=limit, shard=shard_of(shard),
            progress=progress,
        )  # fmt: skip
    if json:
        for run in runs:
            print_json(run)
    else:
        fates = sorted({fate for run in runs for fate in run.fates} - {"new", "changed", "unchanged"})
        columns = ["outlet", "discovered", "fetched", "new", "changed", "unchanged", *fates]
        print_table(
            columns,
            [
                [
                    r.outlet,
                    r.discovered,
                    r.fetched,
                    r.new,
                    r.changed,
                    r.unchanged,
                    *(r.fates.get(f, 0) or "" for f in fates),
                ]
                for r in runs
            ],
            right=columns[1:],
        )
    lost = [run for run in runs if run.unreachable]
    for run in runs:
        if told := run.unreachable or run.stopped or run.error:
            note(f"pantau: {run.outlet}: {told}")
    if runs and len(lost) == len(runs):
        raise FetchError(
            "no outlet could be reached", on=", ".join(r.outlet for r in lost), todo="`pantau doctor` tells why"
        )


def _progress(*, quiet: bool) -> AbstractContextManager[Progress | None]:
    """Bars, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from crawler.bars import TerminalProgress

    return TerminalProgress()


def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="The address of an article, of any site.")],
    json: Annotated[bool, Option("--json", help="The article form.")] = False,
) -> None:
    """Fetch and index one page of any site (a missed clip)."""
    from crawler.adding import add_page

    state = state_of(context)
    state.make_data_dir()
    article, outcome = add_page(state.config, state.data_dir, state.index, url)
    if json:
        print_text(article.to_json())
    else:
        print_text(f"{outcome}: {article.title}\n{article.outlet_name} · id {article.id} · `pantau show {article.id}`")


def why(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Any address.")],
    json: Annotated[bool, Option("--json", help="The record as JSON.")] = False,
) -> None:
    """What became of a page: never seen, blocked by robots, failed, dropped (why), duplicate of, indexed as."""
    from crawler.explaining import why as ask

    state = state_of(context)
    record = ask(state.config, state.ledger, state.index, url)
    if json:
        print_json(record)
    else:
        print_text(record.sentence)


def doctor(
    context: typer.Context,
    outlet: Annotated[list[str] | None, typer.Argument(help="Keys of outlets; all by default.")] = None,
    save: Annotated[Path | None, Option(help="Keep the pages fetched in this folder.")] = None,
    outlets: Annotated[Path | None, Option(help="An outlet file in place of the folder's.")] = None,
    json: Annotated[bool, Option("--json", help="A line a finding.")] = False,
) -> None:
    """Check each outlet live, step by step: robots, feed, sitemap, REST, a listing, three sample articles."""
    from crawler.doctor import examine

    state = state_of(context)
    state.outlets_file = outlets
    keys = known(state, outlet or []) or list(state.config.outlets)
    well = True
    for key, findings in examine(state.config, keys, save=save).items():
        well = well and all(finding.well for finding in findings)
        if json:
            for finding in findings:
                print_json(finding)
            continue
        print_text(
            f"{state.config.outlets[key].name} ({key})"
            + ("" if state.config.outlets[key].verified else " — facts not yet verified")
        )
        for finding in findings:
            print_text(f"  {'✓' if finding.well else '✗'} {finding.step}: {finding.told}")
            if finding.mend:
                print_text(f"      → {finding.mend}")
    if not well:
        raise FetchError("something is amiss", on=", ".join(keys), todo="the lines marked ✗ say what to do")


def status(
    context: typer.Context,
    outlets: Annotated[Path | None, Option(help="An outlet file in place of the folder's.")] = None,
    json: Annotated[bool, Option("--json", help="One object.")] = False,
) -> None:
    """Each outlet's health, the last crawl, index size, what waits."""
    from crawler.health import outlet_health
    from desk.service.state import read_state

    state = state_of(context)
    state.outlets_file = outlets
    health = outlet_health(state.ledger, state.config.outlets, now())
    index = state.index.status()
    service = read_state(state.data_dir)
    if json:
        told = {**service.model_dump(mode="json"), "alive": service.alive(now())} if service else None
        print_json({"index": index, "outlets": health, "service": told})
        return
    size = f"{index.articles} articles, {index.size_bytes / 1e6:.1f} MB" if index.reachable else index.trouble
    print_text(f"Index: {index.kind}, {index.where}: {size}; waiting: {index.waiting}")
    print_text(f"Service: {_service_line(service, state)}")
    columns = ("outlet", "last crawl", "newest article", "7 days", "28 days", "fates of the last crawl", "alarm")
    print_table(
        columns,
        [
            [
                h.outlet,
                f"{h.last_crawl.astimezone(state.zone):%Y-%m-%d %H:%M}" if h.last_crawl else "never",
                f"{h.last_article.astimezone(state.zone):%Y-%m-%d}" if h.last_article else "",
                h.articles_7_days,
                h.articles_28_days,
                ", ".join(f"{fate} {count}" for fate, count in sorted(h.fates.items())),
                "; ".join(h.alarms),
            ]
            for h in health
        ],
        right=columns[3:5],
    )


def _service_line(service: ServiceState | None, state: State) -> str:
    """Whether `pantau run` runs here, what failed last, what comes next."""
    if service is None:
        return "has never run on this folder"
    failing = sorted(name for name, job in service.jobs.items() if job.failures)
    told = f"; failing: {', '.join(failing)}" if failing else ""
    if not service.alive(now()):
        last = f"{service.heartbeat.astimezone(state.zone):%Y-%m-%d %H:%M}" if service.heartbeat else "never"
        return f"does not run; last heard of {last}{told}"
    coming = sorted((job.next_run, name) for name, job in service.jobs.items() if job.next_run)
    soon = f"; next: {coming[0][1]} at {coming[0][0].astimezone(state.zone):%Y-%m-%d %H:%M}" if coming else ""
    return f"runs{told}{soon}"
