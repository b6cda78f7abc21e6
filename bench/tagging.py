"""The tagger measured: articles and words a second on one core, each component's share, memory over many articles.

    python -m bench.tagging [--seconds 4] [--memory 100000] [--json]

Texts: the project's own gold (tests/gold), the articles under ../shared/gold and the replica's filler, where that folder is.
Time is processor time of this process, so that other work on the machine counts little. `--memory N` tags N articles,
every one with names that no other has, and prints the resident memory on the way: it must stay flat.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from config.loader import load_config
from extract.article import Article
from extract.tagging import Tagger
from extract.tagging.pipeline import document
from extract.tagging.records import Source

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PANTAU_TEST_SHARED", ROOT.parent / "shared"))
BATCH = 16


@dataclass(frozen=True)
class Rate:
    """Of one set of texts, on one core."""

    texts: str
    articles: int
    words_each: float
    articles_a_second: float
    words_a_second: float


def article(title: str, text: str, number: int = 0) -> Article:
    return Article(id=str(number), url="", outlet="", outlet_name="", title=title, text=text)


def gold(folder: Path) -> list[Article]:
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    return [article(g["title"], g["text"]) for g in map(json.loads, filter(str.strip, lines))]


def filler(replica: Path, count: int) -> list[Article]:
    """The articles with which the replica fills its outlets."""
    spec = importlib.util.spec_from_file_location("replica_serve", replica / "serve.py")
    assert spec is not None
    assert spec.loader is not None
    serve = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(replica))
    try:
        spec.loader.exec_module(serve)
    finally:
        sys.path.remove(str(replica))
    sites = json.loads((replica / "sites.json").read_text(encoding="utf-8"))
    each = count // len(sites) + 1
    made = (a for site in sites for a in serve.filler(site, each, oldest="2025-01-01T08:00:00+08:00"))
    return [article(a["title"], "\n\n".join(a["paragraphs"])) for a in itertools.islice(made, count)]


def rate(tagger: Tagger, name: str, articles: list[Article], seconds: float) -> Rate:
    tagger.tag_batch(articles[:BATCH])
    words = sum(len(a.text.split()) for a in articles) / len(articles)
    done, started = 0, time.process_time()
    for at in itertools.cycle(range(0, len(articles), BATCH)):
        batch = articles[at : at + BATCH]
        tagger.tag_batch(batch)
        done += len(batch)
        if (spent := time.process_time() - started) >= seconds:
            return Rate(name, len(articles), round(words), round(done / spent, 1), round(done / spent * words))
    raise AssertionError("no articles")


def shares(tagger: Tagger, articles: list[Article]) -> dict[str, float]:
    """Milliseconds an article of each component."""
    spent: dict[str, float] = {"tokeniser": 0.0}
    for one in articles:
        started = time.process_time()
        doc = document(tagger.nlp, Source(one.title, one.text, None, ""))
        spent["tokeniser"] += time.process_time() - started
        for name, component in tagger.nlp.pipeline:
            started = time.process_time()
            doc = component(doc)
            spent[name] = spent.get(name, 0.0) + time.process_time() - started
    return {name: round(1000 * seconds / len(articles), 3) for name, seconds in spent.items()}


def unlike(count: int) -> Iterator[Article]:
    """Articles of which each has words that no other has."""
    for number in range(count):
        name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        yield article(
            f"Layanan {name} Dibenahi",
            f"Camat Kuta I Made Wira{name} menerima tim Ombudsman RI Perwakilan Bali, Senin (3/1). “Loket {name} dibuka,” ujarnya.\n\n"
            f"Wira{name} didampingi Perbekel Dalung I Nyoman Suta{name}. Kode laporan: {name}x, {name}y, {name}z.",
            number,
        )


def memory(tagger: Tagger, count: int, points: int = 10) -> list[tuple[int, float]]:
    """(articles tagged, resident megabytes)."""
    process, told, step = psutil.Process(), [], max(count // points, BATCH)
    done, source = 0, unlike(count)
    while batch := list(itertools.islice(source, BATCH)):
        tagger.tag_batch(batch)
        done += len(batch)
        if done // step > (done - len(batch)) // step:
            told.append((done, round(process.memory_info().rss / 1e6, 1)))
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=4.0, help="of processor time, each set of texts")
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="tag N unlike articles and watch the memory")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    started = time.process_time()
    tagger = Tagger(load_config().gazetteer)
    built = time.process_time() - started
    sets = {"own gold": gold(ROOT / "tests/gold")}
    if SHARED.is_dir():
        sets |= {"shared gold": gold(SHARED / "gold"), "replica filler": filler(SHARED / "replica", 200)}
    rates = [rate(tagger, name, texts, options.seconds) for name, texts in sets.items()]
    each = shares(tagger, next(iter(sets.values())))
    grown = memory(tagger, options.memory) if options.memory else []
    if options.json:
        sys.stdout.write(
            json.dumps({"built": built, "rates": [asdict(r) for r in rates], "ms": each, "memory": grown}) + "\n"
        )
        return
    lines = [
        f"built in {built:.2f} s",
        f"{'texts':16}{'articles':>9}{'words each':>12}{'articles/s':>12}{'words/s':>10}",
    ]
    lines += [
        f"{r.texts:16}{r.articles:9}{r.words_each:12.0f}{r.articles_a_second:12.1f}{r.words_a_second:10.0f}"
        for r in rates
    ]
    lines += ["", "milliseconds an article (own gold)", *(f"{name:20}{ms:8.3f}" for name, ms in each.items())]
    if grown:
        lines += ["", *(f"after {done:7} articles {mb:8.1f} MB" for done, mb in grown)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
