"""Whatever a test does: once our own code wrote a place on a roll, each case says when its pupil left, as the rolls do.

Looked at when the test has passed, by a statement of its own, so that an act which forgets `keep_leaving` is found.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

from tests import wide

ROOT = str(Path(__file__).resolve().parents[1])
FLOORS = tuple(f"{ROOT}/{floor}/" for floor in ("agencies", "referrals", "interventions"))
WRITES = re.compile(r'^\s*(insert into|update|delete from)\s+(only\s+)?"?referrals_enrolment"?\s', re.I)
WRONG = """
select kept.reference from referrals_case kept left join (
    select pupil_id, school_id, max(ends_on) as last_on from referrals_enrolment
    group by pupil_id, school_id having bool_and(ends_on is not null)
) known on known.pupil_id = kept.pupil_id and known.school_id = kept.school_id
where kept.left_at is distinct from (known.last_on + 1)::timestamp at time zone 'Europe/London'
"""
WRITTEN: list[str] = []


def listen() -> None:
    """Look at each statement of each connection that is made."""
    connection_created.connect(_on_connection)


def _on_connection(connection: Any, **_: Any) -> None:
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)


def _look(execute: Callable[..., Any], statement: Any, params: Any, many: bool, context: Any) -> Any:
    if WRITES.match(str(statement)) and (by := _writer()):
        WRITTEN.append(by)
    return execute(statement, params, many, context)


def _writer() -> str:
    """The file of ours that wrote it; nothing for what a test lays out itself."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(f"{ROOT}/tests/") and name != __file__ and not name.endswith(("kept.py", "wide.py")):
            return ""
        if name.startswith(FLOORS):
            return name.removeprefix(ROOT)
        frame = frame.f_back  # type: ignore[assignment]
    return ""


def compare() -> None:
    """Fail where a case says another end than the rolls, once a place was written."""
    if WRITTEN and not connection.needs_rollback:
        assert not (found := wrong()), f"{sorted(set(WRITTEN))} wrote a place, and these cases do not say it: {found}"


def wrong() -> list[str]:
    """The cases that say another end than the rolls."""
    wide.widen()
    with connection.cursor() as cursor:
        cursor.execute(WRONG)
        return [reference for (reference,) in cursor.fetchall()]
