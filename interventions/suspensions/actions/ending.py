"""How a suspension ends early: cancelled by the head; what was served stays counted. What the family writes on it."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from agencies.acting.doing import Doing, Owed, StoryLine, done, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, days_on, school_calendar, school_calendars
from agencies.deadlines import notice_rule
from agencies.deadlines.regimes import Regime
from agencies.policy import Act
from agencies.register.facts import regimes_of
from agencies.schoolday import local_day
from agencies.words import long_day
from interventions.suspensions import totals
from interventions.suspensions.actions.board import owed_by_board, require_board
from interventions.suspensions.actions.council import owed_to
from interventions.suspensions.actions.steps import doing_on, is_outside, move_on, notice_to, told_case
from interventions.suspensions.elsewhere import answers_by_pupil, half_days
from interventions.suspensions.facts import counted, outs_of, within
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.suspensions.notices import BY_FACT, relevant_person
from interventions.suspensions.sources import CANCELLING
from interventions.suspensions.states import EDUCATION_TOLD, SETTLED, SIXTH_DAY
from interventions.suspensions.totals import ORDER_OF_DAY, Session
from referrals.cases.actions import touch
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.duties.states import OWED
from referrals.pupils.models import Pupil

OVER_45 = "The pupil has been out for more than 45 days this school year: then the law bars cancelling ({})."
NOT_OPEN = "Nobody is back on {}: the school is not open to pupils then ({}). Choose a day on which it is."


@transaction.atomic
def cancel_suspension(
    suspension: Suspension, *, why: str, back_on: date, back_session: str, by: Actor, at: datetime
) -> None:
    """Cancel, with the reasons: not once the board's meeting has begun, nor over 45 days (law.md 1.7).

    `back_on`, `back_session`: from when the pupil is really back, at the latest on the next school day. Sessions from
    then on fall away; those before it were served, and count.
    """
    leads_to("suspension", suspension.state, Act.CANCEL_SUSPENSION)
    Pupil.objects.select_for_update().get(pk=suspension.pupil_id)
    has_begun = suspension.first_on <= local_day(at)
    if has_begun:
        _require_soon(suspension, back_on, at)
        require_open(suspension, back_on)
    since = (back_on, back_session) if has_begun else (suspension.first_on, Session.AM.value)
    fall_away(suspension, *since)
    _require_45(suspension, *since)
    columns = {"cancelled_at": at, "cancelled_by_id": by.who, "cancelled_why": why}
    move_on(suspension, Act.CANCEL_SUSPENSION, back_on=back_on if has_begun else None, **columns)
    doing = doing_on(suspension, Act.CANCEL_SUSPENSION, by, at, why=why)
    owes = owed_to_tell(doing, "cancellation", "The suspension was cancelled.")
    done(replace(doing, owes=owes, story=as_story(suspension, "Suspension cancelled", why, at)))


def _require_soon(suspension: Suspension, back_on: date, at: datetime) -> None:
    if not suspension.first_on <= back_on <= days_on(suspension.school, local_day(at), 1):
        raise NotNow(
            "The pupil is back without delay: choose the day on which they came back, today or the next school day."
        )


def _require_45(suspension: Suspension, back_on: date, back_session: str) -> None:
    """CAN-3: barred where the pupil will have been out for over 45 days by then; days still to come do not bar it."""
    year = totals.school_year(suspension.first_on)
    outs = outs_of(suspension.pupil)
    regimes = regimes_of({suspension.school_id, *(one.school_id for one in outs)})
    if (regime := regimes[suspension.school_id]) is Regime.OUTSIDE:
        return
    outs = within(outs, suspension.school_id, regimes)
    calendars = school_calendars({one.school_id for one in outs}, bank_holidays())
    by_then = (one for one in counted(outs, calendars) if place(one.day, one.session) < place(back_on, back_session))
    there = half_days(answers_by_pupil([suspension.pupil_id])[suspension.pupil_id], {year}).get(year, 0)
    out = there + totals.of_one_child(one for one in by_then if totals.school_year(one.day) == year)
    if any(line.name == "beyond_power" and out > line.more_than for line in totals.LINES):
        raise NotNow(OVER_45.format(CANCELLING.cited(regime)))


def require_open(suspension: Suspension, back_on: date) -> None:
    """`NotNow` for a day of return on which the school is known not to be open to pupils."""
    school = school_calendar(suspension.school_id, bank_holidays())
    if school.is_shut(back_on):
        raise NotNow(NOT_OPEN.format(long_day(back_on), school.why_not(back_on)))


def place(day: date, session: str) -> tuple[date, int]:
    """Where a session stands in the order of days."""
    return day, ORDER_OF_DAY[Session(session)]


def fall_away(suspension: Suspension, back_on: date, back_session: str) -> None:
    """The sessions at and after this one fall away."""
    rows = SuspendedSession.objects.filter(suspension=suspension, day__gte=back_on)
    later = [row.pk for row in rows if place(row.day, row.session) >= place(back_on, back_session)]
    SuspendedSession.objects.filter(pk__in=later).update(fell_away=True)


def owed_to_tell(doing: Doing, of: str, why: str) -> tuple[Owed, ...]:
    """What was owed falls away; who had to be told, or has to today, is told of this; of a cancelling the board too."""
    one: Suspension = doing.record
    all_owed = Duty.objects.filter(subject_kind="suspension", subject_ref=one.reference)
    told_of = (notice_rule(rule) for rule in all_owed.values_list("rule", flat=True))
    whom = {rule.recipient for rule in told_of if rule and rule.of == "suspension"}
    kept = SETTLED | ({SIXTH_DAY.rule, EDUCATION_TOLD.rule} if of == "decision" else set())  # its days may go on
    duties.void(doing, list(all_owed.filter(state__in=OWED).exclude(rule__in=kept)), why)
    today = local_day(doing.at)
    if is_outside(one):
        return (notice_to(one, relevant_person(one.pupil, today), of),)
    held = set(one.pupil.facts.on(today).values_list("kind", flat=True))
    also = [who for who, kind in BY_FACT.items() if who in whom or kind in held]
    everyone = (relevant_person(one.pupil, today), "governors", "council", *also)
    return owed_to(doing, everyone, of)


def as_story(suspension: Suspension, title: str, words: str, at: datetime) -> tuple[StoryLine, ...]:
    """The line of the school's own open case, whose sort key moves with it."""
    if (case := told_case(suspension, at)) is None:
        return ()
    touch(case, at)
    return (StoryLine(title, words, suspension.school_id, kind="suspension", section="behaviour"),)


def _represented(suspension: Suspension, **_: object) -> Suspension | None:
    """The suspension, where representations on it are recorded already."""
    return suspension if suspension.represented_at is not None else None


@transaction.atomic
@once_only(_represented)
def record_representations(suspension: Suspension, *, whose: str, on: date, by: Actor, at: datetime) -> None:
    """Representations reached the governing board: over five days in the term it then has to meet (law.md GB-2)."""
    require_board(suspension)
    columns = {"represented_at": at, "represented_by_id": by.who, "represented_on": on, "represented_whose": whose}
    move_on(suspension, Act.RECORD_REPRESENTATIONS, **columns)
    owes = owed_by_board(suspension)
    done(doing_on(suspension, Act.RECORD_REPRESENTATIONS, by, at, facts={"on": on.isoformat()}, owes=owes))
