"""Servers for work on the code: a PostgreSQL and a Valkey of their own, left running, with the settings to use them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from inclusion.embedded import interruptions, orphans, servers, stopping
from inclusion.embedded.errors import StartError, last_lines
from inclusion.embedded.places import ROOT, VAR, Home
from inclusion.embedded.postgres import OWNER

HOME = Home(VAR / "dev")
SETTINGS = VAR / "dev.env"


def serve() -> int:
    """`serve-db`: start them in the background and say how to use them."""
    HOME.make()
    SETTINGS.unlink(missing_ok=True)
    log = HOME.log / "serve.log"
    with log.open("wb") as file:
        minder = subprocess.Popen(
            [sys.executable, "-m", "inclusion.embedded", "mind-db"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    while not SETTINGS.exists():
        if minder.poll() is not None:
            raise StartError(last_lines(log))
        time.sleep(0.1)
    print(f"set -a; . {SETTINGS.relative_to(ROOT)}; set +a    # then: python manage.py prepare_database")
    return 0


def mind() -> int:
    """`mind-db`: the background half, until `stop-db`."""
    with servers.alone(HOME), interruptions.told_to_stop():
        orphans.end(HOME)
        with servers.started(HOME) as embedded:
            embedded.cluster.prepare_database()
            settings = servers.environment(embedded, port=8000, mail_port=1)
            settings["DATABASE_OWNER_URL"] = embedded.cluster.url(OWNER)
            SETTINGS.touch(mode=0o600)
            SETTINGS.write_text("".join(f"{name}='{value}'\n" for name, value in settings.items()))
            signal.pause()
    return 0


def stop() -> int:
    """`stop-db`: end them."""
    print("Stopped." if stopping.stop_home(HOME) else "Nothing was running here.")
    SETTINGS.unlink(missing_ok=True)
    return 0
