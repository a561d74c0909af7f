"""What hangs on something goes where that goes."""

from django.db.models import Q

from agencies.acting.doing import Doing, follows
from agencies.policy import Act
from referrals.documents.models import Document


@follows(Act.OPEN_CASE, Act.JOIN_CONCERN)
def bring_to_the_case(doing: Doing) -> None:
    """What hangs on a concern is on the case that the concern is taken into."""
    Document.objects.filter(concern__case=doing.case, case=None).update(case=doing.case)


@follows(Act.PART_RECORDS)
def part_documents(doing: Doing) -> None:
    """What hangs on the new school's cases and concerns goes with its record."""
    theirs = Q(case__pupil=doing.record.pupil_id) | Q(concern__pupil=doing.record.pupil_id)
    Document.objects.filter(theirs, pupil=doing.pupil).update(pupil=doing.record.pupil_id)


@follows(Act.JOIN_RECORDS)
def join_documents(doing: Doing) -> None:
    """And with the child into the one record (decision 31)."""
    Document.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)


@follows(Act.MOVE_ENTRY)
def move_documents(doing: Doing) -> None:
    """And on an entry with that to the other case, and to its child."""
    Document.objects.filter(entry=doing.record).update(case=doing.case, pupil=doing.case.pupil)
