"""Who received it, who gave it, and on what: not where it took place, and not where it was written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from config.events import EventWords
from extract.tagging.events_cues import WENT
from extract.tagging.places import PROVINCE
from extract.tagging.records import AgencyFind, PlaceFind, Sentence, Source
from extract.tagging.wording import alternatives

_TOPIC = re.compile(
    r"\s*(?:\([^)]{1,20}\)\s*)?(?:tentang|mengenai|terkait|bertema|bertajuk|soal|dengan\s+tema)?\s*[“\"‘']?(?P<topic>(?:[A-Za-z][\w/&-]*\s*){1,9})"
)
_TOPIC_END = re.compile(
    r"\s*\b(?:yang|di|pada|oleh|bagi|untuk|kepada|dalam|dengan|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|tersebut|ini|itu|digelar|dilaksanakan|berlangsung|bertempat|selama|sejak|mulai|akan|ke|dari|dibuka|para)\b.*$"
)
_OFFICE = re.compile(
    r"\b(?:Bupati|Wali\s?Kota|Wakil\s+Bupati|Wabup|Sekda|Pj\.?|Penjabat|Plt\.?|Ketua\s+DPRD)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:oleh|menghadirkan|narasumber(?:nya)?(?:\s+dari)?|pemateri(?:nya)?(?:\s+dari)?|dihelat|digelar|diselenggarakan|diadakan|diberikan(?:\s+oleh)?|dilaksanakan(?:\s+oleh)?|digagas)\s+$",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"^[^.;]{0,90}?\b(?:menggelar|gelar|menyelenggarakan|selenggarakan|mengadakan|adakan|melaksanakan|melakukan|melakukam|memberikan|berikan|menghelat|menyerahkan|serahkan|menganugerahkan|menyematkan|mengundang|membekali|bekali|memfasilitasi)\b",
    re.IGNORECASE,
)
# "60 pegawai Pemerintah Kota Malang", "kepala desa asal Kabupaten X", "digelar Bawaslu Kota Y": guests, whose event it is
# wherever they meet.
_LEVEL = r"(?:(?:DPRD|Sekretariat\s+DPRD|Pemerintah|Pemkot|Pemkab|Pemprov|Kabupaten|Kota|Provinsi|Kab\.?|daerah)\s+)"
_OF_ELSEWHERE = re.compile(
    r"\b(?:pegawai|peserta|aparatur|ASN|PNS|anggota|jajaran|rombongan|pejabat|staf|guru|perangkat\s+desa|kepala\s+(?:desa|dinas|sekolah|puskesmas)|"
    r"perbekel|lurah|camat|kader|pengawas(?:\s+\w+)?|penyuluh|bidan|perawat|operator|bendahara|utusan|delegasi|tamu|wakil\s+rakyat|legislator|"
    rf"pengurus|bendesa|kontingen|dewan|orang|sekretaris)\s+(?:[\w/-]+\s+){{0,3}}?(?:(?:dari|asal|se)[\s-]\s*{_LEVEL}*|{_LEVEL}+)$",
    re.IGNORECASE,
)
# "Kepala desa asal Kabupaten Sumenep, Jawa Timur": one that no list has, told with its province.
_STRANGERS = re.compile(
    r"\b(?:asal|dari|se)[\s-]\s*(?:Kabupaten|Kota|Kab\.)\s+(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}),?\s+"
    r"(?:Provinsi\s+)?(?:Jawa|Sumatera|Sulawesi|Kalimantan|Nusa\s+Tenggara|NTB|NTT|Jatim|Jateng|Jabar|Banten|Lampung|Riau|Jambi|Aceh|Papua|Maluku|Bengkulu|Gorontalo|Bangka)"
)
# "Klungkung jadi pemateri": who teaches.
_SPEAKS = re.compile(
    r"[^.;,]{0,40}?\b(?:jadi|menjadi|sebagai|selaku|diundang|didapuk)\s+(?:jadi\s+|menjadi\s+|sebagai\s+)?(?:pemateri|narasumber|pembicara|pengajar|instruktur|berbagi)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s+(?:dan|serta|bersama)\s+(?:dari\s+)?(?:Pemkab|Pemkot|Kabupaten|Kota)?\s*")
_BORDER = re.compile(r"\b(?:perbatasan|antara|batas)\s+(?:(?:wilayah|Kabupaten|Kota)\s+)?$", re.IGNORECASE)
_KIND = re.compile(r"^(?:Kabupaten|Kota)\s+")
_BODY_OF_ELSEWHERE = re.compile(
    r"(?P<before>\w*)[\s“\"(]*\b(?:Bawaslu|KPU|DPRD|Pemkot|Pemkab|Pemprov|Pemerintah|Sekretariat\s+\w+|Inspektorat|BKPSDM|BKD|BPBD|BPSDM|Bappeda|Korpri|"
    r"Dis[a-z]{3,}|DPMD|Dinas(?:\s+[A-Z]\w+|\s+dan){1,5}|Bagian\s+\w+)\s+(?:(?:Kota|Kabupaten|Provinsi|Daerah)\s+)*$"
)
_NOT_HOLDING = frozenset(
    [
        "ke",
        "di",
        "oleh",
        "dari",
        "dengan",
        "narasumber",
        "menggandeng",
        "gandeng",
        "mengunjungi",
        "meniru",
        "belajar",
        "pemateri",
    ]
)
_HOST = re.compile(r"\btuan\s+rumah,?\s+$", re.IGNORECASE)
_CHOSEN = re.compile(r"\s+(?:sebagai|menjadi|jadi)\s+(?:tempat|lokasi|tuan\s+rumah)\b", re.IGNORECASE)
# "Bagi sekretaris DPRD seluruh Indonesia": whoever is host, no regency of ours received it.
_NATIONAL = re.compile(
    r"\b(?:peserta|bagi|kepada|untuk|diikuti|utusan|perwakilan|dihadiri|pejabat|aparatur|sekretaris|anggota|kepala)\b[^.;]{0,90}\b(?:seluruh\s+Indonesia|se-?\s?Indonesia|se-?\s?Nusantara|(?:\d+|berbagai|seluruh)\s+(?:provinsi|daerah\s+di\s+Indonesia))\b",
    re.IGNORECASE,
)
# How far into the text the parties are told; what guests named as such weigh against all that is said of the place.
READ, GUESTS = 6, 7.5


class Parties:
    """Built once."""

    def __init__(self, words: EventWords) -> None:
        self._receiving = re.compile(
            rf"(?<!\w)(?:{alternatives(words.receiving)})(?:\s+(?:[\w/-]+\s+){{0,3}}|\s*-?\s*)$", re.IGNORECASE
        )
        self._venue = re.compile(rf"(?<!\w)(?:{alternatives(words.venue)})\s+(?:[A-Z][\w.'’]*\s+){{0,4}}$")
        self._at = re.compile(r"\b(?:di|ke)\s+(?:\w+,?\s+){0,2}$", re.IGNORECASE)
        self._se = re.compile(r"\bse-?\s?(?:Kabupaten\s+|Kota\s+)?$", re.IGNORECASE)
        self._island = re.compile(rf"(?<!\w)(?:{alternatives(words.island)})(?!\w)", re.IGNORECASE)

    def regency(
        self,
        source: Source,
        sentences: Sequence[Sentence],
        places: Sequence[PlaceFind],
        agencies: Sequence[AgencyFind],
        own: set[int],
        context: str | None,
        *,
        alone: bool = False,
    ) -> str | None:
        """The regency whose officials received it; the province where all did. `own`: the event's sentences; `alone`: only
        they tell whose it is."""
        votes: Counter[str] = Counter()
        full = source.full
        if any(n < len(sentences) and _NATIONAL.search(sentences[n].text) for n in own):
            return None
        bodies = sorted(agencies, key=lambda a: a.span.start)
        starts = [a.span.start for a in bodies]
        for place in places:
            if place.outside:
                if _sentence_at(sentences, place.span.start) in {0, 1, 2, *own} and _guests(full, place):
                    votes[f"luar:{_KIND.sub('', place.name)}"] += GUESTS  # type: ignore[assignment]
                continue
            word = full[place.span.start : place.span.end]
            number = _sentence_at(sentences, place.span.start)
            if number > READ and number not in own:
                votes[place.name] += 0.15 if word.lower() != "bali" else 0  # type: ignore[assignment]
                continue
            body = _body(bodies, starts, place)
            before = full[max(0, place.span.start - 45) : place.span.start]
            if _CHOSEN.match(full, place.span.end):
                continue  # "memilih X sebagai lokasi"
            if _SPEAKS.match(full, place.span.end):
                votes[place.name] += 0.2  # type: ignore[assignment]
                continue
            votes[place.name] += self._vote(place, word, number, before, body, number in own)  # type: ignore[assignment]
        known = {full[p.span.start : p.span.end] for p in places}
        for number in {1, 2, *own}:
            stranger = _STRANGERS.search(sentences[number].text) if number < len(sentences) else None
            if stranger and not any(stranger["name"] in k or k in stranger["name"] for k in known):
                votes[f"luar:{stranger['name']}"] += GUESTS  # type: ignore[assignment]
        for number in own if alone else {0, 1, 2, *own}:
            if number < len(sentences) and self._island.search(sentences[number].text):
                votes[PROVINCE] += 2.5 if number in own or number <= 1 else 1.5  # type: ignore[assignment]
                if self._provincial(full, sentences, agencies):
                    votes[PROVINCE] += 3.5  # type: ignore[assignment]
        if not votes:
            return context
        ranked = votes.most_common()
        best, weight = ranked[0]
        if weight <= 0:
            return context
        if best != PROVINCE and _paired(
            full, places, {best, ranked[1][0] if len(ranked) > 1 else best}, sentences, own
        ):
            return None
        several = [n for n, w in ranked if n != PROVINCE and w >= 0.6 * weight]
        if len(several) >= 3 and best != PROVINCE:
            return PROVINCE
        return best

    @staticmethod
    def _provincial(full: str, sentences: Sequence[Sentence], agencies: Sequence[AgencyFind]) -> bool:
        """The lead names a body of the province as the one that holds it, or no regency's body beside it."""
        end = sentences[min(2, len(sentences) - 1)].end
        lead = [a for a in agencies if a.span.start < end and not a.name.startswith("Ombudsman")]
        giving = [a for a in lead if _GIVING.search(full[max(0, a.span.start - 40) : a.span.start])]
        bodies = giving or lead
        return bool(bodies) and all(a.regency == PROVINCE or a.name.endswith(PROVINCE) for a in bodies)

    def _vote(self, place: PlaceFind, word: str, number: int, before: str, body: AgencyFind | None, own: bool) -> float:
        base = 2.5 if number == 0 else 1.5 if number <= 2 else 1.0
        if own:
            base *= 1.3
        if body is not None:
            if body.name.startswith("Ombudsman"):
                return 0.0
            if self._se.search(before):
                return 3.0 * base
            if place.name == PROVINCE and self._venue.search(before):
                return 0.0
            return base * (0.8 if place.name == PROVINCE else 1.2)
        if word.lower() == "bali":
            return 0.0
        if place.dateline:
            return 0.4
        if self._se.search(before):
            return 3.0 * base
        if (
            place.how == "town"
            or WENT.search(before)
            or _HOST.search(before)
            or (self._venue.search(before) and not self._receiving.search(before))
        ):
            return 0.25 * base
        if _OFFICE.search(before):
            return 1.3 * base
        if self._receiving.search(before):
            return 1.6 * base
        if self._at.search(before):
            return 0.5 * base
        return base

    def organiser(
        self,
        source: Source,
        sentences: Sequence[Sentence],
        agencies: Sequence[AgencyFind],
        own: Sequence[int],
        kind: str,
    ) -> str | None:
        """The body that gave or held it, where the event's sentences name one as such."""
        full = source.full
        first: str | None = None
        for number in own:
            sentence = sentences[number]
            for agency in agencies:
                if not sentence.start <= agency.span.start < sentence.end:
                    continue
                before = full[max(sentence.start, agency.span.start - 40) : agency.span.start]
                after = full[agency.span.end : min(sentence.end, agency.span.end + 120)]
                if _GIVING.search(before) or _GIVES.match(after):
                    return agency.name
                if first is None and not re.search(r"\b(?:di|kantor|gedung)\s+$", before, re.IGNORECASE):
                    first = agency.name
        ombudsman = [a.name for a in agencies if a.name.startswith("Ombudsman")]
        if kind in ("penyerahan_hasil", "penilaian") and ombudsman:
            branch = [n for n in ombudsman if "Perwakilan" in n]
            return branch[0] if branch else ombudsman[0]
        return first

    @staticmethod
    def topic(text: str, end: int) -> str | None:
        """The words behind the event's own, up to where place, day or people begin."""
        match = _TOPIC.match(text[end : end + 140])
        if not match:
            return None
        topic = _TOPIC_END.sub("", match["topic"].strip()).strip()
        return topic if len(topic) > 3 else None


def _paired(
    full: str, places: Sequence[PlaceFind], names: set[str], sentences: Sequence[Sentence], own: set[int]
) -> bool:
    """ "Petugas dari Buleleng dan Bangli": the two that are told most received it together."""
    for one, two in pairwise(places):
        if {one.name, two.name} != names or len(names) < 2 or _sentence_at(sentences, one.span.start) not in own:
            continue
        if _BORDER.search(full, max(0, one.span.start - 40), one.span.start):
            continue
        if _JOINED.fullmatch(full, one.span.end, two.span.start) and _sentence_at(sentences, two.span.start) in own:
            return True
    return False


def _guests(full: str, place: PlaceFind) -> bool:
    """People or a body of a place elsewhere, who hold or attend it."""
    before = full[max(0, place.span.start - 75) : place.span.start]
    if _OF_ELSEWHERE.search(before) and not re.search(
        r"\b(?:narasumber|pemateri|pengajar|instruktur)\w*\s", before, re.I
    ):
        return True
    body = _BODY_OF_ELSEWHERE.search(before)
    return body is not None and body["before"].lower() not in _NOT_HOLDING


def _body(bodies: Sequence[AgencyFind], starts: Sequence[int], place: PlaceFind) -> AgencyFind | None:
    """The agency whose name holds the place."""
    at = bisect_left(starts, place.span.start + 1) - 1
    if at >= 0 and bodies[at].span.overlaps(place.span):
        return bodies[at]
    return None


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    at = bisect_left(sentences, offset + 1, key=lambda s: s.start) - 1
    return sentences[max(0, at)].number
