"""How each outlet fares against its own last four weeks: silence, empty texts, missing dates, a fate that rises.

A changed layout shows within a day: its pages still come, but give no text. Days on which the outlet was not crawled
count for nothing; they are told as what they are, a gap of ours.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from config.outlets import Outlet
from crawler.fates import INDEXED, Fate
from crawler.ledger import Ledger, Reading, RunRecord
from index.health import OutletHealth

EMPTY = frozenset({Fate.NO_TEXT, Fate.NO_TITLE, Fate.NOT_ARTICLE, Fate.UNREADABLE, Fate.WRONG_LANGUAGE})
DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=28)
# Alarms want some pages to stand on.
FEWEST = 5
# Media Cloud's rule: the week's mean below the month's by one and a half standard deviations. Days before the week that
# must have been crawled for that.
DEVIATIONS, HISTORY = 1.5, 8
# A day without news means something where nine days of ten had some, and at least three on an average one.
SELDOM_SILENT, USUAL_A_DAY = 0.9, 3.0
# A fate rises when it takes a fifth of a day's pages, and three times its usual share.
SHARE, TIMES = 0.2, 3.0
FATES = {
    Fate.NOT_ARTICLE: "bukan berita", Fate.NO_TEXT: "tanpa teks", Fate.NO_TITLE: "tanpa judul", Fate.UNREADABLE: "tidak terbaca",
    Fate.WRONG_LANGUAGE: "bahasa lain", Fate.GONE: "halaman hilang", Fate.ROBOTS: "dilarang robots.txt", Fate.OFFSITE: "dialihkan ke situs lain",
    Fate.TOO_LARGE: "terlalu besar", Fate.REDIRECTS: "pengalihan berputar", Fate.REFUSED: "ditolak server", Fate.BUSY: "server minta menunggu",
    Fate.SERVER_ERROR: "gangguan server", Fate.CUT: "terpotong", Fate.TIMEOUT: "terlalu lama", Fate.UNREACHABLE: "tidak terjangkau", Fate.REJECTED: "ditolak indeks",
}  # fmt: skip


def outlet_health(ledger: Ledger, outlets: Mapping[str, Outlet], now: datetime) -> list[OutletHealth]:
    """A record for every outlet of the file."""
    return [_health(ledger, outlet, now) for outlet in outlets.values()]


def _health(ledger: Ledger, outlet: Outlet, now: datetime) -> OutletHealth:
    runs = ledger.runs(outlet.key, now - MONTH)
    last = runs[-1] if runs else ledger.last_run(outlet.key)
    articles = [when for when in ledger.published(outlet.key, now - MONTH) if when <= now + DAY]
    readings = ledger.readings(outlet.key, now - MONTH)
    alarms = [
        *_crawled(ledger, outlet, last, now),
        *_unreachable(runs),
        *_silence(runs, articles, now),
        *_texts(readings, now),
        *_dates(readings, now),
        *_fates(runs, now),
    ]
    return OutletHealth(
        outlet.key,
        outlet.name,
        last.started if last else None,
        ledger.newest(outlet.key, now),
        sum(when >= now - WEEK for when in articles),
        len(articles),
        dict(last.fates) if last else {},
        tuple(alarms),
    )


def _crawled(ledger: Ledger, outlet: Outlet, last: RunRecord | None, now: datetime) -> Iterator[str]:
    if last is None:
        yield "belum pernah dirayapi"
        return
    if now - last.started > 2 * DAY:
        yield f"tidak dirayapi sejak {last.started:%d-%m-%Y}"
    elif last.finished is None and now - last.started > timedelta(hours=6):
        yield f"perayapan {last.started:%d-%m-%Y} terputus; perayapan berikutnya melanjutkannya"
    if not ledger.known(outlet.key) and last.finished is not None:
        yield "belum satu pun alamat berita ditemukan: periksa dengan `pantau doctor`"
    state = ledger.outlet(outlet.key)
    if state.paused_until and state.paused_until > now:
        yield f"server minta menunggu sampai {state.paused_until:%d-%m-%Y %H:%M} UTC"


def _unreachable(runs: list[RunRecord]) -> Iterator[str]:
    """Two in a row: once is the weather."""
    failed = 0
    for run in reversed(runs):
        if run.trouble is None:
            break
        failed += 1
    if failed > 1:
        yield f"tidak dapat dijangkau pada {failed} perayapan terakhir: periksa dengan `pantau doctor`"


def _days(runs: list[RunRecord], now: datetime) -> set[int]:
    """The days, counted back from now (0: the last 24 hours), on which a crawl was finished."""
    return {(now - run.started) // DAY for run in runs if run.finished is not None}


def _silence(runs: list[RunRecord], articles: list[datetime], now: datetime) -> Iterator[str]:
    crawled = _days(runs, now)
    # What a day gave shows at the crawls of that day and the next.
    seen = crawled | {day + 1 for day in crawled}
    counts = Counter((now - when) // DAY for when in articles)
    before = [counts[day] for day in range(7, 28) if day in seen]
    week = [counts[day] for day in range(7) if day in seen]
    if len(before) < HISTORY or not week or 0 not in crawled:
        return
    usual = statistics.fmean(before)
    lately = statistics.fmean(week)
    if sum(week) == 0 and sum(before) >= FEWEST:
        yield f"diam: tidak ada berita baru tujuh hari ini, biasanya {_number(usual)} sehari"
    elif counts[0] == 0 and usual >= USUAL_A_DAY and sum(n > 0 for n in before) >= SELDOM_SILENT * len(before):
        yield f"diam: tidak ada berita baru dalam 24 jam, biasanya {_number(usual)} sehari"
    elif lately < usual - DEVIATIONS * max(statistics.pstdev(before), math.sqrt(usual)):
        # News come by chance: an outlet as regular as a clock would alarm at the first day with one less.
        yield f"berita berkurang: {_number(lately)} sehari dalam tujuh hari ini, biasanya {_number(usual)}"


def _texts(readings: list[Reading], now: datetime) -> Iterator[str]:
    today = [r for r in readings if r.fetched >= now - DAY and r.fate]
    earlier = [r for r in readings if r.fetched < now - DAY and r.fate]
    empty = sum(r.fate in EMPTY for r in today)
    usual = sum(r.fate in EMPTY for r in earlier) / len(earlier) if earlier else 0.0
    if len(today) >= FEWEST and empty > max(SHARE, 2 * usual) * len(today) and empty >= 3:
        yield f"{empty} dari {len(today)} halaman hari ini tanpa teks berita: tata letak mungkin berubah"


def _dates(readings: list[Reading], now: datetime) -> Iterator[str]:
    today = [r for r in readings if r.fetched >= now - DAY and r.article]
    undated = sum(r.published is None for r in today)
    if len(today) >= FEWEST and undated > len(today) / 2:
        yield f"tanggal terbit tidak terbaca pada {undated} dari {len(today)} berita hari ini"
    ahead = sum(r.published is not None and r.published > now + DAY for r in today)
    if len(today) >= FEWEST and ahead > len(today) / 2:
        yield f"tanggal terbit di masa depan pada {ahead} dari {len(today)} berita hari ini"


def _fates(runs: list[RunRecord], now: datetime) -> Iterator[str]:
    today, earlier = Counter[str](), Counter[str]()
    for run in runs:
        (today if run.started >= now - DAY else earlier).update(run.fates)
    pages, before = today.total(), earlier.total()
    for fate, count in today.most_common():
        if fate in INDEXED or fate in EMPTY or count < FEWEST:
            continue
        share = earlier[fate] / before if before else 0.0
        if count > max(SHARE, TIMES * share) * pages:
            usual = f", biasanya {_number(100 * share)} %" if before else ""
            yield f"“{FATES[Fate(fate)]}” naik: {count} dari {pages} halaman hari ini{usual}"


def _number(value: float) -> str:
    """With the Indonesian decimal comma, as many digits as tell something."""
    return f"{value:.0f}" if value >= 10 or value == round(value) else f"{value:.1f}".replace(".", ",")
