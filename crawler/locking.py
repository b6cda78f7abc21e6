"""One crawl an outlet at a time: two would ask for everything twice and halve the outlet's pause."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.errors import StorageError

FOLDER = "locks"


@contextmanager
def outlet_locks(data_dir: Path, keys: list[str]) -> Iterator[list[str]]:
    """Takes the locks that are free, and yields their keys. The system lets go of them however the process ends."""
    held: dict[str, int] = {}
    folder = data_dir / FOLDER
    try:
        for key in keys:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(folder / f"{key}.lock", os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                raise StorageError(f"the lock can't be made: {error.strerror}", on=str(folder / f"{key}.lock")) from error  # fmt: skip
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                continue
            held[key] = handle
        yield list(held)
    finally:
        for handle in held.values():
            os.close(handle)
