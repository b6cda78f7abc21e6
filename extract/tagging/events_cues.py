"""What is said beside the word for a bimtek, as expressions: asked for, counted, budgeted, led to something, moved after all."""

from __future__ import annotations

import re

SPAN = re.compile(
    r"\b(?:pekan|minggu|bulan|hari|tahun)\s+(?:lalu|sebelumnya|kemarin)\b|\bsebelumnya\b|\bbaru-baru ini\b|\bbelum lama ini\b",
    re.IGNORECASE,
)
SETTING = re.compile(
    r"\b(?:tanggal|jadwal\w*|dijadwalkan|digelar|dilaksanakan|diadakan|disepakati|dikabulkan|disanggupi|menyanggupi|disetujui|ancer-ancer)\b",
    re.IGNORECASE,
)
TURN = re.compile(r"giliran", re.IGNORECASE)
# "Melepas 40 perbekel yang akan mengikuti bimtek": they set out, and have not arrived.
SENT_OFF = re.compile(
    r"\b(?:melepas|dilepas|pelepasan|memberangkatkan|diberangkatkan)\b[^.;]{0,110}\b(?:akan|hendak|bakal)\b",
    re.IGNORECASE,
)
THIS_TIME = re.compile(r"^\W*(?:Kali ini|Yang kedua|Bimtek kedua|Kegiatan kedua|Kedua)\b")
# "Bimtek pengelolaan kas tersebut": the one that the article is about.
DEFINITE = re.compile(r"\b(?:tersebut|itu|ini)\b", re.IGNORECASE)
OWN = re.compile(r"\s+(?:\w+\s+)?(?:tersebut|itu|ini)\b", re.IGNORECASE)
# "Sejak perbekel mengikuti bimtek di Denpasar": where they went for it.
WENT = re.compile(
    r"\b(?:mengikuti|ikut|menghadiri|dikirim|diutus|pulang\s+dari)\s+(?:[\w-]+\s+){0,6}?di\s+(?:kota\s+)?$",
    re.IGNORECASE,
)
AFTER_ALL = re.compile(
    r"\bakhirnya\s+(?!(?:di)?(?:batal|tunda|urung|coret|geser|hapus|mem\w+kan|memutuskan))|(?<!tidak )(?<!tak )(?<!urung )(?<!belum )\bterlaksana\b|\bjadi\s+juga\b|\btetap\s+(?:digelar|berjalan|berlangsung|dilaksanakan)\b|\bkesampaian\b",
    re.IGNORECASE,
)
NAME = re.compile(r"\b(?:Gede|Gde|Bupati|Wabup|Made|Putu|Wayan|Ketut|Nyoman|Pak)\s+Dana\b")
# "Sejumlah peserta bimtek": people, and no number of bimtek.
SOME_PEOPLE = re.compile(
    r"\b(?:sejumlah|berbagai)\s+(?=(?:peserta|pejabat|pegawai|petugas|operator|staf|ASN|guru|camat|perbekel|perwakilan|utusan)\b)",
    re.IGNORECASE,
)
# "Tahun ini kita buatkan bimtek lagi": who gives it promises another.
PROMISED = re.compile(
    r"\b(?:tahun|bulan|pekan|minggu|semester)\s+(?:ini|depan)\b[^.;]{0,40}\b(?:kita|kami)\s+(?:akan\s+|segera\s+)?(?:buat|ada|gelar|beri|siap|jadwal|program|laksana|selenggara)\w*\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
AGAIN = re.compile(r"^(?:\s+[\w-]+){0,4}?\s+(?:lagi|lanjutan|ulang|susulan|kedua)\b", re.IGNORECASE)
# "Soal bimtek", "sertifikat bimtek dibagikan Senin": something about it is what is told.
ABOUT = re.compile(
    r"\b(?:soal|terkait|mengenai|tentang|ihwal)\s+(?:\w+\s+)?$|\b(?:sertifikat|modul|alumni|laporan|honor)\s+(?:peserta\s+)?$",
    re.IGNORECASE,
)
# "Bimtek yang disiapkan Kemendagri", behind a day that is past: prepared, and held.
PREPARED = re.compile(r"^[^.;]{0,60}\byang\s+(?:disiapkan|disusun|dirancang|dipersiapkan)\b", re.IGNORECASE)
# "Sudah lima kali menjalani bimtek", "sebelas bimtek dalam setahun", "dulu disebut bimtek": a habit, a name.
COUNTED = re.compile(
    r"\b(?:[4-9]|\d{2,3}|puluhan|belasan|ratusan|sebelas|(?:\w+\s+)?(?:puluh|belas)|banyak)\s+(?:kegiatan\s+)?$|(?<!berulang )(?<!pertama )(?<!kesekian )\bkali\s+(?:(?:ikut|di|me|ber|dapat|peserta|kegiatan|sebuah|dalam|ke)[\w/-]*\s+){0,3}$|\b(?:dulu|dahulu|biasa|lazim)(?:nya)?\b[^,;.]{0,40}\b(?:disebut|dinamai|bernama|dikenal)\s+(?:\w+\s+){0,2}$|\bdulu\s+disebut\s+$",
    re.IGNORECASE,
)
# "Meminta Ombudsman kembali memberi bimtek".
ASKED = re.compile(
    r"\b(?:meminta|minta|mengusulkan|menyarankan|mengharapkan|memohon|mendesak|berharap|memerintahkan|menginstruksikan|menugas(?:i|kan)|mengajak|mengundang|menyurati)\b[^.;,]{0,60}\b(?:memberi(?:kan)?|menggelar|mengadakan|melaksanakan|menyelenggarakan|mengisi)\s+(?:kegiatan\s+)?$",
    re.IGNORECASE,
)
# "Jadwalnya masih disesuaikan": granted, and its day left open.
OPEN_DAY = re.compile(
    r"\b(?:jadwal|tanggal|waktu|hari)(?:-?nya)?\b[^.;]{0,24}\b(?:masih|sedang|tengah|tinggal|menunggu|menyesuaikan|menyusul)\b",
    re.IGNORECASE,
)
AFTER_IT = re.compile(
    r"\b(?:(?:se)?pulang\s+dari|setelah|seusai|usai|sesudah|selepas|pasca)\s+(?:mengikuti\s+)?$", re.IGNORECASE
)
ONCE_AFTER = re.compile(r"^[^.;,]{0,25}\bpernah\b", re.IGNORECASE)
COUNTED_AFTER = re.compile(r"^(?:\s+\w+){0,3}\s+(?:sudah|telah|pernah)\s+(?:\w+\s+)?\w+\s+kali\b", re.IGNORECASE)
# "Menindaklanjuti bimtek …", "hasil bimtek": what it led to is the news, and the day that stands further on is that news's.
LED = re.compile(
    r"^\W*dari\s+$|\b(?:menindaklanjuti|tindak\s+lanjut(?:\s+(?:dari|atas))?|buah(?:\s+(?:dari|manis))?|hasil(?:\s+(?:dari|nyata))?|berkat|berbekal(?:\s+\w+)?|(?:se)?pulang(?:\s+(?:dari|mengikuti))?|"
    r"(?:belum|baru)\s+(?:genap\s+)?(?:se|\w+\s+)(?:hari|pekan|minggu|bulan)\s+(?:pulang\s+dari|mengikuti|ikut|usai|setelah|seusai|lepas\s+dari)|sekembalinya\s+dari|kembali\s+dari|pasca|menyusul|bermula\s+dari|berawal\s+dari|bermodal(?:kan)?(?:\s+\w+)?|lanjutan(?:\s+dari)?|(?:meng)?evaluasi|rekomendasi|catatan)"
    r"\s+(?:mengikuti\s+|kegiatan\s+|acara\s+|sebuah\s+|(?:hasil\s+)?(?:pelaksanaan|penyelenggaraan)\s+|jalannya\s+)?$",
    re.IGNORECASE,
)
BYGONE = re.compile(r"^(?:\s+\w+){0,2}\s+(?:pekan|minggu|bulan|tahun)\s+(?:lalu|silam|kemarin)\b", re.IGNORECASE)
ALIKE = re.compile(r"\b(?:sejenis|serupa|sama)\b", re.IGNORECASE)
FROM = re.compile(r"\b(?:mulai|target(?:nya)?|untuk)\s+(?:bulan\s+)?$", re.IGNORECASE)
# Blame for what never was; other blame is for what was.
UNREAL = re.compile(
    r"\b(?:fiktif|diduga|dugaan|korupsi|tersangka|terdakwa|dipangkas|memangkas|pangkas|efisiensi|dilarang|moratorium|ditiadakan|membatasi|dibatasi|anggaran)\b",
    re.IGNORECASE,
)
# "Bimtek saja tidak akan menolong": of bimtek as such.
AS_SUCH = re.compile(
    r"^[^.;,]{0,12}\bselama\s+ini\b|^\s*(?:saja|melulu|rutin|berkala|terus-menerus|sebanyak apa ?pun)\b|^[^.;]{0,40}\btidak\s+(?:akan\s+)?(?:cukup|menolong|menjamin|berguna)\b",
    re.I,
)
# "Memangkas bimtek dari sehari menjadi dua jam": it took place, and was short.
SHORTENED = re.compile(
    r"\b(?:di|me)?(?:pangkas|mangkas|persingkat|mpersingkat|perpendek|mperpendek|ringkas|padatkan|batasi|mbatasi|kurangi|ngurangi)\b"
    r"(?=[^.;]{0,110}\b(?:jadi|menjadi|hanya|tinggal|cukup)\s+(?:[\w-]+\s+){0,2}?(?:jam|hari|sesi|kali|orang|peserta)\b)",
    re.IGNORECASE,
)
NEVER = re.compile(r"\b(?:belum|tidak|tak|bukan)\s+(?:pernah\s+|sempat\s+|juga\s+)?(?:\w+\s+)?$", re.IGNORECASE)
NOT_AHEAD = re.compile(r"\b(?:tidak|tak|takkan|bukan)\s+$", re.IGNORECASE)
ONCE = re.compile(r"\b(?:pernah|semasa|bertahun-tahun\s+lalu|puluhan\s+tahun)\b", re.IGNORECASE)
YEARS_AGO = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|sepuluh|beberapa|belasan|\d+)\s+tahun\s+(?:yang\s+)?(?:silam|lalu)\b", re.IGNORECASE
)
OPENED = re.compile(r"\b(?:dibuka|dimulai|bermula|membuka)\b", re.IGNORECASE)
# Money set aside for one that is to come; not money that is cut, asked about or spent.
BUDGETED = re.compile(
    r"\b(?:meng|di|ter)?anggarkan(?:nya)?\b|\b(?:meng|di|ter)alokasi(?:kan)?\b|\b(?:me|di)?masuk(?:kan)?\s+(?:dalam\s+|ke\s+)?(?:APBD|RKA|anggaran|program|rencana)\b|\b(?:disetujui|menyetujui|disepakati|menyepakati)\b",
    re.IGNORECASE,
)
# What an agreement or a plan of work lists.
AGREED = re.compile(
    r"\b(?:salah\s+satu\s+(?:isinya|poinnya|butirnya|klausulnya|programnya)|isinya|pasal(?:nya)?|butir|klausul|naskah|ruang\s+lingkup(?:nya)?|(?:nota\s+kesepahaman|kesepakatan|perjanjian|MoU)\s+(?:itu|tersebut|ini))\b[^.;]{0,110}$",
    re.IGNORECASE,
)
LATER_WAVE = re.compile(
    r"\b(?:bimtek|bintek|teknis)\s+(?:\w+\s+)?(?:triwulan|semester|caturwulan)\s+(?:kedua|ketiga|keempat|berikutnya|I{2,3}|IV)\b|\b(?:bimtek|bintek|teknis|gelombang|angkatan|tahap|sesi|kloter)\s+(?:kedua|ketiga|keempat|kelima|terakhir|berikutnya|lanjutan|susulan)\b",
    re.IGNORECASE,
)
# "Bimtek yang diberikan …", "bimtek pelayanan yang diadakan Bangli": it took place.
GIVEN = re.compile(
    r"^(?:\s+[\w/-]+){0,6}?\s+yang\s+(?:di(?:ikuti|beri|berikan|gelar|adakan|lakukan|laksanakan|selenggarakan|terima|peroleh|dapat|dapatkan|jalani|helat|buka|pandu|isi|bawakan|fasilitasi)|mereka\s+ikuti|kami\s+\w+|berlangsung|telah|sudah|baru)\b",
    re.IGNORECASE,
)
