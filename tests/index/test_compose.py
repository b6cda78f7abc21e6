"""compose.yaml keeps what docs/elasticsearch.md promises of it: read by Docker Compose itself, its health check run for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import elasticsearch
import pytest

from tests.conftest import ROOT
from tests.index.faulty_node import FaultyNode

DOCS = ROOT / "docs" / "elasticsearch.md"
DATA = "/usr/share/elasticsearch/data"  # path.data of the image


@pytest.fixture(scope="module")
def compose() -> str:
    """Docker Compose's own program; `config` needs no engine."""
    beside = Path(sys.executable).with_name("docker-compose")
    found = str(beside) if beside.exists() else shutil.which("docker-compose")
    if found is None:
        reason = "no docker-compose: install the extra `dev`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def config(compose: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [compose, "--file", str(ROOT / "compose.yaml"), "--env-file", os.devnull, "config", "--format", "json"]
    path = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(command, capture_output=True, text=True, env=path | environment, timeout=60, check=False)


@pytest.fixture(scope="module")
def resolved(compose: str) -> dict[str, Any]:
    done = config(compose, ELASTIC_PASSWORD="rahasia")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # nothing outdated either
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def service(resolved: dict[str, Any]) -> dict[str, Any]:
    assert list(resolved["services"]) == ["elasticsearch"]
    return dict(resolved["services"]["elasticsearch"])


def test_without_a_password_it_says_what_to_do(compose: str) -> None:
    done = config(compose)
    assert done.returncode != 0
    assert "set ELASTIC_PASSWORD" in done.stderr


def test_the_image_is_one_that_the_client_speaks_with(service: dict[str, Any]) -> None:
    name, _, version = service["image"].rpartition(":")
    assert name == "docker.elastic.co/elasticsearch/elasticsearch"
    assert re.fullmatch(r"\d+\.\d+\.\d+", version), "one version, not a moving tag"
    assert int(version.split(".")[0]) == elasticsearch.VERSION[0]


def test_what_is_written_outlives_the_container(resolved: dict[str, Any], service: dict[str, Any]) -> None:
    [volume] = service["volumes"]
    assert (volume["type"], volume["target"]) == ("volume", DATA)
    assert volume["source"] in resolved["volumes"]
    assert service["environment"]["path.repo"].startswith(f"{DATA}/")
    assert service["restart"] == "unless-stopped"


def test_only_this_machine_reaches_it_and_only_with_the_password(service: dict[str, Any]) -> None:
    [port] = service["ports"]
    assert (port["host_ip"], port["published"], port["target"]) == ("127.0.0.1", "9200", 9200)
    assert service["environment"]["xpack.security.enabled"] == "true"
    assert service["environment"]["ELASTIC_PASSWORD"] == "rahasia"


def test_the_memory_is_the_users_choice(compose: str, service: dict[str, Any]) -> None:
    assert service["environment"]["ES_JAVA_OPTS"] == "-Xms1g -Xmx1g"
    done = config(compose, ELASTIC_PASSWORD="x", ES_JAVA_OPTS="-Xms4g -Xmx4g")
    chosen = json.loads(done.stdout)["services"]["elasticsearch"]["environment"]["ES_JAVA_OPTS"]
    assert chosen == "-Xms4g -Xmx4g"


def test_the_docs_name_what_the_file_has(service: dict[str, Any]) -> None:
    docs = DOCS.read_text(encoding="utf-8")
    assert "docker compose up --detach --wait" in docs
    assert "echo ELASTIC_PASSWORD=" in docs
    assert "@127.0.0.1:9200" in docs
    assert f"`{service['environment']['path.repo']}`" in docs
    assert f"`{service['image'].rpartition(':')[2]}`" in docs


def health(service: dict[str, Any], url: str, password: str) -> int:
    """Exit status of the health check as the engine would run it, with the node at this URL."""
    kind, command = service["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "127.0.0.1:9200" in command
    command = command.replace("$$", "$").replace("127.0.0.1:9200", urlsplit(url).netloc.rpartition("@")[2])
    limit = float(service["healthcheck"]["timeout"].removesuffix("s"))
    environment = {"PATH": os.environ["PATH"], "ELASTIC_PASSWORD": password}
    return subprocess.run(
        ["sh", "-c", command], env=environment, capture_output=True, timeout=limit, check=False
    ).returncode


@pytest.fixture
def door() -> Iterator[FaultyNode]:
    made = FaultyNode("http://127.0.0.1:9")
    yield made
    made.close()


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl; the image has one")
@pytest.mark.parametrize(
    ("status", "well"),
    [(200, True), pytest.param(408, False, id="408: not yellow in time"), (401, False), (503, False)],
)
def test_the_health_check_tells_well_from_ill(
    service: dict[str, Any], door: FaultyNode, status: int, well: bool
) -> None:
    door.fault = lambda method, path: (status, b"{}")
    assert (health(service, door.url, "rahasia") == 0) is well
    assert door.seen == [("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s")]
    assert door.credentials == {"Basic ZWxhc3RpYzpyYWhhc2lh"}  # elastic:rahasia


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl; the image has one")
def test_the_health_check_where_nothing_listens(service: dict[str, Any]) -> None:
    assert health(service, "http://127.0.0.1:9", "rahasia") != 0


@pytest.mark.elasticsearch
@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl; the image has one")
def test_the_health_check_on_a_node_with_users(service: dict[str, Any], secured_node: str) -> None:
    password = urlsplit(secured_node).password or ""
    assert health(service, secured_node, password) == 0
    assert health(service, secured_node, f"{password}-wrong") != 0
