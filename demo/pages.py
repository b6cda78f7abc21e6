"""Pages of the made-up outlets: Jinja templates below themes/, a folder a manner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from demo.articles import Article, Outlet
from demo.feeds import beginning
from demo.junk import woven

THEMES = Path(__file__).resolve().parent / "themes"
PathOf = Callable[..., str]


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(THEMES), autoescape=True, undefined=StrictUndefined)
    made.filters["beginning"] = beginning
    made.filters["long_day"] = lambda a: format_date(a.time, "EEEE, dd MMMM yyyy", locale="id")
    made.filters["slug"] = lambda s: s.lower().replace(" ", "-")
    return made


class Pages:
    """All pages of one outlet. `articles`: newest first."""

    def __init__(self, outlet: Outlet, home: str, articles: Sequence[Article], *, path_of: PathOf) -> None:
        self.outlet, self.home, self.articles, self.path_of = outlet, home, articles, path_of
        self._at = {a.key: n for n, a in enumerate(articles)}

    def _set(self, template: str, **context: object) -> str:
        page = _environment().get_template(f"{self.outlet.manner}/{template}.html")
        return page.render(outlet=self.outlet, home=self.home, path=self.path_of, newest=self.articles[:5], **context)

    def article(self, article: Article, part: int = 1) -> str:
        """An article, or one of its further pages; a gallery or a list where the article is none."""
        others = self._others(article)
        if article.kind != "article":
            return self._set(article.kind, article=article, others=others, pictures=article.paragraphs)
        blocks = [Markup("<p>{}</p>").format(p) for p in self._dressed(article)]
        if article.pages > 1:
            size = -(-len(blocks) // article.pages)
            blocks = blocks[(part - 1) * size : part * size]
        named = {a.key: a for a in self.articles}
        links = [(named[k].title, self.path_of(named[k])) for k in article.baca if k in named]
        return self._set(
            "article",
            article=article,
            part=part,
            blocks=woven(self.outlet.manner, article.number, blocks, links),
            plain=Markup("<br /><br />\n").join(self._dressed(article)),
            others=others,
            views=f"{article.number * 7 % 4000 + 16:,}".replace(",", "."),
        )

    def _dressed(self, article: Article) -> list[Markup]:
        """The paragraphs with the outlet's dateline before the first and its credit behind the last."""
        paragraphs = [escape(p) for p in article.paragraphs]
        line = self._dateline(article)
        if line:
            own_line = self.outlet.manner == "daily" and article.time.year < 2023
            if own_line:
                paragraphs.insert(0, Markup("<strong>{}</strong>").format(line))
            else:
                paragraphs[0] = Markup("<strong>{}</strong> {} {}").format(
                    line, "–" if article.number % 2 else "-", paragraphs[0]
                )
        if article.credit:
            code = article.credit if article.credit.startswith("(") else f"*{article.credit}"
            paragraphs[-1] = Markup("{} <strong>{}</strong>").format(paragraphs[-1], code)
        return paragraphs

    def _dateline(self, article: Article) -> str:
        if not article.place:
            return ""
        if self.outlet.manner == "paper":
            return f"{article.place.title()} ({self.outlet.name})"
        if self.outlet.manner == "daily":
            return f"{article.place.upper()}, {self.outlet.name}"
        return f"{self.outlet.name.upper()}.EXAMPLE, {article.place.upper()}"

    def _others(self, article: Article) -> list[Article]:
        """Five other articles, for the boxes beside and below: the neighbours in time, going round at the ends."""
        at = self._at[article.key]
        return [self.articles[(at + step) % len(self.articles)] for step in (1, 2, 3, 5, 8)]

    def listing(
        self, section: str | None, part: Sequence[Article], number: int, before: str | None, following: str | None
    ) -> str:
        """A page of the home page's or a section's listing; `before` and `following` are its neighbours' addresses."""
        return self._set("listing", section=section, part=part, number=number, before=before, following=following)

    def missing(self) -> str:
        return self._set("missing")
