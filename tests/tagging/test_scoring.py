"""The scorer: hand-made cases, the lenient labels, bad gold, and agreement with the published scorer."""

from __future__ import annotations

import importlib.util
import json
import random
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from config.errors import InputError
from extract.article import Agency, Article, Event, Mention, Official, Place, Quote, Zone
from extract.gold import GoldArticle, read_gold
from extract.scoring import plain, score, subject

TEXT = "AMLAPURA – Bupati Gede Lontar menerima piagam. “Kami belum puas benar,” kata Lontar. Badung menyusul."


def labelled(**changes: Any) -> dict[str, Any]:
    line = {
        "id": "x1",
        "title": "Piagam",
        "text": TEXT,
        "officials": [{"canonical": "I Gede Lontar", "surfaces": ["Gede Lontar", "Lontar"]}],
        "agencies": [],
        "places": ["Karangasem", "Badung"],
        "zones": [],
        "event": {"type": "penyerahan_hasil", "date": "2022-03-01"},
        "bimtek": [],
    }
    return line | changes


def gold(**changes: Any) -> GoldArticle:
    return read_gold([json.dumps(labelled(**changes)).encode()], name="gold")[0]


def article(**tags: Any) -> Article:
    return Article(id="x1", url="", outlet="", outlet_name="", title="Piagam", text=TEXT, **tags)


def mention(text: str) -> Mention:
    return Mention(text=text, field="text", start=0, end=len(text))


def official(name: str, *forms: str) -> Official:
    return Official(name=name, mentions=tuple(mention(form) for form in forms))


def zone(subject: str | None, rating: str, year: int | None = 2022, status: Any = "achieved") -> Zone:
    return Zone(subject=subject, rating=rating, year=year, status=status, evidence="", start=0, end=0)


def event(
    kind: Any, *, regency: str | None = None, day: date | None = None, status: Any = "held", main: bool = True
) -> Event:
    return Event(type=kind, status=status, main=main, regency=regency, date=day, evidence="")


def row(measure: str, label: GoldArticle, tagged: Article) -> tuple[float | None, float | None]:
    found = {r.name: r for r in score([label], [tagged]).rows}[measure]
    return found.precision, found.recall


def share(measure: str, label: GoldArticle, tagged: Article) -> float | None:
    return score([label], [tagged]).figures()[measure]


def test_a_person_is_found_by_any_form_and_linked_by_the_canonical_one() -> None:
    tagged = article(officials=(official("Gede Lontar", "Gede Lontar"),))
    assert row("officials", gold(), tagged) == (1, 1)
    assert share("linked", gold(), tagged) == 0
    assert share("linked", gold(), article(officials=(official("I GEDE LONTAR", "Lontar"),))) == 1


def test_splitting_a_person_costs_precision_and_merging_two_costs_recall() -> None:
    split = article(officials=(official("I Gede Lontar", "Gede Lontar"), official("Lontar", "Lontar")))
    assert row("officials", gold(), split) == (0.5, 1)
    two = gold(officials=[{"canonical": "A", "surfaces": ["Aa"]}, {"canonical": "B", "surfaces": ["Bb"]}])
    assert row("officials", two, article(officials=(official("A", "Aa", "Bb"),))) == (1, 0.5)


def test_an_optional_label_is_neither_asked_for_nor_held_against() -> None:
    optional = gold(agencies=[{"canonical": "Dinas Angin", "surfaces": ["Dinas Angin"], "optional": True}])
    assert row("agencies", optional, article()) == (1, 1)
    assert row("agencies", optional, article(agencies=(Agency(name="Dinas Angin"),))) == (1, 1)
    assert row("agencies", optional, article(agencies=(Agency(name="Dinas Hujan"),))) == (0, 1)


def test_the_dateline_alone_asks_for_no_place_and_the_province_is_not_judged() -> None:
    label = gold(text="BADUNG – Rapat di Amlapura.", places=["Badung", "Karangasem", "Provinsi Bali"])
    assert row("places", label, article(places=(Place(name="Karangasem"),))) == (1, 1)
    assert row("places", label, article(places=(Place(name="Badung"), Place(name="Karangasem")))) == (1, 1)
    assert row("places", label, article(places=(Place(name="Karangasem"), Place(name="Gianyar")))) == (0.5, 1)
    outside = Place(name="Jakarta", outside_bali=True)
    assert row("places", label, article(places=(Place(name="Kabupaten Karangasem"), outside))) == (1, 1)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Kabupaten Tabanan", "tabanan"), ("Pemerintah Kota Denpasar", "denpasar"), ("Pemkab Bangli", "bangli"),
        ("Bali", "provinsi bali"), ("Pemerintah Provinsi Bali", "provinsi bali"), ("Polres Bangli", "polres bangli"),
        (None, ""),
    ],
)  # fmt: skip
def test_subjects_are_compared_without_their_kind(name: str | None, same: str) -> None:
    assert subject(name) == same


def test_plain_drops_marks_case_and_punctuation() -> None:
    assert plain("Cok.  Ràka–DARMAWAN,\u00a0SH") == "cok ra ka darmawan sh"
    assert plain(None) == ""


ZONE = {"subject": "Tabanan", "rating": "hijau", "year": 2022, "status": "achieved"}


@pytest.mark.parametrize(
    ("tag", "found", "years"),
    [
        (zone("Kabupaten Tabanan", "hijau"), 1, 1),
        (zone("Tabanan", "hijau", year=2021), 1, 0),
        (zone("Tabanan", "kuning"), 0, None),
        (zone("Badung", "hijau"), 0, None),
        (zone("Tabanan", "hijau", status="target"), 0, None),
    ],
)
def test_a_rating_needs_subject_rating_and_status_and_its_year_is_counted_apart(
    tag: Zone, found: float, years: float | None
) -> None:
    label = gold(zones=[ZONE])
    assert row("zones", label, article(zones=(tag,))) == (found, found)
    assert share("zone years", label, article(zones=(tag,))) == years


def test_previous_is_as_good_as_achieved_and_a_definition_has_no_subject() -> None:
    label = gold(zones=[ZONE | {"status": "previous"}, ZONE | {"subject": None, "status": "definition"}])
    tags = (zone("Tabanan", "hijau"), zone(None, "hijau", None, "definition"))
    assert row("zones", label, article(zones=tags)) == (1, 1)


def test_a_long_opinion_may_be_cut_but_a_short_one_not() -> None:
    label = gold(zones=[ZONE | {"rating": "other:Kualitas Tertinggi Tanpa Maladministrasi"}])
    assert row("zones", label, article(zones=(zone("Tabanan", "Opini Kualitas Tertinggi Tanpa Maladministrasi"),))) == (
        1,
        1,
    )
    assert row("zones", label, article(zones=(zone("Tabanan", "tertinggi"),))) == (0, 0)


def test_a_secondary_rating_is_spared() -> None:
    label = gold(zones=[ZONE, ZONE | {"rating": "tinggi", "secondary": True}])
    both = article(zones=(zone("Tabanan", "tinggi"), zone("Tabanan", "hijau")))
    assert row("zones", label, both) == (1, 1)
    assert row("zones", label, article(zones=(zone("Tabanan", "tinggi"),))) == (1, 0)


BIMTEK = {"regency": "Bangli", "date": "2022-03-01", "status": "held", "regency_alt": ["Provinsi Bali"]}


def test_a_bimtek_is_its_regency_and_day_and_a_mention_is_none() -> None:
    label, day = gold(bimtek=[BIMTEK]), date(2022, 3, 1)
    assert row("bimtek", label, article(events=(event("bimtek", regency="Bali", day=day),))) == (1, 1)
    other_day = article(events=(event("bimtek", regency="Bangli", day=date(2022, 3, 2)),))
    assert row("bimtek", label, other_day) == (0, 0)
    assert row("bimtek articles", label, other_day) == (1, 1)
    mentioned = article(events=(event("bimtek", regency="Bangli", day=day, status="mentioned"),))
    assert row("bimtek articles", label, mentioned) == (1, 0)
    assert row("bimtek articles", gold(), other_day) == (0, 1)


def test_the_main_event_alone_counts_and_other_right_answers_are_taken() -> None:
    label = gold(event={"type": "rapat", "alt_types": "lainnya", "date": "2022-03-01", "date_alt": ["2022-03-02"]})
    assert share("event", label, article()) == 1  # nothing found is "lainnya"
    tagged = article(events=(event("sidak", main=False), event("rapat", day=date(2022, 3, 2))))
    assert (share("event", label, tagged), share("event dates", label, tagged)) == (1, 1)
    assert share("event dates", gold(event={"type": "rapat"}), tagged) is None


def test_quotes_are_scored_only_where_they_are_labelled() -> None:
    said = Quote(speaker="I Gede Lontar", text="Kami belum puas benar", start=0, end=1)
    assert "quotes" not in score([gold()], [article(quotes=(said,))]).figures()
    label = gold(quotes=[{"speaker": "I Gede Lontar", "text": "Kami belum puas benar,"}])
    assert (row("quotes", label, article(quotes=(said,))), share("quote speakers", label, article(quotes=(said,)))) == (
        (1, 1),
        1,
    )
    unknown = said.model_copy(update={"speaker": None})
    assert share("quote speakers", label, article(quotes=(unknown,))) == 0
    cut = said.model_copy(update={"text": "puas benar"})
    assert row("quotes", label, article(quotes=(cut,))) == (0, 0)


def test_a_private_speaker_may_be_left_out_but_not_swapped() -> None:
    label = gold(quotes=[{"speaker": "Wayan Petani", "text": "Hujan terus sejak pagi,"}])
    said = Quote(speaker=None, text="Hujan terus sejak pagi,", start=0, end=1)
    assert share("quote speakers", label, article(quotes=(said,))) == 1
    swapped = said.model_copy(update={"speaker": "I Gede Lontar"})
    assert share("quote speakers", label, article(quotes=(swapped,))) == 0


def test_misses_name_measure_article_and_what() -> None:
    tagged = article(officials=(official("I Made Pandan", "Made Pandan"),))
    misses = score([gold()], [tagged]).misses
    assert "officials: x1: missed I Gede Lontar (Gede Lontar, Lontar)" in misses
    assert "officials: x1: wrong I Made Pandan (Made Pandan)" in misses


def test_an_article_without_tags_is_told() -> None:
    with pytest.raises(InputError, match="1 of 1 labelled articles have no tags: x1"):
        score([gold()], [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "line 2: no JSON"),
        (b"[]", "line 2: the line: "),
        (json.dumps({k: v for k, v in labelled().items() if k != "zones"}).encode(), "line 2: zones: field required"),
        (json.dumps(labelled(event={"type": "pesta"})).encode(), "line 2: event.type: input should be"),
        (json.dumps(labelled(event={"type": "rapat", "date": "2022-13-01"})).encode(), "line 2: event.date: "),
        (json.dumps(labelled(zones=[ZONE | {"status": "wish"}])).encode(), "line 2: zones.0.status: "),
        (json.dumps(labelled(text="")).encode(), "line 2: text: "),
        (json.dumps(labelled(id="x1")).encode(), "line 2: id 'x1' stands in line 1 already"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_with_its_number(line: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_gold([json.dumps(labelled()).encode(), line], name="gold.jsonl")
    assert told in str(caught.value)
    assert "gold.jsonl" in str(caught.value)


def test_all_bad_lines_are_told_and_blank_lines_count() -> None:
    with pytest.raises(InputError) as caught:
        read_gold([b"{", b"", b"}"], name="gold")
    assert "line 1" in str(caught.value)
    assert "line 3" in str(caught.value)


def test_many_bad_lines_are_told_shortly() -> None:
    with pytest.raises(InputError, match=r"line 8: no JSON.*, and 92 more; on gold"):
        read_gold([b"{"] * 100, name="gold")


def test_an_empty_file_is_no_gold() -> None:
    with pytest.raises(InputError, match="holds no labelled article"):
        read_gold([b" "], name="gold")


# --- agreement with the published scorer


def published(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("published_scorer", shared / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def imperfect(line: dict[str, Any], dice: random.Random) -> Article:
    """Tags made from the labels with slips of every kind: dropped, renamed, doubled, another day or year or rating."""

    def some(items: list[Any]) -> list[Any]:
        return [item for item in items if dice.random() > 0.2]

    def slip(right: Any, wrong: Any) -> Any:
        return right if dice.random() > 0.15 else wrong

    def entities(kind: str, make: Any) -> tuple[Any, ...]:
        found = []
        for label in some(line[kind]):
            forms = some(label["surfaces"]) or label["surfaces"][:1]
            found.append(make(name=slip(label["canonical"], forms[0]), mentions=tuple(mention(f) for f in forms)))
            if dice.random() < 0.1:
                found.append(make(name=forms[-1], mentions=(mention(forms[-1]),)))
        return tuple(found)

    zones = [
        zone(
            slip(z["subject"], "Kabupaten Badung"), slip(z["rating"], "kuning"), slip(z["year"], 2020),
            slip(z["status"].replace("previous", "achieved"), "target"),
        )
        for z in some(line["zones"])
    ]  # fmt: skip
    happened = line["event"]
    events = [event(slip(happened["type"], "lainnya"), day=slip(happened["date"], None), main=dice.random() > 0.1)]
    events += [
        event("bimtek", regency=slip(b["regency"], "Gianyar"), day=slip(b["date"], date(2020, 1, 1)),
              status=slip(b["status"], "mentioned"), main=False)
        for b in some(line["bimtek"])
    ]  # fmt: skip
    names = [*some(line["places"]), *(["Badung"] if dice.random() < 0.3 else [])]
    return Article(
        id=line["id"], url="", outlet="", outlet_name="", title=line["title"], text=line["text"],
        published=datetime(2020, 1, 1, tzinfo=UTC),
        officials=entities("officials", Official), agencies=entities("agencies", Agency),
        places=tuple(Place(name=n.removeprefix("luar:"), outside_bali=n.startswith("luar:")) for n in names),
        zones=tuple(zones), events=tuple(events),
    )  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("name", ["dev.jsonl", "seeds.jsonl"])
@pytest.mark.parametrize("seed", range(8))
def test_figures_equal_those_of_the_published_scorer(shared: Path, name: str, seed: int) -> None:
    path, dice = shared / "gold" / name, random.Random(seed)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    tagged = [imperfect(line, dice) for line in lines]
    tallies, rates, _ = published(shared).score(lines, {a.id: json.loads(a.to_json()) for a in tagged})
    theirs: dict[str, float | None] = {name: round(tally.row()[2], 4) for name, tally in tallies.items()}
    theirs |= {name: round(right / asked, 4) if asked else None for name, (right, asked) in rates.items()}
    report = score(read_gold(path.read_bytes().splitlines(), name=name), tagged)
    assert report.figures() == theirs
    counts = {r.name: r.gold for r in report.rows}
    assert counts == {n: t.gold for n, t in tallies.items()} | {n: asked for n, (_, asked) in rates.items()}
