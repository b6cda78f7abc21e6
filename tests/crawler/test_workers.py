"""Workers that die or hang: the page that did it is found out, no other is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.errors import StorageError
from config.loader import Config, load_config
from config.outlets import Layout, Outlet
from crawler import processing
from crawler.ledger import Ledger
from crawler.processing import Processor
from extract.page import Hints, RawPage
from index.base import ArticleIndex
from index.opening import open_index
from tests.crawler.press_site import PressSite

pytestmark = [pytest.mark.slow, pytest.mark.timeout(170)]
# Each further letter doubles the time that this takes on a row of a's that ends in something else.
HOPELESS = "(a|a)+b"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Config, Ledger, ArticleIndex]]:
    config = load_config()
    outlet = Outlet(key="pos", name="Pos", home="http://pos.example/", layout=(Layout(junk=(HOPELESS,)),))
    crawl = config.settings.crawl.model_copy(update={"workers": 1})
    settings = config.settings.model_copy(update={"crawl": crawl})
    own = replace(config, outlets={"pos": outlet}, settings=settings)
    with closing(Ledger(tmp_path)) as ledger, closing(open_index(None, tmp_path, gazetteer=config.gazetteer)) as index:
        yield own, ledger, index


def pages(ledger: Ledger, count: int, *, hopeless: int | None = None) -> list[RawPage]:
    now = datetime.now(UTC)
    made = []
    with PressSite(count) as site:
        for story in site.stories:
            url = f"http://pos.example{story.path}"
            body = site.article_html(story)
            if story.number == hopeless:
                body = body.replace(b"</article>", b"<p>" + b"a" * 60 + b" kata penutup.</p></article>")
            ledger.meet(url, "pos", Hints(source="feed"), now)
            made.append(RawPage(url, "pos", body, now, url, 200, (("Content-Type", "text/html; charset=utf-8"),)))
    return made


def test_a_worker_that_is_killed_takes_no_page_with_it(office: tuple[Config, Ledger, ArticleIndex]) -> None:
    config, ledger, index = office
    processor = Processor(config, ledger, index)
    for page in pages(ledger, 8):
        processor.submit(page)
    pool = processor._workers._pool
    assert isinstance(pool, ProcessPoolExecutor)
    while not pool._processes:
        time.sleep(0.01)
    os.kill(next(iter(pool._processes)), signal.SIGKILL)
    processor.finish()
    assert processor.fates == {"pos": {"new": 8}}


def test_a_page_that_hangs_a_worker_is_found_out(
    office: tuple[Config, Ledger, ArticleIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, ledger, index = office
    monkeypatch.setattr(processing, "GRACE", 12)
    monkeypatch.setattr(processing, "SECONDS_A_PAGE", 1)
    made = pages(ledger, 4, hopeless=3)
    processor = Processor(config, ledger, index)
    for page in made:
        processor.submit(page)
    processor.finish()
    assert processor.fates == {"pos": {"new": 3, "unreadable": 1}}
    record = ledger.address(made[2].url)
    assert record is not None
    assert record.reason is not None
    assert "took more than" in record.reason


def test_workers_that_cannot_start_end_the_reading_and_leave_every_page_for_the_next_run(
    office: tuple[Config, Ledger, ArticleIndex],
) -> None:
    config, ledger, index = office
    # What a broken installation looks like from here: the pipeline can't be built from what the workers are given.
    broken = replace(config, gazetteer=None)  # type: ignore[arg-type]
    processor = Processor(broken, ledger, index)
    made = pages(ledger, 2)
    for page in made:
        processor.submit(page)
    with pytest.raises(StorageError, match="can't start"):
        processor.finish()
    assert processor.fates == {}
    assert index.status().articles == 0
