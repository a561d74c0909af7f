"""Whether a child who came on a roll is one that another school of the council has on record (data.md 3.4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from agencies.likeness import Band, Child, Likeness, likeness
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Found, State
from referrals.family.facts import family_of
from referrals.pupils.facts import on_roll_or_to_come
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil


@dataclass(frozen=True, slots=True)
class Match:
    """Whom another school has on record, and what the two are to each other."""

    known: Pupil
    found: Found


FAMILY = frozenset({"family", "family_near"})


def match(pupil: Pupil, school_id: int, today: date) -> Match | None:
    """The likest child whom another school of this council has or had on its roll; four queries at most.

    By a shared number, or by the birthday; never whom the council said to be another child, nor one of the own roll,
    nor one who is linked as family.
    """
    upns = _numbers(pupil)
    numbers = Identifier.objects.filter(kind="upn", is_doubtful=False, is_in_error=False)
    near = Q(born_on=pupil.born_on) | Q(pk__in=numbers.filter(value__in=upns).values("pupil_id"))
    own = on_roll_or_to_come(school_id, today).values("pupil_id")
    elsewhere = Enrolment.objects.filter(pupil=OuterRef("pk")).exclude(school_id=school_id)
    apart = Arrival.objects.filter(state__in=[State.APART.value, State.PARTED.value]).filter(
        Q(pupil=pupil, known=OuterRef("pk")) | Q(known=pupil, pupil=OuterRef("pk"))
    )
    linked = family_of(pupil.pk).filter(Q(one=OuterRef("pk")) | Q(other=OuterRef("pk")))
    apart_or_linked = ~Exists(apart), ~Exists(linked)
    found = Pupil.objects.filter(near, Exists(elsewhere), *apart_or_linked, authority_id=pupil.authority_id)
    known = found.exclude(pk=pupil.pk).exclude(pk__in=own)
    one = Child(pupil.given_name, pupil.family_name, pupil.born_on, pupil.known_as, upns=upns)
    alike = [(other, likeness(one, _child(other))) for other in known.prefetch_related(_with_numbers()).order_by("pk")]
    likest = max(alike, key=lambda pair: ("upn" in pair[1].why, pair[1].points), default=None)
    if likest is None or (likest[1].band is Band.NONE and "upn" not in likest[1].why):
        return None
    beside = [found for other, found in alike if other != likest[0] and "born" in found.why]
    return Match(likest[0], _found(likest[1], has_twin=any(FAMILY & set(found.why) for found in beside)))


def _numbers(pupil: Pupil) -> frozenset[str]:
    """The UPNs with which the child came, whoever else has them."""
    own = Identifier.objects.filter(pupil=pupil, kind="upn", ends_on=None).values_list("value")
    sent = ExternalId.objects.filter(pupil=pupil).exclude(upn="").values_list("upn")
    return frozenset(value for (value,) in own.union(sent))


def _with_numbers() -> Any:
    return Prefetch(
        "identifiers", Identifier.objects.filter(kind="upn", is_doubtful=False, is_in_error=False), to_attr="numbers"
    )


def _child(pupil: Pupil) -> Child:
    upns = frozenset(number.value for number in pupil.numbers)  # type: ignore[attr-defined]
    return Child(pupil.given_name, pupil.family_name, pupil.born_on, pupil.known_as, upns=upns)


def _found(alike: Likeness, *, has_twin: bool) -> Found:
    """Sure where UPN, birthday and given name agree: a twin has the family name and the birthday, and another name.

    A name that is only near is not enough where another child of that birthday and a family name like it is on record:
    the numbers may be crossed.
    """
    why = set(alike.why)
    if alike.band is Band.CONFLICT:
        return Found.CONFLICT
    is_named = "given" in why or (bool(why & {"given_near", "names_turned"}) and not has_twin)
    return Found.SURE if {"upn", "born"} <= why and is_named else Found.UNSURE


def places_elsewhere(pupil: Pupil, school_id: int, today: date) -> QuerySet[Enrolment]:
    """The child's places at other schools that hold today or begin later: a main one first, the newest first."""
    there = Enrolment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), pupil=pupil).exclude(school_id=school_id)
    found: QuerySet[Enrolment] = there.order_by(F("kind").desc(), "-starts_on", "-id")
    return found


def last_place(pupil: Pupil, school_id: int) -> Enrolment | None:
    """The newest place that the child has or had at another school; None of a record that was joined to another."""
    there = Enrolment.objects.filter(pupil=pupil).exclude(school_id=school_id)
    return there.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "-id").first()


def has_place(pupil: Pupil, school_id: int, today: date) -> bool:
    """Whether the record has a place at this school that holds today or begins later."""
    there = Enrolment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), pupil=pupil, school_id=school_id)
    return bool(there.exists())


def still_sure(arrival: Arrival, today: date) -> bool:
    """Whether what was sure when it was asked is so by the facts of both records now."""
    if arrival.found != Found.SURE:
        return False
    found = match(arrival.pupil, arrival.school_id, today)
    return found is not None and (found.known.pk, found.found) == (arrival.known_id, Found.SURE)
