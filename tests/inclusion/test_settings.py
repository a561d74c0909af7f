"""With real servers the service refuses what belongs to the demonstration, and names what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inclusion.embedded.places import MARK, ROOT
from inclusion.embedded.postgres import APPLICATION
from tests.servers import Servers

REAL = {
    "DATABASE_URL": "postgres://none@127.0.0.1:1/none",
    "ALLOWED_HOSTS": "inclusion.example",
    "SECRET_KEY": "z9" * 40,
    "TRUSTED_PROXIES": "10.0.3.0/24",
    "SITE_URL": "https://inclusion.example",
    "FACTOR_KEYS": "dGhpcyBpcyBhIGtleSBmb3IgdGhlIHRlc3RzIG9ubHk=",
}
WORKER = REAL | {
    "DATABASE_URL": "",
    "FACTOR_KEYS": "",
    "WORKER_DATABASE_URL": "postgres://worker@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}


def start(code: str = "print('started')", /, **changes: str) -> subprocess.CompletedProcess[str]:
    """Set up in a process of its own, with this environment and no other, and run the code."""
    env = {**REAL, **changes, "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "inclusion.settings"}
    env = {name: value for name, value in env.items() if value}
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_real_servers_alone_are_enough() -> None:
    assert start().stdout == "started\n"


@pytest.mark.parametrize("name", sorted(REAL))
def test_it_names_what_is_missing(name: str) -> None:
    refused = start(**{name: ""})
    assert refused.returncode != 0
    assert f"Set {name} in the environment" in refused.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"DEBUG": "1"}, "DEBUG and DEMONSTRATION"),
        ({"DEMONSTRATION": "1"}, "DEBUG and DEMONSTRATION"),
        ({"REQUIRE_SECOND_FACTOR": "0"}, "A second factor is required outside the demonstration"),
        ({"REQUIRE_SECOND_FACTOR": "0", "EMBEDDED": "1"}, "A second factor is required outside the demonstration"),
        ({"CLAMD_URL": "demonstration:"}, "CLAMD_URL names the demonstration's stand-in"),
        ({"BREACHED_PASSWORDS": "/none/of/these"}, "BREACHED_PASSWORDS names no file"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be a secret of your own"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 60}, "SECRET_KEY must be a secret of your own"),
    ],
)
def test_it_refuses_what_belongs_to_the_demonstration(changes: dict[str, str], words: str) -> None:
    refused = start(**changes)
    assert refused.returncode != 0
    assert words in refused.stderr


NOT_OWN = "is not the embedded database of this checkout"


def test_the_demonstration_takes_no_database_but_the_embedded_one_that_runs(servers: Servers, tmp_path: Path) -> None:
    """A real process each, beside a real cluster, whose own file says its port and its folder."""
    cluster = servers.cluster
    here = {"EMBEDDED": "1", "DEMONSTRATION": "1", MARK: str(cluster.home.folder)}
    own = cluster.url(APPLICATION)
    assert start(**here, DATABASE_URL=own).stdout == "started\n"
    assert start(**WORKER | here | {"WORKER_DATABASE_URL": own}).stdout == "started\n"
    others = [
        REAL["DATABASE_URL"],
        own.replace("127.0.0.1", "db.council.example"),
        own.replace(f":{cluster.port}/", f":{cluster.port + 1}/"),
        own.replace(f":{cluster.port}/", "/"),
        own.replace("/inclusion", "/cases"),
        f"{own}?host=db.council.example",
    ]
    for other in others:
        refused = start(**here, DATABASE_URL=other)
        assert refused.returncode != 0, other
        assert f"DATABASE_URL {NOT_OWN}" in refused.stderr
        assert cluster.keys.application not in refused.stderr
        assert f"WORKER_DATABASE_URL {NOT_OWN}" in start(**WORKER | here | {"WORKER_DATABASE_URL": other}).stderr
    assert NOT_OWN in start(**here | {MARK: str(tmp_path)}, DATABASE_URL=own).stderr  # of another checkout
    assert NOT_OWN in start(**here, DATABASE_URL=own, DATABASE_OWNER_URL=others[0]).stderr


def test_a_process_has_one_login() -> None:
    assert start(**WORKER).stdout == "started\n"
    refused = start(**WORKER | {"DATABASE_URL": REAL["DATABASE_URL"]})
    assert refused.returncode != 0
    assert "Give a process one login" in refused.stderr


@pytest.mark.parametrize("name", ["REDIS_URL", "EMAIL_URL"])
def test_the_worker_needs_broker_and_mail_and_the_web_neither(name: str) -> None:
    assert f"Set {name} in the environment" in start(**WORKER | {name: ""}).stderr


FAR = "postgres://app:word@db.council.example:5432/inclusion"
TLS = [
    (REAL, "DATABASE_URL", FAR, "sslmode=verify-full", f"{FAR}?sslmode=verify-full"),
    (
        REAL,
        "DATABASE_URL",
        "postgres:///inclusion?host=10.0.3.9",
        "sslmode",
        "postgres:///inclusion?host=/run/postgresql",
    ),
    (REAL, "DATABASE_OWNER_URL", f"{FAR}?sslmode=require", "sslmode=verify-full", f"{FAR}?sslmode=verify-full"),
    (WORKER, "WORKER_DATABASE_URL", FAR, "sslmode=verify-full", "postgres://worker@[::1]:5432/inclusion"),
    (
        WORKER,
        "REDIS_URL",
        "redis://:word@broker:6379/0",
        "rediss://",
        "rediss://:word@broker:6379/0?ssl_cert_reqs=required",
    ),
    (WORKER, "REDIS_URL", "rediss://broker/0?ssl_cert_reqs=none", "rediss://", "redis://localhost:6379/0"),
    (WORKER, "EMAIL_URL", "smtp://mail.council.example:25", "smtp+tls://", "smtp+tls://mail.council.example:587"),
]


@pytest.mark.parametrize(("env", "name", "plain", "words", "safe"), TLS)
def test_nothing_goes_to_another_machine_in_the_clear(
    env: dict[str, str], name: str, plain: str, words: str, safe: str
) -> None:
    refused = start(**env | {name: plain})
    assert f"{name} leads to another machine in the clear: give it {words}" in refused.stderr
    assert "word@" not in refused.stderr
    assert start(**env | {name: safe}).stdout == "started\n"


def test_a_host_of_the_same_machine_is_named_on_purpose() -> None:
    assert start(DATABASE_URL=FAR, PLAIN_HOSTS="db.council.example").stdout == "started\n"


def test_a_secret_is_read_from_the_file_that_holds_it(tmp_path: Path) -> None:
    for name in ("SECRET_KEY", "DATABASE_URL", "FACTOR_KEYS"):
        (tmp_path / name).write_text(f"{REAL[name]}\n")
    files = {f"{name}_FILE": str(tmp_path / name) for name in ("SECRET_KEY", "DATABASE_URL", "FACTOR_KEYS")}
    code = "from django.conf import settings as s; print(s.SECRET_KEY, s.FACTOR_KEYS, s.DATABASES['default']['NAME'])"
    told = start(code, SECRET_KEY="", DATABASE_URL="", FACTOR_KEYS="", **files)
    assert told.stdout == f"{REAL['SECRET_KEY']} {[REAL['FACTOR_KEYS']]} none\n"


def test_the_web_refuses_the_workers_login_and_the_worker_the_webs(tmp_path: Path) -> None:
    env = {**WORKER, **REAL, "PATH": os.environ["PATH"]}
    del env["WORKER_DATABASE_URL"]
    celery = [sys.executable, "-m", "celery", "--app=inclusion.celery"]
    beat = ["beat", f"--schedule={tmp_path}/beat", "--pidfile="]
    for command in ([*celery, "worker", "--concurrency=1"], [*celery, *beat]):
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode != 0
        assert "Worker and beat have a login of their own" in done.stderr
    env["WORKER_DATABASE_URL"] = env.pop("DATABASE_URL")
    web = [sys.executable, "-c", "import inclusion.wsgi"]
    done = subprocess.run(web, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert "The web has a login of its own" in done.stderr
