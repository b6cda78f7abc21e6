"""Press releases: which outlets ran them, how soon, how much of the text; and which nobody ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from statistics import fmean, median
from urllib.parse import quote

from config.errors import UsageError
from config.loader import Config
from desk import wording
from desk.web.asking import PickupParameters
from desk.web.language import Language, say
from desk.web.pages import PickupsPage
from desk.web.parts import Choice, Frame, ReleaseRow, RunnerRow, RunRow
from extract.article import Article
from index.base import ArticleIndex, SearchRequest
from index.pickups import Pickup, Release, releases, releases_of
from index.tag_values import WITA

# Each release costs a few questions to the index; a period or an issuer narrows to the rest.
MOST = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """`counted`: the newest releases of the choice; `shown` those among them that were asked for; `total` all of it."""

    total: int
    counted: tuple[Release, ...]
    shown: tuple[Release, ...]


def listed(index: ArticleIndex, config: Config, asked: PickupParameters) -> Listed:
    """Raises UsageError for an issuer that is none."""
    issuers = [outlet.key for outlet in config.outlets.values() if outlet.releases]
    if asked.issuer is not None and asked.issuer not in issuers:
        raise UsageError(
            f"{asked.issuer!r} issues no press releases", on="issuer", allowed=", ".join(issuers) or "none"
        )
    chosen = tuple([asked.issuer] if asked.issuer else issuers)
    if not chosen:
        return Listed(0, (), ())
    request = SearchRequest(outlets=chosen, since=asked.since, until=asked.until, limit=0, facets=False)
    counted = tuple(islice(releases(index, chosen, asked.since, asked.until), MOST))
    shown = tuple(r for r in counted if asked.show == "all" or bool(r.pickups) == (asked.show == "taken"))
    return Listed(index.search(request).total, counted, shown)


def pickups_page(
    index: ArticleIndex, config: Config, asked: PickupParameters, frame: Frame, language: Language
) -> PickupsPage:
    found = listed(index, config, asked)
    firsts = [_first(r) for r in found.counted]
    hours = [p.hours for p in firsts if p is not None and p.hours is not None and not p.by_day]
    issuers = [outlet for outlet in config.outlets.values() if outlet.releases]
    return PickupsPage(
        frame=frame,
        issuers=tuple(Choice(o.key, o.name, o.key == asked.issuer) for o in issuers),
        shows=tuple(Choice(key, say(text, language), key == asked.show) for key, text in wording.PICKUPS.items()),
        since=asked.since.isoformat() if asked.since else "",
        until=asked.until.isoformat() if asked.until else "",
        rows=tuple(_row(config, release) for release in found.shown),
        counted=len(found.counted),
        total=found.total,
        taken=sum(bool(r.pickups) for r in found.counted),
        hours=median(hours) if hours else None,
        runners=_runners(config, found.counted),
    )


def story_releases(index: ArticleIndex, config: Config, article: Article) -> tuple[ReleaseRow, ...]:
    """The press releases in the article's story."""
    issuers = [outlet.key for outlet in config.outlets.values() if outlet.releases]
    return tuple(_row(config, r) for r in releases_of(index, article.story or article.id, issuers))


def _first(release: Release) -> Pickup | None:
    return next((p for p in release.pickups if p.after is not None), None)


def _row(config: Config, release: Release) -> ReleaseRow:
    day = release.published.astimezone(WITA).date() if release.published else None
    address = PickupParameters(since=day, until=day).address("/siaran-pers") + f"#r-{quote(release.article, safe='')}"
    return ReleaseRow(
        release.article,
        release.title,
        _name(config, release.issuer),
        release.published,
        address,
        tuple(_run(config, p) for p in release.pickups),
        tuple(_run(config, p) for p in release.earlier),
        len(release.outlets),
    )


def _name(config: Config, key: str) -> str:
    outlet = config.outlets.get(key)
    return outlet.name if outlet else key


def _run(config: Config, pickup: Pickup) -> RunRow:
    unit, count = _distance(pickup)
    earlier = pickup.after is not None and pickup.after < timedelta(0)
    return RunRow(
        pickup.article, _name(config, pickup.outlet), pickup.title, unit, count, earlier, round(pickup.taken * 100)
    )


def _distance(pickup: Pickup) -> tuple[str, float]:
    """How far from the release, in the unit that a person would use."""
    if pickup.after is None:
        return "unknown", 0
    after = abs(pickup.after)
    if pickup.by_day:
        return ("days", after.days) if after.days else ("same-day", 0)
    if after < timedelta(hours=1):
        return "minutes", round(after / timedelta(minutes=1))
    if after < timedelta(hours=48):
        hours = after / timedelta(hours=1)
        return "hours", round(hours, 1) if hours < 10 else round(hours)
    return "days", round(after / timedelta(days=1))


def _runners(config: Config, found: Sequence[Release]) -> tuple[RunnerRow, ...]:
    """Each outlet's fullest run of each release; who ran most comes first."""
    runs: dict[str, dict[str, Pickup]] = {}
    for release in found:
        for pickup in release.pickups:
            mine = runs.setdefault(pickup.outlet, {})
            if release.article not in mine or pickup.taken > mine[release.article].taken:
                mine[release.article] = pickup
    rows = []
    for key, mine in runs.items():
        hours = [p.hours for p in mine.values() if p.hours is not None and not p.by_day]
        taken = round(fmean(p.taken for p in mine.values()) * 100)
        rows.append(RunnerRow(_name(config, key), key, len(mine), taken, median(hours) if hours else None))
    return tuple(sorted(rows, key=lambda r: (-r.releases, r.outlet)))
