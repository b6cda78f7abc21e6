"""`reprocess`, `index …`, `eval`: the index rebuilt, moved, measured."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import print_json, print_table, print_text
from cli.state import day, state_of
from config.errors import IndexUnavailableError, InputError, StorageError, UsageError

if TYPE_CHECKING:
    from index.base import IndexStatus

Option = typer.Option
indexes = typer.Typer(
    name="index",
    help="The index itself: create, status, check, reindex, copy, deliver, snapshot.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    app.command()(reprocess)
    app.command(name="eval")(evaluate)
    app.add_typer(indexes)


def reprocess(
    context: typer.Context,
    since: Annotated[str | None, Option(help="Only pages fetched from this day on.")] = None,
    json: Annotated[bool, Option("--json", help="The counts as one object.")] = False,
) -> None:
    """Clean, tag and index again from the snapshots; no network."""
    from crawler.reprocessing import reprocess as again

    state = state_of(context)
    counts = again(state.config, state.data_dir, state.index, since=day(since, "--since"))
    if json:
        print_json(counts)
    else:
        print_text(
            ", ".join(f"{name} {count}" for name, count in counts.items())
            or "no snapshots yet: `pantau crawl` makes them"
        )


def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(help="A gold file: JSON lines, as tests/gold has them.")],
    misses: Annotated[bool, Option("--misses", help="List what was missed or wrong.")] = False,
    json: Annotated[bool, Option("--json", help="The figures as one object.")] = False,
) -> None:
    """Tag a gold file and score the tags: precision, recall and F1 of each kind."""
    from cli.reading import untagged
    from extract.gold import read_gold
    from extract.scoring import score

    state = state_of(context)
    try:
        lines = gold.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", on=str(gold)) from error
    labelled = read_gold(lines, name=str(gold))

    from extract.tagging import Tagger  # slow to load: a bad file is told before

    tagger = Tagger(state.config.gazetteer)
    report = score(labelled, tagger.tag_batch([untagged(line, state) for line in lines if line.strip()]))
    if json:
        print_json(report.figures())
        return
    print_text(f"{len(labelled)} articles")
    print_table(
        ("tag", "precision", "recall", "F1", "gold"),
        [
            (r.name, *(f"{x:.3f}" if x is not None else "" for x in (r.precision, r.recall, r.f1)), r.gold)
            for r in report.rows
        ],
        right=("precision", "recall", "F1", "gold"),
    )
    if misses:
        for line in report.misses:
            sys.stdout.write(f"{line}\n")


@indexes.command()
def create(context: typer.Context) -> None:
    """Make the index, empty, if there is none."""
    status = state_of(context).index.status()
    _told(status)
    print_text(f"{status.kind} at {status.where}: {status.articles} articles")


@indexes.command(name="status")
def show_status(context: typer.Context, json: Annotated[bool, Option("--json", help="As one object.")] = False) -> None:
    """Where the index is, how large, and what waits for it."""
    status = state_of(context).index.status()
    if json:
        print_json(status)
        return
    known = f"{status.articles} articles, {status.size_bytes / 1e6:.1f} MB" if status.reachable else status.trouble
    print_text(f"{status.kind} at {status.where}: {known}")
    if status.waiting:
        print_text(
            f"{status.waiting} articles wait in the spool; they arrive by themselves, or now: pantau index deliver"
        )
    if status.refused:
        print_text(f"{status.refused} articles were refused by the index and are kept in the spool with the reason")


@indexes.command()
def deliver(context: typer.Context) -> None:
    """Send what waits in the spool to Elasticsearch now."""
    from crawler.arrivals import take_note
    from index.spool import SpoolingIndex

    state = state_of(context)
    index = state.index
    if not isinstance(index, SpoolingIndex):
        print_text("the embedded index needs no spool")
        return
    before = index.status().waiting
    index.deliver()
    take_note(state.ledger, index)
    status = index.status()
    print_text(f"{before - status.waiting} delivered, {status.waiting} wait")
    _told(status)


@indexes.command()
def check(context: typer.Context, json: Annotated[bool, Option("--json", help="As one object.")] = False) -> None:
    """Count the articles and compare what each says with what was written down of it when it was indexed."""
    from index.copying import check as look

    report = look(state_of(context).index)
    if json:
        print_json(report)
    else:
        print_text(str(report))
    if report.wrong:
        raise StorageError(
            f"{len(report.wrong)} articles are damaged",
            on="the index",
            todo="run `pantau reprocess`, or restore a snapshot",
        )


@indexes.command()
def reindex(context: typer.Context) -> None:
    """A new index behind the alias (Elasticsearch) or rebuilt search tables (embedded), without a moment's absence of search."""
    from index.copying import reindex as again

    state = state_of(context)
    print_text(again(state.index, state.config.gazetteer))


@indexes.command()
def copy(
    context: typer.Context,
    to: Annotated[str, Option(help="Elasticsearch URL, or the data folder of an embedded index.")],
) -> None:
    """Copy all articles to another index; ends with a count and a checksum on both sides."""
    from index.copying import copy as copy_index
    from index.opening import open_configured

    state = state_of(context)
    remote = "://" in to
    if not remote:
        try:
            Path(to).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"the folder can't be made: {error.strerror}", on=to) from error
        if Path(to).resolve() == state.data_dir.resolve() and state.index.status().kind == "sqlite":
            raise UsageError("that is the index itself", on="--to")
    target = open_configured(
        to if remote else None, state.data_dir if remote else Path(to), state.config, state.secrets
    )
    try:
        report = copy_index(state.index, target)
    finally:
        target.close()
    print_text(str(report))
    if not report.complete:
        raise StorageError(
            "source and target differ", on=to, todo="an empty target, or one that held nothing else, ends equal"
        )


@indexes.command()
def snapshot(
    context: typer.Context,
    to: Annotated[str, Option(help="A folder (embedded) or a repository path that the nodes know (Elasticsearch).")],
) -> None:
    """A consistent copy of the index's own files."""
    from index.copying import snapshot as take

    print_text(take(state_of(context).index, to))


def _told(status: IndexStatus) -> None:
    if not status.reachable:
        raise IndexUnavailableError(status.trouble, on=status.where, todo="see docs/elasticsearch.md")
