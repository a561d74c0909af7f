"""Where bytes are kept: under a random key that says nothing of whose they are, and never by an address."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

_PUT: ContextVar[list[str] | None] = ContextVar("put", default=None)


@contextmanager
def gone_if_undone() -> Iterator[None]:
    """Around an act and its transaction: where it raises, the bytes that it put are destroyed again."""
    put_here: list[str] = []
    before = _PUT.set(put_here)
    try:
        yield
    except BaseException:
        for key in put_here:
            destroy(key)
        raise
    finally:
        _PUT.reset(before)


def put(content: bytes) -> str:
    """Keep the bytes; their key."""
    key = secrets.token_hex(24)
    kept = default_storage.save(f"{key[:2]}/{key}", ContentFile(content))
    if (put_here := _PUT.get()) is not None:
        put_here.append(kept)
    return kept


def opened(key: str) -> Any:
    """The bytes as a file, to be read in pieces; FileNotFoundError where they are gone."""
    return default_storage.open(key, "rb")


def destroy(key: str) -> None:
    """Destroy the bytes; nothing happens where they are gone already."""
    default_storage.delete(key)
