"""The letter that tells of a suspension: what the law wants it to state, in dates and plain words (law.md 1.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.register.facts import exclusion_reasons
from agencies.schoolday import SchoolCalendar, local_day
from agencies.web.pages import Page
from agencies.words import in_sentence
from interventions.suspensions import ages, facts, sources, words
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import State
from interventions.suspensions.totals import Session, run_of, sixth_day

FIRST_FIVE = 5


@dataclass(frozen=True, kw_only=True)
class LetterPage(Page):
    """The letter as a page that prints: of the suspension, its cancellation or the board's decision."""

    template: ClassVar[str] = "interventions/suspension_letter.html"
    suspension: Suspension
    is_to_pupil: bool
    kind: str
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
    at: datetime
    no_letter: str = sources.NO_LETTER


def letter(one: Suspension, at: datetime) -> LetterPage:
    """Everything that the letter says; nothing is asked of the database by the template."""
    decided_on = local_day(one.decided_at)
    every = list(one.sessions.order_by("day", "id").values_list("day", "session", "fell_away"))
    school, reasons = school_calendar(one.school_id, bank_holidays()), exclusion_reasons(decided_on)
    sessions = [row for row in every if not school.is_shut(row[0])]
    return LetterPage(
        suspension=one,
        is_to_pupil=ages.is_adult(one.pupil.born_on, local_day(one.cancelled_at or one.outcome_at or one.decided_at)),
        kind=in_sentence(words.AS_REPORTED[one.kind]),
        days=list(dict.fromkeys(day for day, _, _ in sessions)),
        shut=list(dict.fromkeys(day for day, _, _ in every if school.is_shut(day))),
        reasons=[reasons.get(reason.code, reason.code) for reason in one.reasons.order_by("place")],
        decided_by={"head": "the headteacher", "acting_head": "the acting headteacher"}[one.decided_by_role],
        is_board_told=one.notices.filter(recipient="governors").exists(),
        has_lessons=any(session != Session.LUNCH for _, session, _ in sessions),
        at_home=_at_home(one, sessions),
        sixth=_sixth(one, school),
        outcome=words.OUTCOMES.get(one.outcome, ""),
        is_cancelled=one.state == State.CANCELLED,
        at=at,
    )


def _at_home(one: Suspension, sessions: list[tuple[date, str, bool]]) -> list[date]:
    """The first five days on which the child may not be in a public place in school hours: lunchtimes are none."""
    whole = dict.fromkeys(day for day, session, _ in sessions if session != Session.LUNCH)
    return [day for day in whole if ages.is_of_school_age(one.pupil.born_on, day)][:FIRST_FIVE]


def _sixth(one: Suspension, school: SchoolCalendar) -> date | None:
    """The sixth school day in a row, where this suspension reaches it and the pupil is of compulsory school age."""
    here = [out for out in facts.outs_of(one.pupil) if out.school_id == one.school_id]
    day = sixth_day(run_of(here, one.last_on, school))
    reached = day is not None and day <= one.last_on and ages.is_of_school_age(one.pupil.born_on, day)
    return day if reached else None
