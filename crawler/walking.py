"""A walk through an outlet's archive, newest first, source by source.

It is written down after each page, so that a run that was killed or stopped goes on where it was.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler import discovery
from crawler.discovery import Found, NotThatKind, SourcePage
from crawler.fates import PASSING
from crawler.fetching import Failure
from crawler.sources import Source, Walk
from extract.identity import article_id

if TYPE_CHECKING:
    from crawler.exploring import Explorer

log = logging.getLogger(__name__)
# An endless listing (a calendar, a search) stops here.
MAX_PAGES = 2000
# Pages in a row that bring nothing new, after which the rest is taken for known. Listings overlap as new articles come
# in, and sitemaps name some articles twice: one such page is not yet the end there.
STALE = {"listing": 3, "feed": 2, "sitemap": 2, "wp-json": 1}
# Going back to a day, what is known already is no sign of the end; only what this very walk showed before is.
STALE_WITH_SINCE = {"listing": 3, "feed": 2}
# Runs that try a page of a walk in vain before it is given up.
TRIES = 3
_ORDER = {"wp-json": 0, "sitemap": 1, "feed": 2, "listing": 3}


@dataclass
class _Progress:
    """Of one source's walk in this run."""

    asked: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    met: int = 0
    stale: int = 0


class Walker:
    """`cap`: addresses after which a source's walk is long enough; null with --since."""

    def __init__(self, explorer: Explorer, cap: int | None) -> None:
        self.explorer, self.work, self.cap = explorer, explorer.work, cap
        self.since, self.until = explorer.work.since_moment, explorer.work.until
        self.lost = False

    async def walk(self, sources: list[Source]) -> bool:
        """The first kind that answers is enough, but for listings: these are walked each.

        False where none answered or pages were lost that may yet be had: then the next run takes the walk up again.
        """
        walked = False
        for kind in sorted({s.kind for s in sources}, key=lambda k: _ORDER[k]):
            if walked and kind in ("feed", "listing"):
                break
            for source in (s for s in sources if s.kind == kind):
                walked = await self._source(source) or walked
        return walked and not self.lost

    def _start(self, source: Source) -> Walk:
        """From the beginning, or from where a walk with the same bounds was cut off."""
        since = self.since.isoformat() if self.since else None
        until = self.until.isoformat() if self.until else None
        kept = self.work.ledger.walk(source.outlet, source.url)
        if kept is not None and (kept.since, kept.until) == (since, until):
            return kept
        first = source.url
        if source.kind == "wp-json":
            # Without an upper bound, each post that comes in meanwhile would push the pages by one.
            end = datetime.combine(self.until, datetime.max.time(), self.explorer.zone) if self.until else datetime.now(self.explorer.zone)  # fmt: skip
            first = discovery.wp_json_page(source.url, after=self.since, before=end)
        return Walk(since, until, (first,))

    async def _source(self, source: Source) -> bool:
        """All pages of one source until it ends, leaves the time asked for, or brings nothing new; whether it answered."""
        walk = self._start(source)
        begun, brought = walk.asked > 0, walk.asked > 0
        tries = dict(walk.lost)
        waiting = [*walk.waiting, *tries]
        lost: dict[str, int] = {}
        progress = _Progress()
        while waiting and walk.asked < MAX_PAGES:
            url = waiting.pop(0)
            if url in progress.asked:
                continue
            progress.asked.add(url)
            try:
                page = await self.explorer.page(source, url, conditional=False) or SourcePage(())
            except (Failure, NotThatKind) as error:
                if isinstance(error, Failure) and error.pause:
                    raise
                log.info("%s: %s: %s", source.outlet, url, error)
                if not begun:
                    self.work.ledger.source_failed(source.outlet, source.url, datetime.now(UTC))
                    return False
                # The page after the last one often answers 404 or 400: the end, not a failure. Others are tried again.
                if isinstance(error, Failure) and error.fate in PASSING and tries.get(url, 0) + 1 < TRIES:
                    lost[url] = tries.get(url, 0) + 1
            else:
                begun = True
                found, fresh = self.explorer.meet(page, listed=source.kind != "listing")
                brought = brought or bool(found or page.further)
                waiting = [*page.further, *waiting] if source.kind == "sitemap" else [*waiting, *page.further]
                if self._over(source, found, fresh, progress):
                    waiting = []
            walk = replace(walk, waiting=tuple(waiting), lost=tuple(lost.items()), asked=walk.asked + 1)
            self.work.ledger.keep_walk(source.outlet, source.url, walk)
        self.lost = self.lost or bool(lost)
        return brought

    def _over(self, source: Source, found: list[Found], fresh: list[bool], progress: _Progress) -> bool:
        progress.met += sum(fresh)
        if self.cap is not None and progress.met >= self.cap:
            return True
        dates = [f.hints.published for f in found if f.hints.published]
        if self.since and dates and max(dates) < self.since:
            return True
        if not found:
            return source.kind == "listing"
        ids = {article_id(f.url) for f in found}
        nothing_new = ids <= progress.seen if self.since else not any(fresh)
        progress.seen |= ids
        progress.stale = progress.stale + 1 if nothing_new else 0
        enough = (STALE_WITH_SINCE if self.since else STALE).get(source.kind)
        return enough is not None and progress.stale >= enough
