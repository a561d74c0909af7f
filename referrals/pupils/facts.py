"""When a pupil leaves a school, and what a page about them says of it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from agencies.directory.models import Agency
from agencies.schoolday import end_of_day
from agencies.words import last_day, long_day
from referrals.pupils.models import Enrolment, Pupil


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
