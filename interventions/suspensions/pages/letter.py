"""The letter that tells of a suspension: what the law wants it to state, in dates and plain words (law.md 1.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.register.facts import exclusion_reasons
from agencies.schoolday import SchoolCalendar, local_day
from agencies.web.pages import Page
from interventions.suspensions import ages, facts, sources, words
from interventions.suspensions.models import Suspension
from interventions.suspensions.period import period
from interventions.suspensions.states import State
from interventions.suspensions.totals import Session, days_counted, run_of, sixth_day

FIRST_FIVE = 5


@dataclass(frozen=True, slots=True)
class Revised:
    """That the suspension is another than was written before: since when, and why."""

    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class LetterPage(Page):
    """The letter as a page that prints: of the suspension, its cancellation or the board's decision."""

    template: ClassVar[str] = "interventions/suspension_letter.html"
    suspension: Suspension
    is_to_pupil: bool
    period: str
    length: str
    days: list[date]
    shut: list[date]
    reasons: list[str]
    decided_by: str
    is_board_told: bool
    has_lessons: bool
    at_home: list[date]
    sixth: date | None
    outcome: str
    is_cancelled: bool
    is_void: bool
    revised: Revised | None
    at: datetime
    no_letter: str = sources.NO_LETTER


def letter(one: Suspension, at: datetime) -> LetterPage:
    """Everything that the letter says; nothing is asked of the database by the template."""
    decided_on = local_day(one.decided_at)
    stands = facts.as_it_stands(one)
    school, reasons = school_calendar(one.school_id, bank_holidays()), exclusion_reasons(decided_on)
    disputed = {day for day, _ in facts.open_questions((day for day, _ in stands.sessions), school)[1]}
    sessions = [row for row in stands.sessions if row[0] in disputed or not school.is_shut(row[0])]
    return LetterPage(
        suspension=one,
        is_to_pupil=ages.is_adult(
            one.pupil.born_on, local_day(one.voided_at or one.cancelled_at or one.outcome_at or one.decided_at)
        ),
        period=period(sessions) if sessions else "",
        length=days_counted(len(sessions)),
        days=list(dict.fromkeys(day for day, _ in sessions)),
        shut=list(dict.fromkeys(day for day, _ in stands.sessions if school.is_shut(day) and day not in disputed)),
        reasons=[words.reason(code, reasons) for code in stands.reasons],
        decided_by={"head": "the headteacher", "acting_head": "the acting headteacher"}[one.decided_by_role],
        is_board_told=one.notices.filter(recipient="governors").exists(),
        has_lessons=any(session != Session.LUNCH for _, session in sessions),
        at_home=_at_home(one, sessions),
        sixth=_sixth(one, school),
        outcome=facts.outcome_of(one),
        is_cancelled=one.state == State.CANCELLED,
        is_void=one.state == State.VOID,
        revised=_revised(one),
        at=at,
    )


def _revised(one: Suspension) -> Revised | None:
    """The last time that its days or its reasons were changed."""
    changes = [change for change in one.changes if "was" in change]
    return Revised(date.fromisoformat(changes[-1]["on"]), changes[-1]["why"]) if changes else None


def _at_home(one: Suspension, sessions: list[tuple[date, str]]) -> list[date]:
    """The first five days on which the child may not be in a public place in school hours: lunchtimes are none."""
    whole = dict.fromkeys(day for day, session in sessions if session != Session.LUNCH)
    return [day for day in whole if ages.is_of_school_age(one.pupil.born_on, day)][:FIRST_FIVE]


def _sixth(one: Suspension, school: SchoolCalendar) -> date | None:
    """The sixth school day in a row, where this suspension reaches it and the pupil is of compulsory school age."""
    here = [out for out in facts.outs_of(one.pupil) if out.school_id == one.school_id]
    day = sixth_day(run_of(here, one.last_on, school))
    reached = day is not None and day <= one.last_on and ages.is_of_school_age(one.pupil.born_on, day)
    return day if reached else None
