"""A door before the test's mail server: open, silent (it accepts and never says a word) or dropping what comes."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from inclusion.embedded import ports
from tests.live import Sink

OPEN, SILENT, DROPPING = "open", "silent", "dropping"


class Gate:
    """What listens on `port`; `mode` may change at any moment, also in the middle of a message."""

    def __init__(self, behind: int, port: int = 0) -> None:
        self.port, self.mode, self.knocks = port or ports.free(), OPEN, 0
        self._behind = behind
        self._listening = socket.create_server(("127.0.0.1", self.port), backlog=64)
        self._is_over = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Nobody listens any more: who comes is refused."""
        self._is_over.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while not self._is_over.is_set():
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self.knocks += 1
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            if not self._goes_on():
                return
            with socket.create_connection(("127.0.0.1", self._behind), timeout=60) as server:
                back = threading.Thread(target=self._pump, args=(server, client), daemon=True)
                back.start()
                self._pump(client, server)
                back.join()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (data := source.recv(4096)) and self._goes_on():
                target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _goes_on(self) -> bool:
        """Wait while silent; whether what came may pass then."""
        while self.mode == SILENT and not self._is_over.is_set():
            time.sleep(0.05)
        return self.mode == OPEN


@pytest.fixture
def gate(sink: Sink) -> Iterator[Gate]:
    """A door before `sink`, open."""
    made = Gate(sink.port)
    yield made
    made.close()
