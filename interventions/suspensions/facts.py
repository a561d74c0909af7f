"""What a suspension comes to: its totals, who has to be told of it, and whether the board has the power to decide."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from agencies.acting.refusals import NotNow
from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.deadlines.regimes import Regime
from agencies.register.facts import regimes_of
from agencies.schoolday import CLOSED, WEEKEND, SchoolCalendar, local_day
from interventions.suspensions import elsewhere, totals, words
from interventions.suspensions.elsewhere import Elsewhere
from interventions.suspensions.models import BoardSitting, SuspendedSession, Suspension
from interventions.suspensions.states import ASKED, ASKED_FACTS, MEETS, OPEN, NoSchoolDay, State
from interventions.suspensions.totals import AlreadyOut, Out, Session, Total
from referrals.pupils.models import Enrolment, Pupil

ONLY_HEADS = "Only a headteacher, or the person acting as one, decides on a suspension."
BEYOND_POWER = "This takes the pupil beyond 45 days in the school year, which no head has the power to do."


YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class SuspensionFacts:
    """The decision: its sessions by day, one to three reason codes, what was tried, what happened in the head's words.

    `exam_on`: the day of the first exam or national test that would be missed. `answers`: by fact about the pupil,
    *yes* or *no*; what is not in it is not known. `elsewhere`: days at another school, where it is said now.
    """

    kind: str
    sessions: tuple[tuple[date, Session], ...]
    reasons: tuple[str, ...]
    tried: str = ""
    happened: str = ""
    misses_exam: bool = False
    exam_on: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Elsewhere | None = None
    is_fact_only: bool = False
    external_id: str = ""


def reckon(
    pupil: Pupil,
    new: tuple[tuple[date, Session], ...],
    school_id: int,
    but: int | None = None,
    at: datetime | None = None,
    told: Elsewhere | None = None,
) -> tuple[Total, ...]:
    """The term's and the year's totals with these sessions; sessions of every school count to the year.

    Days at schools that are not known here count to the year as they were told of by then (`at`), or as is `told` now.
    `NoSchoolDay` at a weekend and on a bank holiday alone: of any other day the school is believed (law.md 1.11 D).
    What is known to be no school day counts in no total until that is settled.
    """
    if not new:
        raise NotNow("There is no school day between these days.")
    outs = outs_of(pupil, but=but)
    schools = {school_id, *(out.school_id for out in outs)}
    calendars, regimes = school_calendars(schools, bank_holidays()), regimes_of(schools)
    school = calendars[school_id]
    for day, _ in new:
        if school.is_free(day):
            raise NoSchoolDay(day, school.why_not(day) or "")
    added = [Out(*one, school_id) for one in new]
    try:
        totals.refuse_doubled(frozenset(outs), frozenset(added))
    except AlreadyOut as taken:
        there = Suspension.objects.filter(pupil=pupil, school_id=school_id, sessions__day=taken.day)
        raise NotNow(str(taken), there.first()) from taken
    answers = elsewhere.answers_by_pupil([pupil.pk])[pupil.pk]
    said = elsewhere.half_days(answers, {totals.school_year(day) for day, _ in new}, at)
    year = totals.school_year(new[0][0])
    held = elsewhere.held_with(told, answers, year, school_id, at)
    said |= {year: held.half_days} if held else {}
    before = counted(within(outs, school_id, regimes), calendars)
    found = under(regimes[school_id], totals.totals(before, counted(added, calendars), school, school_id, said))
    return marked(pupil, school_id, found)


def under(regime: Regime, found: Iterable[Total]) -> tuple[Total, ...]:
    """The same, by the lines of the part of the Regulations under which the school stands."""
    return tuple(replace(total, regime=regime) for total in found)


def within(outs: Iterable[Out], school_id: int, regimes: Mapping[int, Regime]) -> list[Out]:
    """Those that count at this school: what was served outside the Regulations counts there alone (law.md 11)."""
    return [out for out in outs if out.school_id == school_id or regimes[out.school_id] is not Regime.OUTSIDE]


def marked(pupil: Pupil, school_id: int, found: Iterable[Total]) -> tuple[Total, ...]:
    """The same, those marked within which the pupil is on the roll of another school too: one query."""
    both = _on_two_rolls(pupil, school_id)

    def is_within(total: Total) -> bool:
        return any(first <= total.last and total.first <= last for first, last in both)

    return tuple(replace(total, is_of_two_rolls=is_within(total)) for total in found)


def _on_two_rolls(pupil: Pupil, school_id: int) -> list[tuple[date, date]]:
    """From when to when the pupil is on the roll of this school and of another one."""
    rows = Enrolment.objects.filter(pupil=pupil).values_list("school_id", "starts_on", "ends_on")
    places = [(school, starts_on, ends_on or date.max) for school, starts_on, ends_on in rows]
    here = [(first, last) for school, first, last in places if school == school_id]
    there = [(first, last) for school, first, last in places if school != school_id]
    both = ((max(a, first), min(b, last)) for a, b in here for first, last in there)
    return [(first, last) for first, last in both if first <= last]


def outs_of(pupil: Pupil, but: int | None = None) -> list[Out]:
    """Every session that the pupil was or is to be out by suspension, at any school, `but` those of one: one query.

    Not those that fell away with a cancellation; what was served before it counts (law.md CAN-3, CAN-6).
    """
    rows = SuspendedSession.objects.filter(pupil=pupil, fell_away=False)
    if but is not None:
        rows = rows.exclude(suspension=but)
    of = rows.values_list("day", "session", "suspension__school_id", "suspension__state")
    return [Out(day, session, school, state == State.CANCELLED) for day, session, school, state in of]


def counted(outs: Iterable[Out], calendars: Mapping[int, SchoolCalendar]) -> list[Out]:
    """Those that count: a day on which the school was shut after all is no school day (law.md 1.2).

    Where its terms are not known the school's word is taken, until they are.
    """
    return [out for out in outs if not calendars[out.school_id].is_shut(out.day)]


@dataclass(frozen=True, slots=True)
class Stands:
    """The sessions and reason codes of a suspension; `gone`, the days that fell away, or never were."""

    sessions: list[tuple[date, str]]
    reasons: list[str]
    gone: frozenset[date] = frozenset()


def as_it_stands(suspension: Suspension) -> Stands:
    """As it was decided and corrected since; days that were not served after all, or never were, are gone."""
    rows = list(suspension.sessions.order_by("day", "id").values_list("day", "session", "fell_away"))
    revised = [one["now"]["sessions"] for one in suspension.changes if "now" in one]
    every = [(day, session) for day, session, _ in rows]
    sessions = _read(revised[-1]) if revised else every
    left = {day for day, _, fell_away in rows if not fell_away}
    reasons = list(suspension.reasons.order_by("place").values_list("code", flat=True))
    return Stands(sessions, reasons, frozenset(day for day, _ in every) - left)


def as_given(suspension: Suspension, revision: int) -> Stands:
    """As it was at this revision: what somebody reads who was told of that one, and of none since."""
    now = as_it_stands(suspension)
    later = [one["was"] for one in suspension.changes if "was" in one][revision:]
    sessions = sessions_before(suspension, revision) or now.sessions
    return Stands(sessions, next((was["reasons"] for was in later if "reasons" in was), now.reasons))


def sessions_before(suspension: Suspension, revision: int) -> list[tuple[date, str]]:
    """The sessions at this revision, where they were changed since; else none."""
    later = [one["was"] for one in suspension.changes if "was" in one][revision:]
    return _read(later[0]["sessions"]) if later else []


def _read(kept: list[list[str]]) -> list[tuple[date, str]]:
    return [(date.fromisoformat(day), session) for day, session in kept]


Question = tuple[date, str]


def open_questions(days: Iterable[date], school: SchoolCalendar) -> tuple[list[Question], list[Question]]:
    """The unsettled days: those of which the terms are not known, and those on which the year has no lessons."""
    found = unsettled(days, school)
    unknown = [(day, why) for day, why in found if not school.is_known(day)]
    return unknown, [one for one in found if one not in unknown]


def unsettled(days: Iterable[date], school: SchoolCalendar) -> tuple[tuple[date, str], ...]:
    """The days of a suspension on which its school's year does not say that there were lessons, each with why.

    Not a closure: it was entered for that very day, which then counts in nothing.
    """
    found = ((day, school.why_not(day)) for day in dict.fromkeys(days) if not school.is_free(day))
    return tuple((day, why) for day, why in found if why and not why.startswith(CLOSED))


def on_open_days(sessions: Iterable[tuple[date, str]], school: SchoolCalendar) -> list[tuple[date, str]]:
    """Those on days when the school was open; where its year has no lessons on a day, that is there until settled."""
    found = list(sessions)
    disputed = {day for day, _ in open_questions((day for day, _ in found), school)[1]}
    return [row for row in found if row[0] in disputed or not school.is_shut(row[0])]


def days_between(school: SchoolCalendar, first: date, last: date, open_on: Collection[date] = ()) -> tuple[date, ...]:
    """The days of a suspension, both counted in: school days, weekdays where its terms are not known, and `open_on`."""
    span = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return tuple(day for day in span if not school.is_shut(day) or (day in open_on and not school.is_free(day)))


def skipped_between(school: SchoolCalendar, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """The weekdays among them on which the school is not open to pupils, each with why."""
    span = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    shut = (day for day in span if day.weekday() not in WEEKEND and school.is_shut(day))
    return tuple((day, school.why_not(day) or "") for day in shut)


def is_beyond(found: tuple[Total, ...]) -> bool:
    """Whether the totals are over what any head has the power to impose."""
    return any(line.name == "beyond_power" for total in found for line in total.is_over)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one fact about the pupil: *yes*, *no*, or nothing; who said so, and on which day."""

    kind: str
    said: str = ""
    by: str = ""
    on: str = ""


def answers_of(suspension: Suspension) -> list[Answer]:
    """Of each fact that is asked at a suspension: one that held at the decision, or began since, is a yes (G22).

    Not one that was recorded ahead, and begins once the suspension is over.
    """
    on, last_on = local_day(suspension.decided_at), suspension.last_on
    facts = [one for one in suspension.pupil.facts.all() if one.ends_on is None or one.ends_on >= on]
    held = {one.kind for one in facts if one.starts_on <= max(on, last_on, local_day(one.recorded_at))}
    kinds = [kind.value for kind in ASKED_FACTS]
    return [Answer(one, YES) if one in held else Answer(one, **suspension.asked.get(one, {})) for one in kinds]


def not_known(suspension: Suspension) -> list[str]:
    """The facts of which nobody has said yes or no."""
    return [one.kind for one in answers_of(suspension) if not one.said]


def outcome_of(suspension: Suspension) -> str:
    """What the board decided, in words; where the days had been served, nobody comes back on a day."""
    if suspension.outcome == "reinstated" and suspension.back_on is None:
        return words.SERVED
    return words.OUTCOMES.get(suspension.outcome, "")


def sitting_of(suspension: Suspension, number: str) -> BoardSitting | None:
    """The sitting of its board of this number, from 1 in their order; the last one where none is said."""
    there = list(suspension.sittings.order_by("began_at"))
    if not number:
        return there[-1] if there else None
    place = int(number) if number.isdecimal() and len(number) < 4 else 0
    return there[place - 1] if 0 < place <= len(there) else None


def next_day_of(suspension: Suspension, on: date) -> date | None:
    """The next day of it after that one on which the school is open; None where none is still to come.

    Of the days as they were before the board decided: what fell away by its decision was to come then.
    """
    days = sorted(day for day, _ in as_it_stands(suspension).sessions if day > on)
    school = school_calendars({suspension.school_id}, bank_holidays())[suspension.school_id]
    return next((day for day in days if not school.is_shut(day)), None)


def has_letter(suspension: Suspension) -> bool:
    """Whether a letter can be made: not of one beyond the power, until it is cancelled, decided on or void."""
    return not (suspension.is_beyond_power and suspension.state in OPEN)


BOARD_BY_BAND = {"meets": MEETS, "asked": ASKED}
"""By the band of the term's total with this suspension (law.md 1.6: GB-4 and GB-6, GB-2)."""


def band(found: Collection[Total], *, misses_exam: bool) -> str:
    """What the totals mean for the board: it meets, it is asked by the parents, or neither."""
    if any(total.regime is Regime.OUTSIDE for total in found):
        return ""
    over = {line.name for total in found for line in total.is_over}
    if misses_exam or "governors_meet" in over:
        return "meets"
    return "asked" if "governors_told" in over else ""


def may_decide(suspension: Suspension) -> bool:
    """Whether the board has to meet, and may reinstate."""
    return suspension.board == "meets" or (suspension.board == "asked" and suspension.represented_at is not None)
