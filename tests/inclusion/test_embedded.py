"""The servers: what is made once stays, what was left behind goes."""

from __future__ import annotations

import json
import stat
from dataclasses import asdict
from pathlib import Path

from django.db import connection

from inclusion.embedded.keys import load_or_make
from tests.servers import Servers


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    made = load_or_make(path)
    assert load_or_make(path) == made
    kept = {name: secret for name, secret in asdict(made).items() if name not in ("worker", "backup")}
    path.write_text(json.dumps(kept))  # as a run before these roles left it
    again = load_or_make(path)
    assert load_or_make(path) == again
    assert {name: asdict(again)[name] for name in kept} == kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_application_role_owns_nothing(committed: str, servers: Servers) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_database(), current_setting('statement_timeout')")
        assert cursor.fetchone() == ("inclusion_app", committed, "5s")
        cursor.execute("select relname from pg_class where relowner = 'inclusion_app'::regrole")
        assert cursor.fetchall() == []
