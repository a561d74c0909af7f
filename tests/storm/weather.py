"""What strikes: what runs dies at random and is started again as a supervisor would; SMTP hangs and drops."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.gate import DROPPING, OPEN, SILENT, Gate
from tests.whole import Whole

PROCESSES = ("web", "worker", "mail", "beat")
PATH = ("worker", "beat", "valkey", "postgres")
"""What a line in the inbox needs."""


class Weather:
    """Strikes until told to clear; knows since when each thing has been back."""

    def __init__(self, whole: Whole, gate: Gate, dice: random.Random) -> None:
        self.whole, self.gate, self.dice = whole, gate, dice
        self.struck: Counter[str] = Counter()
        self.back: list[tuple[str, datetime]] = []
        self._away: set[str] = set()
        self._returns: list[tuple[float, str]] = []
        self._threads: list[threading.Thread] = []

    def blow(self, seconds: float) -> None:
        """Something every second or two, for so long."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self._strike(self.dice.choice((*PROCESSES, "children", "valkey", "postgres", "smtp", "smtp", "smtp")))
            until = time.monotonic() + self.dice.uniform(0.5, 2.5)
            while time.monotonic() < min(until, ends):
                self._tend()
                time.sleep(0.1)

    def clear(self) -> None:
        """All is started again and stays."""
        self.gate.mode = OPEN
        self._returns = [(0, name) for _, name in self._returns]
        self._tend()
        for thread in self._threads:
            thread.join(60)

    def _strike(self, what: str) -> None:
        if what == "smtp":
            self.gate.mode = self.dice.choice((SILENT, DROPPING, OPEN))
        elif what == "children":
            self._kill_a_child()
        elif what not in self._away:
            self._away.add(what)
            self._end(what)
            self._returns.append((time.monotonic() + self.dice.uniform(0, 4), what))
        else:
            return
        self.struck[what] += 1

    def _end(self, what: str) -> None:
        if what == "postgres":
            self.whole.crash_postgres()
        elif what == "valkey":
            process = self.whole.background.broker.process
            if process is not None:
                process.kill()
                process.wait(10)
        else:
            self.whole.background.kill(what)

    def _kill_a_child(self) -> None:
        """One forked process of the worker, of mail or of the web."""
        name = self.dice.choice(("worker", "mail", "web"))
        if name not in self.whole.background.running:
            return
        parent = self.whole.background.running[name].pid
        with contextlib.suppress(OSError):
            tasks = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
            for child in tasks[:1]:
                os.kill(int(child), signal.SIGKILL)

    def _tend(self) -> None:
        """Bring back what is due to come back, and what ended by itself."""
        for name in PROCESSES:
            process = self.whole.background.running.get(name)
            if process is not None and process.poll() is not None and name not in self._away:
                self.struck[f"{name} ended"] += 1
                self._away.add(name)
                self._returns.append((0, name))
        now = time.monotonic()
        due = [name for at, name in self._returns if at <= now]
        self._returns = [(at, name) for at, name in self._returns if at > now]
        for name in due:
            thread = threading.Thread(target=self._bring_back, args=(name,))
            thread.start()
            self._threads.append(thread)

    def _bring_back(self, name: str) -> None:
        if name == "postgres":
            self.whole.cluster.start()
        elif name == "valkey":
            self.whole.background.broker.start()
        else:
            self.whole.background.start(name)
        self.back.append((name, datetime.now(UTC)))
        self._away.discard(name)
