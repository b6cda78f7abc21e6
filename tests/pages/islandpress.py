"""Golden manners of small island papers: weekly pages made by hand, council sites, blogs turned papers."""

from __future__ import annotations

from tests.pages.clutter import NEIGHBOURS, PRAYER, STARS, WEATHER, dated, links
from tests.pages.setting import (
    DAYS,
    MONTHS,
    Set,
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


def council(s: Story) -> Set:
    """A council's site: commission's name over the headline, minutes' header, agenda beside, "Humas Setwan" at the end."""
    url, name = f"https://dprd-lembah.example/kabar-dewan/{s.when:%Y}/{s.slug}", "DPRD Lembah"
    agenda = "".join(f"<tr><td>{n + 20} Nov 2026</td><td>Rapat Komisi {n + 1}</td></tr>" for n in range(4))
    content = f"""<div class="hero"><h1>Kabar Dewan</h1></div><div class="layout"><div class="left"><div class="komisi">Sekretariat Dewan</div><h2>{e(s.title)}</h2><table class="info"><tr><td>Tanggal</td><td>:</td><td>{long_day(s)}</td></tr><tr><td>Pukul</td><td>:</td><td>{s.when:%H:%M} WITA</td></tr><tr><td>Penulis</td><td>:</td><td>Humas Setwan</td></tr></table><div class="isi-kabar"><img src="/r.jpg" alt="">{"".join(plain(s))}<p><strong>(Humas Setwan)</strong></p></div><div class="unduhan"><a href="/x.pdf">Unduh PDF</a> <a>Cetak</a></div></div><div class="right"><h3>Agenda</h3><table>{agenda}</table><h3>Kabar Lain</h3>{links("kl")}</div></div><div class="bawah">Jalan Pejuang No. 1 Telp. (0361) 00000 Surel: setwan@lembah.example</div>"""
    page = html(f"{s.title} - {name}", "", content)
    when = s.when.replace(hour=0, minute=0)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(s, credit="Humas Setwan", published=when.isoformat(), published_from="text"),
    )


def centred(s: Story) -> Set:
    """All in <center> and <font>: headline in two fonts' sizes, a counter image, "berita hari ini" list between rules."""
    url, name = f"http://suara-tukad.example/berita.php3?no={s.when:%d%m%H%M}", "Suara Tukad"
    text = "<br><br>&nbsp;&nbsp;&nbsp;".join(e(t, quote=False) for t in s.texts)
    page = f"""<html><head><title>Suara Tukad Online - Berita</title></head><body><center><font size=6>SUARA TUKAD</font><br><font size=2>Harian umum warga tepi sungai, terbit sejak 1998</font><hr></center><center><font size=5><b>{e(s.title)}</b></font></center><p align=right><font size=1>{s.place}, {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</font></p><p align=justify><font size=3>&nbsp;&nbsp;&nbsp;{text} ({s.credit})</font></p><hr><b>BERITA HARI INI</b><br>{"<br>".join(f'<a href="?no={n}">{e(t)}</a>' for n, t in enumerate(NEIGHBOURS))}<hr><center><font size=1>Anda pengunjung ke 20.113 | Webmaster: budi@tukad.example</font></center></body></html>"""
    when = s.when.replace(hour=0, minute=0)
    return Set(
        url, name, (page.encode(),), expected(s, credit=s.credit, published=when.isoformat(), published_from="text")
    )


def blog_paper(s: Story) -> Set:
    """A free blog theme: title linked to itself, "posted on … by", category words, likes, related in italics, a reblog line."""
    url, name = f"https://kabarsawah.example/{s.when:%Y/%m/%d}/{s.slug}/", "Kabar Sawah"
    body = with_after(
        plain(s),
        (1, f'<p style="text-align:center"><em>~ baca pula kisah “<a href="/n/3">{e(NEIGHBOURS[3])}</a>” ~</em></p>'),
        (4, "<p>* * *</p>"),
    )
    content = f"""<div id="page"><div id="masthead"><p class="site-title"><a href="/">{name}</a></p><p class="site-description">dari petani untuk petani</p></div><div id="main"><div id="post-1" class="post-1 post hentry"><h2 class="entry-title"><a href="{url}" rel="bookmark">{e(s.title)}</a></h2><div class="entry-meta"><span>Posted on</span> <a href="{url}"><span class="entry-date">{MONTHS[s.when.month - 1]} {s.when.day}, {s.when.year}</span></a> <span>by</span> <a>{s.writer}</a></div><div class="entry-content">{body}<div id="jp-post-flair"><div class="sd-like"><h3>Menyukai ini:</h3><p>Suka Memuat...</p></div></div></div><div class="entry-utility">Entri ini ditulis dalam <a rel="category tag">{s.section}</a> dan di-tag <a rel="tag">warga</a>. Buat penanda <a>permalink</a>.</div></div><div id="nav-below"><a href="/n/1">&larr; {e(NEIGHBOURS[1])}</a></div><div id="comments"><h3>2 thoughts on “{e(s.title)}”</h3><ol><li><p>Ijin reblog ya, bagus sekali tulisannya dan sangat mencerahkan bagi kami di desa.</p></li></ol></div></div><div id="primary">{dated("w", "h3")}</div></div>"""
    page = html(f"{s.title} | {name}", graph(s, title=s.title, site=name), content)
    return Set(url, name, (page.encode(),), expected(s))


def slabs(s: Story) -> Set:
    """Sentences in table rows, odd rows grey; picture row with caption cell; "info lengkap" rows of links between them."""
    url, name = f"http://tabloidbahari.example/isi.cfm?id={s.when:%H%M%d}", "Tabloid Bahari"
    rows = [
        f'<tr bgcolor="{"#eee" if n % 2 else "#fff"}"><td>{e(t, quote=False)}</td></tr>' for n, t in enumerate(s.texts)
    ]
    rows.insert(2, f'<tr><td align="center"><img src="p.jpg"><br><font size="1">{e(s.caption)}</font></td></tr>')
    rows.insert(4, f'<tr><td><b>Info lengkap:</b> <a href="isi.cfm?id=3">{e(NEIGHBOURS[3])}</a></td></tr>')
    content = f"""<table width="760"><tr><td>{menu()}</td></tr><tr><td><h3>{e(s.title)}</h3></td></tr><tr><td><small>{DAYS[s.when.weekday()]}, {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year} {s.when:%H:%M} WITA oleh Redaktur</small></td></tr>{"".join(rows)}<tr><td>[{s.credit[:3]}]</td></tr><tr><td><a href="#">Ke atas</a> | <a>Cetak</a> | <a>Beri komentar (0)</a></td></tr></table>{STARS}{PRAYER}"""
    page = html(f"Tabloid Bahari | {s.title}", "", content)
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit[:3], published_from="text"))


def threads(s: Story) -> Set:
    """A community CMS: kicker and city as labels, timeline of updates, "ikuti topik" chips, a sticky donate bar, image slider."""
    url, name = f"https://rembug.example/t/{s.slug}-{s.when:%d%H}", "Rembug"
    body = with_after(
        plain(s),
        (2, '<div class="chip-row"><span>Ikuti topik</span><a>#Desa</a><a>#Layanan</a></div>'),
        (3, f'<div class="kartu-kait"><p>Sedang ramai</p><p><a href="/n/0">{e(NEIGHBOURS[0])}</a></p></div>'),
        (5, '<figure><img src="/s1.jpg"><figcaption>1 / 4</figcaption></figure>'),
    )
    content = f"""<div class="rel">{menu()}</div><article><div class="lbls"><span>{s.place}</span><span>Publik</span></div><h1>{e(s.title)}</h1><div class="own"><img src="/u.png"><div><b>{s.writer}</b><span>Warga jurnalis</span></div><time datetime="{s.when:%Y-%m-%dT%H:%M}">{s.when.day} {MONTHS[s.when.month - 1][:3]}</time></div>{body}<div class="rx"><span>❤ 12</span><span>💬 3</span><span>Simpan</span></div></article><section id="balasan"><h2>Balasan (3)</h2><div><b>Andi</b><p>Di kampung kami juga begitu, sudah dua tahun tidak ada yang mengurus sama sekali.</p></div><div><b>Rina</b><p>Semoga cepat ditangani ya, kasihan warga yang sudah sepuh harus bolak-balik.</p></div></section><div class="bar">Bantu Rembug tetap gratis. Donasi mulai Rp 10.000</div><aside>{dated("sm", "h4")}</aside>"""
    page = html(f"{s.title} · {name}", graph(s, title=f"{s.title} · {name}", time=False), content)
    return Set(url, name, (page.encode(),), expected(s, published_from="time"))


def epaper(s: Story) -> Set:
    """The web copy of a printed page: page number, column breaks, "Bersambung ke hal", hyphenless lines, edition's date only."""
    url, name = f"https://epaper.harianlaut.example/{s.when:%Y-%m-%d}/hal-3/{s.slug}", "Harian Laut"
    cols = plain(s)
    half = len(cols) // 2
    content = f"""<div class="ep-top"><a href="/">{name}</a><span>Edisi {long_day(s)}</span><span>Halaman 3</span></div><div class="ep-art"><div class="kop">{s.section.upper()}</div><h1>{e(s.title)}</h1><div class="kolom">{"".join(prefixed(cols[:half], f"<b>{s.place.upper()}, HARIAN LAUT</b> — "))}</div><div class="kolom">{"".join(cols[half:])}<p>({s.credit})</p></div><p class="sambung">Baca edisi lengkap dalam format PDF, masuk atau daftar sekarang.</p></div><div class="ep-nav"><a>&lt; Hal 2</a> <a>Hal 4 &gt;</a></div><div class="ep-lain"><h4>Di halaman ini</h4>{links("hal", 0, 4)}</div>{WEATHER}"""
    page = html(f"{s.title} - Hal 3 - {name}", "", content)
    when = s.when.replace(hour=0, minute=0)
    return Set(
        url,
        name,
        (page.encode(),),
        expected(
            s,
            dateline=f"{s.place.upper()}, HARIAN LAUT",
            credit=s.credit,
            published=when.isoformat(),
            published_from="text",
        ),
    )


MANNERS = (council, centred, blog_paper, slabs, threads, epaper)
