"""The demo's own data folder: made anew, kept, and never taken from anybody else."""

from __future__ import annotations

import contextlib
import fcntl
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.errors import PantauError, UsageError
from config.loader import SHIPPED
from demo.sites import Site

# Lies in every folder that a demo made; a folder without it is somebody's and stays as it is.
MARKER = "pantau-demo.json"


class FolderError(PantauError):
    """The data folder can't be used; nothing in it was changed."""


@dataclass(frozen=True, slots=True)
class Folder:
    """`ports`: those of the earlier run that is gone on with, one an outlet; null for a new one."""

    path: Path
    ports: list[int] | None = None

    @property
    def config(self) -> Path:
        """The shipped configuration with the demo's outlets in place of the real ones."""
        return self.path / "config"

    def configure(self, sites: list[Site]) -> None:
        """Writes the configuration folder and the ports. The embedded index always: a demo writes to nobody's cluster."""
        entries = (
            f'[[outlet]]\nkey = "{s.outlet.key}"\nname = "{s.outlet.name}"\nhome = "{s.home}/"\nallow_private = true\n'
            + ("releases = true\n" if s.outlet.releases else "")
            for s in sites
        )
        ports = [int(s.home.rsplit(":", 1)[1]) for s in sites]
        with _told(self.path):
            self.config.mkdir(exist_ok=True)
            for source in SHIPPED.iterdir():
                if source.is_file() and source.suffix != ".py":
                    shutil.copyfile(source, self.config / source.name)
            (self.config / "settings.toml").write_text('[crawl]\ncontact = "demo@localhost"\n', encoding="utf-8")
            (self.config / "outlets.toml").write_text("\n".join(entries), encoding="utf-8")
            told = json.dumps({"made_by": "pantau demo", "ports": ports})
            (self.path / MARKER).write_text(told + "\n", encoding="utf-8")


@contextlib.contextmanager
def own_folder(path: Path, *, keep: bool) -> Iterator[Folder]:
    """The folder, emptied unless `keep`, and locked: two demos at a time in one folder would take it from each other."""
    with contextlib.ExitStack() as open_files:
        with _told(path):
            marker = path / MARKER
            ports = _ports(marker) if _is_own(path, marker) else None
            path.mkdir(parents=True, exist_ok=True)
            held = open_files.enter_context(marker.open("a", encoding="utf-8"))
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderError(
                    "another demo is at work there",
                    on=str(path),
                    todo="wait for it, or name another folder with --data",
                ) from None
            if not keep:
                _empty(path)
        yield Folder(path, ports if keep else None)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """The system's errors in one clear line."""
    try:
        yield
    except OSError as error:
        raise FolderError(
            f"the demo's data folder can't be used: {error.strerror or error}",
            on=str(path),
            todo="name another with --data",
        ) from error


def _is_own(path: Path, marker: Path) -> bool:
    """Whether a demo made the folder; a folder of anybody else is refused."""
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return False
    if not marker.is_file():
        raise UsageError(
            f"this is no demo folder (no {MARKER} in it); nothing in it was touched",
            on=str(path),
            todo="name a new folder with --data",
        )
    return True


def _ports(marker: Path) -> list[int] | None:
    try:
        told = json.loads(marker.read_text(encoding="utf-8"))["ports"]
        return [int(port) for port in told]
    except (ValueError, KeyError, TypeError):
        # Cut off before it was written: as if there had been none.
        return None


def _empty(path: Path) -> None:
    """All but the marker, which holds the lock and says whose folder this is should the run end early."""
    for entry in path.iterdir():
        if entry.name == MARKER:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
