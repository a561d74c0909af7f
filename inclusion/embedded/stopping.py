"""What is done to a run from outside it: stop it, and make its demonstration new."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time

from inclusion.embedded import leftovers, servers, supervisor
from inclusion.embedded.places import Home
from inclusion.embedded.troubles import Trouble

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
        leftovers.end(home)
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
    raise Trouble(f"Process {parent} does not end.")


def demo() -> int:
    """`make demo`: the demonstration new, in a run that goes on or in a database that is started for it."""
    if supervisor.names_real_servers(os.environ):
        raise Trouble(
            "`make demo` is for the embedded servers: the environment names real ones, and they are left alone."
        )
    home = Home.of_run()
    home.make()
    try:
        with servers.alone(home), supervisor.told_to_stop():
            leftovers.end(home)
            _fill(home)
    except servers.AlreadyRunning:
        _fill_running(home)
    print("The demonstration is new.")
    return 0


def _fill(home: Home) -> None:
    with servers.started(home) as embedded:
        servers.forget_demonstration(embedded)
        servers.prepare(embedded, {**os.environ, **servers.environment(embedded, port=8000, mail_port=1)})


def _fill_running(home: Home) -> None:
    if not home.environment.exists():
        raise Trouble("The run here is still starting: try again when it has said its address.")
    servers.manage(home, json.loads(home.environment.read_text()), "make_demonstration")
