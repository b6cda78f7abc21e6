"""A week's articles read once: how many of each outlet, and those that concern us with their weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from config.outlets import Outlet
from desk.digest.form import PersonItem, Source, StoryItem
from desk.digest.relevance import THRESHOLD, relevance
from desk.digest.week import Week
from desk.plain import link, one_line
from extract.article import Article, Official
from index.base import ArticleIndex, SearchRequest
from index.tag_values import day_of

TITLE, LEAD, NAME = 180, 240, 80
# Each further outlet says that a story matters, but never as much as what it is about.
PER_OUTLET, MOST_PER_OUTLETS = 3, 15
_PAGE = 200


@dataclass
class WeekRead:
    """`ours` are the articles at or above the threshold of relevance; `read` counts all, by outlet."""

    week: Week
    ours: list[tuple[int, Article]] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.read.total()

    def stories(self) -> dict[str, list[tuple[int, Article]]]:
        """Story id → its articles of this week, oldest first."""
        found: dict[str, list[tuple[int, Article]]] = {}
        for weight, article in self.ours:
            found.setdefault(article.story or article.id, []).append((weight, article))
        return found


def read_week(index: ArticleIndex, week: Week) -> WeekRead:
    made = WeekRead(week)
    for article in index.articles(week.monday, week.sunday):
        made.read[article.outlet] += 1
        weight = relevance(article)
        if weight >= THRESHOLD:
            made.ours.append((weight, article))
    return made


def tagged_between(index: ArticleIndex, since: date, until: date, *, events: tuple[str, ...]) -> Iterator[Article]:
    """Articles published in those days that tell an event of these types."""
    offset = 0
    while True:
        request = SearchRequest(
            events=events, since=since, until=until, sort="oldest", limit=_PAGE, offset=offset, facets=False
        )
        hits = index.search(request).hits
        for hit in hits:
            article = index.get(hit.id)
            if article is not None:
                yield article
        if len(hits) < _PAGE:
            return
        offset += _PAGE


def sources(articles: Iterable[Article], outlets: Mapping[str, Outlet]) -> tuple[Source, ...]:
    """One a outlet, the earliest article of each, in the order of publication."""
    first: dict[str, Article] = {}
    for article in sorted(articles, key=_by_time):
        first.setdefault(article.outlet, article)
    return tuple(Source(outlet_name(a, outlets), link(a.url)) for a in first.values())


def outlet_name(article: Article, outlets: Mapping[str, Outlet]) -> str:
    known = outlets.get(article.outlet)
    return one_line(known.name if known else article.outlet_name, NAME) or article.outlet


def story_items(read: WeekRead, outlets: Mapping[str, Outlet]) -> list[StoryItem]:
    """Nearest to the Ombudsman first; among equals the story that more outlets ran, then the newer."""
    items = []
    for members in read.stories().values():
        weight, chief = min(members, key=lambda m: (-m[0], *_by_time(m[1])))
        told_by = sources((a for _, a in members), outlets)
        regencies = dict.fromkeys(
            p.name for _, a in members for p in a.places if not p.outside_bali and p.centrality != "passing"
        )
        items.append(
            StoryItem(
                one_line(chief.title, TITLE),
                one_line(chief.lead or chief.text.split("\n\n", 1)[0], LEAD),
                day_of(chief),
                tuple(regencies)[:4],
                told_by,
                weight + min(PER_OUTLET * (len(told_by) - 1), MOST_PER_OUTLETS),
            )
        )
    items.sort(key=lambda i: (-i.weight, -len(i.sources), -(i.day or date.min).toordinal(), i.title))
    return items


def people_items(read: WeekRead, limit: int) -> tuple[PersonItem, ...]:
    """Who is named in most stories (not articles); the role is the one told last."""
    named: dict[str, set[str]] = {}
    quoted: dict[str, set[str]] = {}
    latest: dict[str, Official] = {}
    for story, members in read.stories().items():
        for _, article in sorted(members, key=lambda m: _by_time(m[1])):
            speakers = {q.speaker for q in article.quotes if q.speaker}
            for official in article.officials:
                key = official.id or official.name.casefold()
                named.setdefault(key, set()).add(story)
                if official.name in speakers or official.centrality == "quoted":
                    quoted.setdefault(key, set()).add(story)
                if key not in latest or official.role:
                    latest[key] = official
    order = sorted(named, key=lambda k: (-len(named[k]), -len(quoted.get(k, ())), latest[k].name))
    return tuple(
        PersonItem(one_line(latest[k].name, NAME), role_line(latest[k]), len(named[k]), len(quoted.get(k, ())))
        for k in order[:limit]
    )


def role_line(official: Official) -> str:
    """ "Bupati" of "Pemerintah Kabupaten Tabanan" → "Bupati Tabanan"; "Kepala" of a body → "Kepala" and the body's name."""
    role, agency = official.role or "", official.agency or ""
    for government in ("Pemerintah Kabupaten ", "Pemerintah Kota ", "Pemerintah Provinsi "):
        agency = agency.removeprefix(government)
    if agency and agency.casefold() not in role.casefold() and len(role.split()) <= 2:
        role = f"{role} {agency}"
    return one_line(role, NAME * 2)


def _by_time(article: Article) -> tuple[bool, str, str]:
    return (article.published is None, article.published.isoformat() if article.published else "", article.id)
