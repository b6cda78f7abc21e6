"""Where a mention stands, and which of the days and times about it are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extract.article import EventStatus
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_frames import TO_BE, spoken
from extract.tagging.events_types import Hit
from extract.tagging.events_when import Vague
from extract.tagging.records import Sentence

# Sentences in which a bimtek is the news (the first, and those of the first two paragraphs); later ones must tell a time.
LEAD, SHORT = 3, 5
_ADVERB = re.compile(r"(?:^\W*|\b(?:pada|sejak|di|saat|bimtek|bintek|teknis)\s+|,\s*)$", re.IGNORECASE)
_ADVERBIAL = re.compile(r"(?:pada|selama|sepanjang|awal|akhir|pertengahan)\b", re.IGNORECASE)
_TAKES_UP = re.compile(r"\b(?:mengevaluasi|menindaklanjuti|mengulas|membahas)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_TAKES_PLACE = re.compile(
    r"\b(?:berlangsung|digelar|dilaksanakan|diadakan|diselenggarakan|dihelat|dimulai|dibuka)(?:\s+(?:sejak|mulai|pada))?\s+$",
    re.IGNORECASE,
)
# Between the word and a day to come: something else that is to be done then ("sertifikat bimtek dibagikan Selasa mendatang").
_OTHER_DOING = re.compile(
    r"\b(?!digelar|dilaksanakan|diadakan|diselenggarakan|dijadwalkan|diagendakan|direncanakan|diberikan|dihelat|diikuti|berlangsung|bertempat|bersama)"
    r"(?:di|me[mn]|ber|ter)[a-z]{4,}",
    re.IGNORECASE,
)
_ANOTHER_VERB = re.compile(r",(?!\s*(?:yang|sejak|mulai)\b)[^,()]*\b(?:di|me[mn]?|ber)[a-z]{4,}", re.IGNORECASE)


def quoted(text: str, at: int) -> bool:
    """Somebody says it."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) or text.count('"', 0, at) % 2 == 1


def in_lead(sentence: Sentence) -> bool:
    return sentence.number <= LEAD or (sentence.paragraph <= 2 and sentence.number <= SHORT)


def parted(sentence: Sentence, hit: Hit, day: Resolved) -> bool:
    """A further verb stands between the word and a day of its sentence."""
    at = day.told.start - sentence.start
    between = sentence.text[hit.end : at] if at > hit.end else sentence.text[at : hit.start]
    return _ANOTHER_VERB.search(between) is not None


def takes_place(sentence: Sentence, day: Resolved) -> bool:
    """ "Berlangsung hari ini": a day told by its distance, right behind a verb for it."""
    return _TAKES_PLACE.search(sentence.text, 0, day.told.start - sentence.start) is not None


def taken_up(sentence: Sentence, hit: Hit, day: Resolved) -> bool:
    """ "Bawaslu mengevaluasi bimtek saksi, Selasa (20/2)": the day is that of its being taken up."""
    at = day.told.start - sentence.start
    return (
        at > hit.end
        and "," in sentence.text[hit.end : at]
        and _TAKES_UP.search(sentence.text, 0, hit.start) is not None
    )


def one_breath(sentence: Sentence, hit: Hit, day: Resolved) -> bool:
    """Nothing but what was to be held stands between the word and a day behind it."""
    between = sentence.text[hit.end : max(hit.end, day.told.start - sentence.start)]
    return "," not in between and not _OTHER_DOING.search(between)


def settled(
    sentence: Sentence, hit: Hit, days: Sequence[Resolved], published: date | None, *, strict: bool
) -> EventStatus | None:
    """ "Hasil bimtek bersama Ombudsman pada Kamis (7/2) lalu segera …": a day within its own noun phrase settles it;
    `strict`: no comma may stand before the day, unless "lalu" stands behind it."""
    for day in days:
        at = day.told.start - sentence.start
        between = sentence.text[hit.end : at].rstrip()
        between = between if strict and not day.told.behind else between.removesuffix(",")
        if (day.told.form == "relative" and not day.told.after) or day.day is None or not 0 <= at - hit.end < 70:
            continue
        if (
            re.search(r"[,;.]|\b(?:akan|segera|agar|dan|karena|sehingga|kata|ujar)\b", between)
            or TO_BE.search(sentence.text[:at])
            or spoken(sentence.text[:at])
        ):
            continue
        if day.told.behind or (published and (day.day < published or (day.told.after and day.day == published))):
            return "held"
        if not strict and day.told.ahead and not _OTHER_DOING.search(between):
            return "planned"
    return None


def undated(status: EventStatus, when: Vague | None, sentence: Sentence) -> bool:
    """The time without a day by it is when it was held; in the lead, where a year may be the topic's, only one told as such."""
    if when is None or status not in ("held", "planned"):
        return False
    if not in_lead(sentence):
        return when.ahead is not None or when.first is None
    return when.ahead is False and (
        _ADVERB.search(sentence.text, 0, when.start) is not None
        or _ADVERBIAL.match(sentence.text, when.start) is not None
    )
