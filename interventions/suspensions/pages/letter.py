"""The letter that tells of a suspension: what the law wants it to state, in dates and plain words (law.md 1.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from agencies import ages
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.deadlines.regimes import Regime
from agencies.register.facts import exclusion_reasons, regime_of
from agencies.schoolday import BeyondPublishedTerms, SchoolCalendar, local_day
from agencies.settings.lines import SERVICES
from agencies.settings.own import lines_set
from agencies.voice import Voice, voice
from agencies.web.pages import Page
from agencies.words import long_day
from interventions.suspensions import facts, sources, words
from interventions.suspensions.education import begins_after, education_of, may_have_sat, sixth_of
from interventions.suspensions.models import Education, Suspension
from interventions.suspensions.pages.addressed import Addressing, addressing
from interventions.suspensions.pages.letterhead import OnLetters, add_url, lacks, letterhead
from interventions.suspensions.period import period
from interventions.suspensions.states import FAMILY, OPEN, State
from interventions.suspensions.totals import Session, days_counted

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
    voice: Voice
    head: OnLetters
    addressing: Addressing
    lacks: list[str]
    letterhead_url: str
    is_made: bool
    period: str
    length: str
    days: list[date]
    shut: list[date]
    reasons: list[str]
    decided_by: str
    is_board_told: bool
    at_home: list[date]
    work_on: list[date]
    sixth: date | None
    education: Education | None
    outcome: str
    is_cancelled: bool
    is_void: bool
    was_out: bool
    misses_lunch: bool
    back: str
    signed: str
    advice: list[str]
    may_tell: bool
    revised: Revised | None
    is_outside: bool
    may_have_sat: bool
    at: datetime
    no_letter: str = sources.NO_LETTER


def letter(one: Suspension, at: datetime, *, may_tell: bool = True, reader: Actor | None = None) -> LetterPage:
    """Everything that the letter says on that day; nothing is asked of the database by the template."""
    stands = facts.as_it_stands(one)
    school, reasons = school_calendar(one.school_id, bank_holidays()), exclusion_reasons(local_day(one.decided_at))
    sessions = facts.on_open_days(stands.sessions, school)
    is_open = {day for day, _ in sessions}
    there = [day for day, _ in sessions if day not in stands.gone]
    education = education_of([one.pk]).get(one.pk)
    is_outside, head = regime_of(one.school_id) is Regime.OUTSIDE, letterhead(one.school, at)
    said = voice(one.pupil.first_name, is_to_pupil=_is_to_pupil(one))
    return LetterPage(
        suspension=one,
        voice=said,
        head=head,
        addressing=addressing(one, reader, at, is_to_pupil=said.is_to_pupil),
        lacks=[] if is_outside else lacks(one, head),
        letterhead_url=add_url(reader, one) if head.missing else "",
        is_made=facts.has_letter(one),
        period=period(sessions) if sessions else "",
        length=days_counted(len(sessions)),
        days=list(dict.fromkeys(day for day, _ in sessions)),
        shut=list(dict.fromkeys(day for day, _ in stands.sessions if day not in is_open)),
        reasons=[words.reason(code, reasons) for code in stands.reasons],
        decided_by={"head": "the headteacher", "acting_head": "the acting headteacher"}[one.decided_by_role],
        is_board_told=one.notices.filter(recipient="governors").exists(),
        **_while_out(one, sessions, school, is_outside=is_outside),
        education=None if begins_after(education, there) else education,
        outcome=_decided(one, said),
        is_cancelled=one.state == State.CANCELLED,
        is_void=one.state == State.VOID,
        was_out=any(day not in stands.gone for day, _ in stands.sessions),
        back=_back(one, sessions, school),
        signed=_signed(one),
        advice=lines_set(one.authority_id, SERVICES, local_day(at)),
        may_tell=may_tell,
        revised=_revised(one),
        is_outside=is_outside,
        at=at,
    )


def _while_out(
    one: Suspension, sessions: list[tuple[date, str]], school: SchoolCalendar, *, is_outside: bool
) -> dict[str, Any]:
    """What the law asks meanwhile of family and school: outside the Regulations none of it."""
    sixth = None if is_outside else _sixth(one, school)
    return {
        "at_home": [] if is_outside else _at_home(one, sessions),
        "work_on": [] if is_outside else _work_on(sessions, sixth),
        "sixth": sixth,
        "misses_lunch": not is_outside and any(session == Session.LUNCH for _, session in sessions),
        "may_have_sat": may_have_sat(one),
    }


def _decided(one: Suspension, said: Voice) -> str:
    """What the board decided; where the days had been served, nobody comes back on a day."""
    is_served = one.outcome == "reinstated" and one.back_on is None
    how = "served" if is_served else one.outcome
    return words.DECIDED[how].format(who=said.who, are=said.are) if how else ""


def _back(one: Suspension, sessions: list[tuple[date, str]], school: SchoolCalendar) -> str:
    """When the pupil is back after whole days, where the school's days are known; of lunchtimes there is none."""
    if one.state not in OPEN or not any(session == Session.AM for _, session in sessions):
        return ""
    last, parts = sessions[-1][0], {session for day, session in sessions if day == sessions[-1][0]}
    if parts == {Session.AM.value}:
        return f"on the afternoon of {long_day(last)}"
    try:
        return f"on {long_day(school.add_school_days(last, 1))}"
    except BeyondPublishedTerms:
        return ""


def _is_to_pupil(one: Suspension) -> bool:
    """Whose it is: the pupil's from 18 on; that it never happened is told to whoever was told of it."""
    told = set(one.notices.values_list("recipient", flat=True)) if one.state == State.VOID else set()
    if told & set(FAMILY):
        return "pupil" in told
    return ages.is_adult(
        one.pupil.born_on, local_day(one.voided_at or one.cancelled_at or one.outcome_at or one.decided_at)
    )


def _signed(one: Suspension) -> str:
    """Whose letter it is: the head's, or of the board's decision its clerk's."""
    if one.state == State.DECIDED:
        return f"{one.outcome_by.name if one.outcome_by else ''}, for the governing board of {one.school.name}"
    role = {"head": "Headteacher", "acting_head": "Acting headteacher"}[one.decided_by_role]
    return f"{one.imposed_by.name}, {role}" if one.imposed_by else f"{role}, {one.school.name}"


def _revised(one: Suspension) -> Revised | None:
    """The last time that its days or its reasons were changed."""
    changes = [change for change in one.changes if "was" in change]
    return Revised(date.fromisoformat(changes[-1]["on"]), changes[-1]["why"]) if changes else None


def _at_home(one: Suspension, sessions: list[tuple[date, str]]) -> list[date]:
    """The first five days on which the child may not be in a public place in school hours: lunchtimes are none."""
    whole = dict.fromkeys(day for day, session in sessions if session != Session.LUNCH)
    return [day for day in whole if ages.is_of_school_age(one.pupil.born_on, day)][:FIRST_FIVE]


def _work_on(sessions: list[tuple[date, str]], sixth: date | None) -> list[date]:
    """The days for which the school sets work: until full-time education is owed (law.md DAY-3)."""
    days = dict.fromkeys(day for day, session in sessions if session != Session.LUNCH)
    return [day for day in days if sixth is None or day < sixth]


def _sixth(one: Suspension, school: SchoolCalendar) -> date | None:
    """The sixth school day in a row, where this suspension reaches it and the pupil is of compulsory school age."""
    return sixth_of(one, facts.outs_of(one.pupil), school)
