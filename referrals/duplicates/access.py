"""Who reaches a possible duplicate: the council of both records, and nobody else."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.policy import Act, Standing
from referrals.duplicates.facts import not_asked_elsewhere
from referrals.duplicates.models import Duplicate
from referrals.duplicates.states import LIFE, State


def duplicates(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Duplicate]:
    """The pairs on which the actor may do the act."""
    councils = {seat.authority_id for seat in actor.seats_for(act, Standing.ASKED)}
    found: QuerySet[Duplicate] = Duplicate.objects.filter(authority_id__in=sorted(councils))
    return found


def waiting(actor: Actor) -> list[QuerySet[Duplicate]]:
    """The pairs that wait, a walk for each council of the actor's."""
    return _walks(actor, State.WAITING)


def kept_apart(actor: Actor) -> list[QuerySet[Duplicate]]:
    """The pairs of which it was said here that they are two children, a walk for each council of the actor's."""
    return _walks(actor, State.APART)


def _walks(actor: Actor, state: State) -> list[QuerySet[Duplicate]]:
    councils = {seat.authority_id for seat in actor.seats_for(Act.SEE_DUPLICATES, Standing.ASKED)}
    found = Duplicate.objects.filter(not_asked_elsewhere(), state=state.value)
    return [found.filter(authority_id=one) for one in sorted(councils)]


NOUN = Noun(
    "duplicate",
    Duplicate,
    Act.COMPARE_PUPILS,
    duplicates,
    NO_CASE,
    LIFE,
    joins=("one", "other", "apart_by"),
    pupil="one",
    address=lambda letter: reverse("compare_pupils", args=[letter.subject_ref]),
)
