"""The digest as HTML and text: hostile input, size, the two languages, what mail programs take."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.loader import Config
from desk.digest.building import build_digest
from desk.digest.form import Claim, Digest, Source, StoryItem
from desk.digest.rendering import LARGEST, render_html, render_text
from desk.digest.wording import sentences
from desk.plain import link, one_line
from tests.desk.week47 import (
    MONDAY_MORNING,
    WEEK,
    article,
    at,
    health,
    index_of,
    made_up,
    this_week,
    week_before,
)

ROOT = Path(__file__).resolve().parents[2]
VOID = {"meta", "br", "img", "link", "hr"}


@pytest.fixture(scope="module")
def made(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    with index_of(tmp_path_factory.mktemp("index"), this_week() + week_before()) as index:
        return build_digest(index, made_up(config), health(radar_tukad=None), WEEK, MONDAY_MORNING)


class Reading(HTMLParser):
    """Tags with their attributes, the text, and whether every tag is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def links(self) -> list[str]:
        return [str(a["href"]) for t, a in self.tags if t == "a"]


def test_the_page_needs_nothing_from_anywhere(made: Digest) -> None:
    page = render_html(made, unsubscribe="mailto:pantau@kantor.example?subject=Berhenti")
    read = Reading(page)
    assert {t for t, _ in read.tags} <= {"html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td", "span", "a", "br"}  # fmt: skip
    assert "url(" not in page
    assert "@import" not in page
    assert "src=" not in page
    assert all(u.startswith(("https://", "mailto:")) for u in read.links)
    assert len(page.encode()) < LARGEST / 3


def test_the_rules_are_in_the_tags_where_mail_programs_look(made: Digest) -> None:
    read = Reading(render_html(made))
    cells = [a for t, a in read.tags if t == "td"]
    assert len(cells) > 30
    assert all("font-family" in str(a.get("style")) for a in cells)
    assert all(a.get("role") == "presentation" for t, a in read.tags if t == "table")


def test_dark_mode_has_colours_of_its_own(made: Digest) -> None:
    page = render_html(made)
    assert 'name="color-scheme" content="light dark"' in page
    dark = page[page.index("prefers-color-scheme: dark") :]
    classes = set(re.findall(r"\.([a-z-]+)", dark[: dark.index("</style>")]))
    used = {c for _, a in Reading(page).tags for c in str(a.get("class") or "").split()}
    assert classes - {"warn"} <= used | {"warn"}


def test_everything_that_the_digest_holds_is_on_both(made: Digest) -> None:
    page = "".join(Reading(render_html(made)).text)
    text = render_text(made)
    for told in (page, text):
        for story in made.stories:
            assert story.title in told
        for name in ("Bangli", "Karangasem", "Gianyar", "Gusti Made Wirajaya Contoh", "Radar Tukad", "hijau", "kuning"):
            assert name in told
        for line in made.changes:
            assert line in told
        assert made.summary in told
    assert "https://kabar-agung.example/loket-bangli" in text


def test_the_text_reads_in_whatsapp(made: Digest) -> None:
    text = render_text(made, unsubscribe="mailto:a@b.example")
    assert "<" not in text
    assert "\t" not in text
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.splitlines())
    assert re.search(r"^\*BERITA PEKAN INI\*$", text, re.MULTILINE)
    # An address stands alone on its line: nothing sticks to it when it is tapped.
    for line in text.splitlines():
        if "https://" in line:
            assert re.fullmatch(r"\s*https://\S+", line)


def hostile(made: Digest, text: str, url: str) -> Digest:
    source = Source(one_line(text, 80) or "x", link(url))
    story = StoryItem(one_line(text, 180), one_line(text, 240), date(2026, 11, 17), ("Bangli",), (source,), 99)
    events = tuple(
        replace(g, events=tuple(replace(e, topic=one_line(text, 160), organiser=one_line(text, 160), sources=(source,)) for e in g.events))
        for g in made.bimtek
    )  # fmt: skip
    ratings = tuple(replace(r, rating=one_line(text, 160), evidence=one_line(text, 320), against=(Claim(one_line(text, 160), None, one_line(text, 80)),), sources=(source,)) for r in made.ratings)  # fmt: skip
    people = tuple(replace(p, name=one_line(text, 80), role=one_line(text, 160)) for p in made.people)
    return replace(
        made, stories=(story,), bimtek=events, ratings=ratings, people=people, planned=events[0].events, office=one_line(text, 120)
    )  # fmt: skip


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table><h1>Palsu</h1>",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt; & &amp;",
    "Judul\r\nBcc: semua@kantor.example",
    "\x00\x02tanda\x03\x1b[31m",
    "‮terbalik‭",
    "]]><!--",
    "'; DROP TABLE article; --",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_title_is_only_text(made: Digest, attack: str) -> None:
    page = render_html(hostile(made, attack, "https://jahat.example/?q=" + "a"))
    read = Reading(page)
    assert "script" not in {t for t, _ in read.tags}
    assert "h1" not in {t for t, _ in read.tags}
    assert "img" not in {t for t, _ in read.tags}
    assert not any(name.startswith("on") for _, attributes in read.tags for name in attributes)
    assert one_line(attack, 180) in "".join(read.text)
    text = render_text(hostile(made, attack, "https://jahat.example/"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", text)
    assert "\nBcc:" not in text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "//jahat.example", "https://", "https://[::1", "https://a.example/\r\nX: y",
        'https://a.example/" onclick="x', "https://bank.example@jahat.example/", "https://a.example:99999/", "https://a.example/" + "x" * 600,
        "ftp://a.example/", "file:///etc/passwd", " ", "https://a.example/<b>",
    ],
)  # fmt: skip
def test_an_address_that_no_mail_should_carry_is_no_link(made: Digest, url: str) -> None:
    assert link(url) is None
    assert Reading(render_html(hostile(made, "Judul", url))).links == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400), st.integers(2, 200))
def test_one_line_is_one_line(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert one_line(line, limit) == line


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=200), url=st.text(max_size=60))
def test_whatever_the_press_writes_the_page_stays_whole(made: Digest, text: str, url: str) -> None:
    Reading(render_html(hostile(made, text, url)))
    render_text(hostile(made, text, url))


def test_a_very_long_week_stays_small_and_says_that_it_was_cut(made: Digest) -> None:
    sources = tuple(Source(f"Media Panjang Nomor {n}", f"https://panjang.example/{n}/" + "a" * 440) for n in range(29))
    story = StoryItem("Judul " * 28, "Kalimat " * 30, date(2026, 11, 17), ("Bangli", "Badung"), sources, 99)
    huge = replace(
        made,
        stories=(story,) * 15,
        ratings=tuple(replace(r, sources=sources) for r in made.ratings) * 30,
        planned=tuple(replace(p, sources=sources) for p in made.planned) * 12,
        bimtek=tuple(replace(g, events=tuple(replace(e, sources=sources) for e in g.events) * 8) for g in made.bimtek)
        * 5,
    )
    page = render_html(huge)
    assert len(page.encode()) <= LARGEST
    Reading(page)
    assert "Daftar dipotong" in page
    assert "berita lain yang menyangkut" in page
    assert "Daftar dipotong" not in render_html(made)


def test_a_quiet_week_in_both(config: Config, tmp_path: Path) -> None:
    quiet = [article("kabar-agung", "hujan", "Hujan Turun Sore Hari", "Hujan turun sejak sore dan reda menjelang malam di hampir semua tempat.", at(17))]  # fmt: skip
    with index_of(tmp_path, quiet) as index:
        made = build_digest(index, made_up(config), health(), WEEK, MONDAY_MORNING)
    page, text = "".join(Reading(render_html(made)).text), render_text(made)
    for told in (page, text):
        assert "Pekan yang tenang: 1 artikel terbaca dari 1 media" in told
        assert "Tidak ada kabar bimtek dari wilayah mana pun." in told
        assert "Tidak ada penilaian yang diberitakan." in told


def test_english_leaves_no_indonesian_behind(config: Config, tmp_path: Path) -> None:
    with index_of(tmp_path, this_week() + week_before()) as index:
        made = build_digest(index, made_up(config, language="en"), health(radar_tukad=None), WEEK, MONDAY_MORNING)
    page = "".join(Reading(render_html(made, unsubscribe="mailto:a@b.example")).text)
    for word in ("Berita pekan", "pekan lalu", "Tokoh", "berita", "tanpa", "terlaksana", "dirayapi", "pukul"):
        assert word not in page
    assert "Wednesday, 18 November" in page


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", sorted(sentences()))
def test_every_sentence_is_said_in_both_languages_with_the_same_fillings(key: str) -> None:
    forms = sentences()[key]
    assert set(forms) in ({"id", "en"}, {"id", "en", "one"})
    assert _fields(forms["id"]) == _fields(forms["en"])
    assert "{n}" in forms["en"] or "one" not in forms


def test_every_sentence_is_used_and_none_is_missing() -> None:
    texts = [p.read_text(encoding="utf-8") for p in [*(ROOT / "desk").rglob("*.py"), *(ROOT / "desk/digest/templates").glob("digest.*")]]  # fmt: skip
    told = "\n".join(texts)
    families = ("label_", "change_", "heading_")
    groups = {"uncrawled_group", "silent_group", "alarm_group"}
    counts: set[Any] = {"stories", "bimtek", "ratings", "achieved", "target", "held", "planned"}
    unused = [
        key
        for key in sentences()
        if f'"{key}"' not in told and not key.startswith(families) and key not in groups | counts
    ]
    assert unused == []
    asked = set(re.findall(r'\b(?:w|words)\.say\("([a-z_]+)"', told)) - {"label_"}
    assert asked - set(sentences()) - {"change_"} == set()
