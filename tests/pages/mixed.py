"""Golden manners of mixed kinds: galleries with text, liveblog frames, members' pages, mirrors, mixed languages, messengers."""

from __future__ import annotations

from tests.pages.clutter import COOKIES, NEIGHBOURS, PRAYER, RATES, dated, links
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


def members(s: Story) -> Set:
    """A paper half behind a wall, open here: login words in the head, "free article" notes, gift links, index of topics."""
    url, name = f"https://koranlangit.example/{s.when:%Y/%m/%d}/{s.slug}", "Koran Langit"
    body = with_after(
        prefixed(plain(s), f"<span class='loc'>{s.place.upper()}, LANGIT</span> — "),
        (2, '<div class="gift"><p>Anda membaca artikel gratis ke-2 dari 3 bulan ini. <a>Jadi pelanggan</a></p></div>'),
        (4, f'<div class="rec"><p class="rec-t">Rekomendasi Bacaan</p><a href="/n/1">{e(NEIGHBOURS[1])}</a></div>'),
    )
    content = f"""<header><a>Masuk</a> <a>Berlangganan</a>{menu()}</header><main><div class="rubrik"><a>{s.section}</a></div><h1>{e(s.title)}</h1><p class="deskripsi">{e(s.texts[0][:60])}…</p><div class="pen">Oleh <span>{s.writer}</span></div><div class="tgl">{s.when.day:02d} {MONTHS[s.when.month - 1][:3]} {s.when.year} {s.when:%H:%M} WITA · <span>3 menit baca</span></div><figure><img src="/k.jpg"><figcaption>{e(s.caption)}</figcaption><small>LANGIT/RAI WIRYA</small></figure><div class="isi-langit">{body}<p>({s.credit})</p></div><div class="editor">Editor: PUTU OKA</div></main><footer>{links("topik", 0, 3)}</footer>"""
    page = html(f"{s.title} - {name}", graph(s, title=s.title, site=name, time=False), content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"{s.place.upper()}, LANGIT", published_from="text", caption=s.caption),
    )


def live_frame(s: Story) -> Set:
    """An article in a live blog's frame: entries with clocks beside, "terkini" strip, "perbarui" link, pinned note."""
    url, name = f"https://sigap.example/live/{s.when:%d%H}/{s.slug}", "Sigap"
    entries = "".join(f'<li><span>{8 + n}:15</span> <a href="/n/{n}">{e(t)}</a></li>' for n, t in enumerate(NEIGHBOURS))
    content = f"""<div class="strip"><b>TERKINI</b> {e(NEIGHBOURS[2])}</div>{menu()}<div class="cols"><div class="feed"><h3>Linimasa</h3><ul>{entries}</ul></div><div class="story"><h1>{e(s.title)}</h1><div class="m">Sigap, {long_day(s)} pukul {s.when:%H.%M} Wita <a>Perbarui</a></div><div class="note">Catatan: halaman ini diperbarui berkala.</div>{"".join(suffixed(prefixed(plain(s), f"<b>Sigap, {s.place}</b> - "), f" <b>({s.credit[:3]}/sgp)</b>"))}<div class="again">Ikuti perkembangan lainnya lewat kanal WhatsApp Sigap</div></div></div>{RATES}"""
    page = html(f"{s.title} | {name}", graph(s, title=s.title, time=False), content)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, dateline=f"Sigap, {s.place}", credit=f"{s.credit[:3]}/sgp", published_from="text"),
    )


def translated(s: Story) -> Set:
    """A machine-translating theme: language switch, English furniture around, "Translate this post", reading bar, related reads."""
    url, name = f"https://balibridge.example/id/{s.slug}/", "Bali Bridge"
    body = with_after(
        plain(s),
        (1, '<div class="gt">Translate this post: English | Indonesia | 日本語</div>'),
        (3, f'<div class="also"><em>You might also be interested in:</em> <a href="/n/5">{e(NEIGHBOURS[5])}</a></div>'),
        (5, "<p><em>Enjoying this story? Support us on Patreon.</em></p>"),
    )
    content = f"""<div class="lang"><a>EN</a> <a>ID</a></div>{menu("Home", "Bali", "Contact")}<article><header><h1>{e(s.title)}</h1><p>By {s.writer} · {s.when:%B} {s.when.day}, {s.when.year} · 2 min</p></header><div class="content-area">{body}</div><footer><p>Filed under: {s.section}</p><p>Tagged with: bali, public</p></footer></article><h3>Related reads</h3>{dated("rr", "h4", 3)}"""
    page = html(f"{s.title} | {name}", json_ld(s, url, name), content, lang="id")
    return Set(url, name, (page.encode(),), expected(s, author=s.writer, published_from="json-ld"))


def messenger(s: Story) -> Set:
    """A page made for messengers: bold dateline line by itself, emoji labels, hashtags in mid-body, "teruskan" calls, sign-off lines."""
    url, name = f"https://kilatdesa.example/k/{s.when:%d%m%H%M}", "Kilat Desa"
    body = with_after(
        plain(s),
        (0, f"<p><b>📍 {s.place.upper()}, KILAT DESA</b></p>"),
        (3, f'<p>👉 Baca juga 👉 <a href="/n/0">{e(NEIGHBOURS[0])}</a></p>'),
        (4, "<p>#kilatdesa #bali</p>"),
    )
    content = f"""<div class="k-h"><b>{name}</b></div><h1>📰 {e(s.title)}</h1><div class="k-t">🗓 {s.when:%d/%m/%Y} ⏰ {s.when:%H.%M} WITA ✍ {s.writer}</div><div class="k-i"><img src="/f.jpg"><span>📷 {e(s.caption)}</span></div><div class="k-b">{body}<p>({s.credit})</p><p>Teruskan ke grup WhatsApp keluarga Anda</p><p>📲 Info iklan hubungi 0812-0000-0000</p></div><div class="k-l">{links("kl")}</div>"""
    page = html(s.title, graph(s, title=s.title, site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit, published_from="text"))


def university(s: Story) -> Set:
    """A faculty's or hospital's site: theme of events, date box cut in three, author box, "berita lainnya" grid, widgets of rank."""
    url, name = f"https://rsdlembah.example/artikel/{s.slug}", "RSD Lembah"
    content = f"""<div class="top">{menu("Profil", "Layanan", "Jadwal Dokter")}</div><div class="inner-banner"><h1>Artikel</h1></div><div class="post-box"><div class="post-date"><span class="dd">{s.when.day}</span><span class="mm">{MONTHS[s.when.month - 1]}</span><span class="yy">{s.when.year}</span></div><h3 class="post-ttl">{e(s.title)}</h3><div class="post-inf">Oleh: Tim PKRS | Kategori: {s.section}</div><div class="post-desc">{"".join(plain(s))}<p><em>Promosi Kesehatan Rumah Sakit (PKRS)</em></p></div></div><div class="jadwal"><h4>Jadwal Poliklinik</h4><table><tr><td>Poli Anak</td><td>08.00 - 12.00</td></tr><tr><td>Poli Gigi</td><td>08.00 - 11.00</td></tr></table></div><div class="grid"><h3>Berita Lainnya</h3>{cards("gr", 4, "h5")}</div>"""
    page = html(f"{s.title} | {name}", "", content)
    when = s.when.replace(hour=0, minute=0)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, published=when.isoformat(), published_from="text", text="\n\n".join([*s.texts])),
    )


def wide_news(s: Story) -> Set:
    """A grid theme: trending row between headline and body, first letter as drop cap, ad words split, "lihat semua foto"."""
    url, name = f"https://gardabali.example/{s.section.lower()}/{s.slug}-{s.when:%H%M}", "Garda Bali"
    elements = prefixed(plain(s), f"<b>GARDABALI, {s.place.upper()} :</b> ")
    trend = "".join(
        f'<div class="tr-i"><span>{n + 1}</span><a href="/n/{n}">{e(t)}</a></div>' for n, t in enumerate(NEIGHBOURS[:4])
    )
    body = with_after(
        elements,
        (2, '<div class="ad-slot"><span>Space</span><span>Iklan</span></div>'),
        (
            3,
            f'<div class="bx-rel"><div class="bx-h">Simak Berita Lainnya</div><div class="bx-c"><a href="/n/4"><img src="/4.jpg"></a><a href="/n/4">{e(NEIGHBOURS[4])}</a><p>Selengkapnya di sini...</p></div></div>',
        ),
        (5, '<p class="foto-link"><a href="/foto">Lihat Semua Foto (12)</a></p>'),
    )
    content = f"""<div class="hdr">{menu()}</div><div class="ttl"><span class="cat">{s.section}</span><h1>{e(s.title)}</h1></div><div class="trend"><b>Trending</b>{trend}</div><div class="who-when">{s.writer} - {DAYS[s.when.weekday()]}, {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}, {s.when:%H:%M} WITA</div><div class="gbr-utama"><img src="/g.jpg"><em>{e(s.caption)}</em></div><div class="artikel">{body}</div><div class="kredit">Kontributor: {s.writer}</div>{COOKIES}{PRAYER}"""
    page = html(f"{s.title} - {name}", graph(s, title=f"{s.title} - {name}", time=False), content)
    return Set(
        url, name, (page.encode(),), expected(s, dateline=f"GARDABALI, {s.place.upper()}", published_from="text")
    )


MANNERS = (members, live_frame, translated, messenger, university, wide_news)
