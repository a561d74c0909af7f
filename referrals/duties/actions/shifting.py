"""What a changed calendar does to the clocks that go by it: all are counted again, in the act that changed it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from agencies import deadlines
from agencies.acting.doing import Doing, follows
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.directory.models import Agency
from agencies.outbox import actions as outbox
from agencies.outbox.models import Letter
from agencies.policy import Standing
from agencies.policy.telling import OWNERS, TO_HEADS
from agencies.schoolday import WorkingCalendar, end_of_day, local_day
from agencies.settings.facts import limits_then
from referrals.duties import words
from referrals.duties.actions.keeping import NOT_THAT_FAR
from referrals.duties.facts import began_on
from referrals.duties.models import Duty, DutyStep
from referrals.duties.querysets import Rung
from referrals.duties.words import Shift

IN_SCHOOL_DAYS = [rule.name for rule in deadlines.RULES if rule.unit is deadlines.Unit.SCHOOL_DAYS]
Stops = tuple[tuple[date, date], ...]
Rungs = Callable[[Duty], Iterable[tuple[deadlines.Step, datetime]]]


@follows(*words.CHANGES)
def count_again(doing: Doing) -> None:
    """Count again what is owed in the school's days; the trail's line has how many days moved, and how.

    A day may move later. It moves earlier only where nobody was told of a later one: else the latest that was told
    holds, and both stand on the duty (law.md 1.2, G20).
    """
    duties = _in_days_of(doing.record.school_id)
    doing.facts.update({one.value: 0 for one in Shift})
    moved = _move(duties, doing) if duties else []
    _tell(moved, doing)


def _move(duties: list[Any], doing: Doing) -> list[Any]:
    """Count these again; those whose day is another now."""
    sums, rungs = _counting(doing.record.school_id)
    told, why = _told_on(duties), words.CHANGES[doing.act].format(doing.record)
    before = {duty.pk: _stored(duty) for duty in duties}
    found = {duty.pk: _shift(duty, sums(duty), told[duty.pk], why, doing.at) for duty in duties}
    doing.facts.update({one.value: list(found.values()).count(one) for one in Shift})
    if changed := [duty for duty in duties if found[duty.pk] is not Shift.SAME or _stored(duty) != before[duty.pk]]:
        Duty.objects.keep_shifted(changed)
    moved = [duty for duty in duties if found[duty.pk] in (Shift.LATER, Shift.EARLIER)]
    _plan_again(duties, {duty.pk for duty in moved}, rungs, doing.at)
    return moved


def _in_days_of(school_id: int) -> list[Any]:
    """What is owed by a rule in the school's days, locked, each with the latest day of which a rung told somebody.

    Their cases first, as in every act: whoever meets a duty meanwhile waits, or is waited for.
    """
    owed = Duty.objects.in_days_of(school_id).filter(rule__in=IN_SCHOOL_DAYS)
    cases: Any = Duty._meta.get_field("case").related_model
    list(cases.objects.filter(pk__in=owed.values("case_id")).select_for_update(no_key=True).order_by("pk").values("pk"))
    heard = Letter.objects.filter(subject_ref=OuterRef("reference"), addressed_at__isnull=False, why="")
    latest = heard.order_by().values("subject_ref").annotate(latest=Max("due_on")).values("latest")
    found = owed.annotate(told_on=Subquery(latest))
    return list(found.select_related("agency").select_for_update(of=("self",), no_key=True).order_by("id"))


def _told_on(duties: Sequence[Any]) -> dict[int, date | None]:
    """Of each duty the latest day of which somebody was told: by a rung, or by the letter on an earlier shift."""
    shifted = {duty.agency.reference for duty in duties if duty.shifts}
    letters = Letter.objects.filter(subject_kind="year", subject_ref__in=shifted, addressed_at__isnull=False, why="")
    heard = set(letters.values_list("subject_ref", "posted_at")) if shifted else set()

    def told_on(duty: Any) -> date | None:
        by_letter = {
            date.fromisoformat(one["now"])
            for one in duty.shifts
            if (duty.agency.reference, datetime.fromisoformat(one["at"])) in heard
        }
        return max(filter(None, (duty.told_on, *by_letter)), default=None)

    return {duty.pk: told_on(duty) for duty in duties}


def _counting(school_id: int) -> tuple[Callable[[Duty], deadlines.Counted], Rungs]:
    """How a duty's sum and its rungs go by the school's days as they are now: the same facts are counted once."""
    holidays = bank_holidays()
    school, working = school_calendar(school_id, holidays), WorkingCalendar(holidays)
    settings = cache(limits_then)

    @cache
    def counted(name: str, since: date, from_on: date, limit: int, stops: Stops) -> deadlines.Counted:
        return deadlines.count_again(deadlines.rule_for(name, since), from_on, limit, stops, school, working)

    @cache
    def planned(worked: deadlines.Sum, ladder: tuple[deadlines.Step, ...], opened_on: date, is_asked: bool) -> Any:
        days = None if is_asked else school
        return deadlines.steps(worked, ladder, working, days, opened_on=opened_on, is_asked=is_asked)

    def sums(duty: Duty) -> deadlines.Counted:
        return counted(duty.rule, duty.rule_from_on, duty.from_on, duty.limit, _stops(duty))

    def rungs(duty: Duty) -> Any:
        limits = settings(duty.authority_id)(began_on(duty), duty.opened_at)
        ladder = deadlines.ladder_for(duty.rule, on_case=duty.case_id is not None, limits=limits)
        began = _stops(duty)[-1][1] if duty.pauses else local_day(duty.opened_at)
        return planned(replace(sums(duty).sum, due_on=duty.due_on), ladder, began, bool(duty.why))

    return sums, rungs


def _stops(duty: Duty) -> Stops:
    return tuple((date.fromisoformat(first), date.fromisoformat(again)) for first, again, _ in duty.pauses)


def _stored(duty: Duty) -> tuple[Any, ...]:
    return duty.due_on, duty.why, duty.pauses, len(duty.shifts)


def _shift(duty: Duty, counted: deadlines.Counted, told: date | None, why: str, at: datetime) -> Shift:
    """Move the duty to the day that its facts give now, or the latest that was told; and say how it moved."""
    was, gives = duty.due_on, counted.sum.due_on
    last = duty.shifts[-1] if duty.shifts else None
    gave = last["gives"] if last and last["now"] == was.isoformat() else was.isoformat()
    duty.due_on = max(gives, told) if told else gives
    duty.due_at = end_of_day(duty.due_on)
    duty.why = NOT_THAT_FAR if counted.in_working_days else ""
    duty.pauses = [[*stop[:2], left] for stop, left in zip(duty.pauses, counted.left, strict=True)]
    if (was, gave) == (duty.due_on, gives.isoformat()):
        return Shift.SAME
    days = {"was": was, "now": duty.due_on, "gives": gives}
    entry = {name: day.isoformat() for name, day in days.items()} | {"why": why, "at": at.isoformat()}
    duty.shifts = [*duty.shifts, entry]
    if was == duty.due_on == gives:
        return Shift.SAME  # what was told is what the calendar gives again
    return Shift.LATER if duty.due_on > was else Shift.EARLIER if duty.due_on < was else Shift.HELD


def _plan_again(duties: Sequence[Duty], moved: Collection[int], rungs: Rungs, at: datetime) -> None:
    """Plan the rungs by the school's days. One that was told stays told, unless its turn comes again for a new day."""
    of_these = DutyStep.objects.filter(duty__in=[duty.pk for duty in duties])
    rows = of_these.values_list("duty_id", "name", "pk", "at", "posted_at")
    there = {(duty, name): (pk, on, told_at) for duty, name, pk, on, told_at in rows}
    new: list[Rung] = []
    for duty in duties:
        for step, on in rungs(duty):
            _, before, told_at = there.pop((duty.pk, step.name), (0, None, None))
            if on != before and (told_at is None or (duty.pk in moved and on > at)):
                new.append((duty.pk, duty.authority_id, step.name, step.tells, on))
    of_these.filter(pk__in=[pk for pk, _, told_at in there.values() if told_at is None]).delete()
    if new:
        Duty.objects.keep_rungs(new)


def _tell(duties: Sequence[Any], doing: Doing) -> None:
    """One letter to each agency that owes any of these, however many: each who owes them hears of the change once.

    What its council wrote, the school hears of by the same letter, also where nothing moved.
    """
    school, is_own = doing.record.school, doing.by.seat_at(doing.record.school_id) is not None
    groups: dict[Agency, list[Any]] = {} if is_own else {school: []}
    for duty in duties:
        groups.setdefault(duty.agency, []).append(duty)
    outbox.post(
        _letter(agency, owed, doing, is_told=agency == school and not is_own) for agency, owed in groups.items()
    )


def _letter(agency: Agency, owed: Sequence[Any], doing: Doing, *, is_told: bool) -> Letter:
    standings = {duty.standing for duty in owed}
    return outbox.letter(
        [*(OWNERS[one] for one in Standing if one in standings), *([TO_HEADS] if is_told else [])],
        key=f"year:{agency.reference}:{doing.act}:{doing.on[1]}:{doing.at.isoformat()}",
        authority_id=doing.authority_id,
        act=doing.act.value,
        words=words.shifted(len(owed), is_own=agency.pk == doing.record.school_id),
        on=("year", agency.reference),
        case_id=None,
        at=doing.at,
        by=doing.by,
    )
