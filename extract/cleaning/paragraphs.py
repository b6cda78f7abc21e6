"""Blocks → the article's paragraphs: what the press sets into its bodies and is no sentence of the article goes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.cleaning.blocks import Block, Run
from extract.cleaning.decoding import tidy

# "Baca juga" in every dress. The label ends with a colon, a dash, a quote mark, or the line.
LABEL = re.compile(
    r"(?:baca|simak|lihat|tonton|cek|klik|intip|dengar(?:kan)?)\s*(?:juga|pula|selengkapnya|artikel|berita|video)(?:\s+(?:berita|artikel|terkait|lainnya|ini))*\b\s*[:：\-–—>»|]*"
    r"|(?:berita|artikel|topik|bacaan|tautan|baca)\s+(?:terkait|lain(?:nya)?|serupa|populer|rekomendasi)\s*[:：\-–—>»|]*"
    r"|(?:read|see|also)\s+(?:also|too|read|more)\s*[:：\-–—>»|]*"
    r"|related(?:\s+(?:articles?|posts?|news|stories))?\s*[:：]"
    r"|rekomendasi\s*(?:untuk anda|redaksi)?\s*[:：]",
    re.IGNORECASE,
)
_LABEL_START = re.compile(rf"^\W*(?:{LABEL.pattern})", re.IGNORECASE)
_LABEL_END = re.compile(rf"(?:{LABEL.pattern})\s*$", re.IGNORECASE)
# Inside a sentence "baca juga" may be speech; as a label it is followed by a colon.
_LABEL_INSIDE = re.compile(r"\(?\s*\b(?:baca|simak|lihat)\s+juga\s*[:：]\s*", re.IGNORECASE)

# Whole paragraphs that are furniture of the page.
_JUNK = [
    r"(?:dilihat|dibaca|views?|hits?|pembaca|pengunjung|post views?)\W*[\d.,]+\s*(?:kali|x|views?|orang|pengunjung)?",
    r"[\d.,]+\s*(?:views?|kali dibaca|x dibaca|dibaca|shares?|komentar|comments?|pengunjung|likes?|suka|menit baca|min read)",
    r"[\d.,]{1,7}",
    r"(?:scroll|geser)\b.{0,40}(?:continue|content|membaca|lanjut|konten|reading).{0,30}",
    r"(?:advertisement|advertising|advertorial|iklan|sponsored|promoted|ads by.{0,30}|adv|pariwara)\W*",
    r"(?:lanjutkan|teruskan) membaca.{0,60}",
    r"(?:share|bagikan|sebarkan|tweet|kirim|salin tautan|copy link|share this|bagikan ini|bagikan berita ini|share on .{3,20}|share via .{3,20}|like this|suka ini|menyukai ini).{0,60}",
    r"(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|line|email|print|cetak|instagram|youtube|tiktok|threads|x)(?:[\s|,/•·]+(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|line|email|print|cetak|instagram|youtube|tiktok|threads|x|copy link))*",
    r"(?:ikuti|follow|join|gabung|bergabung|subscribe|berlangganan|langganan|dapatkan|temukan|pantau|update|simak|baca)\b(?=.{0,160}(?:google news|googlenews|whatsapp|telegram|channel|saluran|kanal|newsletter|youtube|instagram|tiktok|facebook|media sosial|medsos|aplikasi|berita (?:terbaru|terkini|terupdate|pilihan|lainnya|menarik)|\.com|\.id)).{0,260}",
    r".{0,120}\b(?:google news|whatsapp channel|saluran whatsapp|kanal telegram|grup telegram)\b.{0,120}",
    r"pantau terus .{0,80}",
    r"(?:tinggalkan|tulis|kirim|beri(?:kan)?) (?:balasan|komentar|tanggapan)\b.{0,80}",
    r"(?:leave a (?:comment|reply)|batalkan balasan|cancel reply|post comment|kirim komentar|komentar(?: \(?\d+\)?)?|comments?|\d+ komentar|no comments?|belum ada komentar.{0,40})",
    r"(?:alamat )?email (?:anda )?tidak akan dipublikasikan.{0,100}",
    r"your email address will not be published.{0,120}",
    r"(?:nama|email|situs web|website)\s*\*?|simpan nama, email.{0,120}|save my name.{0,140}",
    r"(?:please enable javascript|javascript (?:harus|belum)|this site uses|situs ini (?:menggunakan|memakai) (?:akismet|cookie)).{0,160}",
    r"(?:halaman|page)\s*:?\s*\d+(?:\s*(?:dari|of|/)\s*\d+)?(?:[\s\d|]*(?:selanjutnya|berikutnya|next|semua|show all|lihat semua)?)?",
    r"(?:selanjutnya|berikutnya|sebelumnya|next|prev(?:ious)?|older posts?|newer posts?|load more|muat (?:lagi|lainnya)|lihat semua|show all|selengkapnya|read more|more)\W*",
    r"(?:posting(?:an)?|artikel|berita|navigasi pos|post navigation|previous article|next article|artikel sebelumnya|artikel (?:berikutnya|selanjutnya))(?:\W.{0,120})?(?<![.!?”\"])",
    r"(?:tags?|tagar|topik|label|kata kunci|keywords?|kategori|category|categories|posted in|filed under)\s*[:：#].{0,300}",
    r"(?:#[\w-]+[\s,]*){1,20}",
    r"(?:©|\(c\)|copyright|hak cipta)\W.{0,160}",
    r"dilarang (?:keras )?(?:mengambil|mengutip|menyalin|menyiarkan|melakukan crawling).{0,260}",
    r"(?:artikel|berita|konten) ini (?:telah|sudah|pertama kali) (?:tayang|terbit|dimuat|diterbitkan|ditayangkan).{0,240}",
    r"(?:sumber|source)\s*[:：]\s*\S{2,40}(?: \S{1,20}){0,3}",
    r"(?:need help\??|chat with us|need help\? chat with us|hubungi kami|kontak kami|live chat|butuh bantuan).{0,60}",
    r"(?:posts? carousel|latest posts?|top authors?|most commented|featured videos?|you may (?:also )?like.{0,20}|you might also like.{0,20}|trending(?: now)?|popular(?: posts?)?|terpopuler|terkini|berita terkini|berita terbaru|berita populer|berita pilihan|pilihan editor|rekomendasi|must read|related|recommended|more from.{0,40}|about (?:the )?author|tentang penulis|lihat profil.{0,30}|see author'?s posts)",
    r"(?:foto|gambar|video|ilustrasi|photo|image|dok(?:umentasi)?|ist(?:imewa)?|repro)\s*[:：/].{0,120}(?<![.!?”\"])",
    r"(?:loading|memuat|mohon tunggu|please wait)\W*",
    r"(?:klik (?:di sini|disini)|click here).{0,60}",
    r"(?:dark mode|light mode|a\+|a-|aa|ukuran huruf|font size|perbesar huruf).{0,20}",
    r"(?:diperbarui|diterbitkan|dipublikasikan|updated|published|posted|last updated|terbit|tayang)(?: on| pada)?\W.{0,60}",
    r"(?:admin|redaksi|redaktur|administrator|super ?admin)\W*",
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\W+\d{1,2}\W+\w{3,9}\W+\d{4}\W*(?:(?:pukul|jam)?\W*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\W*(?:wita|wib|wit)?)?",
    r"(?:\w+\W+)?\d{1,2}\s+\w{3,9}\s+\d{4}\W*(?:(?:pukul|jam)?\W*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\W*(?:wita|wib|wit)?)?(?:\W+\w+){0,3}(?<![.!?”\"])",
    r"(?:\w{3,9} \d{1,2}, \d{4})\W*(?:\d{1,2}[:.]\d{2}.{0,6})?",
    r"(?:beranda|home)(?:\s*[>»/›|]\s*[\w &-]+)+",
    r"(?:video|galeri|foto) (?:terkait|pilihan|lainnya|terpopuler)\W*",
    r"(?:\[gambas:.{0,60}\]|\[img.{0,60}\]|\[video.{0,60}\])",
    r"(?:nilai|beri nilai|rate) (?:artikel|berita|this).{0,60}",
    r"apa reaksi anda.{0,40}|what'?s your reaction.{0,40}|bagaimana reaksi anda.{0,40}",
]
JUNK = re.compile(r"^\W*(?:" + "|".join(f"(?:{p})" for p in _JUNK) + r")\W*$", re.IGNORECASE)
# After such a heading come other articles, forms and links: the article is over.
_END = re.compile(
    r"^\W*(?:berita terkait|artikel terkait|baca juga|related (?:articles?|posts?|news)|berita lain(?:nya)?|artikel lain(?:nya)?|posts? carousel|tinggalkan (?:balasan|komentar)|leave a (?:comment|reply)|komentar|comments?|"
    r"you may also like|terpopuler|berita terpopuler|berita terkini|latest posts?|rekomendasi(?: untuk anda)?|pos terkait|bacaan lainnya|tags?|bagikan|topik terkait|berita populer|video pilihan|trending)\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$|[”\"]$")


def sentence_like(text: str) -> bool:
    """Ends as sentences do."""
    return bool(_SENTENCE_END.search(text))


def key(text: str) -> str:
    """Letters and digits alone: two copies of a paragraph have one key."""
    return re.sub(r"\W+", "", text).casefold()


def paragraphs(
    found: Sequence[Block], *, title: str, caption: str | None, names: Iterable[str], junk: Sequence[str] = ()
) -> list[str]:
    """The article's paragraphs. `names` are the outlet's own (name, host); `junk` its own expressions for whole paragraphs."""
    own = [re.compile(pattern, re.IGNORECASE) for pattern in junk]
    furniture = {key(title), *(key(n + tail) for n in names for tail in ("", "com", "coid", "id"))}
    if caption:
        furniture.add(key(caption))
    kept: list[str] = []
    seen: set[str] = set()
    after_label = False
    total = sum(len(b.text) for b in found)
    passed = 0
    for block in found:
        whole = block.text
        passed += len(whole)
        if _END.match(whole) and (block.heading or block.all_bold or len(whole) < 40) and kept:
            # Halfway through it is a box inside the article; near the end it is the end.
            if passed > total * 0.5 and sum(map(len, kept)) > 300 and _nothing_more(found, block):
                break
            after_label = True
            continue
        if block.caption or _is_link(block, whole):
            continue
        text = _without_related(block)
        if not text:
            after_label = bool(_LABEL_START.match(whole))
            continue
        if after_label and not sentence_like(text) and len(text) < 200:
            # The headline that a label before it announced; a list of them goes whole.
            after_label = block.tag == "li"
            continue
        after_label = False
        if JUNK.match(text) or any(pattern.fullmatch(text) for pattern in own):
            continue
        mark = key(text)
        if not mark or mark in furniture:
            continue
        if mark in seen and (len(mark) > 20 or block.heading):
            continue
        seen.add(mark)
        kept.append(text)
    return _without_copies(kept)


def _nothing_more(found: Sequence[Block], block: Block) -> bool:
    """No run of real sentences after this block."""
    rest = found[found.index(block) + 1 :]
    return sum(len(b.text) for b in rest if sentence_like(b.text) and b.link_share < 0.2 and len(b.text) > 80) < 200


def _is_link(block: Block, text: str) -> bool:
    """A paragraph that is one link: a headline of another article. A web address in a list is none."""
    if block.link_share < 0.9 or len(text) > 260:
        return False
    hrefs = {r.href for r in block.runs if r.href and r.text.strip()}
    if all(h and h.startswith(("#", "mailto:", "tel:")) for h in hrefs):
        return len(text.split()) < 4
    # Several links with text of their own in one sentence: tags or a list of names; a sentence that ends as one stays.
    return len(hrefs) == 1 or not sentence_like(text)


def _without_related(block: Block) -> str:
    """The block's text without "Baca juga: headline", wherever in it that stands."""
    runs = list(block.runs)
    whole = tidy("".join(r.text for r in runs))
    if _LABEL_START.match(whole):
        rest = whole[_LABEL_START.match(whole).end() :].strip()  # type: ignore[union-attr]
        if not rest or block.link_share > 0.3 or len(rest) < 200:
            tail = _after_link(runs)
            return tail if len(tail) > 60 and sentence_like(tail) else ""
    cut: list[Run] = []
    number = 0
    while number < len(runs):
        run = runs[number]
        before = "".join(r.text for r in cut)
        labelled = _LABEL_END.search(before)
        if run.href and labelled:
            # label, then link: both go, and a bracket or blank left between them
            cut = _trimmed(cut, labelled.start())
            number += 1
            continue
        if run.bold and not run.href and _LABEL_START.match(run.text) and len(run.text) < 220:
            following = runs[number + 1] if number + 1 < len(runs) else None
            number += 2 if following is not None and following.href else 1
            continue
        cut.append(run)
        number += 1
    text = tidy("".join(r.text for r in cut))
    inside = _LABEL_INSIDE.search(text)
    if inside:
        rest = text[inside.end() :]
        if len(rest.split()) <= 22 and not re.search(r"[.!?] [A-Z“\"]", rest):
            text = text[: inside.start()].rstrip(" (")
    return text


def _after_link(runs: list[Run]) -> str:
    """What follows the last link of a block that begins with a label."""
    last = max((n for n, r in enumerate(runs) if r.href), default=None)
    return "" if last is None else tidy("".join(r.text for r in runs[last + 1 :]))


def _trimmed(runs: list[Run], length: int) -> list[Run]:
    """The runs' first `length` characters."""
    left: list[Run] = []
    for run in runs:
        if length <= 0:
            break
        left.append(Run(run.text[:length], run.href, run.bold))
        length -= len(run.text)
    return left


def _without_copies(kept: list[str]) -> list[str]:
    """Drops a paragraph that only repeats the beginning of a later one (a teaser), or stands whole in an earlier one."""
    keys = [key(text) for text in kept]
    result = []
    for number, text in enumerate(kept):
        mine = keys[number]
        if len(mine) > 40:
            cut = mine[:-3] if text.rstrip().endswith(("…", "...", "]")) else mine
            if any(other.startswith(cut) and len(other) > len(cut) for other in keys[number + 1 :]):
                continue
            if any(mine in other for other in keys[:number]):
                continue
        result.append(text)
    return result
