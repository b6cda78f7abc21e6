"""Calls the command as a user does: its own process, its own data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Called:
    status: int
    out: str
    err: str


def pantau(
    *arguments: str | Path, data: Path | None = None, stdin: str | None = None, timeout: float = 120, **environment: str
) -> Called:
    """Runs `pantau`; PANTAU_* of the caller's own environment are left out."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PANTAU_")}
    command = [sys.executable, "-m", "cli.main", *(["--data", str(data)] if data else []), *map(str, arguments)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**clean, **environment},
        timeout=timeout,
        input=stdin,
        check=False,
    )
    return Called(done.returncode, done.stdout, done.stderr)
