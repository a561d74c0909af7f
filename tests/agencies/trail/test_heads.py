"""The head of the trail, as a real syslog and a real store by HTTPS are given it; where it can't be, that is said."""

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from agencies.trail import heads
from agencies.trail.facts import Head

HEAD = Head(4711, "ab" * 32)
WHEN = "2026-11-23T10:00:00+00:00"
LINE = f"{WHEN} {HEAD.as_text()}"


class Store(BaseHTTPRequestHandler):
    """An object store: keeps what is put, and sends on who asks it to."""

    kept: dict[str, str]

    def do_PUT(self) -> None:
        """Keep it, or say where else it is kept."""
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        moved = self.path.startswith("/moved/")
        if not moved:
            self.kept[self.path] = text
        self.send_response(307 if moved else 201)
        self.send_header("Location", self.path.replace("/moved/", "/else/"))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def certificate(folder: Path) -> Path:
    """One for 127.0.0.1 with its key, which only whoever is told to trusts."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "store")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    kind = serialization.Encoding.PEM
    plain = key.private_bytes(kind, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    place = folder / "store.pem"
    place.write_bytes(plain + made.public_bytes(kind))
    return place


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    return certificate(tmp_path)


@pytest.fixture
def store(pem: Path) -> Iterator[str]:
    """The address of a store by HTTPS."""
    Store.kept = {}
    server = HTTPServer(("127.0.0.1", 0), Store)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_syslog_hears_it_and_it_is_read_from_there() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(5)
        heads.write(f"syslog://127.0.0.1:{listener.getsockname()[1]}", HEAD, WHEN)
        heard = listener.recv(4096).decode()
    assert f"inclusion-trail: {LINE}" in heard
    assert heads.read(heard) == [HEAD]


def test_a_store_is_given_an_object_of_the_heads_own_name(
    store: str, pem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    heads.write(f"{store}/heads/?signature=x%2Fy", HEAD, WHEN)
    assert Store.kept == {"/heads/00000000000000004711.txt?signature=x%2Fy": LINE}
    assert heads.read(LINE) == [HEAD]


def test_a_store_that_nobody_vouches_for_is_given_nothing(store: str) -> None:
    with pytest.raises(heads.NotWritten, match="URLError"):
        heads.write(f"{store}/heads/", HEAD, WHEN)
    assert Store.kept == {}


def test_a_store_that_sends_it_on_is_not_followed(store: str, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with pytest.raises(heads.NotWritten, match="HTTPError"):
        heads.write(f"{store}/moved/", HEAD, WHEN)
    assert Store.kept == {}


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/heads", "ftp://127.0.0.1/heads", "heads"])
def test_no_other_way_is_taken(url: str) -> None:
    with pytest.raises(heads.NotWritten, match="begins with file:, syslog: or https:"):
        heads.write(url, HEAD, WHEN)
