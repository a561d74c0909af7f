"""The shape of the database as text: `docs/schema.sql`, so that views, triggers and composite keys are reviewed too."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import tempfile
from pathlib import Path

from inclusion.embedded import servers
from inclusion.embedded.errors import StartError
from inclusion.embedded.places import ROOT, Home
from inclusion.embedded.postgres import DATABASE, OWNER, binary

SNAPSHOT = ROOT / "docs" / "schema.sql"
NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)?\n", re.MULTILINE)
MONTH = re.compile(r"trail_2\d{3}_\d{2}")
HEAD = "-- The database as the migrations make it, written by `make schema`; `make check` holds the two equal.\n\n"


def write() -> int:
    """`make schema`: write the snapshot again."""
    SNAPSHOT.parent.mkdir(exist_ok=True)
    SNAPSHOT.write_text(_now())
    return 0


def check() -> int:
    """Part of `make check`: `StartError` with the difference when models, migrations and snapshot do not agree."""
    kept = SNAPSHOT.read_text() if SNAPSHOT.exists() else ""
    now = _now("makemigrations", "--check", "--dry-run")
    if kept == now:
        return 0
    difference = "".join(
        difflib.unified_diff(kept.splitlines(True), now.splitlines(True), "docs/schema.sql", "the migrations")
    )
    raise StartError(
        f"{difference}\nThe migrations make another database than docs/schema.sql: read this, then `make schema`."
    )


def _now(*then: str) -> str:
    """Prepare an empty cluster in a folder of its own, run one more command there, dump the shape of its database."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.make()
        with servers.started(home) as embedded:
            embedded.cluster.prepare_database()
            settings = {**os.environ, **servers.environment(embedded, port=8000, mail_port=1)}
            settings["DATABASE_OWNER_URL"] = embedded.cluster.url(OWNER)
            servers.manage(home, settings, "prepare_database")
            if then:
                servers.manage(home, settings, *then)
            return normalised(dump(embedded.cluster.url(OWNER, DATABASE)))


def dump(url: str) -> str:
    """`pg_dump` of the shape alone, rights included."""
    command = [binary("pg_dump"), "--schema-only", "--no-comments", "--no-owner", url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StartError(f"pg_dump failed:\n{done.stderr}")
    return done.stdout


def normalised(text: str) -> str:
    """Without what changes by itself: versions, settings, and the trail's months, which depend on the day."""
    statements = re.split(r"\n{2,}", NOISE.sub("\n", text))
    return HEAD + "\n\n".join(part.strip("\n") for part in statements if part.strip() and not MONTH.search(part)) + "\n"
