"""A stand-in that speaks the protocol of ClamAV's daemon: PING, INSTREAM; and what a daemon does when it is ill."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from referrals.documents.scanning import EICAR

WELL, ERROR, HANGS, DIES, GARBLED, TOO_LARGE = "well", "error", "hangs", "dies", "garbled", "too large"


class Clamd:
    """It listens on `url`; `mode` may change at any moment. `seen`: what was streamed to it whole."""

    def __init__(self) -> None:
        self.mode, self.seen = WELL, list[bytes]()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._is_over = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"

    def close(self) -> None:
        """Nobody listens any more."""
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
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError, struct.error), client.makefile("rb") as said:
            command = said.readline()
            if command == b"nPING\n":
                client.sendall(b"PONG\n")
            elif command == b"nINSTREAM\n":
                client.sendall(self._answer(said))

    def _answer(self, said: object) -> bytes:
        content = b""
        while size := struct.unpack("!L", said.read(4))[0]:  # type: ignore[attr-defined]
            content += said.read(size)  # type: ignore[attr-defined]
            if self.mode == DIES:
                return b""
        self.seen.append(content)
        if self.mode == HANGS:
            self._is_over.wait(30)
        found = b"stream: Eicar-Test-Signature FOUND\n" if EICAR in content else b"stream: OK\n"
        ill = {ERROR: b"stream: Can't allocate memory ERROR\n", GARBLED: b"\xff\xfe what?\n"}
        return {**ill, TOO_LARGE: b"INSTREAM size limit exceeded. ERROR\n"}.get(self.mode, found)


@pytest.fixture
def clamd(settings: object) -> Iterator[Clamd]:
    """A scanner that is well, and that the tick asks."""
    one = Clamd()
    settings.CLAMD_URL = one.url  # type: ignore[attr-defined]
    yield one
    one.close()
