"""An article that waited for the index has its last fate in the ledger once the index has answered for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.loader import Config
from crawler.arrivals import take_note
from crawler.explaining import why
from crawler.fates import Fate
from crawler.ledger import End, Hints, Ledger
from extract.article import Article
from index.spool import SpoolingIndex
from index.sqlite_index import SqliteIndex
from tests.index.articles import BADUNG, TABANAN
from tests.index.switching import AWAY, Clock, Switch

NOW = datetime(2026, 5, 4, 3, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path)
    yield made
    made.close()


@pytest.fixture
def switch(tmp_path: Path) -> Iterator[Switch]:
    (tmp_path / "remote").mkdir()
    index = SqliteIndex(tmp_path / "remote")
    yield Switch(index)
    index.close()


@pytest.fixture
def spooling(switch: Switch, tmp_path: Path, clock: Clock) -> Iterator[SpoolingIndex]:
    index = SpoolingIndex(switch, tmp_path, clock=clock)  # type: ignore[arg-type]
    yield index
    index.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def crawled(ledger: Ledger, index: SpoolingIndex, article: Article) -> None:
    """As a crawl leaves it: the ledger has the fate that the index gave."""
    ledger.meet(article.url, article.outlet, Hints(), NOW)
    result = index.put([article])[0]
    ledger.done(End(article.url, Fate(result.outcome), result.reason, article.id, article.published, None))


def fate(ledger: Ledger, article: Article) -> str | None:
    record = ledger.address(article.url)
    assert record is not None
    return record.fate


def test_the_ledger_is_told_when_the_index_is_back(
    ledger: Ledger, spooling: SpoolingIndex, switch: Switch, clock: Clock, config: Config
) -> None:
    switch.fault = AWAY
    crawled(ledger, spooling, TABANAN)
    crawled(ledger, spooling, BADUNG)
    assert take_note(ledger, spooling) == 0
    assert (fate(ledger, TABANAN), fate(ledger, BADUNG)) == ("waiting", "waiting")
    switch.fault = None
    clock.now += 1000
    spooling.refresh()
    assert "It is article" in why(config, ledger, spooling, TABANAN.url).sentence
    assert (fate(ledger, TABANAN), fate(ledger, BADUNG)) == ("new", "new")
    assert take_note(ledger, spooling) == 0, "each arrival is told once"


def test_a_later_state_that_still_waits_keeps_the_fate_open(
    ledger: Ledger, spooling: SpoolingIndex, switch: Switch, clock: Clock
) -> None:
    switch.fault = AWAY
    crawled(ledger, spooling, TABANAN)
    crawled(ledger, spooling, TABANAN.model_copy(update={"text": "Naskah yang sudah diperbaiki."}))
    (number, first), _ = spooling.spool.first(2)
    switch.fault = None
    results = switch.index.put([first])
    spooling.spool.delivered([(number, results[0])])
    assert take_note(ledger, spooling) == 0
    assert fate(ledger, TABANAN) == "waiting"
    clock.now += 1000
    spooling.refresh()
    assert take_note(ledger, spooling) == 1
    assert fate(ledger, TABANAN) == "changed"


def test_what_the_index_refuses_in_the_end_is_told_with_its_reason(
    ledger: Ledger, spooling: SpoolingIndex, switch: Switch, clock: Clock
) -> None:
    switch.fault = AWAY
    crawled(ledger, spooling, BADUNG)
    switch.fault = None
    number, article = spooling.spool.first(1)[0]
    refusal = switch.index.put([article.model_copy(update={"text": " "})])[0]
    assert refusal.outcome == "rejected"
    spooling.spool.delivered([(number, refusal)])
    assert take_note(ledger, spooling) == 1
    record = ledger.address(BADUNG.url)
    assert record is not None
    assert (record.fate, record.reason, record.article) == ("rejected", "no text", None)
    assert spooling.status().refused == 1


def test_a_fate_of_a_later_visit_stays(ledger: Ledger, spooling: SpoolingIndex, switch: Switch, clock: Clock) -> None:
    switch.fault = AWAY
    crawled(ledger, spooling, TABANAN)
    ledger.done(End(TABANAN.url, Fate.GONE, "404", None, None, None))
    switch.fault = None
    clock.now += 1000
    spooling.refresh()
    take_note(ledger, spooling)
    assert fate(ledger, TABANAN) == "gone"
