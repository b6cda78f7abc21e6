"""The demo's articles, loaded once; its servers, a set a test module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.articles import Press, load
from demo.serving import Serving


@pytest.fixture(scope="session")
def press() -> Press:
    return load()


@pytest.fixture(scope="module")
def serving(press: Press) -> Iterator[Serving]:
    with Serving(press) as made:
        yield made
