"""What the rows of a case say of its family, and of the pupil's place at its school."""

from datetime import datetime

from agencies.schoolday import end_of_day
from referrals.cases.models import Case, FamilyTold
from referrals.pupils.models import Enrolment


def last_told(case: Case) -> FamilyTold | None:
    """What the family was told last, if they were; None where nothing says so."""
    found: FamilyTold | None = case.told.filter(told="yes").order_by("-id").first()
    return found


def leaves_at(pupil_id: int, school_id: int) -> datetime | None:
    """Midnight after the pupil's last day at the school; None while a place there has no end, or none is known.

    Every kind of place counts, also one that begins later: who is known to come back has not left.
    """
    ends = list(Enrolment.objects.filter(pupil_id=pupil_id, school_id=school_id).values_list("ends_on", flat=True))
    known = [day for day in ends if day is not None]
    return end_of_day(max(known)) if known and len(known) == len(ends) else None
