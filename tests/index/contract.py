"""What every index must do. Each index has a subclass; a lawful difference is a flag with its reason."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date

import pytest

from config.errors import IndexUnavailableError
from index.base import ArticleIndex, Revision, SearchRequest
from index.mending import Decision
from index.tag_values import content_hash
from tests.index.articles import ALL, BADUNG, GIANYAR, KEDIRI, LATE, TABANAN, article, day, official
from tests.index.queries import EVERY, HOSTILE, QUERIES

NAMES = {a.id: name for name, a in (("tabanan", TABANAN), ("badung", BADUNG), ("kediri", KEDIRI), ("gianyar", GIANYAR), ("late", LATE))}  # fmt: skip


class IndexContract:
    """Subclasses give `make` (a fresh index; further calls open the same one again), `filled` and `away`."""

    # writing

    def test_put_new_changed_unchanged_rejected(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        assert [r.outcome for r in index.put([TABANAN, BADUNG])] == ["new", "new"]
        assert [r.outcome for r in index.put([TABANAN])] == ["unchanged"]
        again = TABANAN.model_copy(update={"fetched": day(3)})
        assert [r.outcome for r in index.put([again])] == ["unchanged"], "the fetch time alone is no change"
        edited = TABANAN.model_copy(update={"text": "Naskah yang diperbaiki redaksi."})
        assert [r.outcome for r in index.put([edited, BADUNG, KEDIRI])] == ["changed", "unchanged", "new"]
        assert index.put([]) == []
        for wrong, reason in (
            ({"title": "  "}, "no title"),
            ({"text": "\n"}, "no text"),
            ({"id": ""}, "no id"),
            ({"url": "https://x.test/" + "a" * 3000}, "the address is longer than 2000 characters"),
        ):
            result = index.put([GIANYAR.model_copy(update=wrong), LATE])
            assert (result[0].outcome, result[0].reason) == ("rejected", reason)
            assert result[1].outcome in ("new", "unchanged"), "one bad article holds up no other"
        assert index.status().articles == 4

    def test_same_article_twice_in_one_put(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        edited = TABANAN.model_copy(update={"title": "Judul baru"})
        assert [r.outcome for r in index.put([TABANAN, TABANAN, edited])] == ["new", "unchanged", "changed"]
        found = index.get(TABANAN.id)
        assert found is not None
        assert found.title == "Judul baru"
        assert len(index.revisions(TABANAN.id)) == 1

    def test_round_trip_keeps_everything(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        index.put(ALL)
        for one in ALL:
            found = index.get(one.id)
            assert found == one.model_copy(update={"story": one.id})
            assert index.by_url(one.url) == found
            assert index.by_url(f"{one.url}?utm_source=surat") == found
        assert index.get("tak-ada") is None
        assert index.get("") is None
        assert index.by_url("https://harian.test/tak-ada") is None

    def test_revisions_keep_former_texts(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        first = TABANAN.model_copy(update={"fetched": day(0)})
        second = first.model_copy(update={"text": "Naskah kedua.", "fetched": day(1)})
        third = second.model_copy(update={"title": "Judul ketiga", "fetched": day(2)})
        tags_only = third.model_copy(update={"officials": (), "fetched": day(3)})
        for state in (first, second, third):
            index.put([state])
        assert index.put([tags_only])[0].outcome == "changed"
        former = [Revision(day(0), first.title, first.text), Revision(day(1), second.title, second.text)]
        assert index.revisions(TABANAN.id) == former, "a change of tags alone is no new text"
        assert index.revisions("tak-ada") == []

    def test_revisions_of_another_index_are_kept(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        old, new = Revision(day(-9), "Judul lama", "Teks lama"), Revision(None, TABANAN.title, TABANAN.text)
        index.put([TABANAN])
        index.put([TABANAN.model_copy(update={"text": "Teks baru."})])
        index.keep_revisions(TABANAN.id, [old, new])
        index.keep_revisions(TABANAN.id, [old])
        assert index.revisions(TABANAN.id) == [old, new]

    def test_delete_forgets(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        index.put([TABANAN, BADUNG])
        index.put([TABANAN.model_copy(update={"text": "Naskah lain."})])
        assert index.delete(TABANAN.id)
        assert not index.delete(TABANAN.id)
        assert not index.delete("")
        assert index.get(TABANAN.id) is None
        assert index.revisions(TABANAN.id) == []
        assert ids(index, "") == {BADUNG.id}
        assert list(index.tagged("event", "bimtek")) == []
        assert index.put([TABANAN])[0].outcome == "new"
        assert ids(index, "bimtek") == {TABANAN.id}

    def test_changed_article_is_found_by_its_new_words_only(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        index.put([TABANAN])
        index.put(
            [
                TABANAN.model_copy(
                    update={"title": "Sidak pasar", "text": "Harga beras naik.", "events": (), "officials": ()}
                )
            ]
        )
        assert ids(index, "bimtek") == ids(index, "acara:bimtek") == ids(index, "pejabat:contoh") == set()
        assert ids(index, "harga") == {TABANAN.id}

    def test_what_was_put_is_found_at_once_and_by_others(self, make: Callable[..., ArticleIndex]) -> None:
        writer, reader = make(), make()
        for number in range(3):
            one = article(number, f"Kabar {number}", f"Isi kabar nomor {number}.")
            writer.put([one])
            assert ids(writer, f"nomor {number}") == {one.id}
            assert reader.get(one.id) is not None
        writer.refresh()
        assert len(ids(reader, "kabar")) == 3

    def test_many_at_once(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        many = [article(n, f"Kabar {n}", f"Isi kabar nomor {n}.", published=day(-n)) for n in range(1203)]
        assert {r.outcome for r in index.put(many)} == {"new"}
        result = index.search(SearchRequest("kabar", sort="newest", limit=5))
        assert result.total == 1203
        assert [h.id for h in result.hits] == [a.id for a in many[:5]]
        assert [a.id for a in index.articles()] == [a.id for a in reversed(many)]
        assert sorted(index.ids()) == sorted(a.id for a in many)

    # searching

    @pytest.mark.parametrize("query", QUERIES)
    def test_query(self, filled: ArticleIndex, query: str) -> None:
        result = filled.search(SearchRequest(query))
        assert " ".join(sorted(NAMES[hit.id] for hit in result.hits)) == QUERIES[query]
        assert result.total == len(result.hits)

    @pytest.mark.parametrize("query", HOSTILE, ids=lambda q: repr(q[:20]))
    def test_hostile_query(self, filled: ArticleIndex, query: str) -> None:
        verdict = HOSTILE[query]
        if verdict is None:
            assert filled.search(SearchRequest(query)).total >= 0
            return
        with pytest.raises(verdict) as caught:
            filled.search(SearchRequest(query))
        assert caught.value.position <= len(query)
        if caught.value.proposal:
            filled.search(SearchRequest(caught.value.proposal))

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"outlets": ("koran",)}, "badung gianyar"),
            ({"outlets": ("KORAN", "harian")}, EVERY),
            ({"outlets": ("tak-ada",)}, ""),
            ({"regencies": ("Tabanan",)}, "kediri tabanan"),
            ({"regencies": ("Tabanan", "Kota Denpasar")}, "kediri late tabanan"),
            ({"officials": ("I Nyoman Contoh",)}, "badung tabanan"),
            ({"officials": ("nyoman-contoh",)}, "badung tabanan"),
            ({"officials": ("luh-misal", "umpama")}, "badung kediri"),
            ({"agencies": ("Ombudsman RI Perwakilan Bali",)}, "badung"),
            ({"events": ("bimtek", "pengaduan")}, "gianyar kediri tabanan"),
            ({"zones": ("hijau",)}, "badung"),
            ({"zones": ("hijau", "hijau tua")}, "badung kediri"),
            ({"stories": (TABANAN.id, LATE.id)}, "late tabanan"),
            ({"since": date(2024, 1, 1)}, "badung late tabanan"),
            ({"until": date(2023, 12, 31)}, "kediri"),
            ({"since": date(2024, 5, 6), "until": date(2024, 5, 6)}, "tabanan"),
            ({"since": date(2024, 5, 6), "outlets": ("harian",)}, "tabanan"),
            ({"query": "pelayanan", "outlets": ("koran",), "events": ("bimtek",)}, "gianyar"),
        ],
        ids=str,
    )
    def test_filters(self, filled: ArticleIndex, filters: dict[str, object], found: str) -> None:
        result = filled.search(SearchRequest(**filters))  # type: ignore[arg-type]
        assert " ".join(sorted(NAMES[hit.id] for hit in result.hits)) == found

    def test_facets_count_all_matches(self, filled: ArticleIndex) -> None:
        result = filled.search(SearchRequest(limit=1))
        assert result.facets == {
            "outlet": {"harian": 3, "koran": 2},
            "month": {"2024-05": 2, "2024-01": 1, "2023-04": 1},
            "regency": {"Tabanan": 2, "Badung": 1, "Denpasar": 1, "Gianyar": 1},
            "official": {"I Nyoman Contoh": 2, "Made Umpama": 1, "Ni Luh Misal": 1},
            "agency": {"Ombudsman RI Perwakilan Bali": 1, "Pemerintah Kabupaten Tabanan": 1},
            "event": {"bimtek": 2, "pengaduan": 1, "penyerahan_hasil": 1},
            "rating": {"hijau": 1, "hijau tua": 1, "kuning": 1},
        }
        assert [list(counts) for counts in result.facets.values()] == [
            ["harian", "koran"],
            ["2024-05", "2024-01", "2023-04"],
            ["Tabanan", "Badung", "Denpasar", "Gianyar"],
            ["I Nyoman Contoh", "Made Umpama", "Ni Luh Misal"],
            ["Ombudsman RI Perwakilan Bali", "Pemerintah Kabupaten Tabanan"],
            ["bimtek", "pengaduan", "penyerahan_hasil"],
            ["hijau", "hijau tua", "kuning"],
        ]
        narrowed = filled.search(SearchRequest("pelayanan", limit=0)).facets
        assert narrowed["outlet"] == {"koran": 2, "harian": 1}
        assert narrowed["month"] == {"2024-05": 2}
        assert filled.search(SearchRequest(facets=False)).facets == {}

    def test_sort(self, filled: ArticleIndex) -> None:
        def order(sort: str, query: str = "") -> list[str]:
            return [NAMES[h.id] for h in filled.search(SearchRequest(query, sort=sort)).hits]  # type: ignore[arg-type]

        assert order("newest") == ["badung", "tabanan", "late", "kediri", "gianyar"]
        assert order("oldest") == ["kediri", "late", "tabanan", "badung", "gianyar"]
        assert order("relevance") == order("newest"), "without words, recency decides"

    def test_recency_is_a_part_of_relevance(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        old, new = (article(n, "Kabar pasar", "Harga beras di pasar naik.", published=day(n)) for n in (-900, 0))
        strong = article(1, "Beras, beras, beras", "Beras beras beras.", published=day(-900))
        index.put([old, new, strong, *(article(n, "Lain", f"Hal lain {n}.") for n in range(100, 120))])
        hits = index.search(SearchRequest("beras")).hits
        assert [h.id for h in hits][-2:] == [new.id, old.id]
        assert hits[0].id == strong.id, "but the better match comes first"
        assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
        assert hits[-1].score > 0

    def test_paging_shows_each_once(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        many = [article(n, "Kabar sama", "Isi sama saja.") for n in range(25)]
        index.put(many)
        for sort in ("relevance", "newest", "oldest"):
            pages = [
                index.search(SearchRequest("sama", sort=sort, limit=10, offset=offset)).hits  # type: ignore[arg-type]
                for offset in (0, 10, 20, 30)
            ]
            assert [len(page) for page in pages] == [10, 10, 5, 0]
            assert [h.id for page in pages for h in page] == sorted(a.id for a in many)
        assert index.search(SearchRequest("sama", limit=0)).hits == ()

    def test_hits_tell_what_is_shown(self, filled: ArticleIndex) -> None:
        (hit,) = filled.search(SearchRequest("bimtek tabanan")).hits
        assert (hit.id, hit.url, hit.outlet, hit.title) == (TABANAN.id, TABANAN.url, "harian", TABANAN.title)
        assert hit.published == TABANAN.published
        assert hit.published is not None
        assert hit.published.utcoffset() == TABANAN.published.utcoffset()  # type: ignore[union-attr]
        assert hit.story == TABANAN.id
        assert hit.title_marked == "\x02Bimtek\x03 pelayanan publik digelar di \x02Tabanan\x03"
        assert hit.snippet.startswith("Bupati \x02Tabanan\x03 I Nyoman Contoh membuka \x02bimbingan teknis\x03 bagi")
        assert filled.search(SearchRequest("workshop")).hits[0].published is None

    @pytest.mark.parametrize(
        ("query", "marked"),
        [
            ("layanan", "\x02Pelayanan\x03 harus cepat"),
            ('"harus cepat"', "\x02harus cepat\x03"),
            ("kelu*", "\x02keluhan\x03 warga"),
            ('"warga keluhan"~3', "\x02keluhan\x03 \x02warga\x03"),
            ("pelayanan -workshop", "\x02Pelayanan\x03 harus"),
        ],
    )
    def test_marks(self, filled: ArticleIndex, query: str, marked: str) -> None:
        hit = next(h for h in filled.search(SearchRequest(query)).hits if h.id == TABANAN.id)
        assert marked in hit.snippet
        assert hit.snippet.count("\x02") == hit.snippet.count("\x03") > 0
        assert "workshop" not in hit.snippet

    def test_snippet_shows_the_place_in_a_long_text(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        index.put(
            [
                article(
                    1, "Panjang", "Pembukaan acara. " * 200 + "Piagam diserahkan Ombudsman. " + "Penutup acara. " * 200
                )
            ]
        )
        (hit,) = index.search(SearchRequest("piagam")).hits
        assert "\x02Piagam\x03 diserahkan" in hit.snippet
        assert hit.snippet.startswith("… ")
        assert hit.snippet.endswith(" …")
        assert len(hit.snippet) < 300

    def test_collapse_shows_a_story_once(self, make: Callable[..., ArticleIndex]) -> None:
        index = make()
        release = " ".join(f"kalimat{n} tentang pelayanan" for n in range(60))
        copies = [article(n, f"Salinan {n}", release, published=day(n), outlet=f"media{n}") for n in range(3)]
        other = article(9, "Lain sendiri", "Tentang pelayanan lain.", published=day(1))
        index.put([*copies, other])
        result = index.search(SearchRequest("pelayanan", sort="newest", collapse=True))
        assert (result.total, result.stories) == (4, 2)
        assert [h.id for h in result.hits] == [copies[2].id, other.id]
        assert result.facets["outlet"] == {"harian": 1, "media0": 1, "media1": 1, "media2": 1}
        second = index.search(SearchRequest("pelayanan", sort="oldest", collapse=True, limit=1, offset=1))
        assert [h.id for h in second.hits] == [other.id]
        assert index.search(SearchRequest("pelayanan", collapse=True)).hits[0].story in {
            copies[0].id,
            min(c.id for c in copies),
            other.id,
        }
        assert index.search(SearchRequest("pelayanan")).stories is None

    # walking through

    def test_articles_oldest_first_in_wita_days(self, filled: ArticleIndex) -> None:
        def names(**bounds: date) -> list[str]:
            return [NAMES[a.id] for a in filled.articles(**bounds)]

        assert names() == ["kediri", "late", "tabanan", "badung", "gianyar"]
        assert names(since=date(2024, 1, 1)) == ["late", "tabanan", "badung"]
        assert names(until=date(2024, 1, 1)) == ["kediri", "late"]
        assert names(since=date(2024, 5, 16), until=date(2024, 5, 16)) == ["badung"]
        assert names(since=date(2025, 1, 1)) == []

    def test_tagged(self, filled: ArticleIndex) -> None:
        def names(kind: str, value: str | None = None) -> list[str]:
            return [NAMES[a.id] for a in filled.tagged(kind, value)]

        assert names("event", "bimtek") == ["tabanan", "gianyar"]
        assert names("event") == ["kediri", "tabanan", "badung", "gianyar"]
        assert names("rating") == ["kediri", "badung"], "a definition is nobody's rating"
        assert names("rating", "hijau") == ["badung"]
        assert names("regency", "Jakarta") == []
        assert names("official", "I Nyoman Contoh") == ["tabanan", "badung"]
        assert names("official_id", "luh-misal") == ["badung"]
        assert names("agency_id") == ["tabanan", "badung"]
        assert names("entah") == names("event", "entah") == []

    def test_read_counts(self, filled: ArticleIndex) -> None:
        assert filled.read_counts() == {"2023-04": 1, "2024-01": 1, "2024-05": 2}
        assert filled.read_counts(since=date(2024, 1, 2)) == {"2024-05": 2}
        assert filled.read_counts(until=date(2024, 5, 6)) == {"2023-04": 1, "2024-01": 1, "2024-05": 1}

    def test_hashes_tell_the_content(self, filled: ArticleIndex) -> None:
        assert list(filled.hashes()) == sorted((a.id, content_hash(a)) for a in ALL)
        assert sorted(filled.ids()) == sorted(a.id for a in ALL)

    def test_status(self, filled: ArticleIndex) -> None:
        status = filled.status()
        assert status.articles == 5
        assert status.size_bytes > 1000
        assert status.reachable
        assert status.waiting == 0

    def test_odd_articles(self, make: Callable[..., ArticleIndex]) -> None:
        """Wild but lawful: a word of 50 kB, years at both ends of the calendar, other scripts, marks of the highlighter."""
        index = make()
        odd = [
            article(1, "Kunci", "a" * 50_000 + " pelayanan"),
            article(2, "Purba", "Prasasti.", published=day(0).replace(year=1)),
            article(3, "Kelak", "Ramalan.", published=day(0).replace(year=9999, month=12, day=31, hour=23)),
            article(4, "Aksara", "ᬩᬮᬶ خدمة 服务 İSTANBUL ΣΑΣ ﬁ 🙂 \x02tanda\x03 \x00"),
            article(5, "Banyak", "Nama.", officials=tuple(official(f"Orang {n}", "Kepala Bidang") for n in range(300))),
        ]
        assert [r.outcome for r in index.put(odd)] == ["new"] * 5
        assert [a.id for a in index.articles()] == [odd[1].id, *sorted(odd[n].id for n in (0, 3, 4)), odd[2].id]
        for query, found in (
            ("a" * 300, 1), ("pelayanan", 1), ("istanbul", 4), ("ΣΑΣ", 4), ("خدمة", 4), ("服务", 4), ("pejabat:\"orang 299\"", 5), ("tahun:9999", 3),
        ):  # fmt: skip
            if query != "tahun:9999":
                assert ids(index, query) == {odd[found - 1].id}, query
        assert index.get(odd[3].id) == odd[3].model_copy(update={"story": odd[3].id})
        assert len(index.search(SearchRequest()).facets["official"]) == 50
        (hit,) = index.search(SearchRequest("tanda")).hits
        assert hit.snippet.count("\x02") == hit.snippet.count("\x03") == 1, "marks that stand in the text are not ours"

    # when it can't answer

    def test_every_method_tells_when_the_index_is_away(self, away: ArticleIndex) -> None:
        """By reflection: a new method without a call here fails."""
        calls: dict[str, Callable[[], object]] = {
            "put": lambda: away.put([TABANAN]),
            "get": lambda: away.get(TABANAN.id),
            "by_url": lambda: away.by_url(TABANAN.url),
            "revisions": lambda: away.revisions(TABANAN.id),
            "search": lambda: away.search(SearchRequest("bimtek")),
            "articles": lambda: list(away.articles()),
            "ids": lambda: list(away.ids()),
            "hashes": lambda: list(away.hashes()),
            "keep_revisions": lambda: away.keep_revisions(TABANAN.id, [Revision(None, "a", "b")]),
            "tagged": lambda: list(away.tagged("event")),
            "read_counts": lambda: away.read_counts(),
            "delete": lambda: away.delete(TABANAN.id),
            "decisions": lambda: away.decisions(),
            "decide": lambda: away.decide(Decision("join", (TABANAN.id, BADUNG.id))),
            "undo": lambda: away.undo("entah"),
            "status": lambda: away.status(),
            "refresh": lambda: away.refresh(),
        }
        methods = {
            name for name, _ in inspect.getmembers(ArticleIndex, inspect.isfunction) if not name.startswith("_")
        } - {"close"}
        assert methods == set(calls)
        for name, call in calls.items():
            with pytest.raises(IndexUnavailableError) as caught:
                call()
            assert caught.value.__cause__ is not None, name
            assert "\n" not in str(caught.value), name
        away.close()


def ids(index: ArticleIndex, query: str) -> set[str]:
    return {hit.id for hit in index.search(SearchRequest(query, limit=10_000)).hits}
