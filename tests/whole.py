"""The service as an installation has it: every process and server a test's own, to be stopped and killed one by one."""

from __future__ import annotations

import dataclasses
import http.client
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from inclusion.embedded import keys, ports
from inclusion.embedded.places import Home
from inclusion.embedded.postgres import Cluster
from inclusion.embedded.valkey import Broker
from tests import servers as running
from tests.live import Background, wait_for

DATABASE = "whole"


@dataclasses.dataclass
class Whole:
    """PostgreSQL, Valkey and the four processes; mail goes to the port that `EMAIL_URL` of the environment names."""

    cluster: Cluster
    background: Background
    port: int

    def start_web(self) -> None:
        """Start the web and wait for it to answer."""
        self.background.start("web")
        wait_for(self.is_answering, 40, "the web")

    def is_answering(self) -> bool:
        """Whether the web answers at all."""
        try:
            return self.ask("GET", "/livez").status == http.HTTPStatus.OK
        except OSError:
            return False

    def ask(
        self,
        method: str,
        path: str,
        body: str | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = 20,
    ) -> Answer:
        """One real request."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as link:
            link.request(method, path, body, {"Host": "localhost", **(headers or {})})
            answer = link.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())

    def crash_postgres(self) -> None:
        """PostgreSQL stops in immediate mode: every session is cut, and the next start recovers."""
        assert self.cluster.process is not None
        self.cluster.process.send_signal(signal.SIGQUIT)
        self.cluster.process.wait(20)

    def stop(self) -> None:
        """End all of it."""
        self.background.stop()
        self.cluster.stop()


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


def begin(folder: Path, extra: dict[str, str], mail_port: int) -> Whole:
    """A migrated database and a Valkey in this folder, both running; no process yet."""
    home = Home(folder / "home")
    running._copy_template(home.folder)
    cluster = Cluster(home, keys.load_or_make(home.secrets), extra)
    cluster.start()
    cluster.clone(running.TEMPLATE, DATABASE)
    broker, port = Broker(home, "password-of-the-test"), ports.free()
    broker.start()
    environment = {
        **os.environ,
        **running.Servers(folder, cluster).environment(DATABASE),
        **running.Servers(folder, cluster).worker_environment(DATABASE),
        "REDIS_URL": broker.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "SITE_URL": f"http://localhost:{port}",
        "TICK_SECONDS": "1",
        "WEB_PORT": str(port),
    }
    return Whole(cluster, Background(environment, broker, folder), port)


@pytest.fixture
def whole(
    django_db_setup: None, worker_id: str, servers: running.Servers, django_db_blocker: object
) -> Iterator[Whole]:
    """The same for a test, which reads and writes there too."""
    from tests import conftest

    folder = Path(tempfile.mkdtemp(prefix="whole-"))
    made = begin(folder, running.QUICK, mail_port=1)
    with django_db_blocker.unblock():
        conftest.point_at(running.Servers(folder, made.cluster), DATABASE)
        yield made
        conftest.point_at(servers, f"test_{worker_id}")
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)
