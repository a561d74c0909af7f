"""Letters are read, which is nobody's record but the reader's; and what one has in hand is handed over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.actors import Actor
from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Person
from agencies.policy import Act
from interventions.work.facts import in_own_hands
from referrals.duties import actions as duties
from referrals.duties.facts import who_might_do
from referrals.duties.models import Duty
from referrals.given_tasks import actions as given_tasks
from referrals.given_tasks import facts as tasks
from referrals.given_tasks.models import GivenTask


def read_letter(reference: UUID, *, by: Actor, at: datetime) -> Letter | None:
    """Mark one's own inbox letter as read; None where there is none of that reference."""
    mine = Delivery.objects.filter(reference=reference, person_id=by.who, channel="inbox", state="sent").select_related(
        "letter"
    )
    delivery = mine.first()
    if delivery is None:
        return None
    mine.filter(read_at=None).update(read_at=at)
    return delivery.letter


def read_letters(until: UUID, *, by: Actor, at: datetime) -> None:
    """Mark one's own inbox letters as read up to this one, the newest that the page had: what came later stays new."""
    mine = Delivery.objects.filter(person_id=by.who, channel="inbox", state="sent")
    newest = mine.filter(reference=until).values_list("pk", flat=True).first()
    mine.filter(pk__lte=newest or 0, read_at=None).update(read_at=at)


@transaction.atomic
def hand_over(to: Person | None, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Hand over all that one has in hand, for leave: how much went to the person, and how much to the team.

    What they may not do, and all where nobody is named, is anybody's of the team.
    """
    given = left = 0
    for duty in in_own_hands(by).select_for_update(of=("self",), no_key=True):
        is_theirs = _hand_task(duty, to, by, at) if duty.from_agency_id else _hand(duty, to, by, at)
        given, left = given + is_theirs, left + (not is_theirs)
    return given, left


def _hand(duty: Duty, to: Person | None, by: Actor, at: datetime) -> bool:
    is_theirs = to is not None and to.pk in {seat.person_id for seat in who_might_do(duty, at)}
    duties.hand_duty(duty, to if is_theirs else None, by=by, at=at)
    return is_theirs


def _hand_task(duty: Duty, to: Person | None, by: Actor, at: datetime) -> bool:
    """The task that a duty is about: to a colleague who sees its case, or to the agency as a whole."""
    task = GivenTask.objects.select_related("case__pupil", "case__school").get(reference=duty.subject_ref)
    place = tasks.place_of(by, Act.ASSIGN_TASK, task.case, at, task.to_agency_id)
    if place is None:
        return False
    one, whole = tasks.for_another(by, task, place, to, at)
    given_tasks.assign_task(task, one or whole, by=by, at=at)
    return one is not None
