"""The rows behind a sign: which half days, which suspensions, which concerns it went by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_instant
from agencies.words import day_month, in_sentence, long_day, short_day
from interventions.signals.judging import Child, Days
from interventions.signals.models import Signal
from interventions.signals.reading import FALLEN
from interventions.signals.rules import rules
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.attendance import words as attendance_words
from referrals.attendance.codes import Counts, code_of
from referrals.attendance.counting import monday
from referrals.attendance.facts import MARKS, Held, held
from referrals.attendance.models import AttendanceWeek
from referrals.concerns.models import Concern
from referrals.concerns.states import State as ConcernState

MISSED = (Counts.AUTHORISED, Counts.UNAUTHORISED)
MOST = 400


class Line(NamedTuple):
    """One row, and where it is read, if it has a page."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows, under what they are; and where all of them are read."""

    title: str = ""
    lines: list[Line] = field(default_factory=list)
    url: str = ""
    url_words: str = ""


@dataclass(frozen=True, slots=True)
class Reads:
    """What the reader may read of what a sign goes by, each by its own act; and the child as the rules look at it."""

    child: Child
    suspensions: QuerySet[Suspension]
    concerns: QuerySet[Concern]


def behind(actor: Actor, signal: Signal, child: Child, days: Days) -> Behind:
    """What the sign goes by, as it stands today; nothing where its sentence says it all."""
    read = BEHIND.get(rules()[signal.rule].code)
    suspensions = door.within(Suspension, actor, Act.SEE_SUSPENSION)
    reads = Reads(child, suspensions, door.within(Concern, actor, Act.SEE_CONCERN))
    return read(signal, reads, days) if read else Behind()


def _marks(signal: Signal, first: date, days: Days, *, of_windows: bool) -> list[Held]:
    """The half days missed since then, the newest first; `of_windows`: on the school days of the two windows alone."""
    weeks = AttendanceWeek.objects.filter(pupil=signal.pupil_id, school=signal.school_id)
    rows = weeks.filter(week__range=(monday(first), days.today)).values_list(*MARKS)
    windows = days.recent | days.before
    found = [one for one in held(rows) if (one.mark.day in windows if of_windows else one.mark.day >= first)]
    return sorted(filter(_is_missed, found), key=lambda one: (-one.mark.day.toordinal(), one.mark.session))


def _is_missed(one: Held) -> bool:
    return code_of(one.mark.code, one.mark.day).counts in MISSED


def _missed(signal: Signal, first: date, days: Days, *, of_windows: bool = False) -> Behind:
    by_day: dict[date, dict[str, str]] = {}
    for one in _marks(signal, first, days, of_windows=of_windows):
        code = code_of(one.mark.code, one.mark.day)
        by_day.setdefault(one.mark.day, {})[one.mark.session] = in_sentence(code.label)
    lines = [Line(f"{day_month(day)}: {_of_day(halves)}") for day, halves in by_day.items()]
    url = reverse("see_attendance", args=[signal.pupil.reference])
    return Behind(f"Missed since {long_day(first)}", lines, url, "Every mark, week by week")


def _of_day(halves: dict[str, str]) -> str:
    """Both half days in one where they are the same."""
    if len(halves) == len(attendance_words.HALVES) and len({*halves.values()}) == 1:
        return f"all day, {next(iter(halves.values()))}"
    return "; ".join(f"{attendance_words.HALVES[session]}, {said}" for session, said in halves.items())


def _in_windows(signal: Signal, _: Reads, days: Days) -> Behind:
    return _missed(signal, min(days.before), days, of_windows=True) if days.before else Behind()


def _in_year(signal: Signal, _: Reads, days: Days) -> Behind:
    return _missed(signal, days.year[0], days)


def _part_time(signal: Signal, reads: Reads, _: Days) -> Behind:
    url = reverse("see_attendance", args=[signal.pupil.reference])
    lines = [Line(f"Week of {short_day(week)}") for week in sorted(reads.child.part_time, reverse=True)]
    return Behind("School weeks with code C2", lines, url, "Every mark, week by week")


def _suspensions(signal: Signal, reads: Reads, _days: Days) -> Behind:
    """Those of this school that stand, as far as the reader may read suspensions: whoever only safeguards may not."""
    there = reads.suspensions.filter(pupil=signal.pupil_id, school=signal.school_id).exclude(state__in=FALLEN)
    rows = there.order_by("-first_on", "-id").values_list("reference", "first_on", "last_on")
    lines = [
        Line(f"{long_day(first)} to {long_day(last)}", reverse("see_suspension", args=[reference]))
        for reference, first, last in rows[:MOST]
    ]
    return Behind("All suspensions by this school that stand, as far as you may read them", lines)


def _concerns(signal: Signal, reads: Reads, days: Days) -> Behind:
    there = reads.concerns.filter(pupil=signal.pupil_id, school=signal.school_id)
    since = local_instant(days.since or days.today, 0)
    there = there.exclude(state=ConcernState.WITHDRAWN.value).filter(logged_at__gte=since)
    rows = there.order_by("-logged_at", "-id").values_list("reference", "logged_at", "author__name")
    lines = [
        Line(f"Logged on {long_day(logged)} by {name}", reverse("see_concern", args=[reference]))
        for reference, logged, name in rows[:MOST]
    ]
    return Behind("Concerns", lines)


BEHIND: dict[str, Callable[[Signal, Reads, Days], Behind]] = {
    "SG1": _suspensions,
    "SG2": _suspensions,
    "SG3": _suspensions,
    "SG4": _suspensions,
    "SG5": _in_windows,
    "SG6": _in_year,
    "SG8": _part_time,
    "SG11": _suspensions,
    "SG12": _suspensions,
    "SG13": _concerns,
    "SG15": _suspensions,
    "SG16": _in_windows,
}
