"""Builds the weekly digest from the index and the outlets' health; the same input gives the same digest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from config.loader import Config
from desk.digest.events import bimtek_items, by_regency, planned_items
from desk.digest.form import Digest, Figure, StoryItem
from desk.digest.outlets import outlet_items
from desk.digest.ratings import rating_items
from desk.digest.reading import WeekRead, people_items, read_week, story_items
from desk.digest.week import Week
from desk.digest.wording import Wording
from desk.plain import one_line
from desk.web.language import language_of
from index.base import ArticleIndex
from index.coverage import REGENCIES
from index.health import OutletHealth

# A mail read in a minute: what goes beyond is counted, not listed.
STORIES, PEOPLE, PLANNED = 15, 8, 12
PROVINCE = "Provinsi Bali"


def build_digest(
    index: ArticleIndex, config: Config, health: Sequence[OutletHealth], week: Week, moment: datetime
) -> Digest:
    """The digest of that week as known at `moment`, whose zone is the mail's. May raise IndexUnavailableError."""
    words = Wording(language_of(config.settings.language) or "id")
    this, last = read_week(index, week), read_week(index, week.before())
    outlets, today = config.outlets, moment.date()
    stories, earlier = story_items(this, outlets), story_items(last, outlets)
    bimtek = bimtek_items(index, week, today, config)
    ratings = rating_items(index, week, outlets)
    figures = (
        Figure("stories", len(stories), len(earlier)),
        Figure("bimtek", len(bimtek), len(bimtek_items(index, week.before(), today, config))),
        Figure("ratings", len(ratings), len(rating_items(index, week.before(), outlets))),
        Figure("articles", this.total, last.total),
        Figure("outlets", *(len(set(read.read) & set(outlets)) for read in (this, last))),
    )
    blind = this.total == 0
    quiet = not blind and not (stories or bimtek or ratings)
    touched = {i.regency for i in bimtek}
    unread = outlet_items(health, this.read, week, moment, words)
    summary = _summary(words, figures, quiet=quiet, blind=blind)
    if not blind and (missing := sum(o.state == "uncrawled" for o in unread)):
        summary += " " + words.say("summary_unread", n=missing)
    return Digest(
        week=week,
        language=words.language,
        office=one_line(config.settings.office, 120),
        made=moment,
        subject=_subject(words, week, figures, quiet=quiet, blind=blind),
        summary=summary,
        quiet=quiet,
        blind=blind,
        stories=tuple(stories[:STORIES]),
        more_stories=max(len(stories) - STORIES, 0),
        bimtek=by_regency(bimtek),
        no_bimtek=tuple(r for r in REGENCIES if r not in touched and r != PROVINCE),
        ratings=ratings,
        people=people_items(this, PEOPLE),
        planned=planned_items(index, week, config)[:PLANNED],
        figures=figures,
        changes=_changes(words, config, figures, this, last, stories, earlier),
        outlets=unread,
        outlets_known=len(health),
    )


def _counts(words: Wording, figures: tuple[Figure, ...]) -> str:
    """ "9 berita, 2 bimtek, 1 penilaian", without what there is none of."""
    told = [words.say(f.name, n=f.now) for f in figures if f.name in ("stories", "bimtek", "ratings") and f.now]
    return ", ".join(told)


def _subject(words: Wording, week: Week, figures: tuple[Figure, ...], *, quiet: bool, blind: bool) -> str:
    days = week.days(words.language)
    if blind:
        return words.say("subject_blind", days=days)
    if quiet:
        return words.say("subject_quiet", days=days)
    return words.say("subject", days=days, counts=_counts(words, figures))


def _summary(words: Wording, figures: tuple[Figure, ...], *, quiet: bool, blind: bool) -> str:
    if blind:
        return words.say("summary_blind")
    of = {f.name: f.now for f in figures}
    articles, outlets = words.say("articles", n=of["articles"]), words.say("outlets_count", n=of["outlets"])
    if quiet:
        return words.say("summary_quiet", articles=articles, outlets=outlets)
    return words.say("summary", counts=_counts(words, figures), articles=articles, outlets=outlets)


def _changes(
    words: Wording, config: Config, figures: tuple[Figure, ...], this: WeekRead, last: WeekRead,
    stories: list[StoryItem], earlier: list[StoryItem],
) -> tuple[str, ...]:  # fmt: skip
    if last.total == 0:
        return (words.say("change_none"),)
    told = [
        words.say(f"change_{f.name}", now=f.now, before=f.before)
        for f in figures
        if f.name != "outlets" and (f.now or f.before)
    ]
    now, before = ({r for s in items for r in s.regencies} for items in (stories, earlier))
    for key, names in (("change_new_regencies", now - before), ("change_lost_regencies", before - now)):
        if names:
            told.append(words.say(key, names=words.listed(sorted(names))))
    fell_silent = [
        one_line(config.outlets[key].name, 80)
        for key in sorted(set(last.read) - set(this.read))
        if key in config.outlets
    ]
    if fell_silent:
        told.append(words.say("change_fell_silent", names=words.listed(fell_silent)))
    return tuple(told)
