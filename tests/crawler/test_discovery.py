"""Sources that lie, break or never end; names and certificates that don't hold."""

from __future__ import annotations

import gzip
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawler.crawling import Office, new_office
from tests.crawler.press_site import Answer, PressSite


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "office")


BROKEN = {
    "html": b"<!doctype html><html><body><p>Halaman tidak ditemukan</p></body></html>",
    "nothing": b"",
    "no-xml": b"\x00\x01\x02 galat",
    "other-xml": b"<?xml version='1.0'?><opml><body/></opml>",
    "bomb": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("source", ["/feed/", "/sitemap.xml"])
def test_where_one_source_is_broken_another_leads(office: Office, source: str, broken: str) -> None:
    with PressSite(6) as site:
        site.answers[source] = Answer(BROKEN[broken], kind="application/xml")
        office.outlets(site.entry())
        assert office.crawl()["pos"]["new"] == 6


def test_a_feed_cut_in_the_middle_gives_what_it_has(office: Office) -> None:
    with PressSite(6, sitemap=False) as site:
        whole = site.feed_xml()
        site.answers["/feed/"] = Answer(
            whole[: whole.index(b"</item>", len(whole) // 2) + 7], kind="application/rss+xml"
        )
        site.answers["/"] = Answer(b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></head></html>')  # fmt: skip
        office.outlets(site.entry())
        assert 3 <= office.crawl()["pos"]["new"] < 6


def test_without_any_source_the_listings_lead_through_their_pages(office: Office) -> None:
    with PressSite(50, feed=False, sitemap=False) as site:
        for number in range(1, 6):
            links = "".join(f'<a href="{s.path}">{s.title}</a>' for s in site.stories[10 * number - 10 : 10 * number])
            following = f'<a rel="next" href="/indeks?page={number + 1}">Berikutnya</a>' if number < 5 else ""
            key = "/" if number == 1 else f"/indeks?page={number}"
            site.answers[key] = Answer(f"<html><body>{links}{following}</body></html>".encode())
        office.outlets(site.entry())
        assert office.crawl("--since", "2015")["pos"]["new"] == 50


def test_an_endless_listing_ends(office: Office) -> None:
    with PressSite(10, feed=False, sitemap=False) as site:
        links = "".join(f'<a href="{s.path}">{s.title}</a>' for s in site.stories)

        def endless(asked: object) -> Answer:
            number = int(site.asked[-1].path.partition("page=")[2] or 1)
            return Answer(
                f'<html><body>{links}<a rel="next" href="/?page={number + 1}">Lagi</a></body></html>'.encode()
            )

        site.answers["/"] = endless
        office.outlets(site.entry())
        assert office.crawl("--since", "2015")["pos"]["new"] == 10
        assert len([p for p in site.paths() if p.startswith("/?page=")]) <= 5


def test_a_sitemap_index_with_gzip_and_news(office: Office) -> None:
    with PressSite(9, feed=False) as site:
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'  # fmt: skip

        def urls(stories: list[int]) -> bytes:
            rows = "".join(
                f"<url><loc>{site.url(site.stories[n].path)}</loc><news:news><news:publication_date>{site.stories[n].published.isoformat()}</news:publication_date>"
                f"<news:title>{site.stories[n].title}</news:title></news:news></url>"
                for n in stories
            )
            return f"<urlset {space}>{rows}</urlset>".encode()

        parts = "".join(f"<sitemap><loc>{site.url(p)}</loc></sitemap>" for p in ("/post-1.xml.gz", "/post-2.xml", "/category-sitemap.xml"))  # fmt: skip
        site.answers["/sitemap.xml"] = Answer(f"<sitemapindex {space}>{parts}</sitemapindex>".encode(), kind="text/xml")
        site.answers["/post-1.xml.gz"] = Answer(gzip.compress(urls([3, 4, 5, 6, 7, 8])), kind="application/gzip")
        site.answers["/post-2.xml"] = Answer(urls([0, 1, 2]), kind="text/xml")
        site.answers["/"] = Answer(b"<html></html>")
        office.outlets(site.entry())
        assert office.crawl("--since", "2015")["pos"]["new"] == 9
        assert "/category-sitemap.xml" not in site.paths()


def test_dates_in_the_future_and_of_1970_lead_nobody_astray(office: Office) -> None:
    with PressSite(4) as site:
        site.stories[0].published = datetime(2099, 1, 1, tzinfo=UTC)
        site.stories[1].published = datetime(1970, 1, 1, tzinfo=UTC)
        wrong = site.feed_xml()
        maps = site.sitemap_xml()
        for story in site.stories[:2]:
            story.published = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
        site.answers["/feed/"] = Answer(wrong, kind="application/rss+xml")
        site.answers["/sitemap.xml"] = Answer(maps, kind="application/xml")
        office.outlets(site.entry())
        assert office.crawl("--until", "2098")["pos"]["new"] == 4
        record = office.address(site.url(site.stories[0].path))
        assert record.hint_published is None
        assert record.next_visit is not None
        assert record.next_visit < (datetime.now(UTC) + timedelta(days=8)).isoformat()


def test_an_article_dated_in_the_future_is_not_visited_for_ever(office: Office) -> None:
    with PressSite(1) as site:
        site.faults[site.stories[0].path] = "future"
        office.outlets(site.entry())
        office.crawl()
        visits = 0
        for _ in range(12):
            office.let_time_pass(timedelta(days=1))
            visits += office.crawl()["pos"]["fetched"]
        assert 1 <= visits <= 4


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pos.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "site.pem").write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem")
    return context


def test_a_certificate_that_does_not_hold_is_told_and_stops_no_other(office: Office, tmp_path: Path) -> None:
    with PressSite(3, tls=self_signed(tmp_path)) as false, PressSite(3, host="127.0.0.2") as true:
        office.outlets(false.entry("palsu"), true.entry("benar"))
        rows = office.crawl()
        assert rows["benar"]["new"] == 3
        assert rows["palsu"]["fetched"] == 0
        assert "TLS" in rows["palsu"]["unreachable"]
        assert false.asked == []


def test_names_that_lead_nowhere_and_doors_that_are_shut_stop_no_other(office: Office) -> None:
    with PressSite(3) as site:
        office.outlets(
            '[[outlet]]\nkey = "nirnama"\nname = "Nirnama"\nhome = "http://nirnama.invalid/"\n',
            '[[outlet]]\nkey = "tutup"\nname = "Tutup"\nhome = "http://127.0.0.1:9/"\nallow_private = true\n',
            site.entry(),
        )
        rows = office.crawl()
        assert rows["pos"]["new"] == 3
        assert "DNS" in rows["nirnama"]["unreachable"]
        assert "refused" in rows["tutup"]["unreachable"]
        alone = office.pantau("crawl", "nirnama")
        assert alone.status == 1
        assert "no outlet could be reached" in alone.err
