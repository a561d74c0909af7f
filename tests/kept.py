"""Whatever a test does: nothing of ours changes a record whose fields are kept but `agencies.history`.

Every statement of every test passes here. A test may lay out its records as it likes: its own updates are let through.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.backends.signals import connection_created

from agencies.directory.models import Agency
from agencies.people.models import Seat
from referrals.contacts.models import Contact, ContactPerson
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil, PupilFact

ROOT = str(Path(__file__).resolve().parents[1])
OURS = tuple(f"{ROOT}/{floor}/" for floor in ("agencies", "referrals", "interventions", "inclusion", "tests"))
HAND, HERE = f"{ROOT}/agencies/history/actions.py", __file__
RECORDS = (Agency, Contact, ContactPerson, Enrolment, ExternalId, Identifier, Pupil, PupilFact, Seat)
TABLES = "|".join(model._meta.db_table for model in RECORDS)
UPDATES = re.compile(rf'\bupdate\s+(only\s+)?"?({TABLES})"?\s|\binto\s+"?({TABLES})"?\s.*\bdo\s+update\b', re.I | re.S)


class NotKept(BaseException):
    """A record was changed past the history; no handler of ours catches it."""


def listen() -> None:
    """Look at each statement of each connection that is made."""
    connection_created.connect(_on_connection)


def _on_connection(connection: Any, **_: Any) -> None:
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _look)


def _look(execute: Callable[..., Any], statement: Any, params: Any, many: bool, context: Any) -> Any:
    text = str(statement)
    if "update" in text.lower() and UPDATES.search(text):
        hand = _nearest()
        if hand != HAND and not hand.startswith(f"{ROOT}/tests/"):
            raise NotKept(f"{hand.removeprefix(ROOT)} changes a record whose fields are kept: {text[:80]}")
    return execute(statement, params, many, context)


def _nearest() -> str:
    """The file of ours from which the statement came."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(OURS) and name != HERE and "/migrations/" not in name:
            return name
        frame = frame.f_back  # type: ignore[assignment]
    return ""
