"""What the pages on suspensions show: one suspension, whole or as the notice of it; and the list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.urls import reverse

from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.deadlines import rule_for
from agencies.policy import Act, Standing
from agencies.register.facts import exclusion_reasons
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page
from agencies.words import day_month, year_group
from interventions.suspensions import sources, words
from interventions.suspensions.facts import counted, may_decide, notice_of, outs_of
from interventions.suspensions.models import SuspendedSession, Suspension, SuspensionNotice
from interventions.suspensions.pages.acts import owed_of
from interventions.suspensions.states import BOARD, State
from interventions.suspensions.totals import Out, days_counted, run_of, sixth_day
from referrals import door
from referrals.cases.models import Case
from referrals.duties.facts import limit_in_words
from referrals.duties.models import Duty
from referrals.duties.states import State as DutyState
from referrals.pupils.facts import left_words

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class NoticePage(Page):
    """A suspension as the council was given notice of it, and no more."""

    template: ClassVar[str] = "interventions/suspension_page.html"
    suspension: Suspension
    is_own: bool
    year: str
    kind: str
    half_days: str
    days: list[str]
    reasons: list[str]
    is_cancelled: bool
    outcome: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was given, in words."""

    notice: SuspensionNotice
    who: str
    how: str
    of: str


@dataclass(frozen=True, slots=True)
class Untold:
    """Who has still to be told."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class BoardClock:
    """The governing board's clock, where it runs or ran; `source` in law, where what the law counts was counted."""

    duty: Duty | None
    is_late: bool
    limit: str
    source: str


@dataclass(frozen=True, kw_only=True)
class SuspensionPage(NoticePage):
    """A suspension as its own school keeps it: who is told, the board's clock, and what one may do now."""

    template: ClassVar[str] = "interventions/suspension_kept.html"
    told: list[Told]
    has_parent: bool
    owed: list[Untold]
    can: frozenset[Act]
    board_can: frozenset[Act]
    board: BoardClock
    served: str
    shut: list[str]
    sixth: date | None
    run: int
    case: Case | None
    left: str
    sixth_source: str = sources.SIXTH_DAY


def suspension_page(actor: Actor, one: Suspension, at: datetime) -> NoticePage:
    """One suspension: whole for its school, for the council the notice alone."""
    own = any(seat.agency_id == one.school_id for seat in actor.seats_for(Act.SEE_SUSPENSION, Standing.RAISED))
    rows = list(SuspendedSession.objects.filter(suspension=one).order_by("day", "session"))
    knows = own or one.notices.filter(recipient="council", of=notice_of(one)).exists()
    reasons = exclusion_reasons(local_day(one.decided_at))
    notice = NoticePage(
        suspension=one,
        is_own=own,
        year=year_group(one.pupil.born_on, local_day(at)),
        kind=words.AS_REPORTED[one.kind],
        half_days=days_counted(one.half_days),
        days=[day_month(day) for day in dict.fromkeys(row.day for row in rows)],
        reasons=[reasons.get(reason.code, reason.code) for reason in one.reasons.order_by("place")],
        is_cancelled=one.state == State.CANCELLED and knows,
        outcome=words.OUTCOMES.get(one.outcome, "") if knows else "",
        decided_by={"head": "The headteacher", "acting_head": "The acting headteacher"}[one.decided_by_role],
    )
    return _for_school(actor, notice, at) if own else notice


def _for_school(actor: Actor, notice: NoticePage, at: datetime) -> SuspensionPage:
    one = notice.suspension
    school = school_calendar(one.school_id, bank_holidays())
    of_this = [Out(*row, one.school_id) for row in one.sessions.filter(fell_away=False).values_list("day", "session")]
    counts = counted(of_this, {one.school_id: school})
    run = run_of([out for out in outs_of(one.pupil) if out.school_id == one.school_id], one.first_on, school)
    sees_case = one.case_id and door.cases(actor, Act.SEE_CASE).filter(pk=one.case_id).exists()
    told, can = list(one.notices.order_by("id")), _can(actor, one)
    return SuspensionPage(
        **notice.context(),
        told=[Told(row, words.RECIPIENTS[row.recipient], words.HOW[row.how], row.of) for row in told],
        has_parent=any((row.recipient, row.of) == ("parents", notice_of(one)) for row in told),
        owed=[Untold(code, words.RECIPIENTS[code]) for code in owed_of(one)],
        can=can,
        board_can=can - {Act.CANCEL_SUSPENSION},
        board=_board(one, at),
        served=days_counted(len(counts)),
        shut=[day_month(day) for day in sorted({out.day for out in of_this} - {out.day for out in counts})],
        sixth=sixth_day(run),
        run=len(run),
        case=one.case if sees_case else None,
        left=left_words(one.pupil, one.school, at),
    )


def _can(actor: Actor, one: Suspension) -> frozenset[Act]:
    """What one may do now: representations once, the board's meeting where it has to meet; who was told has its own."""
    no_more = {
        Act.RECORD_NOTICE: True,
        Act.RECORD_REPRESENTATIONS: one.represented_at is not None,
        Act.BEGIN_BOARD_MEETING: not may_decide(one),
    }
    return frozenset(act for act in door.may_now(actor, one, one.state) if not no_more.get(act))


def _board(one: Suspension, at: datetime) -> BoardClock:
    owed = Duty.objects.filter(subject_kind="suspension", subject_ref=one.reference)
    duty = owed.filter(rule__in=[opening.rule for opening in BOARD]).exclude(state="void").first()
    if duty is None:
        return BoardClock(None, is_late=False, limit="", source="")
    is_late = duty.state == DutyState.OPEN and duty.due_on < local_day(at)
    source = "" if duty.why else rule_for(duty.rule, duty.rule_from_on).source
    return BoardClock(duty, is_late, limit_in_words(duty), source)


@dataclass(frozen=True, slots=True)
class Row:
    """A suspension in the list, as components/work_row.html draws it."""

    tag: str
    tag_kind: str
    when: str
    who: str
    who_url: str
    year: str
    what: str
    why: str
    act_url: str
    act_label: str


@dataclass(frozen=True, kw_only=True)
class SuspensionListPage(Page):
    """One page of the suspensions of the actor's school, or of the notices that were given to the council."""

    template: ClassVar[str] = "interventions/suspension_list.html"
    rows: list[Row]
    walked: Stretch
    may_impose: bool
    is_council: bool

    @property
    def shown(self) -> list[str]:
        """The references of the suspensions on it."""
        return [one.reference for one in self.walked.rows]


def suspension_list(actor: Actor, at: datetime, after: str = "") -> SuspensionListPage:
    """One page of the list; `after` is its cursor."""
    found = door.within(Suspension, actor, Act.SEE_SUSPENSION).select_related("pupil", "school")
    own = {seat.agency_id for seat in actor.seats_for(Act.SEE_SUSPENSION, Standing.RAISED)}
    walked = walk(found, ["-first_on", "-id"], after, PAGE)
    return SuspensionListPage(
        rows=[_row(one, at, is_own=one.school_id in own) for one in walked.rows],
        walked=walked,
        may_impose=bool(actor.seats_for(Act.IMPOSE_SUSPENSION, Standing.ON_ROLL)),
        is_council=not own,
    )


def _tag(one: Suspension, *, is_own: bool) -> str:
    if one.state == State.CANCELLED and is_own:
        return "Cancelled"
    return "Beyond power" if one.is_beyond_power else words.AS_REPORTED[one.kind]


def _row(one: Suspension, at: datetime, *, is_own: bool) -> Row:
    url = reverse("see_suspension", args=[one.reference])
    until = "" if one.first_on == one.last_on else f" to {day_month(one.last_on)}"
    return Row(
        tag=_tag(one, is_own=is_own),
        tag_kind="late" if one.is_beyond_power else "",
        when=f"{day_month(one.first_on)}{until}",
        who=one.pupil.name,
        who_url=url,
        year=year_group(one.pupil.born_on, local_day(at)),
        what=days_counted(one.half_days),
        why="" if is_own else one.school.name,
        act_url=url,
        act_label="Read it" if is_own else "Read the notice",
    )
