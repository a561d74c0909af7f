"""Two records of one child became one: the days of suspension at both schools are added up."""

from agencies.acting.doing import Doing, follows
from agencies.outbox import actions as outbox
from agencies.policy import Act
from interventions.suspensions.actions.deriving import COUNTED, derive, letter_of_change
from interventions.suspensions.actions.telling import tell_whom_facts_name
from interventions.suspensions.models import SuspendedSession, Suspension


@follows(Act.JOIN_RECORDS)
def join_suspensions(doing: Doing) -> None:
    """The new school's suspensions go with the child, and what they come to, and who is told, is worked out again."""
    Suspension.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
    SuspendedSession.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
    changed = derive(Suspension.objects.filter(pupil=doing.pupil, state__in=COUNTED), doing)
    outbox.post(letter_of_change(one, doing) for one in changed)
    tell_whom_facts_name(doing.pupil, doing)
