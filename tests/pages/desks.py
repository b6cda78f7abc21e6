"""Golden manners of home-made systems: village offices, framework portals, old tables, print pages, agencies' phones."""

from __future__ import annotations

import json

from tests.pages.clutter import NEIGHBOURS, STARS, VISITORS, WEATHER, links, ticker
from tests.pages.setting import (
    DAYS,
    MONTHS,
    Set,
    cards,
    e,
    expected,
    graph,
    html,
    long_day,
    menu,
    plain,
    prefixed,
    suffixed,
    with_after,
)  # fmt: skip
from tests.pages.stories import Story


def village(s: Story) -> Set:
    """A village office's system: writer, day and counter in one line, a comment form with phone, visitors' statistics."""
    url, name = f"https://desa-lembah.example/artikel/{s.when:%Y/%m/%d}/{s.slug}", "Desa Lembah"
    content = f"""<div class="header"><h1>Desa Lembah</h1><h2>Kecamatan Bukit, Kabupaten Gunung, Provinsi Bali</h2></div>{ticker(3)}<div id="mainmenu">{menu("Profil", "Pemerintahan", "Data Desa")}</div><div id="contentwrapper"><div id="contentcolumn"><div class="innertube"><div class="artikel" id="artikel-{s.when:%d%H}"><h2 class="judul">{e(s.title)}</h2><h3 class="kecil"><i class="fa fa-user"></i> {s.writer} <i class="fa fa-clock-o"></i> {s.when.day:02d} {MONTHS[s.when.month - 1]} {s.when.year} {s.when:%H:%M:%S} <i class="fa fa-eye"></i> Dibaca 1.337 Kali</h3>
<div class="sampul"><a><img src="/k.jpg"></a></div><div class="teks" style="text-align:justify">{"".join(plain(s))}</div><div class="form-group"><div class="fb-like"></div><p>Kirim Komentar</p><table class="form"><tr><td>Nama</td><td></td></tr><tr><td>No. HP</td><td></td></tr><tr><td>Isi Pesan</td><td></td></tr></table><p>Komentar baru terbit setelah disetujui oleh admin</p></div></div></div></div>
<div id="rightcolumn"><div class="box"><h3>Aparatur Desa</h3><p>I Ketut Subagia</p><p>Perbekel</p></div><div class="box">{VISITORS}</div><div class="box"><h3>Agenda</h3><p>Belum ada agenda</p></div></div></div><div id="footer">Hak cipta situs © 2016 - 2026 Pemerintah Desa Lembah. OpenDesa v24.</div>"""
    page = html(
        f"Desa Lembah - {s.title}",
        f'<meta property="og:title" content="{e(s.title)}"><meta property="og:site_name" content="Website Resmi Desa Lembah">',
        content,
    )
    return Set(url, name, (page.encode(),), expected(s, published_from="text"))


def site_name_heading(s: Story) -> Set:
    """A framework portal: the site's name as h1, headline in a div, the head's day is today's, hours ago in the list beside."""
    url, name = f"https://bali.detikita.example/{s.section.lower()}/{s.when:%y%m%d}77/{s.slug}", "Detikita Bali"
    beside = "".join(
        f'<div class="d-flex"><a href="/n/{n}" class="fw-bold">{e(t)}</a><small>{n + 2} jam lalu</small></div>'
        for n, t in enumerate(NEIGHBOURS)
    )
    body = with_after(prefixed(plain(s), f"<strong>detikita.example, {s.place}</strong> – "), (2, f'<div class="border-start ps-3 my-3"><small class="text-danger">Berita Terkait</small><a class="d-block fw-bold" href="/n/1">{e(NEIGHBOURS[1])}</a></div>'),
        (4, '<div class="text-center text-muted py-2"><small>Lanjut baca di bawah</small></div>'))  # fmt: skip
    content = f"""<header class="sticky-top"><h1 class="navbar-brand">Detikita Bali</h1><span class="small">Selasa, 24 November 2026 14:22 WITA</span>{menu()}</header><div class="container"><div class="row"><div class="col-lg-8"><ol class="breadcrumb"><li>Home</li><li>{s.section}</li></ol><div class="fs-2 fw-bold lh-sm">{e(s.title)}</div><div class="d-flex gap-2 text-secondary"><span>{s.writer}</span><span>{DAYS[s.when.weekday()]}, {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} - {s.when:%H.%M} WITA</span></div><div class="btn-group"><a>WhatsApp</a><a>Salin</a></div>
<figure class="figure"><img class="figure-img" src="/a.jpg"><figcaption class="figure-caption">{e(s.caption)} (Foto: Detikita/{s.credit[:3]})</figcaption></figure><div class="lh-lg">{body}</div><div class="alert alert-success">Punya informasi menarik? Kirimkan ke meja redaksi kami lewat WA 08xx-xxxx-xxxx.</div><div class="badge bg-light">#Bali</div><div class="badge bg-light">#Warga</div></div><div class="col-lg-4"><div class="h5">Terhangat</div>{beside}{WEATHER}</div></div></div><footer><p>PT Detikita Media. Semua hak dilindungi.</p></footer>"""
    page = html(f"{s.title} | {s.section} | {name}", graph(s, title=s.title, site="detikita", time=False), content)
    return Set(url, name, (page.encode(),), expected(s, dateline=f"detikita.example, {s.place}", published_from="text"))


def components(s: Story) -> Set:
    """Server-rendered components: data attributes, spans as paragraphs, a live blog ribbon, a poll and a donation card inside."""
    url, name = f"https://kumpul.example/kanalbali/{s.slug}-1{s.when:%H%M%d}", "kumpul"
    rows = [
        f'<div class="StoryRenderer__Text-sc-1 ab"><span data-qa-id="story-paragraph" class="Textweb__Styled-sc-2 cd">{e(t, quote=False)}</span></div>'
        for t in s.texts
    ]
    poll = '<div class="Polling__Box-sc-9 ef"><span>Menurutmu, apakah layanan publik di daerahmu sudah baik?</span><div>Sudah</div><div>Belum</div><span>1.204 suara</span></div>'
    gift = '<div class="Card-sc-8 gh"><span>Suka tulisan ini? Traktir penulis kopi</span><div>Beri Dukungan</div></div>'
    body = with_after(rows, (2, poll), (3, f'<div class="ReadAlso-sc-7"><span>Baca Juga:</span><a href="/n/5"><span>{e(NEIGHBOURS[5])}</span></a></div>'), (9, gift))  # fmt: skip
    content = f"""<div id="__nuxt"><div data-v-1><a href="/">kumpul</a>{menu("Beranda", "Trending", "Masuk")}</div><div data-v-2><div class="LabelLink-sc-5"><span>Konten Mitra</span></div><div class="Title-sc-3"><h1 data-qa-id="story-title">{e(s.title)}</h1></div><div class="Time-sc-4"><span>{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} {s.when.hour}:{s.when:%M} WITA</span><span>·</span><span>waktu baca 3 menit</span></div><div class="Author-sc-6"><span>kanalbali</span><span>Akun resmi terverifikasi</span><div>+ Ikuti</div></div>
<div class="Img-sc-7"><img src="/a.webp"><div class="Caption-sc-8"><span>{e(s.caption)}</span></div></div>{body}<div class="Topic-sc-11"><a href="/t/1"><span>Bali</span></a><a href="/t/2"><span>Warga</span></a></div><div class="Stat-sc-12"><span>12</span><span>Suka</span><span>Bagikan</span></div></div><div data-v-5><div>Baca Lainnya</div>{cards("Feed-sc-1", 5, "span")}</div></div><script>window.__NUXT__={json.dumps({"a": s.texts[0]})}</script>"""
    page = html(f"{s.title} | kumpul", graph(s, title=f"{s.title} | kumpul", site="kumpul", time=False), content)
    return Set(url, name, (page.encode(),), expected(s, published_from="text", caption=s.caption))


def pane_table(s: Story) -> Set:
    """An early Joomla: tables for heading, icons and body, "Written by", created and "Last Updated" in English and Indonesian."""
    url, name = (
        f"http://www.balipenida.example/index.php?option=com_content&view=article&id={s.when:%H%M}:{s.slug}",
        "Bali Penida",
    )
    content = f"""<table width="100%"><tr><td id="leftcol">{links("menu", 2)}</td><td id="maincol"><table class="contentpaneopen"><tr><td class="contentheading" width="100%">{e(s.title)}</td><td align="right" class="buttonheading"><a><img src="pdf.png" alt="PDF"></a></td><td class="buttonheading"><a>Cetak</a></td><td class="buttonheading"><a>E-mail</a></td></tr></table>
<table class="contentpaneopen"><tr><td valign="top"><span class="small">Ditulis oleh {s.writer}</span>&nbsp;&nbsp;</td></tr><tr><td valign="top" class="createdate">{long_day(s, padded=True)} {s.when:%H:%M}</td></tr><tr><td valign="top">{"".join(suffixed(prefixed(plain(s), f"{s.place}, Bali Penida -- "), f" [{s.credit}]"))}</td></tr><tr><td class="modifydate">Pemutakhiran Terakhir ( Senin, 09 Maret 2026 07:11 )</td></tr></table><span class="article_separator">&nbsp;</span>
<table class="pagenav"><tr><th class="pagenav_prev"><a href="/n/1">&lt; Sebelumnya</a></th><th class="pagenav_next"><a>Berikutnya &gt;</a></th></tr></table></td><td id="rightcol"><div class="moduletable"><h3>Siapa Online</h3>Kami punya 14 tamu online</div></td></tr></table><div id="foot">Powered by Joomla!. Valid XHTML and CSS.</div>"""
    page = html(
        s.title, '<meta name="title" content="' + e(s.title) + '"><meta name="author" content="Administrator">', content
    )
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"{s.place}, Bali Penida", credit=s.credit, published_from="text", author=None),
    )


def print_page(s: Story) -> Set:
    """A print page: nothing but text, the day of printing above, the source's address and a reprint notice below."""
    url, name = f"http://arsip.pakunews.example/cetak/{s.when:%H%d%M}", "Paku News"
    lines = "<br/><br/>".join(e(t, quote=False) for t in s.texts)
    page = f"""<html><head><title>Cetak - {e(s.title)}</title><meta name="robots" content="noindex"></head><body onload="window.print()"><div style="width:600px"><img src="/logo.gif"><br>Dicetak pada: 24 November 2026, 09:14<hr>
<b style="font-size:18px">{e(s.title)}</b><br><i>{long_day(s)} | {s.when:%H:%M} WITA | {s.section}</i><br><br>{s.place} (PakuNews) - {lines} ({s.credit})<hr><small>Sumber: http://www.pakunews.example/{s.slug}<br>Dilarang menggandakan isi halaman ini tanpa izin tertulis dari Paku News.</small><br><a href="javascript:window.close()">Tutup jendela</a></div></body></html>"""
    return Set(url, name, (page.encode("cp1252"),), expected(
        s, dateline=f"{s.place} (PakuNews)", credit=s.credit, published_from="text"), headers=(("Content-Type", "text/html; charset=windows-1252"),))  # fmt: skip


def phone_agency(s: Story) -> Set:
    """An agency's page for phones: the head's time in a wrong zone, weekday without date, copyright and editor lines, live chat."""
    url, name = f"https://m.kabarnegeri.example/berita/{s.when:%M%H%d}/{s.slug}", "Kabar Negeri"
    node_time = s.when.replace(tzinfo=None).isoformat() + "Z"
    lines = [f"<p>{e(t, quote=False)}</p>" for t in s.texts]
    lines[0] = lines[0].replace("<p>", f"<p>{s.place}, Bali (KABAR NEGERI) - ")
    body = with_after(lines, (1, f'<p><span class="baca-juga"><b>Baca juga:</b> <a href="/n/1" title="{e(NEIGHBOURS[1])}">{e(NEIGHBOURS[1])}</a></span></p>'), (3, f'<p>Lihat pula: <b>{e(NEIGHBOURS[5])}</b></p>'))  # fmt: skip
    content = f"""<div class="m-head">{menu()}<span>24/11/2026</span></div><article class="m-post"><h1>{e(s.title)}</h1><div class="m-info">{DAYS[s.when.weekday()]}, {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} {s.when:%H:%M} WITA</div><div class="m-img"><img src="/b.jpg"><p class="small">{e(s.caption)} KABAR NEGERI/Nyoman Budiarta</p></div><div class="m-isi">{body}<p>Pewarta : {s.writer}<br>Editor: Ketut Mahayoga<br>Copyright © KABAR NEGERI {s.when.year}</p><p class="small">Dilarang keras mengambil konten, melakukan crawling atau pengindeksan otomatis untuk AI di situs web ini tanpa izin tertulis.</p></div></article>
<div class="m-chat"><p>Halo! Ada yang bisa kami bantu?</p><p>Tulis pesan</p></div><section><h3>Komentar</h3><div>Jadilah yang pertama berkomentar</div></section><section class="m-list"><h3>Terpopuler</h3>{links("l")}</section>{STARS}"""
    page = html(
        f"{s.title} - KABAR NEGERI Bali", '<meta itemprop="datePublished" content="' + node_time + '">', content
    )
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"{s.place}, Bali (KABAR NEGERI)", credit=f"Pewarta : {s.writer} Editor: Ketut Mahayoga"),
    )


MANNERS = (village, site_name_heading, components, pane_table, print_page, phone_agency)
