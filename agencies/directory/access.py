"""Who reaches an agency: those who sit there, and the council in its own area."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.directory.states import LIFE
from agencies.policy import ROLES, Act


def councils(actor: Actor) -> set[int]:
    """The authorities whose agencies the actor adds and sees."""
    return {seat.authority_id for seat in actor.seats_of(ROLES[Act.SEE_AGENCIES])}


def agencies(actor: Actor, _act: Act, _at: datetime | None = None) -> QuerySet[Agency]:
    """The open agencies that the actor may know of by their people."""
    seen = Q(pk__in=[seat.agency_id for seat in actor.seats]) | Q(authority_id__in=councils(actor))
    return Agency.objects.filter(seen, closed_at=None)


NOUN = Noun(
    "agency",
    Agency,
    Act.SEE_AGENCIES,
    agencies,
    NO_CASE,
    LIFE,
    hears=lambda letter, _standing: Q(agency__authority_id=letter.authority_id),
    address=lambda _letter: reverse("see_agencies"),
)
