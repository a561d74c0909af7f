"""Two records of one child became one: the days of suspension at both schools are added up."""

from dataclasses import replace

from agencies.acting.doing import Doing, follows, forbids
from agencies.acting.refusals import NotNow
from agencies.outbox import actions as outbox
from agencies.policy import Act
from interventions.suspensions.actions.deriving import COUNTED, derive, letter_of_change
from interventions.suspensions.actions.elsewhere import ask_again, owe_again
from interventions.suspensions.actions.telling import tell_whom_facts_name
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.suspensions.totals.sums import AlreadyOut
from referrals.merges.words import BOTH
from referrals.pupils.models import Came

TWICE = "Both schools have the child out in the same sessions. What is wrong of it is corrected first."


@follows(Act.PART_RECORDS)
def part_suspensions(doing: Doing) -> None:
    """The new school's suspensions go with its record; what is added up of each child is worked out again."""
    own = Suspension.objects.filter(pupil=doing.pupil, school=doing.record.school_id)
    SuspendedSession.objects.filter(suspension__in=own).update(pupil=doing.record.pupil_id)
    own.update(pupil=doing.record.pupil_id)
    for pupil in (doing.pupil, doing.record.pupil):
        of_pupil = replace(doing, pupil=pupil)
        changed = derive(Suspension.objects.filter(pupil=pupil, state__in=COUNTED), of_pupil)
        outbox.post(letter_of_change(one, of_pupil) for one in changed)


@follows(Act.JOIN_RECORDS)
def join_suspensions(doing: Doing) -> None:
    """The new school's suspensions go with the child, and what they come to, and who is told, is worked out again."""
    said = ask_again(doing.record.pupil, doing)
    Suspension.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
    SuspendedSession.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
    try:
        changed = derive(Suspension.objects.filter(pupil=doing.pupil, state__in=COUNTED), doing)
    except AlreadyOut as twice:
        raise NotNow(TWICE) from twice
    outbox.post(letter_of_change(one, doing) for one in changed)
    owe_again(said, doing)
    tell_whom_facts_name(doing.pupil, doing)


@follows(Act.APPROVE_SPLIT)
def split_suspensions(doing: Doing) -> None:
    """What is added up of each of two records is worked out again."""
    for pupil in (doing.record.stays, doing.record.goes):
        of_pupil = replace(doing, pupil=pupil)
        changed = derive(Suspension.objects.filter(pupil=pupil, state__in=COUNTED), of_pupil)
        outbox.post(letter_of_change(one, of_pupil) for one in changed)


@forbids(Act.APPROVE_MERGE)
def not_both_suspended(doing: Doing) -> None:
    """Days of both would be added up, and told again: that is not done by a merge yet (decision 50)."""
    counted = Suspension.objects.filter(pupil=doing.record.stays, state__in=COUNTED)
    came = Came.objects.filter(merge=doing.record, kind="suspension").values("key")
    if counted.filter(pk__in=came).exists() and counted.exclude(pk__in=came).exists():
        raise NotNow(BOTH)
