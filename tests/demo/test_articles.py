"""The data files: enough of everything, labels that the texts bear out, nobody real, no date wrong by accident."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from config.errors import ConfigError
from config.loader import Config, load_config
from demo.articles import FOLDER, Article, Press, load
from demo.promises import expected_conflicts, expected_events
from index.coverage import REGENCIES
from index.stories import alike

DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"
_DATED = re.compile(rf"\b({DAYS.replace(' ', '|')}) \((\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}))?\)")


def real(press: Press) -> list[Article]:
    return [a for a in press.articles if a.kind == "article"]


def test_there_is_enough_of_everything(press: Press) -> None:
    articles = real(press)
    assert len(articles) >= 60
    assert {a.outlet for a in articles} == {o.key for o in press.outlets}
    assert {a.time.year for a in articles} == set(range(2014, 2027))
    texts = " ".join(a.text for a in articles)
    assert [r for r in REGENCIES if r.removeprefix("Provinsi ") not in texts] == []
    kinds = Counter(a.event for a in articles)
    for kind in ("bimtek", "sosialisasi", "penilaian", "penyerahan_hasil", "kerja_sama", "kunjungan", "pengaduan", "sidak", "rapat"):  # fmt: skip
        assert kinds[kind], kind
    assert {a.kind for a in press.articles} == {"article", "gallery", "list"}
    assert [a.key for a in articles if a.pages == 2] == ["panjang-2025"]


def test_bimtek_are_spread_over_regencies_and_years(press: Press) -> None:
    events = expected_events(real(press))
    assert {regency for regency, _ in events} == set(REGENCIES)
    assert len({day.year for _, day in events}) >= 10
    labels = [b for a in real(press) for b in a.bimtek]
    assert {b.status for b in labels} == {"held", "planned", "cancelled", "mentioned"}
    assert [b.regency for b in labels if b.at] == ["Klungkung"]


def test_ratings_are_of_every_kind(press: Press) -> None:
    zones = [z for a in real(press) for z in a.zones]
    assert {z.rating for z in zones} >= {"merah", "kuning", "hijau", "tinggi", "tertinggi"}
    assert {z.status for z in zones} == {"achieved", "target", "definition"}
    assert {z.year for z in zones if z.year} >= {2014, 2015, 2016, 2017, 2018, 2021, 2022, 2023, 2024, 2025}
    assert len(expected_conflicts(real(press))) >= 2


def test_every_label_stands_in_its_text(press: Press) -> None:
    wrong = []
    for article in real(press):
        for label in (*article.bimtek, *article.zones):
            if label.words not in article.text:
                wrong.append(f"{article.key}: {label.words}")
        for zone in article.zones:
            words = zone.words.casefold()
            if zone.rating not in words and zone.rating not in article.text.casefold():
                wrong.append(f"{article.key}: {zone.rating} is not told")
            if zone.score is not None and f"{zone.score:.2f}".replace(".", ",") not in article.text:
                wrong.append(f"{article.key}: {zone.score} is not told")
        wrong += [f"{article.key}: trap {t}" for t in article.traps if t.casefold() not in article.text.casefold()]
    assert wrong == []


def test_reprints_are_near_and_elsewhere(press: Press) -> None:
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in real(press):
        groups[article.story].append(article)
    reprinted = [g for g in groups.values() if len(g) > 1]
    assert len(reprinted) >= 6
    for group in reprinted:
        assert len({a.outlet for a in group}) == len(group)
        assert len({a.text for a in group}) == len(group), "a reprint without an edit"
        assert len({a.title for a in group}) == len(group)
        assert all(alike(group[0].text, other.text) for other in group[1:])
    single = [g[0] for g in groups.values()]
    assert [(a.key, b.key) for n, a in enumerate(single) for b in single[n + 1 :] if alike(a.text, b.text)] == []


def test_weekdays_are_right_but_for_the_one_that_is_meant_to_be_wrong(press: Press) -> None:
    wrong = []
    for article in real(press):
        for day, number, month, year in _DATED.findall(article.text):
            told = date(int(year or article.time.year), int(month), int(number))
            if DAYS.split()[told.weekday()] != day:
                wrong.append((article.key, f"{day} ({number}/{month})"))
    assert wrong == [("tanggal-rancu-2023", "Selasa (14/6)")]
    assert [(a.key, a.wrong_day) for a in real(press) if a.wrong_day] == [("tanggal-rancu-2023", "Selasa (14/6/2023)")]


def test_days_of_labels_are_those_of_the_words(press: Press) -> None:
    for article in real(press):
        for label in article.bimtek:
            if label.day:
                short = rf"{label.day.day}(?:-\d+)?/{label.day.month}\b"
                assert re.search(short, article.text), (article.key, label.day)
                late = label.day > article.time.date()
                assert late == (label.status in ("planned", "cancelled")), article.key


def test_nobody_real_is_named(press: Press, config: Config) -> None:
    known = {
        form
        for person in config.gazetteer.persons
        for form in (person.name, *person.spellings)
        if len(form.split()) > 1
    }
    assert known
    texts = "\n".join(f"{a.title}\n{a.text}\n{a.caption or ''}" for a in press.articles)
    assert [form for form in known if re.search(rf"\b{re.escape(form)}\b", texts)] == []


def test_the_outlets_bear_no_real_outlets_name(press: Press) -> None:
    def flat(name: str) -> str:
        return re.sub(r"[^a-z]", "", name.lower())

    taken = {flat(o.name) for o in load_config().outlets.values()}
    assert not {flat(o.name) for o in press.outlets} & taken


def test_related_lines_name_bimtek_of_others(press: Press) -> None:
    """Each would invent an event if it were read as text."""
    elsewhere = [
        (a.key, other)
        for a in real(press)
        for other in a.baca
        if any(b.regency not in {x.regency for x in a.bimtek} for b in press.one(other).bimtek)
    ]
    assert len(elsewhere) >= 20


def test_lengths_are_those_of_local_news(press: Press) -> None:
    counts = {a.key: len(a.text.split()) for a in real(press)}
    assert min(counts.values()) < 40
    assert max(counts.values()) > 280
    usual = [n for n in counts.values() if 80 <= n <= 260]
    assert len(usual) >= 0.9 * len(counts)


def test_numbers_and_slugs_are_unique(press: Press) -> None:
    for outlet in press.outlets:
        articles = press.of(outlet.key)
        assert len({a.slug for a in articles}) == len(articles)
        assert len({a.number for a in articles}) == len(articles)
        assert [a.time for a in articles] == sorted((a.time for a in articles), reverse=True)


def test_every_mistake_of_the_data_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "outlets.toml").write_text((FOLDER / "outlets.toml").read_text())
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.toml").write_text(
        """
[[article]]
key = "one"
outlet = "wartajalak"
title = "Satu"
time = 2020-01-02T08:00:00
section = "Bali"
text = "Isi."
baca = ["nowhere"]
[[article]]
key = "one"
outlet = "nobody"
title = "Dua"
time = 2020-01-03T08:00:00
section = "Bali"
[[article]]
key = "three"
outlet = "wartajalak"
title = "Tiga"
time = 2020-01-04T08:00:00
section = "Angkasa"
reprint = "one"
edits = [["kata yang tidak ada", "x"]]
[[article]]
key = "four"
outlet = "wartajalak"
titel = "Empat"
time = 2020-01-04T08:00:00
section = "Bali"
"""
    )
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    told = "\n".join(caught.value.mistakes)
    for part in ("'nowhere'", "'one' occurs twice", "outlet 'nobody'", "'Angkasa'", "reprint of 'one'", "four.title", "four.titel"):  # fmt: skip
        assert part in told
