"""The parent of `make run`: servers first, then web, worker, beat and mail as one; whatever ends, all of it ends."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from honcho.manager import Manager
from honcho.printer import Message, Printer

from inclusion.embedded import leftovers, logs, ports, servers, static
from inclusion.embedded.places import MARK, ROOT, Home
from inclusion.embedded.servers import Embedded
from inclusion.embedded.troubles import Trouble, last_lines

SECONDS_TO_START = 90
STOPPED = re.compile(r"(\w+) stopped \(rc=")
REAL = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL")
NEEDED = (*REAL, "SECRET_KEY", "ALLOWED_HOSTS")


def run() -> int:
    """`make run`: everything, until it is told to stop or one of its processes dies. 0 when it was told to."""
    home = Home.of_run()
    if os.environ.get(MARK) != str(home.folder):
        _begin_again_marked(home)
    real = is_for_real_servers(os.environ)
    home.make()
    with servers.alone(home), told_to_stop():
        leftovers.end(home)
        port = asked_port(os.environ)
        if static.build():
            print("Style and scripts are built.", flush=True)
        return _serve_real(home, port) if real else _serve_embedded(home, port)


def is_for_real_servers(environment: Mapping[str, str]) -> bool:
    """Whether the environment names real servers; `Trouble` says what is missing when it names some of them only."""
    if not names_real_servers(environment):
        return False
    missing = [name for name in NEEDED if not environment.get(name)]
    if missing:
        named = ", ".join(name for name in REAL if environment.get(name))
        raise Trouble(
            f"{named} in the environment: real servers are used then, and {', '.join(missing)} must be set too."
        )
    return True


def names_real_servers(environment: Mapping[str, str]) -> bool:
    """Whether one of them at least is named."""
    return any(environment.get(name) for name in REAL)


def asked_port(environment: Mapping[str, str]) -> int:
    """PORT, or 8000; `Trouble` when it is no port or somebody listens there."""
    text = environment.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Trouble(f"PORT is {text!r}: give a number from 1 to 65535.")
    if not ports.is_free(int(text)):
        raise Trouble(f"Port {text} is in use: stop what listens there, or choose another, like `make run PORT=8001`.")
    return int(text)


def _begin_again_marked(home: Home) -> None:
    """Start this program anew with our mark in its environment, which its forks then carry (`leftovers`)."""
    os.execve(  # noqa: S606
        sys.executable, [sys.executable, "-m", "inclusion.embedded", "run"], {**os.environ, MARK: str(home.folder)}
    )


def _serve_embedded(home: Home, port: int) -> int:
    if not home.postgres.exists():
        print("Making the database…", flush=True)
    with servers.started(home) as embedded:
        mail_port = ports.free()
        environment = {**os.environ, **servers.environment(embedded, port, mail_port)}
        demonstration.prepare(embedded.cluster, environment)
        servers.remember(embedded, environment)
        crew = Crew(home, environment, embedded)
        crew.add(mail=["-m", "inclusion.embedded.mail", str(mail_port), str(home.mail)])
        return crew.serve(port, _words(home, port))


def _serve_real(home: Home, port: int) -> int:
    servers.manage(home, dict(os.environ), "prepare_database")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return Crew(home, environment, None).serve(port, f"Inclusion is running on port {port}, on the servers you named.")


def _words(home: Home, port: int) -> str:
    mail, log = (f.relative_to(ROOT) if f.is_relative_to(ROOT) else f for f in (home.mail, home.log))
    address = f"http://localhost:{port}"
    return (
        f"\nInclusion is running: {address}\n"
        f"  Sign in  as anyone of the demonstration, one click each: {address}/demonstration/\n"
        f"  Mail     is kept in {mail}/, one file a message; none leaves this machine\n"
        f"  Logs     are in {log}/\n"
        f"  Stop     with Ctrl-C here, or `make stop` elsewhere\n"
    )


class Logs(Printer):  # type: ignore[misc]
    """Where honcho prints: each process to its own log. Remembers who stopped first, unless all were told to."""

    def __init__(self, folder: Path, begun: Callable[[], None]) -> None:
        super().__init__()
        self._folder = folder
        self._begun = begun
        self._files: dict[str, TextIO] = {}
        self.told = False
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
            self.told = True
        elif " started " in text and self._begun is not None:
            begun, self._begun = self._begun, lambda: None
            begun()
        elif (stopped := STOPPED.match(text)) and not self.told:
            self.casualty = self.casualty or stopped[1]


class Crew:
    """Web, worker and beat (and mail) of one run, minded by honcho; PostgreSQL and Valkey are watched beside them."""

    def __init__(self, home: Home, environment: Mapping[str, str], embedded: Embedded | None) -> None:
        self._home = home
        self._environment = {**environment, MARK: str(home.folder), "PYTHONUNBUFFERED": "1"}
        self._embedded = embedded
        self._logs = Logs(home.log, self._begin_watching)
        self._manager = Manager(self._logs)
        self._over = threading.Event()
        self._is_ready: Callable[[], bool] = lambda: False
        self._words = ""

    def add(self, **commands: list[str]) -> None:
        """Add processes: the name of each, and what Python is to run."""
        for name, command in commands.items():
            line = "exec " + shlex.join([sys.executable, *command])
            self._manager.add_process(name, line, env=self._environment, cwd=str(ROOT))

    def serve(self, port: int, words: str) -> int:
        """Run until told to stop; say `words` when the first page can be had. 1 when a process died, else 0."""
        self._words = words
        self._is_ready = lambda: _answers(port, self._environment.get("ALLOWED_HOSTS", "localhost"))
        celery = ["-m", "celery", "--app=inclusion.celery"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self.add(
            web=[
                "-m",
                "gunicorn",
                "inclusion.wsgi",
                f"--bind=127.0.0.1:{port}",
                "--worker-class=gthread",
                "--workers=2",
                "--threads=4",
                "--graceful-timeout=4",
                "--no-control-socket",
            ],
            worker=[*celery, "worker", "--concurrency=1", "--loglevel=INFO", *quiet],
            beat=[*celery, "beat", f"--schedule={self._home.folder / 'beat'}", "--pidfile=", "--loglevel=INFO"],
        )
        self._manager.loop()
        self._over.set()
        leave_alone()
        if self._logs.casualty:
            log = self._home.log / f"{self._logs.casualty}.log"
            print(
                f"{self._logs.casualty} has stopped, so everything stops. The end of {log}:\n{last_lines(log)}",
                file=sys.stderr,
            )
            return 1
        print("Stopped.")
        return 0

    def _begin_watching(self) -> None:
        """Only now, when honcho has forked all its processes: a thread must not be copied half-way."""
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        late = time.monotonic() + SECONDS_TO_START
        is_ready = False
        while not self._over.wait(0.1):
            dead = [name for name, process in self._servers() if process.poll() is not None]
            if not is_ready and self._is_ready():
                is_ready = True
                print(self._words, flush=True)
            if dead or (not is_ready and time.monotonic() > late):
                self._logs.casualty = dead[0] if dead else "web"
                os.kill(os.getpid(), signal.SIGTERM)
                return

    def _servers(self) -> list[tuple[str, subprocess.Popen[bytes]]]:
        both = (
            [("postgres", self._embedded.cluster.process), ("valkey", self._embedded.broker.process)]
            if self._embedded
            else []
        )
        return [(name, process) for name, process in both if process is not None]


def _answers(port: int, hosts: str) -> bool:
    host = hosts.split(",")[0].strip().lstrip(".")
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/readyz", headers={"Host": host if host != "*" else "localhost"}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


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
