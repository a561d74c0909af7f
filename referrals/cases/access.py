"""Who reaches a case: as the door's one list of standings says."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor
from agencies.people.models import Person, Seat
from agencies.policy import Act, Standing
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import LIFE


def cases(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Case]:
    """The cases on which the actor may do the act."""
    return door.cases(actor, act)


def left_open(actor: Actor) -> QuerySet[Case]:
    """The open cases of pupils who have left, for those at their school who may close them."""
    return _left(door.only(actor, Act.CLOSE_CASE, Standing.RAISED))


def without_destination(actor: Actor) -> QuerySet[Case]:
    """The same, for the council that oversees them."""
    return _left(door.only(actor, Act.SEE_CASE, Standing.OVERSEES))


def _left(found: QuerySet[Case]) -> QuerySet[Case]:
    found = found.left(door.AT)  # type: ignore[attr-defined]
    return found.select_related("pupil", "school").order_by("left_at", "id")


def leads_at(actor: Actor, school_id: int) -> list[tuple[str, str, int]]:
    """Who leads a case of this school that the actor may see, where who leads is theirs to read: of it or above it."""
    theirs = door.kept(actor, Act.SEE_CASE).filter(school_id=school_id, lead_id=OuterRef("pk"))
    there = Seat.objects.filter(agency_id=school_id).values("person_id")
    found = Person.objects.filter(Exists(theirs), pk__in=there).order_by("name", "id")
    return list(found.values_list("reference", "name", "pk"))


NOUN = Noun(
    "case",
    Case,
    Act.SEE_CASE,
    cases,
    "id",
    LIFE,
    joins=("pupil", "school", "lead", "authority"),
    pupil="pupil",
    may=door.may_on_case,
    opens_child=True,
    address=lambda letter: reverse("see_case", args=[letter.subject_ref]),
)
