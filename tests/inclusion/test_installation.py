"""The installation as written: compose file, image and Procfile held against the code; a restored backup goes on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml
from django.db import connection

from agencies import audit
from agencies.models import TrailEntry
from inclusion.embedded import crew
from inclusion.embedded.places import ROOT
from inclusion.embedded.postgres import APPLICATION, OF_THE_APPLICATION, OWNER, binary
from referrals import actions
from referrals.models import Case, CaseShare
from tests import stories
from tests.people import AT, make_cast
from tests.servers import Servers

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
SETTINGS = (ROOT / "inclusion" / "settings.py").read_text()
OURS = ("web", "worker", "beat", "migrate")


def procfile() -> dict[str, list[str]]:
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: command.split() for name, command in (line.split(": ", 1) for line in lines)}


def test_every_part_of_an_installation_is_there_and_watched() -> None:
    assert set(SERVICES) == {"database", "valkey", "mail", "migrate", "web", "worker", "beat"}
    assert all("healthcheck" in SERVICES[name] for name in ("database", "valkey", "mail", "web"))
    assert SERVICES["database"]["image"] == "postgres:18"
    assert SERVICES["valkey"]["command"][1:5] == ["--appendonly", "yes", "--maxmemory-policy", "noeviction"]


@pytest.mark.parametrize("name", OURS)
def test_ours_runs_without_rights_and_writes_nowhere(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "USER 10001" in (ROOT / "Dockerfile").read_text()


def test_only_migrate_knows_the_owner() -> None:
    assert {name for name in OURS if "DATABASE_OWNER_URL" in SERVICES[name]["environment"]} == {"migrate"}


def test_no_secret_stands_in_the_files() -> None:
    for name in ("docker-compose.yml", "Dockerfile", "docker/roles.sh"):
        for line in (ROOT / name).read_text().splitlines():
            if re.search(r"(PASSWORD|SECRET_KEY)\s*[:=]", line):
                assert "${" in line or "$INCLUSION" in line, line


def test_every_variable_is_one_that_the_settings_read_and_running_md_explains() -> None:
    running = (ROOT / "docs" / "running.md").read_text()
    for variable in {*SERVICES["web"]["environment"], *SERVICES["migrate"]["environment"]}:
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
    assert commands["web"] == ["gunicorn", "inclusion.wsgi", "--bind=0.0.0.0:8000", *crew.WEB]
    assert commands["worker"][3:] == crew.WORKER
    assert commands["beat"][4:] == crew.BEAT
    assert SERVICES["worker"]["command"] == commands["worker"]
    assert SERVICES["beat"]["command"] == commands["beat"]
    image = (ROOT / "Dockerfile").read_text()
    assert re.findall(r'"([^"]+)"', image.rsplit("CMD", 1)[1]) == commands["web"]


def test_the_roles_have_the_limits_of_make_run() -> None:
    made = (ROOT / "docker" / "roles.sh").read_text()
    for name, value in OF_THE_APPLICATION.items():
        assert f"alter role {APPLICATION} set {name} = '{value}';" in made
    assert f"create role {OWNER} login nosuperuser" in made


def test_a_dump_restored_goes_on_where_it_was(committed: str, servers: Servers) -> None:
    cast = make_cast()
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    audit.seal(AT + 2 * audit.SETTLED)
    lines = TrailEntry.objects.count()
    connection.close()
    owner = servers.cluster.url(OWNER, committed)
    dump = subprocess.run([binary("pg_dump"), "--format=custom", owner], check=True, capture_output=True).stdout
    servers.drop(committed)
    servers.cluster.prepare_database(committed)
    back = [binary("pg_restore"), "--no-owner", f"--role={OWNER}", "--exit-on-error", f"--dbname={owner}"]
    restored = subprocess.run(back, check=False, input=dump, capture_output=True)
    assert restored.returncode == 0, restored.stderr.decode()
    environment = {**os.environ, **servers.environment(committed)}
    prepare = [sys.executable, str(ROOT / "manage.py"), "prepare_database"]
    subprocess.run(prepare, check=True, env=environment, cwd=ROOT, capture_output=True)
    assert TrailEntry.objects.count() == lines
    assert audit.broken_seals() == []
    share, again = CaseShare.objects.get(), Case.objects.get()
    actions.withdraw_share(share, why="The story goes on.", by=cast.actor("amara"), at=AT)
    assert again.reference == case.reference
    assert TrailEntry.objects.count() == lines + 1
