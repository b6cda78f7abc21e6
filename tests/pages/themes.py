"""Golden manners after ready-made themes of the Indonesian press: what these set around and into their bodies."""

from __future__ import annotations

import json
from datetime import UTC

from tests.pages.clutter import COOKIES, NEIGHBOURS, PRAYER, RATES, dated, links, ticker
from tests.pages.setting import (
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


def insidepost(s: Story) -> Set:
    """An Indonesian news theme: meta in table cells, a topic above, text-only related titles, a banner of a channel."""
    url, name = f"https://simpulbali.example/{s.slug}/", "SimpulBali"
    body = suffixed(
        prefixed(plain(s), f"<strong>{s.place.upper()}, SIMPULBALI.EXAMPLE</strong> | "),
        f"<strong>(Red/{s.credit[:3]})</strong>",
    )
    box = f'<div class="gmr-related-infocontent list-relasi"><p class="relasi-judul">Jangan Lewatkan</p>{links("ls", 1, 3)}</div>'
    content = f"""<div class="gmr-topnavwrap clearfix"><div class="gmr-topdate">Selasa, November 24, 2026</div>{ticker()}{menu()}</div>
<main id="primary" class="site-main col-md-8"><article id="post-88" class="content-single post-88 post type-post hentry category-a tag-b newstopic-c"><div class="gmr-breadcrumbs breadcrumbs"><span>Home</span><span>{s.section}</span></div>
<header class="entry-header entry-header-single"><div class="gmr-meta-topic"><strong><span class="cat-links-content"><a href="/c" rel="category tag">{s.section}</a></span></strong></div><h1 class="entry-title"><strong>{e(s.title)}</strong></h1>
<div class="list-table clearfix"><div class="table-row"><div class="table-cell gmr-gravatar-metasingle"><img src="/g.png"></div><div class="table-cell gmr-content-metasingle"><span class="author vcard"><a class="url fn n">{s.writer}</a></span><span class="posted-on"><time class="entry-date published" datetime="{s.when.isoformat()}">{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</time><time class="updated" datetime="2026-08-01T09:00:00+08:00">1 Agustus 2026</time></span></div></div></div></header>
<figure class="post-thumbnail gmr-thumbnail-single"><img src="/p.jpg"><figcaption class="wp-caption-text">{e(s.caption)}</figcaption></figure>
<div class="single-wrap"><div class="entry-content entry-content-single clearfix have-stickybanner">{with_after(body, (1, box), (4, '<div class="gmr-banner-insidecontent"><p>- Gulir untuk lanjut membaca -</p></div>'))}
<p class="has-text-align-center">Gabung di saluran WhatsApp SimpulBali agar tak tertinggal kabar penting.</p></div>
<footer class="entry-footer entry-footer-single"><div class="tags-links"><a>#bali</a><a>#warga</a></div></footer><div class="gmr-list-related"><div class="related-text-onlytitle"><h3>Berita Pilihan</h3>{dated("list-only-title")}</div></div></div></article></main><aside class="widget-area col-md-4">{RATES}{cards("w")}</aside>{COOKIES}"""
    page = html(f"{s.title} - {name}", graph(s, site=name, modified="2026-08-01T09:00:00+08:00"), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place.upper()}, SIMPULBALI.EXAMPLE", credit=f"Red/{s.credit[:3]}", caption=s.caption, section=s.section, author=s.writer, modified="2026-08-01T09:00:00+08:00"))  # fmt: skip


def loop_above(s: Story) -> Set:
    """A block theme: other posts with dates stand above the headline, the excerpt doubles the lead, "read more" links."""
    url, name = f"https://catatanbanjar.example/{s.when:%Y}/{s.slug}/", "Catatan Banjar"
    hero = "".join(
        f'<li class="wp-block-post"><h2 class="wp-block-post-title"><a href="/n/{n}">{e(t)}</a></h2><div class="wp-block-post-date"><time datetime="2026-10-0{n + 1}T08:00:00+08:00">{n + 1} Oktober 2026</time></div></li>'
        for n, t in enumerate(NEIGHBOURS[:3])
    )
    body = with_after(plain(s), (2, f'<div class="wp-block-columns callout"><div class="wp-block-column"><p><mark>PILIHAN REDAKSI</mark></p><p><a href="/n/4">{e(NEIGHBOURS[4])}</a></p><p><a href="/n/0">{e(NEIGHBOURS[0])}</a></p></div></div>'),
        (4, f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper"><blockquote class="wp-embedded-content"><a href="/n/3">{e(NEIGHBOURS[3])}</a></blockquote></div></figure>'))  # fmt: skip
    content = f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><h1 class="wp-block-site-title"><a href="/">{name}</a></h1>{menu()}</header>
<main class="wp-block-group"><div class="wp-block-query alignwide"><ul class="wp-block-post-template">{hero}</ul></div><div class="wp-block-post-terms"><a rel="tag" href="/c">{s.section}</a></div><h1 class="wp-block-post-title has-x-large-font-size">{e(s.title)}</h1>
<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{e(s.texts[0][:90])}… <a class="wp-block-post-excerpt__more-link">Selengkapnya</a></p></div><div class="wp-block-group meta"><p>Oleh</p><div class="wp-block-post-author-name">{s.writer}</div><div class="wp-block-post-date"><time datetime="{s.when.isoformat()}">{s.when:%d/%m/%Y}</time></div></div>
<div class="entry-content wp-block-post-content">{body}<hr class="wp-block-separator"/><p><em>Tulisan ini boleh dikutip sebagian dengan menyebut sumber {name}.</em></p></div><div class="wp-block-post-navigation-link"><span>Sebelumnya:</span> <a href="/n/1">{e(NEIGHBOURS[1])}</a></div></main></div>"""
    page = html(f"{s.title} – {name}", "", content)
    return Set(url, name, (page.encode(),), expected(s, published_from="time"))


def reactions(s: Story) -> Set:
    """A viral theme: a subtitle under the headline, votes, reactions, "tonton juga" with a transcript, next post below."""
    url, name = f"https://heboh.example/{s.when:%m}/{s.slug}", "Heboh Bali"
    body = with_after(
        plain(s),
        (
            3,
            f'<div class="snax-item"><h4>Tonton juga: {e(NEIGHBOURS[5])}</h4><div class="transkrip"><p>[Transkrip] Penyiar: pemirsa, kapal tambahan sudah disiapkan di dermaga satu dan dua.</p></div></div>',
        ),
    )
    content = f"""<div class="g1-body-inner"><div class="g1-row g1-header">{menu()}</div><article id="post-3" class="entry-tpl-classic post"><header class="entry-header"><h1 class="g1-mega g1-mega-1st entry-title" itemprop="headline">{e(s.title)}</h1><h2 class="entry-subtitle g1-gamma">Cerita lengkapnya ada di bawah ini</h2>
<p class="g1-meta entry-meta"><span class="entry-byline"><a class="entry-author" rel="author">{s.writer}</a> <time class="entry-date" datetime="{s.when.isoformat()}" itemprop="datePublished">{(s.when.year)} lalu</time></span><span class="entry-stats"><span class="entry-views"><strong>1.9k</strong><span> Views</span></span><span class="entry-votes"><strong>74</strong> Votes</span></span></p></header>
<div class="entry-featured-media"><img src="/v.jpg"></div><div class="entry-content g1-typography-xl" itemprop="articleBody">{body}</div><aside class="snax-reactions"><h4>Bagaimana perasaanmu?</h4><ul><li>Marah 12</li><li>Sedih 9</li><li>Kaget 3</li></ul></aside><div class="snax-voting-container"><span>74 poin</span><span>Upvote</span> <span>Downvote</span></div>
<div class="g1-row"><h2>Lihat Lebih Banyak</h2>{dated("entry-tpl-grid", "h3")}</div></article></div>"""
    page = html(f"{s.title} • {name}", graph(s, title=f"{s.title} • {name}", time=False), content)
    return Set(url, name, (page.encode(),), expected(s, author=s.writer))


def read_on(s: Story) -> Set:
    """A magazine theme: inline related posts in three dresses, tags and counters under the headline, a newsletter box."""
    url, name = f"https://lontarpos.example/{s.when:%Y/%m/%d}/{s.slug}.html", "Lontar Pos"
    inline = f'<div class="penci-ilrltpost-insert"><div class="penci-ilrltp-heading"><span>Artikel Terkait</span></div><ul><li class="penci-ilrltp-item"><a href="/n/2">{e(NEIGHBOURS[2])}</a></li></ul></div>'
    loose = f'<p><span style="color:#ff0000;"><strong>&gt;&gt; {e(NEIGHBOURS[1])}</strong></span></p>'
    body = with_after(prefixed(plain(s), f"<b>{s.place} (Lontar Pos) &#8211;</b> "), (1, inline), (3, f'<p style="padding-left:40px">Lihat juga <a href="/n/3">{e(NEIGHBOURS[3])}</a></p>'), (4, loose))  # fmt: skip
    content = f"""<div id="header">{menu()}</div><div class="container-single"><div class="header-standard header-classic single-header"><div class="penci-standard-cat"><span class="cat"><a rel="category tag" class="penci-cat-name" href="/c">{s.section}</a></span></div><h1 class="post-title single-post-title entry-title">{e(s.title)}</h1>
<div class="post-box-meta-single"><span class="author-post byline"><span class="author vcard">written by <a class="author-url url fn n">{s.writer}</a></span></span><span><time class="entry-date published" datetime="{s.when.isoformat()}">{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</time></span><span>0 comment</span><span><i class="penci-post-countview-number">512</i> views</span></div></div>
<div class="post-image"><img src="/l.jpg"><div class="penci-featured-caption">{e(s.caption)}</div></div><div class="post-entry blockquote-style-1"><div class="inner-post-entry entry-content">{body}<div class="penci-single-link-pages"></div></div></div><div class="tags-share-box"><span class="single-comment-o">0 comment</span><span class="count-number-like">3</span><a>Facebook</a></div>
<div class="post-author"><div class="author-content"><h5><a>{s.writer}</a></h5><p>Menulis sejak 2012. Pernah bertugas di Lombok dan Surabaya, kini menetap di Gianyar bersama keluarga.</p></div></div><div class="mc4wp-form-fields"><h4>Surat kabar pagi</h4><p>Kirimkan saya ringkasan berita setiap pukul enam pagi.</p></div><div class="post-related"><h4 class="post-box-title">You may also like</h4>{dated("item-related", "h3")}</div></div>"""
    page = html(f"{s.title} » {name}", graph(s, site=name), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place} (Lontar Pos)", caption=s.caption, section=s.section, author=s.writer))  # fmt: skip


def magone(s: Story) -> Set:
    """A Blogger magazine theme: bare divs and breaks, the credit and "Laporan" line at the end, a quiz, post labels as JSON."""
    url, name = f"https://www.suaradusun.example/{s.when:%Y/%m}/{s.slug}.html", "Suara Dusun"
    lines = "".join(f"<div>{e(t, quote=False)}</div><div><br></div>" for t in s.texts)
    lines = lines.replace(
        "<div><br></div>",
        f'<div><br></div><div style="text-align:left"><b><i>Simak pula: <a href="/n/2">{e(NEIGHBOURS[2])}</a></i></b></div><div><br></div>',
        1,
    )
    node = {"@context": "http://schema.org", "@type": "BlogPosting", "headline": s.title, "datePublished": s.when.astimezone(UTC).isoformat(), "dateModified": "2026-09-09T01:00:00Z", "author": {"@type": "Person", "name": "Unknown"}, "publisher": {"@type": "Organization", "name": "Blogger"}}  # fmt: skip
    content = f"""<div id="header-section"><h1 class="blog-title">{name}</h1><p class="description">Kabar dari dusun untuk dusun, terbit setiap hari</p></div><div class="widget LinkList">{menu()}</div><div class="post-outer"><div class="post hentry"><div class="post-head"><h2 class="post-title entry-title">{e(s.title)}</h2><div class="post-meta"><a class="post-author-label">Redaksi</a> <a class="post-date published" title="{s.when.isoformat()}">{long_day(s)}</a> <span>WIB</span> <span class="comments-num">0 Komentar</span> <span>Last Updated 2026-09-09T01:00:00Z</span></div></div>
<div class="post-body entry-content"><div class="post-body-inner"><div class="separator"><img src="/j.jpg"></div><table class="tr-caption-container"><tbody><tr><td><img src="/j2.jpg"></td></tr><tr><td class="tr-caption" style="text-align:center">{e(s.caption)}</td></tr></tbody></table>{lines}<div><b>Laporan: {s.writer}</b></div></div></div>
<div class="post-section post-labels"><span>TAGS:</span> <a rel="tag">{s.section}</a></div><div class="kuis"><h4>Kuis Mingguan</h4><p>Siapa perbekel pertama di desa kita? Jawab dan menangkan pulsa!</p></div><div class="post-section post-related"><h4>Lihat lainnya</h4>{dated("item", "h3")}</div></div></div>"""
    page = html(f"{s.title} ~ {name}", f'<script type="application/ld+json">{json.dumps(node)}</script>', content)
    return Set(url, name, (page.encode(),), expected(s, credit=f"Laporan: {s.writer}", caption=s.caption, author=None))


def smart_boxes(s: Story) -> Set:
    """tagDiv's composer: every piece a block of its own, a subtitle, smart lists, the day as dd/mm/yyyy twice, zone Z."""
    url, name = f"https://www.kabarbukit.example/{s.section.lower()}/{s.slug}/", "Kabar Bukit"
    node = {"@context": "https://schema.org", "@graph": [{"@type": "Article", "headline": s.title, "datePublished": s.when.strftime("%Y-%m-%dT%H:%M:%S+08:00"), "dateModified": "2026-06-06T00:00:00+08:00", "author": {"name": "kabarbukit"}}, {"@type": "Organization", "name": name}]}  # fmt: skip
    elements = suffixed(prefixed(plain(s), f"{s.place.upper()}, Kabarbukit.example – "), f" ({s.writer})")
    body = with_after(elements, (2, f'<div class="tdi_71 td_block_wrap td_block_related"><div class="td-block-title-wrap"><h4 class="td-block-title"><span>Lainnya dari {s.section}</span></h4></div>{dated("td_module_flex", "p", 2)}</div>'), (5, '<div class="td-all-devices"><a href="https://epaper.example"><img src="/e.png"></a><p>Langganan e-paper Kabar Bukit cukup Rp 25 ribu per bulan</p></div>'))  # fmt: skip
    content = f"""<div id="td-outer-wrap"><div class="tdc-header-wrap">{menu()}{PRAYER}</div><div class="tdc-content-wrap"><article class="tdb-autoload-article"><div class="td_block_wrap tdb_title"><h1 class="tdb-title-text">{e(s.title)}</h1></div><div class="td_block_wrap tdb_single_subtitle"><p>{s.section} hari ini</p></div><div class="td_block_wrap tdb_single_author"><span class="tdb-author-name-wrap"><span class="tdb-author-by">By</span> <a class="tdb-author-name">{s.writer}</a></span></div><div class="td_block_wrap tdb_single_date"><time class="entry-date updated td-module-date" datetime="{s.when.isoformat()}">{s.when:%d/%m/%Y}</time></div><div class="td_block_wrap tdb_single_post_views"><span>2.011</span></div>
<div class="td_block_wrap tdb_single_featured_image"><figure><img src="/q.jpg"><figcaption class="tdb-caption-text">{e(s.caption)}</figcaption></figure></div><div class="td_block_wrap tdb_single_content tagdiv-type"><div class="tdb-block-inner td-fix-index">{body}</div></div>
<div class="td_block_wrap tdb_single_tags"><ul class="tdb-tags"><li><span>TAGS</span></li><li><a>bali</a></li></ul></div><div class="td_block_wrap tdb_single_next_prev"><div class="tdb-next-post"><span>Next article</span><a href="/n/1">{e(OTHERS[1])}</a></div></div></article><div class="td_block_wrap td_flex_block_1"><h4>Terbaru</h4>{dated("td_module_wrap", "h3")}</div></div></div>"""
    page = html(
        f"{s.title} | {name}",
        f'<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(node)}</script>'
        + graph(s, title=f"{s.title} | {name}", time=False),
        content,
    )
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place.upper()}, Kabarbukit.example", credit=s.writer, caption=s.caption, published_from="json-ld"))  # fmt: skip


MANNERS = (insidepost, loop_above, reactions, read_on, magone, smart_boxes)
