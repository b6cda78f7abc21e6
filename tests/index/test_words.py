"""Words are cut and folded alike on both sides; names, stop words and synonyms as promised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.loader import Config
from index.cutting import LONGEST, lower, tokens, words_of
from index.elastic import ElasticIndex
from index.names import names_of
from index.words import ROOTS, STOP, STOPPED, Folding, stem
from tests.index.articles import article

SAMPLE = (Path(__file__).parent / "roots.txt").read_text(encoding="utf-8").split()
PREFIXES = ("", "me", "mem", "men", "meng", "meny", "di", "ke", "se", "ber", "be", "ter", "te", "pe", "pem", "pen", "peng", "per", "memper", "diper", "penge")  # fmt: skip
SUFFIXES = ("", "an", "kan", "i", "nya", "lah", "kah", "pun", "annya", "kannya", "ku", "mu", "isasi", "is")
WORDS = [f"{prefix}{root}{suffix}" for root in SAMPLE for prefix in PREFIXES for suffix in SUFFIXES]


@pytest.mark.elasticsearch
def test_both_indexes_fold_alike(open_elastic: Callable[..., ElasticIndex], config: Config) -> None:
    """Every root with every affix, every name of the gazetteer, and stop words, through the node's own analyzer."""
    names = names_of(config.gazetteer)
    index = open_elastic(names=names)
    index.refresh()
    folding = Folding(names)
    words = [
        *WORDS,
        *sorted(names),
        *sorted(STOP),
        *ROOTS,
        *(word for name in _names(config) for word in words_of(name)),
    ]
    for start in range(0, len(words), 5_000):
        some = words[start : start + 5_000]
        theirs = analysed(index, " ".join(some), "indonesian")
        ours = {n: folding.stem(word) for n, word in enumerate(some) if word not in STOP}
        assert theirs == ours
    assert index.store.folding.names == names


def _names(config: Config) -> list[str]:
    return [name for person in config.gazetteer.persons for name in (person.name, *person.spellings)]


@pytest.mark.elasticsearch
def test_both_indexes_cut_alike(open_elastic: Callable[..., ElasticIndex]) -> None:
    index = open_elastic()
    index.refresh()
    cases = [
        "SP4N-LAPOR! Rp1.500.000,- (25/4/2018) e-KTP, Jum'at; “kutip” – strip_bawah 12,5% A&B @akun #tagar",
        "İSTANBUL ΣΑΣ ﬁ ß Ⅷ ² ½ ª º μ é e\u0301 ᬩᬮᬶ خدمة 服务 हिन्दी ไทย \u200d\u00ad\ufeff🙂 \ud83d\ude00".encode(
            "utf-16", "surrogatepass"
        ).decode("utf-16"),
        "a" * 99 + " " + "b" * 100 + " " + "c" * 101 + " " + "d" * 5_000,
        "\x00\x01\x02\x03\t\r\n\u2028\u3000x",
    ]
    for text in cases:
        assert list(analysed(index, text, "exact").values()) == words_of(text)


def analysed(index: ElasticIndex, text: str, analyzer: str) -> dict[int, str]:
    """Position → token, as the node makes them."""
    answer = index.store.client.indices.analyze(index=index.store.alias, analyzer=analyzer, text=text)
    return {token["position"]: token["token"] for token in answer["tokens"]}


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_cut_keeps_places(text: str) -> None:
    assert len(lower(text)) == len(text)
    assert [word for _, _, word in tokens(text)] == words_of(text)
    for start, end, word in tokens(text):
        assert lower(text[start:end])[:LONGEST] == word
        assert word.isalnum()


def test_names_are_not_stemmed(config: Config) -> None:
    folding = Folding(names_of(config.gazetteer))
    for name in ("kediri", "tabanan", "penebel", "selatan"):
        assert stem(name) != name
        assert folding.stem(name) == name
    assert folding.stem("pelayanan") == folding.stem("melayani") == "layan"


def test_gazetteer_names_of_agencies_keep_their_stems(config: Config) -> None:
    assert "pelayanan" not in names_of(config.gazetteer)
    assert names_of(None) <= names_of(config.gazetteer)


def test_stop_words_leave_their_place() -> None:
    assert Folding().column(words_of("petugas yang melayani di loket")) == f"tugas {STOPPED} layan {STOPPED} loket"


def test_content_words_share_a_stem() -> None:
    for family in (
        "layanan pelayanan melayani dilayani layani",
        "penilaian dinilai nilai menilai",
        "sosialisasi mensosialisasikan disosialisasikan",
        "pembinaan membina dibina binaan",
        "terima menerima diterima penerimaan",
        "kelola mengelola pengelolaan",
        "memantau pemantauan pantauan dipantau",
        "penyelenggara menyelenggarakan diselenggarakan penyelenggaraan",
    ):
        found = {stem(word) for word in family.split()}
        assert len(found) == 1, (family, found)


def test_hashes_do_not_hang_on_the_process() -> None:
    """Ids of bands are kept on disk: the same in every process."""
    from index.stories import fingerprint

    words = article(1, text=" ".join(f"kata{n} tentang layanan" for n in range(40))).text.split()
    assert fingerprint(words)[0] == fingerprint(list(words))[0]
    assert len(set(fingerprint(words))) == 16
    assert fingerprint(["pendek"] * 5) == ()
