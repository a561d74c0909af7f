"""What the page of one suspension shows: whole, or as the notice of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from django.urls import reverse

from agencies import ages
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendar, years_of
from agencies.deadlines.regimes import Regime
from agencies.policy import Act, Standing
from agencies.register.facts import exclusion_reasons, regime_of
from agencies.schoolday import SchoolCalendar, local_day, school_year
from agencies.web.pages import Page
from agencies.words import clock, day_month, long_day, year_group
from interventions.suspensions import sources, words
from interventions.suspensions.counting import Row, rows_of, totals_of
from interventions.suspensions.education import begins_after, education_of, may_have_sat, sixth_of, told_by
from interventions.suspensions.elsewhere import answers_by_pupil, held_then
from interventions.suspensions.facts import (
    YES,
    Answer,
    answers_of,
    as_given,
    as_it_stands,
    counted,
    has_letter,
    open_questions,
    outcome_of,
)
from interventions.suspensions.models import Education, Suspension, SuspensionNotice
from interventions.suspensions.notices import notice_of
from interventions.suspensions.pages.acts import owed_of
from interventions.suspensions.pages.addressed import opens_contacts
from interventions.suspensions.pages.board import Board, board_of, possible
from interventions.suspensions.pages.letterhead import add_url, letterhead
from interventions.suspensions.pages.listed import WHOLE
from interventions.suspensions.pages.stood import Changed, Day, Ended, after_return, changed, days_of, ended
from interventions.suspensions.pages.summed import Summed, summed
from interventions.suspensions.period import period
from interventions.suspensions.states import State
from interventions.suspensions.totals import days_counted, run_of
from referrals import door
from referrals.cases.models import Case
from referrals.pupils.access import child_url
from referrals.pupils.facts import left_words


@dataclass(frozen=True, kw_only=True)
class NoticePage(Page):
    """A suspension as the council was given notice of it, and no more."""

    template: ClassVar[str] = "interventions/suspension_page.html"
    suspension: Suspension
    is_own: bool
    year: str
    period: str
    half_days: str
    days: list[Day]
    reasons: list[str]
    ended: Ended | None
    outcome: str
    decided_by: str
    has_letter: bool
    child_url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was given, in words."""

    notice: SuspensionNotice
    who: str
    how: str
    of: str
    given_on: date | None
    letter: int
    url: str


@dataclass(frozen=True, slots=True)
class Untold:
    """Who has still to be told."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one fact about the pupil, in words; `is_said`: somebody has said yes or no."""

    what: str
    answer: str
    is_said: bool
    is_yes: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """From when education is owed, by when the family is told; what is arranged, and whether it begins too late."""

    sixth: date | None
    tell_by: str
    education: Education | None
    is_too_late: bool
    asks_virtual_head: bool


@dataclass(frozen=True, kw_only=True)
class SuspensionPage(NoticePage):
    """A suspension as its own school keeps it: who is told, the board's clock, and what one may do now."""

    template: ClassVar[str] = "interventions/suspension_kept.html"
    told: list[Told]
    has_parent: bool
    owed: list[Untold]
    can: frozenset[Act]
    may_tell: bool
    board_can: frozenset[Act]
    board: Board
    served: str
    totals: list[Summed]
    shut: list[str]
    unknown: list[str]
    disputed: list[str]
    year_url: str
    known: list[Known]
    may_settle: bool
    changes: list[Changed]
    meanwhile: Meanwhile
    run: int
    letters_url: str
    lacks: list[str]
    case: Case | None
    left: str
    is_outside: bool
    is_of_school_age: bool
    may_have_sat: bool
    exams_source: str = sources.NOT_OWED
    sixth_source: str = sources.SIXTH_DAY


def suspension_page(actor: Actor, one: Suspension, at: datetime) -> NoticePage:
    """One suspension: whole for its school, for the council the notice alone."""
    own = any(seat.agency_id == one.school_id for so in WHOLE for seat in actor.seats_for(Act.SEE_SUSPENSION, so))
    told = one.notices.filter(recipient="council").order_by("id").last()
    of, revision = (notice_of(one), one.revision) if own or told is None else (told.of, told.revision)
    knows = (of, revision) == (notice_of(one), one.revision)
    stands = as_it_stands(one) if knows else as_given(one, revision)
    reasons = exclusion_reasons(local_day(one.decided_at))
    notice = NoticePage(
        suspension=one,
        is_own=own,
        year=year_group(one.pupil.born_on, local_day(at)),
        period=period(stands.sessions),
        half_days=days_counted(len(stands.sessions)),
        days=days_of(stands if knows or of != "cancellation" else replace(stands, gone=after_return(one, stands))),
        reasons=[words.reason(code, reasons) for code in stands.reasons],
        ended=ended(one, of, by_whom=own),
        outcome=outcome_of(one) if knows else "",
        decided_by={"head": "The headteacher", "acting_head": "The acting headteacher"}[one.decided_by_role],
        has_letter=has_letter(one),
        child_url=child_url(actor, one.pupil),
    )
    return _for_school(actor, notice, at) if own else notice


def _for_school(actor: Actor, notice: NoticePage, at: datetime) -> SuspensionPage:
    one = notice.suspension
    school = school_calendar(one.school_id, bank_holidays())
    rows = rows_of([one.pupil_id])[one.pupil_id]
    of_this = [row.out for row in rows if row.place[-1] == one.pk]
    leads = any(seat.agency_id == one.school_id for seat in actor.seats_for(Act.SEE_SUSPENSION, Standing.RAISED))
    unknown, disputed = open_questions((out.day for out in of_this), school) if leads else ([], [])
    counts = counted(of_this, {one.school_id: school})
    run = run_of([row.out for row in rows if row.out.school_id == one.school_id], one.first_on, school)
    sees_case = leads and one.case_id and door.cases(actor, Act.SEE_CASE).filter(pk=one.case_id).exists()
    letters_url = add_url(actor, one)
    year, known, regime = school_year(one.first_on), _known(one), regime_of(one.school_id)
    can = possible(door.may_now(actor, one, one.state), one, regime)
    told = _notices(actor, one)
    return SuspensionPage(
        **notice.context(),
        told=told,
        has_parent=any((row.notice.recipient, row.notice.of) == ("parents", notice_of(one)) for row in told),
        owed=[Untold(code, words.RECIPIENTS[code]) for code in owed_of(one)],
        can=can,
        may_tell=Act.RECORD_NOTICE in can,
        board_can=can - TAKES_BACK - NOT_OF_BOARD,
        board=board_of(one, at, regime),
        served=days_counted(len(counts)),
        totals=_totals(one, rows),
        shut=[day_month(day) for day in sorted({out.day for out in of_this} - {out.day for out in counts})],
        unknown=[day_month(day) for day, _ in unknown],
        disputed=[f"{day_month(day)} ({why})" for day, why in disputed],
        year_url=reverse("keep_year", args=[one.school.reference, year]) if year in years_of(local_day(at)) else "",
        known=known if leads else [],
        may_settle=Act.SETTLE_FACTS in can and any(not answer.is_said for answer in known),
        changes=[changed(change) for change in one.changes],
        letters_url=letters_url,
        lacks=letterhead(one.school, at).missing if letters_url else [],
        meanwhile=_meanwhile(one, [] if regime is Regime.OUTSIDE else rows, school, known),
        run=len(run),
        case=one.case if sees_case else None,
        left=left_words(one.pupil, one.school, at),
        **_by_law(one, regime),
    )


def _by_law(one: Suspension, regime: Regime) -> dict[str, Any]:
    """Whether the Regulations and what is owed in compulsory school age apply, and whether all exams may be sat."""
    return {
        "is_outside": regime is Regime.OUTSIDE,
        "is_of_school_age": ages.is_of_school_age(one.pupil.born_on, one.first_on),
        "may_have_sat": may_have_sat(one),
    }


def _meanwhile(one: Suspension, rows: list[Row], school: SchoolCalendar, known: list[Known]) -> Meanwhile:
    sixth = sixth_of(one, [row.out for row in rows], school)
    education = education_of([one.pk]).get(one.pk)
    return Meanwhile(
        sixth=sixth,
        tell_by=_moment(told_by(sixth)) if sixth else "",
        education=education,
        is_too_late=begins_after(education, (row.out.day for row in rows if row.place[-1] == one.pk)),
        asks_virtual_head=any(fact.what == words.SHORT["looked_after"] and fact.is_yes for fact in known),
    )


def _moment(at: datetime) -> str:
    """Such as "Saturday 24 October 2026, 10:00am"."""
    return f"{long_day(local_day(at))}, {clock(at)}"


def _totals(one: Suspension, rows: list[Row]) -> list[Summed]:
    """What it counts to in words, with what was said of other schools by then."""
    answers = answers_by_pupil([one.pupil_id])[one.pupil_id]
    told = held_then(answers, school_year(one.first_on), one.decided_at, one.school_id)
    return [summed(total, told, one.school_id) for total in totals_of(one, rows, answers)]


def _known(suspension: Suspension) -> list[Known]:
    """What is known of the pupil, each with who said so; of one that never happened nothing is asked."""
    answers = [] if suspension.state == State.VOID else answers_of(suspension)
    return [Known(words.SHORT[one.kind], _answer(one), bool(one.said), one.said == YES) for one in answers]


def _answer(answer: Answer) -> str:
    said = words.ANSWERS[answer.said or "unknown"]
    return f"{said}: {answer.by}, {day_month(date.fromisoformat(answer.on))}" if answer.by else said


def _notices(actor: Actor, one: Suspension) -> list[Told]:
    """Each that was given; who opens the people around the child is led to who was told, by their name of that day."""
    rows = list(one.notices.select_related("contact").order_by("id"))
    opens = any(row.contact for row in rows) and opens_contacts(actor, one)
    return [_told(n, row, one, opens=opens) for n, row in enumerate(rows, start=1)]


def _told(number: int, row: SuspensionNotice, one: Suspension, *, opens: bool) -> Told:
    """A notice in words, with the day on which it counts as given where that is another; its number, with a letter."""
    url = reverse("see_contact", args=[row.contact.reference]) if opens and row.contact else ""
    later = row.given_on if row.given_on != row.told_on else None
    who, how = words.RECIPIENTS[row.recipient], words.HOW[row.how]
    return Told(row, who, how, _of(row, one), later, letter=number if row.letter else 0, url=url)


def _of(notice: SuspensionNotice, one: Suspension) -> str:
    """What somebody was told of, after the rest; of a suspension as it stands it needs no words."""
    return words.OF[notice.of] or ("before it was changed" if notice.revision < one.revision else "")


TAKES_BACK = {Act.CANCEL_SUSPENSION, Act.VOID_SUSPENSION, Act.CORRECT_SUSPENSION, Act.SHORTEN_SUSPENSION}
NOT_OF_BOARD = {
    Act.ARRANGE_EDUCATION,
    Act.CORRECT_BOARD_MEETING,
    Act.RECORD_DAYS_ELSEWHERE,
    Act.RECORD_EXAM_DAY,
    Act.RECORD_NOTICE,
    Act.SETTLE_FACTS,
}
