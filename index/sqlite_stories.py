"""Stories in the embedded index: an article joins those that it is like, and what it leaves behind is linked anew."""

from __future__ import annotations

import sqlite3
from datetime import date

import orjson

from index.stories import Member, linked, stories


def join(db: sqlite3.Connection, article_id: str, text: str, day: date | None, bands: tuple[int, ...]) -> str:
    """The story of an article about to be written; stories that it ties together become one."""
    if not bands:
        return article_id
    rows = db.execute(
        f"SELECT a.id, a.story, a.day, b.form FROM article a JOIN body b USING (number) WHERE a.number IN (SELECT number FROM band WHERE band IN ({','.join('?' * len(bands))}))",
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
    story: str = min([article_id, *joined])
    for other in joined - {story}:
        db.execute("UPDATE article SET story = ? WHERE story = ?", (story, other))
    return story


def leave(db: sqlite3.Connection, story: str) -> None:
    """Links the remaining members of a story anew: the one gone may have been all that held them together."""
    rows = db.execute(
        "SELECT number, id, day, form FROM article JOIN body USING (number) WHERE story = ?", (story,)
    ).fetchall()
    if not rows:
        return
    members = []
    for number, id, day, form in rows:
        bands = tuple(row[0] for row in db.execute("SELECT band FROM band WHERE number = ?", (number,)))
        members.append(Member(id, date.fromisoformat(day) if day else None, bands, _text(form)))
    db.executemany("UPDATE article SET story = ? WHERE id = ?", [(of, id) for id, of in stories(members).items()])


def _text(form: str) -> str:
    text: str = orjson.loads(form)["text"]
    return text
