"""`make storm`: hundreds of duties fall due while everything dies at random; one line of figures, exit 1 on a miss."""

from __future__ import annotations

import logging
import os
import random
import shutil
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from aiosmtpd.controller import Controller
from django.db import DatabaseError, connections
from django.utils import timezone

from inclusion.embedded import ports
from tests import conftest  # it sets Django up, before what follows
from tests.gate import Gate
from tests.live import Sink
from tests.servers import Servers
from tests.storm import count, world
from tests.storm.weather import Weather
from tests.whole import DATABASE, Whole, begin

SECONDS, DUTIES = int(os.environ.get("SECONDS", "90")), int(os.environ.get("DUTIES", "600"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
TICK, MOST_RECOVERY, PATIENCE = int(os.environ.get("TICK", "10")), 120, 300


def main() -> int:
    """A world, a storm, the figures."""
    logging.disable(logging.WARNING)
    folder = Path(tempfile.mkdtemp(prefix="storm-"))
    sink = Sink(ports.free())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    gate = Gate(sink.port)
    whole = begin(folder, {}, gate.port)
    try:
        return _storm(whole, gate, sink, folder)
    finally:
        connections.close_all()
        whole.stop()
        gate.close()
        controller.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _storm(whole: Whole, gate: Gate, sink: Sink, folder: Path) -> int:
    whole.background.environment["TICK_SECONDS"] = str(TICK)
    conftest.point_at(Servers(folder, whole.cluster), DATABASE)
    whole.start_web()
    whole.background.start("worker", "mail", "beat")
    world.fall_due(DUTIES, timezone.now() + timedelta(seconds=5), SECONDS)
    connections.close_all()
    visitor, weather = count.Visitor(whole), Weather(whole, gate, random.Random(SEED))
    visitor.start()
    weather.blow(SECONDS)
    weather.clear()
    ended = timezone.now()
    recovered = _recovered(ended)
    visitor.end()
    return _say(weather, visitor, sink, recovered)


def _recovered(ended: datetime) -> float:
    """Seconds from the storm's end until all is sent; patience ends where it never is."""
    while (passed := (timezone.now() - ended).total_seconds()) < PATIENCE:
        try:
            if not world.waiting(DUTIES):
                return passed
        except DatabaseError:
            connections.close_all()
        time.sleep(0.5)
    return passed


def _say(weather: Weather, visitor: count.Visitor, sink: Sink, recovered: float) -> int:
    found = count.count(sink.messages)
    of_database, of_path = count.slowest_line(weather.back, ("postgres",)), count.slowest_line(weather.back)
    print(f"seed {SEED}, a tick of {TICK} s; struck: {dict(sorted(weather.struck.items()))}")
    print(f"pages: {dict(sorted(visitor.answers.items()))}, slowest {visitor.slowest:.1f} s")
    print(f"mails handed over twice, with one Message-ID: {found.copies}")
    print(f"slowest inbox line: {of_path:.1f} s after worker, beat, Valkey and PostgreSQL were all back,")
    print(f"  {of_database:.1f} s after PostgreSQL was, whatever else was killed meanwhile")
    print(f"{found.delivered}/{found.expected} lost {found.lost} doubled {found.doubled} recovered_s {recovered:.0f}")
    missed = [
        name
        for name, is_met in (
            ("delivered", found.delivered == found.expected == DUTIES),
            ("lost", found.lost == 0),
            ("doubled", found.doubled == 0),
            ("recovered", recovered <= MOST_RECOVERY),
            ("inbox lines within two ticks", of_path <= 2 * TICK),
            ("never 500", not visitor.answers["500"]),
        )
        if not is_met
    ]
    print("Missed: " + ", ".join(missed) if missed else "All goals are met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
