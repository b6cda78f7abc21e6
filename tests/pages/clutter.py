"""What pages set around articles beside teasers: widgets, notices and boxes, each in words of its own."""

from __future__ import annotations

from tests.pages.setting import e

# Headlines of other articles in the manners that the press has: questions, quotations, numbers, instructions.
NEIGHBOURS = (
    "Kapan Jadwal Samsat Keliling di Kecamatan Rendang? Simak Daftarnya",
    "Sekda Minta OPD Tindak Lanjuti Rekomendasi Ombudsman",
    "5 Cara Urus KTP Hilang Tanpa Harus Antre",
    "Polisi Ungkap Motif Pencurian Pratima di Pura Dalem",
    "“Jangan Ada Pungli”, Pesan Wabup saat Sidak Puskesmas",
    "Libur Panjang, Penyeberangan Gilimanuk Ditambah Delapan Kapal",
)

PRAYER = (
    "<div><h5>Jadwal Salat Denpasar</h5><table><tr><th>Subuh</th><th>Zuhur</th><th>Asar</th><th>Magrib</th><th>Isya</th></tr>"
    "<tr><td>04:38</td><td>12:05</td><td>15:29</td><td>18:14</td><td>19:29</td></tr></table></div>"
)
RATES = (
    "<div><h5>Kurs Hari Ini</h5><table><tr><td>USD</td><td>15.905</td></tr><tr><td>AUD</td><td>10.318</td></tr>"
    "<tr><td>SGD</td><td>11.870</td></tr></table></div>"
)
WEATHER = "<div><h5>Cuaca</h5><p>Denpasar 29°C Berawan</p><p>Singaraja 30°C Cerah</p></div>"
STARS = "<div><h5>Ramalan Zodiak</h5><p>Aries: hari ini keuangan Anda membaik, jangan lupa menabung untuk masa depan.</p></div>"
VISITORS = (
    "<div><h4>Statistik Pengunjung</h4><table><tr><td>Hari ini</td><td>:</td><td>81</td></tr><tr><td>Kemarin</td><td>:</td><td>204</td></tr>"
    "<tr><td>Total</td><td>:</td><td>190.233</td></tr><tr><td>IP Address</td><td>:</td><td>10.1.1.1</td></tr></table></div>"
)
COOKIES = (
    '<div class="ck-bar"><p>Situs kami memakai kuki untuk meningkatkan pengalaman Anda. Dengan melanjutkan, Anda menyetujui kebijakan kami.'
    "</p><a>Setuju</a></div>"
)


def ticker(number: int = 4) -> str:
    """Headlines that run along the top of the page."""
    return '<marquee scrollamount="3">' + " ••• ".join(e(t) for t in NEIGHBOURS[:number]) + "</marquee>"


def links(cls: str, first: int = 0, last: int = 6) -> str:
    """A plain list of linked headlines."""
    return f'<ul class="{cls}">' + "".join(
        f'<li><a href="/n/{n}">{e(t)}</a></li>' for n, t in enumerate(NEIGHBOURS[first:last], first)
    ) + "</ul>"  # fmt: skip


def dated(cls: str, tag: str = "h4", number: int = 4) -> str:
    """Teasers with dates of their own, such as stand nearer to a headline than its own date."""
    return "".join(
        f'<div class="{cls}"><a href="/n/{n}"><img src="/n{n}.jpg" alt=""></a><{tag}><a href="/n/{n}">{e(t)}</a></{tag}><span class="date">{n + 3} Agustus 2026</span></div>'
        for n, t in enumerate(NEIGHBOURS[:number])
    )
