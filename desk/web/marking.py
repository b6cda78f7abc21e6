"""Marks an article's tags in its text: overlapping spans become properly nested elements."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from markupsafe import Markup, escape

from desk.wording import EVENT_STATUS, MARK
from extract.article import Article, Mention

Field = Literal["title", "text"]
Say = Callable[[str], str]
# Of two spans over the same stretch the one named first here lies outside.
_OUTSIDE_FIRST = ("quote", "event", "zone", "official", "agency", "place")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch [start, end) of a field; `anchors` are ids of tags, which stand in the first piece of the span only."""

    start: int
    end: int
    kind: str
    label: str
    anchors: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int, int, str]:
        return (self.start, -self.end, _OUTSIDE_FIRST.index(self.kind), self.label)


def anchor_of(kind: str, number: int) -> str:
    """The id of a tag's first mark, which the tables beside the text point to."""
    return f"tag-{kind}-{number}"


def spans_of(article: Article, field: Field, say: Say = str) -> list[Span]:
    """The tags that stand in a field; anchors go to the first mention of a tag, in the text before the title."""
    found: list[Span] = []

    def mentions(kind: str, number: int, label: str, told: Sequence[Mention]) -> None:
        first = next((m for m in told if m.field == "text"), None) or next(iter(told), None)
        for mention in told:
            if mention.field == field:
                anchors = (anchor_of(kind, number),) if mention is first else ()
                found.append(Span(mention.start, mention.end, kind, f"{say(MARK[kind])}: {label}", anchors))

    for number, official in enumerate(article.officials):
        duty = ", ".join(x for x in (official.role, official.agency) if x)
        mentions("official", number, official.name + (f" ({duty})" if duty else ""), official.mentions)
    for number, agency in enumerate(article.agencies):
        mentions("agency", number, agency.name, agency.mentions)
    for number, place in enumerate(article.places):
        where = f" ({say('di luar Bali')})" if place.outside_bali else ""
        mentions("place", number, place.name + where, place.mentions)
    if field == "title":
        return _merged(found)
    for number, zone in enumerate(article.zones):
        told = " ".join(x for x in (zone.subject, zone.rating, str(zone.year or "")) if x)
        found.append(Span(zone.start, zone.end, "zone", f"{say(MARK['zone'])}: {told}", (anchor_of("zone", number),)))
    for number, event in enumerate(article.events):
        if event.start is not None and event.end is not None:
            told = f"{event.type.replace('_', ' ')} ({say(EVENT_STATUS[event.status])})"
            label = f"{say(MARK['event'])}: {told}"
            found.append(Span(event.start, event.end, "event", label, (anchor_of("event", number),)))
    for number, quote in enumerate(article.quotes):
        label = f"{say(MARK['quote'])}: {quote.speaker or say('pembicara tidak diketahui')}"
        found.append(Span(quote.start, quote.end, "quote", label, (anchor_of("quote", number),)))
    return _merged(found)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Tags of one kind over the same words are one mark: a sentence that rates nine regencies is not marked nine times."""
    found: dict[tuple[int, int, str], Span] = {}
    for span in spans:
        key = (span.start, span.end, span.kind)
        if same := found.get(key):
            labels = same.label if span.label in same.label else f"{same.label}; {span.label}"
            span = replace(same, label=labels, anchors=(*same.anchors, *span.anchors))
        found[key] = span
    return list(found.values())


def weave(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> Markup:
    """The stretch of the text as HTML. A span that leaves another before its end goes on after it as a second element;
    spans are cut to the stretch, and those outside the text are left out."""
    end = len(text) if end is None else end
    pending = sorted(
        (
            _clipped(span, start, end)
            for span in spans
            if span.start < end and span.end > start and span.end > span.start
        ),
        key=lambda span: span.order,
    )
    out, at = Markup(""), start
    while pending:
        outer = pending.pop(0)
        inside: list[Span] = []
        while pending and pending[0].start < outer.end:
            inner = pending.pop(0)
            inside.append(replace(inner, end=min(inner.end, outer.end)))
            if inner.end > outer.end:
                insort(pending, replace(inner, start=outer.end, anchors=()), key=lambda span: span.order)
        out += escape(text[at : outer.start])
        first, *further = outer.anchors or ("",)
        identity = Markup(' id="{}"').format(first) if first else Markup("")
        out += Markup('<mark class="tag tag-{}" title="{}"{}>').format(outer.kind, outer.label, identity)
        out += Markup("").join(Markup('<span id="{}"></span>').format(anchor) for anchor in further)
        out += weave(text, inside, outer.start, outer.end) + Markup("</mark>")
        at = outer.end
    return out + escape(text[at:end])


def _clipped(span: Span, start: int, end: int) -> Span:
    return replace(
        span, start=max(span.start, start), end=min(span.end, end), anchors=span.anchors if span.start >= start else ()
    )


def paragraphs(article: Article, say: Say = str) -> tuple[Markup, ...]:
    """The text's paragraphs with their marks."""
    spans, at, made = spans_of(article, "text", say), 0, []
    for piece in article.text.split("\n\n"):
        if piece.strip():
            made.append(weave(article.text, spans, at, at + len(piece)))
        at += len(piece) + 2
    return tuple(made)


def title(article: Article, say: Say = str) -> Markup:
    """The title with its marks."""
    return weave(article.title, spans_of(article, "title", say))


def anchors(article: Article) -> frozenset[str]:
    """The ids that marks of this article have."""
    spans = [*spans_of(article, "title"), *spans_of(article, "text")]
    return frozenset(anchor for span in spans for anchor in span.anchors)


def kinds(article: Article) -> tuple[str, ...]:
    """The kinds of marks that stand somewhere, in the legend's order."""
    told = {span.kind for span in (*spans_of(article, "title"), *spans_of(article, "text"))}
    return tuple(kind for kind in MARK if kind in told)


def article_page(article: Article, event_names: Mapping[str, str] | None = None) -> str:
    """The article as one HTML file that stands by itself, in Indonesian, times in WITA. `event_names`: of the types."""
    from desk.web.pages import ArticleFile
    from desk.web.rendering import render

    style = (Path(__file__).resolve().parent / "static" / "pantau.css").read_text(encoding="utf-8")
    page = ArticleFile(
        article=article,
        title=title(article),
        paragraphs=paragraphs(article),
        anchors=anchors(article),
        kinds=kinds(article),
        event_names=dict(event_names or {}),
        style=Markup(style),
    )
    return render(page, "id", "Asia/Makassar")
