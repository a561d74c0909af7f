"""An empty service, on servers as `make run` has them, and a register of the real one's size and shape."""

import contextlib
import csv
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from inclusion.embedded.places import Home
from inclusion.embedded.postgres import DATABASE, OWNER
from inclusion.embedded.servers import SHORT, environment, manage, started

SCHOOLS = 22_010
HEADER = (
    "urn,name,status,la_code,la_source,estab_number,laestab,phase,sector,town,postcode,"
    "headcount,headcount_girls,headcount_boys,sen_ehcp,sen_support,open_date,close_date"
)


@contextlib.contextmanager
def fresh() -> Iterator[Path]:
    """A fresh PostgreSQL with durable commits, the application role on it; a folder that goes with it."""
    from tests import conftest

    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.make()
        with started(home) as embedded:
            embedded.cluster.prepare_database()
            settings = {**os.environ, **environment(embedded, port=8000, mail_port=1)}
            settings["DATABASE_OWNER_URL"] = embedded.cluster.url(OWNER)
            manage(home, settings, "prepare_database", *SHORT)
            conftest.point_at(embedded, DATABASE)  # type: ignore[arg-type]
            yield Path(folder)
            conftest.connections.close_all()


def register(folder: Path) -> Path:
    """The file to bring in: what REGISTER names (the real one), else one made with a fixed seed."""
    if named := os.environ.get("REGISTER"):
        return Path(named)
    dice, path = random.Random(22_010), folder / "establishments.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(HEADER.split(","))
        for number in range(SCHOOLS):
            write(_school(number, dice))
    return path


def _school(number: int, dice: random.Random) -> list[object]:
    girls, boys = dice.randrange(20, 600), dice.randrange(20, 600)
    code, estab = dice.randrange(201, 944), 2000 + number % 5000
    name = f"St {dice.choice('ABCDEFGH')} Church of England Primary School"
    place = ["primary", "state-funded", "Manchester", f"M{number % 50} {number % 9}AB"]
    pupils = [girls + boys, girls, boys, dice.randrange(30), dice.randrange(90)]
    numbers = [code, "census 2022/23", estab, f"{code}{estab}"]
    opened = "1999-09-01" if number % 2 else ""
    return [
        100_000 + number,
        f"{name}, North" if number % 7 == 0 else name,
        "open",
        *numbers,
        *place,
        *pupils,
        opened,
        "",
    ]
