"""Whose address it is."""

from __future__ import annotations

import pytest

from config.outlets import Outlet
from extract.reader import Reader

PORTED = {p: Outlet(key=f"o{p}", name="O", home=f"http://127.0.0.1:{p}/", allow_private=True) for p in (8001, 8002)}
PLAIN = Outlet(key="kabar", name="Kabar", home="https://www.kabar.example/", hosts=("amp.kabar.example",))


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://kabar.example/x", True), ("http://WWW.kabar.example:8080/x", True), ("https://amp.kabar.example/x", True),
        ("https://kabar.example.org/x", False), ("https://lain.example/kabar.example", False), ("http://[kabar", False), ("", False),
    ],
)  # fmt: skip
def test_owns(url: str, own: bool) -> None:
    assert PLAIN.owns(url) is own


def test_outlets_of_one_host_are_told_apart_by_port() -> None:
    outlets = {o.key: o for o in PORTED.values()}
    assert Reader.key_of(outlets, "http://127.0.0.1:8002/berita/1") == "o8002"
    assert Reader.key_of(outlets, "http://127.0.0.1:8003/berita/1") == "127-0-0-1"
