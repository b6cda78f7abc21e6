"""Golden manners of national portals' regional desks: what their systems put between and behind the sentences."""

from __future__ import annotations

from datetime import timedelta

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
    suffixed,
    with_after,
)  # fmt: skip
from tests.pages.stories import Story


def business(s: Story) -> Set:
    """A business daily: reporters' line above, "Selanjutnya" and "Menarik Dibaca" headlines without links at the end."""
    url, name = f"https://daerah.usaha.example/news/{s.slug}", "Usaha.example"
    body = with_after(
        prefixed(plain(s), f"<strong>USAHA.EXAMPLE - {s.place.upper()}.</strong> "),
        (2, f'<p><strong>Baca Juga: <a href="/n/2">{e(NEIGHBOURS[2])}</a></strong></p>'),
    )
    content = f"""<div class="hd">{menu()}</div><div class="detail-desk"><div class="box-crumb">Home / {s.section}</div><h1 class="detail-desk">{e(s.title)}</h1><div class="fs14">{long_day(s)} / {s.when:%H:%M} WITA</div><div class="row-byline">Reporter: <b>{s.writer}</b> | Editor: <b>Made Wijaya</b></div><div class="img-detail-desk"><img src="/a.jpg"><p class="foto-cap">ILUSTRASI. {e(s.caption)}</p></div><div class="tmpt-desk-kon">{body}<p>Cek Berita dan Artikel yang lain di <a href="https://news.google.com">Google News</a></p><p><strong>Selanjutnya:</strong> {e(NEIGHBOURS[1])}</p><p><strong>Menarik Dibaca:</strong> {e(NEIGHBOURS[5])}</p></div><div class="dukung"><p>Dukungan Anda akan menambah semangat kami untuk menyajikan artikel-artikel yang berkualitas.</p></div><div class="tag-list"><a>bali</a></div></div>{RATES}"""
    page = html(f"{s.title}", json_ld(s, url, name), content)
    return Set(url, name, (page.encode(),), expected(s, dateline=f"USAHA.EXAMPLE - {s.place.upper()}"))


def editor_choice(s: Story) -> Set:
    """A weekly's portal: "Pilihan Editor" and a headline as last line, subscribe wall's text below, scroll notes between."""
    url, name = f"https://tempoh.example/read/{s.when:%H%M%d}/{s.slug}", "TEMPOH"
    body = with_after(
        prefixed(plain(s), f"<strong>TEMPOH.EXAMPLE</strong>, <strong>{s.place}</strong> - "),
        (1, '<div class="gulir"><p>Scroll ke bawah untuk melanjutkan membaca</p></div>'),
        (3, f'<p>Baca: <a href="/n/3">{e(NEIGHBOURS[3])}</a></p>'),
    )
    content = f"""<header>{menu()}</header><div class="detail-in"><h1 class="title margin-bottom-sm">{e(s.title)}</h1><p class="date margin-bottom-sm">{DAYS[s.when.weekday()]}, {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} {s.when:%H:%M} WITA</p><div class="foto-detail"><img src="/t.jpg"><figcaption>{e(s.caption)} Tempoh/Rai Suta</figcaption></div><div class="detail-konten" id="isi">{body}<p>{s.writer.upper()}</p><p><strong>Pilihan Editor: <a href="/n/1">{e(NEIGHBOURS[1])}</a></strong></p></div><div class="box-sub"><p>Hanya di TEMPOH. Berita terpercaya setiap hari.</p></div><div class="terkait"><p class="t">Berita terkait</p>{cards("card-simple", 3, "h2")}</div></div>"""
    page = html(f"{s.title} - {s.section} TEMPOH.example", graph(s, site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(s, dateline=f"TEMPOH.EXAMPLE, {s.place}", published_from="text"))


def video_below(s: Story) -> Set:
    """A portal with "Saksikan Video Pilihan Berikut Ini", a fact-check call with a phone number, photo series within."""
    url, name = f"https://www.petang6.example/regional/read/{s.when:%H%M%d}/{s.slug}", "Petang6"
    body = with_after(
        prefixed(plain(s), f"<b>Petang6.example, {s.place} - </b>"),
        (
            2,
            f'<div class="baca-juga"><p class="baca-juga__header">BACA JUGA:</p><p><a href="/n/0">{e(NEIGHBOURS[0])}</a></p></div>',
        ),
        (
            4,
            "<p>* Fakta atau Hoaks? Untuk mengetahui kebenaran informasi yang beredar, silakan WhatsApp ke nomor Cek Fakta Petang6 0811 0000 hanya dengan ketik kata kunci yang diinginkan.</p>",
        ),
    )
    content = f"""<div class="navbar-p">{menu()}</div><article class="hentry"><header><h1 class="read-page--header--title">{e(s.title)}</h1><div class="who"><span>{s.writer}</span><span>Diperbarui {(s.when + timedelta(days=2)).day} {MONTHS[(s.when + timedelta(days=2)).month - 1]} {(s.when + timedelta(days=2)).year}, 08:12 WIB</span><span>Diterbitkan {s.when.day:02d} {MONTHS[s.when.month - 1]} {s.when.year}, {s.when.hour - 1:02d}:{s.when:%M} WIB</span></div></header><div class="photo"><img src="/a.jpg"><p class="photo--caption">{e(s.caption)} (Petang6.example/{s.writer.split()[0]})</p></div><div class="body">{body}<p><b>Saksikan Video Pilihan Berikut Ini:</b></p><div class="vid"><iframe></iframe></div></div></article><div class="rekom"><h4>Rekomendasi</h4>{dated("rk", "h5")}</div>"""
    page = html(f"{s.title} - Regional Petang6.example", graph(s, title=s.title, time=False), content)
    return Set(url, name, (page.encode(),), expected(s, dateline=f"Petang6.example, {s.place}", published_from="text"))


def ad_free(s: Story) -> Set:
    """A business portal: an "ad-free" offer and a machine-made summary's note inside, the credit split by a bar, AI disclaimers."""
    url, name = f"https://bali.niaga.example/read/{s.when:%Y%m%d}/538/{s.when:%H%M%S}/{s.slug}", "Niaga"
    body = with_after(
        prefixed(plain(s), f"<strong>Niaga.example, {s.place.upper()}</strong> — "),
        (2, '<div class="promo-pro"><p>Nyaman tanpa iklan. Langganan NiagaPro</p></div>'),
        (
            4,
            f'<div class="bacajuga"><strong>Baca Juga</strong><ul><li><a href="/n/3">{e(NEIGHBOURS[3])}</a></li></ul></div>',
        ),
    )
    content = f"""<div class="top">{menu()}<span>Selasa, 24 November 2026</span></div><div class="detailsContent"><h1 class="detailsTitleCaption">{e(s.title)}</h1><div class="detailsAttribute"><div class="detailsAuthor">{s.writer} - Niaga.example</div><div class="detailsAttributeDates">{DAYS[s.when.weekday()]}, {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} | {s.when:%H:%M}</div></div><figure><img src="/a.jpg"><figcaption>{e(s.caption)}</figcaption></figure><article class="detailsContent force-17">{body}<p>Cek Berita dan Artikel yang lain di Google News dan WA Channel</p></article><div class="author-ed"><span>Penulis : {s.writer}</span> <span>Editor : Nyoman Sudana</span></div><p class="ai">* Ringkasan ini dibantu dengan menggunakan AI</p><div class="konten-premium"><h4>Konten Premium</h4><p>Nikmati konten premium untuk informasi yang lebih dalam</p></div></div>{WEATHER}"""
    page = html(f"{s.title}", graph(s, title=s.title, site=name, time=False), content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"Niaga.example, {s.place.upper()}", published_from="text", caption=s.caption),
    )


def regency_network(s: Story) -> Set:
    """A network of regional papers: a page of two with paging words, "Halaman Selanjutnya", tags with hash, red label lines."""
    url, name = f"https://bali.pikir.example/daerah/pr-{s.when:%d%H%M}/{s.slug}?page=all", "Pikir Bali"
    body = with_after(
        prefixed(plain(s), "<strong>PIKIR BALI -</strong> "),
        (2, f'<p><strong style="color:red">Baca Juga: <a href="/n/4">{e(NEIGHBOURS[4])}</a></strong></p>'),
        (3, f'<p><strong style="color:red">BACA JUGA: {e(NEIGHBOURS[0])}</strong></p>'),
    )
    content = f"""<div class="h">{menu()}</div><section class="read"><h1 class="read__title">{e(s.title)}</h1><div class="read__info"><div class="read__info__author"><a>{s.writer}</a></div><div class="read__info__date">- {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}, {s.when:%H:%M} WITA</div></div><div class="photo"><img src="/p.jpg"><div class="photo__caption">{e(s.caption)} /Pikir Bali/</div></div><article class="read__content">{body}<p>***</p></article><div class="paging paging--article"><div class="paging__title">Halaman:</div><a>1</a><a>2</a><a>Selanjutnya</a></div><div class="editor">Editor: {s.writer}</div><div class="read__sumber">Sumber: Berbagai Sumber</div><div class="read__tagging"><h3>Tags</h3><a>#bali</a></div></section><div class="trk"><h2>Terkini</h2>{dated("latest__item", "h2")}</div>"""
    page = html(
        f"{s.title} - Pikir Bali - Halaman all",
        graph(s, title=f"{s.title} - Pikir Bali", time=False)
        + f'<meta name="content_PublishedDate" content="{s.when:%Y-%m-%d %H:%M:%S}">',
        content,
    )
    return Set(url, name, (page.encode(),), expected(s, dateline="PIKIR BALI"))


def watchdog(s: Story) -> Set:
    """A state body's re-print: headline as h3 under the section's h1, source outlet's dateline, "Dikunjungi", share words."""
    url, name = f"https://lembagapengawas.example/perwakilan/news/r/pwkmedia--{s.slug}", "Lembaga Pengawas RI"
    content = f"""<div class="topnav">{menu("Profil", "Pengaduan", "Perwakilan")}</div><section class="banner"><h1>Perwakilan Bali</h1><p>Kabar Perwakilan</p></section><div class="container"><div class="col-8"><h3>{e(s.title)}</h3><div class="info"><span>Kabar Perwakilan</span> • <span>{DAYS[s.when.weekday()]}, {s.when:%d/%m/%Y}</span> • <span>Perwakilan Bali</span></div><div class="gbr"><img src="/s.jpg"><div style="font-style:italic">{e(s.caption)}</div></div><p>{s.place.upper()}, BALI LANTANG - {e(s.texts[0], quote=False)}</p>{"".join(plain(s)[1:])}<p>({s.credit})</p><br><div>Dikunjungi: 88 kali</div><div>Bagikan melalui</div><div><a>Facebook</a> <a>Twitter</a> <a>Whatsapp</a></div></div><div class="col-4"><h4>Siaran Pers</h4>{links("sp")}<h4>Ikuti Kami</h4><p>Jalan Melati Nomor 0 Denpasar, buka Senin sampai Jumat.</p></div></div>"""
    page = html(
        f"{s.title} - {name}",
        f'<meta property="og:title" content="{name}"><meta property="og:description" content="Situs resmi">',
        content,
    )
    when = s.when.replace(hour=0, minute=0)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(
            s,
            dateline=f"{s.place.upper()}, BALI LANTANG",
            credit=s.credit,
            published=when.isoformat(),
            published_from="text",
        ),
    )


def capitals(s: Story) -> Set:
    """An old daily's site: og:title wrong (the section's), the first words of the text in capitals, the credit after a slash."""
    url, name = f"http://radarlembah.example/read/{s.when:%Y/%m/%d}/{s.when:%H%M}/{s.slug}", "Radar Lembah"
    words = s.texts[0].split(" ")
    body = with_after(
        plain(s)[1:],
        (2, f'<div class="relt"><ul><li><strong>Baca :</strong> <a href="/n/2">{e(NEIGHBOURS[2])}</a></li></ul></div>'),
    )
    content = f"""<div id="wrapper">{ticker(3)}{menu()}<div class="contentleft"><div class="kanal">{s.section}</div><h1>{e(s.title)}</h1><span class="tgl">{long_day(s)} | {s.when:%H.%M}</span> <span class="klik">Dilihat 901 kali</span><div class="detfoto"><img src="/r.jpg"><span>{e(s.caption)}</span></div><div class="dettext"><p><b>{s.place.upper()} –</b> <b>{" ".join(words[:3])}</b> {e(" ".join(words[3:]), quote=False)}</p>{body}<p><b>(rl/{s.credit[:3]}/han/JPR)</b></p></div><div class="komentarfb"><h3>KOMENTAR ANDA</h3></div></div><div class="contentright">{cards("populer", 5, "p")}{STARS}</div></div>"""
    page = html(
        f"{s.title} | Radar Lembah", f'<meta property="og:title" content="Berita {s.section} Terkini">', content
    )
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=s.place.upper(), credit=f"rl/{s.credit[:3]}/han/JPR", published_from="text"),
    )


def classic_newspaper(s: Story) -> Set:
    """An early magazine theme: meta in the head's post-info, "Post Views", social texts in the body, duplicated first image caption."""
    url, name = f"https://balipuspawarta.example/{s.slug}.html", "Balipuspawarta"
    body = with_after(
        suffixed(
            prefixed(plain(s), f"<strong>{s.place.upper()}, balipuspawarta.example </strong>– "),
            f"&nbsp; <strong>({s.writer.split()[0]}/bpw)</strong>",
        ),
        (2, f'<p><strong><a href="/n/1">Baca Juga &nbsp; {e(NEIGHBOURS[1])}</a></strong></p>'),
    )
    content = f"""<header>{menu()}</header><div class="td-ss-main-content"><div class="td-post-header"><ul class="td-category"><li><a>{s.section}</a></li></ul><header><h1 class="entry-title">{e(s.title)}</h1></header></div><div class="meta-info"><div class="td-post-author-name">By <a>Redaksi</a> -</div><div class="td-post-date"><time class="entry-date updated" datetime="{s.when.isoformat()}">{MONTHS[s.when.month - 1]} {s.when.day}, {s.when.year}</time></div><div class="td-post-views">77</div></div><div class="td-post-content"><div class="wp-caption aligncenter"><img src="/b.jpg"><p class="wp-caption-text">{e(s.caption)}</p></div><p>{e(s.caption)}</p>{body}<p style="text-align:center">Post Views: 1.204</p><div class="fb-page"><blockquote>Balipuspawarta</blockquote></div></div><div class="td-related">{dated("td_module_related", "h3")}</div><div class="comments"><h4>LEAVE A REPLY</h4><p>Please enter your comment!</p><p>Please enter your name here</p></div></div>{COOKIES}"""
    page = html(f"{s.title} - {name}", graph(s, site=name), content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(
            s,
            dateline=f"{s.place.upper()}, balipuspawarta.example",
            credit=f"{s.writer.split()[0]}/bpw",
            caption=s.caption,
        ),
    )


MANNERS = (business, editor_choice, video_below, ad_free, regency_network, watchdog, capitals, classic_newspaper)
