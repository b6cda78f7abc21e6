"""Pages as they came, in WARC files a day and an outlet; the index can be rebuilt from them alone.

Each record is a gzip member of its own, so that a file is appended to and read from any offset. A page and the further
pages of its article are appended in one write, under a lock on the file. A torn tail (the process was killed, the disk
was full) is recognised when the file is next written to, and cut off.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from config.errors import StorageError
from extract.identity import article_id
from extract.page import Hints, RawPage

FOLDER = "snapshots"
# Level 6 takes two thirds of the time of warcio's 9 and gives files 1 % larger (60 KB news pages).
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Located:
    """A page with its further pages, and where it begins."""

    offset: int
    page: RawPage


class Snapshots:
    """The folder of WARC files below a data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER
        self._healed: set[Path] = set()

    def write(self, page: RawPage) -> tuple[str, int]:
        """Appends a page with its further pages; (file name, offset)."""
        return self.write_all([page])[0]

    def write_all(self, pages: Sequence[RawPage]) -> list[tuple[str, int]]:
        """Appends pages, those of one file in one write; (file name, offset) of each, in order."""
        files = [self.folder / f"{p.fetched.astimezone(UTC):%Y-%m-%d}-{p.outlet}.warc.gz" for p in pages]
        records = [b"".join(_member(p, page if p is not page else None) for p in (page, *page.more)) for page in pages]
        places: dict[int, tuple[str, int]] = {}
        for path in dict.fromkeys(files):
            mine = [number for number, file in enumerate(files) if file == path]
            offset = self._append(path, b"".join(records[number] for number in mine))
            for number in mine:
                places[number] = (path.name, offset)
                offset += len(records[number])
        return [places[number] for number in range(len(pages))]

    def _append(self, path: Path, data: bytes) -> int:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if path not in self._healed:
                    heal(path)
                    self._healed.add(path)
                offset = os.fstat(file.fileno()).st_size
                try:
                    file.write(data)
                    file.flush()
                except OSError:
                    os.ftruncate(file.fileno(), offset)
                    raise
        except OSError as error:
            raise StorageError(
                f"the snapshot can't be written: {error.strerror}",
                on=str(path),
                todo="make room on the disk and run the same command again: it goes on where it stopped",
            ) from error
        return offset

    def read(self, file: str, offset: int) -> RawPage:
        """The page at an offset, its further pages joined."""
        path = self.folder / file
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                found = next(_articles(stream, one=True), None)
        except (OSError, ArchiveLoadFailed, zlib.error, EOFError) as error:
            raise StorageError(f"the snapshot can't be read: {error}", on=f"{path} at {offset}") from error
        if found is None:
            raise StorageError("no snapshot there", on=f"{path} at {offset}")
        return found.page

    def files(self, outlet: str | None = None) -> list[Path]:
        """Oldest first; of one outlet where it is named."""
        # 2026-11-24-KEY.warc.gz: the day takes eleven characters
        every = sorted(self.folder.glob("*.warc.gz"))
        return [p for p in every if outlet is None or p.name[11:] == f"{outlet}.warc.gz"]

    def from_offset(self, path: Path, offset: int) -> Iterator[Located]:
        """The pages of a file from there on; a torn tail is passed over."""
        with path.open("rb") as stream:
            stream.seek(offset)
            try:
                yield from _articles(stream)
            except (ArchiveLoadFailed, zlib.error, EOFError, OSError):
                return

    def newest(self, since: datetime | None = None) -> Iterator[RawPage]:
        """Every article's newest page, oldest files first."""
        last: dict[str, tuple[str, int]] = {}
        for path in self.files():
            for located in self.from_offset(path, 0):
                if since is None or located.page.fetched >= since:
                    last[article_id(located.page.requested_url)] = (path.name, located.offset)
        for file, offset in sorted(last.values()):
            yield self.read(file, offset)


def _member(page: RawPage, of: RawPage | None) -> bytes:
    """One record, compressed as a gzip member of its own. `of`: the page that this is a further page of."""
    plain = io.BytesIO()
    writer = WARCWriter(plain, gzip=False, warc_version="1.1")
    headers = [
        (k, v) for k, v in page.headers if k.lower() not in ("content-encoding", "transfer-encoding", "content-length")
    ]
    published = page.hints.published
    hints = {
        "title": page.hints.title, "published": published.isoformat() if published else None,
        "section": page.hints.section, "source": page.hints.source,
    }  # fmt: skip
    record = writer.create_warc_record(
        page.url, "response", payload=io.BytesIO(page.body), length=len(page.body),
        http_headers=StatusAndHeaders(f"{page.status} OK", [*headers, ("Content-Length", str(len(page.body)))], protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": page.fetched.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "WARC-X-Outlet": page.outlet,
            "WARC-X-Requested": page.requested_url or page.url,
            "WARC-X-Hints": json.dumps(hints),
            **({"WARC-X-Part-Of": of.requested_url or of.url} if of else {}),
            **({"WARC-X-Parts": str(len(page.more))} if page.more else {}),
        },
    )  # fmt: skip
    writer.write_record(record)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(plain.getvalue()) + packer.flush()


def _articles(stream: BinaryIO, *, one: bool = False) -> Iterator[Located]:
    """Pages with their further pages joined. With `one` it stops after the first, without reading into the next."""
    iterator = ArchiveIterator(stream)
    held: Located | None = None
    missing = 0
    try:
        for record in iterator:
            if record.rec_type != "response":
                continue
            page = _page(record)
            headers = record.rec_headers
            offset = iterator.get_record_offset()
            if headers.get_header("WARC-X-Part-Of"):
                if held is not None and missing:
                    held = replace(held, page=replace(held.page, more=(*held.page.more, page)))
                    missing -= 1
            else:
                if held is not None:
                    yield held
                held, missing = Located(offset, page), int(headers.get_header("WARC-X-Parts") or 0)
            if held is not None and not missing:
                yield held
                held = None
                if one:
                    return
    finally:
        iterator.close()
    if held is not None:
        # Its further pages were torn off: what is there is still an article.
        yield held


def _page(record: Any) -> RawPage:
    rec = record.rec_headers
    hints = json.loads(rec.get_header("WARC-X-Hints") or "{}")
    published = hints.get("published")
    body = record.content_stream().read()
    # A torn gzip member gives what it has without a word.
    if len(body) != int(record.http_headers.get_header("Content-Length") or -1):
        raise EOFError("the record is torn")
    return RawPage(
        url=rec.get_header("WARC-Target-URI"),
        outlet=rec.get_header("WARC-X-Outlet") or "unknown",
        body=body,
        fetched=datetime.fromisoformat(rec.get_header("WARC-Date").replace("Z", "+00:00")),
        requested_url=rec.get_header("WARC-X-Requested") or rec.get_header("WARC-Target-URI"),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple(record.http_headers.headers),
        hints=Hints(
            hints.get("title"),
            datetime.fromisoformat(published) if published else None,
            hints.get("section"),
            hints.get("source"),
        ),
    )


def heal(path: Path) -> int:
    """Cuts a torn tail off; the bytes cut. Called under the file's lock."""
    size = path.stat().st_size
    good = 0
    with path.open("rb") as stream:
        while good < size:
            stream.seek(good)
            inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
            consumed = 0
            try:
                while not inflate.eof and (chunk := stream.read(65536)):
                    inflate.decompress(chunk)
                    consumed += len(chunk)
            except zlib.error:
                break
            if not inflate.eof:
                break
            good += consumed - len(inflate.unused_data)
    if good < size:
        os.truncate(path, good)
    return size - good
