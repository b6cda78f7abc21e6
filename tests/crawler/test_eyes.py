"""What people see of the crawler: doctor, status, why, add; shards; health against the last four weeks."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.outlets import Outlet
from crawler.fates import Fate
from crawler.health import outlet_health
from crawler.ledger import End, Kept, Ledger
from crawler.running import in_shard
from extract.page import Hints
from tests.crawler.crawling import Office, new_office
from tests.crawler.press_site import Answer, PressSite

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OUTLET = Outlet(key="pos", name="Pos", home="http://pos.example/")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "office")


def findings(office: Office, *arguments: str) -> dict[str, dict[str, object]]:
    done = office.pantau("doctor", "--json", *arguments)
    return {f["step"]: f for f in map(json.loads, done.out.splitlines())}


def test_doctor_tells_each_step_of_a_well_outlet(office: Office, tmp_path: Path) -> None:
    with PressSite(5) as site:
        office.outlets(site.entry(extra="verified = false"))
        found = findings(office, "--save", str(tmp_path / "kept"))
        assert all(f["well"] for f in found.values()), found
        assert {"entry", "robots.txt", "home", "feed", "sitemap", "REST", "listing", "article 1", "article 3"} <= set(found)  # fmt: skip
        assert "5 entries" in str(found["feed"]["told"])
        told = str(found["article 1"]["told"])
        assert site.sorted_stories()[0].title in told
        assert "(meta)" in told
        assert "Warga Banjar" in told
        assert not office.data.exists() or not (office.data / "ledger.sqlite").exists()
        kept = sorted((tmp_path / "kept" / "pos").glob("*/page.html"))
        assert len(kept) == 3


def test_what_doctor_keeps_is_a_golden_page(office: Office, tmp_path: Path) -> None:
    from extract.article import Article
    from extract.cleaning import clean
    from tests.pages.loading import load

    with PressSite(1) as site:
        office.outlets(site.entry())
        office.pantau("doctor", "--save", tmp_path / "kept")
    folder = next((tmp_path / "kept" / "pos").glob("*/"))
    golden = load(folder)
    read = clean(golden.page, golden.outlet)
    assert isinstance(read, Article)
    assert golden.expected["title"] == read.title == site.stories[0].title
    assert golden.expected["text"] == read.text


def test_doctor_says_how_to_mend(office: Office) -> None:
    with PressSite(3, feed=False, sitemap=False) as site:
        extra = f'feeds = ["{site.url("/tiada.xml")}"]\narticle_url = "^/artikel/"'
        office.outlets(site.entry(extra=extra))
        done = office.pantau("doctor")
        assert done.status == 1
        assert "take it out of `feeds`" in done.out
        assert "`article_url` in outlets.toml" in done.out
    office.outlets('[[outlet]]\nkey = "pos"\nname = "Pos"\nhome = "http://127.0.0.1:9/"\nallow_private = true\n')
    done = office.pantau("doctor")
    assert done.status == 1
    assert "has the outlet moved?" in done.out


def test_doctor_sees_a_page_without_text(office: Office) -> None:
    with PressSite(1) as site:
        site.answers[site.stories[0].path] = Answer(b"<html><head><title>x</title></head><body><div id=app></div></body></html>")  # fmt: skip
        office.outlets(site.entry())
        found = findings(office)
        assert not found["article 1"]["well"]
        assert "outlet.layout" in str(found["article 1"]["mend"])


def test_why_answers_for_any_address(office: Office) -> None:
    with PressSite(2) as site:
        office.outlets(site.entry())
        office.crawl()
        assert "It is article" in office.pantau("why", site.url(site.stories[0].path) + "?utm_source=wa").out
        assert "Never seen: none of Pos's" in office.pantau("why", site.url("/berita/99999/tak-pernah-ada-di-sini")).out
        assert "no outlet of outlets.toml" in office.pantau("why", "https://lain.example/berita/1").out


def test_add_fetches_a_page_that_no_source_names(office: Office) -> None:
    with PressSite(2) as site:
        hidden = site.publish(1)[0]
        site.stories.remove(hidden)
        site.answers[hidden.path] = Answer(site.article_html(hidden))
        office.outlets(site.entry())
        office.crawl()
        added = json.loads(office.pantau("add", "--json", site.url(hidden.path)).out)
        assert added["title"] == hidden.title
        assert added["outlet"] == "pos"
        again = office.pantau("add", site.url(hidden.path))
        assert again.status == 0
        assert "unchanged" in again.out
        assert office.pantau("add", "ftp://pos.example/a").status == 1
        lost = office.pantau("add", site.url("/berita/404/tidak-ada"))
        assert lost.status == 1
        assert "404" in lost.err


def test_shards_together_crawl_exactly_what_one_does(office: Office, tmp_path: Path) -> None:
    sites = [PressSite(3, host=f"127.0.0.{40 + n}") for n in range(6)]
    try:
        entries = [site.__enter__().entry(f"pos{n}") for n, site in enumerate(sites)]
        office.outlets(*entries)
        whole = set(office.crawl())
        urls = {hit["url"] for hit in office.articles()}
        parts: list[str] = []
        found: set[str] = set()
        for part in (1, 2, 3):
            machine = new_office(tmp_path / f"machine{part}")
            machine.outlets(*entries)
            parts += machine.crawl("--shard", f"{part}/3")
            found |= {hit["url"] for hit in machine.articles()} if machine.data.exists() else set()
        assert sorted(parts) == sorted(whole)
        assert found == urls
    finally:
        for site in sites:
            site.__exit__()


def test_every_outlet_is_in_exactly_one_shard(config: object) -> None:
    from config.loader import load_config

    for count in (1, 2, 3, 7):
        for key in load_config().outlets:
            assert sum(in_shard(key, (part, count)) for part in range(1, count + 1)) == 1


def test_outlets_go_each_at_its_own_pace(office: Office) -> None:
    with PressSite(6) as quick, PressSite(6, host="127.0.0.2") as slow:
        office.outlets(quick.entry("cepat"), slow.entry("lambat", "delay_seconds = 0.5"))
        office.crawl()
        ends = [max(a.time for a in site.asked) for site in (quick, slow)]
        begins = [min(a.time for a in site.asked) for site in (quick, slow)]
        assert ends[0] - begins[0] < (ends[1] - begins[1]) / 2
        assert begins[1] < ends[0]


# health, on ledgers filled as crawls fill them


def filled(folder: Path, days: int, a_day: int, *, today: list[tuple[Fate, bool]] | None = None) -> Ledger:
    """A ledger of an outlet that gave `a_day` articles on each of the days before today, and `today`'s readings."""
    ledger = Ledger(folder)
    number = 0

    def read(when: datetime, fate: Fate, *, dated: bool = True) -> None:
        nonlocal number
        number += 1
        url = f"http://pos.example/berita/{number:05d}/judul-berita-yang-panjang"
        ledger.meet(url, "pos", Hints(source="feed"), when)
        ledger.fetched([Kept(url, "pos", url, "f", number, "d", None, None, when)])
        article = f"{number:016x}" if fate is Fate.NEW else None
        ledger.done(End(url, fate, None, article, when - timedelta(minutes=20) if dated and article else None))

    for day in range(days, -1, -1):
        run = ledger.start_run("pos", NOW - timedelta(days=day, minutes=30))
        fates: dict[str, int] = {}
        for n in range(a_day if day else 0):
            read(NOW - timedelta(days=day, minutes=40 + n), Fate.NEW)
            fates["new"] = fates.get("new", 0) + 1
        for fate, dated in (today or []) if day == 0 else []:
            read(NOW - timedelta(minutes=35), fate, dated=dated)
            fates[str(fate)] = fates.get(str(fate), 0) + 1
        ledger.finish_run(run, NOW - timedelta(days=day, minutes=20), discovered=0, fetched=sum(fates.values()), fates=fates)  # fmt: skip
    return ledger


def alarms(ledger: Ledger) -> tuple[str, ...]:
    try:
        return outlet_health(ledger, {"pos": OUTLET}, NOW)[0].alarms
    finally:
        ledger.close()


def test_a_well_outlet_alarms_nobody(tmp_path: Path) -> None:
    assert alarms(filled(tmp_path, 27, 6, today=[(Fate.NEW, True)] * 6)) == ()


def test_numbers_and_the_newest_article(tmp_path: Path) -> None:
    ledger = filled(tmp_path, 27, 4, today=[(Fate.NEW, True)] * 2)
    health = outlet_health(ledger, {"pos": OUTLET}, NOW)[0]
    ledger.close()
    assert (health.articles_7_days, health.articles_28_days) == (26, 110)
    assert health.last_article == NOW - timedelta(minutes=55)
    assert health.fates == {"new": 2}


def test_a_layout_that_changed_is_seen_within_a_day(tmp_path: Path) -> None:
    told = alarms(filled(tmp_path, 27, 6, today=[(Fate.NO_TEXT, False)] * 5 + [(Fate.NEW, True)]))
    assert any("5 dari 6 halaman hari ini tanpa teks berita" in alarm for alarm in told)


def test_a_day_of_silence_is_told_where_none_is_usual(tmp_path: Path) -> None:
    assert alarms(filled(tmp_path, 27, 6)) == ("diam: tidak ada berita baru dalam 24 jam, biasanya 6 sehari",)


def test_a_small_outlet_may_be_silent_for_a_day(tmp_path: Path) -> None:
    assert alarms(filled(tmp_path, 27, 1)) == ()


def test_a_week_of_little_news_is_told(tmp_path: Path) -> None:
    ledger = filled(tmp_path, 27, 8, today=[(Fate.NEW, True)] * 6)
    ledger._do("UPDATE address SET article = NULL WHERE published >= ? AND rowid % 4 > 0", ((NOW - timedelta(days=7)).isoformat(),))  # fmt: skip
    assert any(a.startswith("berita berkurang") for a in alarms(ledger))


def test_missing_dates_are_told(tmp_path: Path) -> None:
    told = alarms(filled(tmp_path, 27, 6, today=[(Fate.NEW, False)] * 6))
    assert any("tanggal terbit tidak terbaca pada 6 dari 6 berita" in alarm for alarm in told)


def test_a_fate_that_rises_is_told(tmp_path: Path) -> None:
    told = alarms(filled(tmp_path, 27, 6, today=[(Fate.NEW, True)] * 6 + [(Fate.REFUSED, False)] * 6))
    assert told == ("“ditolak server” naik: 6 dari 12 halaman hari ini, biasanya 0 %",)


def test_days_without_a_crawl_are_no_silence_of_the_outlet(tmp_path: Path) -> None:
    ledger = filled(tmp_path, 27, 6, today=[(Fate.NEW, True)] * 6)
    later = NOW + timedelta(days=6)
    told = outlet_health(ledger, {"pos": OUTLET}, later)[0].alarms
    ledger.close()
    assert told == ("tidak dirayapi sejak 24-11-2026",)


def test_an_outlet_that_was_never_crawled_and_one_out_of_reach(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert outlet_health(ledger, {"pos": OUTLET}, NOW)[0].alarms == ("belum pernah dirayapi",)
    for hours in (3, 2, 1):
        run = ledger.start_run("pos", NOW - timedelta(hours=hours))
        ledger.finish_run(run, NOW - timedelta(hours=hours), discovered=0, fetched=0, fates={}, trouble="DNS")
    assert any("tidak dapat dijangkau pada 3 perayapan terakhir" in a for a in alarms(ledger))


def test_the_page_of_documentation_names_every_fate() -> None:
    told = (Path(__file__).parents[2] / "docs" / "crawler.md").read_text(encoding="utf-8")
    assert [fate for fate in Fate if f"| `{fate}` |" not in told] == []
