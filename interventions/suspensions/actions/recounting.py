"""A changed calendar and suspensions: a day on which the school was shut counts in no total, and what follows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from agencies.acting.doing import Doing, follows
from agencies.calendar.facts import bank_holidays, school_calendars, span_of
from agencies.deadlines import NoticeRule
from agencies.outbox import actions as outbox
from agencies.outbox.models import Letter
from agencies.policy import Act
from agencies.policy.telling import HOME
from agencies.schoolday import SchoolCalendar
from interventions.suspensions import totals
from interventions.suspensions.actions.board import owed_by_board
from interventions.suspensions.actions.steps import doing_on, notice_to
from interventions.suspensions.facts import band, counted, is_beyond
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.suspensions.states import ASKED, MEETS, State
from interventions.suspensions.totals import Out
from referrals.duties import actions as duties
from referrals.duties.models import Duty

TELL_BOARD = NoticeRule("governors", "suspension").name
NEEDED = {"": set[str](), "asked": {TELL_BOARD, ASKED.rule}, "meets": {TELL_BOARD, MEETS.rule}}
"""By the band of the term's total, what may be owed of the board."""
FELL = "The school’s days changed: with those that count now it is not owed."
CHANGED = "The school’s days changed, and with them what counts of a suspension. Look at it, and at the letter."


class Row(NamedTuple):
    """A session out, and which suspension it is of, by when that was kept."""

    kept: tuple[datetime, int]
    out: Out


@follows(Act.KEEP_YEAR, Act.KEEP_CLOSURE, Act.END_CLOSURE)
def count_days_again(doing: Doing) -> None:
    """Work out again what the school's suspensions of that year come to, and keep what is owed because of that."""
    first, last = span_of(doing.record.year)
    of_year = Suspension.objects.filter(school=doing.record.school_id, first_on__lte=last, last_on__gte=first)
    changed = count_for(of_year, doing)
    doing.facts["suspensions"] = len(changed)
    outbox.post(_letter(one, doing) for one in changed)


def count_for(suspensions: QuerySet[Suspension], doing: Doing) -> list[Suspension]:
    """Work these out again, in the order in which they were kept; those that changed."""
    found = list(suspensions.select_related("pupil", "case", "school").order_by("imposed_at", "id"))
    rows = _sessions(found)
    schools = {row.out.school_id for of_pupil in rows.values() for row in of_pupil}
    calendars = school_calendars(schools, bank_holidays()) if rows else {}
    return [one for one in found if _count_again(one, rows[one.pupil_id], calendars, doing)]


def _sessions(found: Iterable[Suspension]) -> dict[int, list[Row]]:
    """The sessions of those pupils that did not fall away, at every school."""
    rows = defaultdict(list)
    pupils = {one.pupil_id for one in found}
    sessions = SuspendedSession.objects.filter(pupil__in=pupils, fell_away=False).order_by("day")
    kept = ("suspension__imposed_at", "suspension_id")
    for pupil, at, pk, *out in sessions.values_list("pupil_id", *kept, "day", "session", "suspension__school_id"):
        rows[pupil].append(Row((at, pk), Out(*out)))
    return rows


def _count_again(one: Suspension, rows: list[Row], calendars: dict[int, SchoolCalendar], doing: Doing) -> bool:
    """Keep what the totals mean for the board now; whether that, or a day of the suspension, has changed."""
    kept = (one.imposed_at, one.pk)
    own = [row.out for row in rows if row.kept == kept]
    before = counted([row.out for row in rows if row.kept < kept], calendars)
    if one.state == State.IMPOSED:
        found = totals.totals(before, counted(own, calendars), calendars[one.school_id], one.school_id)
        now = band(found, misses_exam=one.misses_exam), is_beyond(found)
        if now != (one.board, one.is_beyond_power) and _keep(one, *now):
            _keep_duties(one, doing)
            return True
    of_closure = doing.act in (Act.KEEP_CLOSURE, Act.END_CLOSURE)
    return of_closure and any(doing.record.first_on <= out.day <= doing.record.last_on for out in own)


def _keep(one: Suspension, board: str, is_beyond_power: bool) -> bool:
    """Keep what the totals mean, unless its board has begun meanwhile."""
    one.board, one.is_beyond_power = board, is_beyond_power
    still = Suspension.objects.filter(pk=one.pk, state=State.IMPOSED.value)
    return bool(still.update(board=board, is_beyond_power=is_beyond_power))


def _keep_duties(one: Suspension, doing: Doing) -> None:
    """What is not owed by the totals as they are falls away; what is, and nobody has done, is owed from today."""
    on = doing_on(one, doing.act, doing.by, doing.at)
    all_owed = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
    board = {rule for rules in NEEDED.values() for rule in rules}
    duties.void(on, list(all_owed.filter(rule__in=board - NEEDED[one.board])), FELL)
    is_told = one.notices.filter(recipient="governors", of="suspension").exists()
    if one.board and not is_told and not all_owed.filter(rule=TELL_BOARD).exists():
        duties.open_duty(on, notice_to(one, "governors", "suspension"))
    for owed in owed_by_board(one):
        duties.open_duty(on, owed)


def _letter(one: Suspension, doing: Doing) -> Letter:
    return outbox.letter(
        (HOME,),
        key=f"shut:{one.reference}:{doing.at.isoformat()}",
        authority_id=one.authority_id,
        act=doing.act.value,
        words=CHANGED,
        on=("suspension", one.reference),
        case_id=None,
        at=doing.at,
        by=doing.by,
    )
