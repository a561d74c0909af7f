"""Who reaches a concern: its author, and those who lead at its school."""

from datetime import datetime
from typing import cast

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import Act, Standing, may
from referrals.concerns.models import SAFE, Concern
from referrals.concerns.states import LIFE
from referrals.door import NOTHING, agency_ids


def concerns(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Concern]:
    """The concerns on which the actor may do the act."""
    wrote = agency_ids(actor.seats_for(act, Standing.WROTE))
    raised = agency_ids(actor.seats_for(act, Standing.RAISED))
    allowed = Q(author_id=actor.person_id, school_id__in=wrote) | Q(school_id__in=raised)
    return cast("QuerySet[Concern]", Concern.objects.filter(allowed))


def at_schools(actor: Actor) -> list[QuerySet[Concern]]:
    """What colleagues logged at the schools where the actor leads, a walk each."""
    schools = agency_ids(actor.seats_for(Act.SEE_CONCERN, Standing.RAISED))
    return [Concern.objects.filter(school_id=pk).exclude(author_id=actor.who) for pk in schools]


def before_safeguarding(actor: Actor) -> list[QuerySet[Concern]]:
    """What was ticked or handed over at the schools where the actor leads or safeguards, a walk each."""
    schools = agency_ids(actor.seats_for(Act.SEE_CONCERN, Standing.RAISED))
    return [Concern.objects.filter(SAFE, school_id=pk) for pk in schools]


def own(actor: Actor) -> list[QuerySet[Concern]]:
    """What the actor logged, where they still are: one walk."""
    return [concerns(actor, Act.SEE_CONCERN).filter(author_id=actor.who)]


def may_on_concern(actor: Actor, concern: Concern) -> frozenset[Act]:
    """The acts that the law allows the actor on this concern: by their seats at its school, without a query."""
    standings = [Standing.RAISED, *([Standing.WROTE] if concern.author_id == actor.person_id else [])]
    roles = [seat.role for seat in actor.seats if seat.agency_id == concern.school_id]
    return frozenset(act for act in Act for role in roles for standing in standings if may(act, role, standing))


def hears(letter: Letter, standing: Standing) -> Q:
    """Its author, or who leads at its school."""
    concern = Concern.objects.filter(reference=letter.subject_ref).first()
    if concern is None:
        return NOTHING
    school = Q(agency_id=concern.school_id)
    return school & Q(person_id=concern.author_id) if standing is Standing.WROTE else school


NOUN = Noun(
    "concern",
    Concern,
    Act.SEE_CONCERN,
    concerns,
    "case",
    LIFE,
    joins=("pupil", "school", "author", "case"),
    pupil="pupil",
    hears=hears,
    may=may_on_concern,
    address=lambda letter: reverse("see_concern", args=[letter.subject_ref]),
)
