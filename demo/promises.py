"""What the demo promises: that everything its articles tell is found. Computed from the articles' own labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from demo.articles import Article, ExpectedZone, Press
from demo.serving import Request
from demo.sites import Site
from extract.article import Article as Found
from index.base import ArticleIndex, SearchRequest
from index.coverage import coverage
from index.pickups import pickups
from index.zones import ZoneClaim, scale_of, zone_ledger


@dataclass(frozen=True, slots=True)
class Promise:
    """`found` of `asked`; `misses`: a line each for what is absent, wrong, or too much."""

    what: str
    found: int
    asked: int
    misses: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        return self.found == self.asked and not self.misses


class Reading:
    """The made-up articles beside what the index holds of them."""

    def __init__(self, press: Press, sites: Sequence[Site], index: ArticleIndex) -> None:
        self.press, self.index = press, index
        self.site_of = {s.outlet.key: s for s in sites}
        self.real = [a for a in press.articles if a.kind == "article"]
        self.found: dict[str, Found] = {}
        for article in press.articles:
            if got := index.by_url(self.site_of[article.outlet].url_of(article)):
                self.found[article.key] = got
        self.key_of = {got.id: key for key, got in self.found.items()}

    def told(self, article: Article) -> str:
        return f"{article.outlet}: {article.title}"


def all_promises(reading: Reading, requests: Sequence[Request]) -> list[Promise]:
    return [
        pages(reading),
        refused(reading, requests),
        asked_once(requests),
        cleaned(reading),
        stories(reading),
        picked_up(reading),
        bimtek(reading),
        zones(reading),
        conflicts(reading),
        strangers(reading),
        doubted(reading),
        searched(reading),
    ]


def pages(reading: Reading) -> Promise:
    absent = [f"not indexed: {reading.told(a)}" for a in reading.real if a.key not in reading.found]
    count = len(reading.real) - len(absent)
    extra = reading.index.status().articles - len(reading.found)
    if extra > 0:
        absent.append(f"{extra} more in the index than were written")
    return Promise("articles fetched and indexed", count, len(reading.real), tuple(absent))


def refused(reading: Reading, requests: Sequence[Request]) -> Promise:
    """Pages that are no articles, and what robots.txt forbids."""
    none = [a for a in reading.press.articles if a.kind != "article"]
    wrong = [f"indexed, but is no article: {reading.told(a)}" for a in none if a.key in reading.found]
    forbidden = sorted({f"{r.outlet}{r.path}" for r in requests if r.path.startswith(FORBIDDEN)})
    return Promise(
        "pages refused: a gallery, a list, what robots.txt forbids",
        len(none) - len(wrong) + (not forbidden),
        len(none) + 1,
        (*wrong, *(f"asked for against robots.txt: {path}" for path in forbidden)),
    )


def asked_once(requests: Sequence[Request]) -> Promise:
    """No article page twice in one run, not even as something else."""
    counts = Counter(f"{r.outlet}{r.path}" for r in requests if r.kind == "article")
    twice = tuple(f"asked {n} times: {path}" for path, n in sorted(counts.items()) if n > 1)
    return Promise("article pages asked for more than once", len(twice), 0, twice)


# The daily's robots.txt closes these, and its front page links to one of them.
FORBIDDEN = ("/pariwara/", "/cari")


def cleaned(reading: Reading) -> Promise:
    """Text, title and day as written, word for word; dateline, credit and junk taken off."""
    misses = []
    for article in reading.real:
        got = reading.found.get(article.key)
        if got is None:
            continue
        wrong = [
            name
            for name, right in (
                ("text", got.text == "\n\n".join(article.paragraphs)),
                ("title", got.title == article.title),
                ("time", got.published is not None and got.published_day == article.time.date()),
            )
            if not right
        ]
        if wrong:
            misses.append(f"{', '.join(wrong)} not as written: {reading.told(article)}")
    return Promise(
        "texts, titles and days exactly as written", len(reading.found) - len(misses), len(reading.real), tuple(misses)
    )


def stories(reading: Reading) -> Promise:
    """Each press release with its reprints is one story, and nothing else is in it."""
    members: dict[str, set[str]] = defaultdict(set)
    for article in reading.real:
        members[article.story].add(article.key)
    got: dict[str, set[str]] = defaultdict(set)
    for key, found in reading.found.items():
        got[found.story or found.id].add(key)
    asked = {frozenset(m) for m in members.values() if len(m) > 1}
    found_groups = {frozenset(m) for m in got.values() if len(m) > 1}
    misses = [f"not one story: {', '.join(sorted(m))}" for m in asked - found_groups]
    misses += [f"no story: {', '.join(sorted(m))}" for m in found_groups - asked]
    return Promise(
        "press releases known through all their reprints", len(asked & found_groups), len(asked), tuple(sorted(misses))
    )


def expected_pickups(articles: Sequence[Article], issuers: set[str]) -> set[tuple[str, str]]:
    """(release, article that ran it): of one story, and later."""
    return {
        (release.key, article.key)
        for release in articles
        for article in articles
        if release.outlet in issuers
        and article.outlet not in issuers
        and article.story == release.story
        and article.time > release.time
    }


def picked_up(reading: Reading) -> Promise:
    """Which outlets ran the office's press releases."""
    issuers = {o.key for o in reading.press.outlets if o.releases}
    asked = expected_pickups(reading.real, issuers)
    got = {
        (reading.key_of.get(p.release, "?"), reading.key_of.get(p.article, "?"))
        for p in pickups(reading.index, issuers)
    }
    misses = [f"not told: {release} run as {article}" for release, article in sorted(asked - got)]
    misses += [f"told, but is none: {release} run as {article}" for release, article in sorted(got - asked)]
    return Promise("runs of the office's press releases", len(asked & got), len(asked), tuple(misses))


def expected_events(articles: Iterable[Article]) -> set[tuple[str, date]]:
    """(regency, day) of each bimtek held, however many articles tell of it."""
    return {(b.regency, b.day) for a in articles for b in a.bimtek if b.status == "held" and b.day}


def bimtek(reading: Reading) -> Promise:
    """The coverage table, cell by cell."""
    asked: dict[tuple[str, str], int] = defaultdict(int)
    for regency, day in expected_events(reading.real):
        asked[regency, str(day.year)] += 1
    got = {(c.regency, c.period): c.events for c in coverage(reading.index) if c.events}
    misses = [
        f"{r} {y}: {got.get((r, y), 0)} events, {n} told"
        for (r, y), n in sorted(asked.items())
        if got.get((r, y), 0) != n
    ]
    right = len(asked) - len(misses)
    misses += [f"{r} {y}: {n} events, none told" for (r, y), n in sorted(got.items()) if (r, y) not in asked]
    return Promise("cells of the bimtek table (regency and year)", right, len(asked), tuple(misses))


def zones(reading: Reading) -> Promise:
    """Every rating that an article tells, and none that it doesn't; `also` ratings may be there or not."""
    asked = right = 0
    misses = []
    claims: dict[str, list[ZoneClaim]] = defaultdict(list)
    for claim in zone_ledger(reading.index):
        claims[reading.key_of.get(claim.article, "?")].append(claim)
    for article in reading.real:
        left = list(claims[article.key])
        for zone in (z for z in article.zones if z.status != "definition"):
            asked += 1
            met = next((c for c in left if _is(c, zone)), None)
            if met is None:
                misses.append(f"not found: {_words(zone)}: {reading.told(article)}")
                continue
            right += 1
            left = [c for c in left if c is not met and not _beside(c, zone)]
        misses += [f"not told: {_words(c)}: {reading.told(article)}" for c in left]
    return Promise("ratings told, with regency, year, score and status", right, asked, tuple(misses))


def _words(told: ZoneClaim | ExpectedZone) -> str:
    parts = (told.subject, told.rating, told.score, told.year, f"({told.status})")
    return " ".join(str(p) for p in parts if p is not None)


def _is(claim: ZoneClaim, zone: ExpectedZone) -> bool:
    same = claim.subject == zone.subject and claim.rating == zone.rating and claim.status == zone.status
    return same and claim.year == zone.year and claim.score == zone.score


def _beside(claim: ZoneClaim, zone: ExpectedZone) -> bool:
    """The same rating again, or the class beside the colour."""
    allowed = {zone.rating.casefold(), *(r.casefold() for r in zone.also)}
    return claim.subject == zone.subject and claim.year == zone.year and claim.rating.casefold() in allowed


def expected_conflicts(articles: Iterable[Article]) -> set[tuple[str, int]]:
    """(subject, year) where two outlets tell different ratings of one scale, or different scores."""
    told: dict[tuple[str, int, str], set[tuple[str, float | None]]] = defaultdict(set)
    for article in articles:
        for zone in article.zones:
            if zone.status == "achieved" and zone.subject and zone.year:
                told[zone.subject, zone.year, scale_of(zone.rating)].add((zone.rating, zone.score))
    return {
        (subject, year)
        for (subject, year, _), claims in told.items()
        if len({r for r, _ in claims}) > 1 or len({s for _, s in claims if s is not None}) > 1
    }


def conflicts(reading: Reading) -> Promise:
    asked = expected_conflicts(reading.real)
    got = {(c.subject or "", c.year or 0) for c in zone_ledger(reading.index) if c.conflict}
    misses = [f"not marked: {s} {y}" for s, y in sorted(asked - got)]
    misses += [f"marked without cause: {s} {y}" for s, y in sorted(got - asked)]
    return Promise("contradictions between outlets marked", len(asked & got), len(asked), tuple(misses))


def strangers(reading: Reading) -> Promise:
    """Nobody in the articles is real, so nobody may be taken for somebody of officials.toml."""
    taken = [
        f"{official.name}, taken for {official.id}: {reading.told(article)}"
        for article in reading.real
        if (got := reading.found.get(article.key))
        for official in got.officials
        if official.id is not None
    ]
    return Promise("made-up officials taken for real ones", len(taken), 0, tuple(taken))


def doubted(reading: Reading) -> Promise:
    """Where weekday and date contradict each other, a warning; elsewhere none."""
    asked = {a.key for a in reading.real if a.wrong_day}
    got = {k for k, f in reading.found.items() if any(w.kind == "date-contradiction" for w in f.warnings)}
    misses = [f"no warning: {k}" for k in sorted(asked - got)] + [
        f"warning without cause: {k}" for k in sorted(got - asked)
    ]
    return Promise("contradictory dates warned of", len(asked & got), len(asked), tuple(misses))


QUERY = "bimtek karangasem"
# What a reader takes for the query's words; the index takes them so too.
_FORMS = (r"bimtek|bimbingan teknis", r"karangasem")


def searched(reading: Reading) -> Promise:
    """Every article with all words of the query, in one form or another, is among its hits."""
    hits = reading.index.search(SearchRequest(query=QUERY, limit=200, facets=False)).hits
    got = {reading.key_of.get(h.id, "?") for h in hits}
    asked = {a.key for a in reading.real if all(_holds(a, forms) for forms in _FORMS)}
    misses = tuple(f"not found by '{QUERY}': {k}" for k in sorted(asked - got))
    return Promise(f"articles found by '{QUERY}'", len(asked) - len(misses), len(asked), misses)


def _holds(article: Article, forms: str) -> bool:
    return re.search(rf"\b(?:{forms})\b", f"{article.title}\n{article.text}", re.IGNORECASE) is not None


def nothing_again(requests: Sequence[Request]) -> Promise:
    """Of a second run: no article page was asked for."""
    again = [f"asked again: {r.outlet}{r.path}" for r in requests if r.kind == "article"]
    return Promise("second run: article pages asked for again", len(again), 0, tuple(again))
