"""Golden manners of loud portals: stacked promotions, doubled beginnings, dates and headlines in several places."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.pages.clutter import COOKIES, NEIGHBOURS, RATES, STARS, VISITORS, dated, links, ticker
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
from tests.pages.stories import Story


def two_heads(s: Story) -> Set:
    """Two h1: the section's and the article's; "Breaking" ribbon with a clock above, quick links right below the headline."""
    url, name = f"https://seruan.example/{s.section.lower()}/{s.when:%H%M}-{s.slug}", "Seruan"
    quick = "".join(f'<a class="ql" href="/n/{n}">{e(t)}</a>' for n, t in enumerate(NEIGHBOURS[:3]))
    body = with_after(
        prefixed(plain(s), f"<strong>SERUAN.EXAMPLE | {s.place.upper()}</strong> – "),
        (2, f'<p class="bj"><span>Simak Juga Berita Ini:</span><br><a href="/n/4">{e(NEIGHBOURS[4])}</a></p>'),
        (4, "<p>Yuk, ikuti akun TikTok dan Instagram Seruan biar tidak ketinggalan info!</p>"),
    )
    content = f"""<div class="ribbon">Breaking News 24/11/2026 07:59 {ticker(2)}</div>{menu()}<h1 class="kanal">{s.section}</h1><article><h1 class="judul-utama">{e(s.title)}</h1><div class="quick">{quick}</div><div class="tanggal"><i class="icon"></i>{long_day(s)} - {s.when:%H:%M} WITA</div><div class="oleh">{s.writer} (Kontributor)</div><img src="/a.jpg"><div class="caption-gambar">{e(s.caption)}</div><div class="konten-artikel">{body}<p>Reporter: {s.writer} | Editor: Gung Ari</p></div></article><div class="rail">{STARS}{dated("r", "h5")}</div>"""
    page = html(f"{s.title} - {s.section} - {name}", graph(s, title=s.title, site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"SERUAN.EXAMPLE | {s.place.upper()}", credit=f"Reporter: {s.writer} | Editor: Gung Ari", published_from="text", caption=s.caption))  # fmt: skip


def doubled_start(s: Story) -> Set:
    """Excerpt in italics above, first paragraph again in the body, the headline twice in the body, a "poin penting" box."""
    url, name = f"https://mataram-bali.example/{s.when:%Y/%m}/{s.slug}.html", "Mata Bali"
    points = "".join(f"<li>{e(t, quote=False)}</li>" for t in s.texts[1:3])
    body = with_after(plain(s), (0, f"<p><b>{e(s.title)}</b></p>"), (3, f"<p>{e(s.title)}</p>"))
    content = f"""<div class="nav-top">{menu()}</div><div class="single"><h2 class="post-title">{e(s.title)}</h2><div class="byline-date">{s.writer} / {s.when:%d.%m.%Y} / {s.when:%H:%M} WITA</div><p class="excerpt"><i>{e(s.texts[0], quote=False)}</i></p><div class="points"><h5>Poin Penting</h5><ul>{points}</ul></div><div class="post-text">{body}<p>#matabali</p></div><p>Temukan juga kami di: Facebook - Instagram - X</p></div><div class="baca-lain"><h3>Mungkin Anda Lewatkan</h3>{cards("mal")}</div>{COOKIES}"""
    page = html(f"{name} :: {s.title}", graph(s, title=f"{s.title[:30]} ...", time=False), content)
    return Set(url, name, (page.encode(),), expected(s, published_from="text"))


def modified_first(s: Story) -> Set:
    """JSON-LD with the change only, "Last update" first in the page and published later in the line, English month names."""
    url, name = f"https://islandwire.example/news/{s.slug}", "Island Wire"
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "dateModified": (s.when + timedelta(days=40)).isoformat(), "description": s.texts[0]}  # fmt: skip
    later = s.when + timedelta(days=40)
    content = f"""<header>{menu("News", "Bali", "About")}</header><main><h1>{e(s.title)}</h1><div class="stamp">Last update: {later:%B} {later.day}, {later.year} {later:%H:%M} | Published: {s.when:%B} {s.when.day}, {s.when.year} {s.when:%H:%M}</div><div class="reading"><span>2 minutes read</span></div><div class="story-body">{with_after(plain(s), (2, f'<aside>More on this: <a href="/n/1">{e(NEIGHBOURS[1])}</a></aside>'), (4, '<div class="cta"><p>Sign up for our free newsletter</p></div>'))}<p>Reporting by {s.writer}; editing by Made Wira</p></div></main><section>{dated("x", "h3", 3)}</section>"""
    page = html(
        f"{s.title} | {name}", f'<script type="application/ld+json">{json.dumps(node)}</script>', content, lang="en"
    )
    return Set(url, name, (page.encode(),), expected(s, published_from="text", modified=later.isoformat()))


def stacked(s: Story) -> Set:
    """Promotions stacked after every second paragraph: channel, poll, advert with price, horoscope link, app badges."""
    url, name = f"https://viralpulau.example/{s.when:%Y%m%d}/{s.slug}", "Viral Pulau"
    body = with_after(
        suffixed(plain(s), f"<br/>({s.credit[:3]}/vp)"),
        (1, '<div class="p1"><b>INFO VP</b><p>Gabung channel Telegram Viral Pulau sekarang, klik tombol biru di bawah.</p></div>'),
        (2, '<div class="p2"><p>Menurut kamu, siapa tokoh paling berpengaruh tahun ini?</p><p>Tokoh A</p><p>Tokoh B</p><p>Lihat hasil</p></div>'),
        (3, f'<div class="p3"><span>Kabar Pilihan</span><h6><a href="/n/5">{e(NEIGHBOURS[5])}</a></h6><h6><a href="/n/2">{e(NEIGHBOURS[2])}</a></h6></div>'),
        (4, '<div class="p4"><p>IKLAN</p><p>Promo akhir tahun, cuci AC hanya Rp 75 ribu!</p></div>'),
        (5, '<p><a href="/zodiak">Cek ramalan zodiakmu hari ini di sini</a></p>'),
    )  # fmt: skip
    content = f"""{ticker(4)}<div class="m0">{menu()}</div><div class="m1"><h1>{e(s.title)}</h1><p>{s.writer} • {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} • {s.when:%H.%M} WITA • 1,2 rb views</p>{body}</div><div class="m2">{RATES}{VISITORS}</div>"""
    page = html(f"{s.title} !! {name}", graph(s, title=f"{s.title} !! {name}", site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(s, credit=f"{s.credit[:3]}/vp", published_from="text"))


def archive(s: Story) -> Set:
    """An archive's copy: a banner with the archive's own date and title, the old page's frame, its counter and guestbook."""
    url, name = f"http://arsip-koran.example/lihat/{s.when:%Y}/{s.when:%m}/{s.slug}", "Arsip Koran Bali"
    content = f"""<div id="arsip-bar">Salinan arsip, disimpan 12 Agustus 2025. Halaman asli mungkin sudah berubah.</div><table border=0><tr><td class=menu>{menu()}</td><td class=utama><p class=judul-brt>{e(s.title)}</p><p class=tgl-brt>{long_day(s)}, {s.when:%H:%M} Wita</p>{"".join(prefixed(plain(s), f"{s.place}, Koran Dewata. "))}<p class=kode>({s.credit})</p><p>Berita ini sudah dibaca 774 kali</p><p><a href=#>Tanggapi</a> <a href=#>Kirim</a></p></td><td>{links("tautan")}<p>Buku Tamu</p></td></tr></table>"""
    page = html(f"Arsip Koran Bali - {s.title}", "", content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"{s.place}, Koran Dewata", credit=s.credit, published_from="text"),
    )


def newsroom(s: Story) -> Set:
    """A company-like newsroom: lead in h2, sub-deck, facts list after, boilerplate "Tentang", media contact, share count."""
    url, name = f"https://newsroom.kota.example/siaran/{s.slug}", "Newsroom Kota"
    content = f"""<header>{menu()}</header><main class="nr"><div class="nr-type">Siaran</div><h1>{e(s.title)}</h1><div class="nr-date">{s.when:%d %b %Y}</div><div class="nr-body">{"".join(plain(s))}</div><div class="nr-about"><h4>Tentang Newsroom Kota</h4><p>Newsroom Kota adalah pusat informasi resmi yang dikelola bagian komunikasi publik.</p></div><div class="nr-contact"><h4>Kontak Media</h4><p>Bagian Komunikasi, surel media@kota.example</p></div><div class="nr-share">Dibagikan 41 kali</div></main><aside><h4>Siaran lain</h4>{dated("nr-o", "h5", 4)}</aside>"""
    page = html(f"{s.title} — {name}", graph(s, title=s.title, site=name), content)
    return Set(url, name, (page.encode(),), expected(s))


MANNERS = (two_heads, doubled_start, modified_first, stacked, archive, newsroom)
