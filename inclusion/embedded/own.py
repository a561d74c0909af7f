"""Whether an address of a database leads to an embedded cluster of this checkout, by what that cluster wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from inclusion.embedded.places import MARK, VAR, Home
from inclusion.embedded.postgres import DATABASE, HALF


def is_own(url: str) -> bool:
    """The port and the data folder stand in what PostgreSQL writes while it runs; its databases are two."""
    parts = urlsplit(url)
    if parts.hostname != "127.0.0.1" or parts.query or parts.path.lstrip("/") not in (DATABASE, HALF):
        return False
    return any(_port_of(home) == parts.port for home in _homes() if parts.port)


def _homes() -> Iterator[Home]:
    """Of whoever started this process as a part of a run, of `make run`, and of work without it."""
    if folder := os.environ.get(MARK):
        yield Home(Path(folder))
    yield Home.of_run()
    yield Home(VAR / "dev")


def _port_of(home: Home) -> int | None:
    """The port of the cluster that runs on this folder; None where none does."""
    try:
        _, folder, _, port, *_ = (home.postgres / "postmaster.pid").read_text().splitlines()
        return int(port) if Path(folder).samefile(home.postgres) else None
    except (OSError, ValueError):
        return None
