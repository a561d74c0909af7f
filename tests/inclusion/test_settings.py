"""With real servers the service refuses what belongs to the demonstration, and names what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inclusion.embedded.places import ROOT

REAL = {
    "DATABASE_URL": "postgres://none@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "ALLOWED_HOSTS": "inclusion.example",
    "SECRET_KEY": "z9" * 40,
    "TRUSTED_PROXIES": "10.0.3.0/24",
    "SITE_URL": "https://inclusion.example",
    "FACTOR_KEYS": "dGhpcyBpcyBhIGtleSBmb3IgdGhlIHRlc3RzIG9ubHk=",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a process of their own, with this environment and no other."""
    env = {**REAL, **changes, "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "inclusion.settings"}
    env = {name: value for name, value in env.items() if value}
    code = "import django; django.setup(); print('started')"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


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
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be a secret of your own"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 60}, "SECRET_KEY must be a secret of your own"),
    ],
)
def test_it_refuses_what_belongs_to_the_demonstration(changes: dict[str, str], words: str) -> None:
    refused = start(**changes)
    assert refused.returncode != 0
    assert words in refused.stderr


def test_a_process_has_one_login() -> None:
    worker = "postgres://worker@127.0.0.1:1/none"
    assert start(DATABASE_URL="", WORKER_DATABASE_URL=worker).stdout == "started\n"
    refused = start(WORKER_DATABASE_URL=worker)
    assert refused.returncode != 0
    assert "Give a process one login" in refused.stderr


def test_the_web_refuses_the_workers_login_and_the_worker_the_webs(tmp_path: Path) -> None:
    env = {**REAL, "PATH": os.environ["PATH"]}
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
