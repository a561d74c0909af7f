"""Processes that a killed parent left behind: found by their folder or our mark, and ended."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from inclusion.embedded.places import MARK, Home


def end(home: Home) -> None:
    """End every process of this home: first ours, then PostgreSQL, which must outlive them."""
    end_marked(home)
    end_postgres(home.postgres)


def end_marked(home: Home) -> None:
    """End every process that carries this home's mark, but not the one that asks or its parent."""
    mark = f"{MARK}={home.folder}".encode()
    _end(lambda folder: mark in _read(folder / "environ").split(b"\0"), (signal.SIGTERM, signal.SIGKILL))


def end_postgres(data: Path) -> None:
    """End a server of this data folder and remove its lock file (a reused process number would keep us out)."""
    here = str(data.resolve())
    _end(lambda folder: _working_directory(folder) == here, (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL))
    (data / "postmaster.pid").unlink(missing_ok=True)


def _end(is_ours: Callable[[Path], bool], signals: Iterable[signal.Signals]) -> None:
    for number in signals:
        deadline = time.monotonic() + 5
        for process in _found(is_ours):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)
        while _found(is_ours) and time.monotonic() < deadline:
            time.sleep(0.05)
        if not _found(is_ours):
            return


def _found(is_ours: Callable[[Path], bool]) -> list[int]:
    mine = {os.getpid(), os.getppid()}
    folders = (folder for folder in Path("/proc").iterdir() if folder.name.isdigit())
    return [int(folder.name) for folder in folders if int(folder.name) not in mine and is_ours(folder)]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _working_directory(folder: Path) -> str:
    try:
        return str((folder / "cwd").readlink())
    except OSError:
        return ""
