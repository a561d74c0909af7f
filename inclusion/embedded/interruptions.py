"""Being told to stop: before there is anything to mind, and while the stop is under way."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def told_to_stop() -> Iterator[None]:
    """Being told to stop before honcho minds the signals ends the start in order, leaving nothing behind."""

    def leave(*_: object) -> None:
        raise KeyboardInterrupt

    def pass_on(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, pass_on)
    yield


def leave_alone() -> None:
    """From here on the stop is under way: a second Ctrl-C must not leave PostgreSQL behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
