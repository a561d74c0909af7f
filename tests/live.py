"""The service as it runs: over a committed database, answering HTTP, with a real worker and beat where they matter."""

from __future__ import annotations

import contextlib
import dataclasses
import email
import email.policy
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from inclusion.embedded import ports
from inclusion.embedded.places import ROOT, Home
from inclusion.embedded.processes import BEAT, MAIL, WEB, WORKER
from inclusion.embedded.valkey import Broker
from tests.servers import Servers


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the test's own words are enough."""


class _Server(ThreadedWSGIServer):
    daemon_threads = True
    request_queue_size = 128  # as many at once as a test likes; gunicorn's own is 2,048

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture
def server(committed: str, settings: Any) -> Iterator[str]:
    """The address of the service, served in threads of this process over the test's committed database."""
    port = ports.free()
    settings.SITE_URL = f"http://localhost:{port}"
    settings.CSRF_TRUSTED_ORIGINS = [settings.SITE_URL]
    served = _Server(("127.0.0.1", port), _Quiet, ipv6=False)
    served.set_app(get_wsgi_application())
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://localhost:{port}"
    served.shutdown()
    served.server_close()
    thread.join()


@dataclasses.dataclass
class Sink:
    """An SMTP server that keeps what it is handed; `refuse` makes it answer 451 to every message."""

    port: int
    messages: list[EmailMessage] = dataclasses.field(default_factory=list)
    refuse: bool = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message (the name is aiosmtpd's)."""
        if self.refuse:
            return "451 Try again later"
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A real SMTP server of the test's own."""
    kept = Sink(ports.free())
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port)
    controller.start()
    yield kept
    controller.stop()


@dataclasses.dataclass
class Background:
    """A worker, a mail process, a beat and their Valkey, as processes that a test may stop, kill and start again."""

    environment: dict[str, str]
    broker: Broker
    folder: Path
    running: dict[str, subprocess.Popen[bytes]] = dataclasses.field(default_factory=dict)

    def start(self, *names: str) -> None:
        """Start these of web, worker, mail and beat by the commands of an installation; else all but the web."""
        celery, schedule = ["celery", "--app=inclusion.celery"], f"--schedule={self.folder / 'beat'}"
        commands = {
            "worker": [*celery, "worker", *WORKER],
            "mail": [*celery, "worker", *MAIL],
            "beat": [*celery, "beat", schedule, *BEAT],
            "web": ["gunicorn", "inclusion.wsgi", f"--bind=127.0.0.1:{self.environment.get('WEB_PORT')}", *WEB],
        }
        for name in names or ("worker", "mail", "beat"):
            self.running[name] = self._start(name, *commands[name])

    def kill(self, name: str) -> None:
        """SIGKILL to a process and its children, as an out-of-memory killer does."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def stop_valkey(self, *, wipe: bool = False) -> None:
        """Stop the broker; with `wipe`, what it held is gone too."""
        self.broker.stop()
        if wipe:
            shutil.rmtree(self.broker.home.valkey)

    def start_valkey(self) -> None:
        """Start the broker again, on the same port."""
        self.broker.start()

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)
        self.broker.stop()

    def log(self, name: str) -> str:
        """What one of them has written."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        others = {"WORKER_DATABASE_URL"} if name == "web" else {"DATABASE_URL", "FACTOR_KEYS"}  # each has its own login
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env={key: value for key, value in self.environment.items() if key not in others},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


@pytest.fixture
def background(committed: str, servers: Servers, sink: Sink, tmp_path: Path) -> Iterator[Background]:
    """Valkey running, the processes not yet started; letters go to `sink`, a tick is one second."""
    home = Home(tmp_path / "home")
    home.make()
    broker = Broker(home, "password-of-the-test")
    broker.start()
    others = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    environment = {
        **others,
        **servers.worker_environment(committed),
        "REDIS_URL": broker.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        "TICK_SECONDS": "1",
    }
    started = Background(environment, broker, tmp_path)
    yield started
    started.stop()


@pytest.fixture
def worker_and_beat(background: Background) -> Background:
    """The same, with worker, mail and beat started."""
    background.start()
    return background


def wait_for(holds: Callable[[], object], seconds: float = 30, what: str = "it") -> None:
    """Wait until `holds()` is true; fail the test when it isn't within `seconds`."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"{what} did not happen within {seconds} seconds")
        time.sleep(0.1)


def is_listening(port: int) -> bool:
    """Whether something answers on this port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
