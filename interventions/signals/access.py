"""Who reaches a sign: whoever leads or safeguards at the child's school, while the child is on its roll."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal
from agencies.directory.models import Agency
from agencies.policy import Act, Standing
from agencies.web.asking import NotFound
from interventions.signals.models import LIVES, Signal
from interventions.signals.states import LIFE, State
from referrals import door
from referrals.contacts.access import is_own


def signals(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Signal]:
    """The signs on which the actor may do the act; never one that is over."""
    found: QuerySet[Signal] = Signal.objects.filter(is_own(actor, act), LIVES)
    return found


def schools(actor: Actor, act: Act) -> QuerySet[Agency]:
    """The schools where the actor reads the signs, or switches their rules."""
    seats = actor.seats_for(act, Standing.ON_ROLL)
    found: QuerySet[Agency] = Agency.objects.filter(pk__in=door.agency_ids(seats)).order_by("name", "pk")
    return found


def admit_school(actor: Actor, act: Act, reference: str) -> Agency:
    """A school of the actor's; else *not found*, as for one that is not there."""
    school = schools(actor, act).filter(reference=reference).first()
    if school is None:
        raise NotFound(Refusal(act, "agency", reference, "not found"))
    return school


def walks(actor: Actor, state: State, means: Mapping[str, Any]) -> list[QuerySet[Signal]]:
    """The signs in that state, a walk for each school; narrowed by school and rule."""
    found = door.within(Signal, actor, Act.SEE_SIGNALS).filter(state=state.value)
    if rule := means.get("rule"):
        found = found.filter(rule=rule)
    wanted = [one for one in schools(actor, Act.SEE_SIGNALS) if means.get("school") in (None, one.pk)]
    return [found.filter(school=one) for one in wanted]


NOUN = Noun(
    "signal",
    Signal,
    Act.SEE_SIGNAL,
    signals,
    NO_CASE,
    LIFE,
    joins=("pupil", "school", "concern", "answered_by"),
    pupil="pupil",
)
