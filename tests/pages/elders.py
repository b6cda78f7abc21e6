"""Golden manners: old and home-made pages, offices' sites, broken encodings."""

from __future__ import annotations

from tests.pages.setting import DAYS, MONTHS, Set, cards, e, expected, graph, html, long_day, menu, plain, prefixed
from tests.pages.stories import OTHERS, Story


def table_portal(s: Story) -> Set:
    """Nested tables, <font>, windows-1252 without a word about it, the date in the page alone."""
    url, name = f"http://www.harianselatan.example/index.php?mod=berita&id={s.when:%m%d}", "Harian Selatan"
    texts = "<br><br>\n".join(e(t, quote=False) for t in s.texts)
    page = f"""<html><head><title>Harian Selatan :: {e(s.title)}</title></head><body bgcolor=#ffffff>
<table width=900 align=center><tr><td colspan=3><img src=logo.gif></td></tr><tr><td colspan=3><a href=/>Home</a> | <a href=/bali>Bali</a> | <a href=/opini>Opini</a></td></tr>
<tr valign=top><td width=160><table><tr><td><b>BERITA LAIN</b></td></tr>{"".join(f"<tr><td><a href=?id={n}>{e(t)}</a></td></tr>" for n, t in enumerate(OTHERS))}</table></td>
<td width=560><table><tr><td><font size=2>{long_day(s, padded=True)} {s.when:%H:%M} WITA</font></td></tr><tr><td><font size=5 class=judul><b>{e(s.title)}</b></font></td></tr>
<tr><td><table align=left width=200><tr><td><img src=foto.jpg></td></tr><tr><td class=caption><font size=1>{e(s.caption)}</font></td></tr></table>
<font face=verdana size=2>{s.place} (Harian Selatan) - {texts} ({s.credit})</font></td></tr><tr><td>Dibaca : 412 kali | <a href=print>Cetak</a> | <a href=mail>Kirim ke teman</a></td></tr></table></td>
<td width=180><table><tr><td><b>TERPOPULER</b></td></tr>{"".join(f"<tr><td><a href=?id={n}>{e(t)}</a><br>Kirim komentar</td></tr>" for n, t in enumerate(OTHERS[:3]))}</table></td></tr>
<tr><td colspan=3 align=center>Copyright 2010 Harian Selatan</td></tr></table></body></html>"""
    return Set(url, name, (page.encode("cp1252"),), expected(
        s, dateline=f"{s.place} (Harian Selatan)", credit=s.credit, published_from="text"), headers=(("Content-Type", "text/html"),))  # fmt: skip


def office(s: Story) -> Set:
    """A regency's site: every page has the office's name as og:title; writer, day and counter in one line."""
    url, name = f"https://lembahkab.example/berita/{s.slug}", "Pemerintah Kabupaten Lembah"
    content = f"""<div class="topbar">Selasa, 24 November 2026 | <a>Peta Situs</a></div><nav class="navbar">{menu("Profil", "Berita", "PPID", "Kontak")}</nav>
<section class="page-header"><h2>Detail Berita</h2><ol class="breadcrumb"><li>Beranda</li><li>Berita</li></ol></section>
<div class="row"><div class="col-md-8"><div class="blog-details"><h3 class="blog-title">{e(s.title)}</h3><ul class="blog-info list-inline"><li><i class="fa fa-user"></i> Admin Kominfo</li><li><i class="fa fa-calendar"></i> {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</li><li><i class="fa fa-eye"></i> Dibaca: 1.532 kali</li></ul>
<img class="img-responsive" src="/i.jpg" alt="">{"".join(f'<div style="text-align:justify">{x}</div>' for x in (t if t.startswith("<ul") else t.replace("<p>", "").replace("</p>", "") for t in plain(s)))}
<div>&nbsp;</div><p>Bagikan artikel ini: <a>Facebook</a> <a>Twitter</a></p></div></div>
<div class="col-md-4"><div class="panel"><div class="panel-heading">Berita Lainnya</div>{cards("post-list", 5, "h4")}</div><div class="panel"><div class="panel-heading">Jajak Pendapat</div><p>Bagaimana pendapat Anda tentang situs ini?</p></div></div></div>
<footer><p>Jl. Raya Lembah No. 1. Telp (0361) 000000. Hak cipta Dinas Komunikasi dan Informatika.</p></footer>"""
    page = html(
        "Website Resmi Pemerintah Kabupaten Lembah",
        '<meta property="og:title" content="Website Resmi Pemerintah Kabupaten Lembah"><meta property="og:type" content="website">',
        content,
        lang="en",
    )
    when = s.when.replace(hour=0, minute=0)
    return Set(url, name, (page.encode(),), expected(s, published=when.isoformat(), published_from="text"))


def hard_lines(s: Story) -> Set:
    """No paragraph tags at all: sentences broken at the editor's window width, an empty line between paragraphs."""
    url, name = f"http://mimbarkampung.example/{s.when:%Y/%m}/{s.slug}.html", "Mimbar Kampung"

    def wrapped(text: str) -> str:
        words, lines, line = e(text, quote=False).split(" "), [], ""
        for word in words:
            if len(line) + len(word) > 62:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        return "<br>\n".join([*lines, line])

    lines = "<br>\n<br>\n".join(wrapped(t) for t in s.texts)
    content = f"""<div id=atas>{menu()}</div><div id=isi><h2>{e(s.title)}</h2><small>Ditulis oleh {s.writer} pada {long_day(s)} jam {s.when:%H.%M}</small><br><br>
{lines}<br><br>*{s.credit[:3]}<br><br>Tags: bali, warga<br><br>Baca Juga:<br><a href=/x/1>{e(OTHERS[1])}</a><br><a href=/x/2>{e(OTHERS[2])}</a></div><div id=kanan>{cards("kotak")}</div>"""
    page = html(f"Mimbar Kampung: {s.title}", "", content, charset="")
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit[:3], published_from="text"))


def latin_lie(s: Story) -> Set:
    """UTF-8 declared as latin1 in header and page; no-break blanks, soft hyphens, entities encoded twice."""
    url, name = f"https://lentera.example/{s.slug}", "Lentera"

    def dirty(text: str) -> str:
        text = (
            e(text, quote=False)
            .replace("“", "&amp;ldquo;")
            .replace("”", "&amp;rdquo;")
            .replace(" yang ", "\u00a0yang&nbsp;")
        )
        return text.replace("petugas", "petu\u00adgas").replace("warga", "war&shy;ga")

    body = [dirty(t) for t in s.texts]
    content = f"""<div class="menu">{menu()}</div><div class="post"><h1>{e(s.title)}</h1><p class="meta">Diterbitkan: {s.when:%d-%m-%Y %H:%M} | Diperbarui: 01-02-2026 09:00</p>
<div class="isi-berita">{"".join(f"<p>{t}</p>" for t in body)}<p style="text-align:right"><em>Editor: {s.writer}</em></p></div></div><div class="terkait"><h3>Baca Juga</h3>{cards("item")}</div>"""
    page = html(f"{s.title} | {name}", "", content, charset="iso-8859-1")
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, credit=f"Editor: {s.writer}", published_from="text"),
        headers=(("Content-Type", "text/html; charset=ISO-8859-1"),),
    )


def twice_encoded(s: Story) -> Set:
    """UTF-8 taken for windows-1252 and encoded again; the copy for phones after the one for screens."""
    url, name = f"https://radarsawah.example/berita/{s.when:%d%m%y}/{s.slug}", "Radar Sawah"
    first, *rest = s.texts
    boxes = "".join(f"<p>{e(t, quote=False)}</p>" for t in rest)
    content = f"""<div class="navbar">{menu()}</div><div class="detail"><h1>{e(s.title)}</h1><span class="entry-date">{s.when.day:02d} {MONTHS[s.when.month - 1][:3]} {s.when.year} {s.when:%H:%M:%S}</span> <span class="section">{s.section.upper()}</span>
<h2 class="lead">{e(first, quote=False)}</h2><div class="entry-content desktop"><p><b>{s.place.upper()}, Radar Sawah</b></p>{boxes.replace("</p>", f" *{s.credit[:2]}</p>") if len(rest) == 1 else boxes}</div><div class="entry-content mobile">{boxes}</div><h3>Komentar</h3><div class="fb-comments"></div></div>
<div id="article-list"><h4>TERPOPULER</h4>{cards("feature-items")}</div>"""
    page = html(f"{s.title} - {name}", "", content)
    once_more = (
        page.encode().decode("cp1252", "ignore").encode()
        if "“" not in page
        else page.replace("“", "â€œ").replace("–", "â€“").encode()
    )
    return Set(
        url,
        name,
        (once_more,),
        expected(s, dateline=f"{s.place.upper()}, Radar Sawah", section=s.section, published_from="text"),
    )


def shouting(s: Story) -> Set:
    """The headline in capitals on the page, a kicker inside it, a view counter and a date in English in the header."""
    url, name = f"https://nusapagi.example/news/{s.when:%Y}/{s.when:%m}/{s.when:%d}/{s.slug}.html", "Nusa Pagi"
    body = prefixed(plain(s), f"{s.place.upper()}, NUSA PAGI - ")
    content = f"""<div class="hdr">Tuesday, November 24, 2026 {menu()}</div><div class="news-detail"><h1><span class="kicker">{s.section.upper()}</span> {e(s.title.upper())}</h1>
<div class="news-date">{s.when:%b %d, %Y}, {s.when:%I:%M %p}</div><div class="view">View : 903</div>
<div class="news-text">{"".join(body)}<p><b>{s.credit}</b></p></div><div class="news-tag">TAGS : <a>#bali</a> <a>#desa</a></div></div>
<div class="other"><h3>BERITA LAINNYA</h3>{cards("other-item")}</div><p class="foot">{DAYS[0]} kami libur. All rights reserved.</p>"""
    page = html(f"{s.title} - {name}", graph(s, site=name, time=False), content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"{s.place.upper()}, NUSA PAGI", credit=s.credit, published_from="text"),
    )


MANNERS = (table_portal, office, hard_lines, latin_lie, twice_encoded, shouting)
