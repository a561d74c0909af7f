"""What a pupil's suspensions come to, each with those decided before it, and what is owed by that: from facts alone."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from agencies.acting.doing import Doing, Owed, follows
from agencies.calendar.facts import bank_holidays, school_calendars, span_of
from agencies.deadlines import NoticeRule
from agencies.deadlines.regimes import Regime
from agencies.outbox import actions as outbox
from agencies.outbox.models import Letter
from agencies.policy import Act
from agencies.policy.telling import HOME
from agencies.register.facts import regimes_of
from agencies.schoolday import SchoolCalendar, local_day
from interventions.suspensions.actions.board import owed_by_board
from interventions.suspensions.actions.education import keep_education
from interventions.suspensions.actions.steps import doing_on, notice_to
from interventions.suspensions.counting import Row, found_of, rows_of
from interventions.suspensions.education import sixth_of
from interventions.suspensions.elsewhere import answers_by_pupil
from interventions.suspensions.facts import band, is_beyond, unsettled
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import ASKED, BEFORE_EXAM, CONSIDER, MEETS, OPEN, SETTLE, SETTLED, State
from interventions.suspensions.totals import Out, Total
from referrals.duties import actions as duties
from referrals.duties.models import Duty

TELL_BOARD = NoticeRule("governors", "suspension").name
NEEDED = {
    "": {CONSIDER.rule},
    "asked": {TELL_BOARD, ASKED.rule},
    "meets": {TELL_BOARD, MEETS.rule, BEFORE_EXAM.rule},
}
"""By the band of the term's total, what may be owed of the board."""
OF_BOARD = {rule for rules in NEEDED.values() for rule in rules}
DAYS_CHANGED = "The school’s days changed"
BECAUSE = {
    Act.KEEP_YEAR: DAYS_CHANGED,
    Act.KEEP_CLOSURE: DAYS_CHANGED,
    Act.END_CLOSURE: DAYS_CHANGED,
    Act.IMPOSE_SUSPENSION: "Another suspension was decided",
    Act.REPORT_SUSPENSION: "A suspension that was decided earlier was entered",
    Act.CANCEL_SUSPENSION: "An earlier suspension was cancelled",
    Act.JOIN_RECORDS: "The child’s records at two schools became one",
    Act.PART_RECORDS: "The record turned out to be of two children, and was parted",
    Act.APPROVE_SPLIT: "The record turned out to be of two children, and is two again",
    Act.VOID_SUSPENSION: "An earlier suspension never happened",
    Act.CORRECT_SUSPENSION: "A suspension was corrected",
    Act.SHORTEN_SUSPENSION: "A suspension was shortened",
    Act.RECORD_DAYS_ELSEWHERE: "It was said how many days there were at another school",
    Act.RECORD_EXAM_DAY: "The day of an exam was recorded",
    Act.ARRANGE_EDUCATION: "Education was arranged",
    Act.CORRECT_BOARD_MEETING: "The times of a governing board’s meeting were corrected",
    Act.RECORD_BOARD_DECISION: "The governing board reinstated from an earlier suspension",
}
FELL = "{}: with those that count now it is not owed."
CHANGED = "{}, and with it what counts of a suspension. Look at it, and at the letter."
COUNTED = [*(state.value for state in OPEN), State.DECIDED.value, State.CANCELLED.value]
OF_RECORDS = (Act.JOIN_RECORDS, Act.PART_RECORDS, Act.APPROVE_SPLIT)
OTHERS = [act for act in BECAUSE if BECAUSE[act] != DAYS_CHANGED and act not in OF_RECORDS]


@follows(Act.KEEP_YEAR, Act.KEEP_CLOSURE, Act.END_CLOSURE)
def count_days_again(doing: Doing) -> None:
    """Work out again what suspensions of that year come to, of each pupil that this school suspended in it."""
    first, last = span_of(doing.record.year)
    of_year = Suspension.objects.filter(first_on__lte=last, last_on__gte=first, state__in=COUNTED)
    pupils = of_year.filter(school=doing.record.school_id).values("pupil")
    changed = derive(of_year.filter(pupil__in=pupils), doing)
    doing.facts["suspensions"] = len(changed)
    outbox.post(letter_of_change(one, doing) for one in changed)


@follows(*OTHERS)
def count_pupil_again(doing: Doing) -> None:
    """Work out again what the pupil's suspensions come to; who leads hears of each other one that changed."""
    changed = derive(Suspension.objects.filter(pupil=doing.record.pupil_id, state__in=COUNTED), doing)
    outbox.post(letter_of_change(one, doing) for one in changed if one.pk != doing.record.pk)


def derive(of: QuerySet[Suspension], doing: Doing) -> list[Suspension]:
    """Keep what each of them means now, and what is owed by that; those of which something changed."""
    found = list(of.select_related("pupil", "case", "school").order_by("decided_at", "id"))
    pupils = {one.pupil_id for one in found}
    rows, answers = rows_of(pupils), answers_by_pupil(pupils)
    schools = {row.out.school_id for of_pupil in rows.values() for row in of_pupil}
    calendars = school_calendars(schools, bank_holidays()) if rows else {}
    regimes = regimes_of({*schools, *(one.school_id for one in found)})
    asked = set(_asked(found).values_list("subject_ref", flat=True))
    _keep_sixth_days(found, rows, calendars, regimes, doing)
    means = {one.pk: found_of(one, rows[one.pupil_id], calendars, answers[one.pupil_id], regimes) for one in found}
    return [one for one in found if _derive_one(one, *means[one.pk], calendars, doing, one.reference in asked)]


def _keep_sixth_days(
    found: list[Suspension],
    rows: dict[int, list[Row]],
    calendars: dict[int, SchoolCalendar],
    regimes: dict[int, Regime],
    doing: Doing,
) -> None:
    """What is owed of education by the run of school days that each of them is in, unless it was cancelled."""
    stand = [one for one in found if one.state != State.CANCELLED and one.school_id in calendars]
    regulated = [one for one in stand if regimes[one.school_id] is not Regime.OUTSIDE]
    of_pupil = {pupil: [row.out for row in of] for pupil, of in rows.items()}
    sixths = {one.pk: sixth_of(one, of_pupil.get(one.pupil_id, ()), calendars[one.school_id]) for one in regulated}
    keep_education({pk: day for pk, day in sixths.items() if day}, stand, doing)


def _asked(found: Iterable[Suspension]) -> QuerySet[Duty]:
    of = Duty.objects.owed().filter(subject_kind="suspension", rule=SETTLE.rule)
    return of.filter(subject_ref__in=[one.reference for one in found])


def _derive_one(
    one: Suspension,
    outs: list[Out],
    found: tuple[Total, ...],
    calendars: dict[int, SchoolCalendar],
    doing: Doing,
    is_asked: bool,
) -> bool:
    """Keep what the totals mean for the board, and whether its days are settled; whether anything of it has changed."""
    if not outs:
        return False
    _keep_question(one, [out.day for out in outs], calendars[one.school_id], doing, is_asked)
    if one.state in OPEN:
        now = band(found, misses_exam=one.misses_exam), is_beyond(found)
        if now != (one.board, one.is_beyond_power) and _keep(one, *now, doing):
            _keep_duties(one, doing)
            return True
    of_closure = doing.act in (Act.KEEP_CLOSURE, Act.END_CLOSURE)
    return of_closure and any(doing.record.first_on <= out.day <= doing.record.last_on for out in outs)


def _keep_question(one: Suspension, days: list[date], school: SchoolCalendar, doing: Doing, is_asked: bool) -> None:
    """Ask whether the school was open on the days of which its year does not say so; once it is known, that is met."""
    on, is_open = _on(one, doing), bool(unsettled(days, school))
    if is_asked and not is_open:
        duties.meet(on, SETTLED)
    elif is_open and not is_asked:
        duties.open_duty(on, Owed(SETTLE, one.school_id))


def _keep(one: Suspension, board: str, is_beyond_power: bool, doing: Doing) -> bool:
    """Keep what the totals mean, with why that changed, unless its board has decided meanwhile."""
    is_first = doing.act in (Act.IMPOSE_SUSPENSION, Act.REPORT_SUSPENSION) and one.pk == doing.record.pk
    change = {"at": doing.at.isoformat(), "on": str(local_day(doing.at)), "why": BECAUSE[doing.act]}
    if not is_first:
        one.changes = [*one.changes, change | {"board": [one.board, board], "beyond": is_beyond_power}]
    one.board, one.is_beyond_power = board, is_beyond_power
    still = Suspension.objects.filter(pk=one.pk, state__in=OPEN)
    return bool(still.update(board=board, is_beyond_power=is_beyond_power, changes=one.changes))


def _keep_duties(one: Suspension, doing: Doing) -> None:
    """What is not owed by the totals as they are falls away; what is, and is not done, is owed from the decision."""
    on = _on(one, doing)
    all_owed = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
    fallen = all_owed.filter(rule__in=OF_BOARD - NEEDED[one.board])
    duties.void(on, list(fallen), FELL.format(BECAUSE[doing.act]))
    is_told = one.notices.filter(recipient="governors", of="suspension").exists()
    if one.board and not is_told and not all_owed.filter(rule=TELL_BOARD).exists():
        duties.open_duty(on, notice_to(one, "governors", "suspension", from_on=local_day(one.decided_at)))
    for owed in owed_by_board(one):
        duties.open_duty(on, owed)


def _on(one: Suspension, doing: Doing) -> Doing:
    return doing_on(one, doing.act, doing.by, doing.at)


def letter_of_change(one: Suspension, doing: Doing) -> Letter:
    """To who leads at its school: what counts of it is another than it was."""
    return outbox.letter(
        (HOME,),
        key=f"shut:{one.reference}:{doing.at.isoformat()}",
        authority_id=one.authority_id,
        act=doing.act.value,
        words=CHANGED.format(BECAUSE[doing.act]),
        on=("suspension", one.reference),
        case_id=None,
        at=doing.at,
        by=doing.by,
    )
