"""Politeness as the server sees it: its log is the witness."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawler.crawling import QUICK, Office, new_office
from tests.crawler.press_site import Answer, PressSite


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "office")


def test_robots_comes_first_and_what_it_forbids_is_never_asked_for(office: Office) -> None:
    with PressSite(6) as site:
        forbidden = site.stories[2].path
        site.robots = f"User-agent: *\nDisallow: {forbidden}\nDisallow: /feed/\n"
        office.outlets(site.entry())
        row = office.crawl()["pos"]
        assert site.paths()[0] == "/robots.txt"
        assert forbidden not in site.paths()
        assert "/feed/" not in site.paths()
        assert row["fates"] == {"new": 5, "robots": 1}
        assert "robots.txt forbids" in office.pantau("why", site.url(forbidden)).out
        added = office.pantau("add", site.url(forbidden))
        assert added.status == 1
        assert forbidden not in site.paths()


def test_rules_for_us_alone_are_obeyed(office: Office) -> None:
    with PressSite(3) as site:
        site.robots = "User-agent: *\nAllow: /\n\nUser-agent: pantau\nDisallow: /\n"
        office.outlets(site.entry())
        office.crawl(status=0)
        assert set(site.paths()) == {"/robots.txt"}


def test_a_robots_txt_that_has_changed_holds_at_once(office: Office) -> None:
    with PressSite(4) as site:
        office.outlets(site.entry())
        office.crawl()
        fresh = site.publish(1, newer=True)[0]
        site.robots = f"User-agent: *\nDisallow: {fresh.path}\n"
        assert office.crawl()["pos"]["fates"] == {"robots": 1}
        assert fresh.path not in site.paths()


@pytest.mark.parametrize("status", [500, 503, 429])
def test_while_robots_txt_fails_nothing_is_asked_for(office: Office, status: int) -> None:
    with PressSite(4) as site:
        site.answers["/robots.txt"] = Answer(b"gangguan", status=status)
        office.outlets(site.entry())
        done = office.pantau("crawl", "--json")
        assert done.status == 1
        assert "robots.txt" in done.err
        assert set(site.paths()) == {"/robots.txt"}


def test_without_robots_txt_all_may_be_asked_for(office: Office) -> None:
    with PressSite(4, sitemap=False) as site:
        office.outlets(site.entry())
        assert office.crawl()["pos"]["new"] == 4


def test_one_connection_and_the_pause_between_requests(office: Office) -> None:
    with PressSite(5) as site:
        office.outlets(site.entry(extra="delay_seconds = 0.4"))
        assert office.crawl()["pos"]["new"] == 5
        times = [a.time for a in site.asked]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        # The clock runs from the sending; what the network adds to one request is missing from the next gap.
        assert min(gaps) >= 0.4 - 0.05
        assert max(a.open for a in site.asked) == 1
        assert len({a.port for a in site.asked}) == 1


def test_crawl_delay_is_kept(office: Office) -> None:
    with PressSite(3) as site:
        site.robots = "User-agent: *\nCrawl-delay: 0.7\n"
        office.outlets(site.entry())
        assert office.crawl()["pos"]["new"] == 3
        times = [a.time for a in site.asked]
        gaps = [later - earlier for earlier, later in pairwise(times[1:])]
        assert min(gaps) >= 0.7 - 0.05


def test_a_slow_server_is_asked_more_slowly(office: Office) -> None:
    """AutoThrottle: the pause grows towards the time that an answer takes."""
    with PressSite(6) as site:
        site.faults.update({s.path: "slow" for s in site.stories})
        office.outlets(site.entry(extra="delay_seconds = 0.1"))
        assert office.crawl()["pos"]["new"] == 6
        times = [a.time for a in site.asked if a.path.startswith("/berita/")]
        assert times[-1] - times[-2] > 0.75


@pytest.mark.parametrize(("fault", "least"), [("503", 1.0), ("429", 1.0), ("503-date", 1.0)])
def test_come_back_in_a_moment_is_waited_for_and_nothing_else_asked(office: Office, fault: str, least: float) -> None:
    with PressSite(4) as site:
        site.faults[site.stories[1].path] = [fault]
        office.outlets(site.entry())
        assert office.crawl()["pos"]["fates"] == {"new": 4}
        articles = [a for a in site.asked if a.path.startswith("/berita/")]
        at = next(n for n, a in enumerate(articles) if a.status in (503, 429))
        assert articles[at + 1].time - articles[at].time >= least - 0.05


def test_come_back_in_an_hour_ends_the_run_and_the_next_one_waits(office: Office) -> None:
    with PressSite(5) as site:
        site.faults[site.stories[1].path] = ["503-hour"]
        office.outlets(site.entry())
        row = office.crawl()["pos"]
        assert row["fates"] == {"new": 1, "busy": 1}
        assert "not asked again before" in row["stopped"]
        record = office.address(site.url(site.stories[1].path))
        assert record.next_visit is not None
        assert datetime.fromisoformat(record.next_visit) > datetime.now(UTC) + timedelta(minutes=55)
        before = len(site.asked)
        again = office.pantau("crawl", "--json")
        assert again.status == 1
        assert "come back in 3600 s" in again.err
        assert len(site.asked) == before
        office.let_time_pass(timedelta(minutes=61))
        assert office.crawl()["pos"]["fates"] == {"new": 4}


def test_redirects_to_private_addresses_are_not_followed(office: Office) -> None:
    with PressSite(0, host="127.0.0.2") as inner, PressSite(3) as site:
        secret = inner.publish(1)[0]
        site.answers[site.stories[0].path] = Answer(status=302, headers={"Location": inner.url(secret.path)})
        # A spelling of 127.0.0.2 that only name resolution turns into an address.
        disguised = inner.url(secret.path).replace("127.0.0.2", "127.2")
        site.answers[site.stories[1].path] = Answer(status=302, headers={"Location": disguised})
        office.outlets(site.entry())
        row = office.crawl()["pos"]
        assert row["fates"] == {"new": 1, "offsite": 2}
        assert inner.asked == []


def test_an_outlet_on_a_private_address_needs_leave(office: Office) -> None:
    with PressSite(3) as site:
        for home in (site.home, site.home.replace("127.0.0.1", "127.1"), site.home.replace("127.0.0.1", "localhost")):
            office.outlets(f'[[outlet]]\nkey = "pos"\nname = "Pos"\nhome = "{home}"\n')
            done = office.pantau("crawl")
            assert done.status == 1
            assert "private address" in done.err
        assert site.asked == []


def test_a_redirect_to_another_host_is_followed_where_the_entry_names_it(office: Office) -> None:
    with PressSite(0, host="127.0.0.3") as other, PressSite(2) as site:
        moved = other.publish(1)[0]
        site.answers[site.stories[0].path] = Answer(status=301, headers={"Location": other.url(moved.path)})
        office.outlets(site.entry(extra='hosts = ["127.0.0.3"]'))
        assert office.crawl()["pos"]["fates"] == {"new": 2}
        assert "/robots.txt" in other.paths()


def test_two_crawls_at_once_do_not_ask_twice(office: Office) -> None:
    with PressSite(8) as site:
        site.faults.update({s.path: "slow" for s in site.stories})
        office.outlets(site.entry())
        with ThreadPoolExecutor(2) as two:
            both = [f.result() for f in [two.submit(office.pantau, "crawl", "--json") for _ in range(2)]]
        assert sorted(d.status for d in both) == [0, 1]
        assert any("another process is crawling it" in d.err for d in both)
        articles = [p for p in site.paths() if p.startswith("/berita/")]
        assert len(articles) == len(set(articles)) == 8


def test_an_outlet_that_is_down_is_soon_left_alone(tmp_path: Path) -> None:
    office = new_office(tmp_path / "office", QUICK)
    with PressSite(60) as site:
        site.faults.update({s.path: "500" for s in site.stories})
        office.outlets(site.entry())
        row = office.crawl()["pos"]
        assert row["fates"] == {"server_error": 25}
        assert "one after another" in row["stopped"]
        assert len([p for p in site.paths() if p.startswith("/berita/")]) == 25
        site.faults.clear()
        assert office.crawl()["pos"]["new"] == 35
