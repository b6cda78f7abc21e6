"""Golden manners: the large news portals' own systems."""

from __future__ import annotations

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
from tests.pages.stories import OTHERS, Story


def segmented(s: Story) -> Set:
    """Detail blocks with "SIMAK" tables between paragraphs, in Jakarta's time, initials in bold at the end."""
    url, name = f"https://kilat.example/bali/d-{s.when:%m%d%H}/{s.slug}", "Kilat"
    west = s.when.hour - 1
    body = plain(s)
    body = suffixed(
        [f"<strong>{s.place}</strong> - ".join(["<p>", body[0][3:]]), *body[1:]],
        f"<br><br><br><strong>({s.credit})</strong>",
    )
    table = f'<table class="linksisip"><tbody><tr><td><div class="lihatjg"><strong>Baca juga: </strong><a href="/x/0/">{e(OTHERS[0])}</a></div></td></tr></tbody></table>'
    video = f'<div class="sisip_embed_sosmed"><p>Simak Video: <a href="/v/1/">{e(OTHERS[3])}</a></p></div><p>[Gambas:Video 20detik]</p>'
    content = f"""<div class="container"><div class="navbar">{menu()}</div><article class="detail">
<div class="page__breadcrumb"><a>Kilat</a><a>Bali</a></div><h1 class="detail__title">
      {e(s.title)}
   </h1><div class="detail__author">{s.writer} - Kilat Bali</div><div class="detail__date">{DAYS[s.when.weekday()]}, {s.when.day:02d} {MONTHS[s.when.month - 1][:3]} {s.when.year} {west:02d}:{s.when:%M} WIB</div>
<div class="detail__media"><figure><img src="/d.jpg"><figcaption class="detail__media-caption">{e(s.caption)}</figcaption></figure></div>
<div class="detail__body"><div class="detail__body-text itp_bodycontent">{with_after(body, (1, '<div class="parallaxindetail scrollpage"><div class="ads-scrollpage-top">ADVERTISEMENT</div><p>SCROLL TO CONTINUE WITH CONTENT</p></div>'), (2, table), (4, video))}</div>
<div class="detail__page-nav">Halaman <a href="?single=1">1</a> <a>2</a> <a>Selanjutnya</a></div><div class="detail__body-tag"><a href="/tag/bali">bali</a> <a href="/tag/warga">warga</a></div></div></article>
<div class="list-content"><h3>Berita Terkait</h3>{cards("list-content__item")}</div><div class="column"><h3>Terpopuler</h3>{cards("media", 5)}</div></div>"""
    page = html(f"{s.title}", graph(s, site="kilatcom", time=False), content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=s.place, credit=s.credit, caption=s.caption, published_from="text"),
    )


def readable(s: Story) -> Set:
    """Labels and link in bold between paragraphs, newsletter boxes, an editor's box, a counter of comments."""
    url, name = f"https://kompasiana-nusa.example/read/{s.when:%Y/%m/%d}/0{s.when:%H%M}1/{s.slug}", "Warta Nusa"
    related = f'<p><strong>Baca juga: <a href="/x/2/" class="inner-link-baca-juga">{e(OTHERS[2])}</a></strong></p>'
    body = prefixed(plain(s), f"<strong>{s.place.upper()}, WARTANUSA.example</strong> - ")
    content = f"""<div class="header__row">{menu()}</div><div class="container clearfix"><h1 class="read__title">{e(s.title)}</h1>
<div class="read__header"><div class="read__time">Warta Nusa - {s.when:%d/%m/%Y, %H:%M} WITA</div><div class="read__author"><a>{s.writer}</a>, <a>Tim Redaksi</a></div></div>
<div class="photo"><img src="/k.jpg"><div class="photo__caption">{e(s.caption)}</div></div>
<div class="read__content"><div class="clearfix">{with_after(body, (2, related), (4, f'<p><em>Lihat Juga: <a href="/x/3/">{e(OTHERS[3])}</a></em></p>'))}</div>
<div class="fb-quote"></div><p><em>Dapatkan update berita pilihan dan breaking news setiap hari dari Warta Nusa. Mari bergabung di Grup Telegram "Warta Nusa News Update", caranya klik link https://t.me/wartanusa, kemudian join.</em></p></div>
<div class="read__bantu"><h3>Bantu kami memahami Anda</h3></div><div class="credit"><div class="credit-title">Editor</div><span>{s.writer}</span></div>
<div class="tag"><ul><li>Tag</li><li><a>bali</a></li></ul></div><div class="forum"><h2>Komentar</h2><p>Tulis komentar Anda...</p></div></div>
<div class="latest"><h2>Terkini Lainnya</h2>{cards("latest__item", 5)}</div>"""
    head = (
        graph(s, title=f"{s.title} Halaman all", site="WARTANUSA.example", time=False)
        + f'<meta name="content_PublishedDate" content="{s.when:%Y-%m-%d %H:%M:%S}">'
    )
    page = html(f"{s.title} Halaman all - WARTANUSA.example", head, content)
    return Set(
        url, name, (page.encode(),), expected(s, dateline=f"{s.place.upper()}, WARTANUSA.example", caption=s.caption)
    )


def tabloid(s: Story) -> Set:
    """Headline repeated as first paragraph, writers' lines and a re-print notice at the end of the body."""
    url, name = f"https://bali.koranrakyat.example/{s.when:%Y/%m/%d}/{s.slug}?page=all", "Koran Rakyat Bali"
    body = prefixed(plain(s), f"<strong>KORANRAKYAT.EXAMPLE, {s.place.upper()}</strong> - ")
    related = f'<p class="baca">Baca juga: <a href="/x/1/">{e(OTHERS[1])}</a></p>'
    content = f"""<header><a class="logo">KORAN RAKYAT</a>{menu()}</header><div id="article"><h1 class="f50" id="arttitle">{e(s.title)}</h1>
<div class="mt10"><time class="grey">{long_day(s)} {s.when:%H:%M} WITA</time><div id="penulis">Penulis: <a>{s.writer}</a> | Editor: <a>Nyoman Mahayasa</a></div></div>
<div id="artimg"><img src="/t.jpg"><div class="arial f12 pb10">{e(s.caption)}</div></div>
<div class="side-article txt-article multi-fontsize editcontent"><p><strong>{e(s.title)}</strong></p>{with_after(body, (1, related), (3, "<p>Baca juga: " + e(OTHERS[0]) + "</p>"))}
<p>(*)</p><p><em>*Artikel ini telah tayang di KoranRakyat.example dengan judul {e(OTHERS[4])}</em></p><p>Penulis: {s.writer} | Editor: Nyoman Mahayasa</p></div>
<div class="paging">Halaman selanjutnya <a>1</a><a>2</a></div><div class="mb10"><h4>Tags</h4><h5 class="tagcloud3"><a>Bali</a></h5></div></div>
<div class="bsh"><h3>Berita Terkait</h3>{cards("art-list", 4)}</div><div id="latestul"><h4>BERITA TERKINI</h4>{cards("art-list", 5)}</div>"""
    page = html(f"{s.title} - Koranrakyat.example", graph(s, site="Koran Rakyat Bali", time=False), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"KORANRAKYAT.EXAMPLE, {s.place.upper()}", published_from="text", credit=f"Penulis: {s.writer} | Editor: Nyoman Mahayasa"))  # fmt: skip


def agency(s: Story) -> Set:
    """A news agency: paragraphs by line breaks, writers and copyright at the foot, all in one box."""
    url, name = f"https://bali.kantorberita.example/berita/{s.when:%H%M%d}/{s.slug}", "Kantor Berita Bali"
    lines = "<br />\n<br />\n".join(e(text, quote=False) for text in s.texts)
    lines = lines.replace(
        "<br />\n<br />\n",
        f'<br />\n<br />\n<span class="baca-juga">Baca juga: <a href="/x/3/">{e(OTHERS[3])}</a></span><br />\n<br />\n',
        1,
    )
    content = f"""<header id="header">{menu()}</header><div class="container"><article class="post-wrapper"><header class="post-header"><h1 class="post-title">{e(s.title)}</h1>
<p class="simple-share">{long_day(s)} {s.when:%H:%M} WIB</p></header><div class="post-content clearfix font17">{s.place} (KANTORBERITA) - {lines}<br />\n<br />
<p class="text-muted mt10 small">Pewarta: {s.writer}<br />Editor: Nyoman Mahayasa<br />COPYRIGHT © KANTORBERITA {s.when.year}</p></div>
<footer class="post-meta"><div class="tags-widget"><a>bali</a></div></footer></article><div class="related-post"><h3>Berita Terkait</h3>{cards("card__post")}</div></div>"""
    page = html(
        f"{s.title} - Kantor Berita Bali",
        graph(s, site="Kantor Berita", time=False) + f'<meta name="datePublished" content="{s.when.isoformat()}">',
        content,
    )
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"{s.place} (KANTORBERITA)", credit=f"Pewarta: {s.writer} Editor: Nyoman Mahayasa"),
    )


def collections(s: Story) -> Set:
    """The body cut into pieces by related collections and ad slots, each piece a box of its own."""
    url, name = f"https://enam.example/regional/read/{s.when:%d%m%H}/{s.slug}", "Enam Siang"
    elements = plain(s)
    first, second = "".join(elements[:3]), "".join(elements[3:])
    first = first.replace("<p>", f"<p><b>Enam Siang, {s.place} -</b> ", 1)
    content = f"""<div class="inner-container-article">{menu()}<article class="hentry main read-page--core-article"><header class="read-page--header"><h1 class="read-page--header--title entry-title">{e(s.title)}</h1>
<p class="read-page--header--author__datetime-wrapper"><time class="read-page--header--author__datetime updated" datetime="{s.when.isoformat()}">{s.when.day:02d} {MONTHS[s.when.month - 1][:3]} {s.when.year}, {s.when:%H:%M} WITA</time></p></header>
<div class="article-content-body"><div class="article-content-body__item" data-page="1"><div class="article-content-body__item-content">{first}</div></div>
<div class="baca-juga-collections"><div class="baca-juga-collections__header">Baca Juga</div><ul class="baca-juga-collections__list">{"".join(f'<li class="baca-juga-collections__item"><a href="/x/{n}/">{e(t)}</a></li>' for n, t in enumerate(OTHERS[:3]))}</ul></div>
<div class="article-ad" style="min-height:250px">Advertisement</div>
<div class="article-content-body__item" data-page="2"><div class="article-content-body__item-content">{second}</div></div></div>
<div class="read-page--tags"><a>Bali</a></div></article><div class="rightbar">{cards("popular__item", 5)}</div></div>"""
    page = html(f"{s.title} - Regional Enam.example", json_ld(s, url, name), content)
    return Set(url, name, (page.encode(),), expected(s, dateline=f"Enam Siang, {s.place}"))


def breaks(s: Story) -> Set:
    """Bare text and breaks in one div, "BACA JUGA" between the breaks, bare links of other headlines."""
    url, name = f"https://gerbang.example/read/{s.when:%Y/%m/%d}/340/{s.when:%M%H}/{s.slug}", "Gerbang"
    texts = [e(t, quote=False) for t in s.texts]
    texts.insert(2, f'<strong>BACA JUGA: </strong><a href="/x/0/"><strong>{e(OTHERS[0])}</strong></a>')
    texts.insert(5, f'<a href="/x/4/">{e(OTHERS[4])}</a>')
    content = f"""<div class="header">{menu()}</div><div class="main"><div class="title"><h1>{e(s.title)}</h1></div><div class="namerep"><b>{s.writer}</b>, Jurnalis ·<b>{long_day(s)} {s.when:%H:%M} WITA</b></div>
<div class="detnews"><div class="foto"><img src="/o.jpg"><div class="caption">{e(s.caption)}</div></div><div class="bodydetail" id="contentx">{s.place.upper()} - {"<br><br>".join(texts)}<br><br>({s.credit})<br><br></div></div>
<div class="share"><a>Facebook</a></div><h2>BERITA TERKAIT</h2><ul>{"".join(f"<li><a href='/x/{n}/'>{e(t)}</a></li>" for n, t in enumerate(OTHERS))}</ul></div>"""
    page = html(f"{s.title} : Gerbang News", "", content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=s.place.upper(), credit=s.credit, caption=s.caption, published_from="text"),
    )


MANNERS = (segmented, readable, tabloid, agency, collections, breaks)
