"""The parent of `make run`: servers first, then the processes as one; whatever ends, all of it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from inclusion.embedded import demonstration, interruptions, orphans, ports, real, servers, static
from inclusion.embedded.errors import StartError
from inclusion.embedded.places import MARK, ROOT, Home
from inclusion.embedded.postgres import WORKER
from inclusion.embedded.processes import Processes


def run() -> int:
    """`make run`: everything, until it is told to stop or one of its processes dies. 0 when it was told to."""
    home = Home.of_run()
    if os.environ.get(MARK) != str(home.folder):
        _begin_again_marked(home)
    is_real = real.are_named(os.environ)
    home.make()
    with servers.alone(home), interruptions.told_to_stop():
        orphans.end(home)
        port = asked_port(os.environ)
        if static.build():
            print("Style and scripts are built.", flush=True)
        return _serve_real(home, port) if is_real else _serve_embedded(home, port)


def asked_port(environment: Mapping[str, str]) -> int:
    """PORT, or 8000; `StartError` when it is no port or somebody listens there."""
    text = environment.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise StartError(f"PORT is {text!r}: give a number from 1 to 65535.")
    if not ports.is_free(int(text)):
        raise StartError(f"Port {text} is in use: stop what listens there, or choose another: `make run PORT=8001`.")
    return int(text)


def _begin_again_marked(home: Home) -> None:
    """Start this program again with our mark in its environment, which its forks then carry (`orphans`)."""
    os.execve(  # noqa: S606
        sys.executable, [sys.executable, "-m", "inclusion.embedded", "run"], {**os.environ, MARK: str(home.folder)}
    )


def _serve_embedded(home: Home, port: int) -> int:
    if not home.postgres.exists():
        print("Making the database…", flush=True)
    with servers.started(home) as embedded:
        mail_port = ports.free()
        settings = servers.environment(embedded, port, mail_port)
        demonstration.prepare(embedded.cluster, settings)
        servers.remember(embedded, settings)
        worker = {"WORKER_DATABASE_URL": embedded.cluster.url(WORKER)}
        running = Processes(home, {**os.environ, **settings, **worker}, embedded.processes())
        running.add(mailbox=["inclusion.embedded.mailbox", str(mail_port), str(home.mail)])
        return running.serve(port, _words(home, port))


def _serve_real(home: Home, port: int) -> int:
    ours = {name: value for name, value in os.environ.items() if name != "WORKER_DATABASE_URL"}
    servers.manage(home, ours, "prepare_database")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    words = f"Inclusion is running on port {port}, on the servers you named."
    return Processes(home, environment, {}).serve(port, words)


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
