"""Whom a rating is told of where its own clause names nobody, or only a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.tagging.places import PROVINCE
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Sentence, Source
from extract.tagging.zones_claims import Clause
from extract.tagging.zones_compared import companions
from extract.tagging.zones_heads import OF_THEIR_OWN, OPENING, Heads
from extract.tagging.zones_speaking import Speaking
from extract.tagging.zones_subjects import Subject, SubjectFinder
from extract.tagging.zones_terms import BEHIND_SCORE, Term
from extract.tagging.zones_together import TOGETHER, together

_ITS_SCORE = re.compile(r"\W*(?:dengan\s+)?(?:nilai|skor|angka|hasil|rapor)(?:nya)?\b[^.]{0,20}\b\d", re.IGNORECASE)
_ITS = re.compile(r"\b(?:nilai|skor|angka|rapor|predikat|hasil)nya\b", re.IGNORECASE)
_SO_MANY_OFFICES = re.compile(
    r"\b(?:\d{1,2}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belas)\s+(?:OPD|SKPD|unit|dinas|puskesmas|polres|kantor|lokus|satuan|instansi|perangkat)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"(?<!hampir )(?<!nyaris )(?<!tidak )(?<!tak )\b(?:seluruhnya|semuanya|semua|kesemuanya|masing-masing)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:mereka|semuanya|seluruhnya)\b", re.IGNORECASE)
# The speaker's own regency, or the one just spoken of.
_OURS = re.compile(
    r"\b(?:kami|kita|pihaknya|daerahnya|kabupatennya|kotanya|ia|dia|jajarannya|(?:kabupaten|kota|daerah|pemkab|pemkot|pemda|dinas|instansi|polres|kantor|unit|lembaga)\s+(?:ini|itu|yang\s+dipimpin\w*|tersebut|\w+(?:\s+\w+){0,3}\s+(?:ini|itu)))\b",
    re.IGNORECASE,
)
_THAT_OFFICE = re.compile(r"\b(?:dinas|instansi|polres|kantor|unit|lembaga)\s+(?:itu|ini|tersebut)\b", re.IGNORECASE)
_THAT_REGENCY = re.compile(
    r"\b(?:kabupaten|kota|daerah)\s+(?:(?:yang|di|ber|ter)\w*\s+)?(?:\w+\s+){0,3}?(?:ini|itu|tersebut)\b", re.IGNORECASE
)
# "Secara umum kabupaten hijau": of more than the office just spoken of
_WHOLE = re.compile(r"\b(?:secara|keseluruhan|kabupaten|kota|daerah|pem(?:kab|kot|da|prov))\b", re.IGNORECASE)
_TAKEN_UP = re.compile(
    r"\W*(?:(?:Sebaliknya|Namun|Sayangnya|Sementara\s+itu),?\s+)?(?:(?P<office>(?:Instansi|Dinas|Kantor|Unit|Lembaga|Polres|Puskesmas|Rumah\s+sakit|RSUD|OPD|SKPD)\s+(?:ini|itu|tersebut))\b|Mereka\b)",
    re.IGNORECASE,
)
# "Syukuri Hijau, Minta Disdukcapil Jangan Lengah": of whom something is asked
_ADDRESSED = re.compile(r"\b(?:minta|ingatkan|harap|dorong|ajak|tegur|sentil|tantang)\s+$", re.IGNORECASE)
# "kabupatennya menjadi satu dari empat kabupaten yang hijau"
_ONE_OUT_OF = re.compile(r"\bsatu\s+(?:dari|di\s?antara)\b", re.IGNORECASE)
_SHOWN = re.compile(r"\b(?:ini|itu|tersebut)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:kami|kita)\b", re.IGNORECASE)
_GOT = re.compile(
    r"\b(?:meraih|raih|memperoleh|peroleh|mendapat\w*|dapat|menjadi|berstatus|mengantongi|masuk|berubah|naik|turun|melorot|melompat|kembali|sehingga|tetap|masih|sudah)\b\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:I|Ni|Made|Wayan|Nyoman|Ketut|Putu|Gede|Gde|Komang|Kadek|Ngurah|Gusti|Nengah)\s+$")
# A body of a kind that is not rated, or of no known name: the rating is its.
_STRANGER = re.compile(
    r"(?<!di )(?<!dari )(?<!ke )\b(?:Desa|Kelurahan|Kantor|Kecamatan|SMAN?|SMKN?|SMPN?|SDN?|Sekolah|Bank|PDAM|Perum\w+|PT|Universitas|Banjar|LPD|Pasar|Pelabuhan|Bandara|Terminal|Samsat|UPTD?|Dinas|Badan|Puskesmas|RSUD?|Polsek|Polres|Bidang)\s+(?!itu\b|ini\b)[A-Z]"
)
_SCORE_BEHIND = re.compile(r"\s*,?\s*\(?(?:dengan\s+)?\d{2}[.,]\d")
_THOSE = re.compile(
    r"\W*(?:bagi\s+|untuk\s+)?yang\s+(?:(?:masih|sudah|berwarna|berzona|zona|di|berada|masuk)\s+)*", re.IGNORECASE
)
# Sentences looked back.
BACK = 3


class Whom:
    """One article's subjects, sentence by sentence."""

    def __init__(
        self,
        finder: SubjectFinder,
        source: Source,
        sentences: Sequence[Sentence],
        places: Sequence[PlaceFind],
        agencies: Sequence[AgencyFind],
        officials: Sequence[OfficialFind] = (),
    ) -> None:
        self.finder, self.source, self.sentences = finder, source, sentences
        # "Bupati Bangli I Made Gianyar": a surname
        kept = [p for p in places if not _NAME.search(source.full[max(0, p.span.start - 12) : p.span.start])]
        self.places = sorted(kept, key=lambda p: p.span.start)
        self.agencies = sorted(agencies, key=lambda a: a.span.start)
        inside = sum(not p.outside for p in places)
        # "kabupaten lainnya" are those of Bali, unless the article is of elsewhere
        self.home = inside > len(places) - inside or inside >= 3
        self.main = self._main()
        self._known: dict[int, list[Subject]] = {}
        self.speaking = Speaking(sentences, self.agencies, officials, self.places, finder.official, finder.rated)
        self.heads = Heads(finder, source, sentences, self.agencies)
        self.latest: tuple[Subject, str] | None = None
        self.latest_at = 0
        self.rated = {s.name for s in self.subjects(0) if not _ADDRESSED.search(source.title[: s.start])}

    def _main(self) -> str | None:
        """The regency that the article is about: the only one of the headline, or named by far most."""
        counts: Counter[str] = Counter()
        titled: set[str] = set()
        for place in self.places:
            text = self.source.full[place.span.start : place.span.end]
            if place.outside or (place.name == PROVINCE and text.lower() == "bali"):
                continue
            if place.span.end <= len(self.source.title):
                titled.add(place.name)
            counts[place.name] += 0 if place.dateline else 1
        for agency in self.agencies:
            if agency.id == "pemerintah" and agency.regency and not agency.bare:
                counts[agency.regency] += 1
                if agency.span.end <= len(self.source.title):
                    titled.add(agency.regency)
        if len(titled) == 1:
            return next(iter(titled))
        ranked = counts.most_common(2)
        if not ranked or len(titled) > 1:
            return None
        if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]:
            return ranked[0][0]
        return None

    def subjects(self, number: int) -> list[Subject]:
        if number not in self._known:
            own = self.finder.find(self.sentences[number], self.places, self.agencies, self.main, self.home)
            taken = together(self.sentences, number, own, self.subjects) if number else []
            own = [s for s in own if not any(t.start <= s.start < t.end for t in taken)]
            if any(s.kind == "rest" for s in own) and not self._left_over(number, own):
                own = [replace(s, kind="count") if s.kind == "rest" else s for s in own]
            self._known[number] = sorted([*own, *taken], key=lambda s: s.start)
        return self._known[number]

    def _left_over(self, number: int, own: Sequence[Subject]) -> bool:
        """ "Sisanya": of the regencies, if some were named, in the sentence or in the one before."""
        before = self.subjects(number - 1) if number > 1 else []
        text = self.sentences[number].text + (self.sentences[number - 1].text if number > 1 else "")
        if _SO_MANY_OFFICES.search(text):
            return False  # of offices
        return any(s.kind == "regency" and not s.name.startswith("luar:") for s in (*own, *before))

    def rate(self, subject: Subject, rating: str, number: int) -> None:
        """Remembers whom a rating was told of, and in which sentence."""
        self.latest = (replace(subject, start=0, end=0), rating)
        self.latest_at = number
        self.rated.add(subject.name)

    def named(self, number: int) -> list[Subject]:
        """Those of a sentence that are told by name, and not as a mere place."""
        return [s for s in self.subjects(number) if s.kind in ("regency", "agency") and s.weight > 0]

    def members(self, text: str, clause: Clause, subjects: Sequence[Subject]) -> list[Subject]:
        """A count is nobody, unless every one of a regency's offices is meant."""
        found = []
        for subject in subjects:
            if subject.kind != "count":
                found.append(subject)
            elif _EVERY.search(f"{text[clause.start : subject.start]} {text[subject.end : clause.end]}"):
                offices = self.finder.offices_of(subject, text, self.main)
                found += [offices] if offices else []
        return found

    def pronoun(self, number: int, clause: Clause, term: Term) -> Subject | None:
        """The body that a pronoun or epithet right before the rating means, where no name stands between them."""
        meant = self.speaking.noun(number, term) or self.speaking.meant(number, 0, term.start)
        if meant is None and not any(s.weight > 0 for s in clause.subjects):
            meant = self.speaking.owner_behind(number, term.end)
            if meant:
                return self.speaking.resolve(number, *meant)
        if meant is None or any(s.start <= meant[1] < s.end for s in self.subjects(number)):
            return None
        text = self.sentences[number].text
        between = [s for s in self.subjects(number) if meant[1] < s.start < term.start and s.weight > 0]
        if _ONE_OUT_OF.search(text[meant[1] : term.start]):
            between = [s for s in between if s.kind != "count"]
        if len(companions(text, between)) < len(between):
            return None
        shown = meant[0] == "regency" and _SHOWN.search(self.sentences[number].text[meant[1] : term.at])
        if shown and (near := self._last_regency(number, meant[1], 1)):
            return near  # "Y lain lagi. Kabupaten itu …", whoever speaks
        found = self.speaking.resolve(number, *meant)
        if found is None and meant[0] == "we":
            found = self.heads.headed(number)
        if found is None and meant[0] == "regency":
            return Subject.regency_meant(self.main) if self.main else self._last_regency(number, meant[1])
        return found

    def _last_regency(self, number: int, at: int, sentences: int = 2) -> Subject | None:
        """ "… membawa kabupaten ini": the only one named before it, in its sentence or the nearest one that names any."""
        for back in range(number, max(0, number - sentences - 1), -1):
            named = [s for s in self.subjects(back) if s.kind == "regency" and (back < number or s.end <= at)]
            if back == number:  # "seperti halnya X, kabupaten itu"
                beside = companions(self.sentences[number].text, named)
                named = [s for s in named if s not in beside]
            named = [s for s in named if s.weight > 0] or named
            if named:
                return replace(named[0], start=0, end=0) if len({s.name for s in named}) == 1 else None
        return None

    def inherited(
        self, number: int, clause: Clause, term: Term, last: Sequence[Subject], *, wished: bool
    ) -> Sequence[Subject]:
        """Whom the words before told of: earlier in the sentence (`last`), in the sentences before, in the article."""
        text = self.sentences[number].text[clause.start : clause.end]
        if _THEY.search(text) or "sama-sama" in text:
            earlier = [s for s in self.subjects(number) if s.kind in ("regency", "agency") and s.end <= clause.start]
            if len({s.name for s in earlier}) > 1:
                return earlier
        if any(self.finder.generic(text[: max(0, at - clause.start)]) for at in (term.start, term.at)):
            return []
        if match := TOGETHER.search(text):
            # those taken up were not found: nobody; unless it is one body's several years
            named = [s for back in range(max(1, number - 3), number) for s in self.named(back)]
            return named[-1:] if len({s.name for s in named}) == 1 and not match["units"] else []
        if _THOSE.fullmatch(text[: max(0, term.at - clause.start)]):
            return []  # "yang merah kami beri pendampingan"
        if last:
            return last
        ours = _OURS.search(text) is not None
        whole = self.sentences[number].text
        scored = BEHIND_SCORE.search(whole[max(0, term.at - 16) : term.at]) or _SCORE_BEHIND.match(whole, term.end)
        bare = not term.noun and not (wished or ours or scored)
        lead = max(0, term.start - clause.start)
        stranger = _STRANGER.search(text[:lead], max(0, lead - 200))
        if stranger and not self.finder.role(text[max(0, stranger.start() - 60) : stranger.start()]):
            return []
        alone = not any(
            s.weight > 0 and not (s.start > term.end and (s.kind == "count" or s.weight == 1))
            for s in self.subjects(number)
        )
        if bare and alone and (office := self.just_rated(number, term)):
            return [office]
        if bare and alone and self.speaking.quoted(number) and (own := self.speaking.resolve(number, "we", 0)):
            return [own]
        if bare and not alone and not _GOT.search(text[: max(0, term.at - clause.start)]):
            return []
        if wished and (office := self._wishing(number)):
            return [office]
        for head in () if wished else (
            self.speaking.opening(number), self.speaking.receiving(number), self.heads.receiving(number)
        ):  # fmt: skip
            if head and head.name.lower().startswith(OF_THEIR_OWN):
                return [head]  # "Kapolres X menerima piagam zona hijau"
        if _THEY.search(text):
            for back in (number - 1, number - 2):
                several = [s for s in self.subjects(back) if s.kind in ("regency", "agency")] if back > 0 else []
                if len({s.name for s in several}) > 1:
                    return several
            return []
        return self._before(number, term, ours or wished) or ([] if bare else self._spoken_of(term))

    def _wishing(self, number: int) -> Subject | None:
        """The speaker's office, where it is the one that was rated: what he wishes for is its."""
        speaker = self.speaking.speaker(number)
        office = self.speaking.office_of(speaker) if speaker else None
        return office if office and office.name in self.rated else None

    def _before(self, number: int, term: Term, ours: bool) -> list[Subject]:
        paragraph = self.sentences[number].paragraph
        text = self.sentences[number].text
        lead = text[: term.end] + re.split(r"[,;]", text[term.end :], maxsplit=1)[0]
        if self.main and _THAT_REGENCY.search(lead):
            return [Subject.regency_meant(self.main)]
        if self.latest and self.latest[0].kind == "agency" and _THAT_OFFICE.search(lead):
            return [self.latest[0]]
        if ours and _WE.search(text) and (own := self.heads.introduced(number, quoted=self.speaking.quoted(number))):
            return [own]
        if ours and self.latest and self.latest[1] == term.rating and _WE.search(self.sentences[number].text):
            return [self.latest[0]]
        if (
            ours
            and self.latest
            and self.latest[0].name.lower().startswith(OF_THEIR_OWN)
            and _WE.search(self.sentences[number].text)
            and self.speaking.speaker(number) is None
        ):
            return [self.latest[0]]
        if ours and self.main and _WE.search(self.sentences[number].text):
            return [Subject.regency_meant(self.main)]
        if ours and number > 0 and (regency := self.heads.regency_of(number)):
            return [Subject.regency_meant(regency)]
        for back in range(number - 1, max(0, number - 1 - BACK), -1):
            if self.sentences[back].paragraph < paragraph - 1:
                break
            # an office only goes on being meant where it is the one that is rated
            told = self.named(back)
            if not told and (taken := self._opened(back)):
                return taken
            if ours and not told and (own := self.speaking.opening(back)):
                return [own]
            # or where its score comes next: "Polres X menerima penghargaan. Nilainya 94,20, zona hijau."
            if told and told[0].kind == "agency" and told[0].start <= OPENING and _ITS.search(lead):
                return told[:1]
            scored = (
                len({s.name for s in told}) == 1
                and back == number - 1
                and _ITS_SCORE.match(self.sentences[number].text)
            )
            named = [s for s in told if s.kind == "regency" or s.name in self.rated or (scored and s.kind == "agency")]
            if named:
                return named[-1:] if len({s.name for s in named}) == 1 else []
            if office := self.heads.led(back):
                return [office]
            if ours and (office := self.heads.office_of(back, self.rated)):
                return [office]
            if ours and (regency := self.heads.regency_of(back)):
                return [Subject.regency_meant(regency)]
            if back == number - 1 and not ours and any(s.kind == "count" for s in self.subjects(back)):
                break
        return []

    def just_rated(self, number: int, term: Term) -> Subject | None:
        """ "Puskesmas itu kuning. “Tipis saja, tapi tetap kuning,” kata Bupati.": the office that the sentence before rated."""
        sentence = self.sentences[number]
        before = sentence.text[: term.start]
        if self.latest is None or self.latest[0].kind != "agency" or self.latest_at != number - 1:
            return None
        if sentence.paragraph != self.sentences[number - 1].paragraph or not sentence.text.startswith(("“", '"')):
            return None
        return None if _OURS.search(before) or _WHOLE.search(before) else self.latest[0]

    def _opened(self, number: int) -> list[Subject]:
        """Whom the pronoun means that opens a sentence which names nobody: "Instansi ini belum seberuntung tetangganya."."""
        match = _TAKEN_UP.match(self.sentences[number].text)
        if match is None:
            return []
        if match["office"]:
            office = self.speaking.resolve(number, "office", match.start("office"))
            return [office] if office else []
        for back in (number - 1, number - 2):
            several = self.named(back) if back > 0 else []
            if len({s.name for s in several}) > 1:
                return several
        return []

    def _spoken_of(self, term: Term) -> list[Subject]:
        if self.latest and self.latest[1] == term.rating:
            return [self.latest[0]]
        return [Subject.regency_meant(self.main)] if self.main else []
