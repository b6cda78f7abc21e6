"""Pages composed by chance from what pages are made of: head, headline, date, body, boxes, foot; any seed gives one page.

Golden manners are a few dozen whole pages; these are the thousands of ways in which their pieces meet.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, timedelta

from tests.pages.clutter import COOKIES, NEIGHBOURS, PRAYER, RATES, STARS, VISITORS, WEATHER, dated, links, ticker
from tests.pages.setting import DAYS, MONTHS, Set, e, expected, html, long_day, menu
from tests.pages.stories import OTHERS, STORIES, TRICKY, Story

_HEADLINES = (*NEIGHBOURS, *OTHERS)
_LABELS = [
    "Baca juga",
    "BACA JUGA",
    "Baca Juga",
    "Simak juga",
    "Lihat juga",
    "Baca pula",
    "Artikel terkait",
    "Berita terkait",
    "BERITA TERKAIT",
    "Pilihan Redaksi",
    "Jangan Lewatkan",
    "Kabar lainnya",
    "Bacaan lainnya",
    "Tonton juga",
    "Simak pula",
    "Baca selengkapnya",
    "Info terkait",
    "Topik terkait",
    "Berita sebelumnya",
    "Lihat berita lainnya",
    "Baca artikel lainnya",
    "Rekomendasi untuk Anda",
    "Read also",
]
_CALLS = [
    "Ikuti berita terbaru {n} di Google News",
    "Gabung ke saluran WhatsApp {n} untuk kabar tercepat",
    "Dapatkan berita pilihan {n} setiap pagi di surel Anda",
    "Follow Instagram kami untuk informasi terkini",
    "ADVERTISEMENT",
    "Scroll untuk lanjut membaca",
    "Artikel dilanjutkan setelah iklan",
    "Advertisement - Continue reading below",
    "Punya keluhan layanan publik? Kirim ceritamu ke redaksi {n}",
    "Dukung jurnalisme independen dengan berlangganan {n}",
    "Unduh aplikasi {n} di Play Store",
    "Klik di sini untuk bergabung di grup Telegram kami",
    "Dengarkan artikel ini",
    "Langganan koran digital {n} mulai Rp 20 ribu",
    "Simak terus berita menarik lainnya hanya di {n}",
]
_FEET = ["Dibaca 1.204 kali", "Views: 342", "Bagikan ke Facebook", "Tags: bali, warga, layanan", "Artikel ini telah tayang di {n} dengan judul {h}", "Hak cipta © 2026 {n}", "Tinggalkan Balasan", "Dilarang menyalin isi berita ini tanpa izin redaksi", "Ikuti kami di Google News", "Berikan komentar Anda", "0 Komentar", "Share this:", "Halaman: 1 2 3", "Label: Berita", "Berita ini 57 kali dibaca", "Sumber: {n}", "Konten ini diproduksi tim {n}", "Laporkan kesalahan dalam berita ini kepada redaksi kami"]  # fmt: skip


def _day(r: random.Random, s: Story) -> str:
    w, clock = s.when, f"{s.when:%H:%M}"
    month = MONTHS[w.month - 1]
    forms = (
        f"{long_day(s)} {clock} WITA", f"{long_day(s, padded=True)} | {s.when:%H.%M} Wita", f"{w:%d/%m/%Y} {clock}", f"{w.day} {month[:3]} {w.year}, {clock}", f"{w:%Y-%m-%d %H:%M:%S}",
        f"{DAYS[w.weekday()].upper()}, {w.day} {month.upper()} {w.year} | {clock} WITA", f"{w:%d-%m-%Y} / {clock}", f"Diterbitkan: {w.day} {month} {w.year} pukul {s.when:%H.%M} WITA",
        f"{w:%B} {w.day}, {w.year} {w:%I:%M %p}", f"{DAYS[w.weekday()]}, {(w - timedelta(hours=1)):%d/%m/%Y %H:%M} WIB" if w.hour > 1 else f"{w:%d/%m/%Y} {clock}",
        f"<span>{long_day(s)}</span> <span>{clock} WITA</span>", f"Tayang: {w.day} {month} {w.year} {clock} WITA | Diperbarui: 3 Maret 2026 08:15 WITA",
    )  # fmt: skip
    return r.choice(forms)


def _box(r: random.Random) -> str:
    label, titles = r.choice(_LABELS), r.sample(_HEADLINES, 3)
    colon = r.choice([":", " :", ""])
    link = f'<a href="/n/{r.randrange(99)}">{e(titles[0])}</a>'
    rows = "".join(f'<li><a href="/n/{n}">{e(t)}</a></li>' for n, t in enumerate(titles))
    loose = "".join(f"<li>{e(t)}</li>" for t in titles)
    return r.choice(
        (
            f"<p>{label}: {link}</p>", f"<p><strong>{label}{colon} {link}</strong></p>", f"<p><b>{label}{colon}</b></p><p>{link}</p>", f"<div><strong>{label}{colon}</strong><ul>{rows}</ul></div>",
            f"<blockquote><p><em>{label} : {link}</em></p></blockquote>", f"<table><tr><td><b>{label}</b></td></tr><tr><td>{link}</td></tr></table>", f"<h4>{label}</h4><ul>{rows}</ul>",
            f'<div class="q{r.randrange(99)}"><span>{label}</span> {link}</div>', f"<p>{label}: {e(titles[0])}</p>", f"<p><strong>{label.upper()}: {e(titles[1])}</strong></p>",
            f"<p>[{label}: {link}]</p>", f"<p>({label}: {link})</p>", f'<a href="/n/7" class="z"><div>{label}</div><div>{e(titles[2])}</div></a>', f"<p>{link}</p>", f"<p><strong>{link}</strong></p>",
            f"<div><p>{label}{colon}</p><ul>{loose}</ul></div>", f'<div class="k"><img src="/k.jpg"><div>{label}</div><h5>{link}</h5></div>', f"<p>&raquo; {link}</p>",
        )
    )  # fmt: skip


def _call(r: random.Random, name: str, phrases: list[str]) -> str:
    text = e(r.choice(phrases).format(n=name, h=r.choice(_HEADLINES)))
    return r.choice((f"<p>{text}</p>", f"<p><em>{text}</em></p>", f"<div>{text}</div>", f"<p><strong>{text}</strong></p>", f'<div class="w{r.randrange(50)}"><p>{text}</p></div>'))  # fmt: skip


def _margins(r: random.Random, s: Story, name: str) -> tuple[str, str | None, str, str | None]:
    """(dateline as printed, as a field, credit as printed, as a field)"""
    up, short = s.place.upper(), s.credit.split("/")[0].split("-")[0]
    lines = ((f"{up}, {name} - ", f"{up}, {name}"), (f"<strong>{up}</strong> - ", up), (f"{s.place} ({name}) – ", f"{s.place} ({name})"), (f"<b>{name.upper()}, {up} –</b> ", f"{name.upper()}, {up}"), (f"{s.place} – ", s.place), ("", None), (f"{up} | {name} – ", f"{up} | {name}"), (f"<b>{name}, {s.place}</b> -- ", f"{name}, {s.place}"))  # fmt: skip
    ends = ((f" ({short})", short), (f" <strong>({short}/red)</strong>", f"{short}/red"), (f" *{short}", short), (f"</p><p>({short})", short), (f"</p><p>Editor: {s.writer}", f"Editor: {s.writer}"), ("", None), (f"</p><p>Penulis: {s.writer}<br>Editor: Made Wira", f"Penulis: {s.writer} Editor: Made Wira"), (f" [{short}]", short), (f"</p><p><b>{short}</b>", short), (" (*)", None))  # fmt: skip
    return (*r.choice(lines), *r.choice(ends))


def _body(r: random.Random, s: Story, name: str) -> tuple[str, str | None, str | None]:
    before, dateline, after, credit = _margins(r, s, name)
    way = r.choice(("p", "p", "p", "br", "div", "span"))
    texts = [e(text, quote=False) for text in s.texts]
    texts[0] = before + texts[0]
    if way == "br" or s.body[-1][0] != "p":
        after = after.replace("</p><p>", "<br><br>") if way == "br" else after
    texts[-1] += after if way in ("p", "br") or "</p><p>" not in after else ""
    if way not in ("p", "br") and "</p><p>" in after:
        credit = None
    if way == "br":
        parts = [t + "<br><br>" for t in texts]
        insert = [_box(r) for _ in range(r.randrange(3)) if True]
        insert = [x for x in insert if x.startswith(("<div", "<p", "<table", "<blockquote"))]
    else:
        tags = {"h": "h3", "li": "li", "q": "blockquote", "p": {"p": "p", "div": "div", "span": "div"}[way]}
        inner = "<span>{}</span>".format if way == "span" else "{}".format
        parts = []
        for (kind, _), text in zip(s.body, texts, strict=True):
            done = f"<{tags[kind]}>{inner(text) if kind == 'p' else text}</{tags[kind]}>"
            if kind == "li":
                done = f"<ul>{done}</ul>" if not (parts and parts[-1].endswith("</ul>")) else done
                if parts and parts[-1].endswith("</ul>"):
                    parts[-1] = parts[-1][:-5] + done + "</ul>"
                    continue
            parts.append(done)
        insert = [_box(r) for _ in range(r.randrange(3))] + [_call(r, name, _CALLS) for _ in range(r.randrange(2))]
    for piece in insert:
        parts.insert(r.randrange(1, len(parts)), piece)
    foot = [_call(r, name, [*_FEET, *_CALLS]) for _ in range(r.randrange(3))]
    return "\n".join(parts + foot), dateline, credit


def composed(seed: int) -> Set:
    """The page of a seed; `published` is the day alone where the page tells no clock."""
    r = random.Random(f"composed:{seed}")
    s: Story = r.choice((*STORIES, *TRICKY))
    name = r.choice(("Kabar Gunung", "Warta Pesisir", "Lembah Pos", "Suara Sawah", "Dewata Harian"))
    host = name.lower().replace(" ", "")
    url = f"https://{host}.example/{r.choice(('berita', 'read', s.section.lower()))}/{seed}/{s.slug}"
    title = r.choice((f"{s.title} - {name}", f"{s.title} | {name}", f"{name} - {s.title}", s.title, f"{s.title} • {s.section} • {name}", f"{name}: {s.title}", f"{s.title} » {name}", f"{s.title} Halaman all - {name}"))  # fmt: skip
    head = r.choice(("", f'<meta property="og:title" content="{e(s.title)}">', f'<meta property="og:title" content="{e(title)}">', f'<meta property="og:title" content="{e(s.title[:40])}..."><meta property="og:site_name" content="{name}">'))  # fmt: skip
    shown = e(s.title)
    heading = r.choice((f"<h1>{shown}</h1>", f'<h1 class="t{seed % 7}">{shown}</h1>', f"<h2>{shown}</h2>", f'<h1><a href="/">{name}</a></h1><h2>{shown}</h2>', f'<div class="fs-{seed % 5}">{shown}</div>', f'<h1>{e(s.title.upper())}</h1>', f"<h1><span>{s.section}</span> {shown}</h1>", f"<h3><b>{shown}</b></h3>"))  # fmt: skip
    day, where = "", r.choice(("json", "meta", "time", "text", "text", "text", "utc"))
    if where == "json":
        head += f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": s.title, "datePublished": s.when.isoformat(), "dateModified": "2026-05-05T01:00:00+08:00"})}</script>'
    elif where == "meta":
        head += f'<meta property="article:published_time" content="{s.when.isoformat()}"><meta property="article:modified_time" content="2026-05-05T01:00:00+08:00">'
    elif where == "utc":
        head += f'<meta property="article:published_time" content="{s.when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}">'
    elif where == "time":
        day = f'<time datetime="{s.when.isoformat()}">{s.when.day} {MONTHS[s.when.month - 1]}</time>'
    day = day or _day(r, s)
    line = r.choice((f"<p>{day}</p>", f'<div class="d">{day}</div>', f"<span>{s.writer}</span> <span>{day}</span><br>", f"<div><div>Oleh {s.writer}</div><div>{day}</div></div>", f"<small>{s.section} | {day} | Dibaca 120 kali</small><br>"))  # fmt: skip
    photo = r.choice(("", f'<figure><img src="/a.jpg"><figcaption>{e(s.caption)}</figcaption></figure>', f'<div class="im"><img src="/a.jpg"><div class="ct">{e(s.caption)}</div></div>', f'<div><img src="/a.jpg"><p><em>{e(s.caption)}</em></p></div>', f'<img src="/a.jpg"><div class="keterangan-foto">Foto: {e(s.caption)}</div>'))  # fmt: skip
    body, dateline, credit = _body(r, s, name)
    top = r.choice(("", ticker(3), "<span>Selasa, 24 November 2026</span>", dated("hl", "h4", 3)))
    side = "".join(r.sample((PRAYER, RATES, STARS, VISITORS, WEATHER, dated("sd", "h5", 4), links("pop"), COOKIES), 3))
    wrap = r.choice(('<article class="a1">{}</article>', '<div class="b2">{}</div>', '<div class="entry-content">{}</div>', '<main><div>{}</div></main>'))  # fmt: skip
    parts = f"{heading}{line}{photo}" if r.random() < 0.8 else f"{line}{heading}{photo}"
    inside = wrap.format(parts + body) if r.random() < 0.3 else f'<div class="kiri">{parts}{wrap.format(body)}</div>'
    content = f'<div class="atas">{top}{menu()}</div>{inside}<div class="kanan">{side}</div><p>© 2026 {name}</p>'
    return Set(url, name, (html(title, head, content).encode(),), expected(s, dateline=dateline, credit=credit))
