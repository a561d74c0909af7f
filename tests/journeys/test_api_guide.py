"""The guide for integrators does what it says: each of its snippets, in order, against the service over real HTTP."""

import os
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from agencies.machines.api import sending
from agencies.machines.api.problems import TITLES, TYPE
from agencies.people.models import Person
from agencies.policy import Scope
from inclusion import middleware, pacing
from interventions.suspensions.models import Suspension
from referrals.pupils.models import ExternalId
from tests import stories
from tests.machines import System, connect
from tests.people import AT, make_cast, set_clock

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def snippets(language: str) -> list[str]:
    """The guide's blocks in this language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def run_python() -> None:
    """Each block of Python, in order."""
    names: dict[str, Any] = {}
    for snippet in snippets("python"):
        exec(compile(snippet, "docs/api.md", "exec"), names)  # noqa: S102  (the guide is ours)
    names["system"].close()


@pytest.fixture
def guide(server: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A connected system, and what the guide takes from its environment."""
    with time_machine.travel(AT):
        with transaction.atomic():
            set_clock(AT)
            cast = make_cast()
            stories.sent(cast, stories.case(cast))
            system: System = connect(cast, cast.alder)
        environment = {
            "INCLUSION": server,
            "CLIENT_ID": system.client.application.client_id,
            "CLIENT_SECRET": system.secret,
            "OAUTHLIB_INSECURE_TRANSPORT": "1",  # http, on this machine alone
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield environment


def test_its_python_does_what_it_says(guide: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """A client that is not ours reads and writes: requests-oauthlib."""
    run_python()
    assert ExternalId.objects.get().value == "p-18"
    assert Suspension.objects.get().external_id.startswith("incident-")
    said = capsys.readouterr().out
    assert "acknowledges it by Tuesday 24 November 2026 and decides by Monday 30 November 2026." in said
    assert "2026-11-23" in said


@pytest.mark.demonstration
def test_its_python_runs_against_the_demonstration_as_it_stands_today_and_once_more(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Amara connects a system on its page, as the guide says; the day is today's, whichever that is."""
    lead = Client()
    lead.post("/demonstration/sign-in/", {"person": Person.objects.get(name="Amara Adeyemi").reference})
    form = lead.get("/systems/make-client/").context["form"]
    (agency,) = [value for value, _ in form.fields["agency"].choices if value]
    sent = {"agency": agency, "name": "Arbor", "scopes": list(Scope), "networks": "", "before": "other"}
    until = timezone.localdate() + timedelta(days=300)
    shown = lead.post("/systems/make-client/", {**sent, "until": f"{until:%-d %-m %Y}"})
    client_id, secret, *_ = re.findall(r"<code>([^<]+)</code>", shown.content.decode())
    said = {"INCLUSION": server, "CLIENT_ID": client_id, "CLIENT_SECRET": secret, "OAUTHLIB_INSECURE_TRANSPORT": "1"}
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    for _ in range(2):
        run_python()


def test_the_limits_that_it_names_are_those_of_the_code() -> None:
    assert f"{pacing.CLIENT} calls a minute" in GUIDE
    assert f"{middleware.MOST_BYTES} bytes a body" in GUIDE
    assert f"{sending.MOST} rows a page" in GUIDE
    assert f"{sending.PAGE} a page or as many as `limit` says, {sending.MOST} at most" in GUIDE
    assert f"`{TYPE}`" in GUIDE


def test_its_curl_does_what_it_says(guide: dict[str, str], tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    script = "set -e\n" + "\necho\n".join(snippets("sh"))
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env={**os.environ, **guide}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [row.value for row in ExternalId.objects.all()] == ["p-17"]
    assert Suspension.objects.get().kind == "lunch"
    assert '"name":"MIS of Alder Hythe School"' in done.stdout


def test_every_problem_stands_in_the_guide() -> None:
    unsaid = {"forbidden"}
    assert [kind for kind in set(TITLES) - unsaid if f"`{kind}`" not in GUIDE] == []
