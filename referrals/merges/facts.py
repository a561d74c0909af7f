"""Whether two records may become one, which of them stays, and whether one may become two again."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from agencies.acting.refusals import NotNow
from agencies.schoolday import end_of_day, local_day
from agencies.words import last_day, long_day
from referrals.arrivals.models import WAITING, WERE_JOINED, Arrival
from referrals.duplicates.facts import not_asked_elsewhere, still_alike
from referrals.duplicates.models import Duplicate
from referrals.merges.models import LIVE, STANDING, Merge
from referrals.merges.states import State
from referrals.pupils.models import Enrolment, Pupil

DAYS = 30
ELSEWHERE = "The two stand as a change of school, or are linked as family. Say it there."
JOINED = "One of the two is part of a change of school that waits, or was joined to another record. That comes first."
ANOTHER = "One of the two is to become one with another record, or became so less than 30 days ago. That comes first."
LATE = "More than 30 days have passed: this can no longer be undone."


def require_free(pair: Duplicate, one: Pupil, other: Pupil, at: datetime, *, but: int | None = None) -> None:
    """`NotNow` where the two can't become one now: alike no more, in conflict, or asked of elsewhere."""
    still_alike(one, other)
    if not Duplicate.objects.filter(not_asked_elsewhere(), pk=pair.pk).exists():
        raise NotNow(ELSEWHERE)
    two = [one.pk, other.pk]
    waits = Q(pupil__in=two, state__in=[*WAITING, *WERE_JOINED]) | Q(known__in=two, state__in=WAITING)
    if Arrival.objects.filter(waits).exists():
        raise NotNow(JOINED)
    lately = Q(state=State.PROPOSED.value) | Q(state__in=LIVE, decided_at__gt=at - timedelta(DAYS + 1))
    of_either = Q(stays__in=two) | Q(goes__in=two)
    gone = Q(goes__in=two, state__in=LIVE)
    others = Merge.objects.filter(of_either & lately | gone, state__in=STANDING)
    if (others.exclude(pk=but) if but else others).exists():
        raise NotNow(ANOTHER)


def who_stays(one: Pupil, other: Pupil, today: date) -> Pupil:
    """Which of the two is offered to stay: whoever is on a roll today, then the one that was there first."""
    there = set(Enrolment.objects.on(today).filter(pupil__in=[one.pk, other.pk]).values_list("pupil_id", flat=True))
    return min((one, other), key=lambda pupil: (pupil.pk not in there, pupil.added_at, pupil.pk))


def ends_at(merge: Merge) -> datetime | None:
    """Until when it can be undone: midnight after the thirtieth day."""
    return end_of_day(local_day(merge.decided_at) + timedelta(DAYS)) if merge.decided_at else None


def is_undoable(merge: Merge, at: datetime) -> bool:
    """Whether it can still be made two records."""
    end = ends_at(merge)
    return merge.state in LIVE and end is not None and at < end


def undo_words(merge: Merge, at: datetime) -> str:
    """Until when, or that it is too late; nothing of what is no merge."""
    end = ends_at(merge)
    if merge.state not in LIVE or end is None:
        return ""
    return f"It can be undone by two people until {long_day(last_day(end))}." if at < end else LATE


def went_into(reference: str) -> str:
    """The reference of the record that stayed, where this one became one with it; else nothing."""
    found = Merge.objects.filter(goes__reference=reference, state__in=LIVE).values_list("stays__reference", flat=True)
    return next(iter(found), "")
