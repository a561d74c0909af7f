"""Letters are read, which is nobody's record but the reader's; and what one has in hand is handed over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.actors import Actor
from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Person
from agencies.policy import Act
from interventions.work.facts import in_own_hands
from referrals.cases.models import Case
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

    What they may not do, and all where nobody is named, is anybody's of the team. What is over, or what one may not do
    any more oneself, stays and is not counted.
    """
    went = [_hand_task(one, to, by, at) if one.from_agency_id else _hand(one, to, by, at) for one in _locked(by)]
    return went.count(True), went.count(False)


def _locked(by: Actor) -> list[Duty]:
    """What one has in hand, locked in the order in which one act on one of them locks: cases, tasks, duties."""
    mine = in_own_hands(by).order_by()
    list(Case.objects.filter(pk__in=mine.values("case_id")).select_for_update(of=("self",)).order_by("pk"))
    tasks = GivenTask.objects.filter(reference__in=mine.filter(subject_kind="task").values("subject_ref"))
    list(tasks.select_for_update(of=("self",), no_key=True).order_by("pk"))
    return list(mine.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _hand(duty: Duty, to: Person | None, by: Actor, at: datetime) -> bool:
    is_theirs = to is not None and to.pk in {seat.person_id for seat in who_might_do(duty, at)}
    duties.hand_duty(duty, to if is_theirs else None, by=by, at=at)
    return is_theirs


def _hand_task(duty: Duty, to: Person | None, by: Actor, at: datetime) -> bool | None:
    """The task that a duty is about: to a colleague who sees its case, or to the agency as a whole; None: not done."""
    task = GivenTask.objects.select_related("case__pupil", "case__school").get(reference=duty.subject_ref)
    place = tasks.place_of(by, Act.ASSIGN_TASK, task.case, at, task.to_agency_id)
    if place is None:
        return None
    one, whole = tasks.for_another(by, task, place, to, at)
    given_tasks.assign_task(task, one or whole, by=by, at=at)
    return one is not None
