"""Web, worker, mail, beat and mailbox: honcho minds them, their lines go to logs, and the first to die ends the run."""

from __future__ import annotations

import http.client
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from honcho.manager import Manager
from honcho.printer import Message, Printer

from inclusion.embedded import interruptions, logs
from inclusion.embedded.errors import last_lines
from inclusion.embedded.places import MARK, ROOT, Home

SECONDS_TO_START = 90
STOPPED = re.compile(r"(\w+) stopped \(rc=")
WEB = [
    "--config=python:inclusion.serving",
    "--worker-class=gthread",
    "--workers=2",
    "--threads=4",
    "--graceful-timeout=4",
    "--no-control-socket",
]
CELERY = ["--concurrency=1", "--loglevel=INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"]
WORKER = ["--queues=celery", *CELERY]
MAIL = ["--queues=mail", "--hostname=mail@%h", *CELERY]
"""Mail has a process of its own, so that a mail server that hangs holds up nothing but mail."""
BEAT = ["--pidfile=", "--loglevel=INFO"]


def _without(environment: Mapping[str, str], *names: str) -> dict[str, str]:
    """What a process does not need it is not told, nor in which file that stands."""
    return {name: value for name, value in environment.items() if name.removesuffix("_FILE") not in names}


class Logs(Printer):  # type: ignore[misc]
    """Where honcho prints: each process to its own log. Remembers who stopped first, unless all were told to."""

    def __init__(self, folder: Path, begun: Callable[[], None]) -> None:
        super().__init__()
        self._folder = folder
        self._begun = begun
        self._files: dict[str, TextIO] = {}
        self._is_told = False
        self.casualty = ""

    def write(self, message: Message) -> None:
        """Keep a line of a process; listen to honcho's own words."""
        text = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
        if message.name == "system":
            self._listen(text)
            return
        if message.name not in self._files:
            self._files[message.name] = logs.open_text(self._folder / f"{message.name}.log")
        self._files[message.name].write(text)
        self._files[message.name].flush()

    def _listen(self, text: str) -> None:
        if "received" in text:
            self._is_told = True
        elif " started " in text:
            begun, self._begun = self._begun, lambda: None
            begun()
        elif (stopped := STOPPED.match(text)) and not self._is_told:
            self.casualty = self.casualty or stopped[1]


class Processes:
    """The processes of one run; `beside` are servers that the run cannot do without and honcho does not mind."""

    def __init__(
        self, home: Home, environment: Mapping[str, str], beside: Mapping[str, subprocess.Popen[bytes]]
    ) -> None:
        self._home = home
        ours = {**environment, MARK: str(home.folder), "PYTHONUNBUFFERED": "1"}
        self._environment = _without(ours, "WORKER_DATABASE_URL")
        self._of_the_worker = _without(ours, "DATABASE_URL", "FACTOR_KEYS")
        self._beside = beside
        self._logs = Logs(home.log, self._begin_watching)
        self._manager = Manager(self._logs)
        self._over = threading.Event()
        self._port = 0
        self._words = ""

    def add(self, **commands: list[str]) -> None:
        """Add processes: the name of each, and the module that Python is to run with what arguments.

        Worker, mail and beat get the worker's login, the others the application's and the keys of second factors.
        """
        for name, command in commands.items():
            line = "exec " + shlex.join([sys.executable, "-m", *command])
            environment = self._of_the_worker if name in ("worker", "mail", "beat") else self._environment
            self._manager.add_process(name, line, env=environment, cwd=str(ROOT))

    def serve(self, port: int, words: str) -> int:
        """Run until told to stop; say `words` when the first page can be had. 1 when a process died, else 0."""
        self._port, self._words = port, words
        celery = ["celery", "--app=inclusion.celery"]
        self.add(
            web=["gunicorn", "inclusion.wsgi", f"--bind=127.0.0.1:{port}", *WEB],
            worker=[*celery, "worker", *WORKER],
            mail=[*celery, "worker", *MAIL],
            beat=[*celery, "beat", f"--schedule={self._home.folder / 'beat'}", *BEAT],
        )
        self._manager.loop()
        self._over.set()
        interruptions.leave_alone()
        return self._farewell()

    def _farewell(self) -> int:
        name = self._logs.casualty
        if not name:
            print("Stopped.")
            return 0
        log = self._home.log / f"{name}.log"
        print(f"{name} has stopped, so everything stops. The end of {log}:\n{last_lines(log)}", file=sys.stderr)
        return 1

    def _begin_watching(self) -> None:
        """Only now, when honcho has forked all its processes: a thread must not be copied half-way."""
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        late = time.monotonic() + SECONDS_TO_START
        is_ready = False
        while not self._over.wait(0.1):
            if not is_ready and self._is_ready():
                is_ready = True
                print(self._words, flush=True)
            dead = [name for name, process in self._beside.items() if process.poll() is not None]
            if dead or (not is_ready and time.monotonic() > late):
                self._logs.casualty = [*dead, "web"][0]
                os.kill(os.getpid(), signal.SIGTERM)
                return

    def _is_ready(self) -> bool:
        host = self._environment["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".").replace("*", "localhost")
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", "/readyz", headers={"Host": host})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
