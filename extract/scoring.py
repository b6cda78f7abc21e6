"""How well tags agree with labels: precision, recall and F1 of each kind of tag.

What counts as right:

- officials, agencies: a tag that has one of the label's forms. Pairing is one to one, so that a person split in two
  or two persons merged cost; `linked …` is the share of pairs that bear the canonical name.
- places: the nine; not the province, nor a place that stands in the dateline alone.
- zones: subject, rating and status; "achieved" and "previous" are one. `zone years`: of the pairs, those with the year.
- bimtek: regency and day of each that was held or is planned; `bimtek articles`: whether an article tells of one.
- event: the main event's type; `event dates`: its day, asked only where the label has one.
- quotes: the words of direct speech, nearly whole; `quote speakers`: of the pairs, those with the right speaker.

A lenient label (optional, secondary, implied, scope) is not asked for, and a tag that meets only such a label is
not counted as wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from config.errors import InputError
from extract.article import Agency, Article, Event, Official, Quote, Zone
from extract.gold import GoldArticle, GoldBimtek, GoldEntity, GoldQuote, GoldZone

DATELINE = re.compile(r"[^\n]{3,60}?(?:[-–—]\s|\s[-–—|]\s?)")
PLACE_KIND = re.compile(r"(?:(?:pemerintah )?(?:kabupaten|kota|pemkab|pemkot|kab) )+")
PROVINCE = "provinsi bali"
PROVINCE_FORMS = frozenset({"bali", "pemprov bali", "pemerintah provinsi bali", PROVINCE})
QUOTE_SHARE = 0.8  # of the longer text's words, where the shorter is a part of it, to be the same quotation

G = TypeVar("G")
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One measure: `gold` is how many were asked for.

    Shares (of pairs, of articles) have no precision and recall; `f1` is null where nothing was asked.
    """

    name: str
    precision: float | None
    recall: float | None
    f1: float | None
    gold: int


@dataclass(frozen=True)
class Report:
    """The measures in a fixed order, and a line for each miss: measure, article, what was missed or wrong."""

    rows: tuple[Row, ...]
    misses: tuple[str, ...]

    def figures(self) -> dict[str, float | None]:
        """Measure → F1 or share, to four places."""
        return {row.name: None if row.f1 is None else round(row.f1, 4) for row in self.rows}


@dataclass
class _Found:
    """Labels asked for, tags counted and the pairs of both, over all articles."""

    name: str
    right: int = 0
    tags: int = 0
    labels: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, key: str, labels: Sequence[G], tags: Sequence[T], pairs: Sequence[tuple[G, T]]) -> None:
        self.right += len(pairs)
        self.labels += len(labels)
        self.tags += len(tags)
        paired = {id(label) for label, _ in pairs}, {id(tag) for _, tag in pairs}
        self.misses += [f"{self.name}: {key}: missed {_shown(x)}" for x in labels if id(x) not in paired[0]]
        self.misses += [f"{self.name}: {key}: wrong {_shown(x)}" for x in tags if id(x) not in paired[1]]

    def row(self) -> Row:
        precision = self.right / self.tags if self.tags else 1.0
        recall = self.right / self.labels if self.labels else 1.0
        both = precision + recall
        return Row(self.name, precision, recall, 2 * precision * recall / both if both else 0.0, self.labels)


@dataclass
class _Share:
    """Right answers among those asked."""

    name: str
    right: int = 0
    asked: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, key: str, right: bool, told: object, label: object) -> None:
        self.asked += 1
        self.right += right
        if not right:
            self.misses.append(f"{self.name}: {key}: {told}, gold {label}")

    def row(self) -> Row:
        return Row(self.name, None, None, self.right / self.asked if self.asked else None, self.asked)


def plain(text: str | None) -> str:
    """Words only: case folded, marks and punctuation gone."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKD", text or "").casefold()))


def subject(name: str | None) -> str:
    """One form for "Tabanan", "Kabupaten Tabanan", "Pemkab Tabanan"; likewise for the province."""
    words = plain(name)
    if kind := PLACE_KIND.match(words):
        words = words[kind.end() :]
    return PROVINCE if words in PROVINCE_FORMS else words


def pairs(labels: Iterable[G], tags: Iterable[T], same: Callable[[G, T], bool]) -> list[tuple[G, T]]:
    """One to one: each label, in its order, takes the first tag still free that is the same."""
    free = list(tags)
    found: list[tuple[G, T]] = []
    for label in labels:
        at = next((i for i, tag in enumerate(free) if same(label, tag)), None)
        if at is not None:
            found.append((label, free.pop(at)))
    return found


def same_entity(label: GoldEntity, tag: Official | Agency) -> bool:
    forms = {plain(form) for form in (label.canonical, *label.surfaces)}
    return not forms.isdisjoint({plain(tag.name), *(plain(m.text) for m in tag.mentions)})


def same_rating(label: str, tag: str) -> bool:
    """Equal, or one long wording within the other ("kualitas tertinggi tanpa maladministrasi")."""
    ours, theirs = plain(label.removeprefix("other:")), plain(tag.removeprefix("other:"))
    if ours == theirs:
        return True
    return min(len(ours.split()), len(theirs.split())) > 2 and (ours in theirs or theirs in ours)


def same_zone(label: GoldZone, tag: Zone) -> bool:
    statuses = {"achieved" if s == "previous" else s for s in (label.status, tag.status)}
    return (
        len(statuses) == 1
        and same_rating(label.rating, tag.rating)
        and (label.subject is None or subject(label.subject) == subject(tag.subject))
    )


def same_bimtek(label: GoldBimtek, tag: Event) -> bool:
    regencies = {subject(regency) for regency in (label.regency, *label.regency_alt)}
    return subject(tag.regency) in regencies and tag.date in (label.date, *label.date_alt)


def same_quote(label: GoldQuote, tag: Quote) -> bool:
    short, long = sorted((plain(label.text), plain(tag.text)), key=len)
    return short == long or (short in long and len(short.split()) >= QUOTE_SHARE * len(long.split()))


def same_speaker(article: GoldArticle, label: GoldQuote, tag: Quote) -> bool:
    """By any form of the person; a speaker who holds no office may be left out."""
    if label.speaker is None:
        return tag.speaker is None
    known = next((o for o in article.officials if o.canonical == label.speaker), None)
    if known is None:
        return tag.speaker is None or plain(tag.speaker) in plain(label.speaker)
    return plain(tag.speaker) in {plain(form) for form in (known.canonical, *known.surfaces)}


def places(article: GoldArticle, tagged: Article) -> tuple[list[str], list[str]]:
    """The regencies named by label and by tag, less the province and what only the dateline names."""
    labels = {subject(name) for name in article.places if not name.startswith("luar:")}
    unjudged = {PROVINCE}
    if dateline := DATELINE.match(article.text):
        head, rest = plain(dateline[0]), plain(f"{article.title} {article.text[dateline.end() :]}")
        unjudged |= {name for name in labels if name in head and name not in rest}
    tags = {subject(place.name) for place in tagged.places if not place.outside_bali}
    return sorted(labels - unjudged), sorted(tags - unjudged)


@dataclass
class _Tally:
    """All measures of one run."""

    officials: _Found = field(default_factory=lambda: _Found("officials"))
    agencies: _Found = field(default_factory=lambda: _Found("agencies"))
    places: _Found = field(default_factory=lambda: _Found("places"))
    zones: _Found = field(default_factory=lambda: _Found("zones"))
    bimtek: _Found = field(default_factory=lambda: _Found("bimtek"))
    bimtek_articles: _Found = field(default_factory=lambda: _Found("bimtek articles"))
    linked: _Share = field(default_factory=lambda: _Share("linked"))
    linked_agencies: _Share = field(default_factory=lambda: _Share("linked agencies"))
    zone_years: _Share = field(default_factory=lambda: _Share("zone years"))
    event: _Share = field(default_factory=lambda: _Share("event"))
    event_dates: _Share = field(default_factory=lambda: _Share("event dates"))
    quotes: _Found = field(default_factory=lambda: _Found("quotes"))
    speakers: _Share = field(default_factory=lambda: _Share("quote speakers"))

    def add(self, gold: GoldArticle, tagged: Article) -> None:
        self._entities(gold.id, gold.officials, tagged.officials, self.officials, self.linked)
        self._entities(gold.id, gold.agencies, tagged.agencies, self.agencies, self.linked_agencies)
        named, found = places(gold, tagged)
        self.places.add(gold.id, named, found, pairs(named, found, str.__eq__))
        asked, counted, both = _judged(gold.zones, tagged.zones, same_zone)
        self.zones.add(gold.id, asked, counted, both)
        for label, tag in both:
            self.zone_years.add(gold.id, label.year == tag.year, tag.year, f"{label.year} ({_shown(label)})")
        self._bimtek(gold, tagged)
        self._event(gold, tagged)
        if gold.quotes is not None:
            said = pairs(gold.quotes, tagged.quotes, same_quote)
            self.quotes.add(gold.id, gold.quotes, tagged.quotes, said)
            for speech, quote in said:
                right = same_speaker(gold, speech, quote)
                self.speakers.add(gold.id, right, quote.speaker, f"{speech.speaker} ({_cut(speech.text)})")

    def _entities(
        self, key: str, labels: Sequence[GoldEntity], tags: Sequence[Official | Agency], found: _Found, linked: _Share
    ) -> None:
        asked, counted, both = _judged(labels, tags, same_entity)
        found.add(key, asked, counted, both)
        for label, tag in both:
            linked.add(key, plain(label.canonical) == plain(tag.name), repr(tag.name), repr(label.canonical))

    def _bimtek(self, gold: GoldArticle, tagged: Article) -> None:
        tags = [e for e in tagged.events if e.type == "bimtek" and e.status in ("held", "planned")]
        asked, counted, both = _judged(gold.bimtek, tags, same_bimtek)
        self.bimtek.add(gold.id, asked, counted, both)
        has, told = ["a bimtek"] * bool(asked), ["a bimtek"] * bool(counted)
        self.bimtek_articles.add(gold.id, has, told, pairs(has, told, str.__eq__))

    def _event(self, gold: GoldArticle, tagged: Article) -> None:
        main = next((event for event in tagged.events if event.main), None)
        kind = main.type if main else "lainnya"
        self.event.add(gold.id, kind in (gold.event.type, *gold.event.alt_types), kind, gold.event.type)
        if gold.event.date is not None:
            told = main.date if main else None
            right = told in (gold.event.date, *gold.event.date_alt)
            self.event_dates.add(gold.id, right, told, f"{gold.event.date} ({gold.event.date_surface})")

    def measures(self, *, quotes: bool) -> list[_Found | _Share]:
        found: list[_Found | _Share] = [
            self.officials, self.agencies, self.places, self.zones, self.bimtek, self.bimtek_articles,
            self.linked, self.linked_agencies, self.zone_years, self.event, self.event_dates,
        ]  # fmt: skip
        return [*found, self.quotes, self.speakers] if quotes else found


L = TypeVar("L", GoldEntity, GoldZone, GoldBimtek)


def _judged(
    labels: Sequence[L], tags: Sequence[T], same: Callable[[L, T], bool]
) -> tuple[list[L], list[T], list[tuple[L, T]]]:
    """Labels asked for, tags that count, pairs: a free tag that meets a lenient label doesn't count."""
    asked = [label for label in labels if not label.lenient]
    spared = [label for label in labels if label.lenient]
    both = pairs(asked, tags, same)
    taken = {id(tag) for _, tag in both}
    counted = [tag for tag in tags if id(tag) in taken or not any(same(label, tag) for label in spared)]
    return asked, counted, both


def score(gold: Sequence[GoldArticle], tagged: Iterable[Article]) -> Report:
    """Every labelled article against the tags of the article with its id; InputError where one is absent.

    The quote measures are told only if some article has its quotes labelled.
    """
    by_id = {article.id: article for article in tagged}
    absent = [article.id for article in gold if article.id not in by_id]
    if absent:
        raise InputError(f"{len(absent)} of {len(gold)} labelled articles have no tags: {', '.join(absent[:5])}")
    tally = _Tally()
    for article in gold:
        tally.add(article, by_id[article.id])
    measures = tally.measures(quotes=any(article.quotes is not None for article in gold))
    return Report(tuple(m.row() for m in measures), tuple(miss for m in measures for miss in m.misses))


def _cut(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _shown(item: object) -> str:
    """A label or tag in one short line."""
    match item:
        case GoldEntity():
            return f"{item.canonical} ({', '.join(item.surfaces)})"
        case Official() | Agency():
            return f"{item.name} ({', '.join(dict.fromkeys(m.text for m in item.mentions))})"
        case GoldZone() | Zone():
            return f"{item.subject}: {item.rating}, {item.year}, {item.status}: {_cut(item.evidence or '')}"
        case GoldBimtek():
            return f"{item.regency}, {item.date}, {item.status}"
        case Event():
            return f"{item.regency}, {item.date}, {item.status}: {_cut(item.evidence)}"
        case GoldQuote() | Quote():
            return f"{item.speaker}: {_cut(item.text)}"
        case _:
            return str(item)
