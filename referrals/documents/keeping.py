"""Where bytes are kept: under a random key that says nothing of whose they are, and never by an address."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, connection, transaction


@dataclass(eq=False, slots=True)
class _Put:
    """Bytes that were put; `is_kept` once the transaction that names them was committed."""

    key: str
    is_kept: bool = False

    def keep(self) -> None:
        self.is_kept = True


_PUT: ContextVar[list[_Put] | None] = ContextVar("put", default=None)


@contextmanager
def gone_if_undone() -> Iterator[None]:
    """Around a transaction: bytes that were put in it and of which nothing was committed are destroyed again.

    Inside another transaction it hands what is not decided yet to whoever stands around that. Where the connection
    breaks in the commit, nobody knows whether the rows are there, and the bytes stay.
    """
    put_here: list[_Put] = []
    before = _PUT.set(put_here)
    is_in_doubt = False
    try:
        yield
    except (OperationalError, InterfaceError):
        is_in_doubt = not connection.in_atomic_block
        raise
    finally:
        _PUT.reset(before)
        if not is_in_doubt:
            _settle(put_here, _PUT.get())


def _settle(put_here: list[_Put], around: list[_Put] | None) -> None:
    open_still = [func for _, func, *_ in connection.run_on_commit]
    for one in put_here:
        if one.keep in open_still:
            if around is not None:
                around.append(one)
        elif not one.is_kept:
            destroy(one.key)


def put(content: bytes) -> str:
    """Keep the bytes; their key."""
    key = secrets.token_hex(24)
    kept = default_storage.save(f"{key[:2]}/{key}", ContentFile(content))
    if (put_here := _PUT.get()) is not None:
        one = _Put(kept)
        put_here.append(one)
        transaction.on_commit(one.keep)
    return kept


def opened(key: str) -> Any:
    """The bytes as a file, to be read in pieces; FileNotFoundError where they are gone."""
    return default_storage.open(key, "rb")


def destroy(key: str) -> None:
    """Destroy the bytes; nothing happens where they are gone already."""
    default_storage.delete(key)
