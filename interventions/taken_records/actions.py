"""A record is taken away: who took what of it, for whom, and what stayed out, stands in the trail."""

import hashlib
from collections import Counter
from collections.abc import Mapping

from agencies.actors import Actor
from agencies.policy import Act
from agencies.trail import actions as trail
from interventions.taken_records.writing import Taking
from referrals.cases.models import Case


def take_record(
    case: Case, taking: Taking, file: bytes, *, way: str, entries: int, left_out: Mapping[str, str], by: Actor
) -> None:
    """Write that it leaves, with the digest by which a file that turns up is known again."""
    facts = {
        "way": way,
        "parts": taking.parts,
        "days": [str(day) if day else "" for day in (taking.first, taking.last)],
        "entries": entries - len(left_out),
        "left_out": dict(Counter(left_out.values())),
        "sha256": hashlib.sha256(file).hexdigest(),
    }
    on = ("case", case.reference)
    trail.write(
        Act.TAKE_RECORD,
        by=by,
        at=taking.at,
        on=on,
        case_ref=case.reference,
        seat=taking.seat,
        why=taking.whose,
        facts=facts,
    )
