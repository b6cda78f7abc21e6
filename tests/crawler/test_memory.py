"""What is remembered between runs: nothing is asked for twice without a reason, and no change is missed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.crawler.crawling import Office, new_office
from tests.crawler.press_site import Answer, PressSite


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "office")


@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing"])
def test_a_second_run_makes_two_conditional_requests_and_then_asks_for_exactly_what_is_new(
    office: Office, kind: str
) -> None:
    with PressSite(12, feed=kind == "feed", sitemap=kind != "listing") as site:
        office.outlets(site.entry())
        assert office.crawl()["pos"]["new"] == 12
        mark = len(site.asked)
        assert office.crawl()["pos"]["fetched"] == 0
        assert len(site.asked) - mark <= 3
        assert all(a.conditional for a in site.asked[mark:])
        added = site.publish(3, newer=True)
        mark = len(site.asked)
        row = office.crawl()["pos"]
        assert (row["discovered"], row["new"]) == (3, 3)
        assert sorted(p for p in site.paths(mark) if p.startswith("/berita/")) == sorted(s.path for s in added)


def test_a_young_article_is_visited_again_at_growing_distances(office: Office) -> None:
    with PressSite(1, newest=datetime.now(UTC) - timedelta(minutes=5)) as site:
        office.outlets(site.entry())
        office.crawl()
        distances = []
        for _ in range(4):
            due = office.address(site.url(site.stories[0].path)).next_visit
            assert due is not None
            wait = datetime.fromisoformat(due) - datetime.now(UTC)
            distances.append(wait)
            office.let_time_pass(wait + timedelta(minutes=1))
            site.stories[0].published -= wait + timedelta(minutes=1)
            mark = len(site.asked)
            assert office.crawl()["pos"]["fetched"] == 1
            visit = [a for a in site.asked[mark:] if a.path.startswith("/berita/")]
            assert len(visit) == 1
            assert visit[0].conditional
        hours = [round(d.total_seconds() / 3600) for d in distances]
        assert hours == [3, 21, 48, 96]  # at the ages of 3, 24, 72 and 168 hours
        assert office.address(site.url(site.stories[0].path)).next_visit is None


def test_a_changed_text_is_a_revision_and_show_tells_the_difference(office: Office) -> None:
    with PressSite(2) as site:
        office.outlets(site.entry())
        office.crawl()
        office.let_time_pass(timedelta(hours=4))
        site.stories[0].changes = 1
        row = office.crawl()["pos"]
        assert row["fates"] == {"changed": 1, "unchanged": 1}
        shown = office.pantau("show", site.url(site.stories[0].path)).out
        assert "Changed" in shown
        assert "+Pembaruan ke-1: panitia menambah dua hari kerja" in shown
        told = json.loads(office.pantau("show", site.url(site.stories[0].path), "--json").out)
        assert len(told["revisions"]) == 1
        assert "has changed 1 times" in office.pantau("why", site.url(site.stories[0].path)).out


def test_an_article_that_vanishes_stays_in_the_index(office: Office) -> None:
    with PressSite(1) as site:
        office.outlets(site.entry())
        office.crawl()
        office.let_time_pass(timedelta(hours=4))
        site.faults[site.stories[0].path] = "410"
        assert office.crawl()["pos"]["fates"] == {"gone": 1}
        told = office.pantau("why", site.url(site.stories[0].path)).out
        assert "the server answered 410" in told
        assert "It is article" in told


def test_the_same_bytes_without_validators_are_unchanged(office: Office) -> None:
    with PressSite(1, validators=False) as site:
        office.outlets(site.entry())
        office.crawl()
        office.let_time_pass(timedelta(hours=4))
        site.stories[0].published -= timedelta(0)
        assert office.crawl()["pos"]["fates"] == {"unchanged": 1}


def test_a_feed_whose_etag_lies_is_had_whole_once_a_day(office: Office) -> None:
    with PressSite(3) as site:
        office.outlets(site.entry())

        def liar(asked: object) -> Answer:
            conditional = site.asked[-1].conditional
            if conditional:
                return Answer(status=304)
            return Answer(site.feed_xml(), kind="application/rss+xml", headers={"ETag": '"selalu"'})

        site.answers["/feed/"] = liar
        office.crawl()
        site.publish(1, newer=True)
        assert office.crawl()["pos"]["discovered"] == 0
        office.let_time_pass(timedelta(hours=25))
        assert office.crawl()["pos"]["discovered"] == 1


def test_a_page_that_failed_is_tried_again_when_its_time_has_come(office: Office) -> None:
    with PressSite(2) as site:
        path = site.stories[0].path
        site.faults[path] = "500"
        office.outlets(site.entry())
        assert office.crawl()["pos"]["fates"] == {"new": 1, "server_error": 1}
        office.let_time_pass(timedelta(minutes=31))
        assert office.crawl()["pos"]["fates"] == {"server_error": 1}
        site.faults.clear()
        office.let_time_pass(timedelta(minutes=61))
        assert office.crawl()["pos"]["fates"] == {"new": 1}


def test_after_its_attempts_a_page_is_given_up_and_add_tries_once_more(office: Office) -> None:
    with PressSite(2) as site:
        path = site.stories[0].path
        site.faults[path] = "500"
        office.outlets(site.entry())
        for hours in (1, 2, 4):
            office.crawl()
            office.let_time_pass(timedelta(hours=hours))
        assert office.crawl()["pos"]["fetched"] == 0
        assert "Given up after 3 attempts" in office.pantau("why", site.url(path)).out
        site.faults.clear()
        assert office.pantau("add", site.url(path)).status == 0
        assert "Indexed" in office.pantau("why", site.url(path)).out


def test_spellings_of_one_address_are_one_page(office: Office) -> None:
    with PressSite(1, feed=False, sitemap=False) as site:
        path = site.stories[0].path
        forms = ("", "?utm_source=wa", "/?amp=1", "?print=1", "#komentar", "?page=all", "?fbclid=abc")
        links = "".join(f'<a href="{path}{form}">Balai</a>' for form in forms)
        site.answers["/"] = Answer(f"<html><body>{links}</body></html>".encode())
        office.outlets(site.entry())
        row = office.crawl()["pos"]
        assert (row["discovered"], row["fetched"]) == (1, 1)
        assert len([p for p in site.paths() if p.startswith("/berita/")]) == 1


@pytest.mark.parametrize("way", ["?page=", "/"])
def test_an_article_spread_over_pages_is_one(office: Office, way: str) -> None:
    with PressSite(2) as site:
        story = site.stories[0]
        story.parts = 3
        if way == "/":
            for number in range(1, 4):
                links = "".join(f'<a href="{story.path}/{n}/">{n}</a>' for n in range(2, 4))
                body = site.article_html(story, number).replace(b"</body>", links.encode() + b"</body>")
                body = body.replace(b"?page=", b"?bagian=")
                site.answers[story.path + ("" if number == 1 else f"/{number}/")] = Answer(body)
        office.outlets(site.entry())
        assert office.crawl()["pos"]["new"] == 2
        text = json.loads(office.pantau("show", site.url(story.path), "--json").out)["text"]
        for number in range(1, 4):
            assert f"pekerjaan nomor {story.number * 10 + number} itu" in text
        # and so from the snapshot alone
        assert office.pantau("reprocess").status == 0
        assert json.loads(office.pantau("show", site.url(story.path), "--json").out)["text"] == text


def test_since_goes_back_through_the_years_newest_first_and_no_further(office: Office) -> None:
    with PressSite(60, newest=datetime(2024, 6, 30, 9, tzinfo=UTC), step=timedelta(days=14)) as site:
        office.outlets(site.entry())
        row = office.crawl("--since", "2023-07", "--limit", "5")["pos"]
        assert row["fetched"] == 5
        first = [p for p in site.paths() if p.startswith("/berita/")]
        assert first == [s.path for s in site.sorted_stories()[:5]]
        office.crawl("--since", "2023-07")
        asked = [p for p in site.paths() if p.startswith("/berita/")]
        assert asked == [s.path for s in site.sorted_stories() if s.published >= datetime(2023, 7, 1, tzinfo=UTC)]
        assert office.crawl("--since", "2023-07")["pos"]["fetched"] == 0
        office.crawl("--since", "2022")
        asked = [p for p in site.paths() if p.startswith("/berita/")]
        assert len(asked) == len(set(asked)) == 60


def test_until_leaves_out_what_is_younger(office: Office) -> None:
    with PressSite(30, newest=datetime(2024, 6, 30, 9, tzinfo=UTC), step=timedelta(days=14)) as site:
        office.outlets(site.entry())
        office.crawl("--since", "2023-12", "--until", "2024-03")
        asked = {p for p in site.paths() if p.startswith("/berita/")}
        start, end = datetime(2023, 11, 30, 16, tzinfo=UTC), datetime(2024, 3, 31, 16, tzinfo=UTC)
        assert asked == {s.path for s in site.stories if start <= s.published < end}


def test_a_walk_through_the_archive_goes_on_where_it_was_cut(office: Office) -> None:
    """A WordPress collection of seven pages: the run is stopped at the fourth, the next asks for no page before it."""
    with PressSite(0, feed=False, sitemap=False) as site:
        pages = [site.publish(10) for _ in range(7)]

        def posts(number: int) -> bytes:
            rows = [{"link": site.url(s.path), "date_gmt": s.published.replace(tzinfo=None).isoformat(), "title": {"rendered": s.title}} for s in pages[number - 1]]  # fmt: skip
            return json.dumps(rows).encode()

        held: list[int] = []

        def collection(asked: object) -> Answer:
            path = site.asked[-1].path
            number = int(path.split("page=")[-1].split("&")[0]) if "&page=" in path else 1
            held.append(number)
            if number == 4 and held.count(4) == 1:
                return Answer(status=503, headers={"Retry-After": "600"})
            return Answer(posts(number), kind="application/json", headers={"X-WP-TotalPages": "7"})

        site.answers["/wp-json/wp/v2/posts"] = collection
        office.outlets(site.entry())
        office.pantau("crawl", "--since", "2000")
        assert max(held) == 4
        office.let_time_pass(timedelta(minutes=11))
        mark = len(held)
        row = office.crawl("--since", "2000")["pos"]
        assert set(held[mark:]) == {1, 4, 5, 6, 7}  # 1: the newest are always looked at
        assert held[mark:].count(1) == 1
        assert row["new"] == 70


def test_the_interval_follows_how_much_is_new(office: Office) -> None:
    with PressSite(10) as site:
        office.outlets(site.entry(extra="interval_minutes = 40"))
        office.crawl()
        intervals = []
        for new in (0, 5, 10, 10, 10):
            site.publish(new, newer=True)
            office.crawl()
            with office.ledger() as ledger:
                intervals.append(ledger.interval("pos"))
        # The first crawl halved it (all was new); nothing new: longer; half of it new: right; all new: shorter, to the floor.
        assert intervals == [30, 30, 15, 10, 10]


def test_a_source_that_fails_rests_and_another_is_found(office: Office) -> None:
    with PressSite(4) as site:
        office.outlets(site.entry())
        office.crawl()
        site.answers["/feed/"] = Answer(b"<html><body>Umpan pindah</body></html>")
        home = site.home_html().replace(b"/feed/", b"/umpan.xml")
        site.answers["/"] = Answer(home)
        site.answers["/umpan.xml"] = lambda _: Answer(site.feed_xml(), kind="application/rss+xml")
        for _ in range(3):
            office.crawl()
        office.let_time_pass(timedelta(hours=23))
        office.crawl()
        mark = len(site.asked)
        office.let_time_pass(timedelta(hours=2))
        office.crawl()
        office.crawl()
        assert "/umpan.xml" in site.paths(mark)
        with office.ledger() as ledger:
            assert {s.url for s in ledger.sources("pos") if s.kind == "feed" and s.failures == 0} == {site.url("/umpan.xml")}  # fmt: skip
