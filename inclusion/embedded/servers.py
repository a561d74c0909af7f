"""PostgreSQL and Valkey of one home together: started, made ready, and what others must know of them."""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping

from inclusion.embedded import keys, logs, orphans
from inclusion.embedded.errors import StartError, last_lines
from inclusion.embedded.places import MARK, ROOT, Home
from inclusion.embedded.postgres import APPLICATION, Cluster
from inclusion.embedded.valkey import Broker


class AlreadyRunning(StartError):
    """Another process minds this home."""


@dataclasses.dataclass(frozen=True)
class Embedded:
    """The two servers of a home, running."""

    home: Home
    keys: keys.Keys
    cluster: Cluster
    broker: Broker

    def processes(self) -> dict[str, subprocess.Popen[bytes]]:
        """The two, by the names of their logs."""
        both = {"postgres": self.cluster.process, "valkey": self.broker.process}
        return {name: process for name, process in both.items() if process is not None}


@contextlib.contextmanager
def alone(home: Home) -> Iterator[None]:
    """Be the one process that minds this home. The lock goes with the process, so a stale file keeps nobody out.

    A record lock, since forks do not inherit it: honcho's must not keep the home locked when their parent was killed.
    """
    with home.pid.open("a+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            raise AlreadyRunning(f"Inclusion is running here already{_where(home)}: `make stop` ends it.") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _where(home: Home) -> str:
    """The address of a run that has said it."""
    try:
        site = json.loads(home.environment.read_text()).get("SITE_URL")
    except (OSError, ValueError):
        return ""
    return f", at {site}" if site else ""


@contextlib.contextmanager
def started(home: Home) -> Iterator[Embedded]:
    """Both servers, with the two roles; stopped at the end, PostgreSQL last."""
    if home.postgres.exists() and not home.secrets.exists():
        raise StartError(
            f"{home.secrets} is gone, and with it the way into {home.postgres}: remove {home.folder} and begin again."
        )
    made = keys.load_or_make(home.secrets)
    embedded = Embedded(home, made, Cluster(home, made), Broker(home, made.valkey))
    try:
        embedded.cluster.create()
        embedded.cluster.start()
        embedded.broker.start()
        embedded.cluster.prepare_roles()
        yield embedded
    finally:
        orphans.end_marked(home)
        embedded.broker.stop()
        embedded.cluster.stop()
        home.environment.unlink(missing_ok=True)


def environment(embedded: Embedded, port: int, mail_port: int) -> dict[str, str]:
    """The settings of the demonstration on these servers; the owner's address is not among them."""
    return {
        "EMBEDDED": "1",
        "DEMONSTRATION": "1",
        "TICK_SECONDS": "5",
        "DATABASE_URL": embedded.cluster.url(APPLICATION),
        "REDIS_URL": embedded.broker.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "SECRET_KEY": embedded.keys.secret_key,
        "FACTOR_KEYS": embedded.keys.factor_key,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SITE_URL": f"http://localhost:{port}",
        "DOCUMENTS_FOLDER": str(embedded.home.folder / "documents"),
    }


SHORT = ("--from", str(ROOT / "docs" / "schema.sql"))
"""For `prepare_database`: the roles of the embedded servers are those of the snapshot."""


def manage(home: Home, environment: Mapping[str, str], command: str, *options: str) -> None:
    """Run one of our management commands, its words to its log; `StartError` with their end when it fails."""
    log = logs.put_aside(home.log / f"{command}.log")
    with log.open("ab") as file:
        done = subprocess.run(
            [sys.executable, "manage.py", command, "--skip-checks", *options],
            cwd=ROOT,
            env={**environment, MARK: str(home.folder)},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            check=False,
        )
    if done.returncode:
        raise StartError(_plain(last_lines(log, 1)) or f"{command} failed. The end of {log}:\n{last_lines(log)}")


def _plain(line: str) -> str:
    """The sentence of an error that was written for people, or nothing."""
    written = ("django.core.exceptions.ImproperlyConfigured: ", "CommandError: ")
    return next((line.strip().removeprefix(kind) for kind in written if line.strip().startswith(kind)), "")


def remember(embedded: Embedded, environment: Mapping[str, str]) -> None:
    """Leave the settings of this run for `make demo`, readable by their owner alone."""
    keys.write_secret(embedded.home.environment, json.dumps(dict(environment)))
