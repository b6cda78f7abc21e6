"""Golden manners of newspapers' and agencies' own systems, with labels, notices and endings in words of their own."""

from __future__ import annotations

from tests.pages.clutter import COOKIES, NEIGHBOURS, RATES, STARS, WEATHER, dated, links, ticker
from tests.pages.setting import (
    DAYS,
    MONTHS,
    Set,
    cards,
    e,
    expected,
    graph,
    html,
    json_ld,
    long_day,
    menu,
    plain,
    prefixed,
    with_after,
)  # fmt: skip
from tests.pages.stories import Story


def shouted_boxes(s: Story) -> Set:
    """Labels and unlinked headlines in capitals inside the body, a video line, reporters' line and a Google News line last."""
    url, name = f"https://bali.jpos.example/{s.section.lower()}/{s.when:%H%d%M}/{s.slug}", "JPOS Bali"
    body = with_after(
        prefixed(plain(s), f"<strong>bali.jpos.example, {s.place.upper()}</strong> - "),
        (1, f"<p><strong>BACA JUGA : {e(NEIGHBOURS[1].upper())}</strong></p>"),
        (3, f'<div class="lnk"><strong>KABAR TERKAIT:</strong> <a href="/n/3">{e(NEIGHBOURS[3])}</a></div>'),
        (4, "<p><strong>Jangan Lewatkan Video Terbaru:</strong></p><div class='vid'><iframe src='/v'></iframe></div>"),
    )
    content = f"""<div class="head-top">{ticker()}{menu()}</div><div class="page-show"><div class="breadcrumb">JPOS <i>›</i> {s.section}</div><h1>{e(s.title)}</h1><h6>{long_day(s, padded=True)} – {s.when:%H:%M} WITA</h6><figure class="img-head"><img src="/a.jpg" alt="{e(s.title)} - JPOS"><figcaption>{e(s.caption)} Foto: Istimewa</figcaption></figure>
<div itemprop="articleBody" class="page-content">{body}<p>({s.credit})</p><p>Silakan baca konten menarik lainnya dari bali.jpos.example di <a>Google News</a></p><p>Redaktur &amp; Reporter : {s.writer}</p></div><div class="page-tags"><h4>TAGS</h4> <a>bali</a></div><div class="page-terkait"><h4>BERITA LAINNYA</h4>{links("arsip")}</div></div><div class="side">{dated("side-item", "p")}</div>"""
    page = html(
        f"{s.title} - {s.section} JPOS", graph(s, title=f"{s.title} - JPOS Bali", site="JPOS Bali", time=False), content
    )
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"bali.jpos.example, {s.place.upper()}", credit=f"{s.credit} Redaktur & Reporter : {s.writer}", published_from="text"))  # fmt: skip


def reported_above(s: Story) -> Set:
    """Date in capitals, "LAPORAN:" above the body, the kicker as a heading, the related block between as heading and link."""
    url, name = f"https://polrakyat.example/read/{s.when:%Y/%m/%d}/1{s.when:%H%M}/{s.slug}", "Politik Rakyat"
    body = with_after(plain(s), (2, f'<h3 class="news-rel">Warta Sebelumnya</h3><div class="rel-b"><a href="/n/1"><img src="/1.jpg">{e(NEIGHBOURS[1])}</a></div>'), (4, '<div style="text-align:center"><small>UNTUK MELANJUTKAN MEMBACA, GULIR KE BAWAH</small></div>'))  # fmt: skip
    content = f"""<div id="hd">{menu()}<div class="dt">SELASA, 24 NOVEMBER 2026</div></div><div id="mn"><h4 class="kick">{s.section.upper()}</h4><h1 class="ttl">{e(s.title)}</h1><div class="lap">LAPORAN: <a>{s.writer.upper()}</a></div><div class="tgl">{long_day(s).upper()} | {s.when:%H:%M} WITA</div><img src="/b.jpg"><p class="cap-foto">{e(s.caption)}/Net</p>
<div class="isi"><strong>{s.place.upper()}. </strong>{body}<p>[{s.credit[:3]}]</p><p>EDITOR: NYOMAN MAHAYASA</p></div><div class="kom"><p>Komentar Pembaca</p><p>loading...</p></div><div class="lain"><h3>Artikel Lainnya</h3>{dated("art", "h4", 5)}</div></div>{WEATHER}"""
    page = html(f"{s.title} | {name}", json_ld(s, url, name), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=s.place.upper(), credit=f"{s.credit[:3]} EDITOR: NYOMAN MAHAYASA"))  # fmt: skip


def split_reading(s: Story) -> Set:
    """Part of the body behind a "show all" link (hidden by style only), editor and share rows, related card with picture."""
    url, name = f"https://bali.inusa.example/berita/{s.slug}", "iNusa Bali"
    elements = prefixed(plain(s), f"<strong>{s.place.upper()}, iNusa.example</strong> - ")
    card = f'<div class="rel-card d-flex"><img src="/x.jpg"><div><span class="lbl">Masih Hangat</span><a href="/n/5">{e(NEIGHBOURS[5])}</a></div></div>'
    content = f"""<nav>{menu()}</nav><div class="c"><div class="l"><h1 class="title-large">{e(s.title)}</h1><div class="auth"><span>{s.writer}</span> <span>·</span> <span>{DAYS[s.when.weekday()]}, {s.when.day:02d} {MONTHS[s.when.month - 1]} {s.when.year} | {s.when:%H:%M} WITA</span></div><div class="bag">Bagikan Artikel: <a>f</a><a>t</a></div><div class="im"><img src="/a.webp"><span>{e(s.caption)} (foto: iNusa)</span></div>
<div class="txt">{"".join(elements[:3])}{card}<div class="lanjut"><div>{"".join(elements[3:])}</div></div><p>Editor : {s.writer}</p></div><div class="pg">Halaman : <b>1</b> 2 <a>Lihat Semua</a></div><div class="fol">Follow Berita iNusa di Google News</div><div class="tg">TAG : <a>bali</a></div></div><div class="r">{STARS}{cards("pop", 5)}</div></div>"""
    page = html(
        f"{s.title} - Halaman all",
        graph(s, title=f"{s.title} - Halaman all", site=name, time=False)
        + f'<meta name="pubdate" content="{s.when:%Y-%m-%d %H:%M:%S}">',
        content,
    )
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place.upper()}, iNusa.example", credit=f"Editor : {s.writer}"))  # fmt: skip


def doubled_head(s: Story) -> Set:
    """Headline and lead doubled: in capitals as first line, the lead in bold as deck; the caption as a bare line in mid-body."""
    url, name = f"https://koranlereng.example/{s.slug}", "Koran Lereng"
    elements = plain(s)
    body = with_after(
        elements,
        (2, f'<center><img src="/c.jpg"><br><font size="2"><i>{e(s.caption)}</i></font></center>'),
        (3, f"<p>Liputan lain: <u>{e(NEIGHBOURS[4])}</u></p>"),
    )
    content = f"""<table class="top"><tr><td>{menu()}</td></tr></table><div class="bungkus"><h1>KORAN LERENG</h1><h2 class="jdl">{e(s.title)}</h2><p class="deck"><b>{e(s.texts[0], quote=False)}</b></p><div class="keterangan">{s.writer} &bull; {s.when:%d.%m.%Y} &bull; {s.when:%H:%M}</div><div class="naskah"><p>{e(s.title.upper())}</p>{body}<p align="right">{s.credit[:3]}</p></div><div>Kirim ke teman | Cetak | Simpan PDF</div><h3>Terbanyak dibaca</h3>{links("tb")}</div>{RATES}"""
    page = html(f"{s.title} :: {name}", "", content)
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit[:3], published_from="text"))


def gift_asking(s: Story) -> Set:
    """An independent outlet: summary above, donation and membership texts between, a licence and an author's life below."""
    url, name = f"https://balebali.example/{s.when:%Y}/{s.slug}", "Balé Bali"
    body = with_after(
        plain(s),
        (2, '<div class="ajakan"><p>Balé Bali hidup dari pembaca. Jika Anda menganggap liputan ini penting, dukung kami lewat tautan berikut.</p><p><a href="/donasi">Dukung sekarang</a></p></div>'),
        (4, f'<section><h4>Bacaan senada</h4><p><a href="/n/1">{e(NEIGHBOURS[1])}</a></p><p><a href="/n/4">{e(NEIGHBOURS[4])}</a></p></section>'),
    )  # fmt: skip
    content = f"""<header class="site-header"><p class="site-title">{name}</p>{menu("Liputan", "Opini", "Tentang")}</header><main id="main"><article class="post"><header><span class="cat"><a rel="category" href="/c">{s.section}</a></span><h1>{e(s.title)}</h1><p class="penulis">Teks dan foto: <a rel="author">{s.writer}</a></p><time datetime="{s.when.isoformat()}" pubdate>{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</time></header>
<figure><img src="/a.jpg"><figcaption>{e(s.caption)}</figcaption></figure><div class="post-body">{body}<p class="lisensi"><a rel="license" href="https://creativecommons.org/">Lisensi Creative Commons</a> Karya ini dilisensikan di bawah Atribusi 4.0 Internasional.</p></div><section class="profil"><img src="/w.jpg"><p><b>{s.writer}</b> adalah jurnalis lepas yang tinggal di Ubud. Ia menulis tentang lingkungan dan tata kelola desa.</p></section></article></main><section><h2>Liputan terbaru</h2>{dated("li", "h3")}</section>{COOKIES}"""
    page = html(f"{name} | {s.title}", graph(s, title=f"{name} | {s.title}", site=name), content)
    return Set(url, name, (page.encode(),), expected(s, caption=s.caption, author=s.writer, section=s.section))


def one_cell(s: Story) -> Set:
    """An ASP page: the whole article in one table cell, centre-set headline in <font>, latin quotes, "klik juga" between."""
    url, name = f"http://www.warta-dewata.example/detail.asp?kat=3&id={s.when:%d%H%M}", "Warta Dewata"
    pieces = [e(t, quote=False) for t in s.texts]
    pieces[0] = f"<b>{s.place} (WD)</b> - " + pieces[0]
    pieces.insert(2, f'<b>Klik juga:</b> <a href="detail.asp?id=2"><font color=blue>{e(NEIGHBOURS[2])}</font></a>')
    text = "<p>".join(pieces)
    page = f"""<html><head><meta http-equiv="content-type" content="text/html; charset=iso-8859-1"><title>WARTA DEWATA - Suara Rakyat Bali</title></head><body><table width=100%><tr><td background=bg.gif><font color=white>Selasa, 24 November 2026</font></td></tr><tr><td><a href=1>Depan</a> <a href=2>Bali</a> <a href=3>Olahraga</a></td></tr></table><table width=100%><tr><td width=20% valign=top><b>Berita Utama</b><br>{"<br>".join(f'&#183; <a href="detail.asp?id={n}">{e(t)}</a>' for n, t in enumerate(NEIGHBOURS))}</td>
<td valign=top><center><font face=Arial size=4 color=navy><b>{e(s.title)}</b></font><br><font size=1>{long_day(s)} / {s.when:%H:%M} Wita</font></center><p>{text} <b>({s.credit})</b><p><font size=1>Pembaca: 533</font><hr size=1><a href=print.asp>Versi cetak</a> <a href=kirim.asp>Rekomendasikan</a></td></tr></table><center><font size=1>&copy; 2003 Warta Dewata. Tampilan terbaik pada resolusi 800x600.</font></center></body></html>"""
    return Set(url, name, (page.encode("cp1252"),), expected(
        s, dateline=f"{s.place} (WD)", credit=s.credit, published_from="text"), headers=(("Content-Type", "text/html"),))  # fmt: skip


MANNERS = (shouted_boxes, reported_above, split_reading, doubled_head, gift_asking, one_cell)
