"""The demo's own account: what is absent, wrong or too much is told; judged on an index filled from the data files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from demo import promises
from demo.articles import Article, Press
from demo.promises import Promise, Reading
from demo.serving import Request, Serving
from extract.article import Article as Form
from extract.article import Event, Official, Warning_, Zone
from extract.identity import article_id
from index.base import ArticleIndex
from index.opening import open_index


def form(article: Article, url: str) -> Form:
    """The article form as a faultless reader would give it, from the labels."""
    events = [
        Event(type="bimtek", status=b.status, regency=b.regency, date=b.day, evidence=b.words) for b in article.bimtek
    ]
    zones = [
        Zone(
            subject=z.subject, regency=z.subject, rating=z.rating, score=z.score, year=z.year, status=z.status,
            evidence=z.words, start=article.text.find(z.words), end=article.text.find(z.words) + len(z.words),
        )
        for z in article.zones
    ]  # fmt: skip
    warnings = (Warning_(kind="date-contradiction", text=article.wrong_day),) if article.wrong_day else ()
    return Form(
        id=article_id(url), url=url, outlet=article.outlet, outlet_name=article.outlet, title=article.title,
        text="\n\n".join(article.paragraphs), published=article.time, published_from="meta", events=tuple(events), zones=tuple(zones),
        warnings=warnings,
    )  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArticleIndex]:
    made = open_index(None, tmp_path)
    yield made
    made.close()


@pytest.fixture
def forms(serving: Serving, press: Press) -> dict[str, Form]:
    return {a.key: form(a, serving.sites[a.outlet].url_of(a)) for a in press.articles if a.kind == "article"}


def reading(press: Press, serving: Serving, index: ArticleIndex, forms: dict[str, Form]) -> Reading:
    index.put(list(forms.values()))
    return Reading(press, list(serving.sites.values()), index)


def test_a_faultless_reading_keeps_them_all(
    press: Press, serving: Serving, index: ArticleIndex, forms: dict[str, Form]
) -> None:
    made = reading(press, serving, index, forms)
    kept = promises.all_promises(made, [])
    assert [(p.what, p.misses) for p in kept if not p.kept] == []
    assert kept[0].asked == len(forms)
    assert [p.what for p in kept if not p.asked] == [
        "article pages asked for more than once",
        "made-up officials taken for real ones",
    ]


def test_what_is_absent_wrong_or_too_much_is_told(
    press: Press, serving: Serving, index: ArticleIndex, forms: dict[str, Form]
) -> None:
    del forms["kopi-2020"]
    forms["subak-2021"] = forms["subak-2021"].model_copy(update={"text": forms["subak-2021"].text + "\n\nBagikan"})
    forms["badung-desa-2022"] = forms["badung-desa-2022"].model_copy(update={"events": ()})
    invented = Event(type="bimtek", status="held", regency="Denpasar", date=date(2020, 6, 15), evidence="x")
    trap = Zone(subject="Denpasar", regency="Denpasar", rating="merah", year=2020, status="achieved", evidence="x", start=0, end=1)  # fmt: skip
    forms["covid-zona-2020"] = forms["covid-zona-2020"].model_copy(update={"events": (invented,), "zones": (trap,)})
    forms["hasil-2016-jalak"] = forms["hasil-2016-jalak"].model_copy(update={"zones": ()})
    somebody = Official(name="I Kade Darmika", id="somebody-known")
    forms["jembrana-sidak-2024"] = forms["jembrana-sidak-2024"].model_copy(update={"officials": (somebody,)})
    forms["tanggal-rancu-2023"] = forms["tanggal-rancu-2023"].model_copy(update={"warnings": ()})
    made = reading(press, serving, index, forms)
    broken = {p.what: p for p in promises.all_promises(made, []) if not p.kept}
    told = "\n".join(miss for p in broken.values() for miss in p.misses)
    for part in (
        "not indexed: lontarniaga: Kopi Kintamani", "text not as written: wartajalak: Subak", "Badung 2022: 0 events, 1 told",
        "Denpasar 2020: 1 events, none told", "not told: Denpasar merah 2020", "not found: Denpasar hijau 81.2 2016", "not marked: Denpasar 2016",
        "I Kade Darmika, taken for somebody-known", "no warning: tanggal-rancu-2023",
    ):  # fmt: skip
        assert part in told
    assert broken["articles fetched and indexed"].found == len(forms)


def test_what_robots_forbids_and_what_is_asked_twice_is_told() -> None:
    request = Request("wartajalak", "/pariwara/1/x", "missing", 404, False, "pantau")
    again = promises.nothing_again([request, Request("dipawarta", "/2020/01/x/", "article", 304, True, "pantau")])
    assert (again.kept, again.misses) == (False, ("asked again: dipawarta/2020/01/x/",))
    assert promises.nothing_again([request]).kept
    page = Request("dipawarta", "/2020/01/x/", "article", 200, False, "pantau")
    assert promises.asked_once([page, request, request]).kept
    assert promises.asked_once([page, page]).misses == ("asked 2 times: dipawarta/2020/01/x/",)


def test_a_promise_is_kept_only_without_a_miss() -> None:
    assert Promise("x", 2, 2).kept
    assert not Promise("x", 2, 2, ("one too many",)).kept
    assert not Promise("x", 1, 2).kept
