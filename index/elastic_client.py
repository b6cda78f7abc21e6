"""The way to Elasticsearch: the client from a URL, and the client's many errors in our few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, OrjsonSerializer, UnsupportedProductError

from config.errors import ConfigError, IndexUnavailableError, StorageError

TIMEOUT = 30.0  # seconds for one answer; a slower node counts as away
# What passes by itself: too many requests, a proxy without a node behind it, a node that starts or stops.
PASSING = frozenset({429, 502, 503, 504})


def connect(
    url: str, *, api_key: str | None = None, ca_file: Path | None = None, timeout: float = TIMEOUT
) -> tuple[Elasticsearch, str]:
    """(client, the addresses without secrets). Several nodes: their URLs with a comma between. Asks nothing yet.

    The nodes are asked in turn; where one is down or silent the next is asked, and it is left out for a while. Only the
    addresses given are used (no sniffing: what a cluster calls its nodes is often not reachable from outside). A write
    that is sent twice because its answer was lost changes nothing the second time (see elastic_writing).
    """
    hosts, user = [], None
    for one in url.split(","):
        parts = urlsplit(one.strip())
        try:
            port = parts.port or (443 if parts.scheme == "https" else 9200)
        except ValueError:
            port = 0
        if parts.scheme not in ("http", "https") or not parts.hostname or not port:
            raise ConfigError(
                [f"index: {_without_secret(one)!r} is no Elasticsearch URL; write https://user:password@host:9200"]
            )
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        hosts.append(f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}")
        if parts.username and user is None:
            user = (unquote(parts.username), unquote(parts.password or ""))
    if ca_file is not None and not ca_file.is_file():
        raise ConfigError([f"index_ca_file: {str(ca_file)!r} is no file"])
    secure = {"ca_certs": str(ca_file)} if ca_file and all(h.startswith("https:") for h in hosts) else {}
    client = Elasticsearch(
        hosts,
        api_key=api_key,
        basic_auth=None if api_key else user,
        request_timeout=timeout,
        max_retries=1 if len(hosts) == 1 else len(hosts),  # another node may answer
        retry_on_timeout=len(hosts) > 1,
        http_compress=len(hosts) > 1 or not hosts[0].startswith("http://127."),
        serializers={"application/json": OrjsonSerializer()},
        **secure,  # type: ignore[arg-type]
    )
    return client, ",".join(hosts)


def _without_secret(url: str) -> str:
    head, at, tail = url.rpartition("@")
    return f"{head.split('://')[0]}://…@{tail}" if at else url


@contextmanager
def answering(where: str) -> Iterator[None]:
    """What keeps Elasticsearch from answering as IndexUnavailableError, what is wrong for good as StorageError."""
    try:
        yield
    except UnsupportedProductError as error:
        raise IndexUnavailableError(
            "what answers is no Elasticsearch 9", on=where, todo="check PANTAU_INDEX"
        ) from error
    except TransportError as error:
        raise IndexUnavailableError(
            f"Elasticsearch doesn't answer: {_in_short(error)}", on=where, todo="try again; is the node running?"
        ) from error
    except ApiError as error:
        raise told(error, where) from error


def told(error: ApiError, where: str) -> StorageError:
    """An answer that is an error, in our words."""
    status, reason = error.meta.status, reason_of(error.body)
    if status == 401:
        return IndexUnavailableError("Elasticsearch refuses the user or key", on=where, todo="check PANTAU_INDEX")
    if "block" in reason and status in (403, 429):
        return IndexUnavailableError(
            f"the index is closed to writing: {reason}", on=where, todo="free disk space on the node"
        )
    if status == 403:
        return IndexUnavailableError(
            f"the user or key may not do this: {reason}", on=where, todo="see docs/elasticsearch.md, Rights"
        )
    if status == 404:
        return IndexUnavailableError(f"the index isn't there: {reason}", on=where, todo="run `pantau index create`")
    if status in PASSING:
        return IndexUnavailableError(f"Elasticsearch is overloaded: {reason}", on=where, todo="try again later")
    return StorageError(f"Elasticsearch answers {status}: {reason}", on=where)


def reason_of(body: object) -> str:
    """One line of an error answer."""
    if isinstance(body, dict):
        error = body.get("error", body)
        if isinstance(error, dict):
            causes = error.get("root_cause") or [error]
            parts = [causes[0].get("reason") or error.get("type")]
            while cause := error.get("caused_by"):
                parts, error = [parts[0], cause.get("reason")], cause  # the innermost tells most
            return "; ".join(dict.fromkeys(str(p).splitlines()[0][:200] for p in parts if p))
        return str(error)[:400]
    return str(body).strip().splitlines()[0][:200] if str(body).strip() else "no reason given"


def _in_short(error: TransportError) -> str:
    """The innermost cause, which the client wraps several times: "Connection refused", "certificate verify failed …"."""
    if isinstance(error, ConnectionTimeout):
        return "no answer in time"
    text = " ".join(str(error).split())
    if match := re.search(r"\[Errno -?\d+\] ([^'\")\]]+)|(certificate verify failed[^(\"')]*)", text):
        return (match[1] or match[2]).strip()
    return text.rpartition("caused by: ")[2][:160] or type(error).__name__
