"""Who reaches an agency: those who sit there, and the council in its own area."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.directory.states import LIFE
from agencies.policy import ROLES, SETTINGS, Act, Kind, may


def councils(actor: Actor) -> set[int]:
    """The authorities whose agencies the actor adds and sees."""
    return {seat.authority_id for seat in actor.seats_of(ROLES[Act.SEE_AGENCIES])}


def agencies(actor: Actor, _act: Act, _at: datetime | None = None) -> QuerySet[Agency]:
    """The open agencies that the actor may know of by their people."""
    seen = Q(pk__in=[seat.agency_id for seat in actor.seats]) | Q(authority_id__in=councils(actor))
    return Agency.objects.filter(seen, closed_at=None)


def settings_of(actor: Actor, act: Act) -> QuerySet[Agency]:
    """The schools and other settings for which the actor does the act: their own, or the council's whole area."""
    seats = [seat for seat in actor.seats if may(act, seat.role, None)]
    councils_of = [seat.authority_id for seat in seats if seat.kind is Kind.COUNCIL]
    own = [seat.agency_id for seat in seats if seat.kind in SETTINGS]
    schools = Agency.objects.filter(kind__in=[kind.value for kind in SETTINGS], closed_at=None)
    return schools.filter(Q(pk__in=own) | Q(authority_id__in=councils_of)).order_by("name")


def schools_to_list(own: Collection[int], areas: Collection[int]) -> list[tuple[str, str, int]]:
    """The schools by which a list is narrowed: the reader's own, and all of these councils' areas, closed ones too.

    Of which of them there is a record the list says nothing: a council knows its schools.
    """
    if not areas and len(own) < 2:
        return []
    of_area = Q(authority_id__in=areas, kind__in=[kind.value for kind in SETTINGS])
    found = Agency.objects.filter(of_area | Q(pk__in=own)).order_by("name", "id")
    return list(found.values_list("reference", "name", "pk"))


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
