"""Of which type an event is: by the words of the headline, the lead and what follows, each weighing less than the one before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from config.events import EventKind, EventWords
from extract.tagging.events_when import MONTHS
from extract.tagging.records import Sentence
from extract.tagging.wording import Phrases, alternatives

# A headline says what the paper thinks it is about; the lead what happened. Set on labelled articles of our own.
TITLE, PLACES = 3.0, (2.2, 1.4, 1.0, 0.7, 0.5, 0.5)
LATER = 0.12
# What took place on the day is told with the day: sentences from the one that tells it → weight.
DATED = {0: 3.0, 1: 1.0, 2: 0.7}
STRONG, SPOKEN, WORD, HINT, OCCASION = 1.8, 1.4, 1.0, 0.4, 2.6
# Sentences read; what comes later is background.
READ = 14
LEAD = 3
# "Ruang Rapat", "layar rapat virtual": a room, a screen.
_NOT_RAPAT = re.compile(r"(?:ruang|aula|gedung|layar)\s+$", re.IGNORECASE)
# "Tidak pernah mengeluh", "tanpa upacara": it did not take place.
_NEGATED = re.compile(
    r"\b(?:tidak|tak|belum|tanpa|bukan|bukannya)\s+(?:pernah\s+|lagi\s+|ada\s+|sempat\s+|sekadar\s+)?$", re.IGNORECASE
)
# "Menyambangi X untuk bimtek": the visit is the way to it.
_PURPOSE = re.compile(
    r"\b(?:untuk|guna|dalam\s+rangka|demi|mengikuti|menghadiri|menggelar)\s+(?:\w+\s+)?$", re.IGNORECASE
)
# Who comes to assess.
_ASSESSORS = re.compile(
    r"\s+(?:oleh\s+)?(?:tim|petugas|para)?\s*(?:survei|penilai|surveyor|asesor|enumerator)\b", re.IGNORECASE
)
_RANK = re.compile(r"\b(?:zona|predikat|opini|kategori|kualitas|nilai|peringkat)\w*$", re.IGNORECASE)
# "Penilaian kepatuhan tahun lalu": what was assessed before is background.
_BYGONE = re.compile(r"\s+(?:\w+\s+){0,3}?tahun\s+(?:lalu|sebelumnya|kemarin|silam)\b", re.IGNORECASE)
# "Admin pengaduan", "penanganan pengaduan": a field of work; nobody complains.
_FIELD = re.compile(
    r"\b(?:admin|pengelola|pengelolaan|penanganan|operator|petugas|aplikasi|penyelesaian|kanal|saluran|unit|manajemen|bidang|sistem|mengelola|menangani|kelola|tangani|kotak|dimensi|penghubung)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "Dari 260 laporan warga": a figure of many months.
_STATISTIC = re.compile(r"(?<![\d(/])\d{3}\s+$|\d\.\d{3}\s+$|\bjumlah\s+$", re.IGNORECASE)
# Who assesses; everybody else who "menilai" has an opinion.
_ASSESSOR = re.compile(r"\b(?:Ombudsman|ORI|tim|petugas|asesor|penilai|surveyor|Kemen\w+|lembaga)\b", re.IGNORECASE)
# The Ombudsman at the side of those who will be assessed.
_ASSISTED = re.compile(
    r"\b(?:Ombudsman|ORI)\b[^.;]{0,70}\b(?:untuk\s+mendampingi|(?:mendampingi|dampingi)\s+(?:\w+\s+)?(?:OPD|SKPD|perangkat|unit|dinas|puskesmas|Pemkab|Pemkot|petugas|persiapan))\b|\bminta\s+didampingi\b",
    re.IGNORECASE,
)
# "Memangkas bimtek, seminar dan perjalanan dinas": none was held.
_CUT = re.compile(
    r"\b(?:memangkas|pangkas|dipangkas|efisiensi|anggaran|membatasi|mencoret|mengurangi)\b[^.;]{0,25}$", re.IGNORECASE
)
# "Menghadapi penilaian": what is to come, and the reason of what took place.
_FACING = re.compile(
    r"\b(?:persiapan|menghadapi|hadapi|jelang|menjelang|dalam\s+rangka|menyambut|sebelum|menyongsong|instrumen|sistem|aturan|cara|metode|indikator|kriteria|perubahan)\s+$",
    re.IGNORECASE,
)
# "Menyikapi hasil penilaian, Pemkab menggelar …": what led to it.
_LED_TO = re.compile(
    r"\b(?:berbekal|bermodal(?:kan)?|menyikapi|menindaklanjuti|tindak\s+lanjut|menanggapi|menyusul|berkaca|belajar|bertolak|berangkat|berawal|bermula|berdasarkan|imbas|buntut|karena|lantaran)\b(?:[^,;.]|(?<=\d)[,.](?=\d)){0,60}$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:(?:makin|kian|semakin|sudah)\s+dekat|tinggal\s+menghitung|di\s+(?:depan\s+mata|ambang))\b",
    re.IGNORECASE,
)
_NOT_GOT = re.compile(
    r"\b(?:belum|tidak|tak|gagal|batal)\s+(?:bisa\s+|dapat\s+|mau\s+|pernah\s+|berhasil\s+)?$", re.IGNORECASE
)
_AHEAD = re.compile(r"\b(?:akan|belum|bakal|hendak)\s+$", re.IGNORECASE)
# "Opini yang baru diterima": got before, told as what something is said of.
_GOT_BEFORE = re.compile(r"\byang\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# Without one of these the expressions of their name find nothing.
_HANDING = "ambil jemput erima erah tangan panggung maju bagi beri pindah antar bawa boyong ampai".split()
# "Mendapat rapor kuning": a result, and nothing that is handed over.
_REPORTED = re.compile(r"(?:mendapat\w*|dapat\w*|memperoleh|peroleh)\s[\w/ -]*\brapor$", re.IGNORECASE)
_COLOUR = re.compile(r"\s+(?:merah|kuning|hijau)\b", re.IGNORECASE)
# "Akhir Januari lalu X dianugerahi opini": what went before the news.
_AGO = re.compile(
    rf"\b(?:pekan|minggu|bulan|tahun|{MONTHS})\s+(?:lalu|silam)\b[^.;\d]{{0,40}}$",
    re.IGNORECASE,
)
# "Saat ia memantau Mal Pelayanan Publik": an inspection, whatever was said there.
INSPECTS = re.compile(
    r"\b(?:saat|ketika|di\s+sela(?:-sela)?|sambil|usai|seusai)\s+(?:ia\s+|dia\s+|dirinya\s+)?(?:memantau|meninjau|mengecek|memeriksa)\s+(?:langsung\s+)?"
    r"(?:\w+\s+)?(?:loket|Mal|MPP|kantor|ruang|gerai|layanan|pelayanan|puskesmas|RSUD|Disdukcapil|dinas)\b",
    re.IGNORECASE,
)
_SURPRISING = [
    "tanpa",
    "tidak",
    "tak ",
    "tiba-tiba",
    "diam-diam",
    "kaget",
    "kelabakan",
    "terkejut",
    "nyelonong",
    "pintu",
    "pun diberi",
]
_RECEIVING = "erima jamu ambut tamu tandang audiensi".split()
_DAY_BEHIND = re.compile(r"[^.;]{0,90}\(\d")
_PROMISED = re.compile(r"\b(?:akan|bakal|hendak|berjanji|berencana|segera|ingin)\s+(?:segera\s+)?$", re.IGNORECASE)
_HANDED = re.compile(
    r"\b(?:menerimanya|menerima\s+langsung|diterimanya|diterima\s+langsung|dari\s+tangan|naik\s+(?:ke\s+)?panggung|maju\s+(?:ke\s+panggung|paling\s+(?:dulu|akhir)))\b"
    r"|\b(?:piagam|sertifikat|penghargaan)(?:nya)?\b[^.;]{0,40}\b(?:diantar(?:kan)?|dibawakan|diboyong)\b|\b(?:mengantar(?:kan)?|membawakan|menyampaikan)\s+(?:piagam|sertifikat|penghargaan)\b"
    r"|\b(?:piagam|sertifikat|penghargaan|opini|predikat|rapor)(?:nya)?\b[^.;]{0,50}\bditerima\s+(?:langsung\s+)?(?:oleh\s+)?(?:Bupati|Wakil|Wabup|Wali|Walikota|Wawali|Sekda|Pj|Penjabat|Plt|Gubernur|Wagub|Kapolres|Kepala|Direktur|Kadis)\b"
    r"|\b(?:piagam|sertifikat|penghargaan|raport?|opini|hasil)(?:nya|\s+itu|\s+tersebut)?\s+(?:langsung\s+)?di(?:ambil|jemput|terima)\s+(?:langsung\s+)?(?:oleh\s+)?(?:Bupati|Wakil|Wabup|Wali|Walikota|Wawali|Sekda|Pj|Penjabat|Plt|Gubernur|Wagub|Kapolres|Kepala|Direktur|Kadis|Kabag|Asisten)\b"
    r"|\b(?:hasil|rapor|dokumen|nilai|opini)\b[^.;]{0,110}\b(?:diserahkan|disampaikan)\b[^.;]{0,50}\bkepada\b|\b(?:diserahkan|disampaikan)\s+(?:oleh\s+)?(?:[\w.]+\s+){0,5}?(?:Ombudsman|ORI)\b[^.;]{0,50}\bkepada\b"
    r"|\b(?:diterima|menerima(?!\s+(?:kunjungan|audiensi|tamu|rombongan|laporan|aduan|pengaduan|keluhan|undangan|surat|permintaan|tim|kedatangan)\b)|diserahkan|diterimanya)\b[^.;]{0,60}\bdari\s+(?:tangan\s+)?(?:[\w.]+\s+){0,4}?(?:Ombudsman|ORI)\b"
    r"|\b(?:piagam|sertifikat|penghargaan|rapor|plakat|hasil)(?:nya|\s+itu|\s+tersebut)?\s+(?:\w+\s+){0,2}?(?:diserahkan|diterima|dibagikan|diberikan|berpindah)\b",
    re.IGNORECASE,
)
# What holds the result is opened or passed: "membuka amplop yang disodorkan …".
_OPENED = re.compile(
    r"\b(?:map|amplop|selembar|lembar(?:an)?)\b[^.;]{0,50}\b(?:dibuka|disodorkan|diserahkan|diterima|dibawa(?:kan)?|diulurkan|diangsurkan|diberikan|berpindah)\b"
    r"|\b(?:membuka|menyodorkan|menerima|mengulurkan|mengangsurkan|membawa|menyerahkan)\s+(?:\w+\s+){0,2}?(?:map|amplop|selembar|lembaran)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:Ombudsman|ORI)\b[^.;]{0,50}\b(?:membacakan|membeberkan|memaparkan|merilis|mengumumkan|rilis|umumkan|paparkan|beberkan)\b"
    r"|\b(?:dipaparkan|dibeberkan|dibacakan|dirilis|diumumkan|diungkapkan?)\s+(?:oleh\s+)?(?:\w+\s+){0,4}?(?:Ombudsman|ORI)\b",
    re.IGNORECASE,
)
# Told to those who were assessed, not to the press: "… dibeberkan Ombudsman di hadapan bupati", "… saat mendatangi kantor itu".
_BEFORE_THEM = re.compile(
    r"[^.;]{0,80}?\b(?:(?:di\s+(?:hadapan|depan)|kepada)\s+(?!(?:awak\s+)?(?:media|wartawan|pers|publik|masyarakat|warga)\b)|(?:saat|ketika|sambil)\s+(?:mendatangi|menyambangi|mengunjungi|menemui|bertemu|bertandang|berkunjung)\b)",
    re.IGNORECASE,
)
# The Ombudsman at work on complaints: it examines, summons, follows up.
_EXAMINED = re.compile(
    r"\b(?:Ombudsman|ORI)\b[^.;]{0,60}\b(?:memeriksa|periksa|mengusut|usut|menyelidiki|selidiki|klarifikasi|menindaklanjuti|memediasi)\b"
    r"|\bmemenuhi\s+panggilan\s+(?:Ombudsman|ORI)\b"
    r"|\b(?:diperiksa|dipanggil|diusut|diselidiki|dimintai\s+klarifikasi|diklarifikasi)\s+(?:oleh\s+)?(?:tim\s+)?(?:Ombudsman|ORI)\b"
    r"|\b(?:warga|petani|pedagang|orang\s+tua|nelayan|sopir|pemohon|pasien|krama|pensiunan|mahasiswa|ibu|bapak)\b[^.;]{0,50}\b(?:datangi|mendatangi|ke)\s+(?:kantor\s+)?(?:Ombudsman|ORI)\b"
    r"|\b(?:laporan|aduan|pengaduan)\s+(?:dari\s+)?(?:\d[\d.]*|sejumlah|puluhan|belasan|seorang|ratusan)\s+(?:orang|warga|wali|pelapor|pemohon)\b",
    re.IGNORECASE,
)
# Somebody comes whom nobody expected.
_SURPRISE = re.compile(
    r"\btanpa\s+(?:\w+\s+){0,2}?(?:kabar|ajudan|iring-iringan|pemberitahuan|pengawalan|protokoler|protokol|rombongan|undangan|diundang|diumumkan|memberi\s+(?:tahu|kabar)|sepengetahuan|aba-aba|permisi|surat\s+tugas)\b"
    r"|\b(?:tidak|tak)(?:\s+(?:seorang|satu)\s+pun)?\s+(?:di)?(?:beri|kasih)\s*tahu\b|\bseorang\s+pun\s+diberi\s+tahu\b|\btiba-tiba\s+(?:sudah\s+)?(?:muncul|datang|masuk|berdiri|mendatangi)\b"
    r"|\b(?:nyelonong|menyelonong)\b|\b(?:bikin|membuat)\s+(?:kaget|kelabakan|terkejut)\s+(?:para\s+)?(?:pegawai|petugas|staf)\w*|\b(?:datang|masuk|menyelinap)\s+diam-diam\b|\bpintu\s+(?:samping|belakang)\b",
    re.IGNORECASE,
)
# Somebody speaks to those who serve under him.
_BEFORE_STAFF = re.compile(
    r"\b(?:kepala\s+(?:OPD|SKPD|dinas|sekolah|SMP|SD|puskesmas|desa)|camat|perbekel|kelian|lurah|pejabat)\b[^.;]{0,40}\b(?:dikumpulkan|dipanggil)\b|\b(?:di\s+(?:hadapan|depan)|mengumpulkan|memanggil|kumpulkan|panggil)\s+(?:[\w.]+\s+){0,3}?(?:kepala\s+(?:OPD|SKPD|dinas|perangkat)|OPD|SKPD|camat|perbekel|kelian|lurah|bendesa|kasek|kepala\s+(?:sekolah|puskesmas|desa|UPTD|bagian)|pimpinan|pejabat\s+eselon|jajaran)\b",
    re.IGNORECASE,
)
# A guest is received in the office.
_RECEIVED = re.compile(
    r"\b(?:menerima|terima|menjamu|menyambut)\s+(?:(?!dari\b)[\w.]+\s+){0,3}?(?:tim|rombongan|perwakilan|jajaran|pimpinan|kepala|ketua|anggota|asisten|tamu\w*|utusan|delegasi)\b[^.;]{0,90}\bdi\s+(?:ruang\s+(?:kerja|tamu|rapat)|rumah\s+jabatan|kantor\w*|kediaman|lobi|pendopo)"
    r"|\b(?:bertamu|bertandang|beraudiensi)\s+(?:ke|dengan)\b",
    re.IGNORECASE,
)
# The words behind an event's own tell its topic, up to one of these.
_TOPIC_END = re.compile(
    r",|\.|;|\b(?:lanjutan|ini|itu|tersebut|dengan|disusul|diikuti|merupakan|adalah|dikemas|berupa|berbentuk|dalam|lewat|melalui|berjudul|dan|serta|sekaligus|plus|lalu|digelar|dibuka|diikuti|untuk|usai|sambil|maupun|akan|yang)\b",
    re.IGNORECASE,
)
# "Badung menyosialisasikan …": the word is itself what was done on the day.
_VERB = re.compile(r"(?:me|di|ber)\w{5,}")
_TEACHING = frozenset({"bimtek", "sosialisasi", "pembinaan"})
GATHERINGS = frozenset({"bimtek", "sosialisasi", "pembinaan", "rapat", "kerja_sama"})
TOPIC = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a type; offsets into the sentence. `occasion`: told as what was going on ("dalam rapat")."""

    type: str
    weight: float
    start: int
    end: int
    occasion: bool = False
    handed: bool = False  # somebody handed it over or was given it


class TypeFinder:
    """One expression over all words; built once."""

    def __init__(self, kinds: Sequence[EventKind], wording: EventWords) -> None:
        self.weights: dict[str, tuple[str, float]] = {}
        for kind in kinds:
            for forms, weight in ((kind.strong, STRONG), (kind.words, WORD), (kind.hints, HINT)):
                for form in forms:
                    self.weights.setdefault(form, (kind.type, weight))
        self._phrases = Phrases(self.weights)
        self._bimtek = Phrases(form for form, (kind, _) in self.weights.items() if kind == "bimtek")
        self._getting = re.compile(
            rf"(?<![\w-])(?:{alternatives(wording.getting)})\s+(?:[\w/-]+\s+){{0,3}}?(?:{alternatives(wording.prizes)})(?:nya)?(?!\w)",
            re.IGNORECASE,
        )
        self._prizes = sorted({word.split()[0] for word in wording.prizes})
        self._reaching = re.compile(rf"(?:{alternatives(wording.reaching)})\b", re.IGNORECASE)
        self._occasion = re.compile(
            rf"(?<!\w)(?:{alternatives(wording.occasion)})\s+(?:(?:acara|kegiatan|suatu|sebuah)\s+)?$", re.IGNORECASE
        )

    def hits(self, sentence: Sentence) -> list[Hit]:
        """In order of place; the words that only tell another event's topic are left out. Late sentences: bimtek alone."""
        text = sentence.text
        late = sentence.number > READ
        found = []
        for start, end, phrase in (self._bimtek if late else self._phrases).find(text):
            kind, weight = self.weights[phrase]
            before = text[max(0, start - 32) : start]
            if kind == "rapat" and _NOT_RAPAT.search(before):
                continue
            if kind not in ("bimtek", "sidak") and _NEGATED.search(before):
                continue
            if kind == "penilaian" and phrase == "menilai" and not _ASSESSOR.search(text, max(0, start - 70), start):
                weight = HINT
            if kind == "pengaduan" and weight < STRONG and _FIELD.search(before):
                continue
            if kind == "pengaduan" and weight < STRONG and _STATISTIC.search(before):
                weight = HINT
            if kind == "pembinaan" and _CUT.search(before):
                continue
            if (
                kind == "penilaian"
                and weight > HINT
                and (
                    _BYGONE.match(text, end)
                    or _NEAR.match(text, end)
                    or _FACING.search(before)
                    or _LED_TO.search(text, max(0, start - 80), start)
                )
            ):
                weight = HINT
            if kind == "penyerahan_hasil" and sentence.number > 1 and _AGO.search(text, max(0, start - 80), start):
                weight = HINT
            occasion = self._occasion.search(before) is not None or (
                kind in _TEACHING and _VERB.match(phrase) is not None
            )
            if kind == "penilaian" and occasion and sentence.number > LEAD:
                weight = min(weight, HINT)  # "pada penilaian 2022", behind the news: an earlier one
            found.append(Hit(kind, weight, start, end, occasion))
        if late:
            return found
        told = "mbudsman" in text or "OMBUDSMAN" in text or "ORI" in text
        low = text.lower()
        for m in self._getting.finditer(text) if any(word in low for word in self._prizes) else ():
            if _NOT_GOT.search(text, max(0, m.start() - 30), m.start()):
                continue
            if (
                sentence.number > 0
                and _GOT_BEFORE.search(text, max(0, m.start() - 24), m.start())
                and not _DAY_BEHIND.match(text, m.end())
            ):
                found.append(Hit("penyerahan_hasil", HINT, m.start(), m.end()))
                continue
            # a rank reached is a result; handed over is what can be held, or what someone gives
            reached = self._reaching.match(m[0]) is not None and _RANK.search(m[0]) is not None
            reached = reached or (_REPORTED.match(m[0]) is not None and _COLOUR.match(text, m.end()) is not None)
            found.append(
                Hit(
                    "penilaian" if reached else "penyerahan_hasil",
                    WORD if reached else STRONG,
                    m.start(),
                    m.end(),
                    handed=not reached,
                )
            )
        for m in _HANDED.finditer(text) if any(word in low for word in _HANDING) else ():
            if _AHEAD.search(text, max(0, m.start() - 12), m.start()):
                continue
            old = (
                sentence.number > 0 and _GOT_BEFORE.search(text, 0, m.start()) and not _DAY_BEHIND.match(text, m.end())
            )
            found.append(Hit("penyerahan_hasil", HINT if old else SPOKEN, m.start(), m.end(), handed=not old))
        if "map" in low or "amplop" in low or "lembar" in low:
            found += [Hit("penyerahan_hasil", SPOKEN, m.start(), m.end(), handed=True) for m in _OPENED.finditer(text)]
        for m in _PUBLISHED.finditer(text) if told else ():
            to_them = _BEFORE_THEM.match(text, m.end()) is not None
            kind, weight = ("penyerahan_hasil", SPOKEN) if to_them else ("penilaian", WORD)
            found.append(Hit(kind, weight, m.start(), m.end(), handed=to_them))
        if told or "idampingi" in text:
            found += [Hit("pembinaan", WORD, m.start(), m.end()) for m in _ASSISTED.finditer(text)]
        if told or "lapor" in text or "aduan" in text:
            found += [Hit("pengaduan", STRONG, m.start(), m.end()) for m in _EXAMINED.finditer(text)]
        found += [
            Hit("kunjungan", STRONG, m.start(), m.end())
            for m in (_RECEIVED.finditer(text) if any(word in low for word in _RECEIVING) else ())
        ]
        found += [Hit("sidak", STRONG, m.start(), m.end()) for m in INSPECTS.finditer(text)]
        found += [
            Hit("sidak", STRONG, m.start(), m.end())
            for m in (_SURPRISE.finditer(text) if any(word in low for word in _SURPRISING) else ())
        ]
        if ("umpul" in low or "anggil" in low or "hadapan" in low or "depan" in low) and not any(
            h.handed or ((h.type in GATHERINGS or h.type == "pengaduan") and h.weight > WORD / 2) for h in found
        ):
            # where the sentence names what they were gathered for, or heard there, that is the event
            found += [
                Hit("rapat", SPOKEN, m.start(), m.end())
                for m in _BEFORE_STAFF.finditer(text)
                if not _PROMISED.search(text, max(0, m.start() - 24), m.start())
            ]
        found.sort(key=lambda h: h.start)
        return self._without_topics(text, _longest(found))

    @staticmethod
    def _without_topics(text: str, hits: Sequence[Hit]) -> list[Hit]:
        kept: list[Hit] = []
        reach, kind = -1, ""
        for place, hit in enumerate(hits):
            # who comes, or is asked in, for a gathering: that is the event
            way = hit.type == "kunjungan" or (hit.type == "kerja_sama" and hit.weight <= WORD)
            if way and any(
                h.type in GATHERINGS
                and h.weight >= WORD
                and h.start - hit.end < 60
                and _PURPOSE.search(text[hit.end : h.start])
                for h in hits[place + 1 : place + 4]
            ):
                continue
            if hit.type == "kunjungan" and _ASSESSORS.match(text, hit.end):
                continue
            if hit.start < reach and hit.type != kind:
                continue
            kept.append(hit)
            if hit.type in GATHERINGS and hit.weight >= WORD:
                stretch = text[hit.end : hit.end + TOPIC]
                end = _TOPIC_END.search(stretch)
                reach, kind = hit.end + (end.start() if end else len(stretch)), hit.type
        return kept

    def scores(
        self, sentences: Sequence[Sentence], hits: dict[int, list[Hit]], dated: Collection[int] = ()
    ) -> dict[str, float]:
        """Type → weight; of one sentence only the strongest word of a type counts. `dated`: the sentences that tell the day."""
        total: dict[str, float] = defaultdict(float)
        for sentence in sentences[: READ + 1]:
            number = sentence.number
            place = TITLE if number == 0 else PLACES[number - 1] if number <= len(PLACES) else LATER
            if dated and number > 0:
                place += DATED.get(min(abs(number - n) for n in dated), 0.0)
            best: dict[str, float] = {}
            for hit in hits.get(number, []):
                # strength counts where it is news, in headline and lead
                weight = hit.weight if number <= 2 or number in dated else min(hit.weight, WORD)
                gathered = hit.occasion and hit.type in GATHERINGS and weight >= WORD
                if number in dated and (gathered or (hit.type == "lainnya" and hit.weight == STRONG)):
                    weight = OCCASION
                best[hit.type] = max(best.get(hit.type, 0.0), weight)
            for kind, weight in best.items():
                total[kind] += place * weight
        return total


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """In order of place; a word within an expression of another type is part of what that tells ("terima hasil penilaian")."""
    return [
        hit
        for hit in hits
        if not any(h.start <= hit.start and hit.end <= h.end and h.end - h.start > hit.end - hit.start
                   and h.type != hit.type and h.weight >= SPOKEN for h in hits)
    ]  # fmt: skip


def strongest(hits: Sequence[Hit], kind: str) -> float:
    """The weight of a sentence's strongest word of a type, 0 where it has none."""
    return max((h.weight for h in hits if h.type == kind), default=0.0)
