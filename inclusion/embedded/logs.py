"""Logs that do not grow for ever: one that has become long is put aside when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

LONG = 5 * 2**20


def put_aside(path: Path) -> Path:
    """The path itself; a long log of that name is kept once as `.old`."""
    if path.exists() and path.stat().st_size > LONG:
        path.rename(path.with_suffix(".old"))
    return path


def open_text(path: Path) -> TextIO:
    return put_aside(path).open("a", encoding="utf-8")
