"""The demo's summary: what was crawled, what was found in it, what each table shows, how to go on."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.fates import INDEXED
from demo.articles import Press
from demo.promises import QUERY, Promise, Reading, expected_events
from demo.serving import Request
from demo.sites import Site
from index.base import SearchRequest
from index.coverage import REGENCIES, UNDATED, coverage
from index.zones import ZoneClaim, zone_ledger

# A pipe has no width of its own; this one suits a mail and a log.
PIPE_WIDTH = 100
_WAYS = {
    "paper": "a WordPress business paper: REST, feed, sitemap",
    "daily": "a daily on a system of its own: sections with paging, no feed, no sitemap",
    "portal": "a WordPress news portal: feed and sitemap, no REST",
}


class Report:
    """Prints to stdout; colours on a terminal only."""

    def __init__(self) -> None:
        self.console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)

    def say(self, text: str | Text = "", style: str = "", *, indent: int = 0) -> None:
        """A paragraph, wrapped to the width."""
        whole = text if isinstance(text, Text) else Text(text, style=style)
        for line in whole.wrap(self.console, self.console.width - indent):
            line.rstrip()
            self.console.print(Text(" " * indent) + line, soft_wrap=True)

    def line(self, text: str, style: str = "") -> None:
        """A line that must stay whole, so that it can be copied."""
        self.console.print(Text(text, style=style), soft_wrap=True)

    def head(self, text: str) -> None:
        self.console.print()
        self.say(text, "bold")

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str] = ()) -> None:
        made = Table(box=SIMPLE_HEAD, padding=0, header_style="bold", show_edge=False)
        for column in columns:
            made.add_column(column, justify="right" if column in right else "left", overflow="fold")
        for row in rows:
            made.add_row(*(c if isinstance(c, Text) else Text("" if c is None else str(c)) for c in row))
        with self.console.capture() as drawn:
            self.console.print(made)
        for line in drawn.get().splitlines():
            self.console.file.write(f"{line.rstrip()}\n")

    def opening(self, sites: Sequence[Site], command: str) -> None:
        self.say("Four made-up outlets on this machine. Whoever and whatever is named in them is made up too.", "bold")
        for site in sites:
            way = "an office's press releases, on WordPress" if site.outlet.releases else _WAYS[site.manner]
            self.line(f"  {site.outlet.name:28}{site.home}/  {way}")
        self.say("pantau is told their key, name and home page (and that the last is an office's), and finds the rest:")
        self.line(f"  $ {command}")

    def crawled(self, rows: Sequence[dict[str, Any]], requests: Sequence[Request], seconds: float) -> None:
        """A row an outlet: how its articles were found, and what became of every page."""
        self.head(f"1. What was crawled: {len(requests)} requests in {seconds:.0f} s")
        lost = sorted({f for r in rows for f in r["fates"]} - {str(f) for f in INDEXED})
        asked = Counter((r.outlet, r.kind) for r in requests)
        columns = ["outlet", "found through", "discovered", "new", "changed", "unchanged", *lost]
        self.table(
            columns,
            [
                [
                    row["outlet"],
                    ", ".join(k for k in ("rest", "sitemap", "feed", "listing") if asked[row["outlet"], k]),
                    row["discovered"], row["new"], row["changed"], row["unchanged"],
                    *(row["fates"].get(f) or "" for f in lost),
                ]
                for row in rows
            ],
            right=columns[2:],
        )  # fmt: skip

    def cleaning(self, press: Press) -> None:
        """What the pages hold beside their articles."""
        links = sum(len(a.baca) for a in press.articles)
        self.say(
            "Every page has one fate: no_text is a gallery of pictures, not_article a list of teasers, gone a post deleted since the "
            f"sitemap was written, robots an advertisement that robots.txt closes. The pages hold {links} “Baca juga” lines in nine "
            "dresses, view counters, captions, doubled headlines and texts, advertisements, share lines, tags, comment forms and "
            "carousels; none of it is part of an article."
        )

    def coverage(self, reading: Reading) -> None:
        self.head("2. Bimtek by regency and year: events, however many articles tell of them")
        cells = [c for c in coverage(reading.index) if c.period != UNDATED]
        years = sorted({c.period for c in cells})
        at = {(c.regency, c.period): c for c in cells}
        rows = []
        for regency in REGENCIES:
            row = [at[regency, y] for y in years]
            rows.append([regency, *(str(c.events) if c.events else "·" if c.read else "?" for c in row)])
        read = ["articles read", *(max(at[r, y].read for r in REGENCIES) for y in years)]
        self.table(["", *years], [*rows, read], right=years)
        self.say("·  none told of in the articles read    ?  nothing read")
        held = {(e.date, c.regency): e for c in cells for e in c.evidence}
        for (day, regency), event in sorted(held.items(), key=str):
            if len(event.articles) > 1:
                self.say(f"{regency}, {day}: one event, told by {len(event.articles)} articles.", indent=2)
        for b in (b for a in reading.real for b in a.bimtek):
            if b.at and (b.day, b.regency) in held:
                self.say(f"{b.regency}, {b.day}: held in {b.at}, for officials of {b.regency}.", indent=2)
            if b.status != "held" and not at[b.regency, str(b.day.year)].events if b.day else b.status != "held":
                self.say(f"{b.regency}{f', {b.day}' if b.day else ''}: {b.status}, so not counted.", indent=2)

    def zones(self, reading: Reading) -> None:
        claims = zone_ledger(reading.index)
        self.head(f"3. Ombudsman ratings: {len(claims)} claims, each kept as it was told")
        names = {o.key: o.name for o in reading.press.outlets}
        columns = ("subject", "year", "rating", "score", "status", "told by", "on", "")
        self.table(columns, [_claim(c, names) for c in claims], right=("score",))
        for (subject, year), told in sorted(_against(claims, names).items()):
            self.say(f"!  {subject} {year}: {told}", "bold red" if self.console.is_terminal else "")
        traps = sorted({t for a in reading.real for t in a.traps if "ona" in t})
        self.say(
            f"Words that look like ratings and are none (of the virus, parking, schools, integrity): {', '.join(traps)}."
        )

    def search(self, reading: Reading) -> None:
        result = reading.index.search(SearchRequest(query=QUERY, limit=3, collapse=True, facets=False))
        counted = f"{result.stories} stories in " if result.stories is not None else ""
        self.head(
            f"4. Search: pantau search '{QUERY}' — {counted}{result.total} articles; the first {len(result.hits)}:"
        )
        for hit in result.hits:
            when = f"{hit.published:%Y-%m-%d}" if hit.published else "no date"
            title = self._marked(hit.title_marked or hit.title, "bold")
            self.say(title + Text(f"  {hit.outlet}, {when}", "dim"), indent=2)
            self.say(self._marked(re.sub(r"\s+", " ", hit.snippet)), indent=4)

    def _marked(self, text: str, style: str = "") -> Text:
        """The index's marks as colour, on a pipe as [brackets]."""
        made = Text(style=style)
        for number, part in enumerate(re.split(r"[\x02\x03]", text)):
            marked = number % 2 == 1
            plain = marked and not self.console.is_terminal
            made.append(f"[{part}]" if plain else part, "bold yellow" if marked else None)
        return made

    def promises(self, promises: Sequence[Promise], *, shown: int = 6) -> None:
        self.head("5. What the articles hold, and what was found of it")
        for promise in promises:
            count = f"{promise.found} of {promise.asked}" if promise.asked else str(promise.found)
            self.line(f"  {'✓' if promise.kept else '✗'} {promise.what}: {count}", "" if promise.kept else "red")
            for miss in promise.misses[:shown]:
                self.line(f"      {miss}")
            if len(promise.misses) > shown:
                self.say(f"      … and {len(promise.misses) - shown} more")

    def onward(self, program: str, folder: str, reading: Reading) -> None:
        self.head("6. How to go on (the outlets are closed now; what was read stays)")
        data, both = f"{program} --data {folder}", f"{program} --config {folder}/config --data {folder}"
        gallery = next(a for a in reading.press.articles if a.kind == "gallery")
        url = reading.site_of[gallery.outlet].url_of(gallery)
        weeks = Counter("{}-W{:02}".format(*a.time.isocalendar()[:2]) for a in reading.real)
        week = max(weeks.items(), key=lambda w: (w[1], w[0]))[0]
        events = sorted(expected_events(reading.real), key=lambda e: e[1])
        regency = events[-1][0].lower()
        for line, told in (
            (f"{both} serve", "the pages, at http://127.0.0.1:8000/"),
            (f"{data} search 'zona hijau wilayah:{regency}'", "words, phrases, fields"),
            (f"{data} zones --regency Gianyar", "the claims about one regency, with evidence"),
            (f"{both} pickups", "the office's press releases, and who ran them"),
            (f"{both} digest --week {week}", "the weekly mail of the busiest week"),
            (f"{data} why {url}", "what became of a page"),
            (f"{data} demo --keep", "the outlets again; nothing is asked for twice"),
        ):
            self.line(f"  {line}")
            self.say(told, "dim", indent=6)


def _against(claims: Sequence[ZoneClaim], names: dict[str, str]) -> dict[tuple[str, int], str]:
    """(subject, year): who says what, for the claims that contradict each other."""
    told: dict[tuple[str, int], dict[str, None]] = {}
    for c in claims:
        if c.conflict:
            score = f" {c.score:.2f}" if c.score is not None else ""
            told.setdefault((c.subject or "", c.year or 0), {})[
                f"{names.get(c.outlet, c.outlet)} says {c.rating}{score}"
            ] = None
    return {key: ", ".join(parts) for key, parts in told.items()}


def _claim(claim: ZoneClaim, names: dict[str, str]) -> list[object]:
    style = "bold red" if claim.conflict else ""
    return [
        claim.subject,
        claim.year,
        claim.rating,
        f"{claim.score:.2f}" if claim.score is not None else "",
        claim.status,
        names.get(claim.outlet, claim.outlet),
        f"{claim.published:%Y-%m-%d}" if claim.published else "",
        Text("!" if claim.conflict else "", style),
    ]
