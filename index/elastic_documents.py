"""Article ↔ document. What is derived for searching stands beside the form, which is kept whole and not indexed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from extract.article import Article
from index.base import Revision
from index.cutting import words_of
from index.stories import Member, Place, fingerprint
from index.tag_values import KINDS, claims, day_of, moment_of, tags

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index has of an article: its document, and by which write it came to be (for a safe overwrite)."""

    source: Document
    seq_no: int
    primary_term: int

    @property
    def revisions(self) -> list[Document]:
        return list(self.source.get("revisions") or [])


def member_of(article: Article) -> Member:
    return Member(article.id, day_of(article), fingerprint(words_of(article.text)), article.text)


def document(article: Article, *, member: Member, place: Place, revisions: list[Document], digest: str) -> Document:
    """The document of an article."""
    form = article.model_dump(mode="json", by_alias=True, exclude={"title", "text", "story"})
    moment = moment_of(article)
    values: dict[str, list[str]] = {kind: [] for kind in KINDS}
    folds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for tag in tags(article):
        values[tag.kind].append(tag.value)
        folds[tag.kind].append(tag.folded)
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet.lower(),
        "title": article.title,
        "text": article.text,
        "day": member.day.isoformat() if member.day else None,
        "month": member.day.isoformat()[:7] if member.day else None,
        "published": moment.isoformat() if moment else None,
        "story": place.story,
        "linked": place.linked,
        "bands": [str(band) for band in member.bands],
        "hash": digest,
        "tag": values,
        "folded": {"regency": folds["regency"], "event": folds["event"]},
        "officials": [{"words": words} for words in folds["official"]],
        "agencies": [{"words": words} for words in folds["agency"]],
        "claims": [{"rating": c.rating, "year": c.year, "words": c.words} for c in claims(article)],
        "form": form,
        "revisions": revisions,
    }


def article_of(source: Document) -> Article:
    form = {**source["form"], "title": source["title"], "text": source["text"], "story": source["story"]}
    return Article.model_validate(form)


def with_former_state(old: Kept, article: Article) -> list[Document]:
    """The revisions to keep when this article takes the place of an older state."""
    former = old.source
    if (former["title"], former["text"]) == (article.title, article.text):
        return old.revisions
    return [*old.revisions, {"seen": former["form"]["fetched"], "title": former["title"], "text": former["text"]}]


def revision_of(kept: Document) -> Revision:
    return Revision(datetime.fromisoformat(kept["seen"]) if kept["seen"] else None, kept["title"], kept["text"])


def document_of_revision(revision: Revision) -> Document:
    return {
        "seen": revision.seen.isoformat() if revision.seen else None,
        "title": revision.title,
        "text": revision.text,
    }


def kept_member(source: Document) -> Member:
    """The member of a story that a document is: wants id, day, bands and text of it."""
    day = source.get("day")
    bands = tuple(int(band) for band in source.get("bands") or ())
    return Member(source["id"], date.fromisoformat(day) if day else None, bands, source["text"])
