"""Sets the stories into the page manners and writes them below this folder.

    python -m tests.pages.make

Writes MANNER/SLUG/{page.html, page-2.html …, meta.json, expected.json}. `expected.json` comes from the story, never
from what the cleaning gives; run this only after changing a story or a manner, and read the difference.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.pages import (  # fmt: skip
    builders,
    desks,
    elders,
    frameworks,
    harder,
    islandpress,
    mixed,
    nationals,
    newer,
    papers,
    portals,
    regional,
    systems,
    tabloids,
    themes,
    wordpress,
)
from tests.pages.setting import Manner, Set
from tests.pages.stories import STORIES, TRICKY

HERE = Path(__file__).parent
FETCHED = "2026-11-24T08:00:00+08:00"
MANNERS: tuple[Manner, ...] = (
    *wordpress.MANNERS,
    *portals.MANNERS,
    *elders.MANNERS,
    *systems.MANNERS,
    *newer.MANNERS,
    *harder.MANNERS,
    *themes.MANNERS,
    *desks.MANNERS,
    *papers.MANNERS,
    *builders.MANNERS,
    *regional.MANNERS,
    *frameworks.MANNERS,
    *nationals.MANNERS,
    *islandpress.MANNERS,
    *tabloids.MANNERS,
    *mixed.MANNERS,
)


def write(manner: str, slug: str, done: Set) -> None:
    folder = HERE / manner / slug
    folder.mkdir(parents=True)
    for number, page in enumerate(done.pages, 1):
        (folder / ("page.html" if number == 1 else f"page-{number}.html")).write_bytes(page)
    meta = {
        "url": done.url, "outlet": done.outlet, "fetched": FETCHED, "headers": done.headers, "timezone": done.timezone,
        "layout": done.layout,
    }  # fmt: skip
    for name, value in (("meta", meta), ("expected", done.expect)):
        text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    for number, manner in enumerate(MANNERS):
        name = manner.__name__.replace("_", "-")
        shutil.rmtree(HERE / name, ignore_errors=True)
        # Each manner sets two stories, so that each story stands in several, and one that looks like furniture itself.
        for story in (STORIES[number % len(STORIES)], STORIES[(number + 5) % len(STORIES)], TRICKY[number % 2]):
            write(name, f"{story.when:%Y-%m-%d}-{story.slug}", manner(story))


if __name__ == "__main__":
    main()
