"""The way to the node: addresses, credentials, certificates, and answers that are none."""

from __future__ import annotations

import base64
import http.server
import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.errors import ConfigError, IndexUnavailableError, StorageError
from index.base import SearchRequest
from index.elastic import ElasticIndex
from index.elastic_client import connect
from tests.index.articles import TABANAN
from tests.index.faulty_node import FaultyNode, error


@pytest.mark.parametrize(
    "url",
    ["bla", "ftp://h:9200", "http://", "http://h:port", "http://h:99999", "https://u:geheim@:9200", "http://a:9200,b"],
)
def test_urls_that_are_none(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        connect(url)
    assert "no Elasticsearch URL" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_ca_file_that_is_absent(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no file"):
        connect("https://h:9200", ca_file=tmp_path / "absent.pem")


def test_secrets_are_not_shown() -> None:
    client, where = connect("https://petugas:raha%40sia@satu:9200,https://dua:9201/jalur/")
    client.close()
    assert where == "https://satu:9200,https://dua:9201/jalur"


@pytest.fixture
def door(request: pytest.FixtureRequest) -> Iterator[FaultyNode]:
    """Answers by itself unless a test lets it through to a real node."""
    made = FaultyNode("http://127.0.0.1:9")
    made.fault = lambda method, path: (200, b"{}")
    yield made
    made.close()


def test_user_and_password_go_with_each_request(door: FaultyNode) -> None:
    client, _ = connect(door.url.replace("://", "://petugas:raha%40sia@"))
    client.ping()
    client.close()
    assert door.credentials == {"Basic " + base64.b64encode(b"petugas:raha@sia").decode()}


def test_an_api_key_goes_before_the_user(door: FaultyNode) -> None:
    client, _ = connect(door.url.replace("://", "://petugas:rahasia@"), api_key="a2V5")
    client.ping()
    client.close()
    assert door.credentials == {"ApiKey a2V5"}


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        ((200, b"not JSON"), IndexUnavailableError, "doesn't answer"),
        ((401, error("security_exception", "missing credentials")), IndexUnavailableError, "refuses the user or key"),
        ((403, error("security_exception", "unauthorized")), IndexUnavailableError, "may not do this"),
        ((429, error("circuit_breaking_exception", "too large")), IndexUnavailableError, "overloaded"),
        ((503, b""), IndexUnavailableError, "overloaded"),
        ((400, error("parsing_exception", "bad")), StorageError, "answers 400: bad"),
        ((500, error("null_pointer_exception", "oops")), StorageError, "answers 500: oops"),
    ],
)
def test_answers_in_our_words(door: FaultyNode, answer: tuple[int, bytes], kind: type[StorageError], told: str) -> None:
    door.fault = lambda method, path: answer
    index = ElasticIndex(door.url)
    with pytest.raises(kind, match=told) as caught:
        index.search(SearchRequest("bimtek"))
    assert type(caught.value) is kind
    assert caught.value.__cause__ is not None
    index.close()


class SomeSite(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>Selamat datang</h1>")

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def test_what_is_no_elasticsearch() -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), SomeSite)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    index = ElasticIndex(f"http://127.0.0.1:{server.server_address[1]}")
    try:
        with pytest.raises(IndexUnavailableError, match="no Elasticsearch 9"):
            index.search(SearchRequest())
    finally:
        index.close()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def doors() -> Iterator[list[FaultyNode]]:
    """Three that answer alike."""
    made = [FaultyNode("http://127.0.0.1:9") for _ in range(3)]
    for each in made:
        each.fault = lambda method, path: (200, b"{}")
    yield made
    for each in made:
        each.close()


def test_several_nodes_are_asked_in_turn_and_only_those(doors: list[FaultyNode]) -> None:
    client, _ = connect(",".join(each.url for each in doors))
    for _ in range(6):
        client.cluster.health()
    client.close()
    assert [each.seen for each in doors] == [[("GET", "/_cluster/health")] * 2] * 3


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_node_that_cannot_now_hands_over_to_the_next(doors: list[FaultyNode], status: int) -> None:
    doors[0].fault = doors[1].fault = lambda method, path: (status, b"{}")
    client, _ = connect(",".join(each.url for each in doors))
    for _ in range(3):
        client.cluster.health()
    client.close()
    assert len(doors[2].seen) == 3


def test_a_node_that_says_nothing_hands_over_and_is_left_out_for_a_while(doors: list[FaultyNode]) -> None:
    """As a machine that hangs: it takes the connection and never answers."""
    thaw = threading.Event()

    def silent(method: str, path: str) -> tuple[int, bytes]:
        thaw.wait(20)
        return 200, b"{}"

    doors[0].fault = silent
    client, _ = connect(",".join(each.url for each in doors), timeout=0.3)
    try:
        for _ in range(6):
            client.cluster.health()
        assert len(doors[0].seen) == 1
        assert len(doors[1].seen) + len(doors[2].seen) == 6
    finally:
        thaw.set()
        client.close()


def test_when_no_node_answers_each_was_asked(doors: list[FaultyNode]) -> None:
    for each in doors:
        each.fault = lambda method, path: (503, error("master_not_discovered_exception", "no master"))
    index = ElasticIndex(",".join(each.url for each in doors))
    with pytest.raises(IndexUnavailableError, match="overloaded: no master"):
        index.search(SearchRequest("bimtek"))
    index.close()
    assert all(each.seen for each in doors)


@pytest.mark.elasticsearch
def test_another_node_answers_where_one_is_down(node: str, open_elastic: Callable[..., ElasticIndex]) -> None:
    index = open_elastic(url=f"http://127.0.0.1:9,{node}")
    assert index.put([TABANAN])[0].outcome == "new"
    for _ in range(5):
        assert index.search(SearchRequest("bimtek")).total == 1


@pytest.mark.elasticsearch
def test_a_certificate_of_an_own_ca(node: str, tmp_path: Path, open_elastic: Callable[..., ElasticIndex]) -> None:
    ca, context = certificate(tmp_path)
    door = FaultyNode(node, tls=context)
    try:
        trusting = open_elastic(url=door.url, ca_file=ca)
        assert trusting.put([TABANAN])[0].outcome == "new"
        stranger = ElasticIndex(door.url)
        with pytest.raises(IndexUnavailableError, match="certificate verify failed"):
            stranger.search(SearchRequest())
        stranger.close()
        trusting.close()
    finally:
        door.close()


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """(the CA's file, a server context) for 127.0.0.1; the certificate signs itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "pantau test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    ca, private = folder / "ca.pem", folder / "key.pem"
    ca.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(ca, private)
    return ca, context
