"""The shape of the database as text: `docs/schema.sql`, so that views, triggers and composite keys are reviewed too."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import tempfile
from pathlib import Path

from agencies.management.shape import mark
from inclusion.embedded import servers
from inclusion.embedded.errors import StartError
from inclusion.embedded.places import ROOT, Home
from inclusion.embedded.postgres import DATABASE, OWNER, binary

SNAPSHOT = ROOT / "docs" / "schema.sql"
NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)?\n", re.MULTILINE)
LISTED = re.compile(r"\(ARRAY\[((?:'[^']*'::character varying(?:, )?)+)\]\)::text\[\]")
ONE = re.compile(r"('[^']*'::character varying)")
MONTH = re.compile(r"trail_2\d{3}_\d{2}")
HEAD = """\
-- The database as the migrations make it, written by `make schema`; `make check` holds the two equal.
-- Of these migrations, and as it was written: {}.

"""
ROWS = ("level_permission",)
"""Tables of which the migrations write the rows."""


def write() -> int:
    """`make schema`: write the snapshot again."""
    SNAPSHOT.parent.mkdir(exist_ok=True)
    SNAPSHOT.write_text(_now())
    return 0


def check() -> int:
    """Part of `make check`: `StartError` with the difference when models, migrations and snapshot do not agree."""
    kept = SNAPSHOT.read_text() if SNAPSHOT.exists() else ""
    now = _now((), "makemigrations", "--check", "--dry-run")
    if kept == now == _now(servers.SHORT):
        return 0
    difference = "".join(
        difflib.unified_diff(kept.splitlines(True), now.splitlines(True), "docs/schema.sql", "the migrations")
    )
    raise StartError(
        f"{difference}\nThe migrations make another database than docs/schema.sql: read this, then `make schema`."
    )


def _now(way: tuple[str, ...] = (), *then: str) -> str:
    """Prepare an empty cluster in a folder of its own, run one more command there, dump the shape of its database.

    By the migrations, or by the snapshot: `make check` holds both ways equal.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.make()
        with servers.started(home) as embedded:
            embedded.cluster.prepare_database()
            settings = {**os.environ, **servers.environment(embedded, port=8000, mail_port=1)}
            settings["DATABASE_OWNER_URL"] = embedded.cluster.url(OWNER)
            servers.manage(home, settings, "prepare_database", *way)
            if then:
                servers.manage(home, settings, *then)
            return normalised(dump(embedded.cluster.url(OWNER, DATABASE)))


def dump(url: str) -> str:
    """`pg_dump` of the shape, rights included, and of the rows that migrations write."""
    rows = ["--data-only", "--inserts", *(f"--table={name}" for name in ROWS)]
    return "\n".join(_dumped(url, *options) for options in (["--schema-only", "--no-comments"], rows))


def _dumped(url: str, *options: str) -> str:
    command = [binary("pg_dump"), "--no-owner", *options, url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StartError(f"pg_dump failed:\n{done.stderr}")
    return done.stdout


def normalised(text: str) -> str:
    """Without what changes by itself: versions, settings, and the trail's months, which depend on the day.

    A list of words is written as PostgreSQL writes it once it has read its own dump.
    """
    text = LISTED.sub(lambda found: "ARRAY[" + ONE.sub(r"(\1)::text", found[1]) + "]", text)
    statements = re.split(r"\n{2,}", NOISE.sub("\n", text))
    kept = [part.strip("\n") for part in statements if part.strip() and not MONTH.search(part)]
    body = "\n\n".join(kept) + "\n"
    return HEAD.format(mark(body)) + body
