"""Fixtures of more than one module of desk tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.service import running as service_module
from tests.desk.fastservice import Children


@pytest.fixture
def children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Children:
    made = Children(tmp_path)
    monkeypatch.setattr(service_module, "command_line", made.command)
    monkeypatch.setattr(service_module, "PAUSE", 0.03)
    return made
