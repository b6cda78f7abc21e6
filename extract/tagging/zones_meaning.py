"""How a rating is meant: a result, an earlier one, a wish, the scale itself, or nothing that anybody has.

One decision over the cues of the clause, in this order: what is only supposed, asked or refuted says nothing; then what is
left behind ("keluar dari zona kuning"), where a denial turns the sense ("belum beranjak dari zona kuning" is a result);
then what is denied or has come to nothing; then wishes, unless they were fulfilled or are resignation ("harus puas di zona
kuning"); the rest are results, of the day or of before.
"""

from __future__ import annotations

import re
from typing import Literal

from config.ratings import RatingWords
from extract.tagging.wording import alternatives, any_of, last_place
from extract.tagging.zones_borders import entering, scaled
from extract.tagging.zones_terms import Term

Meaning = Literal["achieved", "target", "definition", "previous", "denied"]
# "merah bagi yang lewat sepuluh hari": a rule.
_RULED = re.compile(
    r"\s+(?:bagi|untuk|buat)\s+(?:(?:yang|mereka|siapa|laporan|aduan|pengaduan|berkas|tiket|permohonan|antrean|proses|status)\b|ter(?:lambat|tunda|tunggak)\b)",
    re.IGNORECASE,
)
# "Zona hijau bukan jaminan": talk of the zone
_TALK = re.compile(
    r"\s+(?:itu\s+|ini\s+|sendiri\s+)?(?:bukan|bukanlah)\s+(?:\w+\s+)?(?:jaminan|tujuan|segalanya|segala-galanya|akhir|berarti|ukuran|piala|hadiah|garansi|tolok)\b",
    re.IGNORECASE,
)
# "hijaunya lebih pekat": a shade
_SHADE = re.compile(r"(?:hijau|kuning|merah)nya\s+(?:pun\s+)?(?:lebih|lain)\b", re.IGNORECASE)
# "Zona kuning tinggal cerita", "kuning berakhir tahun ini": it was so
_OVER = re.compile(
    r"\s+(?:itu\s+)?(?:(?:kini|sekarang|akan|bisa|segera|sudah|telah|hanya|resmi)\s+){0,2}(?:(?:tinggal|menjadi|jadi)\s+(?:cerita|kenangan|sejarah|masa\s+lalu)|berakhir|tamat|luntur|sirna)\b",
    re.IGNORECASE,
)
# "zona hijau yang dijanjikan tak kunjung terwujud"
_WANTED = re.compile(
    r"\s+yang\s+di(?:janji|target|idam|damba|harap|impi|cita|kejar|bidik|incar)[\w-]*(?P<never>[^,;.]{0,40}\b(?:tak|tidak|belum|gagal|urung|meleset)\b)?",
    re.IGNORECASE,
)
# "menargetkan …, kalau bisa langsung hijau" is a wish; "bila dibedah": said of nothing but the telling; "jika tahun lalu kuning, kini hijau": a contrast of two results.
_NOT_SUPPOSED = re.compile(
    r"(?<=,\s)(?:bila|jika|kalau|apabila)\s+(?:bisa|boleh|mungkin|perlu)\b"
    r"|\b(?:bila|jika|kalau|apabila)\s+di(?:bedah|tilik|hitung|lihat|urai|rinci|banding|urut|sanding|sejajar|jajar|cermati|telusuri|runut|rata-rata|kelompok|petakan|tarik|simak|baca)\w*"
    r"|\b(?:bila|jika|kalau|apabila)\s+(?:me(?:rujuk|ngacu|lihat|nilik|nengok|nyimak|mbandingkan|ngikuti|nghitung|mbaca)|berkaca|bercermin|menilik)\b"
    r"|\b(?:bila|jika|kalau|apabila)\s+(?:(?:pada|di|hasil|survei|penilaian|awal|akhir)\s+){0,2}(?:tahun\s+)?(?:lalu|sebelumnya|dulu|dahulu|silam|kemarin|semula|tadinya|20[0-3]\d|setahun|dua\s+tahun|sekarang|kini|hari\s+ini)\b",
    re.IGNORECASE,
)
# "dari 73,36 (kuning)", "dari semula kuning": what was before.
_OUT_OF = re.compile(
    r"\bdari\s+(?:(?:semula|sebelumnya|tadinya|posisi|predikat|kategori|status|nilai|skor|angka|hanya|sekadar|\d[\d.,]*|\()[\s(]*){0,4}$",
    re.IGNORECASE,
)
# "naik dari zona kuning ke zona hijau": the first of the two is left behind.
_FROM = re.compile(r"\bdari\s+(?:semula\s+|sebelumnya\s+)?$", re.IGNORECASE)
_INTO = re.compile(r"[^.;]{0,40}?\b(?:ke|menjadi|menuju|jadi)\b", re.IGNORECASE)
# "beda empat angka dari merah": how far away.
_DISTANT = re.compile(
    r"\b(?:angka|poin|langkah|koma|digit)\b[^,;]{0,20}\bdari\s+$|\b(?:(?:lebih|paling|sangat|makin|kian)\s+)?(?:dekat|mendekati|jauh)\s+(?:(?:ke|dari|dengan)\s+)?$|\bdaripada\s+(?:ke\s+)?$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:kalau|asal|asalkan)\b[^;.]{0,90},\s*(?:\w+\s+)?(?:bisa|dapat|pasti|tentu|mungkin|akan|bakal)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:kalau|asal|asalkan|selama(?!\s+(?:ini|itu|(?:\w+\s+){0,2}(?:tahun|bulan|pekan|hari|periode|masa)\b)))\s+(?!di)[^,;.]{0,60}$",
    re.IGNORECASE,
)
# "Sudah hijau?": asked, unless for the reason.
_ASKED = re.compile(r"[^.!\d]{0,80}\?")
# "Hijau belum singgah di X".
_NOT_YET = re.compile(r"\s+(?:itu\s+)?(?:belum|tidak|tak|urung|gagal)\b", re.IGNORECASE)
_REASON = re.compile(r"\b(?:mengapa|kenapa|bagaimana\s+bisa|kok)\b", re.IGNORECASE)
# "kabar bahwa X merah dibantah".
_REFUTED = re.compile(
    r"[^.;]{0,60}\b(?:dibantah|ditepis|tidak\s+benar|tak\s+benar|keliru|hoaks|hoax|ternyata\s+salah)\b", re.IGNORECASE
)
# "tak satu pun yang berhasil meraih zona hijau": nobody, whatever the verb.
_NOBODY = re.compile(
    r"\b(?:tak|tidak|belum)\s+(?:ada\s+)?(?:satu|seorang|sebuah|satu-satunya)?\s*pun\b|\b(?:tidak|tak|belum)\s+ada\s+(?:lagi\s+)?(?:yang|satu|rapor|zona|warna|predikat|kategori|kabupaten|kota|daerah|pemda|pemkab|pemkot|instansi|unit|dinas|OPD|polres|kantor)\b|\b(?:tidak|tak|belum)\s+ada\s+(?:lagi\s+)?$|\bnihil\b",
    re.IGNORECASE,
)
# "harus puas di zona kuning", "terpaksa menerima": what looks like a duty and is resignation.
_RESIGNED = re.compile(
    r"\b(?:harus|mesti|wajib|terpaksa|kudu)\s+(?:(?:kembali|lagi|pula|pasrah|tetap)\s+)?"
    r"(?:puas|rela|ikhlas|legawa|legowo|pasrah|terima|menerima|menelan|mengakui|mengurut|menahan|gigit|berbesar|berlapang|berpuas|berdamai|kecewa|turun|terlempar|terpental|terpuruk|tertahan|terdepak|tergusur|tersingkir|pulang|merasakan|menanggung|bersabar|finis|tercecer|kehilangan|melorot|menyandang|duduk|mendekam)\b",
    re.IGNORECASE,
)
# "bisa tergelincir ke zona merah": a threat.
_THREAT = re.compile(
    r"\b(?:bisa|dapat|bakal|akan|terancam|rawan|berisiko|berpotensi|mungkin|khawatir|takut)\b[^,;.]{0,25}?"
    r"\b(?:tergelincir|terpeleset|terjun|jatuh|turun|merosot|melorot|terperosok|terjerembap|terjerembab|terpuruk|anjlok|terlempar|terdegradasi|mundur)\b[^,;.]{0,25}$"
    r"|\bsaja\s+(?:turun|meleset|lengah|kurang|melorot)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# "bisa kembali ke zona merah": one, too; of green it is a hope.
_RELAPSE = re.compile(
    r"\b(?:bisa|dapat|bakal|akan|terancam|rawan|berisiko|berpotensi|mungkin|khawatir|takut)\b[^,;.]{0,25}?\bkembali\s+(?:ke|di|masuk|jatuh)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
# "gagal mempertahankan zona hijau": had before
_LOST = re.compile(
    r"\b(?:(?:gagal|urung|(?:tak|tidak)\s+(?:mampu|bisa|dapat|berhasil|sanggup))\s+(?:mempertahankan|menjaga|mengulang\w*))\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "tidak ingin kembali ke zona merah seperti tahun 2017": it was so then
_AS_IN = re.compile(
    r"[^,;.]{0,40}\b(?:seperti|sebagaimana|layaknya)\s+(?:(?:pada|di|tahun|penilaian|survei|hasil)\s+)*(?:20[0-3]\d|lalu\b|sebelumnya\b)",
    re.IGNORECASE,
)
# "gagal mempertahankan zona hijau dan masuk …": the denial is of the first
_AND_THEN = re.compile(
    r"\b(?:hijau|kuning|merah|tertinggi|tinggi)\b(?:\s+(?-i:[A-Z])\w+){0,3}\s+(?:dan|lalu|kemudian|sehingga)\s+(?!(?:tidak|tak|belum|gagal)\b)",
    re.IGNORECASE,
)
# "jangan sampai di tangan saya malah kuning", "jangan-jangan kita kuning": feared
_LEST = re.compile(r"\b(?:jangan\s+sampai|jangan-jangan)\b[^,;.]{0,60}$", re.IGNORECASE)
# "sebenarnya tinggal selangkah menuju zona hijau, namun …": near it, and not there
_NEAR_MISS = re.compile(
    r"\b(?:sebenarnya|sebetulnya|sejatinya|sesungguhnya|padahal)\b[^,;.]{0,40}\b(?:tinggal|kurang|selangkah|sejengkal|nyaris|hampir)\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
_NONETHELESS = re.compile(r"[^.;]{0,30}?,?\s*\b(?:namun|tetapi|tapi|hanya\s+saja|sayang(?:nya)?)\b", re.IGNORECASE)
# "jadi hijau dulu": what comes first is still to come.
_FIRST = re.compile(r"\s+(?:dulu|dahulu)\b\s*(?:[.,!”\"]|$)", re.IGNORECASE)
_BECOMING = re.compile(r"\b(?:jadi|menjadi|masuk|ke|kejar|raih|minimal|sampai)\s+(?:di\s+|ke\s+)?$", re.IGNORECASE)
# "masa kita merah"
_REALLY = re.compile(
    r"\bmasak?\s+(?:(?:kalah|harus|iya|sih|kita|kami|masih|cuma|hanya|sampai|dapat|jadi|bisa|terus)\s+)*$",
    re.IGNORECASE,
)
# "nyaris masuk zona merah"
_ALMOST = re.compile(r"\b(?:nyaris|hampir(?:\s+saja)?)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
# "zona hijau yang diraih pada 2018": whatever is asked of it, somebody has it.
_HELD = re.compile(
    r"\s+(?:pada\s+)?tahun\s+(?:lalu|sebelumnya|kemarin)\b(?!\s+(?:gagal|kandas|meleset))|\s+(?:Tanpa\s+Maladministrasi\s+)?(?:dari\s+)?(?:Ombudsman\s+(?:RI\s+)?|itu\s+|tersebut\s+)?yang\s+(?:(?:pernah|sudah|telah|baru|saja|berhasil|kini|tahun\s+lalu|selama\s+ini)\s+){0,3}"
    r"(?:di(?:raih|capai|peroleh|sandang|dapat|terima|kantongi|genggam|pegang|rengkuh|sabet|miliki|duduki|tempati|huni|raihnya|berikan|gondol)\w*|melekat)\b",
    re.IGNORECASE,
)
# "Tabanan tidak lagi kuning": it was.
_NO_LONGER = re.compile(r"\b(?:tidak|tak|bukan)\s+lagi\s+(?!ada\b)(?:\w+\s+){0,3}$", re.IGNORECASE)
_SOFT = re.compile(r"\W*(?:agar|supaya|sehingga)\b", re.IGNORECASE)
# "agar warnanya tidak turun ke kuning"
_NOT_TO = re.compile(r"\b(?:agar|supaya)\b[^,;.]*\b(?:tidak|tak)\s+(?:\w+\s+){1,3}$", re.IGNORECASE)
# "perjalanan X menuju zona hijau": talk of the way.
_JOURNEY = re.compile(
    r"\b(?:perjalanan|jalan|proses|kisah|cerita|resep|kiat)\b[^,;.]{0,40}\b(?:menuju|ke|meraih|masuk)\s*$",
    re.IGNORECASE,
)
# So near behind a denial, a verb of reaching is denied too: "belum berhasil", "gagal lagi masuk".
DENYING = 18
# Characters between a wish or a hope and what came of it.
FATE = 70


class Meanings:
    """Built once."""

    def __init__(self, words: RatingWords) -> None:
        self.conditional = any_of(words.conditional)
        self.target = re.compile(rf"(?<!\w)(?:{alternatives(words.targets)})(?:nya|ku)?(?!\w)", re.IGNORECASE)
        # "harus sudah hijau", "targetkan 2022 sudah hijau": wished all the same
        self._hurried = re.compile(
            rf"(?<!\w)(?:{alternatives(words.targets)})(?:nya|ku)?(?!\w)(?:(?!yang\s+(?:sudah|telah)|\bkarena\b|\bsetelah\b)[^;.]){{0,80}}?\b(?:sudah|telah)\b"
            rf"|\b(?:{alternatives(words.hopes)})(?:nya)?\b(?:(?!yang\s+(?:sudah|telah))[^;.]){{0,60}}?\b(?:sudah|telah)\b",
            re.IGNORECASE,
        )
        self._not_only = any_of(words.not_only)
        self._resigned = any_of(words.resigned)
        self._reached = any_of(words.reached)
        self._denied = any_of(words.denied)
        self._former = re.compile(
            rf"(?<!\w)(?:{alternatives(words.former)})(?!\w)(?:(?!\b(?:kini|sekarang|akhirnya|lalu|kemudian|langsung|namun|sudah|telah|hijau|kuning|merah|tertinggi|tinggi|sedang|rendah)\b)[^,;]){{0,45}}$",
            re.IGNORECASE,
        )
        leaving = alternatives(words.leaving)
        self._left = re.compile(
            rf"\b(?:(?:{leaving})\s+dari|meninggalkan|ditinggalkan|melepas|melepaskan)\s+(?:(?!(?:ke|menjadi|jadi|menuju|hijau|kuning|merah)\b)\w+\s+){{0,2}}$",
            re.IGNORECASE,
        )
        self._stuck = re.compile(rf"\b(?:{alternatives(words.failing)})\b[^,;:]{{0,40}}$", re.IGNORECASE)
        self._escaped = re.compile(rf"\b(?:{alternatives(words.escaping)})\s+dari\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE)
        hopes = alternatives(words.hopes)
        self._hope = re.compile(rf"\b(?:{hopes})(?:nya)?\b[^;]{{0,{FATE}}}$", re.IGNORECASE)
        self._dashed = re.compile(rf"[^.;]{{0,{FATE}}}?\b(?:{alternatives(words.dashed)})\b", re.IGNORECASE)
        # "Cita-cita kita tahun ini hijau"
        self._hoped = re.compile(
            rf"\b(?:{hopes})(?:nya)?\s+(?:(?:kita|kami|saya|beliau|bersama|semua|pemkab|pemkot|pemprov|(?-i:[A-Z])\w+|tahun\s+(?:ini|depan|20[0-3]\d)|(?:untuk|pada)\s+20[0-3]\d|adalah|ialah|yakni|yaitu|jelas|sederhana|tetap|cuma|hanya|satu)[\s,:]+){{0,5}}$",
            re.IGNORECASE,
        )
        self._granted = re.compile(rf"[^.;]{{0,{FATE}}}?\b(?:{alternatives(words.granted)})\b", re.IGNORECASE)
        self._fulfilling = re.compile(rf"\b(?:{alternatives(words.fulfilling)})\s+(?:{hopes})(?:nya)?\b", re.IGNORECASE)
        self._aimed = re.compile(
            rf"(?:,\s+(?:\w+\s+){{0,2}}\w+nya,)?\s+(?:(?:Ombudsman|(?:pelayanan|layanan)\s+publik|itu|ini|juga|pun|(?:pada|untuk)\s+(?:penilaian|survei)|tahun\s+(?:ini|depan|20[0-3]\d)|20[0-3]\d)\s+){{0,4}}"
            rf"(?:(?:menjadi|jadi|adalah|merupakan|tetap)\s+(?:{hopes})|(?:(?:menjadi|jadi|adalah|merupakan)\s+)?(?:harga\s+mati|keharusan|kewajiban)\b|yang\s+(?:(?:kami|kita|ingin|hendak|akan|mau)\s+)+(?:kejar|bidik|incar|tuju|capai|raih)"
            rf"|(?:harus|wajib|mesti)\s+(?:(?:kami|kita|tetap|terus|juga|bisa)\s+){{0,2}}(?:kembali|di(?:raih|rebut|kejar|capai|dapat|pertahankan|jaga|kunci|kawal|rawat)\w*|pertahankan|jaga|raih|rebut|kejar|capai|kunci|bisa)|(?:ditarget|dibidik|diincar|dikejar|dipatok|didamba)\w*)",
            re.IGNORECASE,
        )  # fmt: skip

    def meaning(self, clause: str, term: Term, *, subjects: bool, sentence: str, offset: int) -> Meaning:
        """How the rating is meant; `clause` begins at `offset` of the sentence, `subjects`: somebody is named in it."""
        before = clause[: term.start - offset]
        # words of a quotation that has ended say nothing of what follows it
        before = before[max(before.rfind("”"), before.rfind("“") if "”" not in before else -1) + 1 :]
        if scaled(clause, term, offset, subjects=subjects or self.target.search(before) is not None):
            return "definition"
        if not subjects and entering(before, sentence, term):
            return "definition"
        if self._supposed(before, term, sentence):
            return "denied"
        if self._escaped.search(before):
            return "denied"
        if not subjects and _TALK.match(sentence, term.end):
            return "denied"
        if _HELD.match(sentence, term.end):
            return "achieved"
        if _OVER.match(sentence, term.end):
            return "previous"
        if wanted := _WANTED.match(sentence, term.end):
            return "denied" if wanted["never"] else "target"
        if left := self._left.search(before):
            if not self._stuck.search(before[: left.start()]):
                return "previous"
            # "menargetkan tidak turun dari zona hijau"
            return "target" if last_place(self.target, before[: left.start()]) is not None else "achieved"
        if _NO_LONGER.search(before):
            return "previous" if last_place(self.target, before) is None else "denied"
        if _LOST.search(before) and last_place(self.target, before) is None:
            return "previous"
        if self._denying(before, term, sentence):
            return "achieved" if _AS_IN.match(sentence, term.end) else "denied"
        if _FROM.search(before) and _INTO.match(sentence, term.end):
            return "previous"
        if self._wished(before, term, sentence, offset):
            return "target"
        if self._former.search(before) or _OUT_OF.search(before):
            return "previous"
        return "achieved"

    def _supposed(self, before: str, term: Term, sentence: str) -> bool:
        """Only the case, a question, or a rumour."""
        if _SHADE.match(sentence, term.at):
            return True
        if self.conditional.search(_NOT_SUPPOSED.sub("", sentence[: term.start])) or _IF.search(
            _NOT_SUPPOSED.sub("", before)
        ):
            return True
        if _THEN.search(_NOT_SUPPOSED.sub("", sentence[: term.start])):
            return True
        if _ASKED.match(sentence, term.end) and not _REASON.search(before):
            return True
        return bool(_RULED.match(sentence, term.end) or _DISTANT.search(before) or _REFUTED.match(sentence, term.end))

    def _denying(self, before: str, term: Term, sentence: str) -> bool:
        """Nobody has it: denied before it or right behind it, or a hope of it that came to nothing."""
        if self._hope.search(before) and self._dashed.match(sentence, term.end):
            return True
        if _REALLY.search(before):
            return True
        if _LEST.search(sentence[: term.start]) or (
            _NEAR_MISS.search(before) and _NONETHELESS.match(sentence, term.end)
        ):
            return True
        if term.rating in ("merah", "kuning") and _RELAPSE.search(before):
            return True
        if _THREAT.search(before) or (term.rating in ("merah", "kuning") and _ALMOST.search(before)):
            return True
        if not re.search(r"\w", before) and _NOT_YET.match(sentence, term.end):
            return True
        # a denial reaches to the next comma: "tidak ada tawar-menawar, X wajib hijau"
        if _NOT_TO.search(before) or _JOURNEY.search(before):
            return True
        phrase = before[max(before.rfind(", ") + 1, before.rfind(" dan hanya ") + 1) :]
        phrase = phrase[max((m.end() for m in _AND_THEN.finditer(phrase)), default=0) :]
        if _NOBODY.search(phrase):
            return True
        denied = last_place(self._denied, _blank(self._not_only, phrase))
        if denied is None or len(phrase) - denied >= 60:
            return False
        reached = last_place(self._reached, _blank(self._hurried, phrase))
        return reached is None or reached - denied < DENYING

    def _wished(self, before: str, term: Term, sentence: str, offset: int) -> bool:
        """Wished for, demanded, planned or promised, and not known to have been reached."""
        if self._hoped.search(before) and not self._granted.match(sentence, term.end):
            return True
        if _FIRST.match(sentence, term.end) and _BECOMING.search(before):
            return True
        reached = last_place(self._reached, _blank(self._hurried, before))
        wishes = _blank(self._resigned, _blank(_RESIGNED, _blank(self._fulfilling, before)))
        target = last_place(self.target, wishes)
        if target is not None and self._hope.search(before) and self._granted.match(sentence, term.end):
            return False
        if target is None and offset and reached is None and _SOFT.match(before):
            # "menargetkan …, sehingga bisa masuk zona hijau": the wish of the clause before goes on
            target = last_place(self.target, sentence[:offset])
        if target is not None and (reached is None or reached < target):
            return True
        return target is None and reached is None and self._aimed.match(sentence, term.end) is not None


def _blank(expression: re.Pattern[str], text: str) -> str:
    """The text with what matches made blank, so that places stay."""
    return expression.sub(lambda m: " " * len(m[0]), text)
