"""What can go wrong at a start, each said in one sentence."""

from __future__ import annotations

from pathlib import Path


class StartError(Exception):
    """A start that cannot go on; its text is what the person at the terminal reads."""


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, indented, for the person who has to find out why."""
    if not log.exists():
        return "    (no log was written)"
    return "\n".join(f"    {line}" for line in log.read_text(errors="replace").splitlines()[-count:])
