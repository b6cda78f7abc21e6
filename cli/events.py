"""`events …`: who tells of an event, and events mended by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cli.mending import By, Why, article_of, decide, decider, tell, undone
from cli.output import print_json, print_table, print_text
from cli.state import now, state_of
from config.errors import UsageError

if TYPE_CHECKING:
    from extract.article import Article, Event
    from index.base import ArticleIndex
    from index.events import EventCluster

group = typer.Typer(
    name="events",
    help="Events: which articles tell of one; joined and parted by hand.",
    no_args_is_help=True,
)
Named = Annotated[str, typer.Argument(metavar="ARTICLE", help="Id or address of an article.")]
Tellings = Annotated[
    list[str],
    typer.Argument(
        metavar="TELLING", help="Id or address of an article; ID@REGENCY or ID@REGENCY@DAY where it tells several."
    ),
]
Type = Annotated[str, typer.Option("--event", help="The type of event.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group)


@dataclass(frozen=True, slots=True)
class _Told:
    """All tellings of a type, and the events made of them; what is planned is gathered by itself."""

    tellings: list[tuple[Article, Event]]
    clusters: list[EventCluster]

    def name(self, article: Article, event: Event) -> str:
        from index.event_mending import telling_name

        return telling_name(article, event, self.tellings)

    def one(self, index: ArticleIndex, named: str, type: str) -> tuple[str, str]:
        """(name, regency) of the telling that is meant."""
        bare = named.partition("@")[0] if "://" not in named else named
        article = article_of(index, bare)
        mine = {self.name(a, e): e.regency or "" for a, e in self.tellings if a.id == article.id}
        if bare != named:
            mine = {name: regency for name, regency in mine.items() if name == named or name.startswith(f"{named}@")}
        if len(mine) != 1:
            raise UsageError(
                f"this article tells of no {type} in Bali" if not mine else f"this article tells of {len(mine)} {type}",
                on=named,
                allowed=", ".join(mine) or None,
            )
        return next(iter(mine.items()))


_STATUSES = (("held",), ("planned",), ("cancelled",))


def _told(index: ArticleIndex, type: str) -> _Told:
    from extract.article import EventType
    from index.events import gather, tellings_of

    if type not in get_args(EventType):
        raise UsageError(f"unknown event {type!r}", on="--event", allowed=", ".join(get_args(EventType)))
    articles, decisions = list(index.tagged("event", type)), index.decisions()
    tellings = [t for statuses in _STATUSES for t in tellings_of(articles, type, statuses)]
    clusters = [c for statuses in _STATUSES for c in gather(articles, type, statuses, decisions)]
    return _Told(tellings, clusters)


@group.command()
def show(
    context: typer.Context,
    article: Named,
    json: Annotated[bool, typer.Option("--json", help="A line an event.")] = False,
) -> None:
    """The events that an article tells of, each with all articles that do."""
    index = state_of(context).index
    found = article_of(index, article)
    shown = 0
    for type in dict.fromkeys(e.type for e in found.events):
        told = _told(index, type)
        for cluster in (c for c in told.clusters if found.id in c.articles):
            shown += 1
            _show(told, cluster, json=json)
    if not shown and not json:
        print_text("This article tells of no event in Bali.")


def _show(told: _Told, cluster: EventCluster, *, json: bool) -> None:
    if json:
        print_json(
            {
                "id": cluster.id, "type": cluster.type, "status": cluster.status, "regency": cluster.regency, "date": cluster.day,
                "giver": cluster.giver, "topic": cluster.topic, "articles": cluster.articles,
            }
        )  # fmt: skip
        return
    rows = [
        (f"{a.published:%Y-%m-%d}" if a.published else "no date", a.outlet, a.title, e.date or "", told.name(a, e))
        for a, e in cluster.tellings
    ]
    title = f"{cluster.type} {cluster.status}, {cluster.regency}, {cluster.day or 'no day told'} ({cluster.id})"
    print_table(("published", "outlet", "title", "day told", "telling"), rows, title=title)


@group.command()
def join(context: typer.Context, tellings: Tellings, event: Type = "bimtek", why: Why = "", by: By = None) -> None:
    """These tell of one event, whatever days and words they give; the table counts it once, on the earliest day told."""
    from index.mending import Decision

    index = state_of(context).index
    told = _told(index, event)
    meant = dict(told.one(index, named, event) for named in tellings)
    if len(set(meant.values())) > 1:
        raise UsageError("no event is of two regencies", on=", ".join(meant), todo="join those of one regency")
    decision = Decision("join", tuple(meant), event=event, who=decider(by), when=now(), why=why)
    decide(index, decision)
    _decided(index, event, tuple(meant))


@group.command()
def part(
    context: typer.Context,
    tellings: Tellings,
    event: Type = "bimtek",
    others: Annotated[
        list[str] | None,
        typer.Option("--from", help="Only from this telling (repeatable); from all others of its event by default."),
    ] = None,
    why: Why = "",
    by: By = None,
) -> None:
    """These tell of another event than the others do."""
    from index.mending import Decision

    index = state_of(context).index
    told = _told(index, event)
    meant = tuple(dict(told.one(index, named, event) for named in tellings))
    if others:
        rest = tuple(dict(told.one(index, named, event) for named in others))
    else:
        rest = tuple(n for n in _companions(told, meant) if n not in meant)
        if not rest:
            raise UsageError("there is nothing to part it from: nobody else tells of this event", on=", ".join(meant))
    decision = Decision("part", meant, rest, event=event, who=decider(by), when=now(), why=why)
    decide(index, decision)
    _decided(index, event, (*meant, *rest))


def _companions(told: _Told, names: tuple[str, ...]) -> list[str]:
    """The tellings of the events that these are of."""
    found: dict[str, None] = {}
    for cluster in told.clusters:
        here = [told.name(a, e) for a, e in cluster.tellings]
        if set(here).intersection(names):
            found |= dict.fromkeys(here)
    return list(found)


@group.command()
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id, as `pantau events mended` lists it.")],
) -> None:
    """Take a decision back, with what followed from it."""
    undone(state_of(context).index, decision)


@group.command()
def mended(
    context: typer.Context, json: Annotated[bool, typer.Option("--json", help="A line a decision.")] = False
) -> None:
    """What was decided about events by hand: by whom, when, why."""
    state = state_of(context)
    tell((d for d in state.index.decisions() if d.event), state.zone, json=json)


def _decided(index: ArticleIndex, event: str, names: tuple[str, ...]) -> None:
    """What the events are now."""
    told = _told(index, event)
    for cluster in told.clusters:
        here = [told.name(a, e) for a, e in cluster.tellings]
        if set(here).intersection(names):
            print_text(f"  {cluster.type} {cluster.regency} {cluster.day or 'no day told'}: {', '.join(here)}")
