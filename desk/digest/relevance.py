"""How near an article is to what the office watches: the Ombudsman itself first, then public service at large."""

from __future__ import annotations

import re

from extract.article import Article

# An article counts as one of ours from here on: passing mention of the Ombudsman (30) does, "pelayanan" alone doesn't.
THRESHOLD = 20
_OMBUDSMAN = {"subject": 120, "quoted": 80, "passing": 30}
_RATING = {"achieved": 40, "target": 30}
# Only a bimtek is ours by itself; complaints, awards and inspections are as often the police's or a bank's.
_EVENT = {"bimtek": 30, "penilaian": 15, "penyerahan_hasil": 15, "pengaduan": 15, "sidak": 10}
# In the headline a phrase says what the piece is about; in the text it has to come more than once.
_PHRASES = re.compile(
    r"\b(?:(?:pe)?layanan publik|maladministrasi|standar (?:pe)?layanan|pungli|pungutan liar|"
    r"mal pelayanan publik|sp4n|maklumat pelayanan|survei kepuasan masyarakat)\b",
    re.IGNORECASE,
)
_OMBUDSMAN_WORD = re.compile(r"\b(?:ombudsman|ORI Bali)\b", re.IGNORECASE)
IN_TITLE, IN_TEXT, MOST_IN_TEXT = 30, 8, 24


def relevance(article: Article) -> int:
    """0 for an article that has nothing to do with us; see THRESHOLD."""
    weight = max(
        (_OMBUDSMAN[a.centrality] for a in article.agencies if (a.id or "").startswith("ombudsman")), default=0
    )
    if _OMBUDSMAN_WORD.search(article.title):
        weight = max(weight, _OMBUDSMAN["subject"])
    elif weight == 0 and _OMBUDSMAN_WORD.search(article.text):
        weight = _OMBUDSMAN["passing"]
    weight += max((_RATING.get(z.status, 0) for z in article.zones), default=0)
    # What a text merely mentions is no event of its own.
    weight += max((_EVENT.get(e.type, 0) for e in article.events if e.status != "mentioned"), default=0)
    if _PHRASES.search(article.title):
        weight += IN_TITLE
    return weight + min(IN_TEXT * sum(1 for _ in _PHRASES.finditer(article.text)), MOST_IN_TEXT)
