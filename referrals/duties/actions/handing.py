"""Those who owe a duty say who of them has it in hand: its reminders go there."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from agencies.acting.doing import Doing, done
from agencies.acting.lives import ROWS, leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act
from agencies.policy.telling import Notice, tell_from
from referrals.duties.facts import in_hand, who_might_do
from referrals.duties.models import Duty

NO_MORE = "{} can’t do this any more. Choose somebody else."


@transaction.atomic
def hand_duty(duty: Duty, person: Person | None, *, by: Actor, at: datetime) -> None:
    """Put it in somebody's hands, or in nobody's, which is everybody's of the agency."""
    Duty.objects.select_for_update(no_key=True, of=("self",)).get(pk=duty.pk)
    duty.refresh_from_db(fields=["state", "person", "version"])
    leads_to("duty", duty.state, Act.HAND_DUTY)
    if duty.person_id == (person.pk if person else None):
        raise AlreadyDone(duty)
    if person is not None and person.pk not in {seat.person_id for seat in who_might_do(duty, at)}:
        raise NotNow(NO_MORE.format(person.name))
    Duty.objects.filter(pk=duty.pk).update(person=person, version=F("version") + 1)
    duty.person, duty.version = person, duty.version + 1
    said = ROWS[Act.HAND_DUTY].tells
    is_quiet = person is None or person.pk == by.person_id
    notice = Notice(said.words if said else "", (tell_from(in_hand(duty)),))
    more: dict[str, Any] = {"facts": {"to": person.name if person else ""}, "notice": notice, "is_quiet": is_quiet}
    doing = Doing(Act.HAND_DUTY, by, at, "duty", duty, case=duty.case, pupil=duty.pupil, **more)
    done(doing, mark=str(duty.version))
