"""Imports point one way, extract/ does no I/O, and light commands stay light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = {
    "config": {"config"},
    "extract": {"extract", "config"},
    "index": {"index", "extract", "config"},
    "crawler": {"crawler", "extract", "index", "config"},
    "desk": {"desk", "index", "extract", "config"},
}
OURS = {"cli", "config", "crawler", "demo", "desk", "extract", "index", "bench", "tests"}
# Modules that read files, open sockets, start processes or ask the clock.
IO = {
    "socket",
    "sqlite3",
    "subprocess",
    "urllib.request",
    "http.client",
    "requests",
    "httpx",
    "aiohttp",
    "scrapy",
    "elasticsearch",
    "twisted",
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("package", LAYERS)
def test_imports_point_one_way(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] in OURS - LAYERS[package]
    ]
    assert modules(package), f"no modules in {package}/"
    assert wrong == []


def test_extract_does_no_io() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("extract")
        for name in imported(path)
        if name in IO or name.split(".")[0] in IO
    ]
    assert wrong == []


def test_extract_asks_no_clock() -> None:
    asks = re.compile(r"datetime\.now\(|date\.today\(|time\.time\(|utcnow\(|(?<![\w.])open\(")
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in modules("extract")
        if (found := asks.search(path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


@pytest.mark.parametrize("module", ["cli.main", "desk.web.app"])
def test_light_modules_load_no_engine(module: str) -> None:
    """`pantau --help` and the web pages start without Scrapy, spaCy and trafilatura."""
    code = f"import sys, {module}; print(sorted({{m.split('.')[0] for m in sys.modules}} & {{'scrapy', 'spacy', 'trafilatura', 'twisted'}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_environment_is_read_in_one_place() -> None:
    """Settings come from config/; only the entry point looks at PANTAU_DEBUG."""
    wrong = [
        str(path.relative_to(ROOT))
        for package in (*LAYERS, "cli", "demo")
        for path in modules(package)
        if "os.environ" in path.read_text(encoding="utf-8")
        and package not in {"config"}
        and path.name not in {"main.py", "run.py"}
    ]
    assert wrong == []


def test_no_drawers() -> None:
    names = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert [p for package in OURS for p in modules(package) if p.stem in names or p.parent.name in names] == []
