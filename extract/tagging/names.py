"""Person names as the press of Bali prints them: openers, birth-order names, titles and degrees, and how spellings drift."""

from __future__ import annotations

import re

# Caste and gender openers, and their abbreviations.
OPENERS = (
    "I",
    "Ni",
    "Ida",
    "Ida Bagus",
    "IB",
    "I.B",
    "I.B.",
    "IB.",
    "Ida Ayu",
    "IA",
    "Anak Agung",
    "AA",
    "A.A",
    "A.A.",
    "AA.",
    "AAN",
    "A.A.N.",
    "Gung",
    "Gus",
    "Cokorda",
    "Tjokorda",
    "Cok",
    "Cok.",
    "Tjok",
    "Tjok.",
    "Dewa",
    "Desak",
    "Sang",
    "Ngakan",
    "Gusti",
    "IGN",
    "I.G.N",
    "I.G.N.",
    "IGAN",
    "IGA",
    "IGK",
    "IGB",
    "Pande",
    "Gst",
    "Gst.",
    "Jero",
    "Si",
)
BIRTH = (
    "Putu",
    "Wayan",
    "Gede",
    "Gde",
    "Gd",
    "Iluh",
    "Luh",
    "Ketut",
    "Nyoman",
    "Komang",
    "Kadek",
    "Made",
    "Nengah",
    "Kompyang",
    "Kompiang",
    "Ngurah",
    "Bagus",
    "Ayu",
    "Agung",
    "Rai",
    "Oka",
    "Raka",
    "Alit",
    "Anom",
)
FIRST = frozenset(o.rstrip(".").lower() for o in OPENERS) | frozenset(b.lower() for b in BIRTH)
_PLAIN = frozenset(
    {
        "i",
        "ni",
        "ida",
        "bagus",
        "ib",
        "anak",
        "agung",
        "aa",
        "aan",
        "cokorda",
        "cok",
        "tjok",
        "tjokorda",
        "dewa",
        "desak",
        "sang",
        "gusti",
        "ign",
        "ngurah",
        "iga",
        "gst",
        "putu",
        "wayan",
        "gede",
        "gde",
        "gd",
        "luh",
        "ketut",
        "nyoman",
        "komang",
        "kadek",
        "made",
        "nengah",
        "ayu",
        "gung",
        "gus",
        "ngakan",
        "pande",
        "si",
        "jero",
    }
)

TITLES = r"(?:(?:Prof|Dr|dr|Drs|Dra|Drg|drg|Ir|H|Hj|KH|Ida|Ns|apt|Brigjen|Irjen|Kombes|AKBP|Kompol|AKP|Iptu|Ipda|Letkol|Kolonel|Mayor|Kapten|Komjen|Pol|Inf|Pem|Cpl|Arh|TNI|Ibu|Bapak|Bpk|Pak|Bu|Sdr)\.?,?\s*(?:\([A-Z][A-Za-z]*\)\s*)?)"
_DEGREE = (
    r"(?:S\.?\s?[EHTPIKS]|S\.?\s?Sos|S\.?\s?Pd|S\.?\s?STP|S\.?\s?Kom|S\.?\s?Ag|S\.?\s?IP|S\.?\s?I\.?\s?K|SIK|SKM|SST|SS|S\.?\s?Ked|S\.?\s?Kep|S\.?\s?Ars|S\.?\s?Farm|S\.?\s?Psi|S\.?\s?Si|Sp\.?\s?[A-Z]\w*|"
    r"M\.?\s?[MHTAPE]|M\.?\s?Si|MSi|M\.?\s?Hum|M\.?\s?Pd|M\.?\s?Kom|M\.?\s?Kes|M\.?\s?AP|MAP|MMA|M\.?\s?Sc|MBA|M\.?\s?Ag|M\.?\s?I\.?\s?Kom|M\.?\s?Par|M\.?\s?IP|MPH|M\.?\s?Tr\.?\s?\w*|MARS|MFin|Ph\.?\s?D|Ak|CA|AP|ATD|Amd|A\.?\s?Md|S\.?\s?T\.?\s?P|S\.?\s?Tr|Apt|CPA|QIA)"
)
# The degrees behind a name: each after a comma, a full stop or a blank, glued together as they come.
DEGREES = re.compile(rf"^(?:\.?,?\s*,?\s*{_DEGREE}(?:\.(?=\W|$)|(?=\W|$)))+(?:\.(?=,))?")
_TITLE = re.compile(rf"^{TITLES}+")
_TOKEN = re.compile(r"(?:[A-Z]\.){2,4}|[A-Z][\w'’`-]*\.?|al-?[A-Z]\w+")
# Capitalised words that are no part of a name.
_NOT_NAME = frozenset(
    [
        "Kabupaten",
        "Kota",
        "Provinsi",
        "Kecamatan",
        "Desa",
        "Kelurahan",
        "Dinas",
        "Badan",
        "Bagian",
        "Bidang",
        "Kantor",
        "Kepala",
        "Ketua",
        "Wakil",
        "Sekretaris",
        "Sekda",
        "Bupati",
        "Gubernur",
        "Wali",
        "Walikota",
        "Wabup",
        "Wagub",
        "Camat",
        "Lurah",
        "Perbekel",
        "Asisten",
        "Plt",
        "Pj",
        "Pjs",
        "Plh",
        "Penjabat",
        "RI",
        "Republik",
        "Indonesia",
        "Ombudsman",
        "ORI",
        "DPRD",
        "KPU",
        "Bawaslu",
        "Polres",
        "Polda",
        "Pemkab",
        "Pemkot",
        "Pemprov",
        "Pemda",
        "Pemerintah",
        "Perwakilan",
        "Senin",
        "Selasa",
        "Rabu",
        "Kamis",
        "Jumat",
        "Sabtu",
        "Minggu",
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
        "Bali",
        "Dalam",
        "Pada",
        "Untuk",
        "Dengan",
        "Yang",
        "Dan",
        "Atau",
        "Serta",
        "Hal",
        "Saat",
        "Menurut",
        "Sementara",
        "Kegiatan",
        "Acara",
        "Hadir",
        "Juga",
        "Sejumlah",
        "Para",
        "Seluruh",
        "Usai",
        "Selain",
        "Namun",
        "Sebelumnya",
        "Tahun",
        "Rapat",
        "Gedung",
        "Hotel",
        "Aula",
        "Ruang",
        "Jalan",
        "Jl",
        "RSUD",
        "RSU",
        "Puskesmas",
        "UPTD",
        "OPD",
        "SKPD",
        "Setda",
        "Inspektorat",
        "Zona",
        "Bimtek",
        "Opini",
        "Fraksi",
        "Partai",
        "PDI",
        "Golkar",
        "Gerindra",
        "Demokrat",
        "Nasdem",
        "Hukum",
        "HAM",
        "Polri",
        "TNI",
        "SE",
        "SH",
        "MM",
        "Komisi",
        "Divisi",
        "Koordinator",
        "Anggota",
        "Komisioner",
        "Menteri",
        "Menko",
        "Direktur",
        "Rektor",
        "Universitas",
        "Kapolres",
        "Kapolda",
        "Kajari",
        "Tim",
        "Satgas",
        "Kadis",
        "Kabag",
        "Kabid",
        "Kasi",
        "Staf",
        "Ahli",
        "Inspektur",
        "Setempat",
        "Forkopimda",
        "Forum",
        "Puspem",
        "Pusat",
        "Daerah",
        "Organisasi",
        "Umum",
        "WITA",
        "Wita",
        "Wib",
        "WIB",
    ]
)


def read_name(text: str, start: int, *, places: frozenset[str] = frozenset()) -> tuple[int, int, int] | None:
    """(start of the name, its end, end with degrees) of a name that begins at `start`, titles skipped; None if there is none."""
    title = _TITLE.match(text[start : start + 60])
    at = start + (title.end() if title else 0)
    begin, end, count, strong = at, at, 0, 0
    while count < 7:
        match = _TOKEN.match(text, at)
        if not match:
            break
        token = match[0]
        bare = token.rstrip(".")
        if bare in _NOT_NAME or (bare.isupper() and len(bare) > 4 and count == 0 and not title):
            break
        lower = bare.lower().replace(".", "")
        initial = len(bare.replace(".", "")) <= 3 and (token.endswith(".") or bare.isupper())
        if count and lower in places and lower not in FIRST and count < 2 and not title:
            break
        dotted = token.endswith(".") and not initial and lower not in FIRST
        if dotted:
            match_end = match.end() - 1
        else:
            match_end = match.end()
        if (
            count
            and initial
            and lower not in FIRST
            and _DEGREE_START.match(text[at : at + 12])
            and not re.fullmatch(r"[A-Z]\.?", token)
        ):
            break
        count += 1
        strong += lower not in _PLAIN
        end = match_end
        if dotted:
            break
        if text[end : end + 1] == "." and initial:
            end += 0
        gap = re.match(r"[ ]+|(?<=\.)(?=[A-Z])", text[end:] if not token.endswith(".") else text[match.end() :])
        at = match.end() + (gap.end() if gap else 0)
        if not gap and text[at : at + 1] != " ":
            break
    name = text[begin:end].rstrip(".,' ")
    end = begin + len(name)
    if not count or (len(name) < 3):
        return None
    degrees = DEGREES.match(text[end : end + 60])
    return begin, end, end + (degrees.end() if degrees else 0)


_DEGREE_START = re.compile(rf"^{_DEGREE}(?=[\W]|$)")


def opens_name(text: str) -> bool:
    """Begins as a Balinese name or a title does."""
    return bool(_TITLE.match(text)) or (
        (m := re.match(r"[A-Z][\w.]*", text)) is not None
        and m[0].rstrip(".").lower().replace(".", "") in {f.replace(".", "") for f in FIRST}
    )


_DRIFT = (
    (re.compile(r"\b(?:a\.?\s?a\.?|aa)\b\.?"), "anak agung"), (re.compile(r"\baan\b"), "anak agung ngurah"), (re.compile(r"\bign\b|\bi\.?g\.?n\.?(?=\s)"), "i gusti ngurah"), (re.compile(r"\biga\b"), "i gusti ayu"),
    (re.compile(r"\b(?:ib|i\.b)\b\.?"), "ida bagus"), (re.compile(r"\b(?:tjokorda|tjok|cok)\b\.?"), "cokorda"), (re.compile(r"\b(?:gde|gd)\b\.?"), "gede"), (re.compile(r"\bgst\b\.?"), "gusti"),
)  # fmt: skip


def sounding(name: str) -> str:
    """The name as it is spoken: Tj→c, th→t, y→i, kh→k, v→w, doubled letters single; openers written out."""
    text = name.lower().replace("’", "'").replace("-", " ")
    for pattern, plain in _DRIFT:
        text = pattern.sub(plain, text)
    text = re.sub(r"[^a-z ]", " ", text)
    for old, new in (
        ("th", "t"),
        ("dh", "d"),
        ("kh", "k"),
        ("sy", "s"),
        ("tj", "c"),
        ("dj", "j"),
        ("oe", "u"),
        ("y", "i"),
        ("v", "w"),
        ("q", "k"),
    ):
        text = text.replace(old, new)
    text = re.sub(r"([a-z])\1", r"\1", text)
    words = [w for w in text.split() if w not in ("i", "ni")]
    return " ".join(words)


def telling(name: str) -> list[str]:
    """The parts of a name that single a person out: not openers, not birth-order names."""
    return [t for t in re.findall(r"[^\W\d_][\w'’`-]*", name) if t.lower() not in _PLAIN and len(t) > 2]
