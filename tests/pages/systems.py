"""Golden manners: AMP, Blogger, Drupal, script-built pages, several pages, layouts told in the outlet file."""

from __future__ import annotations

from dataclasses import replace

from tests.pages.setting import (
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


def amp(s: Story) -> Set:
    url, name = f"https://amp.jendela.example/{s.slug}/amp/", "Jendela Bali"
    body = with_after(
        plain(s),
        (1, '<amp-ad width="300" height="250" type="doubleclick"><div overflow>Iklan</div></amp-ad>'),
        (3, f'<div class="amp-related"><p>BACA JUGA : <a href="/x/1/">{e(OTHERS[1])}</a></p></div>'),
    )
    content = f"""<header class="amp-header">{name}</header><amp-sidebar id="sb" layout="nodisplay">{menu()}</amp-sidebar><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{e(s.title)}</h1>
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{s.writer}</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{s.when.isoformat()}">6 tahun ago</time></div></header>
<figure class="amp-wp-article-featured-image"><amp-img src="/w.jpg" width="600" height="400"></amp-img><p class="wp-caption-text">{e(s.caption)}</p></figure>
<div class="amp-wp-article-content">{body}<amp-social-share type="whatsapp"></amp-social-share><amp-carousel>{cards("slide", 3)}</amp-carousel></div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-tag">Tags: <a>bali</a></div><div class="amp-wp-meta amp-wp-comments-link"><a href="#">Leave a Comment</a></div></footer></article>"""
    page = html(
        f"{s.title} – {name}",
        f'<link rel="canonical" href="https://jendela.example/{s.slug}/">'
        + json_ld(s, url, name, image={"@type": "ImageObject", "url": "https://jendela.example/w.jpg"}),
        content,
        attributes='class="amp-mode"',
    )
    return Set(
        url,
        name,
        (page.encode(),),
        expected(
            s, author=s.writer, caption=s.caption, image="https://jendela.example/w.jpg", published_from="json-ld"
        ),
    )


def blogger(s: Story) -> Set:
    """Headline in mathematical bold letters, bare text with breaks in styled divs, labels, the archive beside."""
    url, name = f"https://www.corongdesa.example/{s.when:%Y/%m}/{s.slug}.html", "Corong Desa"
    bold = "".join(
        chr(0x1D5D4 + ord(c) - 65) if "A" <= c <= "Z" else chr(0x1D5EE + ord(c) - 97) if "a" <= c <= "z" else c
        for c in s.title
    )
    lines = "".join(
        f'<div style="text-align: justify;"><span style="font-family: inherit;">{e(t, quote=False)}</span></div><div style="text-align: justify;"><br /></div>'
        for t in s.texts
    )
    content = f"""<div id="header"><h1 class="title"><a href="/">{name}</a></h1></div><div id="crosscol">{menu()}</div><div class="main section"><div class="widget Blog"><h2 class="date-header"><span>{long_day(s)}</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">{bold}</h3><div class="post-body entry-content"><div class="separator" style="clear: both; text-align: center;"><a href="/z.jpg"><img src="/z.jpg" /></a></div>{lines}<div>(<b>{s.credit}</b>)</div><div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line"><span class="post-author vcard">Diposting oleh <span class="fn">Redaksi</span></span> <span class="post-timestamp">di <a class="timestamp-link" href="{url}"><abbr class="published" title="{s.when.isoformat()}">{s.when:%H.%M}</abbr></a></span></div><div class="post-labels">Label: <a rel="tag">{s.section}</a></div></div></div>
<div class="comments" id="comments"><h4>Tidak ada komentar:</h4><h4>Posting Komentar</h4></div><div class="blog-pager"><a>Posting Lebih Baru</a> <a>Beranda</a></div></div></div>
<div class="sidebar"><h2>Entri Populer</h2>{cards("item-content")}<h2>Arsip Blog</h2><ul class="hierarchy"><li>► 2016 (12)</li></ul></div>"""
    page = html(
        f"{bold} - {name}",
        f'<meta property="og:title" content="{bold}"><meta property="og:type" content="article">',
        content,
    )
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit))


def drupal(s: Story) -> Set:
    """Writer, name and category as lines of their own at the foot, then other stories; the place and outlet before a bar."""
    url, name = f"https://terompetbali.example/content/{s.slug}", "Terompet Bali"
    body = "".join(prefixed(plain(s), f"terompetbali.example | {s.place} - "))
    content = f"""<div class="region region-header">{menu()}</div><div class="region-content"><h1 class="page-header"><span>{e(s.title)}</span></h1><article role="article" class="node node--type-article node--view-mode-full">
<div class="node__meta"><span class="submitted">Submitted by {s.writer} on {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} - {s.when:%H:%M}</span></div>
<div class="content"><div class="field field--name-field-image"><img src="/sites/default/files/styles/large/a.jpg" alt="x"></div><div class="field field--name-field-caption">{e(s.caption)}</div>
<div class="field field--name-body field--type-text-with-summary"><div class="field-item">{body}</div></div>
<div class="field field--name-field-wartawan"><div class="field__label">wartawan</div><div class="field__item">{s.writer}</div></div><div class="field field--name-field-category"><div class="field__label">Category</div><div class="field__item"><a>{s.section}</a></div></div>
<ul class="links inline"><li><a>Log in to post comments</a></li></ul></div></article><div class="views-element-container"><h2>Baca juga</h2><div class="view-content">{"".join(f'<div class="views-row"><a href="/x/{n}">{e(t)}</a><p>Ringkasan singkat kabar lain yang tidak ada hubungannya, cukup panjang untuk tampak seperti paragraf berita biasa.</p></div>' for n, t in enumerate(OTHERS))}</div></div></div>"""
    page = html(f"{s.title} | {name}", '<meta name="Generator" content="Drupal 9">', content)
    return Set(
        url, name, (page.encode(),), expected(s, dateline=f"terompetbali.example | {s.place}", published_from="text")
    )


def utility(s: Story) -> Set:
    """Classes that say nothing, everything in <div>, copies for phone and screen, the state as JSON in a script."""
    url, name = f"https://ruangkota.example/a/{s.slug}", "Ruang Kota"
    rows = [f'<div class="mb-4 text-lg leading-7"><span>{e(t, quote=False)}</span></div>' for t in s.texts]
    rows.insert(
        2,
        f'<a class="flex gap-2 p-3 my-4 bg-gray-50" href="/x/2"><div class="text-xs text-red-600">Lihat Juga</div><div class="font-bold">{e(OTHERS[2])}</div></a>',
    )
    rows.insert(4, '<div class="my-6 flex justify-center text-xs">ADVERTISEMENT</div>')
    copy = f'<div class="{{}}">{"".join(rows)}</div>'
    content = f"""<div id="__next"><div class="sticky top-0">{menu()}</div><div class="max-w-4xl mx-auto"><div class="text-3xl font-bold"><h1>{e(s.title)}</h1></div><div class="flex text-sm text-gray-500"><div>{s.writer}</div><div>·</div><div>{s.when.day} {MONTHS[s.when.month - 1][:3]} {s.when.year} · {s.when:%H.%M} WITA</div><div>3 menit baca</div></div>
<div class="relative"><img src="/n.jpg"><div class="text-xs italic text-gray-400">Foto: {e(s.caption)}</div></div>{copy.format("hidden md:block")}{copy.format("md:hidden")}
<div class="mt-8"><div class="text-xl">Mungkin Anda Suka</div>{cards("p-2", 5, "div")}</div></div><script id="__NEXT_DATA__" type="application/json">{{"props":{{}}}}</script></div>"""
    page = html(
        f"{s.title} | Ruang Kota", graph(s, title=f"{s.title} | Ruang Kota", site="Ruang Kota", time=False), content
    )
    return Set(url, name, (page.encode(),), expected(s, published_from="text"))


def spread(s: Story) -> Set:
    """Three pages at three addresses, each with the headline, a paging bar and the same box of links."""
    url, name = f"https://langkahbali.example/{s.slug}/", "Langkah Bali"
    elements = suffixed(prefixed(plain(s), f"LANGKAH BALI, {s.place} – "), f" ({s.credit})")
    third = max(1, len(elements) // 3)
    parts = [elements[:third], elements[third : 2 * third], elements[2 * third :]]

    def one(number: int, part: list[str]) -> bytes:
        content = f"""<header>{menu()}</header><main><article class="single"><h1 class="post-title">{e(s.title)}</h1><div class="post-meta"><time datetime="{s.when.isoformat()}">{long_day(s)}</time></div>
<div class="post-content">{"".join(part)}<p>Baca Juga : <a href="/x/0/">{e(OTHERS[0])}</a></p><div class="page-links">Halaman: <span>1</span> <a href="2/">2</a> <a href="3/">3</a></div><p>Halaman 1 2 3 Selanjutnya</p></div></article></main><aside>{cards("sb")}</aside>"""
        suffix = f" - Halaman {number} dari 3" if number > 1 else ""
        return html(f"{s.title}{suffix} - {name}", graph(s, site=name), content).encode()

    return Set(
        url,
        name,
        tuple(one(n + 1, part) for n, part in enumerate(parts)),
        expected(s, dateline=f"LANGKAH BALI, {s.place}", credit=s.credit),
    )


def magazine(s: Story) -> Set:
    """Newsletter box, poll, podcast, key headlines and a picture series set between the paragraphs of the body."""
    url, name = f"https://majalahlereng.example/{s.when:%Y-%m}/{s.slug}", "Majalah Lereng"
    body = with_after(
        plain(s),
        (1, '<section class="newsletter-signup"><h4>Kabar pagi di kotak surat Anda</h4><p>Daftar buletin kami, gratis setiap pagi.</p><form><input type="email"></form></section>'),
        (2, f'<aside class="pull-related"><h5>Topik ini</h5><a href="/x/3/">{e(OTHERS[3])}</a></aside>'),
        (3, f'<figure class="gallery"><img src="/g1.jpg"><figcaption>Foto kedua dari rangkaian. {e(s.caption)}</figcaption></figure>'),
        (4, '<div class="podcast-player"><p>Dengarkan artikel ini</p><button>Putar</button></div>'),
        (5, f'<p>(<em>Baca juga: </em><a href="/x/4/">{e(OTHERS[4])}</a>)</p>'),
    )  # fmt: skip
    content = f"""<header role="banner"><p>{name}</p>{menu()}</header><main><article><p class="kicker">{s.section}</p><h1>{e(s.title)}</h1><p class="byline">Oleh <a rel="author" href="/p/1">{s.writer}</a></p><p class="dates">Terbit {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} pukul {s.when:%H.%M} WITA · Diperbarui 3 Maret 2026 pukul 08.00 WITA</p>
<section class="story">{body}</section><div class="member-cta"><h3>Dukung jurnalisme kami</h3><p>Berlangganan mulai Rp 10 ribu sebulan.</p></div></article></main><section class="next"><h2>Baca berikutnya</h2>{cards("card")}</section><footer>© {name}</footer>"""
    page = html(f"{s.title} — {name}", graph(s, title=f"{s.title[:34]}…", site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(s, author=s.writer, published_from="text"))


def told_layout(s: Story) -> Set:
    """A page that only its outlet's own lines can read: body and junk told in the outlet file, an older layout beside."""
    done = magazine(s)
    content = f"""<div class="q1">{menu()}</div><div class="q2">{e(s.title)}</div><div class="q3">{s.when:%d.%m.%Y %H:%M}</div><div class="q4">{"".join(plain(s))}<p>Kabar ini dibawakan oleh kopi bubuk cap perahu.</p></div><div class="q5">{"".join(f"<p>{e(t)} menjadi perbincangan hangat warga, dan ramai pula dibahas di warung.</p>" for t in OTHERS)}</div>"""
    page = html("Beranda", "", content)
    layout = (
        {"since": "2010-01-01", "body": ".old"},
        {
            "since": "2020-01-01",
            "title": ".q2",
            "body": ".q4",
            "published": ".q3",
            "junk": ["kabar ini dibawakan oleh .*"],
        },
    )
    return replace(
        done,
        url=f"https://cap.example/{s.slug}",
        outlet="Cap",
        pages=(page.encode(),),
        expect=expected(s),
        layout=layout,
    )


MANNERS = (amp, blogger, drupal, utility, spread, magazine, told_layout)
