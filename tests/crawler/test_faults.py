"""Every fault that a server can have: each page ends in exactly one counted fate, and stops no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.crawler.crawling import Office, new_office
from tests.crawler.press_site import Asked, PressSite

pytestmark = [pytest.mark.xdist_group("crawler_faults"), pytest.mark.timeout(240)]

# What each fault ends in, and whether it is tried again at a time that is written down.
FATES: dict[str, tuple[str, bool]] = {
    "500": ("server_error", True),
    "404": ("gone", False),
    "410": ("gone", False),
    "403": ("refused", False),
    "slow": ("new", False),
    "too-slow": ("timeout", True),
    "drip": ("timeout", True),
    "cut": ("cut", True),
    "length-too-large": ("cut", True),
    "length-too-small": ("new", False),
    "length-nonsense": ("cut", True),
    "half-closed": ("cut", True),
    "hung-up": ("cut", True),
    "not-http": ("cut", True),
    "chunks-cut": ("cut", True),
    "gzip-cut": ("new", False),
    "not-gzip": ("cut", True),
    "empty": ("cut", True),
    "loop": ("redirects", False),
    "to-other-host": ("offsite", False),
    "latin1": ("new", False),
    "bomb": ("too_large", False),
    "large": ("too_large", False),
    "pdf": ("unreadable", False),
    "future": ("new", False),
    "503": ("busy", True),
    "429": ("busy", True),
}
# Of faults that pass, how often the page was asked for in the run: thrice.
TRIED = [name for name, (fate, _) in FATES.items() if fate in ("server_error", "cut", "timeout", "busy")]


@dataclass(frozen=True)
class Crawled:
    office: Office
    row: dict[str, Any]
    paths: dict[str, str]  # fault → path
    site: PressSite
    asked: list[Asked]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One crawl of a site on which each kind of fault happens on a page of its own, between pages that are well."""
    office = new_office(tmp_path_factory.mktemp("faults"))
    with PressSite(2 * len(FATES)) as site:
        paths = {fault: site.stories[2 * number].path for number, fault in enumerate(FATES)}
        site.faults.update({path: fault for fault, path in paths.items()})
        office.outlets(site.entry())
        row = office.crawl()["pos"]
        yield Crawled(office, row, paths, site, list(site.asked))


def test_fates_sum_to_the_pages_asked_for(crawled: Crawled) -> None:
    assert sum(crawled.row["fates"].values()) == crawled.row["fetched"] == 2 * len(FATES)
    wanted = Counter(fate for fate, _ in FATES.values())
    wanted["new"] += len(FATES)
    assert crawled.row["fates"] == dict(wanted)


@pytest.mark.parametrize("fault", FATES)
def test_each_fault_has_its_fate_and_its_next_visit(crawled: Crawled, fault: str) -> None:
    fate, again = FATES[fault]
    record = crawled.office.address(crawled.site.url(crawled.paths[fault]))
    assert record.fate == fate, record.reason
    if fate == "new":
        return
    assert record.reason
    if again:
        assert record.state == "met"
        assert record.next_visit
        assert datetime.fromisoformat(record.next_visit) > datetime.now(UTC) + timedelta(minutes=20)
    else:
        assert record.next_visit is None


@pytest.mark.parametrize("fault", TRIED)
def test_what_may_pass_is_tried_three_times_in_a_run(crawled: Crawled, fault: str) -> None:
    times = [a.time for a in crawled.asked if a.path == crawled.paths[fault]]
    # Twisted asks once more by itself where a kept-alive connection turns out to be gone: those come within a moment.
    times = [t for n, t in enumerate(times) if n == 0 or t - times[n - 1] > 0.2]
    assert len(times) == 3
    assert times[1] - times[0] > 0.9
    assert times[2] - times[1] > 0.9


def test_what_can_not_pass_is_asked_for_once(crawled: Crawled) -> None:
    counts = Counter(a.path for a in crawled.asked)
    once = [f for f in FATES if f not in TRIED and f != "loop"]
    assert {f: counts[crawled.paths[f]] for f in once} == dict.fromkeys(once, 1)
    assert counts[crawled.paths["loop"]] <= 10


def test_pages_that_are_well_are_all_indexed(crawled: Crawled) -> None:
    well = {s.title for s in crawled.site.stories if s.path not in crawled.paths.values()}
    assert well <= {hit["title"] for hit in crawled.office.articles()}


def test_a_wrong_charset_spoils_no_word(crawled: Crawled) -> None:
    told = crawled.office.pantau("why", crawled.site.url(crawled.paths["latin1"])).out
    assert "It is article" in told


def test_why_tells_each(crawled: Crawled) -> None:
    told = crawled.office.pantau("why", crawled.site.url(crawled.paths["500"])).out
    assert "the server answered 500" in told
    assert "Asked for again after" in told


def test_the_agent_says_who_asks_and_where_to_write(crawled: Crawled) -> None:
    agents = {a.headers.get("User-Agent", "") for a in crawled.asked}
    assert len(agents) == 1
    assert "pantau/" in (agent := agents.pop())
    assert "redaksi@pantau.example" in agent


def test_the_next_run_leaves_alone_what_waits(crawled: Crawled) -> None:
    before = len(crawled.site.asked)
    row = crawled.office.crawl()["pos"]
    assert row["fetched"] == 0
    assert not [p for p in crawled.site.paths(before) if p.startswith("/berita/")]
