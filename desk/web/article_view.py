"""The article page: text with its tags marked, the tags as tables, revisions as differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise

from markupsafe import Markup, escape

from config.errors import NotFoundError
from config.loader import Config
from desk import wording
from desk.web import marking
from desk.web.language import Language, say
from desk.web.pages import ArticlePage
from desk.web.parts import Change, Frame
from desk.web.pickups_view import story_releases
from desk.web.search_view import tellings_of
from extract.article import Article
from index.base import ArticleIndex, Revision


def article_page(index: ArticleIndex, config: Config, article_id: str, frame: Frame, language: Language) -> ArticlePage:
    """Raises NotFoundError for an id that the index doesn't know."""
    article = index.get(article_id)
    if article is None:
        raise NotFoundError("no such article in the index", on=article_id)
    told = partial(say, language=language)
    tellings = tellings_of(index, config, (article.story,) if article.story else ())
    released = story_releases(index, config, article)
    shown = {article.id, *(release.id for release in released)}
    return ArticlePage(
        frame=frame,
        article=article,
        title=marking.title(article, told),
        paragraphs=marking.paragraphs(article, told),
        anchors=marking.anchors(article),
        kinds=marking.kinds(article),
        event_names=wording.event_names(config.gazetteer),
        releases=released,
        tellings=tuple(t for t in tellings.get(article.story or "", []) if t.id not in shown),
        changes=tuple(changes(index.revisions(article.id), article)),
    )


def changes(revisions: Sequence[Revision], article: Article) -> Iterable[Change]:
    """What each former state had otherwise than the one after it, latest change first."""
    states = [*((r.seen, r.title, r.text) for r in revisions), (article.fetched, article.title, article.text)]
    for (_, old_title, old_text), (seen, title, text) in reversed(list(pairwise(states))):
        parts = [difference(old_title, title)] if old_title != title else []
        parts += paragraph_differences(old_text.split("\n\n"), text.split("\n\n"))
        if parts:
            yield Change(seen, tuple(parts))


def paragraph_differences(before: list[str], after: list[str]) -> list[Markup]:
    """The paragraphs that differ; those replaced one for one are compared word by word."""
    made = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = before[i1:i2], after[j1:j2]
        paired = min(len(old), len(new))
        made += [difference(one, other) for one, other in zip(old[:paired], new[:paired], strict=True)]
        made += [difference(gone, "") for gone in old[paired:]]
        made += [difference("", come) for come in new[paired:]]
    return made


# Comparing takes time by the product of the lengths; beyond this (some 1,500 words each) a text is shown as replaced.
_COMPARED = 2_000_000


def difference(before: str, after: str) -> Markup:
    """Two texts as one, with the words gone in <del> and those come in <ins>."""
    one, other = before.split(), after.split()
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    changed = [("replace", 0, len(one), 0, len(other))]
    out: list[Markup] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes() if len(one) * len(other) <= _COMPARED else changed:
        gone, come = " ".join(one[i1:i2]), " ".join(other[j1:j2])
        if kind == "equal":
            out.append(escape(gone))
        else:
            if gone:
                out.append(Markup("<del>{}</del>").format(gone))
            if come:
                out.append(Markup("<ins>{}</ins>").format(come))
    return Markup(" ").join(out)
