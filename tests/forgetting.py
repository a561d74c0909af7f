"""A test that exchanges a row of the law or a noun finds no statement kept from before, and leaves none.

What is exchanged of others, such as the clock or a setting, is in no statement. To put all
together again takes a fourth of a run.
"""

from functools import wraps
from typing import Any
from weakref import WeakSet

import pytest

from agencies.acting import prepared

EXCHANGED: WeakSet[pytest.MonkeyPatch] = WeakSet()
OTHERS = ("django.", "inclusion.", "os", "tests.", "time", "socket", "shutil")


def listen() -> None:
    """From now on each exchange forgets what was kept, and so does the end of one."""
    for name in ("setattr", "delattr", "setitem", "delitem"):
        setattr(pytest.MonkeyPatch, name, _forgetting(getattr(pytest.MonkeyPatch, name)))
    pytest.MonkeyPatch.undo = _forgetting_again(pytest.MonkeyPatch.undo)  # type: ignore[method-assign]


def _forgetting(exchange: Any) -> Any:
    @wraps(exchange)
    def with_it(self: pytest.MonkeyPatch, target: Any, *given: Any, **named: Any) -> None:
        if not _whose(target).startswith(OTHERS):
            EXCHANGED.add(self)
            prepared.forget()
        exchange(self, target, *given, **named)

    return with_it


def _whose(target: Any) -> str:
    """The module in which it stands; nothing where it does not say."""
    if isinstance(target, str):
        return target
    return str(getattr(target, "__module__", None) or getattr(target, "__name__", ""))


def _forgetting_again(undo: Any) -> Any:
    @wraps(undo)
    def with_it(self: pytest.MonkeyPatch) -> None:
        undo(self)
        if self in EXCHANGED:
            EXCHANGED.discard(self)
            prepared.forget()

    return with_it
