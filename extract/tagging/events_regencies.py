"""One bimtek for several named regencies: "pejabat dari Kabupaten Bangli dan Kabupaten Klungkung mengikuti bimtek"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tagging.events_cues import WENT
from extract.tagging.events_frames import DATELINE
from extract.tagging.events_several import Bimtek
from extract.tagging.places import PROVINCE
from extract.tagging.records import PlaceFind, Sentence
from extract.tagging.wording import number_of

# More than so many are the island, where no stop has a day of its own.
MOST = 5
# Characters from the end of a list to the verb that says that they received it.
REACH = 90
# Words between the names of a list; whoever was sent from each may stand there.
_BETWEEN = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*|pada\s+(?:bulan\s+)?[A-Z]\w+\s*)?(?:,\s*(?:dan|serta|juga)?|dan|serta|maupun|beserta|bersama|hingga|plus|&|/)\s*(?:juga\s+|pula\s+)?(?:(?:\d+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|puluhan|belasan)\s+)?"
    r"(?:(?:dari|asal|kepada|untuk|bagi|se|utusan|pegawai|pejabat|petugas|operator|jajaran|aparatur|staf|admin|camat|lurah|perbekel|sekda|bendahara|orang|bagian|OPD|ASN|"
    r"Kabupaten|Kota|Kab\.|Pemkab|Pemkot|Pemerintah|Pemda|DPRD|Inspektorat|Bagian\s+Organisasi|Setda|Protokol|Prokopim|Prokompim|Diskominfo\w*|BKPSDM|Bappeda)[\s-]+){0,4}",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:peserta|pejabat|pegawai|petugas|operator|aparatur|ASN|PNS|staf|admin|kepala\s+\w+|kasubag|kabag|sekda|sekdes|sekretaris|bendahara|camat|lurah|perbekel|"
    r"kelian|guru|anggota\s+DPRD|OPD|jajaran|utusan|perwakilan|wakil|delegasi|rombongan|pengelola|pranata|auditor|tim)"
)
# Before a list: those named received it.
_RECEIVE = re.compile(
    rf"(?:\b(?:diikuti|dihadiri|bagi|kepada|untuk|menyasar|mengundang|diperuntukkan|diberikan\s+(?:ke|pada)|mempertemukan|mengumpulkan|membekali|melatih|merangkul)"
    rf"|\b{_PEOPLE})\b(?:\s+(?!di\b|oleh\b)[\w/.-]+){{0,6}}?\s*(?:[:,]|,?\s*(?:yakni|yaitu|ialah|masing-masing)(?:\s+dari)?)?\s*$|\bdari\s+(?:\w+\s+)?(?:kabupaten|daerah|kabupaten/kota)(?:,?\s+yakni|,?\s+yaitu|\s*[:,])\s*$",
    re.IGNORECASE,
)
# "Bagi kepala SD di Bangli dan Karangasem": no venue.
_AT_THEIRS = re.compile(
    rf"\b(?:bagi|untuk|kepada|diikuti|peserta(?:nya)?)\b[^.;,]{{0,50}}\b{_PEOPLE}\s+(?:[\w-]+\s+)?di\s+$", re.IGNORECASE
)
# Behind a list: they did.
_RECEIVED = re.compile(
    r"^\s*,?\s*(?:\w+\s+){0,4}?(?:mengikuti|ikut|menjalani|mendapat\w*|memperoleh|menerima|belajar|dilatih|dibekali|digembleng|dipertemukan|diberi\w*|diundang|"
    r"dikumpulkan|disatukan|digabung\w*|sekelas|berbagi|mengirim\w*|mengutus|duduk|menimba|diajak|diajari|dibimbing|didampingi|disasar|kebagian|menyusul|menggabung\w*|dijadwalkan|hadir|"
    r"menghadiri|bergabung|datang|berkumpul|menjadi\s+(?:sasaran|peserta)|jadi\s+(?:sasaran|peserta))\b",
    re.IGNORECASE,
)
# Before a list: where they met, who taught, what they are praised for; and names that are only some of all.
_NOT_THEIRS = re.compile(
    r"\b(?:hotel|di|ke|jalan|jl|kawasan|perbatasan|antara|oleh|narasumber|pemateri|pengajar|instruktur|fasilitator|meniru|mencontoh|seperti|misalnya|kecuali|selain|tanpa|tetangga)"
    r"(?:\s+(?:dari|\w+))?\s+(?:Kabupaten\s+|Kota\s+|wilayah\s+)?$|\b(?:kecuali|selain|tanpa|seperti|misalnya|antara\s+lain|di\s+antaranya)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
# The same, with an office or a body between: "menghadirkan Sekda Bangli", "diajak belajar dari Badung".
_OF_OTHERS = re.compile(
    r"\b(?:menghadirkan|mendatangkan|menggandeng|dibuka|ditutup|disaksikan|didampingi|dipandu|diisi|dibawakan|disampaikan|kata|ujar|"
    r"(?:belajar|berguru|berkaca)\s+(?:dari|ke|pada)|mencontek|menyontek|kalah\s+dari|bertetangga\s+dengan|berbatasan\s+dengan)\s+(?:[\w/-]+\s+){0,3}$",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"^[^.;,]{0,40}\b(?:narasumber|pemateri|pembicara|pengajar|instruktur|fasilitator|absen|batal|urung|tidak|tak|belum)\b",
    re.IGNORECASE,
)
# The same behind what did not happen to them: "A dan B tidak masuk jadwal karena sudah mengikuti bimtek".
_HAD = re.compile(
    r"[^.;]{0,70}\b(?:karena|sebab|lantaran)\s+(?:sudah|telah)\s+(?:lebih\s+dulu\s+)?(?:mengikuti|mendapat\w*|memperoleh|menerima|dibekali|dilatih)\b",
    re.IGNORECASE,
)
_ISLAND = re.compile(
    r"\bse-?\s?(?:Provinsi\s+)?Bali\b|\bseluruh\s+(?:Bali|kabupaten|pemda|pemkab)|\b(?:sembilan|9)\s+(?:kabupaten|pemkab|pemda|daerah)",
    re.IGNORECASE,
)
_VENUE = re.compile(r"\bdi\s+(?:kota\s+|kawasan\s+)?$", re.IGNORECASE)
_KINDS = r"(?:(?:pemerintah\s+)?(?:kabupaten(?:/kota)?|daerah|kota)|pemkab|pemkot|pemda|wilayah)"
# Before one that has had its turn, or is only compared.
_DONE = re.compile(
    r"\b(?:sesudah|setelah|seusai|usai|selepas|selain|menyusul|mengikuti\s+jejak|seperti(?:\s+halnya)?|sebagaimana|berbeda\s+d(?:engan|ari)|lain\s+halnya\s+dengan|tidak\s+seperti)"
    r"\s+(?:di\s+)?(?:(?:Pemkab|Pemkot|Kabupaten|Kota|OPD|DPRD|jajaran)\s+)*$",
    re.IGNORECASE,
)
# "Kelima kabupaten", "ketiga pemkab itu": those that were named before.
_COUNTED = re.compile(
    rf"\b(?:(?P<all>kedua|ketiga|keempat|kelima)\s+{_KINDS}\b(?!\s+(?:lain|lainnya)\b)|"
    rf"(?P<some>dua|tiga|empat|lima)\s+{_KINDS}\s+(?:\w+\s+)?(?:itu|tersebut|ini)\b)",
    re.IGNORECASE,
)


def recipients(sentences: Sequence[Sentence], places: Sequence[PlaceFind], bimtek: Bimtek) -> list[str]:
    """The regencies that received it together, in the order in which they are named; the province for more than `MOST`;
    nothing where no list of them is told as received it, or they only stand for the island."""
    # the headline last: the text says it at length
    for told in sorted(bimtek.told, key=lambda t: t.sentence.number == 0):
        for sentence in (told.sentence, *told.frame):
            if _ISLAND.search(sentence.text):
                return []
            start, end = told.clause if told.clause and sentence is told.sentence else (sentence.start, sentence.end)
            found = _listed(sentence, [p for p in _named(places, sentence) if start <= p.span.start < end])
            found = found or _counted(sentences, places, sentence)
            if len(found) > MOST:
                return [PROVINCE]
            if found:
                return found
    return []


def theirs(sentence: Sentence, places: Sequence[PlaceFind]) -> list[PlaceFind]:
    """Of the places that a sentence on a further one names, those whose it is: "Sesudah A, … bimtek serupa bagi B" is B's."""
    places = [p for p in places if not WENT.search(sentence.text, 0, p.span.start - sentence.start)]
    if len({p.name for p in places}) < 2:
        return list(places)
    new = [p for p in places if not _DONE.search(sentence.text, 0, p.span.start - sentence.start)] or list(places)
    if len({p.name for p in new}) < 2:
        return new
    given = [p for p in new if _RECEIVE.search(sentence.text[: p.span.start - sentence.start][-110:])]
    return given if len({p.name for p in given}) == 1 else new


def _named(places: Sequence[PlaceFind], sentence: Sentence) -> list[PlaceFind]:
    """Regencies that a sentence names, elsewhere and the province too."""
    return [
        p
        for p in places
        if sentence.start <= p.span.start < sentence.end and not p.dateline and p.how not in ("town", "kecamatan")
    ]


def runs(sentence: Sentence, named: Sequence[PlaceFind]) -> list[list[PlaceFind]]:
    """Names with nothing but commas and "dan" between them."""
    runs: list[list[PlaceFind]] = []
    for place in named:
        if runs and _BETWEEN.fullmatch(
            sentence.text, runs[-1][-1].span.end - sentence.start, place.span.start - sentence.start
        ):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _ours(run: Sequence[PlaceFind]) -> list[str]:
    return list(dict.fromkeys(p.name for p in run if not p.outside and p.name != PROVINCE))


def _listed(sentence: Sentence, named: Sequence[PlaceFind]) -> list[str]:
    for run in runs(sentence, named):
        names = _ours(run)
        if len(names) < 2:
            continue
        before = sentence.text[: run[0].span.start - sentence.start][-110:]
        after = sentence.text[run[-1].span.end - sentence.start :][:REACH]
        if _AT_THEIRS.search(before):
            return names
        if _HAD.match(after):
            return names
        if _NOT_THEIRS.search(before) or _OF_OTHERS.search(before) or _TAUGHT.match(after):
            continue
        if _RECEIVE.search(before) or _RECEIVED.match(after):
            return names
    return []


def _counted(sentences: Sequence[Sentence], places: Sequence[PlaceFind], sentence: Sentence) -> list[str]:
    """What "kelima kabupaten" stands for: the last list of so many, or all that were named until somewhere before it."""
    match = _COUNTED.search(sentence.text)
    if match is None:
        return []
    number = number_of(match["all"] or match["some"])
    before = [s for s in sentences if s.number < sentence.number]
    for s in reversed(before):
        for run in reversed(runs(s, _named(places, s))):
            if len(names := _ours(run)) == number:
                return names
    seen: list[str] = []
    for s in before:
        if DATELINE.match(s.text):
            continue
        met = [p for p in _named(places, s) if not _VENUE.search(s.text, 0, p.span.start - s.start)]
        seen = list(dict.fromkeys([*seen, *_ours(met)]))
        if len(seen) == number and s.number > 0:
            return seen
    return []
