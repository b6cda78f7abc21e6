"""How each outlet fares, against its own last four weeks: silence, empty texts, missing dates, fates that rise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from config.outlets import Outlet
from crawler.fates import INDEXED, PASSING, Fate
from crawler.ledger import Ledger
from index.health import OutletHealth

EMPTY = {Fate.NO_TEXT, Fate.NO_TITLE, Fate.NOT_ARTICLE}
# Alarms want some pages to stand on.
FEWEST = 5


def outlet_health(ledger: Ledger, outlets: Mapping[str, Outlet], now: datetime) -> list[OutletHealth]:
    """A record for every outlet of the file."""
    return [_health(ledger, outlet, now) for outlet in outlets.values()]


def _health(ledger: Ledger, outlet: Outlet, now: datetime) -> OutletHealth:
    runs = ledger.runs(outlet.key, now - timedelta(days=28))
    last = runs[-1] if runs else ledger.last_run(outlet.key)
    month = ledger.first_fetches(outlet.key, now - timedelta(days=28))
    articles = [when for when, fate, _ in month if fate in INDEXED]
    week = [when for when in articles if when >= now - timedelta(days=7)]
    day = [(when, fate, dated) for when, fate, dated in month if when >= now - timedelta(days=1)]
    alarms = []
    if last is None:
        alarms.append("belum pernah dirayapi")
    elif now - last.started > timedelta(days=2):
        alarms.append(f"tidak dirayapi sejak {last.started:%d-%m-%Y}")
    if (
        last
        and last.fetched == 0
        and sum(last.fates.values()) == 0
        and last.discovered == 0
        and ledger.count(outlet.key) == 0
    ):
        alarms.append("perayapan terakhir tidak menemukan satu pun alamat")
    earlier = len(articles) - len(week)
    oldest = min((w for w, _, _ in month), default=now)
    if earlier >= FEWEST and len(week) == 0 and now - oldest > timedelta(days=10):
        alarms.append("diam: tidak ada berita baru tujuh hari ini, padahal sebelumnya ada")
    empty = sum(fate in EMPTY for _, fate, _ in day)
    if len(day) >= FEWEST and empty > len(day) / 2:
        alarms.append(f"{empty} dari {len(day)} halaman hari ini tanpa teks: tata letak mungkin berubah")
    read = [dated for _, fate, dated in day if fate in INDEXED]
    if len(read) >= FEWEST and sum(not dated for dated in read) > len(read) / 2:
        alarms.append("tanggal terbit tidak terbaca pada sebagian besar halaman hari ini")
    if last:
        failed = sum(n for fate, n in last.fates.items() if fate in PASSING or fate == Fate.REFUSED)
        total = sum(last.fates.values())
        if total >= FEWEST and failed > total / 2:
            alarms.append(f"{failed} dari {total} permintaan terakhir gagal")
    newest = max(articles, default=None)
    return OutletHealth(
        outlet.key,
        outlet.name,
        last.started if last else None,
        newest,
        len(week),
        len(articles),
        dict(last.fates) if last else {},
        tuple(alarms),
    )
