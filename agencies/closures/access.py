"""Who closes a school for a day, and who takes that back."""

from datetime import datetime

from django.db.models import QuerySet

from agencies.acting.lives import leads_to
from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal
from agencies.closures.models import Closure
from agencies.closures.states import LIFE
from agencies.directory.access import settings_of
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.web.asking import NotFound


def admit_school(actor: Actor, reference: str) -> Agency:
    """A school that the actor may close for a day; else *not found*."""
    school: Agency | None = settings_of(actor, Act.KEEP_CLOSURE).filter(reference=reference).first()
    if school is None:
        raise NotFound(Refusal(Act.KEEP_CLOSURE, "agency", reference, "not found"))
    return school


def admit_closure(actor: Actor, reference: str, *, to_write: bool) -> Closure:
    """A closure that was entered from an agency of the actor's, who may take it back; else *not found*.

    `NotNow` where its page is asked for and it was taken back already.
    """
    found = closures(actor, Act.END_CLOSURE).filter(reference=reference, agency__in=_agencies(actor))
    closure = found.select_related("school").first()
    if closure is None:
        raise NotFound(Refusal(Act.END_CLOSURE, "closure", reference, "not found"))
    if not to_write:
        leads_to("closure", closure.state, Act.END_CLOSURE)
    return closure


def closures(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Closure]:
    """The closures of the schools for which the actor does the act."""
    found: QuerySet[Closure] = Closure.objects.filter(school__in=settings_of(actor, act))
    return found


def _agencies(actor: Actor) -> set[int]:
    return {seat.agency_id for seat in actor.seats}


NOUN = Noun("closure", Closure, Act.SEE_YEARS, closures, NO_CASE, LIFE)
