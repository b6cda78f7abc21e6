"""Golden manners of later frameworks and block themes: components, islands, consent texts, liveblogs, lists of headlines."""

from __future__ import annotations

import json
from datetime import UTC, timedelta

from tests.pages.clutter import COOKIES, NEIGHBOURS, RATES, VISITORS, dated, links
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
    with_after,
)  # fmt: skip
from tests.pages.stories import Story


def islands(s: Story) -> Set:
    """Astro-like islands: custom elements, hashed scopes, a share row inside the body, a promo card of the site's podcast."""
    url, name = f"https://rantau.example/bali/{s.slug}/", "Rantau"
    body = with_after(
        plain(s),
        (1, '<astro-island><div class="s-x1"><p class="s-x2">Dengarkan siniar “Kopi Pagi” dari Rantau setiap Senin di Spotify.</p></div></astro-island>'),
        (3, f'<related-card data-id="3"><span>Terkait</span><a href="/n/3/">{e(NEIGHBOURS[3])}</a></related-card>'),
        (4, '<share-row><span>Sebarkan:</span><a>X</a><a>WA</a></share-row>'),
    )  # fmt: skip
    content = f"""<site-header>{menu()}</site-header><main data-astro-cid-1><p class="s-k">{s.section}</p><h1 class="s-h">{e(s.title)}</h1><p class="s-d"><span>{s.writer}</span><time datetime="{s.when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}">{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</time></p><figure class="s-f"><picture><source srcset="/a.avif"><img src="/a.jpg"></picture><figcaption>{e(s.caption)}</figcaption></figure><div class="prose">{body}</div><p class="s-kor">Ada yang keliru? Sampaikan koreksi ke koreksi@rantau.example</p></main><section><h2>Baca lagi</h2>{dated("s-c", "h3", 3)}</section>{COOKIES}"""
    page = html(f"{s.title} · {name}", graph(s, site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(s, caption=s.caption, published_from="time"))


def pagers(s: Story) -> Set:
    """A CodeIgniter portal: previous and next inside the body, "populer" tabs, the modified time above the published one."""
    url, name = f"https://wartalima.example/index.php/detail/{s.when:%H%M}/{s.slug}", "Warta Lima"
    body = with_after(prefixed(plain(s), f"<strong>WARTALIMA, {s.place.upper()} -</strong> "), (3, '<p class="text-center"><i>Simak berita selengkapnya di halaman selanjutnya.</i></p>'), (4, f'<div class="well well-sm">Info lainnya: <a href="/n/2"><b>{e(NEIGHBOURS[2])}</b></a></div>'))  # fmt: skip
    content = f"""<div class="navbar-fixed">{menu()}</div><div class="container"><div class="col-md-8"><div class="post-info"><span class="label">Update terakhir: 12 Mei 2026 10:11</span></div><h3 class="post-heading">{e(s.title)}</h3><p class="text-muted"><i class="fa fa-calendar"></i> {long_day(s, padded=True)} <i class="fa fa-clock-o"></i> {s.when:%H:%M}:00 <i class="fa fa-user"></i> {s.writer} <i class="fa fa-eye"></i> 2,310</p><img class="thumbnail" src="/q.jpg"><p class="small text-center">{e(s.caption)}</p>{body}<p>Rep: {s.credit[:3]}</p><p>Red: Made Wijana</p><ul class="pager"><li><a href="/n/1">&larr; {e(NEIGHBOURS[1])}</a></li><li><a href="/n/4">{e(NEIGHBOURS[4])} &rarr;</a></li></ul></div><div class="col-md-4"><ul class="nav nav-tabs"><li>Populer</li><li>Baru</li></ul>{cards("media", 5, "h5")}{VISITORS}</div></div>"""
    page = html(f"Warta Lima | {s.title}", graph(s, title=s.title, time=False), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"WARTALIMA, {s.place.upper()}", credit=f"Rep: {s.credit[:3]} Red: Made Wijana", published_from="text"))  # fmt: skip


def cached(s: Story) -> Set:
    """An AMP page from a cache: all in one article, list of stories with dates first, wrong zone in JSON-LD, consent text last."""
    url, name = f"https://amp-kabar.example/c/s/kabar.example/{s.slug}", "Kabar Kini"
    node = {"@context": "https://schema.org", "@type": ["NewsArticle"], "headline": s.title, "datePublished": s.when.strftime("%Y-%m-%dT%H:%M:%S+00:00"), "dateModified": (s.when + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%S+00:00")}  # fmt: skip
    first = "".join(
        f"<p><a href='/n/{n}'>{e(t)}</a> <small>{n + 2}/10/2026</small></p>" for n, t in enumerate(NEIGHBOURS[:3])
    )
    content = f"""<amp-analytics></amp-analytics><div class="top-news">{first}</div><article><h1>{e(s.title)}</h1><p class="t">{long_day(s)} {s.when:%H:%M} WITA</p><amp-img src="/a.jpg" layout="responsive"></amp-img><p class="c">{e(s.caption)}</p>{with_after(prefixed(plain(s), f"Kabar Kini, {s.place} - "), (2, f'<p>Lihat Pula : <a href="/n/5">{e(NEIGHBOURS[5])}</a></p>'))}<p>{s.credit[:3]}/kk</p></article><amp-list src="/more"><div>Memuat berita lain</div></amp-list><p>Dengan menelusuri laman ini Anda menyetujui penggunaan cookies.</p>"""
    page = html(f"{s.title}", f'<script type="application/ld+json">{json.dumps(node)}</script>', content)
    return Set(url, name, (page.encode(),), expected(s, dateline=f"Kabar Kini, {s.place}", credit=f"{s.credit[:3]}/kk"))


def joomla_four(s: Story) -> Set:
    """Joomla 4 of an agency: com-content names, icons' words, "Detail" list, a module of latest articles within the body."""
    url, name = f"https://badanurun.example/informasi/berita/{s.when:%d%H}-{s.slug}", "Badan Urun Daya"
    content = f"""<header class="header container-header"><div class="navbar-brand"><a class="brand-logo">{name}</a><div class="site-description">Satu Data Satu Pelayanan</div></div>{menu()}</header><div class="site-grid"><main><div class="com-content-article item-page"><meta itemprop="inLanguage" content="id-ID"><div class="page-header"><h1>{name}</h1></div><div class="page-header"><h2>{e(s.title)}</h2></div><dl class="article-info text-muted"><dt class="article-info-term">Rincian</dt><dd class="createdby">Ditulis oleh: <span>Super User</span></dd><dd class="category-name">Kategori: <a>Berita</a></dd><dd class="create"><time datetime="{s.when.isoformat()}">Dibuat: {s.when:%d %b %Y}</time></dd><dd class="modified"><time datetime="2026-04-04T00:00:00+08:00">Terakhir Diperbarui: 04 April 2026</time></dd><dd class="hits">Klik: 87</dd></dl>
<div class="com-content-article__body">{with_after(plain(s), (2, '<div class="moduletable"><h3>Artikel Terbaru</h3><ul class="mod-articleslatest latestnews mod-list">' + "".join(f"<li><a href='/n/{n}'><span>{e(t)}</span></a></li>" for n, t in enumerate(NEIGHBOURS[:4])) + "</ul></div>"))}<p>({s.credit}/humas)</p></div><nav class="pagenavigation"><span>Sebelumnya: {e(NEIGHBOURS[0])}</span><span>Selanjutnya</span></nav></div></main><div class="sidebar-right">{links("m")}</div></div><footer>Kembali ke Atas</footer>"""
    page = html(f"{s.title} - {name}", '<meta name="author" content="Super User">', content)
    return Set(url, name, (page.encode(),), expected(s, credit=f"{s.credit}/humas", published_from="time"))


def loose_lists(s: Story) -> Set:
    """A block theme: unlinked lists of headlines in the body under odd labels, a newsletter, an event box, a disclaimer."""
    url, name = f"https://lerenggunung.example/{s.when:%d/%m/%Y}/{s.slug}/", "Lereng Gunung"
    titles = "".join(f"<li>{e(t)}</li>" for t in NEIGHBOURS[1:4])
    body = with_after(
        plain(s),
        (2, f'<div class="wp-block-group has-border"><p><strong>Berita terhangat lainnya</strong></p><ul class="wp-block-list">{titles}</ul></div>'),
        (4, '<div class="wp-block-jetpack-subscriptions"><p>Ketik email Anda…</p><p>Berlangganan</p></div>'),
    )  # fmt: skip
    content = f"""<div class="wp-site-blocks"><header>{menu()}</header><main><h1 class="wp-block-post-title">{e(s.title)}</h1><div class="wp-block-group is-nowrap"><div class="wp-block-post-date">{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</div><p>—</p><p>oleh</p><div class="wp-block-post-author-name">{s.writer}</div><p>di</p><div class="wp-block-post-terms">{s.section}</div></div><div class="entry-content wp-block-post-content">{body}<p class="has-small-font-size">Disclaimer: isi tulisan sepenuhnya tanggung jawab penulis.</p></div><div class="wp-block-group"><h2>Komentar</h2><p>Satu tanggapan untuk “{e(s.title)}”</p><ol class="wp-block-comment-template"><li><p>Terima kasih infonya, sangat membantu kami yang di perantauan.</p></li></ol></div></main></div>"""
    page = html(f"{s.title} – {name}", "", content)
    when = s.when.replace(hour=0, minute=0)
    return Set(url, name, (page.encode(),), expected(s, published=when.isoformat(), published_from="text"))


def ticket(s: Story) -> Set:
    """A community portal on Laravel: badges, reading progress, an ad label in English, tags glued to the last paragraph, a report form."""
    url, name = f"https://wargabali.example/post/{s.when:%d%H%M}", "WargaBali.example"
    last = (
        f'<p>{e(s.texts[-1], quote=False)}</p><p>Tags: <a href="/t/a">Bali</a>, <a href="/t/b">Layanan Publik</a></p>'
    )
    body = with_after([*plain(s)[:-1], last] if s.body[-1][0] == "p" else plain(s), (2, f'<div class="my-4 p-3 rounded bg-warning"><b>INFO</b> <a href="/n/1">{e(NEIGHBOURS[1])}</a></div>'), (3, '<div class="text-center"><span>SPONSORED</span><p>Rumah subsidi dekat kota, cicilan mulai sejutaan per bulan!</p></div>'))  # fmt: skip
    content = f"""<nav class="navbar">{menu()}</nav><div class="container py-4"><span class="badge">{s.section}</span> <span class="badge">Terverifikasi</span><h1 class="display-6">{e(s.title)}</h1><div class="d-flex small"><div>@{s.writer.split()[0].lower()}</div><div title="{s.when:%Y-%m-%d %H:%M:%S}">{s.when.day} {MONTHS[s.when.month - 1][:3]} {s.when.year}</div><div>4 mnt</div></div><div class="content-post">{body}</div><div class="d-flex"><button>Suka</button><span>18</span></div><div class="lapor"><p>Laporkan tulisan ini</p><p>Alasan pelaporan</p></div><h5>Untuk Anda</h5>{dated("card", "h6")}{RATES}</div>"""
    page = html(f"{s.title} on {name}", graph(s, title=s.title, site=name), content)
    return Set(url, name, (page.encode(),), expected(s, published_from="meta"))


MANNERS = (islands, pagers, cached, joomla_four, loose_lists, ticket)
