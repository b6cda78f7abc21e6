"""What became of an address, in a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from config.loader import Config
from crawler.addresses import is_article
from crawler.arrivals import take_note
from crawler.fates import SENTENCES, Fate
from crawler.ledger import Address, Ledger
from extract.identity import canonical_url
from index.base import ArticleIndex


@dataclass(frozen=True, slots=True)
class Why:
    """`fate` is the ledger's word, or "indexed" for an article that the ledger doesn't know; null where nothing is known."""

    url: str
    outlet: str | None
    fate: str | None
    reason: str | None
    article: str | None
    next_visit: str | None
    sentence: str


def why(config: Config, ledger: Ledger, index: ArticleIndex, url: str) -> Why:
    """Answers for any address, also one that was never met."""
    take_note(ledger, index)
    record = ledger.address(url)
    if record is None:
        return _unknown(config, ledger, index, url)
    told = _met(record)
    if record.article and (article := index.get(record.article)):
        told += f" It is article {article.id}: {article.title}."
        if article.story and article.story != article.id:
            told += f" A near-duplicate of other articles: its story is {article.story}."
        if changes := len(index.revisions(article.id)):
            told += f" Its text has changed {changes} times; `pantau show {article.id}` tells how."
    if record.source:
        told += f" Found through: {record.source}."
    if record.next_visit:
        zone = ZoneInfo(config.settings.timezone)
        when = datetime.fromisoformat(record.next_visit).astimezone(zone)
        told += f" Asked for again after {when:%Y-%m-%d %H:%M} {when:%Z}."
    elif record.state == "done" and record.attempts:
        told += f" Given up after {record.attempts} attempts; `pantau add {record.url}` tries once more."
    return Why(canonical_url(url), record.outlet, record.fate, record.reason, record.article, record.next_visit, told)


def _met(record: Address) -> str:
    if record.state == "fetched":
        return "Fetched; its reading was cut off and comes first in the next run."
    if record.fate is None:
        return "Known, not yet asked for."
    return SENTENCES[Fate(record.fate)].capitalize() + (f" ({record.reason})" if record.reason else "") + "."


def _unknown(config: Config, ledger: Ledger, index: ArticleIndex, url: str) -> Why:
    from extract.reader import Reader

    canonical = canonical_url(url)
    if article := index.by_url(url):
        told = f"Indexed as {article.id} ({article.title})."
        return Why(canonical, article.outlet, "indexed", None, article.id, None, told)
    key = Reader.key_of(config.outlets, url)
    outlet = config.outlets.get(key)
    if outlet is None:
        host = urlsplit(url).hostname or url
        told = f"Never seen: {host} is no outlet of outlets.toml. `pantau add {canonical}` fetches this one page."
        return Why(canonical, None, None, None, None, None, told)
    told = f"Never seen: none of {outlet.name}'s feeds, sitemaps or listings has named it so far ({ledger.count(key)} addresses known)."
    if not is_article(url, outlet, listed=False):
        told += " By its look it is no article, so a listing that links to it is not followed there."
    told += f" `pantau add {canonical}` fetches it."
    return Why(canonical, key, None, None, None, None, told)
