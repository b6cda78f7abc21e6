"""What becomes of a page: exactly one of these, counted in every run."""

from __future__ import annotations

from enum import StrEnum


class Fate(StrEnum):
    """The last word on an address, until it is visited again."""

    NEW = "new"  # indexed for the first time
    CHANGED = "changed"  # indexed again, its words had changed
    WAITING = "waiting"  # read; in the spool until Elasticsearch is back
    UNCHANGED = "unchanged"  # 304, or the same article once more
    NOT_ARTICLE = "not_article"  # a listing, a challenge, an error page that answers 200
    NO_TEXT = "no_text"
    NO_TITLE = "no_title"
    WRONG_LANGUAGE = "wrong_language"
    UNREADABLE = "unreadable"  # not HTML, or a fault of ours in reading it
    GONE = "gone"  # 404, 410
    ROBOTS = "robots"  # forbidden by robots.txt
    OFFSITE = "offsite"  # redirected to a host that isn't the outlet's, or to a private address
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"  # a loop
    REFUSED = "refused"  # 401, 403, 451 and other 4xx
    BUSY = "busy"  # 429, 503
    SERVER_ERROR = "server_error"  # 5xx
    CUT = "cut"  # fewer bytes than announced, none, or such as can't be unpacked
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # DNS, refused connection, TLS
    REJECTED = "rejected"  # by the index


# Tried again later, at a time that the ledger writes down; the others rest until somebody asks.
PASSING = frozenset({Fate.BUSY, Fate.SERVER_ERROR, Fate.CUT, Fate.TIMEOUT, Fate.UNREACHABLE})
INDEXED = frozenset({Fate.NEW, Fate.CHANGED, Fate.UNCHANGED, Fate.WAITING})

SENTENCES = {
    Fate.NEW: "indexed",
    Fate.CHANGED: "indexed; its words have changed since it was first read",
    Fate.WAITING: "read; waits in the spool until the index answers",
    Fate.UNCHANGED: "indexed; nothing changed at the last visit",
    Fate.NOT_ARTICLE: "dropped: no article",
    Fate.NO_TEXT: "dropped: no running text in it",
    Fate.NO_TITLE: "dropped: no headline in it",
    Fate.WRONG_LANGUAGE: "dropped: in another language than the outlet's",
    Fate.UNREADABLE: "dropped: it can't be read as a page of text",
    Fate.GONE: "gone: the outlet says that it doesn't exist (any more)",
    Fate.ROBOTS: "not asked for: the outlet's robots.txt forbids it",
    Fate.OFFSITE: "not followed: it leads away from the outlet's hosts, or to a private address",
    Fate.TOO_LARGE: "dropped: larger than allowed",
    Fate.REDIRECTS: "failed: redirects in a circle",
    Fate.REFUSED: "failed: the server refuses it",
    Fate.BUSY: "waits: the server asked for patience",
    Fate.SERVER_ERROR: "failed: the server had an error",
    Fate.CUT: "failed: it arrived cut or spoilt",
    Fate.TIMEOUT: "failed: no answer in time",
    Fate.UNREACHABLE: "failed: the server could not be reached",
    Fate.REJECTED: "dropped by the index",
}
