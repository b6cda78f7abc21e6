"""`pantau run` as an operator has it: its own process, real crawls of a real site, real signals, real mail."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from desk.service.state import read_state
from tests.cli.calling import ROOT, pantau
from tests.desk.mailserver import mail_server
from tests.desk.slowsite import Site, slow_site

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("service_whole"), pytest.mark.timeout(240)]


class Service:
    """A `pantau run` under way."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes], log: Path) -> None:
        self.folder, self.process, self.log = folder, process, log

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, happened: Callable[[], object], patience: float = 90) -> None:
        until = time.monotonic() + patience
        while not happened():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, f"waited in vain\n{self.said()}"
            time.sleep(0.1)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """(exit status, seconds that it took)."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(40), time.monotonic() - began


def outlets_file(folder: Path, *sites: Site) -> Path:
    path = folder / "outlets.toml"
    path.write_text(
        "".join(
            f'[[outlet]]\nkey = "desa-{n}"\nname = "Kabar Desa {n}"\nhome = "{site.url}"\nallow_private = true\ndelay_seconds = 0\n'
            for n, site in enumerate(sites, 1)
        ),
        encoding="utf-8",
    )
    return path


@contextmanager
def running(folder: Path, *sites: Site, config: Path | None = None, **environment: str) -> Iterator[Service]:
    log = folder / f"log-{time.monotonic_ns()}"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PANTAU_")}
    command = [sys.executable, "-m", "cli.main", *(["--config", str(config)] if config else []), "--data", str(folder / "data")]  # fmt: skip
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*command, "run", "--outlets", str(outlets_file(folder, *sites))],
            stdout=subprocess.DEVNULL, stderr=stream, cwd=ROOT, env={**clean, **environment},
        )  # fmt: skip
    children: list[psutil.Process] = []
    try:
        yield Service(folder, process, log)
    finally:
        if process.poll() is None:
            children = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait(10)
        for child in children:
            if child.is_running():
                child.kill()


def offspring(service: Service) -> list[psutil.Process]:
    return psutil.Process(service.process.pid).children(recursive=True)


def test_sigterm_in_mid_crawl_loses_nothing_and_leaves_nobody_behind(tmp_path: Path) -> None:
    with slow_site("/berita/2/kabar-nomor-2-dari-desa") as site:
        with running(tmp_path, site) as service:
            service.wait_for(site.holding.is_set)
            children = offspring(service)
            assert children
            status, took = service.stop()
            assert status == 0, service.said()
            assert took < 20
            assert not any(c.is_running() and c.status() != psutil.STATUS_ZOMBIE for c in children)
        assert service.said().splitlines()[-1].endswith("stopped")
        state = read_state(tmp_path / "data")
        assert state is not None
        assert (state.pid, state.jobs["crawl desa-1"].failures) == (None, 0)
        site.held.clear()
        site.let_go.set()
        with running(tmp_path, site) as service:
            service.wait_for(lambda: ": done after" in service.said())
            assert service.stop()[0] == 0
    found = pantau("search", "kabar", "--json", data=tmp_path / "data")
    assert json.loads(found.out.splitlines()[0])["total"] == 4
    # What was fetched before the stop was not asked for a second time.
    assert site.asked.count("/berita/0/kabar-nomor-0-dari-desa") == 1


def test_ctrl_c_does_as_well_and_a_second_service_refuses(tmp_path: Path) -> None:
    with slow_site("/feed/") as site, running(tmp_path, site) as service:
        service.wait_for(site.holding.is_set)
        second = pantau("run", "--outlets", outlets_file(tmp_path, site), data=tmp_path / "data")
        assert second.status == 1
        assert f"another service runs on this data folder (process {service.process.pid})" in second.err
        assert len(second.err.splitlines()) == 1
        status, took = service.stop(signal.SIGINT)
        assert status == 0, service.said()
        assert took < 20


def test_a_service_that_was_killed_goes_on_with_the_next(tmp_path: Path) -> None:
    """SIGKILL leaves the child alone in the world: it keeps its lock, and the next service waits for it."""
    with slow_site("/berita/1/kabar-nomor-1-dari-desa") as site:
        with running(tmp_path, site) as service:
            service.wait_for(site.holding.is_set)
            children = offspring(service)
            service.process.kill()
            service.process.wait(10)
        try:
            with running(tmp_path, site) as service:
                service.wait_for(lambda: "one is already under way" in service.said())
                assert service.stop()[0] == 0
        finally:
            for child in children:
                if child.is_running():
                    child.kill()


def test_a_missed_digest_is_mailed_once(tmp_path: Path, config_copy: Path) -> None:
    """A folder that was crawled before, a Monday gone by: crawl, then one mail, also after a restart."""
    with slow_site() as site, mail_server() as server:
        outlets = outlets_file(tmp_path, site)
        assert pantau("crawl", "--outlets", outlets, data=tmp_path / "data", timeout=120).status == 0
        mailing = {"PANTAU_SMTP": server.url, "PANTAU_MAIL_FROM": "pantau@kantor.example"}
        with running(tmp_path, site, config=config_copy, **mailing) as service:
            service.wait_for(lambda: "digest: done" in service.said())
            assert service.stop()[0] == 0
        with running(tmp_path, site, config=config_copy, **mailing) as service:
            service.wait_for(lambda: "started; outlets: 1" in service.said())
            time.sleep(3)
            assert service.stop()[0] == 0
            assert "digest: started" not in service.said()
        assert [to for to, _ in server.handler.delivered] == ["kepala@kantor.example"]


@pytest.fixture
def config_copy(tmp_path: Path) -> Path:
    """The shipped configuration with somebody to write to."""
    folder = tmp_path / "config"
    folder.mkdir()
    for path in (ROOT / "config").iterdir():
        if path.suffix in (".toml", ".cfg"):
            (folder / path.name).write_bytes(path.read_bytes())
    settings = (folder / "settings.toml").read_text(encoding="utf-8")
    assert "to = []" in settings
    (folder / "settings.toml").write_text(
        settings.replace("to = []", 'to = ["kepala@kantor.example"]'), encoding="utf-8"
    )
    return folder
