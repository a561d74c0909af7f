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
from pathlib import Path

import pytest

from inclusion.embedded import ports
from inclusion.embedded.places import MARK, ROOT, Home
from inclusion.embedded.supervisor import NEEDED, asked_port, is_for_real_servers
from inclusion.embedded.troubles import Trouble
from tests.live import wait_for


@dataclasses.dataclass
class Run:
    """A `make run` in a folder of its own; what it says goes to `said`."""

    home: Home
    port: int
    parent: subprocess.Popen[bytes] | None = None

    def word(self, word: str) -> subprocess.Popen[bytes]:
        """Say one word of the Makefile's to this home."""
        ours = {*NEEDED, "INCLUSION_TESTING", "DEMONSTRATION", "SITE_URL", "TICK_SECONDS", "DJANGO_SETTINGS_MODULE"}
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        with self.said.open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "inclusion.embedded", word],
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
        wait_for(lambda: self.has_ended() or f"http://localhost:{self.port}" in self.said.read_text(), 170, "the start")
        assert not self.has_ended(), self.said.read_text()

    def has_ended(self) -> bool:
        return self.parent is None or self.parent.poll() is not None

    def send(self, number: signal.Signals) -> int:
        """A signal to the parent; its exit code."""
        assert self.parent is not None
        self.parent.send_signal(number)
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
    made = Run(Home(tmp_path / "home"), ports.free())
    yield made
    made.word("stop").wait(60)
    if made.parent is not None:
        made.parent.wait(30)


def test_it_starts_from_nothing_recovers_from_being_killed_and_stops_whole(run: Run) -> None:
    run.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/demonstration/", timeout=10) as answer:
        assert answer.status == 200

    run.send(signal.SIGKILL)
    assert run.children("gunicorn"), "nothing was left behind, so nothing is shown here"
    run.start()
    assert len(run.children("celery\0--app=inclusion.celery\0beat")) == 1

    assert run.send(signal.SIGINT) == 0
    assert run.children() == []
    assert run.said.read_text().endswith("Stopped.\n")


def test_a_child_that_dies_ends_the_run_with_its_last_words(run: Run) -> None:
    run.start()
    os.kill(run.children("celery\0--app=inclusion.celery\0worker")[0], signal.SIGKILL)
    assert run.parent is not None
    assert run.parent.wait(30) == 1
    assert "worker has stopped, so everything stops" in run.said.read_text()
    assert run.children() == []


def test_half_a_data_folder_and_a_stale_lock_are_made_good(run: Run) -> None:
    half = run.home.folder / "postgres.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    run.home.pid.write_text(str(os.getpid()))
    run.start()
    assert not half.exists()
    assert run.word("stop").wait(60) == 0
    assert run.has_ended()


def test_a_port_in_use_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Trouble, match=r"Port \d+ is in use") as said:
        asked_port({"PORT": str(taken.getsockname()[1])})
    assert "\n" not in str(said.value)


@pytest.mark.parametrize("text", ["0", "65536", "80a", "٣"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="PORT is"):
        asked_port({"PORT": text})


def test_real_servers_are_used_only_when_all_is_named() -> None:
    assert not is_for_real_servers({"SECRET_KEY": "x"})
    assert is_for_real_servers(dict.fromkeys(NEEDED, "x"))
    with pytest.raises(Trouble, match="DATABASE_OWNER_URL, EMAIL_URL, SECRET_KEY, ALLOWED_HOSTS must be set"):
        is_for_real_servers({"DATABASE_URL": "x", "REDIS_URL": "y"})
