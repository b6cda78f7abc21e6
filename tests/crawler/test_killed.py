"""SIGKILL at any instant, and a disk that is full: nothing is lost, nothing doubled, no snapshot broken."""

from __future__ import annotations

import random
import resource
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.snapshots import Snapshots
from tests.crawler.crawling import QUICK, Office, new_office
from tests.crawler.press_site import PressSite

PAGES = 60


def records(office: Office) -> Counter[str]:
    """Pages in the snapshots as another program reads them: warcio, over whole files; raises where one is broken."""
    found: Counter[str] = Counter()
    for path in sorted((office.data / "snapshots").glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                found[record.rec_headers.get_header("WARC-Target-URI")] += 1
    return found


def in_order(office: Office, site: PressSite) -> None:
    """All articles are there once, the ledger knows each snapshot, and nothing waits."""
    urls = [hit["url"] for hit in office.articles()]
    assert sorted(urls) == sorted(site.url(s.path) for s in site.stories)
    pages = records(office)
    assert set(pages) == set(urls)
    with closing(sqlite3.connect(office.data / "ledger.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert dict(db.execute("SELECT state, count(*) FROM address GROUP BY state")) == {"done": len(urls)}
        assert db.execute("SELECT count(*) FROM snapshot").fetchone()[0] == sum(pages.values())
        kept = db.execute("SELECT url, file, offset FROM snapshot").fetchall()
    snapshots = Snapshots(office.data)
    assert all(snapshots.read(file, offset).requested_url == url for url, file, offset in kept)
    asked = Counter(p for p in site.paths() if p.startswith("/berita/"))
    # What was in hand at a kill is asked for once more, nothing else.
    assert sum(asked.values()) <= PAGES + 6 * office_kills[office.folder]


office_kills: Counter[Path] = Counter()


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_many_instants_and_started_again(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    office = new_office(tmp_path / "office")
    with PressSite(PAGES) as site:
        office.outlets(site.entry())
        for _ in range(12):
            child = office.start("crawl")
            # Discovery, fetching, storing, reading and indexing all lie within these moments.
            time.sleep(chance.uniform(0.2, 2.5))
            child.kill()
            assert child.wait() in (-signal.SIGKILL, 0)
            child.out(), child.err()
            office_kills[office.folder] += 1
        row = office.crawl()["pos"]
        assert sum(row["fates"].values()) == row["fetched"]
        in_order(office, site)
        mark = len(site.asked)
        assert office.crawl()["pos"]["fetched"] == 0
        assert not [p for p in site.paths(mark) if p.startswith("/berita/")]


@pytest.mark.slow
def test_killed_in_each_state_of_a_page(tmp_path: Path) -> None:
    """The three places between which a page can be torn, made by hand from a whole crawl."""
    office = new_office(tmp_path / "office")
    with PressSite(8) as site:
        office.outlets(site.entry())
        office.crawl()
        urls = [site.url(s.path) for s in site.stories]
        warc = next((office.data / "snapshots").glob("*.warc.gz"))
        with closing(sqlite3.connect(office.data / "ledger.sqlite")) as db, db:
            last = db.execute("SELECT id, offset FROM snapshot ORDER BY offset DESC LIMIT 3").fetchall()
            # The newest: its snapshot was cut in the middle. The one before: whole, but the ledger was not told.
            for key, _ in last[:2]:
                db.execute("DELETE FROM snapshot WHERE id = ?", (key,))
                db.execute("UPDATE address SET state = 'met', fate = NULL, hash = NULL, fetched = NULL, first_fetched = NULL, article = NULL, next_visit = NULL WHERE id = ?", (key,))  # fmt: skip
            # The third: told, not yet read.
            db.execute("UPDATE address SET state = 'fetched', fate = NULL WHERE id = ?", (last[2][0],))
        data = warc.read_bytes()
        warc.write_bytes(data[: last[0][1] + (len(data) - last[0][1]) // 2])
        mark = len(site.asked)
        row = office.crawl()["pos"]
        assert len([p for p in site.paths(mark) if p.startswith("/berita/")]) == 1
        assert row["fetched"] == sum(row["fates"].values()) == 3
        assert sorted(hit["url"] for hit in office.articles()) == sorted(urls)
        assert records(office) == Counter(urls)


@pytest.mark.slow
@pytest.mark.parametrize("room", [40_000, 200_000, 700_000])
def test_a_full_disk_stops_clearly_and_the_next_run_goes_on(tmp_path: Path, room: int) -> None:
    """No file of the process may grow beyond `room` bytes: what a full disk does to it, at one place or another."""
    office = new_office(tmp_path / "office", QUICK)
    with PressSite(PAGES) as site:
        for story in site.stories:
            site.answers[story.path] = _heavy(site, story.number)
        office.outlets(site.entry())

        def full() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        child = office.start("crawl", before=full)
        status, out, err = child.wait(), child.out(), child.err()
        assert status == 1, (out, err)
        assert err.count("pantau:") == 1, err
        assert "Traceback" not in err
        assert any(word in err for word in ("can't be written", "can't be used", "disk", "full")), err
        office.crawl()
        assert len(office.articles()) == PAGES
        assert set(records(office)) == {site.url(s.path) for s in site.stories}
        with closing(sqlite3.connect(office.data / "ledger.sqlite")) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _heavy(site: PressSite, number: int) -> object:
    """A page whose snapshot takes room: incompressible furniture."""
    from tests.crawler.press_site import Answer

    noise = random.Random(number).randbytes(12_000).hex().encode()
    story = next(s for s in site.stories if s.number == number)
    return Answer(site.article_html(story).replace(b"</body>", b"<script>var x='" + noise + b"'</script></body>"))
