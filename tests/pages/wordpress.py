"""Golden manners: WordPress themes, classic and block, and the page builders on top of it."""

from __future__ import annotations

import json
from datetime import UTC

from tests.pages.setting import (
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


def wp_classic(s: Story) -> Set:
    url, name = f"https://kabarlembah.example/{s.slug}/", "Kabar Lembah"
    body = suffixed(prefixed(plain(s), f"{s.place.upper()}, KABAR LEMBAH – "), f" ({s.credit})")
    related = f'<p><strong>Baca juga: <a href="/x/0/">{e(OTHERS[0])}</a></strong></p>'
    content = f"""<header id="masthead" class="site-header"><h1 class="site-title"><a href="/">{name}</a></h1>{menu()}</header>
<div id="content" class="site-content"><main><article id="post-881" class="post type-post status-publish hentry">
<header class="entry-header"><span class="cat-links"><a href="/c/" rel="category tag">{s.section}</a></span>
<h2 class="entry-title">{e(s.title)}</h2><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{s.when.isoformat()}">{long_day(s)}</time>
<time class="updated" datetime="2026-02-02T01:00:00+08:00">2 Februari 2026</time></span><span class="byline"><span class="author vcard"><a href="/author/x/">{s.writer}</a></span></span></div></header>
<figure class="wp-caption aligncenter"><img src="/a.jpg" alt=""><figcaption class="wp-caption-text">{e(s.caption)}</figcaption></figure>
<div class="entry-content">{with_after(body, (2, related))}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Bagikan ini:</h3><ul><li>Klik untuk berbagi di WhatsApp(Membuka di jendela yang baru)</li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Terkait</h3>{cards("jp-relatedposts-post", 3, "h4")}</div></div>
<footer class="entry-footer">Ditandai <a href="/tag/a/" rel="tag">bali</a>, <a href="/tag/b/" rel="tag">pelayanan</a></footer></article>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Navigasi pos</h2><a href="/x/1/" rel="prev">{e(OTHERS[1])}</a></nav>
<div id="comments"><div id="respond"><h3 id="reply-title">Tinggalkan Balasan</h3><p>Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *</p></div>
<ol class="comment-list"><li class="comment"><p>Semoga cepat ditindaklanjuti, terima kasih beritanya.</p></li></ol></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Pos-pos Terbaru</h2>{cards("recent")}</section></aside></div>
<footer class="site-footer"><p>© 2026 {name}. Dibuat dengan WordPress.</p></footer>"""
    page = html(f"{s.title} – {name}", graph(s, site=name), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place.upper()}, KABAR LEMBAH", credit=s.credit, caption=s.caption, section=s.section, author=s.writer))  # fmt: skip


def wp_block(s: Story) -> Set:
    url, name = f"https://suarapesisir.example/{s.when:%Y/%m/%d}/{s.slug}/", "Suara Pesisir"
    pieces = []
    for number, element in enumerate(plain(s)):
        pieces.append(
            element.replace("<ul>", '<ul class="wp-block-list">').replace("<h3>", '<h3 class="wp-block-heading">')
        )
        if number == 1:
            pieces.append(
                f'<figure class="wp-block-image size-large"><img src="/b.jpg"/><figcaption class="wp-element-caption">{e(s.caption)}</figcaption></figure>'
            )
        if number == 2:
            pieces.append(
                '<ul class="wp-block-latest-posts__list has-dates wp-block-latest-posts">'
                + "".join(f'<li><a class="wp-block-latest-posts__post-title" href="/x/{n}/">{e(t)}</a><time datetime="2026-01-0{n + 1}T00:00:00+08:00">{n + 1} Januari 2026</time></li>' for n, t in enumerate(OTHERS[:3]))
                + "</ul>"
            )  # fmt: skip
        if number == 3:
            pieces.append(
                f'<div class="wp-block-group has-background"><p><strong>Simak Juga:</strong></p><h4><a href="/x/3/">{e(OTHERS[3])}</a></h4></div>'
            )
    pieces.append(
        '<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="https://whatsapp.com/channel/1">Ikuti Saluran WhatsApp Suara Pesisir</a></div></div>'
    )
    content = f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">{name}</a></p>{menu()}</header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{e(s.title)}</h1><div class="wp-block-post-date"><time datetime="{s.when.isoformat()}">{long_day(s)}</time></div>
<div class="entry-content wp-block-post-content is-layout-constrained">{"".join(pieces)}</div>
<div class="wp-block-post-terms">{s.section}, Berita</div><div class="wp-block-comments"><h2>Komentar</h2><p>Belum ada komentar.</p></div></main>
<div class="wp-block-query"><h2>Artikel Lainnya</h2><ul class="wp-block-post-template">{"".join(f"<li><h3><a href='/x/{n}/'>{e(t)}</a></h3></li>" for n, t in enumerate(OTHERS))}</ul></div></div>"""
    page = html(f"{s.title} - {name}", graph(s, site=name, modified="2026-03-01T10:00:00+08:00"), content)
    return Set(url, name, (page.encode(),), expected(s, caption=s.caption, modified="2026-03-01T10:00:00+08:00"))


def jnews(s: Story) -> Set:
    url, name = f"https://balimadya.example/{s.when:%Y/%m}/{s.slug}/", "Bali Madya"
    body = suffixed(
        prefixed(plain(s), f"<strong>BALIMADYA.EXAMPLE, {s.place.upper()}</strong> – "),
        f" <strong>({s.credit})</strong>",
    )
    inline = f'<div class="jnews_inline_related_post_wrapper left"><div class="jnews_inline_related_post"><h3>BACA JUGA</h3>{cards("jeg_post", 2)}</div></div>'
    content = f"""<div class="jeg_viewport"><div class="jeg_header">{menu()}</div><div class="post-wrapper"><div class="jeg_main"><div class="entry-header">
<div class="jeg_breadcrumbs"><a href="/">Beranda</a> <a href="/c/">{s.section}</a></div><h1 class="jeg_post_title">{e(s.title)}</h1>
<div class="jeg_meta_container"><div class="jeg_meta_author"><span class="meta_text">by</span> <a href="/author/a/">{s.writer}</a></div>
<div class="jeg_meta_date"><a href="{url}">{s.when.day} {long_day(s).split()[2]} {s.when.year}</a></div><div class="jeg_meta_category"><span class="meta_text">in</span> <a href="/c/" rel="category tag">{s.section}</a></div>
<div class="jeg_meta_comment"><a href="#c">0</a></div></div></div>
<div class="jeg_featured featured_image"><a href="/c.jpg"><img src="/c.jpg"/></a><p class="wp-caption-text">{e(s.caption)}</p></div>
<div class="jeg_share_top_container"><div class="jeg_sharelist"><span class="count">12</span><span>SHARES</span><span>301</span><span>VIEWS</span></div></div>
<div class="entry-content no-share"><div class="content-inner"><p>Balimadya.example</p>{with_after(body, (2, inline), (4, '<div class="jeg_ad jeg_ad_article jnews_content_inline_ads"><div class="ads-text">ADVERTISEMENT</div></div>'))}
<p><strong>Pantau terus balimadya.example di :</strong></p><p>Dapatkan berita terbaru dari Balimadya.example di <a href="https://news.google.com/">Google News</a></p>
<div class="jeg_post_tags"><span>Tags:</span> <a href="/t/" rel="tag">Bali</a></div></div></div>
<div class="jnews_author_box_container"><div class="jeg_author_content"><h3>{s.writer}</h3><p>Wartawan sejak lama, suka kopi dan naik gunung.</p></div></div>
<div class="jnews_related_post_container"><h3>Related <strong>Posts</strong></h3>{cards("jeg_post")}</div><div class="jnews_comment_container">Leave a Reply</div></div>
<div class="jeg_sidebar">{cards("jeg_post", 5)}</div></div></div>"""
    page = html(f"{s.title} - Balimadya.example", graph(s, site="Balimadya.example"), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"BALIMADYA.EXAMPLE, {s.place.upper()}", credit=s.credit, caption=s.caption, section=s.section))  # fmt: skip


def newspaper(s: Story) -> Set:
    """tagDiv's Newspaper: the plain day in <time>, the hour only in JSON-LD with @graph."""
    url, name = f"https://pelitakota.example/{s.slug}/", "Pelita Kota"
    body = suffixed(prefixed(plain(s), f"{s.place} ({name}) – "), f" *{s.credit[:3]}")
    nodes = [
        {"@type": "WebSite", "name": name},
        {
            "@type": "WebPage",
            "datePublished": s.when.astimezone(UTC).isoformat(),
            "dateModified": "2026-04-05T02:00:00+00:00",
        },
        {"@type": "Person", "name": s.writer},
    ]
    told = json.dumps({"@context": "https://schema.org", "@graph": nodes})
    ld = f'<script type="application/ld+json">{told}</script>'
    content = f"""<div id="td-outer-wrap"><div class="td-header-wrap">{menu()}</div><div class="td-container"><article class="post type-post">
<div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/c/">{s.section}</a></li></ul><header class="td-post-title"><h1 class="entry-title">{e(s.title)}</h1>
<div class="td-module-meta-info"><div class="td-post-author-name">Oleh <a href="/author/">{s.writer}</a><div class="td-author-line"> - </div></div>
<span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{s.when.isoformat()}">{s.when.day:02d}/{s.when.month:02d}/{s.when.year}</time></span></div></header></div>
<div class="td-post-content tagdiv-type"><div class="td-post-views"><i class="td-icon-views"></i><span class="td-nr-views-9">1.204</span></div>
<div class="td-post-featured-image"><figure><a href="/d.jpg"><img class="entry-thumb" src="/d.jpg"></a><figcaption class="wp-caption-text">{e(s.caption)}</figcaption></figure></div>
{with_after(body, (1, '<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span></div>'), (3, f'<blockquote><p><strong>BACA JUGA: </strong><a href="/x/2/">{e(OTHERS[2])}</a></p></blockquote>'))}
</div><footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a href="/t/">Bali</a></li></ul></div>
<div class="td-post-sharing"><span>Facebook</span><span>Twitter</span></div><div class="td-post-next-prev"><span>Artikel sebelumnya</span><a href="/x/1/">{e(OTHERS[1])}</a></div>
<div class="td-author-name vcard author"><a href="/author/">{s.writer}</a></div></footer></article>
<div class="td_block_wrap td_block_related_posts"><h4>RELATED ARTICLES</h4>{cards("td_module_related_posts")}</div>
<div class="td-ss-main-sidebar"><h4>Terpopuler</h4>{cards("td_module_6", 5)}</div></div></div>"""
    page = html(f"{s.title} | {name}", ld, content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place} ({name})", credit=s.credit[:3], caption=s.caption, section=s.section))  # fmt: skip


def elementor(s: Story) -> Set:
    """A page builder: no article element, the site's slogan as h1, the headline as h2."""
    url, name = f"https://gema.example/berita/{s.slug}/", "Gema Desa"
    widget = '<div class="elementor-element elementor-widget elementor-widget-{}"><div class="elementor-widget-container">{}</div></div>'.format
    body = with_after(
        plain(s),
        (2, widget("shortcode", f'<p>Lihat juga: <a href="/x/4/">{e(OTHERS[4])}</a></p>')),
        (4, f'<p><a href="/x/1/">{e(OTHERS[1])}</a></p>'),
    )
    content = f"""<div class="elementor elementor-location-header">{widget("heading", "<h1>Suara Warga dari Desa ke Kota</h1>")}{widget("nav-menu", menu())}</div>
<div class="elementor elementor-location-single">{widget("theme-post-title", f'<h2 class="elementor-heading-title">{e(s.title)}</h2>')}
{widget("post-info", f'<ul class="elementor-icon-list-items"><li><span>{s.writer}</span></li><li><time>{s.when.day} {long_day(s).split()[2]} {s.when.year}</time></li><li><time>{s.when:%H:%M}</time></li></ul>')}
{widget("share-buttons", "<span>WhatsApp</span><span>Facebook</span>")}{widget("theme-post-content", body)}
{widget("post-comments", "<h3>Tinggalkan Komentar</h3>")}{widget("posts", "<h2>Berita Terkait</h2>" + cards("elementor-post"))}</div>
<div class="elementor-location-footer"><p>Hak Cipta {name} 2026</p></div>"""
    page = html(f"{s.title} | {name}", json_ld(s, url, name), content)
    return Set(url, name, (page.encode(),), expected(s, author=s.writer))


MANNERS = (wp_classic, wp_block, jnews, newspaper, elementor)
