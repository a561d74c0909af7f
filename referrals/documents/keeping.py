"""Where bytes are kept: under a random key that says nothing of whose they are, and never by an address."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def put(content: bytes) -> str:
    """Keep the bytes; their key."""
    key = secrets.token_hex(24)
    return default_storage.save(f"{key[:2]}/{key}", ContentFile(content))


def opened(key: str) -> Any:
    """The bytes as a file, to be read in pieces; FileNotFoundError where they are gone."""
    return default_storage.open(key, "rb")


def destroy(key: str) -> None:
    """Destroy the bytes; nothing happens where they are gone already."""
    default_storage.delete(key)
