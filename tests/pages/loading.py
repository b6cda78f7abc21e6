"""The goldens as the cleaning and the bench take them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.outlets import Outlet
from extract.page import RawPage

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Golden:
    """One page with what it should give; `name` is manner/slug."""

    name: str
    page: RawPage
    outlet: Outlet
    expected: dict[str, Any]


def load(folder: Path) -> Golden:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    parts = urlsplit(meta["url"])
    outlet = Outlet.model_validate(
        {
            "key": "golden", "name": meta["outlet"], "home": f"{parts.scheme}://{parts.netloc}/",
            "timezone": meta["timezone"], "layout": meta["layout"],
        }
    )  # fmt: skip
    pages = [folder / "page.html", *sorted(folder.glob("page-*.html"))]
    raw = [
        RawPage(
            url=meta["url"], outlet="golden", body=path.read_bytes(), fetched=datetime.fromisoformat(meta["fetched"]),
            headers=tuple((k, v) for k, v in meta["headers"]),
        )
        for path in pages
    ]  # fmt: skip
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Golden(f"{folder.parent.name}/{folder.name}", replace(raw[0], more=tuple(raw[1:])), outlet, expected)


def goldens() -> list[Golden]:
    return [load(path.parent) for path in sorted(HERE.glob("*/*/expected.json")) if path.parent.parent.name != "none"]
