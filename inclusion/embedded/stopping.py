"""How a run is ended from outside it."""

from __future__ import annotations

import contextlib
import os
import signal
import time

from inclusion.embedded import orphans, servers
from inclusion.embedded.errors import StartError
from inclusion.embedded.places import Home

SECONDS_TO_STOP = 30


def stop() -> int:
    """`make stop`: end the run of this folder, and whatever a killed one left behind."""
    print("Stopped." if stop_home(Home.of_run()) else "Nothing was running here.")
    return 0


def stop_home(home: Home) -> bool:
    """End what minds this home; False when nothing did."""
    home.make()
    parent = _parent(home)
    if parent:
        _end(home, parent)
    with servers.alone(home):
        orphans.end(home)
    return parent is not None


def _parent(home: Home) -> int | None:
    """The process that minds this home, or None."""
    try:
        with servers.alone(home):
            return None
    except servers.AlreadyRunning:
        return int(home.pid.read_text() or 0) or None


def _end(home: Home, parent: int) -> None:
    for number, seconds in ((signal.SIGTERM, SECONDS_TO_STOP), (signal.SIGKILL, 5)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(parent, number)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if _parent(home) is None:
                return
            time.sleep(0.1)
    raise StartError(f"Process {parent} does not end.")
