"""Pages as they came, in WARC files a day and an outlet; the index can be rebuilt from them alone.

Each record is a gzip member of its own, so that a file is appended to and read from any offset. A torn tail (the process
was killed, the disk was full) is recognised when the file is next opened for writing, and cut off.
"""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from config.errors import StorageError
from extract.identity import article_id
from extract.page import Hints, RawPage

FOLDER = "snapshots"


class Snapshots:
    """The folder of WARC files below a data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER
        self._healed: set[Path] = set()

    def write(self, page: RawPage, *, part_of: str | None = None) -> tuple[str, int]:
        """Appends a page; (file name, offset). `part_of`: the address of the article whose further page this is."""
        path = self.folder / f"{page.fetched.astimezone(UTC):%Y-%m-%d}-{page.outlet}.warc.gz"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if path not in self._healed:
                heal(path)
                self._healed.add(path)
            buffer = io.BytesIO()
            writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
            writer.write_record(self._record(writer, page, part_of))
            data = buffer.getvalue()
            with path.open("ab") as file:
                offset = file.tell()
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
        return path.name, offset

    def _record(self, writer: WARCWriter, page: RawPage, part_of: str | None) -> object:
        headers = [
            (k, v)
            for k, v in page.headers
            if k.lower() not in ("content-encoding", "transfer-encoding", "content-length")
        ]
        hints = {
            "title": page.hints.title,
            "published": page.hints.published.isoformat() if page.hints.published else None,
            "section": page.hints.section,
            "source": page.hints.source,
        }
        return writer.create_warc_record(
            page.url, "response", payload=io.BytesIO(page.body), length=len(page.body),
            http_headers=StatusAndHeaders(f"{page.status} OK", [*headers, ("Content-Length", str(len(page.body)))], protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": page.fetched.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                "WARC-X-Outlet": page.outlet,
                "WARC-X-Requested": page.requested_url or page.url,
                "WARC-X-Hints": json.dumps(hints),
                **({"WARC-X-Part-Of": part_of} if part_of else {}),
            },
        )  # fmt: skip

    def read(self, file: str, offset: int) -> RawPage:
        """The page at an offset, its further pages joined where they follow."""
        path = self.folder / file
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                found: RawPage | None = None
                for page, part_of in _pages(stream):
                    if found is None:
                        found = page
                    elif part_of and article_id(part_of) == article_id(found.requested_url):
                        found = replace(found, more=(*found.more, page))
                    else:
                        break
        except (OSError, ArchiveLoadFailed) as error:
            raise StorageError(f"the snapshot can't be read: {error}", on=f"{path} at {offset}") from error
        if found is None:
            raise StorageError("no snapshot there", on=f"{path} at {offset}")
        return found

    def newest(self, since: datetime | None = None) -> Iterator[RawPage]:
        """Every article's newest page, oldest files first."""
        last: dict[str, tuple[str, int]] = {}
        for path in sorted(self.folder.glob("*.warc.gz")):
            for offset, page, part_of in _located(path):
                if part_of is None and (since is None or page.fetched >= since):
                    last[article_id(page.requested_url)] = (path.name, offset)
        for file, offset in sorted(last.values()):
            yield self.read(file, offset)


def _pages(stream: object) -> Iterator[tuple[RawPage, str | None]]:
    for record in ArchiveIterator(stream):
        if record.rec_type == "response":
            yield _page(record), record.rec_headers.get_header("WARC-X-Part-Of")


def _page(record: object) -> RawPage:
    rec = record.rec_headers  # type: ignore[attr-defined]
    hints = json.loads(rec.get_header("WARC-X-Hints") or "{}")
    published = hints.get("published")
    body = record.content_stream().read()  # type: ignore[attr-defined]
    http = record.http_headers  # type: ignore[attr-defined]
    return RawPage(
        url=rec.get_header("WARC-Target-URI"),
        outlet=rec.get_header("WARC-X-Outlet") or "unknown",
        body=body,
        fetched=datetime.fromisoformat(rec.get_header("WARC-Date").replace("Z", "+00:00")),
        requested_url=rec.get_header("WARC-X-Requested") or rec.get_header("WARC-Target-URI"),
        status=int(http.get_statuscode()),
        headers=tuple(http.headers),
        hints=Hints(
            hints.get("title"),
            datetime.fromisoformat(published) if published else None,
            hints.get("section"),
            hints.get("source"),
        ),
    )


def _located(path: Path) -> Iterator[tuple[int, RawPage, str | None]]:
    with path.open("rb") as stream:
        iterator = ArchiveIterator(stream)
        try:
            for record in iterator:
                if record.rec_type == "response":
                    page = _page(record)
                    yield iterator.get_record_offset(), page, record.rec_headers.get_header("WARC-X-Part-Of")
        except (ArchiveLoadFailed, zlib.error, EOFError, OSError):
            return  # a torn tail: the records before it are whole


def heal(path: Path) -> int:
    """Cuts a torn tail off; the bytes cut."""
    if not path.exists():
        return 0
    size = path.stat().st_size
    good = 0
    with path.open("rb") as stream:
        while good < size:
            stream.seek(good)
            inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
            consumed = 0
            try:
                while not inflate.eof:
                    chunk = stream.read(65536)
                    if not chunk:
                        break
                    inflate.decompress(chunk)
                    consumed += len(chunk)
            except zlib.error:
                break
            if not inflate.eof:
                break
            good += consumed - len(inflate.unused_data)
    if good < size:
        with path.open("r+b") as stream:
            stream.truncate(good)
    return size - good
