"""`make run` on a machine of one's own: it starts from nothing, stops whole, and recovers from being killed."""

from __future__ import annotations

import dataclasses
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from inclusion.embedded.errors import StartError
from inclusion.embedded.places import MARK, ROOT, Home
from inclusion.embedded.ports import free
from inclusion.embedded.real import NEEDED, are_named
from inclusion.embedded.supervisor import asked_port
from tests.live import wait_for


@dataclasses.dataclass
class Run:
    """A `make run` in a folder of its own; what it says goes to `said`."""

    home: Home
    port: int
    parent: subprocess.Popen[bytes] | None = None

    def word(self, *words: str) -> subprocess.Popen[bytes]:
        """Say a word of the Makefile's to this home."""
        ours = {
            *NEEDED,
            "INCLUSION_TESTING",
            "DEMONSTRATION",
            "SITE_URL",
            "TICK_SECONDS",
            "DJANGO_SETTINGS_MODULE",
        }
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        with self.said.open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "inclusion.embedded", *words],
                cwd=ROOT,
                env={**environment, "INCLUSION_VAR": str(self.home.folder), "PORT": str(self.port)},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def start(self) -> None:
        """Start, and wait for the block that says the address."""
        self.said.write_text("")
        self.parent = self.word("run")
        wait_for(lambda: self.has_ended() or f"http://localhost:{self.port}" in self.said.read_text(), 280, "the start")
        assert not self.has_ended(), self.said.read_text()

    def has_ended(self) -> bool:
        return self.parent is None or self.parent.poll() is not None

    def send(self, number: signal.Signals) -> int:
        """A signal to the parent; its exit code."""
        assert self.parent is not None
        self.parent.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """The parent's exit code, once it has ended."""
        assert self.parent is not None
        return self.parent.wait(30)

    @property
    def said(self) -> Path:
        return self.home.folder.with_suffix(".said")

    def children(self, word: str = "") -> list[int]:
        """Processes of this home with this word in their command: ours by their mark, PostgreSQL's by their folder."""
        found = []
        for folder in Path("/proc").iterdir():
            try:
                is_ours = f"{MARK}={self.home.folder}".encode() in (folder / "environ").read_bytes().split(b"\0")
                is_ours = is_ours or (folder / "cwd").readlink() == self.home.postgres
                if is_ours and word.encode() in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
            except (OSError, ValueError):
                continue
        return sorted(found)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    made = Run(Home(tmp_path / "home"), free())
    yield made
    made.word("stop").wait(60)
    if made.parent is not None:
        made.wait()


def test_it_starts_from_half_a_folder_outlives_a_kill_says_who_died_and_stops_whole(run: Run) -> None:
    """One story, since the demonstration is made once in it."""
    half = run.home.folder / "postgres.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    run.home.pid.write_text(str(os.getpid()))
    assert run.word("manage", "check").wait(60) == 1
    assert "Nothing is running here" in run.said.read_text()
    run.start()
    assert not half.exists()
    register = ROOT / "tests" / "data" / "register" / "establishments.csv"
    assert run.word("manage", "import_establishments", str(register)).wait(60) == 0
    assert "0 changed, 0 the same" in run.said.read_text()
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/demonstration/", timeout=10) as answer:
        assert answer.status == HTTPStatus.OK

    run.send(signal.SIGKILL)
    assert run.children("gunicorn"), "nothing was left behind, so nothing is shown here"
    run.start()
    assert len(run.children("celery\0--app=inclusion.celery\0beat")) == 1
    assert run.children("--queues=mail")

    os.kill(run.children("celery\0--app=inclusion.celery\0worker\0--queues=celery")[0], signal.SIGKILL)
    assert run.wait() == 1
    assert "worker has stopped, so everything stops" in run.said.read_text()
    assert run.children() == []

    run.start()
    assert run.word("stop").wait(60) == 0
    assert run.wait() == 0
    assert run.children() == []


def test_a_port_in_use_is_said_in_one_sentence() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(StartError, match=r"Port \d+ is in use") as said,
    ):
        asked_port({"PORT": str(taken.getsockname()[1])})
    assert "\n" not in str(said.value)


@pytest.mark.parametrize("text", ["0", "65536", "80a", "٣"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(StartError, match="PORT is"):
        asked_port({"PORT": text})


def test_real_servers_are_used_only_when_all_is_named() -> None:
    assert not are_named({"SECRET_KEY": "x"})
    assert are_named(dict.fromkeys(NEEDED, "x"))
    with pytest.raises(StartError, match=r"DATABASE_OWNER_URL, EMAIL_URL, .*, SITE_URL must be set"):
        are_named({"DATABASE_URL": "x", "REDIS_URL": "y"})
