"""What the commands that mend stories and events share: whose article is meant, who decides, what was decided."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import print_json, print_table, print_text
from config.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from extract.article import Article
    from index.base import ArticleIndex
    from index.mending import Decision

Why = Annotated[str, typer.Option("--why", help="The reason, for those who come after.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides; the name of this machine's user by default.")]


def article_of(index: ArticleIndex, named: str) -> Article:
    """By its id (that of a story is one of its articles') or address."""
    found = index.by_url(named) if "://" in named else index.get(named)
    if found is None:
        raise NotFoundError("no such article in the index", on=named, todo="`pantau search` tells the ids")
    return found


def decider(by: str | None) -> str:
    if by and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in some containers
        return "unknown"


def decide(index: ArticleIndex, decision: Decision) -> None:
    """Takes it, and says whether it stood already."""
    fresh = index.decide(decision)
    print_text(f"decided: {decision.id}" if fresh else f"decided already: {decision.id}")


def tell(decisions: Iterable[Decision], zone: ZoneInfo, *, json: bool) -> None:
    """What was decided, the latest first; times in the zone."""
    told = list(decisions)[::-1]
    if json:
        for decision in told:
            print_json(form(decision))
    elif not told:
        print_text("Nothing was decided by hand.")
    else:
        rows = [
            (d.id, f"{d.when.astimezone(zone):%Y-%m-%d %H:%M}" if d.when else "", d.who, d.kind, d, d.why) for d in told
        ]
        print_table(("id", "when", "who", "what", "articles", "why"), rows)


def form(decision: Decision) -> dict[str, object]:
    """A decision as JSON."""
    names = ("id", "kind", "event", "articles", "others", "who", "when", "why")
    return {name: getattr(decision, name) for name in names}


def undone(index: ArticleIndex, decision_id: str) -> None:
    gone = index.undo(decision_id)
    if gone is None:
        raise NotFoundError("no such decision", on=decision_id, todo="`mended` lists them")
    print_text(f"undone: {gone.id} {gone}")
