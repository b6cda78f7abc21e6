"""Clean text measured: the project's golden pages, the replica's pages and real saved pages, beside peers, in one run.

    python -m bench.extraction [--shared ../shared] [--repeat 3] [--real] [--goldens] [--misses]

Peers: trafilatura (default, precision mode), newspaper4k with language id, readability-lxml with html-text. Accuracy:
token F1 of the text, junk phrases left ("Baca juga", counters, calls to follow …), sentences lost, title exact, day
right; on the real pages 4-gram shingle F1 as in scrapinghub/article-extraction-benchmark. Speed: documents a second of
one process, text and metadata, medians of `--repeat` interleaved rounds; pantau also with a known layout.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bench.replica_pages import replica_pages
from config.outlets import Layout, Outlet
from extract.article import Article
from extract.cleaning import clean
from extract.page import RawPage
from tests.pages.loading import goldens

ROOT = Path(__file__).resolve().parent.parent
JUNK = re.compile(
    r"\b(?:baca|simak|lihat) juga\b|\bberita terkait\b|google news|whatsapp channel|saluran whatsapp|\bikuti kami\b|\bdilihat\b \d|\bviews\b|"
    r"scroll to continue|advertisement|\bbagikan\b:|tinggalkan (?:balasan|komentar)|halaman \d \d|copyright|©|\bshare this\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Case:
    """One page and what it says; `margin` is text that a reading may have or lack (dateline, credit)."""

    name: str
    page: RawPage
    outlet: Outlet
    title: str
    text: str
    day: str | None
    layout: bool = False


@dataclass(frozen=True)
class Reading:
    title: str | None
    text: str
    day: str | None


Reader = Callable[[Case], Reading]


def golden_cases() -> list[Case]:
    return [
        Case(
            g.name, g.page, g.outlet, g.expected["title"], g.expected["text"], (g.expected.get("published") or "")[:10] or None,
            bool(g.outlet.layout),
        )
        for g in goldens()
    ]  # fmt: skip


def real_cases(folder: Path) -> list[Case]:
    cases = []
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        parts = urlsplit(entry["url"])
        # No line of its own for any outlet: the general rules alone. These pages print Jakarta's time.
        outlet = Outlet(key="real", name=parts.netloc.removeprefix("www.").split(".")[0].title(), home=f"{parts.scheme}://{parts.netloc}/", timezone="Asia/Jakarta")  # fmt: skip
        body = gzip.decompress((folder / entry["file"]).read_bytes())
        page = RawPage(url=entry["url"], outlet="real", body=body, fetched=datetime(2026, 11, 24, tzinfo=UTC))
        cases.append(Case(entry["file"], page, outlet, entry["title"], entry["text"], entry["published"][:10]))
    return cases


def replica_cases(shared: Path) -> list[Case]:
    return [
        Case(
            name, page, Outlet(key="replica", name=page.outlet.title(), home=page.url), gold["title"], gold["text"], gold["published"][:10]
        )
        for name, page, gold in replica_pages(shared)
    ]  # fmt: skip


def html_of(case: Case) -> str:
    from extract.cleaning.decoding import decode

    return decode(case.page.body, case.page.header("content-type"))


def pantau(case: Case) -> Reading:
    found = clean(case.page, case.outlet)
    if not isinstance(found, Article):
        return Reading(None, "", None)
    return Reading(found.title, found.text, found.published.date().isoformat() if found.published else None)


def trafilatura_default(case: Case, *, precision: bool = False) -> Reading:
    import trafilatura

    found = trafilatura.bare_extraction(html_of(case), url=case.page.url, with_metadata=True, include_comments=False, favor_precision=precision)  # fmt: skip
    if found is None:
        return Reading(None, "", None)
    assert isinstance(found, trafilatura.settings.Document)  # a dict only where `as_dict` is asked for
    return Reading(found.title, found.text or "", found.date)


def trafilatura_precision(case: Case) -> Reading:
    return trafilatura_default(case, precision=True)


def newspaper(case: Case) -> Reading:
    import newspaper as library

    article = library.Article(case.page.url, language="id", fetch_images=False)
    article.download(input_html=html_of(case))
    article.parse()
    return Reading(article.title, article.text, article.publish_date.date().isoformat() if article.publish_date else None)  # fmt: skip


def readability(case: Case) -> Reading:
    import html_text
    from readability import Document

    document = Document(html_of(case))
    return Reading(document.short_title(), html_text.extract_text(document.summary(html_partial=True)), None)


READERS: dict[str, Reader] = {
    "pantau": pantau,
    "trafilatura default": trafilatura_default,
    "trafilatura precision": trafilatura_precision,
    "readability + html-text": readability,
    "newspaper4k (id)": newspaper,
}


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def grams(text: str, length: int) -> Counter[tuple[str, ...]]:
    words = tokens(text)
    if len(words) < length:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(tuple(words[n : n + length]) for n in range(len(words) - length + 1))


def overlap(wanted: str, got: str, length: int) -> tuple[float, float, float]:
    """(precision, recall, F1) of the multiset of word n-grams."""
    a, b = grams(wanted, length), grams(got, length)
    common = sum((a & b).values())
    precision = common / sum(b.values()) if b else 1.0
    recall = common / sum(a.values()) if a else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?”\"])\s+", text) if len(s.split()) > 3]


def lost(wanted: str, got: str) -> int:
    flat = " ".join(tokens(got))
    return sum(1 for s in sentences(wanted) if " ".join(tokens(s)) not in flat)


def title_key(text: str | None) -> str:
    return " ".join(tokens(text or ""))


def measure(cases: Sequence[Case], name: str, reader: Reader, *, grams_of: int, misses: bool) -> str:
    scores, junk, gone, titles, days = [], 0, 0, 0, 0
    for case in cases:
        try:
            reading = reader(case)
        except Exception as error:  # a peer that breaks on a page has read nothing of it
            reading = Reading(None, "", None)
            print(f"    {name} broke on {case.name}: {type(error).__name__}")
        score = overlap(case.text, reading.text, grams_of)
        scores.append(score)
        allowed = {m.lower() for m in JUNK.findall(case.text)}
        junk += sum(1 for m in JUNK.findall(reading.text) if m.lower() not in allowed)
        gone += lost(case.text, reading.text)
        right_title, right_day = title_key(reading.title) == title_key(case.title), reading.day == case.day
        titles, days = titles + right_title, days + right_day
        if misses and name == "pantau" and (score[2] < 0.999 or not right_title or not right_day):
            print(
                f"    {case.name}: P {score[0]:.3f} R {score[1]:.3f}; title {reading.title!r} / {case.title!r}; day {reading.day} / {case.day}"
            )
    p, r, f = (statistics.fmean(s[n] for s in scores) for n in range(3))
    return f"| {name} | {f:.3f} | {p:.3f} | {r:.3f} | {junk} | {gone} | {titles}/{len(cases)} | {days}/{len(cases)} |"


def accuracy(title: str, cases: Sequence[Case], *, grams_of: int, misses: bool) -> None:
    kind = "token F1" if grams_of == 1 else f"{grams_of}-gram F1"
    print(f"\n## {title}: {len(cases)} pages\n\n| reader | {kind} | precision | recall | junk phrases | sentences lost | titles | days |\n|---|---|---|---|---|---|---|---|")  # fmt: skip
    for name, reader in READERS.items():
        print(measure(cases, name, reader, grams_of=grams_of, misses=misses), flush=True)


def with_layouts(cases: Iterable[Case]) -> list[Case]:
    """The same pages with the selectors that an editor would write into outlets.toml: title, body, time where it is shown."""
    from lxml.html import HtmlElement, document_fromstring

    from extract.cleaning.body import find_container
    from extract.cleaning.prune import prune

    def selector(element: HtmlElement) -> str | None:
        names, key = str(element.get("class") or "").split(), element.get("id")
        return f"#{key!s}" if key else f"{element.tag!s}.{names[0]}" if names else None

    told = []
    for case in cases:
        root = document_fromstring(html_of(case).encode(), base_url=None)
        shown = next(iter(root.xpath('//time | //*[contains(@class, "date") or contains(@class, "tanggal")]')), None)
        published = ("time" if shown.tag == "time" else selector(shown)) if shown is not None else None
        prune(root)
        container = find_container(root)
        body = selector(container) if container is not None else None
        if body:
            layout = Layout(body=body, title="h1", published=published)
            told.append(replace(case, outlet=case.outlet.model_copy(update={"layout": (layout,)})))
    return told


def speed(cases: Sequence[Case], repeat: int) -> None:
    known = with_layouts(cases)
    rounds: dict[str, list[float]] = {}
    lanes: list[tuple[str, Reader, Sequence[Case]]] = [
        ("pantau", pantau, cases),
        ("pantau, layout known", pantau, known),
        ("trafilatura default with metadata", trafilatura_default, cases),
        ("trafilatura default with metadata, pages of known layout", trafilatura_default, known),
    ]
    for _ in range(repeat):
        for name, reader, pages in lanes:
            started = time.perf_counter()
            for case in pages:
                reader(case)
            rounds.setdefault(name, []).append(len(pages) / (time.perf_counter() - started))
    rate = {name: statistics.median(values) for name, values in rounds.items()}
    print(f"\n## Speed: {len(cases)} pages, {len(known)} of them with a layout told; medians of {repeat} rounds\n")
    for name, value in rate.items():
        print(f"- {name}: {value:.0f} documents/s ({min(rounds[name]):.0f}–{max(rounds[name]):.0f})")
    print(f"- ratio over all pages: {rate['pantau'] / rate['trafilatura default with metadata']:.2f}")
    ratio = rate["pantau, layout known"] / rate["trafilatura default with metadata, pages of known layout"]
    print(f"- ratio where the layout is known: {ratio:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--goldens", action="store_true", help="only the project's own pages")
    parser.add_argument("--real", action="store_true", help="only the real saved pages")
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--misses", action="store_true", help="tell where pantau is not exact")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    everything: list[Case] = []
    if not options.real:
        cases = golden_cases()
        accuracy("Golden pages", cases, grams_of=1, misses=options.misses)
        everything += cases
    if (options.shared / "pages").is_dir() and not options.goldens:
        cases = real_cases(options.shared / "pages")
        accuracy("Real pages", cases, grams_of=4, misses=options.misses)
        everything += cases
        if not options.real:
            cases = replica_cases(options.shared)
            accuracy("Replica", cases, grams_of=1, misses=options.misses)
            everything += cases
    if not options.no_speed:
        speed(everything, options.repeat)


if __name__ == "__main__":
    main()
