"""What only real servers have: cookies of one host, HTTPS alone, and what each answer says of itself."""

import json
import os
import socket
import ssl
import subprocess
import sys
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from agencies.people.models import Session
from inclusion.embedded import ports
from inclusion.embedded.places import ROOT
from inclusion.embedded.processes import WEB
from tests.agencies.trail.test_heads import certificate
from tests.browsing import browse
from tests.inclusion.test_settings import REAL, start
from tests.live import is_listening, wait_for
from tests.machines import API, System
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
PASSWORD = "quiet otters wade upstream"
PROXY = {"REMOTE_ADDR": "10.0.3.7", "SERVER_NAME": "inclusion.example"}
HTTPS = {"x-forwarded-proto": "https"}
PREFIXES = ("SECURE_", "SESSION_COOKIE_", "CSRF_", "DEVICE_", "TRUSTED_", "DEMONSTRATION", "HTTPS", "SITE_", "DEBUG")
SAID = f"""
import json
from django.conf import settings as s
print(json.dumps({{name: getattr(s, name) for name in dir(s) if name.startswith({PREFIXES})}}))
"""


@cache
def on_real_servers() -> dict[str, Any]:
    """What the settings say where the environment is that of real servers."""
    told: dict[str, Any] = json.loads(start(f"exec({SAID!r})").stdout)
    return told


@pytest.fixture
def real(cast: Cast, settings: Any) -> None:
    for name, value in on_real_servers().items():
        setattr(settings, name, value)
    settings.ALLOWED_HOSTS = ["inclusion.example"]


def visitor(**headers: str) -> Client:
    """Somebody who comes by the proxy."""
    return Client(headers={**HTTPS, **headers}, **PROXY)


def sign_in(cast: Cast, client: Client) -> Any:
    person = cast.people["amara"]
    person.set_password(PASSWORD)
    person.save()
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def test_each_cookie_is_of_this_host_by_https_alone_and_out_of_reach_of_scripts(cast: Cast, real: None) -> None:
    client = visitor()
    client.get("/accounts/login/")
    answer = sign_in(cast, client)
    sites = {"__Host-csrf": "Lax", "__Host-session": "Lax", "__Host-device": "Lax"}
    assert set(client.cookies) == set(sites)
    for name, site in sites.items():
        cookie = client.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, site), name
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name
    assert client.cookies["__Host-session"].value not in answer.content.decode()
    page = client.get("/account/")
    assert (page.status_code, Session.objects.count()) == (200, 1)
    assert client.cookies["__Host-session"].value not in page.content.decode()


def test_pages_come_by_https_alone_and_browsers_remember_it(real: None) -> None:
    plain = Client(**PROXY)
    assert (plain.get("/help/").status_code, plain.get("/help/")["Location"]) == (
        301,
        "https://inclusion.example/help/",
    )
    assert visitor().get("/help/")["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert [plain.get(path).status_code for path in ("/livez", "/readyz")] == [200, 200]
    claimed = Client(headers=HTTPS, REMOTE_ADDR="203.0.113.9", SERVER_NAME="inclusion.example")
    assert claimed.get("/help/").status_code == 301, "only the proxy says how somebody came"


def test_a_system_that_comes_in_the_clear_is_told_so_and_not_sent_on(system: System, real: None) -> None:
    system.browser = Client(**PROXY)
    for answer in (system.fetch_token(), system.ask("GET", "/me")):
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:inclusion:problem:no-tls")
    system.browser = visitor()
    assert system.fetch_token().status_code == 200


def test_no_other_origin_reads_frames_or_rebases_anything(cast: Cast, real: None) -> None:
    client = visitor(origin="https://evil.example")
    sign_in(cast, client)
    style = staticfiles_storage.url("inclusion.css")
    for path in ("/help/", "/account/", "/nowhere/", f"{API}/me", "/livez", style):
        answer = client.head(path)
        policy = answer["Content-Security-Policy"]
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")], path
        assert "frame-ancestors 'none'" in policy, path
        assert ("base-uri 'none'" in policy) is (path != style), path
    assert client.generic("TRACE", "/help/").status_code == 405


def test_each_text_says_its_charset(cast: Cast) -> None:
    amara = cast.people["amara"]
    Authenticator.objects.create(user=amara, type="totp", data={"secret": "x"})
    client = browse(cast, "amara")
    RecoveryCodes.activate(amara)
    session = client.session
    proof = {"method": "mfa", "at": 4e9, "reauthenticated": True}
    session.update({"account_authentication_methods": [proof], "account_authentication_methods_user": str(amara.pk)})
    session.save()
    for path in ("/livez", "/readyz", "/accounts/2fa/recovery-codes/download/", "/help/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"].partition("; ")[2]) == (200, "charset=utf-8"), path


def test_the_web_itself_speaks_tls_where_the_proxy_is_another_machine(tmp_path: Path) -> None:
    pem, port = certificate(tmp_path), ports.free()
    environment = {**os.environ, **REAL, "DEMONSTRATION": "", "INCLUSION_TESTING": "", "DATABASE_OWNER_URL": ""}
    environment["GUNICORN_CMD_ARGS"] = f"--certfile={pem} --keyfile={pem} --bind=127.0.0.1:{port}"
    web = subprocess.Popen([sys.executable, "-m", "gunicorn", "inclusion.wsgi", *WEB], cwd=ROOT, env=environment)
    try:
        wait_for(lambda: is_listening(port), 30, "the web")
        asked = urllib.request.Request(f"https://127.0.0.1:{port}/livez", headers={"Host": "inclusion.example"})
        told = urllib.request.urlopen(asked, context=ssl.create_default_context(cafile=str(pem)), timeout=10)  # noqa: S310
        with told:
            assert (told.read(), told.status) == (b"ok", 200)
        with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
            plain.sendall(b"GET /livez HTTP/1.1\r\nHost: inclusion.example\r\n\r\n")
            assert b"ok" not in plain.recv(100)
    finally:
        web.terminate()
        web.wait(10)
