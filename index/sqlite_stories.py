"""Stories in the embedded index: an article joins those that it is like, and what it leaves behind is linked anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

import orjson

from index.mending import Decision, Mending, about, reached
from index.stories import Member, linked, places


def join(
    db: sqlite3.Connection, article_id: str, text: str, day: date | None, bands: tuple[int, ...], mending: Mending
) -> str:
    """What the article about to be written hangs together with; what it ties together becomes one.

    With parted articles among them, `settle` is to be called once its row stands.
    """
    joined: set[str] = set()
    if bands:
        rows = db.execute(
            f"SELECT a.id, a.linked, a.day, b.form FROM article a JOIN body b USING (number) WHERE a.number IN (SELECT number FROM band WHERE band IN ({','.join('?' * len(bands))}))",
            bands,
        ).fetchall()
        this = Member(article_id, day, bands, text)
        joined = {
            row[1]
            for row in rows
            if row[0] != article_id
            # that they share a band is known
            and linked(this, Member(row[0], date.fromisoformat(row[2]) if row[2] else None, bands, _text(row[3])))
        }
    joined |= components(db, mending.mates(article_id) - {article_id})
    name: str = min([article_id, *joined])
    for other in joined - {name}:
        db.execute("UPDATE article SET linked = ?, story = ? WHERE linked = ?", (name, name, other))
    return name


def settle(db: sqlite3.Connection, component: str, mending: Mending) -> None:
    """The stories of all that hangs together: one, or several where articles were parted."""
    ids = [row[0] for row in db.execute("SELECT id FROM article WHERE linked = ?", (component,))]
    if mending.divides(ids):
        relink(db, {component}, mending)


def relink(db: sqlite3.Connection, names: Iterable[str], mending: Mending) -> None:
    """Links these components anew: what held them together may have gone, or been decided."""
    members, before = [], {}
    for name in sorted(set(names)):
        rows = db.execute(
            "SELECT a.number, a.id, a.day, b.form, a.linked, a.story FROM article a JOIN body b USING (number) WHERE a.linked = ?",
            (name,),
        ).fetchall()
        for number, id, day, form, *place in rows:
            bands = tuple(row[0] for row in db.execute("SELECT band FROM band WHERE number = ?", (number,)))
            members.append(Member(id, date.fromisoformat(day) if day else None, bands, _text(form)))
            before[id] = tuple(place)
    changed = [(*place, id) for id, place in places(members, mending).items() if tuple(place) != before[id]]
    db.executemany("UPDATE article SET linked = ?, story = ? WHERE id = ?", changed)


def components(db: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """What these articles, as far as they are indexed, belong to."""
    found: set[str] = set()
    for id in ids:
        found.update(row[0] for row in db.execute("SELECT linked FROM article WHERE id = ?", (id,)))
    return found


# decisions


def decisions(db: sqlite3.Connection) -> list[Decision]:
    """All, the oldest first."""
    rows = db.execute("SELECT kind, event, articles, others, who, decided, why FROM decision ORDER BY rowid")
    return [
        Decision(kind, tuple(orjson.loads(articles)), tuple(orjson.loads(others)), event, who,
                 datetime.fromisoformat(when) if when else None, why)
        for kind, event, articles, others, who, when, why in rows
    ]  # fmt: skip


def mending_of(db: sqlite3.Connection) -> Mending:
    """What was decided about stories."""
    return Mending(about(decisions(db)))


def keep(db: sqlite3.Connection, decision: Decision) -> None:
    db.execute(
        "INSERT INTO decision (id, kind, event, articles, others, who, decided, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            decision.id, decision.kind, decision.event, orjson.dumps(decision.articles).decode(),
            orjson.dumps(decision.others).decode(), decision.who,
            decision.when.isoformat() if decision.when else None, decision.why,
        ),
    )  # fmt: skip


def drop(db: sqlite3.Connection, decision_id: str) -> None:
    db.execute("DELETE FROM decision WHERE id = ?", (decision_id,))


def mend(db: sqlite3.Connection, decision: Decision) -> None:
    """Brings stories in line with what is decided now, with this decision or without it."""
    standing = decisions(db)
    relink(db, components(db, reached(decision, standing)), Mending(about(standing)))


def _text(form: str) -> str:
    text: str = orjson.loads(form)["text"]
    return text
