"""`stories …`: who told a story, and stories mended by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.mending import By, Why, article_of, decide, decider, form, tell, undone
from cli.output import print_json, print_table, print_text
from cli.state import now, state_of
from config.errors import UsageError

if TYPE_CHECKING:
    from index.base import ArticleIndex
    from index.pickups import Telling

group = typer.Typer(
    name="stories",
    help="Stories: who told one first and who copied it; joined and parted by hand.",
    no_args_is_help=True,
)
Named = Annotated[str, typer.Argument(metavar="ARTICLE", help="Id or address of an article, or the id of a story.")]
Several = Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids or addresses of articles.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group)


@group.command()
def show(
    context: typer.Context, article: Named, json: Annotated[bool, typer.Option("--json", help="One object.")] = False
) -> None:
    """The articles of a story: the first publisher, the share that each other took over, what was decided by hand."""
    from index.mending import about

    state = state_of(context)
    index = state.index
    story = article_of(index, article).story or ""
    told = _tellings(index, story)
    ids = {t.article for t in told}
    decided = [d for d in about(index.decisions()) if ids.intersection(d.named)]
    if json:
        print_json({"story": story, "tellings": told, "decisions": [form(d) for d in decided]})
        return
    print_table(
        ("published", "outlet", "taken", "title", "article"),
        [
            (
                f"{t.published:%Y-%m-%d %H:%M}" if t.published else "no date",
                t.outlet,
                "first" if t.first else f"{t.taken:.0%}",
                t.title,
                t.article,
            )
            for t in told
        ],
        title=f"Story {story}: {len(told)} {'article' if len(told) == 1 else 'articles'}",
        right=("taken",),
    )
    if decided:
        tell(decided, state.zone, json=False)


@group.command()
def join(context: typer.Context, articles: Several, why: Why = "", by: By = None) -> None:
    """These articles are one story, whatever their texts say; holds for later ones too, until it is undone."""
    from index.mending import Decision

    index = state_of(context).index
    ids = tuple(dict.fromkeys(article_of(index, named).id for named in articles))
    decision = Decision("join", ids, who=decider(by), when=now(), why=why)
    decide(index, decision)
    _told(index, ids)


@group.command()
def part(
    context: typer.Context,
    articles: Several,
    others: Annotated[
        list[str] | None,
        typer.Option("--from", help="Only from this article (repeatable); from the rest of its story by default."),
    ] = None,
    why: Why = "",
    by: By = None,
) -> None:
    """These articles are not of this story, whatever their texts say; what comes later goes to the side that it is likest to."""
    from index.mending import Decision

    index = state_of(context).index
    found = [article_of(index, named) for named in articles]
    ids = tuple(dict.fromkeys(a.id for a in found))
    if others:
        rest = tuple(dict.fromkeys(article_of(index, named).id for named in others))
    else:
        members = [t.article for a in found for t in _tellings(index, a.story or a.id)]
        rest = tuple(id for id in dict.fromkeys(members) if id not in ids)
        if not rest:
            raise UsageError("there is nothing to part it from: nobody else tells this story", on=", ".join(articles))
    decision = Decision("part", ids, rest, who=decider(by), when=now(), why=why)
    decide(index, decision)
    _told(index, (*ids, *rest))


@group.command()
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id, as `pantau stories mended` lists it.")],
) -> None:
    """Take a decision back, with what followed from it."""
    undone(state_of(context).index, decision)


@group.command()
def mended(
    context: typer.Context, json: Annotated[bool, typer.Option("--json", help="A line a decision.")] = False
) -> None:
    """What was decided about stories by hand: by whom, when, why."""
    from index.mending import about

    state = state_of(context)
    tell(about(state.index.decisions()), state.zone, json=json)


def _tellings(index: ArticleIndex, story: str) -> list[Telling]:
    from index.pickups import tellings

    return tellings(index, story)


def _told(index: ArticleIndex, ids: tuple[str, ...]) -> None:
    """Where the articles stand now: a decision can have effects that nobody thought of."""
    stories: dict[str, None] = {}
    for id in ids:
        if found := index.get(id):
            stories.setdefault(found.story or id)
    for story in stories:
        told = _tellings(index, story)
        print_text(f"  story {story}: {', '.join(f'{t.outlet} ({t.article})' for t in told)}")
