"""An index checked, copied to another, made anew, saved: whichever of the two it is."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from config.errors import InputError, StorageError, UsageError
from config.gazetteer import Gazetteer
from index.base import ArticleIndex, PutResult
from index.elastic import ElasticIndex
from index.elastic_upkeep import reindex as reindex_elastic
from index.elastic_upkeep import snapshot as snapshot_elastic
from index.names import names_of
from index.spool import SpoolingIndex
from index.sqlite_index import FILE, SqliteIndex
from index.tag_values import content_hash

BATCH = 500


@dataclass(frozen=True, slots=True)
class Checksum:
    """Of all articles, in whatever order they are met: equal for indexes that hold the same articles saying the same."""

    articles: int
    digest: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`wrong` are ids of articles that no longer say what they said when they were indexed."""

    checksum: Checksum
    wrong: tuple[str, ...]
    waiting: int
    refused: int

    def __str__(self) -> str:
        lines = [f"{self.checksum.articles} articles, checksum {self.checksum.digest}"]
        if self.wrong:
            lines.append(f"{len(self.wrong)} differ from what was indexed: {', '.join(self.wrong[:5])} …")
        if self.waiting or self.refused:
            lines.append(f"{self.waiting} wait in the spool, {self.refused} were refused")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class CopyReport:
    """`source` and `target` are equal when everything arrived and nothing else was there.

    `decided` counts the decisions about stories and events that the target took; `against` tells those that it did
    not, because the contrary was decided there.
    """

    source: Checksum
    target: Checksum
    copied: int  # new or changed in the target
    rejected: tuple[PutResult, ...]
    decided: int = 0
    against: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return self.source == self.target and not self.against

    def __str__(self) -> str:
        verdict = "equal" if self.source == self.target else "NOT equal"
        lines = [
            f"{self.copied} copied",
            f"source: {self.source.articles} articles, checksum {self.source.digest}",
            f"target: {self.target.articles} articles, checksum {self.target.digest}: {verdict}",
        ]
        if self.decided:
            lines.insert(1, f"{self.decided} decision{'s' if self.decided > 1 else ''} about stories and events")
        lines += [f"not taken: {told}" for told in self.against]
        return "\n".join([*lines, *(f"rejected {r.id}: {r.reason}" for r in self.rejected)])


def checksum(index: ArticleIndex) -> Checksum:
    """From what the index has written down of its articles."""
    return checksum_of(index.hashes())


def checksum_of(pairs: Iterable[tuple[str, str]]) -> Checksum:
    """Of (id, content hash) of each article."""
    count = total = 0
    for id, digest in pairs:
        count += 1
        total += int.from_bytes(hashlib.sha256(f"{id} {digest}".encode()).digest())
    return Checksum(count, f"{total % 2**128:032x}")


def check(index: ArticleIndex) -> CheckReport:
    """Reads every article and compares it with what was written down of it."""
    known = dict(index.hashes())
    met: dict[str, str] = {article.id: content_hash(article) for article in index.articles()}
    wrong = [id for id in sorted(known.keys() | met.keys()) if known.get(id) != met.get(id)]
    status = index.status()
    return CheckReport(checksum_of(known.items()), tuple(wrong), status.waiting, status.refused)


def copy(source: ArticleIndex, target: ArticleIndex, *, tell: Callable[[int], None] | None = None) -> CopyReport:
    """All articles with their former states, and what people decided about stories and events. What the target has
    besides stays there, and shows in the checksum.

    Broken off, it is begun again: what is there already is left alone.
    """
    if isinstance(target, SpoolingIndex):
        target = target.remote  # a copy that waits in a file is none
    copied, rejected = 0, []
    decided, against = 0, []
    for decision in source.decisions():  # before the articles, which then come to stand where they belong
        try:
            decided += target.decide(decision)
        except UsageError as error:
            against.append(str(error))
    articles = source.articles()
    while batch := list(islice(articles, BATCH)):
        results = target.put(batch)
        for article, result in zip(batch, results, strict=True):
            if result.outcome == "rejected":
                rejected.append(result)
                continue
            copied += result.outcome != "unchanged"
            if former := source.revisions(article.id):
                target.keep_revisions(article.id, former)
        if tell:
            tell(len(batch))
    target.refresh()
    return CopyReport(checksum(source), checksum(target), copied, tuple(rejected), decided, tuple(against))


def reindex(index: ArticleIndex, gazetteer: Gazetteer | None = None) -> str:
    """Everything that is searched made anew, with the names of the gazetteer given; searches go on all the while."""
    names = names_of(gazetteer) if gazetteer is not None else None
    if isinstance(index, SpoolingIndex):
        index.deliver()
        index = index.remote
    if isinstance(index, ElasticIndex):
        report = reindex_elastic(index.store, names)
        return f"{report.articles} articles now in {report.index}; {report.former or 'no index'} removed"
    if isinstance(index, SqliteIndex):
        return f"{index.rebuild(names)} articles: words, tags and stories made anew"
    raise TypeError(f"no way to reindex a {type(index).__name__}")


def snapshot(index: ArticleIndex, to: str, *, now: datetime | None = None) -> str:
    """A copy of the index's own files, consistent although others write meanwhile."""
    name = f"{now or datetime.now(UTC):%Y%m%d-%H%M%S}"
    if isinstance(index, SpoolingIndex):
        index = index.remote
    if isinstance(index, ElasticIndex):
        return snapshot_elastic(index.store, to, name)
    if isinstance(index, SqliteIndex):
        path = Path(to) / f"{Path(FILE).stem}-{name}.sqlite"
        _back_up(index, path)
        return f"{path}, {path.stat().st_size:,} bytes; to use it, put it in place of {FILE} while nothing runs"
    raise TypeError(f"no way to save a {type(index).__name__}")


def _back_up(index: SqliteIndex, path: Path) -> None:
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        size = index.path.stat().st_size
        if (free := shutil.disk_usage(path.parent).free) < size:
            raise InputError(f"{size:,} bytes are needed, {free:,} are free", on=str(path.parent))
        with index.store.reading() as db:
            target = sqlite3.connect(part)
            try:
                db.backup(target)
                (verdict,) = target.execute("PRAGMA quick_check(1)").fetchone()
            finally:
                target.close()
        if verdict != "ok":
            raise StorageError(f"the copy is damaged: {verdict}", on=str(part))
        part.rename(path)
    except (OSError, sqlite3.OperationalError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise StorageError(f"can't be written: {what}", on=str(path), todo="name another folder with --to") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
