"""Who reaches the people around a child: the school of the roll that recorded them, its council, and by a share."""

from datetime import datetime

from django.db.models import DateField, Exists, Func, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.characters import fault, tidy
from agencies.policy import Act, Standing
from agencies.policy.leaving import IN_YEAR_OF_LEAVING
from agencies.schoolday import LONDON
from referrals import door
from referrals.arrivals.models import WERE_JOINED, Arrival
from referrals.contacts.models import Contact
from referrals.contacts.states import LIFE, State
from referrals.pupils.models import Enrolment, FieldChange, Pupil

TODAY = TruncDate(door.AT, tzinfo=LONDON)


class EighteenYearsBefore(Func):
    """Who was born after the day that this gives is no adult yet, as `agencies.ages.is_adult` has it."""

    template = "(%(expressions)s - interval '18 years')::date"
    output_field = DateField()


REACHABLE = Q(
    state=State.CURRENT.value,
    has_responsibility="yes",
    may_be_told__in=["", "yes"],
    restricted_at=None,
    person__restricted_at=None,
    pupil__born_on__gt=EighteenYearsBefore(TODAY),
)
"""Whom an agency may know at all: never who is restricted, nor who may not be told, nor anybody from 18 on, when
parental responsibility ends (Children Act 1989 ss.3 and 105).
"""
OF_CASE = {"pupil_id": OuterRef("pupil_id"), "school_id": OuterRef("school_id")}


def contacts(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Contact]:
    """The contacts on which the actor may do the act: those of the school by which they reach the child."""
    allowed = is_own(actor, act) | is_overseen(actor, act)
    if seats := actor.seats_for(act, Standing.GRANTED):
        of_case = {f"case__{name}": ref for name, ref in OF_CASE.items()}
        shares = door.live_shares(seats).filter(door.GIVES, door.of_its_half("contact"), **of_case)
        allowed |= REACHABLE & Q(Exists(shares))
    return Contact.objects.filter(allowed)


def is_own(actor: Actor, act: Act) -> Q:
    """Of the actor's own school, while the child is on its roll; some acts to the end of the year of leaving."""
    seats = actor.seats_for(act, Standing.ON_ROLL)
    if not seats:
        return door.NOTHING
    rolls = Enrolment.objects.in_year_of(TODAY) if act in IN_YEAR_OF_LEAVING else Enrolment.objects.on(TODAY)
    return Q(Exists(rolls.filter(**OF_CASE)), school_id__in=door.agency_ids(seats))


def is_overseen(actor: Actor, act: Act) -> Q:
    """Of the school of a case that the actor's council oversees, while it is open."""
    if not actor.seats_for(act, Standing.OVERSEES):
        return door.NOTHING
    return Q(Exists(door.only(actor, act, Standing.OVERSEES).filter(**OF_CASE)))


def reads_at(actor: Actor | None, school_id: int) -> bool:
    """Whether somebody reads of the people around the children of a school, as one of it: not its clerk."""
    seats = actor.seats_for(Act.SEE_CONTACT, Standing.ON_ROLL) if actor else ()
    return any(seat.agency_id == school_id for seat in seats)


def of_that_name(actor: Actor, pupil: Pupil, school_id: int, name: str, relationship: str) -> list[Contact]:
    """Who of that name is or was something to this child, or is something to another of the school, each once.

    Not who is the same to this child already: they are not added again.
    """
    sought = tidy(name, is_name=True)
    if not sought or fault(sought, is_name=True):
        return []
    known = door.within(Contact, actor, Act.SEE_CONTACT).filter(person__school_id=school_id)
    named = known.filter(Q(state=State.CURRENT.value) | Q(pupil=pupil), person__name__iexact=sought)
    last: dict[int, tuple[tuple[bool, bool], Contact]] = {}
    for one in named.select_related("person", "pupil").order_by("-id"):
        rank = (one.pupil_id == pupil.pk, one.state == State.CURRENT)
        if one.person_id not in last or rank > last[one.person_id][0]:
            last[one.person_id] = rank, one
    return [one for rank, one in last.values() if not (all(rank) and one.relationship == relationship)]


def changes_of(actor: Actor, contact: Contact) -> QuerySet[FieldChange]:
    """What was changed of this tie, and of the person in the history of each child of whom the actor reads it, newest
    first; also where two records became one, or were parted: a history stays with the record it was written on.
    """
    of = Q(kind="contact", key=contact.pk) | Q(kind="contactperson", key=contact.person_id)
    ties = door.within(Contact, actor, Act.SEE_CONTACT).filter(person=contact.person_id).values("pupil")
    became = Arrival.objects.filter(state__in=WERE_JOINED)
    there = Q(pupil__in=ties)
    there |= Q(pupil__in=became.filter(known__in=ties).values("pupil"))
    there |= Q(pupil__in=became.filter(pupil__in=ties).values("known"))
    there |= Q(pupil__went_into__stays__in=ties, pupil__went_into__state__in=["merged", "dividing"])
    return FieldChange.objects.filter(of, there).order_by("-at", "-id")


NOUN = Noun(
    "contact",
    Contact,
    Act.SEE_CONTACT,
    contacts,
    NO_CASE,
    LIFE,
    joins=("pupil", "school", "person", "added_by", "restricted_by", "person__restricted_by", "ended_by"),
    pupil="pupil",
)
