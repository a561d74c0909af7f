"""A duty's sum: the days counted and not counted, the rule, its force and its source."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar

from agencies import deadlines
from agencies.actors import Actor
from agencies.register.facts import regime_of
from agencies.schoolday import BeyondPublishedTerms
from agencies.web.pages import Page
from agencies.words import count_words, long_day
from interventions.work.pages.rows import Row, row
from referrals import door
from referrals.duties import words
from referrals.duties.facts import ONE_OF_UNIT, Days, unit_of
from referrals.duties.models import Duty

FORCE = {
    "must": "The law says so.",
    "should": "Statutory guidance says so: follow it unless there is a good reason.",
    "local": "The council’s or the service’s own rule, not law.",
}
STANDS_IN = "School days are not known so far. Working days stand in for them, which no law says: it is counted again."
TIGHTER = "The council’s own rule, and tighter: law or guidance gives {days}."
UNIT_WORDS = {"school_days": "school days", "working_days": "working days", "calendar_days": "days"}


@dataclass(frozen=True, slots=True)
class Run:
    """Days next to each other that are not counted for the same reason."""

    first: date
    last: date
    why: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of the sum: the start (number 0), a day counted with its number, or a run of days not counted."""

    first: date
    last: date
    number: int | None
    why: str = ""
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stood still, and what was left of it in words; `last` is "" while it stands still."""

    first: str
    last: str
    left: str
    was_late: bool


@dataclass(frozen=True, slots=True)
class Leg:
    """The days that lead to the date: of the rule from its start, or those that were left when the clock went on."""

    from_on: date
    limit: int
    is_rest: bool


@dataclass(frozen=True, kw_only=True)
class DutyPage(Page):
    """A duty's date, the days that lead to it, and the rule."""

    template: ClassVar[str] = "interventions/duty_page.html"
    row: Row
    duty: Duty
    source: str
    rule: deadlines.Rule
    force: str
    unit: str
    days: list[Tile]
    skipped: list[Run]
    pauses: list[Pause]
    shifts: list[str]
    leg: Leg
    from_day: str
    due: str
    matches: bool


def duty_page(actor: Actor, duty: Duty, at: datetime) -> DutyPage:
    """How the stored date was worked out, day by day."""
    rule = deadlines.rule_for(duty.rule, duty.rule_from_on)
    days, leg = Days([duty]), _leg(duty)
    worked = _work_out(duty, rule, leg, days)
    return DutyPage(
        row=row(duty, door.child(actor, duty), at, days, clerks_at=door.agency_ids(actor.seats_as_clerk())),
        duty=duty,
        rule=rule,
        source=rule.cited(regime_of(duty.agency_id)) if rule.twins else rule.source,
        force=_force(duty, rule, worked.unit),
        unit=UNIT_WORDS[worked.unit],
        days=_days(leg.from_on, worked),
        skipped=_runs(worked),
        pauses=_pauses(duty, days),
        shifts=[words.shift(one) for one in reversed(duty.shifts)],
        leg=leg,
        from_day=long_day(leg.from_on),
        due=long_day(duty.due_on),
        matches=duty.due_on == worked.due_on or _says_both(duty, worked.due_on),
    )


def _force(duty: Duty, rule: deadlines.Rule, unit: deadlines.Unit) -> str:
    """Whose rule the date is: of law or guidance only where the days are those that it has."""
    if unit is not rule.unit:
        return STANDS_IN
    if rule.force is not deadlines.Force.LOCAL and duty.limit < rule.limit:
        return TIGHTER.format(days=count_words(rule.limit, ONE_OF_UNIT[rule.unit]))
    return FORCE[rule.force]


def _says_both(duty: Duty, counted: date) -> bool:
    """Whether the last change of the calendar says why the day that is counted is not the one that holds."""
    return bool(duty.shifts) and duty.shifts[-1]["gives"] == counted.isoformat()


def _days(from_on: date, worked: deadlines.Sum) -> list[Tile]:
    """The start, every day counted with its number, and the days not counted in runs, in order."""
    counted = [Tile(day, day, n, is_end=day == worked.due_on) for n, day in enumerate(worked.counted, start=1)]
    start = Tile(from_on, from_on, 0, is_end=from_on == worked.due_on)
    runs = [Tile(run.first, run.last, None, run.why) for run in _runs(worked)]
    later = [tile for tile in (*counted, *runs) if tile.first != from_on]
    return sorted([start, *later], key=lambda tile: tile.first)


def _runs(worked: deadlines.Sum) -> list[Run]:
    """The days not counted, those next to each other for the same reason as one run."""
    found: list[Run] = []
    for day, why in dict(worked.skipped).items():
        if found and found[-1].why == why and found[-1].last == day - timedelta(1):
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Run(day, day, why))
    return found


def _work_out(duty: Duty, rule: deadlines.Rule, leg: Leg, days: Days) -> deadlines.Sum:
    try:
        if not duty.why:
            return deadlines.work_out(rule, leg.from_on, days.school(duty), days.working, leg.limit)
    except BeyondPublishedTerms:
        pass
    return deadlines.work_out(deadlines.in_working_days(rule), leg.from_on, None, days.working, leg.limit)


def _leg(duty: Duty) -> Leg:
    """From where the stored date was counted: a pause that began after it has not moved it."""
    moved = [(again, left) for first, again, left in duty.pauses if date.fromisoformat(first) <= duty.due_on]
    if not moved:
        return Leg(duty.from_on, duty.limit, is_rest=False)
    again, left = moved[-1]
    return Leg(date.fromisoformat(again), left, is_rest=True)


def _pauses(duty: Duty, days: Days) -> list[Pause]:
    """Each time in which the clock stood still, the one that still lasts among them."""

    def pause(first: date, last: str, left: int) -> Pause:
        words = count_words(left, ONE_OF_UNIT[unit_of(duty)]) if left else "its last day"
        return Pause(long_day(first), last, words, was_late=duty.due_on < first)

    over = [
        pause(date.fromisoformat(first), long_day(date.fromisoformat(again)), left)
        for first, again, left in duty.pauses
    ]
    lasts = duty.stopped_on
    return [*over, pause(lasts, "", days.left(duty, lasts))] if lasts else over
