"""Passwords and the secret key, made at the first start and kept where only their owner reads them."""

from __future__ import annotations

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


def load_or_make(path: Path) -> Keys:
    """The secrets kept at `path`; made there, readable by their owner alone, when there are none."""
    if path.exists():
        return Keys(**json.loads(path.read_text()))
    keys = Keys(*(secrets.token_urlsafe(length) for length in (24, 24, 24, 24, 60)))
    half = path.with_suffix(".half")
    write_secret(half, json.dumps(dataclasses.asdict(keys)))
    half.rename(path)
    return keys


def write_secret(path: Path, text: str) -> None:
    """Replace a file by one that nobody but its owner could read at any moment."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)
