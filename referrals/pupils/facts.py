"""When a pupil leaves a school, and who on a roll may be the same child."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from agencies.directory.models import Agency
from agencies.likeness import Band, Child, Likeness, days_near, likeness
from agencies.schoolday import end_of_day
from agencies.words import last_day, long_day
from referrals.pupils.models import Enrolment, Identifier, Pupil


def leaves_at(pupil_id: int, school_id: int) -> datetime | None:
    """Midnight after the pupil's last day at the school; None while a place there has no end, or none is known.

    Every kind of place counts, also one that begins later: who is known to come back has not left.
    """
    return last_end(ends_at_school(pupil_id, school_id))


def ends_at_school(pupil_id: int, school_id: int) -> QuerySet[Enrolment, date | None]:
    """The last day of each place that the pupil has or had at the school."""
    return Enrolment.objects.filter(pupil_id=pupil_id, school_id=school_id).values_list("ends_on", flat=True)


def last_end(ends: Iterable[date | None]) -> datetime | None:
    """When the last of these places ends."""
    days = list(ends)
    known = [day for day in days if day is not None]
    return end_of_day(max(known)) if known and len(known) == len(days) else None


def left_words(pupil: Pupil, school: Agency, at: datetime) -> str:
    """That the pupil has left the school, in a sentence; nothing while they are there."""
    return left_at_words(pupil, school, leaves_at(pupil.pk, school.pk), at)


def left_at_words(pupil: Pupil, school: Agency, left_at: datetime | None, at: datetime) -> str:
    """The same of a pupil of whom it is known when they leave."""
    if left_at is None or left_at > at:
        return ""
    return f"{pupil.first_name} left {school.name} on {long_day(last_day(left_at))}."


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody on the roll who may be the child that is compared, and how much speaks for it."""

    pupil: Pupil
    found: Likeness
    has_left: bool = False

    def has_now(self, upn: str) -> bool:
        """Whether this number is theirs now."""
        numbers = self.pupil.numbers  # type: ignore[attr-defined]
        return any((number.value, number.ends_on) == (upn, None) for number in numbers)


def on_roll_or_to_come(school_id: int, today: date) -> QuerySet[Enrolment]:
    """The places at the school that hold today or begin later."""
    there = Q(ends_on=None) | Q(ends_on__gte=today)
    return cast("QuerySet[Enrolment]", Enrolment.objects.filter(there, school_id=school_id))


def former_at(school_id: int, today: date) -> QuerySet[Enrolment]:
    """The ended places at the school of those who have been at no other since, and are on no roll.

    Whoever went on to another school of the council is found there (decision 31): what it calls them is its own.
    """
    others = Enrolment.objects.filter(pupil=OuterRef("pupil_id"))
    there = others.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    since = others.filter(starts_on__gt=OuterRef("starts_on")).exclude(school_id=school_id)
    ended = Enrolment.objects.filter(~Exists(there), ~Exists(since), school_id=school_id)
    return cast("QuerySet[Enrolment]", ended)


def alike_on_roll(child: Child, school_id: int, today: date) -> list[Alike]:
    """Who on the school's roll, today or to come, may be this child, the likest first: two queries (data.md 3.4).

    Another birthday than those near this one takes so much that nothing but a shared number could make up for it.
    """
    return _alike(child, school_id, on_roll_or_to_come(school_id, today))


def alike_before(child: Child, school_id: int, today: date) -> list[Alike]:
    """Who was on the school's roll, is on none now, and may be this child, coming back: as `alike_on_roll`."""
    return [replace(one, has_left=True) for one in _alike(child, school_id, former_at(school_id, today))]


def _alike(child: Child, school_id: int, places: QuerySet[Enrolment]) -> list[Alike]:
    numbers = Identifier.objects.filter(kind="upn", is_doubtful=False, is_in_error=False)
    near = Q(born_on__in=set(days_near(child.born_on)))
    near |= Q(pk__in=numbers.filter(value__in=child.upns).values("pupil_id"))
    pupils = Pupil.objects.filter(near, pk__in=places.values("pupil_id"))
    known = pupils.prefetch_related(Prefetch("identifiers", numbers, to_attr="numbers"))
    found = [Alike(pupil, likeness(child, _as_child(pupil, school_id))) for pupil in known.order_by("pk")]
    alike = [one for one in found if one.found.band is not Band.NONE]
    return sorted(alike, key=lambda one: -one.found.points)


def _as_child(pupil: Pupil, school_id: int) -> Child:
    upns = frozenset(number.value for number in pupil.numbers)  # type: ignore[attr-defined]
    names = (pupil.given_name, pupil.family_name, pupil.born_on, pupil.known_as)
    former, schools = tuple(pupil.former_names.splitlines()), frozenset({school_id})
    return Child(*names, former=former, upns=upns, schools=schools)


def came_on(pupil: Pupil, schools: Iterable[int]) -> date | None:
    """The first day on the roll of one of these schools, where another had the pupil before; else None."""
    places = Enrolment.objects.filter(pupil=pupil).order_by("starts_on").values_list("school_id", "starts_on")
    own = set(schools)
    first = next((on for school, on in places if school in own), None)
    return first if first is not None and any(on < first for school, on in places if school not in own) else None
