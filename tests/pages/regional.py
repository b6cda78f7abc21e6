"""Golden manners of regional papers: boxes without names, endings in many lines, dates in odd places."""

from __future__ import annotations

import json

from tests.pages.clutter import NEIGHBOURS, PRAYER, RATES, STARS, WEATHER, dated, links, ticker
from tests.pages.setting import (
    DAYS,
    MONTHS,
    Set,
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


def glued(s: Story) -> Set:
    """Deck glued to the headline in h1, og:title cut, date and writer in one line with bars, ranking numbers in the list beside."""
    url, name = f"https://www.balirakyat.example/daerah/{s.when:%d%m%H%M}/{s.slug}", "Bali Rakyat"
    ranks = "".join(
        f'<li><span class="no">#{n + 1}</span><a href="/n/{n}">{e(t)}</a></li>' for n, t in enumerate(NEIGHBOURS)
    )
    body = with_after(
        prefixed(plain(s), f"{s.place.upper()} | Bali Rakyat – "),
        (1, f'<blockquote class="sisip">Baca Berita Lainnya : <br><a href="/n/3">{e(NEIGHBOURS[3])}</a></blockquote>'),
        (4, f'<p class="x1">— Simak Selengkapnya: <a href="/n/5">{e(NEIGHBOURS[5])}</a> —</p>'),
    )
    content = f"""<div class="masthead"><a href="/">BALI RAKYAT</a><i>Edisi Selasa, 24 November 2026</i></div>{menu()}<div class="grid"><div class="g8"><h1 class="headline">{e(s.title)}<br><small class="sub">Warga menanti kepastian dari pemerintah daerah</small></h1><p class="dateline-info">Oleh {s.writer} | {long_day(s)} | {s.when:%H:%M} WITA | 0 komentar</p><div class="lead-photo"><img src="/q.jpg" width="640"><div class="photo-note">{e(s.caption)}</div></div>{body}<p><em>Penulis: {s.writer}</em></p><p><em>Editor: Wayan Sukanta</em></p><p>Sumber: Bali Rakyat</p></div><div class="g4"><h4>10 TERATAS</h4><ol>{ranks}</ol>{WEATHER}</div></div>"""
    page = html(f"{s.title} — {name}", graph(s, title=f"{s.title[:48]}...", site=name, time=False), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place.upper()} | Bali Rakyat", credit=f"Penulis: {s.writer} Editor: Wayan Sukanta", published_from="text"))  # fmt: skip


def card_rows(s: Story) -> Set:
    """Cards of other articles between each third paragraph as divs without links' labels, excerpts and counters in them."""
    url, name = f"https://sorotpulau.example/{s.when:%Y}/{s.when:%m}/{s.slug}", "Sorot Pulau"

    def card(n: int) -> str:
        return f'<div class="kx"><a href="/n/{n}"><img src="/{n}.jpg"></a><div class="kt"><a href="/n/{n}">{e(NEIGHBOURS[n])}</a><p>Kabar lain yang juga ramai dibicarakan sepanjang pekan ini di berbagai daerah...</p><span>{n + 2} Okt 2026</span> <span>1.{n}20 dilihat</span></div></div>'

    body = with_after(suffixed(plain(s), f"<br><em>(Kontributor: {s.writer})</em>"), (2, card(1)), (4, card(4)))
    content = f"""<header>{menu()}</header>{ticker(5)}<section class="sg"><div class="rubrik-label">{s.section}</div><h2 class="sg-title">{e(s.title)}</h2><div class="sg-meta"><b>{s.writer}</b><time>{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}, {s.when:%H:%M}</time></div><div class="sg-body">{body}</div><div class="sg-foot"><span>Ada info kejadian di sekitarmu? Laporkan ke tim kami di 0811-0000-000</span></div><div class="sg-more">{card(0)}{card(2)}{card(3)}</div></section>"""
    page = html(f"{s.title} >> {name}", graph(s, title=f"{s.title} >> {name}", time=False), content)
    return Set(url, name, (page.encode(),), expected(s, credit=f"Kontributor: {s.writer}", published_from="text"))


def transcripted(s: Story) -> Set:
    """A broadcaster: a player with chapters and transcript above the text, anchors' lines, the channel's schedule below."""
    url, name = f"https://tvlembah.example/berita/{s.slug}-{s.when:%d%H}", "TV Lembah"
    content = f"""<div class="hdr">{menu("Live", "Berita", "Program")}<span class="live">LIVE</span></div><div class="video-page"><div class="player"><video src="/v.mp4"></video><div class="chapters"><span>00:00 Pembuka</span><span>00:42 Laporan</span><span>02:10 Penutup</span></div></div><h1>{e(s.title)}</h1><div class="vmeta"><span>{s.when.day} {MONTHS[s.when.month - 1][:3]} {s.when.year} {s.when:%H:%M} WITA</span><span>12 rb x ditonton</span></div>
<div class="vtext"><p><strong>TVLEMBAH.EXAMPLE, {s.place.upper()}</strong> – {e(s.texts[0], quote=False)}</p>{"".join(plain(s)[1:])}<p><strong>Video Editor: Nyoman Gelis</strong></p><p><strong>#{s.section.lower()} #bali #tvlembah</strong></p><p>Saksikan live streaming TV Lembah 24 jam non stop hanya di YouTube TV Lembah. Jangan lupa subscribe, like dan share.</p></div><div class="transcript"><h4>Transkrip</h4><p>Penyiar: Selamat malam pemirsa, kembali di kabar petang bersama saya di studio satu.</p></div><div class="sched"><h4>Jadwal Acara</h4><p>18.00 Kabar Petang</p><p>19.00 Dialog Desa</p></div><div class="vr"><h4>Video Lainnya</h4>{dated("vi", "p")}</div></div>"""
    page = html(f"VIDEO: {s.title} - {name}", json_ld(s, url, name), content)
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"TVLEMBAH.EXAMPLE, {s.place.upper()}", credit="Video Editor: Nyoman Gelis"))  # fmt: skip


def news_id(s: Story) -> Set:
    """A network's regional page: writers in a two-line block before the text, "Ringkasan" repeating sentences, several labels."""
    url, name = f"https://denpasar.jaringan.example/read/{s.when:%y%m%d}0{s.when:%H}/{s.slug}", "Jaringan Denpasar"
    lines = "".join(f"<li>{e(t, quote=False)}</li>" for t in s.texts[:2])
    body = with_after(
        prefixed(plain(s), "<b>JARINGAN.EXAMPLE</b> - "),
        (
            2,
            f'<p><b>Baca Juga: </b></p><p><a href="/n/1">{e(NEIGHBOURS[1])}</a></p><p><a href="/n/2">{e(NEIGHBOURS[2])}</a></p>',
        ),
        (3, f'<p><b>Jangan Ketinggalan:</b> <a href="/n/0">{e(NEIGHBOURS[0])}</a></p>'),
        (5, "<p>Halaman berikutnya &gt;&gt;&gt;</p>"),
    )
    content = f"""<div class="h"><a>JARINGAN</a>{menu()}</div><div class="artikel-wrap"><div class="crumb"><a>Home</a> / <a>{s.section}</a> / {e(s.title)}</div><h1>{e(s.title)}</h1><div class="who"><div>{s.writer}, Nyoman Raka</div><div>Tim Redaksi</div></div><div class="when">{long_day(s)} | {s.when:%H:%M} WITA</div><div class="pic"><img src="/n.jpg"><div class="pic-info"><span>{e(s.caption)}</span> <span class="lihat">Lihat Foto</span></div></div><div class="ringkas"><b>Ringkasan</b><ul>{lines}</ul></div><div class="naskah-berita">{body}</div><div class="crd">Copyright Jaringan 2008 - 2026. All Rights Reserved.</div></div><div class="tr">{links("hot")}</div>{RATES}"""
    page = html(
        f"{s.title} Halaman 1 - Jaringan.example",
        graph(
            s, title=f"{s.title} Halaman 1", site="Jaringan.example", modified="2026-02-02T02:02:02+07:00", time=False
        ),
        content,
    )
    return Set(url, name, (page.encode(),), expected(s, dateline="JARINGAN.EXAMPLE", published_from="text"))


def pulled(s: Story) -> Set:
    """Pull quotes that repeat the text, a fact box of its own site, numbered ads, "Infografis", an image strip with captions."""
    url, name = f"https://mingguan.example/{s.slug}", "Mingguan Bukit"
    quote = next(t for t in s.texts if len(t) > 90).strip("“”")[:70].rsplit(" ", 1)[0]
    body = with_after(
        plain(s),
        (2, f'<div class="pq">{e(quote, quote=False)}</div>'),
        (3, '<div class="strip"><figure><img src="/1.jpg"><figcaption>Suasana dari arah utara. (Mingguan/Rai)</figcaption></figure><figure><img src="/2.jpg"><figcaption>Suasana dari arah selatan. (Mingguan/Rai)</figcaption></figure></div>'),
        (4, '<div class="slot">IKLAN 3</div><p>Infografis: Tim Mingguan</p>'),
    )  # fmt: skip
    content = f"""<header><p class="edisi">Edisi 12 / Tahun IX</p>{menu()}</header><article class="panjang"><p class="rubrik">{s.section}</p><h1>{e(s.title)}</h1><p class="oleh">Oleh <b>{s.writer}</b><br>Terbit: {DAYS[s.when.weekday()]}, {s.when:%d/%m/%Y} {s.when:%H:%M} WITA<br>Diperbarui: 24/11/2026 07:00 WITA</p><div class="kolom">{body}<p>— {s.credit[:3]}</p></div><p class="edisi-cetak">Artikel ini terbit di edisi cetak dengan judul “{e(OTHERS[3])}”</p></article><aside><h3>Edisi ini</h3>{links("toc", 0, 4)}</aside><div class="wa"><p>Kabar Bukit langsung ke WhatsApp-mu, tanpa biaya.</p></div>"""
    page = html(f"{name}: {s.title}", "", content)
    return Set(url, name, (page.encode(),), expected(s, credit=s.credit[:3], published_from="text"))


def upper_case(s: Story) -> Set:
    """Page title in capitals against a normal head, section as prefix in <title>, og:site_name missing, day names abbreviated."""
    url, name = f"https://kabarnegara.example/{s.section.lower()}/read/{s.when:%H%M%d}/{s.slug}.html", "Kabar Negara"
    day = f"{DAYS[s.when.weekday()][:3]}, {s.when.day:02d}-{MONTHS[s.when.month - 1][:3]}-{s.when.year} {s.when:%H.%M}"
    body = with_after(
        suffixed(prefixed(plain(s), f"{s.place} (Kabar Negara): "), f" [KN-{s.credit[:2]}]"),
        (2, f'<ul class="lk"><li>Kabar lain: <a href="/n/4">{e(NEIGHBOURS[4])}</a></li></ul>'),
    )
    content = f"""<div class="up">{menu()}</div><div class="dt2">{day}</div><h1 style="text-transform:uppercase">{e(s.title.upper())}</h1><div class="rp">Reporter: {s.writer}</div><div class="nk">{body}</div><div>Baca terus berita kami di kabarnegara.example</div><div class="komentar-box"><b>3 Komentar</b><p><b>Budi</b>: Mantap, semoga cepat selesai dan tidak hanya janji.</p><p><b>Sari</b>: Di tempat saya juga sama.</p></div>{STARS}{PRAYER}"""
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "dateModified": s.when.isoformat(),
    }
    page = html(
        f"{s.section} :: {s.title} :: KabarNegara",
        f'<script type="application/ld+json">{json.dumps(node)}</script>',
        content,
    )
    return Set(url, name, (page.encode(),), expected(
        s, dateline=f"{s.place} (Kabar Negara)", credit=f"KN-{s.credit[:2]}", published_from="text"))  # fmt: skip


MANNERS = (glued, card_rows, transcripted, news_id, pulled, upper_case)
