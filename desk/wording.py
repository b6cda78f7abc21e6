"""The words that pages and mails use for what the data call by a key: event types, statuses, ratings, facets.

Everything is Indonesian here; desk/web/english.toml has the English of each.
"""

from __future__ import annotations

import re

from config.gazetteer import Gazetteer
from index.coverage import UNDATED

EVENT_STATUS = {"held": "terlaksana", "planned": "direncanakan", "mentioned": "disebut", "cancelled": "batal"}
ZONE_STATUS = {"achieved": "hasil", "target": "target", "definition": "penjelasan"}
CENTRALITY = {"subject": "pokok berita", "quoted": "dikutip", "passing": "disebut sepintas"}
PUBLISHED_FROM = {
    "json-ld": "dari data terstruktur halaman",
    "meta": "dari keterangan halaman",
    "time": "dari penanda waktu halaman",
    "text": "dari teks berita",
    "feed": "dari umpan outlet",
    "url": "dari alamat halaman",
}
WARNING = {
    "date-contradiction": "Tanggal bertentangan",
    "law-number": "Nomor peraturan meragukan",
    "short-text": "Teks pendek",
    "future-date": "Tanggal di masa depan",
}
FACET = {
    "outlet": "Outlet", "regency": "Wilayah", "event": "Acara", "rating": "Penilaian", "official": "Pejabat",
    "agency": "Instansi", "month": "Bulan",
}  # fmt: skip
MARK = {
    "official": "Pejabat", "agency": "Instansi", "place": "Wilayah", "zone": "Penilaian", "event": "Acara",
    "quote": "Kutipan",
}  # fmt: skip
# The crawler's fates of a page (a test compares the keys with its own list).
FATE = {
    "new": "baru", "changed": "berubah", "waiting": "menunggu diindeks", "unchanged": "tetap", "not_article": "bukan berita",
    "no_text": "tanpa teks", "no_title": "tanpa judul", "wrong_language": "bahasa lain", "unreadable": "tidak terbaca",
    "gone": "sudah tiada", "robots": "dilarang robots.txt", "offsite": "mengarah ke situs lain", "too_large": "terlalu besar",
    "redirects": "pengalihan berputar", "refused": "ditolak peladen", "busy": "peladen sibuk",
    "server_error": "kesalahan peladen", "cut": "terpotong", "timeout": "habis waktu", "unreachable": "tidak terjangkau",
    "rejected": "ditolak indeks",
}  # fmt: skip
PERIOD = {"month": "Bulan", "quarter": "Triwulan", "year": "Tahun"}
PICKUPS = {"all": "semua", "taken": "yang dimuat", "unused": "yang tidak dimuat siapa pun"}
SORT = {"relevance": "Paling sesuai", "newest": "Terbaru", "oldest": "Terlama"}
# The scale of the compliance survey and of the Opini's forerunner, worst first; other ratings come from the articles.
RATINGS = ("merah", "kuning", "hijau", "hijau tua", "terendah", "rendah", "sedang", "tinggi", "tertinggi")

# What index/query.py says of a wrong query → how the page says it. `{0}` is what the pattern caught.
_QUERY_FAULTS = (
    (r"the query has (\d+) characters, at most (\d+) are read", "Pencarian berisi {0} huruf; paling banyak {1} yang dibaca."),
    (r"a bracket closes that was never opened", "Ada kurung tutup tanpa kurung buka."),
    (r"a bracket is opened and not closed", "Ada kurung buka tanpa kurung tutup."),
    (r"a quote is opened and not closed", "Ada tanda kutip yang dibuka tetapi tidak ditutup."),
    (r"brackets nest deeper than (\d+)", "Kurung bersarang lebih dari {0} lapis."),
    (r"OR wants something on both sides", "OR memerlukan kata di kiri dan kanannya."),
    (r"nothing to look for here", "Di sini tidak ada yang dapat dicari."),
    (r"more than (\d+) words", "Pencarian berisi lebih dari {0} kata."),
    (r"nothing follows the minus", "Sesudah tanda minus tidak ada kata."),
    (r"no word between the quotes", "Di antara tanda kutip tidak ada kata."),
    (r"nearness wants two words", "Pencarian kedekatan (~) memerlukan sedikitnya dua kata."),
    (r"(.+) is no word", "{0} bukan kata."),
    (r"unknown field (.+?); known: (.+)", "Ruas {0} tidak dikenal; yang dikenal: {1}."),
    (r"(.+): wants a (?:value|word).*", "{0}: memerlukan nilai tepat sesudahnya."),
    (r"(.+) is no year", "{0} bukan tahun."),
    (r"(.+) is no day; write (.+)", "{0} bukan tanggal; tulis misalnya 2024-05-31, 2024-05, atau 2024."),
)  # fmt: skip


__all__ = [
    "CENTRALITY", "EVENT_STATUS", "FACET", "FATE", "MARK", "PERIOD", "PICKUPS", "PUBLISHED_FROM", "RATINGS", "SORT", "UNDATED", "WARNING",
    "ZONE_STATUS", "event_names", "fault_sentences", "query_fault",
]  # fmt: skip


def query_fault(message: str) -> tuple[str, tuple[str, ...]]:
    """(sentence with places, what goes there); a message without a translation is shown as it is."""
    for pattern, sentence in _QUERY_FAULTS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return sentence, match.groups()
    return "{0}", (message,)


def fault_sentences() -> list[str]:
    """For the catalogue's test."""
    return [sentence for _, sentence in _QUERY_FAULTS]


def event_names(gazetteer: Gazetteer) -> dict[str, str]:
    """Event type → the name that config/events.toml shows to readers."""
    return {kind.type: kind.name for kind in gazetteer.events}
