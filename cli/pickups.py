"""`pickups`: what became of press releases."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import note, print_json, print_table, print_text
from cli.state import day, last_day, state_of
from config.errors import StorageError, UsageError

if TYPE_CHECKING:
    from config.outlets import Outlet
    from index.pickups import Pickup, Release

Option = typer.Option
COLUMNS = ("release", "issuer", "title", "published", "outlet", "article", "hours_after", "taken", "earlier")


def register(app: typer.Typer) -> None:
    app.command()(pickups)


def pickups(
    context: typer.Context,
    since: Annotated[str | None, Option(help="Releases published from this day.")] = None,
    until: Annotated[str | None, Option(help="To this day.")] = None,
    issuer: Annotated[list[str] | None, Option(help="Only releases of this outlet (repeatable).")] = None,
    outlet: Annotated[list[str] | None, Option(help="Only those that this outlet ran (repeatable).")] = None,
    unused: Annotated[bool, Option("--unused", help="Only those that nobody ran.")] = False,
    outlets: Annotated[Path | None, Option(help="An outlet file in place of the folder's.")] = None,
    csv_file: Annotated[
        Path | None, Option("--csv", help="Write a row a pickup, and one a release without any, to this file.")
    ] = None,
    json: Annotated[bool, Option("--json", help="A line a release.")] = False,
) -> None:
    """Press releases (of outlets with releases = true): which outlets ran them, how soon, how much of the text they took."""
    from index.pickups import releases

    state = state_of(context)
    state.outlets_file = outlets
    if unused and outlet:
        raise UsageError("--unused and --outlet exclude each other", on="pickups")
    issuers = _issuers(state.config.outlets, issuer)
    found = [
        release
        for release in releases(state.index, issuers, day(since, "--since"), last_day(until, "--until"))
        if (not outlet or set(outlet) & set(release.outlets)) and not (unused and release.pickups)
    ]
    if csv_file:
        _write(csv_file, found)
        note(f"{len(found)} releases written")
    elif json:
        for release in found:
            print_json(release.form())
    elif not issuers:
        print_text("No outlet issues press releases: mark one with releases = true in outlets.toml.")
    elif not found:
        print_text("No such press release was read in that time.")
    else:
        _print(found)


def _issuers(known: dict[str, Outlet], asked: list[str] | None) -> list[str]:
    issuers = [key for key, outlet in known.items() if outlet.releases]
    for key in asked or ():
        if key not in issuers:
            raise UsageError(f"{key!r} issues no press releases", on="--issuer", allowed=", ".join(issuers) or "none")
    return list(asked or issuers)


def _print(found: list[Release]) -> None:
    rows: list[tuple[object, ...]] = []
    for release in found:
        head: tuple[object, ...] = (
            f"{release.published:%Y-%m-%d %H:%M}" if release.published else "no date", release.issuer, release.title,
        )  # fmt: skip
        ran = [(p.outlet, _after(p), f"{p.taken:.0%}", p.article) for p in release.pickups]
        ran += [(p.outlet, f"earlier by {_after(p)}", f"{p.taken:.0%}", p.article) for p in release.earlier]
        for row in ran or [("nobody", "", "", "")]:
            rows.append((*head, *row))
            head = ("", "", "")
    taken = sum(bool(release.pickups) for release in found)
    print_table(
        ("published", "issuer", "release", "outlet", "after", "taken", "article"),
        rows,
        title=f"{len(found)} press releases, {taken} of them run by somebody",
        right=("after", "taken"),
    )


def _after(pickup: Pickup) -> str:
    if pickup.after is None:
        return "?"
    if pickup.by_day:
        return f"{abs(pickup.after.days)} days" if pickup.after.days else "same day"
    hours = abs(pickup.after) / timedelta(hours=1)
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.0f} days"


def _write(path: Path, found: list[Release]) -> None:
    from desk.web.exporting import harmless

    rows: list[list[object]] = []
    for release in found:
        head = [
            release.article,
            release.issuer,
            release.title,
            release.published.isoformat() if release.published else "",
        ]
        ran = [(p, "") for p in release.pickups] + [(p, "earlier") for p in release.earlier]
        for p, earlier in ran:
            rows.append([*head, p.outlet, p.article, "" if p.hours is None else p.hours, f"{p.taken:.3f}", earlier])
        if not ran:
            rows.append([*head, "", "", "", "", ""])
    try:
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([harmless(c) if isinstance(c, str) else c for c in row] for row in rows)
    except OSError as error:
        raise StorageError(f"can't be written: {error.strerror}", on=str(path)) from error
