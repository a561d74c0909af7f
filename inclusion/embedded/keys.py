"""Passwords and the secret key, made at the first start and kept where only their owner reads them."""

from __future__ import annotations

import base64
import dataclasses
import json
import secrets
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Keys:
    """One secret a server or role; letters, digits, `-` and `_` only, so each stands in a URL as it is."""

    superuser: str
    owner: str
    application: str
    valkey: str
    secret_key: str
    factor_key: str


LENGTHS = {"superuser": 24, "owner": 24, "application": 24, "valkey": 24, "secret_key": 60}


def load_or_make(path: Path) -> Keys:
    """The secrets kept at `path`; made there, readable by their owner alone, where one is missing."""
    kept = json.loads(path.read_text()) if path.exists() else {}
    fresh = {name: secrets.token_urlsafe(length) for name, length in LENGTHS.items()}
    fresh["factor_key"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    keys = Keys(**{**fresh, **kept})
    if kept.keys() == fresh.keys():
        return keys
    half = path.with_suffix(".half")
    write_secret(half, json.dumps(dataclasses.asdict(keys)))
    half.rename(path)
    return keys


def write_secret(path: Path, text: str) -> None:
    """Replace a file by one that nobody but its owner could read at any moment."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)
