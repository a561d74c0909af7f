"""Passwords and the secret key, made at the first start and kept where only their owner reads them."""

from __future__ import annotations

import base64
import dataclasses
import json
import secrets
from pathlib import Path

LENGTHS = {"secret_key": 60}


@dataclasses.dataclass(frozen=True)
class Keys:
    """One secret a server or role; letters, digits, `-` and `_` only, so each stands in a URL as it is."""

    superuser: str
    owner: str
    application: str
    worker: str
    backup: str
    valkey: str
    secret_key: str
    factor_key: str


def load_or_make(path: Path) -> Keys:
    """The secrets kept at `path`, those that it lacks made and kept; readable by their owner alone."""
    kept = json.loads(path.read_text()) if path.exists() else {}
    made = {one.name: secrets.token_urlsafe(LENGTHS.get(one.name, 24)) for one in dataclasses.fields(Keys)}
    made["factor_key"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    keys = Keys(**{name: kept.get(name) or fresh for name, fresh in made.items()})
    if dataclasses.asdict(keys) != kept:
        half = path.with_suffix(".half")
        write_secret(half, json.dumps(dataclasses.asdict(keys)))
        half.rename(path)
    return keys


def write_secret(path: Path, text: str) -> None:
    """Replace a file by one that nobody but its owner could read at any moment."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)
