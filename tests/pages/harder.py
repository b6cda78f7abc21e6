"""Golden manners with other texts on the page: the next article below, long comments, bodies without any tag of their own."""

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
from tests.pages.stories import OTHERS, STORIES, Story

COMMENTS = (
    "Saya sudah tiga kali datang ke kantor itu dan selalu disuruh kembali besok. Mohon pimpinan turun langsung melihat antrean, jangan hanya menerima laporan di atas meja.",
    "Setuju dengan komentar di atas. Di desa kami malah lebih parah, petugasnya pulang sebelum jam dua siang dan tidak ada yang berani menegur.",
    "Mudah-mudahan segera dibenahi. Kami sebagai warga hanya bisa berharap, pajak sudah dibayar lunas setiap tahun tanpa pernah terlambat.",
)


def _next(s: Story) -> Story:
    return STORIES[(STORIES.index(s) + 1) % len(STORIES)] if s in STORIES else STORIES[0]


def endless(s: Story) -> Set:
    """The next article, whole, below the first, as pages do that load on while one scrolls."""
    url, name, other = f"https://lajupos.example/{s.slug}", "Laju Pos", _next(s)

    def one(story: Story, number: int) -> str:
        return f"""<article id="post-{number}" class="post-{number} post artikel-tunggal"><h1 class="judul">{e(story.title)}</h1><p class="info">{long_day(story)} {story.when:%H:%M} WITA</p><div class="isi-artikel">{"".join(plain(story))}</div><p class="bagi">Bagikan</p></article>"""

    content = f"""<div class="kepala">{menu()}</div><div class="aliran">{one(s, 1)}<div class="pemisah">Artikel Selanjutnya</div>{one(other, 2)}</div>"""
    page = html(f"{s.title} | {name}", json_ld(s, url, name), content)
    return Set(url, name, (page.encode(),), expected(s))


def talkative(s: Story) -> Set:
    """Comments of several sentences under the article, longer than the article; their names say little."""
    url, name = f"https://wargabicara.example/berita/{s.when:%d%M}/{s.slug}", "Warga Bicara"
    said = "".join(
        f'<li id="k{n}"><div class="orang"><b>Pembaca {n}</b> <i>{n + 1} hari yang lalu</i></div><div class="ujaran"><p>{e(COMMENTS[n % 3])}</p></div><a href="#k{n}">Balas</a></li>'
        for n in range(9)
    )
    content = f"""<div class="m">{menu()}</div><div class="w"><div class="k1"><h1>{e(s.title)}</h1><div class="tgl">{s.when:%d/%m/%Y %H:%M}</div><div class="b1">{"".join(plain(s))}</div></div><div class="k2"><h3>9 Komentar</h3><ol>{said}</ol><h3>Tulis komentar</h3><form><textarea></textarea></form></div></div>"""
    page = html(f"{s.title} - {name}", "", content)
    return Set(url, name, (page.encode(),), expected(s, published_from="text"))


def pre_line(s: Story) -> Set:
    """The whole body as bare text in one element, paragraphs parted by empty lines, shown so by style alone."""
    url, name = f"https://infobanjar.example/kabar?id={s.when:%d%H%M}", "Info Banjar"
    body = "\n\n".join(e(t, quote=False) for t in s.texts)
    content = f"""<header>{menu()}</header><section><h2>{e(s.title)}</h2><small>{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} · {s.when:%H:%M} WITA · oleh Admin</small><div style="white-space: pre-line">{body}</div></section><section><h4>Kabar lain</h4>{cards("k", 3)}</section>"""
    page = html(f"{s.title} | {name}", graph(s, site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(s, published_from="text"))


def auto_linked(s: Story) -> Set:
    """Words in the sentences linked to tag pages, the lead in a paragraph of its own above the picture."""
    url, name = f"https://taut.example/bali/{s.slug}.htm", "Taut"

    def linked(element: str) -> str:
        for word in ("warga", "pasar", "dinas", "petugas", "desa", "kantor", "bupati", "nelayan"):
            element = element.replace(f" {word} ", f' <a href="/tag/{word}">{word}</a> ')
        return element

    elements = [linked(x) for x in plain(s)]
    lead, rest = elements[0], elements[1:]
    content = f"""<nav>{menu()}</nav><div class="wadah"><h1>{e(s.title)}</h1><div class="jam">{DAYS[s.when.weekday()]}, {s.when:%d-%m-%Y} {s.when:%H:%M} WITA</div><div class="teras">{lead}</div><div class="media"><img src="/a.jpg" alt="{e(s.caption)}"><i>{e(s.caption)}</i></div><div class="badan">{with_after(rest, (2, f'<p>Lihat juga: <a href="/x/2">{e(OTHERS[2])}</a></p>'))}</div></div><div class="lajur">{cards("l", 4)}</div>"""
    page = html(f"Taut - {s.title}", graph(s, title=f"Taut: {s.title}", time=False), content)
    return Set(url, name, (page.encode(),), expected(s, published_from="text"))


def story_list(s: Story) -> Set:
    """After the article its writer and section, then other stories with their first lines, in the same column."""
    url, name = f"https://tribunelokal.example/content/{s.slug}?page=3", "Tribune Lokal"
    teaser = "".join(
        f'<div class="views-row"><a href="/content/x{n}"><img src="/i{n}.jpg"></a><h3><a href="/content/x{n}">{e(t)}</a></h3><p>{s.place} - {e(t)} menjadi perhatian banyak pihak dalam sepekan terakhir. Sejumlah warga menyampaikan harapan agar...</p></div>'
        for n, t in enumerate(OTHERS)
    )
    elements = suffixed(prefixed(plain(s), f"<strong>tribunelokal.example | {s.place} -</strong> "), f" ({s.credit})")
    content = f"""<div class="region-nav">{menu()}</div><div class="region-content"><h1 class="page-header">{e(s.title)}</h1><article class="node"><span>Diposting : {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} {s.when:%H:%M}</span><br><b>{s.writer}</b><div class="field-item">{"".join(elements)}</div><div class="field-wartawan"><div>wartawan</div><div>{s.writer}</div></div><div class="field-cat"><div>Category</div><a href="/{s.section}">{s.section}</a></div></article><div class="view-content">{teaser}</div></div>"""
    page = html(f"{s.title} | {name}", "", content)
    return Set(url, name, (page.encode(),), expected(
        s, published_from="text", dateline=f"tribunelokal.example | {s.place}", credit=s.credit))  # fmt: skip


def priced(s: Story) -> Set:
    """A table of prices and a numbered list that belong to the article; a table of standings that doesn't."""
    url, name = f"https://pasarkita.example/{s.when:%Y/%m/%d}/{s.slug}", "Pasar Kita"
    rows = [("Cabai rawit", "Rp 62 ribu"), ("Bawang merah", "Rp 38 ribu")]
    table = "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"
    body = with_after(plain(s), (2, "<p>Harga di tingkat pedagang adalah sebagai berikut:</p>" + table))
    content = f"""<header>{menu()}</header><main><h1 class="title">{e(s.title)}</h1><p class="meta">{long_day(s)} | {s.when:%H:%M} WITA</p><div class="article-text">{body}</div></main><aside class="sidebar"><h3>Klasemen</h3><table><tr><td>Serangga FC</td><td>12</td></tr></table></aside>"""
    page = html(f"{s.title} | {name}", graph(s, site=name, time=False), content)
    texts = s.texts
    first = len(plain(s)[:2])
    texts = [*texts[:first], "Harga di tingkat pedagang adalah sebagai berikut:", *[x for row in rows for x in row], *texts[first:]]  # fmt: skip
    return Set(url, name, (page.encode(),), expected(s, text="\n\n".join(texts), published_from="text"))


def tools(s: Story) -> Set:
    """A row of tools as first paragraph, a related list in mid-body, a bracketed label, a "like" box behind the credit."""
    url, name = f"https://harianjalur.example/{s.when:%Y/%m/%d}/{s.slug}", "Harian Jalur"
    elements = suffixed(plain(s), f" <strong>*{s.credit[:3]}</strong>")
    last = elements.pop()
    body = with_after(elements, (2, f'<p>Advertisement. Scroll to continue reading.</p><p><strong>(Baca juga: <a href="/x/3">{e(OTHERS[3])}</a>)</strong></p>'))  # fmt: skip
    body += f"<p><b>Berita Terkait:</b></p><ul><li><a href='/x/0'>{e(OTHERS[0])}</a></li></ul>{last}"
    content = f"""<nav>{menu()}</nav><div class="single-content"><h1>{e(s.title)}</h1><div class="waktu">{long_day(s)} {s.when:%H:%M} WITA</div><div class="tools"><a>A-</a> <a>A+</a> <a>Print</a> · Dibaca: 792 kali · 0 Komentar</div><p><strong>{s.place.upper()}, HarianJalur</strong></p>{body}<p>Like this: Suka Memuat...</p><p>Belum ada komentar. Jadilah yang pertama.</p><div class="jnews_prev_next_container"><a href="/a"><span class="caption">Previous Post</span>{e(OTHERS[1])}</a></div></div><aside>{cards("t")}</aside>"""
    page = html(f"{s.title} | {name}", graph(s, site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(
        s, published_from="text", dateline=f"{s.place.upper()}, HarianJalur", credit=s.credit[:3], caption=None))  # fmt: skip


MANNERS = (endless, talkative, pre_line, auto_linked, story_list, priced, tools)
