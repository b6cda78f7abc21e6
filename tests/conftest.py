"""What all tests share: where ../shared is, if it is, and one configuration a process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from config.loader import Config, load_config

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PANTAU_TEST_SHARED", ROOT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Checks on ../shared skip where that folder is absent (a clone elsewhere)."""
    if SHARED.is_dir():
        return
    absent = pytest.mark.skip(reason="../shared is absent")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED


@pytest.fixture(scope="session")
def config() -> Config:
    return load_config()
