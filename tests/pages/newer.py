"""Golden manners written after the rules stood: script-made pages, double copies, hand-made boxes, wrong heads."""

from __future__ import annotations

import json

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
from tests.pages.stories import OTHERS, Story


def kicker(s: Story) -> Set:
    """Kicker and deck above, dateline on a line of its own, boxes made by hand: heading plus link, a headline alone."""
    url, name = f"https://www.nusakabar.example/berita/{s.when:%d%m%H}/{s.slug}", "NusaKabar"
    body = with_after(
        plain(s),
        (2, f'<h4>Baca Juga:</h4><p><a href="/berita/9/x">{e(OTHERS[0])}</a></p>'),
        (4, f'<p><strong><a href="/berita/8/y">{e(OTHERS[2])}</a></strong></p>'),
    )
    content = f"""<div class="top-bar"><span>Selasa, 24 November 2026</span></div><div id="nav">{menu()}</div><div class="container"><div class="row"><div class="col-lg-8 left"><div class="rubrik">{s.section.upper()}</div><h2 class="head-berita">{e(s.title)}</h2>
<div class="info-berita"><span>{DAYS[s.when.weekday()]}, {s.when.day} {MONTHS[s.when.month - 1][:3]} {s.when.year} | {s.when:%H:%M}</span> <span>Dibaca 2.301 kali</span></div>
<div class="foto-utama"><img src="/f.jpg"><div class="ket">{e(s.caption)}</div></div>
<div class="isi"><p><strong>{s.place.upper()}, NusaKabar</strong></p>{body}<p><strong>*{s.credit[:3]}</strong></p><p>&nbsp;</p></div>
<div class="bagikan">Bagikan: <a>FB</a> <a>WA</a></div></div><div class="col-lg-4 right"><h3>TERPOPULER</h3>{cards("brs", 5, "h5")}</div></div></div>"""
    page = html(f"{s.title} | NusaKabar.example", graph(s, site="NusaKabar", time=False), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place.upper()}, NusaKabar", credit=s.credit[:3], published_from="text", caption=s.caption))  # fmt: skip


def hashed(s: Story) -> Set:
    """Made by scripts: class names that say nothing, spans in divs, the article again as data, cards in the body."""
    url, name = f"https://kanal.example/artikel/{s.slug}-{s.when:%H%M%d}", "Kanal Kita"

    def card(number: int) -> str:
        return f'<div class="css-1q{number}z"><div class="css-0lk">Baca juga</div><a class="css-77a" href="/artikel/x-{number}"><div class="css-3ff">{e(OTHERS[number])}</div></a></div>'

    lines = [f'<div class="css-9pz"><span class="css-2bx">{e(t, quote=False)}</span></div>' for t in s.texts]
    body = with_after(lines, (1, card(0)), (3, card(3)), (5, '<div class="css-adx"><span>Iklan</span></div>'))
    data = {"props": {"article": {"title": s.title, "body": " ".join(s.texts), "related": list(OTHERS)}}}
    node = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": name}, {"@type": "BreadcrumbList", "itemListElement": []},
        {"@type": "NewsArticle", "headline": s.title, "dateModified": "2026-05-01T10:00:00+08:00", "datePublished": s.when.isoformat(), "author": [{"@type": "Person", "name": s.writer}], "articleSection": s.section},
    ]}  # fmt: skip
    content = f"""<div id="__next"><div class="css-h1a"><a href="/">{name}</a>{menu()}</div><div class="css-mm0"><h1 class="css-t5">{e(s.title)}</h1><div class="css-au1">{s.writer}</div><div class="css-dt1">{long_day(s)}</div>
<div class="css-im"><img src="/1.webp"><span class="css-cp">{e(s.caption)}</span></div><div class="css-bd">{body}</div><div class="css-tg"><a href="/tag/a">bali</a><a href="/tag/b">warga</a></div></div>
<div class="css-sd">{cards("css-k", 5, "div")}</div><div class="css-ft">© 2026 {name}</div></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>"""
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>' + graph(s, time=False)
    page = html(f"{s.title} - {name}", head, content)
    return Set(url, name, (page.encode(),), expected(s, published_from="json-ld", author=s.writer, section=s.section))


def twins(s: Story) -> Set:
    """The body twice: once for wide screens, once for narrow ones, each with boxes of its own."""
    url, name = f"https://seputarpulau.example/{s.when:%Y/%m/%d}/{s.slug}/", "Seputar Pulau"
    box = f'<div class="bx"><b>BACA JUGA</b><ul><li><a href="/x/1/">{e(OTHERS[1])}</a></li><li><a href="/x/2/">{e(OTHERS[2])}</a></li></ul></div>'
    elements = prefixed(plain(s), f"SEPUTARPULAU.EXAMPLE, {s.place.upper()} – ")
    wide = with_after(elements, (2, box))
    narrow = with_after(elements, (3, f"<p>BACA JUGA: {e(OTHERS[4])}</p>"))
    content = f"""<header><div class="d-none d-md-block">{menu()}</div></header><main><div class="single"><h1>{e(s.title)}</h1><div class="meta"><span>Redaksi</span> - <span>{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</span> <span>{s.when:%H:%M}</span></div>
<figure><img src="/p.jpg"><figcaption>{e(s.caption)}</figcaption></figure><div class="d-none d-md-block">{wide}</div><div class="d-block d-md-none">{narrow}</div><p>Ikuti terus berita Seputar Pulau di Google News dan saluran WhatsApp kami.</p></div></main><aside>{cards("side")}</aside><footer>Hak cipta</footer>"""
    page = html(f"{s.title} • {name}", graph(s, site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"SEPUTARPULAU.EXAMPLE, {s.place.upper()}", published_from="text", caption=s.caption))  # fmt: skip


def shelves(s: Story) -> Set:
    """An old content system: an info list under the headline, print and mail icons, prev and next at the foot."""
    url, name = f"http://suarakota.example/index.php/berita/kota/{s.when:%M%d}-{s.slug}", "Suara Kota"
    content = f"""<div id="menu">{menu()}</div><div id="konten"><div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{e(s.title)}</h2></div>
<div class="icons"><ul><li class="print-icon"><a>Cetak</a></li><li class="email-icon"><a>Surel</a></li></ul></div><dl class="article-info muted"><dt class="article-info-term">Detail</dt><dd class="createdby">Ditulis oleh <span itemprop="name">{s.writer}</span></dd><dd class="category-name">Kategori: <a>{s.section}</a></dd><dd class="published"><time datetime="{s.when.isoformat()}" itemprop="datePublished">Diterbitkan: {s.when.day:02d} {MONTHS[s.when.month - 1]} {s.when.year}</time></dd><dd class="hits">Dilihat: 1187</dd></dl>
<div itemprop="articleBody">{"".join(suffixed(plain(s), f" <strong>({s.credit})</strong>"))}</div><ul class="pager pagenav"><li class="previous"><a>‹ Sebelumnya</a></li><li class="next"><a>Selanjutnya ›</a></li></ul></div></div><div id="kanan"><h3>Terbaru</h3>{cards("lt")}</div>"""
    page = html(s.title, '<meta name="generator" content="Joomla! - Open Source Content Management">', content)
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit, published_from="time"))


def caption_first(s: Story) -> Set:
    """The caption in capitals as first paragraph of the body, an address dateline, labels "Bacaan lainnya" between."""
    url, name = f"https://poslereng.example/{s.slug}/", "Pos Lereng"
    elements = prefixed(plain(s), f"<strong>POSLERENG.EXAMPLE, {s.place.upper()} –</strong> ")
    more = f'<div class="bl"><p><strong>Bacaan Lainnya</strong></p><ul><li><a href="/x/0/">{e(OTHERS[0])}</a></li><li><a href="/x/3/">{e(OTHERS[3])}</a></li></ul></div>'
    content = f"""<header class="site-header">{menu()}</header><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{e(s.title)}</h1><div class="gmr-meta"><a class="url fn">Pos Lereng</a> <time class="entry-date published" datetime="{s.when.isoformat()}">{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</time></div></header>
<figure class="post-thumbnail"><img src="/u.jpg"></figure><div class="entry-content entry-content-single"><p>FOTO: {e(s.caption.upper())}</p>{with_after(elements, (2, more))}<p>{s.credit[:3]}</p><div class="gmr-related-post"><h3>Pos terkait</h3>{cards("rel")}</div></div></article><aside class="widget-area">{cards("w")}</aside>"""
    page = html(f"{s.title} - {name}", graph(s, site=name), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"POSLERENG.EXAMPLE, {s.place.upper()}", credit=s.credit[:3]))  # fmt: skip


def unclosed(s: Story) -> Set:
    """Capital tags, paragraphs never closed, a Balinese day before the date, a counter glued to the date."""
    url, name = f"http://warta-kampung.example/baca.php?id={s.when:%H%M}", "Warta Kampung"
    body = "\n".join(f"<P ALIGN=JUSTIFY>{e(t, quote=False)}" for t in s.texts)
    content = f"""<TABLE WIDTH=780><TR><TD>{menu()}</TD></TR><TR><TD CLASS=kiri><H3>{e(s.title)}</H3><I>{DAYS[s.when.weekday()].upper()} PON, {s.when.day} {MONTHS[s.when.month - 1].lower()} {s.when.year} - {s.when:%H:%M} (1290x dibaca)</I>
<P><IMG SRC=x.jpg ALIGN=LEFT>{body}
<P><B>({s.credit})</B>
<HR><P><B>BERITA LAINNYA</B><UL>{"".join(f"<LI><A HREF=?id={n}>{e(t)}</A>" for n, t in enumerate(OTHERS))}</UL></TD></TR></TABLE><CENTER>Copyright Warta Kampung</CENTER>"""
    page = f"<HTML><HEAD><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1252'><TITLE>Warta Kampung - {e(s.title)}</TITLE></HEAD><BODY>{content}</BODY></HTML>"
    return Set(url, name, (page.encode("cp1252"),), expected(s, credit=s.credit, published_from="text"),
        headers=(("Content-Type", "text/html"),))  # fmt: skip


def stamped(s: Story) -> Set:
    """Head without times but a stamp of the last change; "Publikasi … | Update …" in the page; share words between."""
    url, name = f"https://telusurbali.example/read/{s.when:%H%M%S}7/{s.slug}.html", "Telusur Bali"
    body = with_after(
        suffixed(plain(s), f"<br/><br/>Penulis: {s.writer}<br/>Editor: Nengah Parmadi"),
        (1, '<div class="text-center small">Scroll untuk melanjutkan membaca</div>'),
        (3, f'<blockquote><p><strong>Simak Juga :</strong> <a href="/x/4/">{e(OTHERS[4])}</a></p></blockquote>'),
        (4, "<p>Advertisement</p>"),
    )
    content = f"""<nav>{menu()}</nav><section class="detail-berita"><h1 class="judul-detail">{e(s.title)}</h1><p class="tgl">Publikasi : {long_day(s)} - {s.when:%H:%M} WITA | Update: Senin, 2 Maret 2026 - 08:15 WITA</p><div class="share-top"><span>SHARE</span></div>
<p class="text-muted ket-gambar">{e(s.caption)}</p><div class="teks-berita">{body}</div><p>Follow Berita Telusur Bali di <a href="#">Google News</a></p><p><span>Tag :</span> <a>#bali</a> <a>#warga</a></p><div class="komen"><h3>Berikan Komentar</h3><form><input></form></div></section><section><h2>Rekomendasi</h2>{cards("rk", 6)}</section>"""
    head = graph(s, site=name, time=False) + '<meta property="og:updated_time" content="2026-03-02T08:15:00+08:00">'
    page = html(f"{s.title} - Halaman 1 | {name}", head, content)
    return Set(url, name, (page.encode(),), expected(
        s, published_from="text", credit=f"Penulis: {s.writer} Editor: Nengah Parmadi", caption=s.caption))  # fmt: skip


def foreign(s: Story) -> Set:
    """An English theme around Indonesian text: month first, "by admin", "min read", related posts inside the body."""
    url, name = f"https://thepulaupost.example/{s.slug}", "The Pulau Post"
    month = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    clock = f"{(s.when.hour - 1) % 12 + 1}:{s.when:%M} {'am' if s.when.hour < 12 else 'pm'}"
    related = f'<div class="rp4wp-related-posts"><h3>Related Posts</h3><ul><li><div class="rp4wp-related-post-content"><a href="/x/1">{e(OTHERS[1])}</a><p>{e(OTHERS[1])} dan sejumlah hal yang perlu diketahui warga di wilayah itu…</p></div></li></ul></div>'
    content = f"""<header>{menu("Home", "News", "About")}</header><div id="primary"><main><article class="post"><h1 class="entry-title">{e(s.title)}</h1><div class="entry-meta">by <a rel="author">admin</a> | {month[s.when.month - 1]} {s.when.day}, {s.when.year} {clock} | 3 min read | 0 Comments</div><div class="entry-content clear">{with_after(plain(s), (2, related))}<p style="text-align:right"><em>{s.credit}/pp</em></p><div class="sharedaddy">Share this: <a>Twitter</a></div></div></article><div id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are marked *</p></div></main></div><div id="secondary">{cards("wp", 4)}</div>"""
    page = html(f"{s.title} — {name}", "", content, lang="en-US")
    return Set(url, name, (page.encode(),), expected(s, credit=f"{s.credit}/pp", published_from="text", author=None))  # fmt: skip


def bare_headlines(s: Story) -> Set:
    """Other articles' headlines as paragraphs without link or label; a chat box, a quiz, an author's box at the foot."""
    url, name = f"https://beritatukad.example/{s.when:%Y/%m}/{s.slug}", "Berita Tukad"
    body = with_after(
        plain(s),
        (1, f"<p>{e(OTHERS[0])}</p>"),
        (3, f"<p><b>{e(OTHERS[1])}</b></p>"),
        (5, f'<div class="kotak-tanya"><p>Punya pertanyaan? Chat dengan redaksi kami sekarang</p></div><p><strong>{e(OTHERS[3])}</strong></p>'),
    )  # fmt: skip
    content = f"""<div class="atas">{menu()}</div><div class="utama"><h1>{e(s.title)}</h1><p class="waktu">{long_day(s)}, {s.when:%H.%M} Wita</p><div class="lembar">{"".join(body)}</div>
<div class="kartu"><img src="/w.jpg"><h4>{s.writer}</h4><p>Wartawan Berita Tukad sejak 2009, menulis tentang desa dan pasar.</p></div></div><div class="samping"><h3>Pilihan</h3><a href="/x/1">{e(OTHERS[1])}</a><a href="/x/3">{e(OTHERS[3])}</a></div>"""
    page = html(f"{s.title} ~ {name}", "", content)
    return Set(url, name, (page.encode(),), expected(s, published_from="text"))


MANNERS = (bare_headlines, kicker, hashed, twins, shelves, caption_first, unclosed, stamped, foreign)
