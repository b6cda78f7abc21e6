"""The search page: one line a story, filters, facets, paging; a wrong query is explained in the page."""

from __future__ import annotations

from dataclasses import dataclass

from config.errors import BadQueryError
from config.loader import Config
from desk import wording
from desk.web.asking import MOST_PAGES, STORIES_A_PAGE, Filters, SearchForm
from desk.web.language import Language, say
from desk.web.pages import SearchPage
from desk.web.parts import Choice, Facet, Filter, Frame, Link, Pager, QueryProblem, StoryRow, Telling
from desk.web.rendering import period_text
from index.base import ArticleIndex, SearchRequest, SearchResult

# 600: all of some thirty outlets may have run all twenty stories of a page.
SHOWN, MOST_OTHERS = 8, 600
# facet → the filter that narrows to its values
_FILTER_OF = {
    "outlet": "outlet", "regency": "regency", "event": "event", "rating": "zone", "official": "official",
    "agency": "agency",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Desk:
    config: Config
    language: Language

    def say(self, text: str) -> str:
        return say(text, self.language)

    def name(self, filter_name: str, value: str) -> str:
        """What readers call the value of a filter."""
        if filter_name == "outlet":
            known = self.config.outlets.get(value)
            return known.name if known else value
        if filter_name == "event":
            return self.say(wording.event_names(self.config.gazetteer).get(value, value))
        return self.say(value) if filter_name == "zone" else value


def search_page(
    index: ArticleIndex,
    config: Config,
    form: SearchForm,
    frame: Frame,
    language: Language,
    *,
    mistake: str | None = None,
    alarms: tuple[str, ...] = (),
) -> SearchPage:
    """Searches; with a mistake in the parameters nothing is searched, and the page says so."""
    desk = _Desk(config, language)
    problem, result = None, SearchResult(0, (), stories=0)
    rows: tuple[StoryRow, ...] = ()
    if mistake is None:
        try:
            offset = (form.page - 1) * STORIES_A_PAGE
            result = index.search(form.request(limit=STORIES_A_PAGE, offset=offset, collapse=True))
            rows = _rows(index, desk, result)
        except BadQueryError as error:
            problem = _problem(error, form)
    stories = result.stories or 0
    return SearchPage(
        frame=frame,
        query=form.q,
        filters=_filters(desk, form, result),
        since=form.since.isoformat() if form.since else "",
        until=form.until.isoformat() if form.until else "",
        orders=tuple(Choice(key, desk.say(text), form.request().sort == key) for key, text in wording.SORT.items()),
        chips=_chips(desk, form),
        problem=problem,
        mistake=mistake,
        total=result.total,
        stories=stories,
        rows=rows,
        facets=_facets(desk, form, result),
        pager=_pager(form, stories, len(rows)),
        csv=form.address("/unduh.csv", page=1),
        xlsx=form.address("/unduh.xlsx", page=1),
        articles_in_index=result.total or index.status().articles,
        alarms=alarms,
    )


def tellings_of(index: ArticleIndex, config: Config, stories: tuple[str, ...]) -> dict[str, list[Telling]]:
    """Story → the articles that tell it, oldest first."""
    found: dict[str, list[Telling]] = {}
    if not stories:
        return found
    request = SearchRequest(stories=stories, sort="oldest", limit=MOST_OTHERS, facets=False)
    for hit in index.search(request).hits:
        outlet = config.outlets.get(hit.outlet)
        telling = Telling(hit.id, outlet.name if outlet else hit.outlet, hit.title, hit.published)
        found.setdefault(hit.story or hit.id, []).append(telling)
    return found


def _rows(index: ArticleIndex, desk: _Desk, result: SearchResult) -> tuple[StoryRow, ...]:
    tellings = tellings_of(index, desk.config, tuple(hit.story for hit in result.hits if hit.story))
    return tuple(
        StoryRow(
            hit.id, hit.url, desk.name("outlet", hit.outlet), hit.title_marked or hit.title, hit.snippet, hit.published,
            tuple(t for t in tellings.get(hit.story or hit.id, []) if t.id != hit.id),
        )
        for hit in result.hits
    )  # fmt: skip


def _problem(error: BadQueryError, form: SearchForm) -> QueryProblem:
    sentence, values = wording.query_fault(error.what)
    at = error.position
    query = error.query
    proposal = Link(error.proposal, form.address("/", q=error.proposal, page=1)) if error.proposal else None
    return QueryProblem(
        sentence, values, query[max(0, at - 60) : at], query[at : at + 1], query[at + 1 : at + 60], proposal
    )


def _filters(desk: _Desk, form: SearchForm, result: SearchResult) -> tuple[Filter, ...]:
    known = {
        "outlet": list(desk.config.outlets),
        "regency": [regency.name for regency in desk.config.gazetteer.regencies],
        "event": list(wording.event_names(desk.config.gazetteer)),
        "zone": list(wording.RATINGS),
    }
    made = []
    for facet, name in _FILTER_OF.items():
        asked: tuple[str, ...] = getattr(form, name)
        value, further = asked[0] if asked else "", asked[1:]
        label = desk.say(wording.FACET[facet])
        found = list(result.facets.get(facet, {}))
        if name in known:
            values = list(dict.fromkeys([*known[name], *found, *asked[:1]]))
            choices = tuple(Choice(v, desk.name(name, v), v == value) for v in values)
            made.append(Filter(name, label, value, choices=choices, further=further))
        else:
            made.append(Filter(name, label, value, proposals=tuple(found[:30]), further=further))
    return tuple(made)


def _chips(desk: _Desk, form: SearchForm) -> tuple[Link, ...]:
    """What narrows the results now; each chip's address takes it away."""
    chips = []
    for facet, name in _FILTER_OF.items():
        asked: tuple[str, ...] = getattr(form, name)
        for value in asked:
            rest = tuple(v for v in asked if v != value)
            label = f"{desk.say(wording.FACET[facet])}: {desk.name(name, value)}"
            chips.append(Link(label, form.address("/", page=1, **{name: rest})))
    if form.since:
        chips.append(Link(f"{desk.say('Sejak')} {form.since.isoformat()}", form.address("/", page=1, since=None)))
    if form.until:
        chips.append(Link(f"{desk.say('Sampai')} {form.until.isoformat()}", form.address("/", page=1, until=None)))
    return tuple(chips)


def _facets(desk: _Desk, form: SearchForm, result: SearchResult) -> tuple[Facet, ...]:
    made = []
    for facet, label in wording.FACET.items():
        counts = result.facets.get(facet, {})
        links = []
        for value, count in counts.items():
            if facet == "month":
                text, changes = period_text(value, desk.language), _month(value)
            else:
                name = _FILTER_OF[facet]
                asked: tuple[str, ...] = getattr(form, name)
                if value in asked:
                    continue
                text, changes = desk.name(name, value), {name: (value,)}
            links.append(Link(text, form.address("/", page=1, **changes), count))
        if links:
            made.append(Facet(desk.say(label), tuple(links[:SHOWN]), tuple(links[SHOWN:])))
    return tuple(made)


def _month(value: str) -> dict[str, object]:
    month = Filters.model_validate({"since": value, "until": value})
    return {"since": month.since, "until": month.until}


def _pager(form: SearchForm, stories: int, shown: int) -> Pager | None:
    pages = min(-(-stories // STORIES_A_PAGE), MOST_PAGES)
    if not shown:
        return None
    first = (form.page - 1) * STORIES_A_PAGE + 1
    return Pager(
        form.page,
        pages,
        first,
        first + shown - 1,
        form.address("/", page=form.page - 1) if form.page > 1 else None,
        form.address("/", page=form.page + 1) if form.page < pages else None,
    )
