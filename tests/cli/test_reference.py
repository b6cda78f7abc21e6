"""docs/ can't lie about commands and settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.reference import reference
from config.settings import CrawlSettings, DigestSettings, Secrets, Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_command_page_is_fresh() -> None:
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == reference(), (
        "stale: run `python -m cli.reference > docs/cli.md`"
    )


@pytest.mark.parametrize(
    "name",
    [n for n in Settings.model_fields if n not in ("crawl", "digest")]
    + [f"crawl.{n}" for n in CrawlSettings.model_fields]
    + [f"digest.{n}" for n in DigestSettings.model_fields]
    + [f"PANTAU_{n.upper()}" for n in Secrets.model_fields],
)
def test_every_setting_is_told(name: str) -> None:
    assert f"`{name}`" in (DOCS / "configuration.md").read_text(encoding="utf-8")
