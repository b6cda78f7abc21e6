"""Golden manners of site builders, older open-source systems and phone pages."""

from __future__ import annotations

import json

from tests.pages.clutter import NEIGHBOURS, PRAYER, STARS, VISITORS, WEATHER, dated, links
from tests.pages.setting import (
    MONTHS,
    Set,
    cards,
    e,
    expected,
    graph,
    html,
    json_ld,
    menu,
    plain,
    suffixed,
    with_after,
)  # fmt: skip
from tests.pages.stories import Story

ENGLISH = [
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


def nuke(s: Story) -> Set:
    """A portal script of the early web: "Posted by … on Thursday, February 07, 2019", reads, ratings, topic and print rows."""
    url, name = f"http://balikita.example/modules.php?name=News&file=article&sid={s.when:%H%M}", "Balikita"
    day = f"{s.when:%A}, {ENGLISH[s.when.month - 1]} {s.when.day:02d}, {s.when.year} - {s.when:%I:%M %p}"
    content = f"""<table><tr><td><b>Modules</b><br>{menu("Home", "News", "Forums")}</td><td><table class="bgc"><tr><td><font class="title"><b>{e(s.title)}</b></font><br><font class="tiny">Posted by: admin on {day}<br>Topic: <a href="t">{s.section}</a> (Read: 3320)</font><br><br><font class="content">{"<br><br>".join(e(t, quote=False) for t in s.texts)}<br><br>[{s.credit[:3]}]</font></td></tr></table></td>
<td><b>Related Links</b><br>&middot; More about {s.section}<br>&middot; News by admin<br><hr>Most read story about {s.section}:<br><a href="s">{e(NEIGHBOURS[2])}</a><br><b>Article Rating</b><br>Average Score: 4.5<br>Votes: 2<br>Please take a second and vote for this article<br><b>Options</b><br>Printer Friendly<br>Send to a Friend</td></tr></table>The comments are owned by the poster. We aren't responsible for their content.<br>Page Generation: 0.18 Seconds"""
    page = html(f"{name} - {s.title}", '<meta name="generator" content="PHP-Nuke">', content)
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit[:3], published_from="text"))


def hosted(s: Story) -> Set:
    """A hosted builder: headline with a data attribute, "min read", "Updated", rich text as spans, recent posts with "See All"."""
    url, name = f"https://www.rumahkabar.example/post/{s.slug}", "Rumah Kabar"
    rows = "".join(
        f'<p class="kX9 _2P" dir="auto"><span class="uA1">{e(t, quote=False)}</span></p><p class="kX9"><span><br></span></p>'
        for t in s.texts
    )
    content = f"""<div id="SITE_CONTAINER"><header id="SITE_HEADER"><h2>{name}</h2>{menu()}</header><div data-hook="post"><div class="meta"><ul><li><span data-hook="user-name">{s.writer}</span></li><li><span data-hook="time-ago">{ENGLISH[s.when.month - 1][:3]} {s.when.day}, {s.when.year}</span></li><li><span data-hook="time-to-read">2 min read</span></li></ul></div><div data-hook="updated-date">Updated: <span>Mar 3, 2026</span></div><h1 data-hook="post-title" class="tT"><span class="blog-post-title-font">{e(s.title)}</span></h1><div data-hook="post-description"><div class="rc"><figure data-hook="imageViewer"><img src="/w.jpg"><figcaption><span>{e(s.caption)}</span></figcaption></figure>{rows}</div></div><div data-hook="post-footer"><ul><li>42 views</li><li>0 comments</li><li>Post not marked as liked</li></ul></div></div><div data-hook="related-posts"><div><span>Recent Posts</span><a>See All</a></div>{cards("rp", 3, "p")}</div></div>"""
    page = html(f"{s.title}", graph(s, title=s.title, site=name), content)
    return Set(url, name, (page.encode(),), expected(s, caption=s.caption))


def seventh(s: Story) -> Set:
    """Drupal 7: print and mail links, "reads", taxonomy, similar entries in a list below, the office's slogan as h1."""
    url, name = f"https://dinasugd.example/node/{s.when:%H%M}", "Dinas Urusan Gotong Royong"
    content = f"""<div id="header"><h1 id="site-name">Melayani dengan Hati</h1><div id="site-slogan">Dinas Urusan Gotong Royong Kabupaten Gunung</div></div><div id="page-wrapper"><div id="block-system-main"><h2 class="title" id="page-title">{e(s.title)}</h2><div class="tabs"></div><div id="node-12" class="node node-berita"><div class="meta submitted"><span property="dc:date dc:created" content="{s.when.isoformat()}" datatype="xsd:dateTime">Submitted by admin on {s.when:%a}, {s.when:%m/%d/%Y} - {s.when:%H:%M}</span></div>
<div class="content clearfix"><div class="field field-name-field-foto"><img src="/a.jpg" title="{e(s.caption)}"></div><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{"".join(suffixed(plain(s), f" (Humas {name.split()[0]} UGD)"))}</div></div></div><div class="field field-name-field-tags"><div class="field-label">Tags:&nbsp;</div><div class="field-item"><a>pelayanan</a></div></div></div><ul class="links inline"><li>Versi ramah cetak</li><li>Kirim lewat surel</li><li>1233 reads</li></ul></div></div><div class="block"><h2>Entri serupa</h2>{links("similar", 0, 5)}</div><div class="block">{PRAYER}</div></div>"""
    page = html(f"{s.title} | {name}", '<meta name="Generator" content="Drupal 7 (http://drupal.org)">', content)
    return Set(url, name, (page.encode(),), expected(s, credit="Humas Dinas UGD"))


def phone(s: Story) -> Set:
    """A page for phones by a framework: sticky bars, sentences in <section> pieces, story cards swiped between, audio reader."""
    url, name = f"https://m.harian7.example/a/{s.when:%d%H%M}", "Harian 7"
    pieces = [f'<section class="seg"><p>{e(t, quote=False)}</p></section>' for t in s.texts]
    pieces[0] = pieces[0].replace("<p>", f"<p><b>{s.place}, Harian7</b>: ")
    body = with_after(pieces, (1, '<section class="seg audio"><p>Dengar berita ini 02:14</p></section>'), (2, f'<section class="seg swipe"><p>Telusuri juga:</p><div><a href="/n/0">{e(NEIGHBOURS[0])}</a></div><div><a href="/n/2">{e(NEIGHBOURS[2])}</a></div></section>'), (4, '<section class="seg"><p>Unduh aplikasi Harian 7 di Play Store dan App Store untuk membaca lebih nyaman.</p></section>'))  # fmt: skip
    content = f"""<div class="bar">Harian 7<span>Selasa 24/11</span></div><div class="m"><div class="tp">{s.section}</div><h1>{e(s.title)}</h1><div class="by">{s.writer} <i>{s.when.day} {MONTHS[s.when.month - 1][:3]} {s.when:%y}, {s.when:%H.%M}</i></div><div class="ph"><img src="/a.jpg"><small>{e(s.caption)}</small></div>{body}<section class="seg"><p>({s.credit})</p></section><div class="lk"><span>34</span> suka <span>2</span> komentar</div><div class="nx"><b>Berikutnya</b>{links("nx", 1, 4)}</div></div><div class="btm"><a>Beranda</a><a>Video</a><a>Akun</a></div>"""
    head = json_ld(s, url, name)
    page = html(f"{s.title} – {name}", head, content)
    return Set(
        url, name, (page.encode(),), expected(s, dateline=f"{s.place}, Harian7", credit=s.credit, author=s.writer)
    )


def office_portal(s: Story) -> Set:
    """A regency's portal: kicker inside h1, the date as a calendar sheet, files to download, satisfaction survey, prayer times."""
    url, name = f"https://gunungkab.example/berita/detail/{s.when:%d%H}-{s.slug}", "Portal Kabupaten Gunung"
    content = f"""<div class="topbar">Hari ini: Selasa, 24 November 2026 | 14:05:22</div><header>{menu("Beranda", "PPID", "Layanan")}</header><div class="page-title-area"><h2>Berita Daerah</h2></div><div class="blog-details-area"><div class="blog-img"><img src="/a.jpg"><div class="date"><h3>{s.when.day:02d}</h3><p>{MONTHS[s.when.month - 1][:3]} {s.when.year}</p></div></div><h1 class="judul"><small>Berita Daerah &raquo;</small> {e(s.title)}</h1><ul class="entry-meta"><li>Oleh: Bidang IKP</li><li>{s.when:%d-%m-%Y}</li><li>4321 x dilihat</li></ul>
<div class="article-content text-justify">{"".join(plain(s))}<p>(Diskominfo/{s.credit[:3]})</p></div><div class="unduh"><h4>Lampiran</h4><p>Tidak ada berkas lampiran</p></div><div class="survei"><h4>Survei Kepuasan</h4><p>Apakah informasi ini bermanfaat?</p><label>Ya</label> <label>Tidak</label></div></div><aside><h3>Berita Populer</h3>{dated("item", "h4")}</aside><div>{VISITORS}{PRAYER}{WEATHER}</div><footer>Dikelola oleh Dinas Kominfo Kabupaten Gunung</footer>"""
    page = html(
        f"{s.title} - {name}", '<meta property="og:title" content="Portal Resmi Pemerintah Kabupaten Gunung">', content
    )
    when = s.when.replace(hour=0, minute=0)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, credit=f"Diskominfo/{s.credit[:3]}", published=when.isoformat(), published_from="text"),
    )


def amp_plugin(s: Story) -> Set:
    """An AMP page of a plugin: loops of recent posts inside, modified before published, "View Desktop Version", a consent text."""
    url, name = f"https://kabarsubak.example/{s.slug}/?amp=1", "Kabar Subak"
    node = {"@context": "https://schema.org", "@type": "BlogPosting", "headline": s.title, "dateModified": "2026-07-07T08:00:00+08:00", "datePublished": s.when.isoformat(), "author": {"@type": "Person", "name": s.writer, "url": "https://kabarsubak.example/author/x"}, "articleSection": [s.section, "Headline"]}  # fmt: skip
    body = with_after(
        suffixed(plain(s), f" (*/{s.credit[:3]})"),
        (
            2,
            f'<div class="amp-in-content-rp"><p class="rp-heading">Lihat Juga Berita Lain</p><ul><li><a href="/n/3">{e(NEIGHBOURS[3])}</a></li></ul></div>',
        ),
    )
    content = f"""<amp-consent id="c"><div>Kami menghargai privasi Anda. <button>Terima</button></div></amp-consent><header class="header-wrapper"><a>{name}</a></header><main><div class="sp"><div class="sp-cnt"><div class="cntr"><span class="breadcrumb"><a>Home</a> » <a>{s.section}</a></span><div class="amp-category"><span><a>{s.section}</a></span></div><h1 class="amp-post-title">{e(s.title)}</h1><div class="post-date">Updated: Juli 7, 2026</div></div>
<div class="sp-rl"><div class="sf-img"><figure class="amp-featured-image"><amp-img src="/a.jpg"></amp-img><figcaption class="wp-caption-text">{e(s.caption)}</figcaption></figure></div><div class="cntn-wrp artl-cnt">{body}</div><div class="amp-tags"><span>Tags: </span><a>bali</a></div><div class="amp-author"><div class="author-details"><span class="author-name">{s.writer}</span><p>Penulis lepas</p></div></div><div class="srp"><h3>Related Content</h3>{cards("rlp-cnt", 3, "p")}</div></div></div></div></main><footer><a>View Non-AMP Version</a></footer>{STARS}"""
    page = html(
        f"{s.title} - {name}",
        f'<script type="application/ld+json">{json.dumps(node)}</script>',
        content,
        attributes='class="body single-post amp"',
    )
    return Set(url, name, (page.encode(),), expected(
        s, credit=f"*/{s.credit[:3]}", caption=s.caption, section=s.section, modified="2026-07-07T08:00:00+08:00", author=s.writer))  # fmt: skip


MANNERS = (nuke, hosted, seventh, phone, office_portal, amp_plugin)
