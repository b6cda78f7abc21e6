"""The outlet's own voice: what speaks to the reader instead of telling the news, and what readers are asked.

News hardly ever says "Anda", "kamu" or "kami" outside a quotation. A short paragraph that does, that quotes nobody, and
that talks of the medium (its channels, editions, prices, its readers' messages) is a box of the page. Advice and essays
do speak to the reader; an article that does so throughout keeps all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile(r"[“”\"«»]")
_ATTRIBUTED = re.compile(
    r"\b(?:kata|ujar|tutur|ucap|tegas|jelas|papar|tandas|imbuh|ungkap|sebut|pinta|harap|terang|tukas|pungkas|beber|cetus|keluh|sindir|aku|pesan|ajak|imbau)(?:nya\b|\s+(?:[A-Z]|dia\b|ia\b|pria\b|perempuan\b|bupati\b|kepala\b))"
)
READER = re.compile(
    r"\b(?:anda|kamu|kalian|sobat|sahabat|pembaca setia|(?:menurut|perasaan|pendapat|e-?mail|ponsel|ide|tulisan|komentar|daerah|kota|karya|teman|akun|genggaman|reaksi|pilihan|suara|kotak masuk)mu)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:kami|redaksi)\b", re.IGNORECASE)
_MEDIUM = re.compile(
    r"\b(?:berita|kabar|redaksi|artikel|tulisan|konten|(?:ber)?langganan|pelanggan|donasi|donatur|dukung\w*|kirim(?:kan)?|klik|unduh|aplikasi|saluran|kanal|channel|grup|"
    r"notifikasi|e-?paper|koran|edisi|newsletter|buletin|e-?mail|surel|kuki|cookies?|iklan|jurnalisme|jurnalistik|jurnalis|whatsapp|telegram|instagram|facebook|tiktok|threads|youtube|podcast|"
    r"siniar|premium|akses|login|akun|pulsa|kuis|polling|traktir|media sosial|medsos|ikuti|follow|subscribe|saksikan|tonton|simak|situs|laman)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^\W*(?:ayo|yuk|mari|jangan|silakan|ikuti|follow|join|gabung|bergabung|subscribe|langganan|berlangganan|dapatkan|temukan|pantau|simak|baca|klik|tonton|saksikan|unduh|download|nikmati|"
    r"kirim(?:kan)?|bagikan|laporkan|koreksi|nantikan|terus|dukung|bantu|suka|ingin|mau|punya|ada|tulis(?:kan)?|sampaikan|daftar(?:kan)?|hubungi|aktifkan|nyalakan|terima kasih)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:silakan|simak(?:lah)?|ikuti|dapatkan|saksikan|klik|unduh|gabung|bergabung|kunjungi|ketik|pantau|nantikan|jangan lupa)\b",
    re.IGNORECASE,
)
# A paper sold, a gift asked for: nobody is spoken to, yet it is no news in a piece that is this short.
_SOLD = re.compile(
    r"^\W*(?:(?:ber)?langganan|pesan|beli|dapatkan|baca) (?:(?:juga )?versi )?(?:digital|cetak|e-?paper|koran|majalah|edisi|akses premium)\b|^\W*(?:donasi|dukungan)\b.{0,80}\b(?:rekening|rek\.|qris)\b",
    re.IGNORECASE,
)


_ADDRESSES = re.compile("|".join((READER.pattern, _ASKS.pattern, _CALL.pattern, _SOLD.pattern)), re.IGNORECASE)


def speaks_to_reader(text: str) -> bool:
    """Speaks to the reader in a paragraph that quotes nobody."""
    return bool(READER.search(text)) and not _QUOTED.search(text)


def is_own_voice(text: str, names: Sequence[str] = ()) -> bool:
    """A box that speaks for the outlet. To be asked only in articles that don't speak to the reader themselves.

    `names`: how the outlet calls itself, in letters alone.
    """
    # Nearly all paragraphs are through here.
    if len(text) > 320 or not _ADDRESSES.search(text) or _QUOTED.search(text) or _ATTRIBUTED.search(text):
        return False
    if _SOLD.match(text):
        return True
    if READER.search(text):
        return bool(_MEDIUM.search(text)) or text.rstrip().endswith("?")
    if _ASKS.search(text) and _MEDIUM.search(text):
        flat = re.sub(r"[\W_]+", "", text).casefold()
        if any(name in flat for name in names if len(name) > 6):
            return True
    return bool(_CALL.match(text) and _OURS.search(text) and _MEDIUM.search(text))


def addressed(texts: Sequence[str]) -> bool:
    """The article itself speaks to its reader: advice, an essay."""
    speaking = sum(speaks_to_reader(text) for text in texts if len(text) > 60)
    return speaking >= max(3, len(texts) // 3)


def is_question(text: str) -> bool:
    """A poll's question: what follows in few words are its answers."""
    return text.rstrip().endswith("?") and bool(READER.search(text)) and not _QUOTED.search(text)
