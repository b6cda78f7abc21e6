"""Words that pages set around and into articles, as expressions on whole paragraphs.

HARD ones go whatever they look like; SOFT ones only where the paragraph does not end as a sentence does, since the
press also writes sentences that begin with "Bagikan" or "Artikel".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DAY = r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:[\s,]+(?:umanis|legi|paing|pahing|pon|wage|kliwon))?"
# What pages hang behind a date: a counter, a writer's mark.
_TAIL = r"(?:\W*\d[\d.,]*\s*(?:x|kali)?\s*(?:dibaca|dilihat|views?|hits?|pembaca|pengunjung|komentar)?)?"
_CLOCK = r"(?:(?:pukul|jam|at)?\W*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\W*(?:wita|wib|wit|[ap]\.?m\.?)?)"
_SERVICE = r"(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|line|e-?mail|print|cetak|instagram|youtube|tiktok|threads|x|copy link|salin tautan|fb|wa|ig|messenger|google\+?)"

_HARD = [
    r"(?:like this|menyukai ini|sukai ini|suka)\s*[:：]?\s.{0,30}(?:memuat|loading)\W*",
    r"(?:advertisement|iklan)\W+(?:scroll|geser|gulir|lanjut|continue|baca|keep)\w*\b.{0,60}",
    r"(?:belum|tidak) ada (?:komentar|tanggapan)\b.{0,80}|jadilah (?:yang|orang) pertama\b.{0,60}",
    r"(?:foto|keterangan (?:foto|gambar)|ket\.? ?(?:foto|gambar)|teks foto|foto ilustrasi|caption)\s*[:：].{5,260}",
    r".{10,300}[\s.(](?:foto|photo|dok(?:umentasi)?)\.?\s*[:：]\s*(?:ist(?:imewa)?|dok\w*|humas|[\w.@-]+)(?: [\w./@-]+){0,3}\)?",
    r".{0,60}\b(?:gulir|scroll|geser)(?: layar)? (?:ke bawah|down)\b.{0,60}|(?:untuk )?(?:me)?lanjut(?:kan)? membaca\b.{0,60}\b(?:gulir|scroll|geser|bawah)\b.{0,20}",
    r"disclaimer\s*[:：].{0,400}",
    r".{0,200}\bsubscribe\b\W.{0,30}\b(?:like|share)\b.{0,60}|.{0,200}\b(?:like|share)\b\W.{0,30}\bsubscribe\b.{0,60}",
    r"(?:catatan\W+)?(?:halaman|laman|artikel|berita|tulisan) ini (?:akan |masih )?(?:terus )?(?:diperbarui|di-?update|diperbaharui)\b.{0,80}",
    r"(?:baca )?selengkapnya(?: di ?sini)?",
    r"(?:konten|artikel|berita) (?:selanjutnya|berlanjut|berikutnya|dilanjutkan)\b.{0,40}\b(?:pesan|iklan|jeda|di bawah)\b.{0,30}",
    r"hak (?:jawab|koreksi)\b.{0,80}\bredaksi\b.{0,60}",
    r"(?:aktifkan|nyalakan|izinkan) notifikasi\b.{0,80}",
    r".{0,80}\bcreative commons\b.{0,200}",
    r"(?:scroll|geser|gulir)\b.{0,40}(?:continue|content|membaca|lanjut|konten|reading|melanjutkan).{0,30}",
    r"(?:advertisement|advertising|advertorial|iklan(?: \d+)?|slot iklan|sponsored(?: content)?|promoted|ads by.{0,30}|adv|pariwara|konten bersponsor|(?:konten|artikel) (?:promosi|sponsor)|artikel (?:ini )?dilanjutkan setelah iklan.*|lanjut(?:kan)? (?:baca|membaca) (?:setelah|di bawah|usai).{0,40})",
    r"(?:e-?mail )?(?:alamat )?e?-?mail (?:anda )?tidak akan (?:dipublikasikan|ditampilkan|dipublikasi).{0,120}",
    r"your email address will not be published.{0,120}",
    r"simpan nama,? e-?mail.{0,140}|save my name.{0,140}|ruas yang wajib ditandai.{0,20}|required fields are marked.{0,10}",
    r"(?:please enable javascript|(?:aktifkan|hidupkan) javascript|javascript (?:harus|belum|is)|this site uses|situs ini (?:menggunakan|memakai) (?:akismet|cookie)|we use cookies|kami (?:menggunakan|memakai) cookie).{0,200}",
    r"(?:©|\(c\)|copyright|hak cipta)\W.{0,160}|all rights reserved.{0,60}",
    r"dilarang (?:keras )?(?:meng|mem|men|me)\w+.{0,120}(?:\bizin\b|\bijin\b|konten|isi (?:situs|halaman|laman)|halaman ini|situs ini|artikel ini|berita ini).{0,200}",
    r"(?:artikel|berita|konten|tulisan|materi|naskah) ini (?:boleh|dapat|bisa|tidak boleh|dilindungi|dilarang|hanya).{0,40}(?:dikutip|disalin|diperbanyak|hak cipta|kutip|disiarkan).{0,200}",
    r"(?:sumber|source|url|tautan|link)\s*[:：]\s*(?:https?://|www\.)\S+",
    r"\[\W*(?:transkrip|transcript)\b.{0,300}",
    r"\W*(?:artikel|berita|konten|tulisan) ini (?:telah|sudah|pernah|pertama kali|merupakan bagian dari kerja ?sama|diproduksi).{0,40}(?:tayang|terbit|dimuat|diterbitkan|ditayangkan|dipublikasikan|media|kerja ?sama).{0,240}",
    r"pantau terus .{0,80}(?:\bdi|:|\.\w{2,3})\W*",
    r"(?:tinggalkan|tulis|kirim|beri(?:kan)?|silakan (?:tulis|beri|isi)) (?:balasan|komentar|tanggapan)\b.{0,80}",
    r"(?:anda harus|silakan|you must be|please) (?:masuk|login|log in|logged in).{0,80}",
    r"(?:need help\??|chat with us|need help\? chat with us|live chat|butuh bantuan\?).{0,60}",
    r"(?:dengar(?:kan)?|putar) (?:artikel|berita)(?: ini)?.{0,20}",
    r"(?:daftar|langganan|berlangganan|subscribe|sign up|join|get)\b.{0,60}(?:buletin|newsletter|inbox).{0,80}",
    r"(?:apa|bagaimana) reaksi (?:anda|kamu).{0,40}|what'?s your reaction.{0,40}",
    r"(?:the )?post .{10,200} (?:first appeared|appeared first) on .{3,60}",
    r"(?:tonton|saksikan|simak) (?:juga )?(?:video|live|podcast)\b.{0,30}[:：].{0,160}",
    r"\[(?:gambas|img|video|embed|caption|gallery|read more|tribun).{0,80}\]",
    r"(?:dukung|donasi).{0,20}(?:jurnalisme|media) .{0,100}",
    r"(?:hai|halo),? (?:sahabat|sobat|pembaca|tribunners).{0,120}",
    r"(?:ingin|mau) (?:tahu|dapat|baca|mendapatkan) (?:berita|info|informasi).{0,160}",
]  # fmt: skip
_SOFT = [
    r"(?:(?:a ?[+-]|a|print|cetak|pdf|e-?mail|surel|bagikan|share|simpan|unduh|dengarkan)(?:(?!\w)|(?<=[+-]))[\s,]*){1,8}",
    r"(?:(?:anda |kamu )?(?:punya|ada) (?:pertanyaan|informasi|keluhan|saran|cerita|berita)\b.{0,20}\?.{0,100})",
    r".{0,60}\b(?:chat|hubungi|kirim(?:kan)? (?:pesan|berita|tulisan)|tanya(?:kan)?)\b.{0,30}\b(?:redaksi|admin|kami)\b.{0,40}",
    r"(?:(?:telah |sudah )?(?:dilihat|dibaca)|views?|view count|hits?|pembaca|pengunjung|post views?|jumlah (?:pembaca|klik))\W*[\d.,]+\s*(?:rb|ribu|k)?\s*(?:kali|x|views?|orang|pengunjung|pembaca)?",
    r"[\d.,]+\s*(?:rb|ribu|k)?\s*(?:views?|kali (?:dibaca|dilihat)|x dibaca|dibaca|dilihat|shares?|dibagikan|komentar|comments?|pengunjung|pembaca|likes?|suka|menit (?:baca|membaca|waktu baca)|mins? read|minutes? read|hits?)",
    r"[\d.,]{1,7}",
    r"[\d.,]+\s*(?:rb|ribu|k|jt)?\s*(?:suara|votes?|responden|poin|points?|reaksi|reactions?)(?: masuk| terkumpul)?",
    r"(?:waktu baca|reading time|estimasi baca|perkiraan waktu baca)\W.{0,30}",
    r"(?:sekitar |about )?(?:\d+|satu|dua|se)\s*(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun|hours?|days?|weeks?|months?|years?|minutes?)\s*(?:yang )?(?:lalu|ago)|kemarin|baru saja|just now",
    r"(?:lanjutkan|teruskan) membaca.{0,60}",
    r"(?:share|bagikan|sebarkan|tweet|kirim|salin tautan|copy link|like this|suka ini|menyukai ini|click to share|klik untuk (?:berbagi|membagikan|mencetak))\b.{0,60}",
    rf"{_SERVICE}(?:[\s|,/•·]+{_SERVICE})*",
    r"(?:komentar(?: \(?\d+\)?| pembaca| anda)?|comments?(?: \(?\d+\)?)?|(?:\d+|tidak ada|belum ada|no) (?:komentar|comments?|tanggapan).{0,40}|batalkan balasan|cancel reply|post comment|kirim komentar|leave a (?:comment|reply).{0,40}|diskusi|urutkan.{0,30}|paling (?:baru|lama)|laporkan(?: komentar)?)",
    r"(?:ber)?langganan|subscribe|gabung|ikuti|kirim|daftar sekarang|berlangganan gratis",
    r"(?:nama|e-?mail|situs web|website|komentar)\s*\*?",
    r"(?:halaman|page|hal|laman)\s*:?\s*\d*(?:\s*(?:dari|of|/)\s*\d+)?(?:[\s\d|,›»-]*(?:selanjutnya|berikutnya|sebelumnya|next|prev|semua|all|show all|lihat semua|terakhir)?)*",
    r"(?:(?:\d+|[‹›«»<>]|selanjutnya|berikutnya|sebelumnya|next|prev(?:ious)?|first|last|terakhir|pertama)[\s|]*){1,12}(?:halaman|page)?",
    r"(?:older posts?|newer posts?|load more|muat (?:lagi|lainnya|lebih)|lihat (?:semua|lainnya|foto|lebih)|show all|(?:baca )?selengkapnya(?: di ?sini)?|read more|more|tampilkan (?:semua|lebih)|tutup|close|buka|kembali|back|(?:kembali )?ke atas|back to top|menu|cari|search|skip to content|langsung ke konten|loncat ke konten)",
    r"(?:postingan|posting|navigasi pos|post navigation|previous (?:article|post)|next (?:article|post)|(?:artikel|berita|pos) (?:sebelumnya|berikutnya|selanjutnya))(?:\W.{0,140})?",
    r"(?:tags?|tagar|topik|label|kata kunci|keywords?|kategori|category|categories|posted in|filed under|ditandai|tagged|terkait|topik terkait|rubrik)\s*[:：#|].{0,300}",
    r"(?:tags?|tagar|ditandai)(?:\s+#?[\w-]+,?){0,12}",
    r"(?:#[\w-]+[\s,]*){1,20}|[^.!?#]{0,30}(?:#[\w-]+[\s,]*){2,20}|(?:ikuti|jelajahi|lihat) topik\b.{0,60}",
    r"(?:sumber|source)\s*[:：]\s*\S{2,40}(?: \S{1,20}){0,3}",
    r"(?:hubungi kami|kontak kami|tentang kami|redaksi|pedoman media siber|disclaimer|privacy policy|kebijakan privasi|kode etik|karier|sitemap|indeks|index|login|masuk|daftar|rss)(?:\s*[|·•/]\s*[\w ]{2,30})*",
    r"(?:posts? carousel|latest(?: posts?| news)?|top authors?|most (?:commented|read|popular|viewed)|featured videos?|you (?:may|might) (?:also )?like.{0,20}|(?:mungkin )?anda (?:mungkin )?(?:juga )?(?:suka|menyukai).{0,20}|mungkin (?:anda|kamu) (?:suka|tertarik|menyukai).{0,20}|trending(?: now)?|popular(?: posts?| news)?|terpopuler|terkini(?: lainnya)?|(?:berita|artikel|kabar|video|foto|topik|pos|bacaan) (?:terkini|terbaru|populer|terpopuler|pilihan|terkait|lain(?:nya)?|utama|rekomendasi|serupa|menarik)(?: lainnya| minggu ini| hari ini)?|(?:berita|kabar|artikel) (?:hari|minggu) ini|pilihan (?:editor|redaksi|untuk anda)|rekomendasi(?: untuk anda)?|must read|related(?: (?:articles?|posts?|news|stories|topics))?|recommended(?: for you)?|more (?:from|news|stories).{0,40}|about (?:the )?author|tentang penulis|lihat profil.{0,30}|see author'?s posts|baca berikutnya|up next|headline|jajak pendapat|polling|galeri(?: foto)?|sorotan|breaking news)",
    r"(?:foto|gambar|video|ilustrasi|photo|image|dok(?:umentasi)?|ist(?:imewa)?|repro|keterangan foto|ket\.? foto|teks foto|caption|infografis)\s*[:：/.].{0,180}",
    r".{0,160}\((?:foto|dok|ist|istimewa|photo|ilustrasi|sumber foto|courtesy)\b[^()]{0,60}\)",
    r"(?:loading|memuat|mohon tunggu|please wait)\W*",
    r"(?:klik (?:di sini|disini)|click here)\b.{0,60}",
    r"(?:dark mode|light mode|mode gelap|a\+|a-|aa|ukuran (?:huruf|font|teks)|font size|perbesar huruf|text size).{0,20}",
    r"(?:diperbarui|diperbaharui|diterbitkan|dipublikasikan|diunggah|diposting|ditayangkan|updated|published|posted|last updated|terbit|tayang|update|tanggal|rilis)(?:\s+(?:on|pada|oleh|by|at|tanggal))?\W.{0,80}",
    r"(?:(?:di)?(?:tulis|posting|publikasikan|unggah|post)(?:kan)?|written|posted|published|submitted) (?:oleh|by)\b.{0,100}",
    r"(?:by|oleh|penulis|reporter|admin|redaksi|redaktur|administrator|super ?admin|tim redaksi|editor)(?: (?:kominfo|web|utama|desa|humas))?\W*",
    rf"{_DAY}\W+\d{{1,2}}\W+\w{{3,9}}\W+\d{{4}}\W*{_CLOCK}?{_TAIL}",
    rf"(?:\w+\W+)?\d{{1,2}}\s+\w{{3,9}}\s+\d{{4}}\W*{_CLOCK}?(?:\W+\w+){{0,3}}",
    rf"(?:{_DAY}\W+)?\w{{3,9}} \d{{1,2}}, \d{{4}}\W*{_CLOCK}?{_TAIL}",
    rf"(?:{_DAY}\W+)?\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}\W*{_CLOCK}?{_TAIL}",
    rf"(?:{_DAY}\W+)?\d{{4}}-\d{{2}}-\d{{2}}\W*{_CLOCK}?{_TAIL}",
    rf"{_CLOCK}",
    r"(?:beranda|home)(?:\s*[>»/›|]\s*[\w &-]+)+",
    r"(?:video|galeri|foto) (?:terkait|pilihan|lainnya|terpopuler)\W*",
    r"(?:nilai|beri nilai|rate) (?:artikel|berita|this).{0,60}",
    r"(?:bantu kami|beri kami).{0,60}|(?:beri(?:kan)? )?(?:dukungan|donasi)(?: sekarang| anda)?",
    r"suka (?:dengan )?(?:tulisan|artikel|berita|konten|liputan) (?:ini|kami)\?.{0,80}",
    r"\(?(?:bersambung|selesai|habis)\)?",
]  # fmt: skip
_HARD_ALL = re.compile(r"^\W*(?:" + "|".join(f"(?:{p})" for p in _HARD) + r")\W*$", re.IGNORECASE)
_SOFT_ALL = re.compile(r"^\W*(?:" + "|".join(f"(?:{p})" for p in _SOFT) + r")\W*$", re.IGNORECASE)

_CALL = re.compile(
    r"^\W*(?:(?:ayo|yuk|mari|jangan lupa|jangan ketinggalan|jangan lewatkan|silakan|untuk|anda (?:juga )?(?:bisa|dapat)|kini,?|cek|ikuti|follow|join|gabung|bergabung|subscribe|"
    r"berlangganan|langganan|dapatkan|dengar(?:kan)?|saksikan|aktifkan|nyalakan|izinkan|temukan|pantau|update|simak|baca|klik|tonton|download|unduh|nikmati|like|sukai|lihat|terima|get|informasi|berita)\b)",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"google ?news|whatsapp ?channel|(?:saluran|channel|kanal|grup|group|akun)\s+(?:resmi\s+)?(?:whatsapp|wa|telegram|youtube|instagram|tiktok|facebook|media sosial)|"
    r"(?:whatsapp|telegram|youtube) (?:channel|group|grup)|\bt\.me/|newsletter|buletin|\bwa\.me/|whatsapp\.com/channel|"
    r"berita (?:terbaru|terkini|terupdate|pilihan|lainnya|menarik|terhangat)|breaking news|update (?:berita|informasi)|berita dan artikel",
    re.IGNORECASE,
)
_MEDIUM = re.compile(r"aplikasi|threads|spotify|siniar|podcast|live streaming|media sosial|medsos|instagram|facebook|youtube|tiktok|telegram|whatsapp|twitter|channel|kanal|saluran|notifikasi", re.IGNORECASE)  # fmt: skip
# After such a heading come other articles, forms and links: the article is over.
END = re.compile(
    r"^\W*(?:berita terkait|artikel terkait|baca juga|related (?:articles?|posts?|news)|(?:berita|artikel) lain(?:nya)?|posts? carousel|tinggalkan (?:balasan|komentar)|leave a (?:comment|reply)|komentar(?: pembaca)?|comments?|"
    r"you may also like|(?:mungkin )?anda (?:mungkin )?(?:juga )?suka|mungkin anda suka|(?:berita )?terpopuler|berita (?:terkini|terbaru|populer|pilihan)|latest posts?|rekomendasi(?: untuk anda)?|pos terkait|bacaan lainnya|tags?|bagikan(?: ini)?|"
    r"topik terkait|video pilihan|trending|baca berikutnya|baca selanjutnya|artikel selanjutnya|terkini lainnya|share this|simak juga|lihat juga)\W*$",
    re.IGNORECASE,
)
# The heading over what readers wrote.
COMMENTS = re.compile(
    r"^\W*(?:\d+\s+)?(?:komentar|tanggapan|comments?|responses?|replies)(?:\s+(?:pembaca|anda|terbaru|\d+))?(?:\s*\(\d+\))?\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"[.!?…][”\"’')\]]*$|[”\"]$|[.!?”\"’)]\s*(?:[(\[]\W*[\w./& -]{1,24}\W*[)\]]|\(\W*\)|\*+\s?[\w/]{0,8}\*?)\W*$"
)


def sentence_like(text: str) -> bool:
    """Ends as sentences do; a credit behind the full stop changes nothing."""
    return bool(_SENTENCE_END.search(text))


def is_furniture(text: str, names: Iterable[str]) -> bool:
    """A paragraph that belongs to the page. `names`: how the outlet calls itself, in letters alone."""
    if len(text) > 420:
        return False
    if _HARD_ALL.match(text):
        return True
    if not sentence_like(text) and (_SOFT_ALL.match(text) or _row_of_furniture(text)):
        return True
    return _calls_to_follow(text, names)


_AD = re.compile(r"^\W*(?:sponsored(?: content| by.{0,20})?|advertorial|pariwara|promoted|iklan|promosi|konten (?:bersponsor|promosi|sponsor)|advertisement|ads)\W*$", re.IGNORECASE)  # fmt: skip


def marks_advertisement(text: str) -> bool:
    """A mark over what is paid for."""
    return bool(_AD.match(text))


_MONTHS = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|aug|ags|sep|okt|oct|nov|nop|des|dec)[a-z]*"
_DATED = re.compile(rf"\b(?:19|20)\d{{2}}\b|\d{{1,2}}[:.]\d{{2}}|\b\d{{1,2}} {_MONTHS}\b", re.IGNORECASE)
_ROW = re.compile(r"\s*[·•|]\s*")


def _row_of_furniture(text: str) -> bool:
    """ "A- A+ Cetak · Dibaca: 12 kali · 0 Komentar": a row of pieces that each are furniture."""
    pieces = [piece for piece in _ROW.split(text) if piece.strip()]
    known = [
        piece
        for piece in pieces
        if _SOFT_ALL.match(piece) or _HARD_ALL.match(piece) or (_DATED.search(piece) and len(piece.split()) <= 6)
    ]
    if len(pieces) < 2 or not known:
        return False
    # A section or a name of a few words between a day and a counter.
    return len(known) == len(pieces) or (any(map(_DATED.search, known)) and all(len(piece.split()) <= 4 for piece in pieces if piece not in known))  # fmt: skip


def _calls_to_follow(text: str, names: Iterable[str]) -> bool:
    """ "Ikuti saluran WhatsApp kami", "Dapatkan berita terbaru dari … di Google News": a call, a channel, and who calls."""
    if not _CALL.match(text) or any(len(said.split()) > 4 for said in re.findall(r"[“\"]([^”\"]*)[”\"]", text)):
        return False
    if _CHANNEL.search(text):
        return True
    flat = re.sub(r"[\W_]+", "", text).casefold()
    return bool(_MEDIUM.search(text)) and (
        bool(re.search(r"\bkami\b", text)) or any(n in flat for n in names if len(n) > 4)
    )
