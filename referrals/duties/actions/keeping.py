"""Duties as acts open, meet, stop, resume and end them; every date is worked out on entry and stored."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q

from agencies import deadlines
from agencies.acting.doing import Doing, Owed, always, follows
from agencies.acting.lives import ROWS
from agencies.directory.models import Agency
from agencies.outbox import actions as outbox
from agencies.outbox.models import Letter
from agencies.policy import Act, Standing
from agencies.schoolday import SchoolCalendar, WorkingCalendar, local_day
from agencies.settings.facts import limits_then, set_limit
from referrals.duties.facts import Days, began_on, read_clock, unit_of
from referrals.duties.models import Duty, DutyStep
from referrals.duties.states import State

SAFEGUARDED = frozenset({"record_call", "answer_handed"})
OF_THE_SHARE = Q(from_agency=None)
"""But not what one gave another to do: that hangs on the share and is about something else."""
RENEWAL, DISPUTE, LET_IN, TELL = "renew_share", "answer_dispute", "share_case", "tell_of_share"
NOT_THAT_FAR = "The school’s term dates are not published that far, so working days are counted."


@always
def follow(doing: Doing) -> None:
    """Meet, stop, resume and open what the act's row says, and what the act itself says of the facts."""
    row = ROWS[doing.act]
    for one in (doing, *(replace(doing, kind=kind, record=record) for kind, record in doing.also)):
        meet(one, row.meets | doing.meets)
    for duty in _owed(doing, row.stops):
        Duty.objects.transition(duty.pk, State.OPEN, State.STOPPED, stopped_on=local_day(doing.at))
    for duty in _owed(doing, row.resumes):
        _resume(duty, doing.at)
    for opening in row.opens:
        open_duty(doing, Owed(opening, doing.owner_agency_id or doing.by.seats[0].agency_id, share=doing.share))
    for owed in doing.owes:
        open_duty(doing, owed)


def open_duty(doing: Doing, owed: Owed) -> Duty | None:
    """Open one duty and its ladder; None where one that is owed already is enough."""
    kind, record = ("case", doing.case) if owed.on_case else (doing.kind, doing.record)
    there = Duty.objects.owed().filter(subject_kind=kind, subject_ref=record.reference, rule=owed.opening.rule)
    if owed.unless_owed and there.exists():
        return None
    today, authority = local_day(doing.at), doing.pupil.authority_id
    from_on = owed.from_on or today
    began = min(from_on, today)
    rule = deadlines.rule_since(owed.opening.rule, began, today)
    school_id = doing.case.school_id if doing.case and not doing.is_apart else owed.agency_id
    days, working, limits = read_clock(school_id, authority, began)
    school, limit = days if rule.unit is deadlines.Unit.SCHOOL_DAYS else None, set_limit(rule, limits)
    counted = deadlines.count_again(rule, from_on, limit, (), school, working)
    duty: Duty = Duty.objects.create(
        authority_id=authority,
        pupil=doing.pupil,
        case=None if doing.is_apart else doing.case,
        share=owed.share,
        subject_kind=kind,
        subject_ref=record.reference,
        rule=rule.name,
        rule_from_on=rule.starts_on,
        standing=owed.opening.standing.value,
        agency_id=owed.agency_id,
        person_id=owed.person_id,
        from_agency_id=owed.from_agency_id,
        act=owed.opening.met_by.value,
        opened_at=doing.at,
        from_on=from_on,
        limit=limit,
        due_on=counted.sum.due_on,
        due_at=counted.sum.due_at,
        why=NOT_THAT_FAR if counted.in_working_days else "",
    )
    _keep_ladder(duty, counted, school, working, today, limits)
    return duty


def meet(doing: Doing, rules: frozenset[str], *, done_at: datetime | None = None) -> None:
    """Meet the owed duties of these rules on the record, or on its case: when it was done, also where told later."""
    _end(_owed(doing, rules), State.MET, doing, ended_at=done_at or doing.met_at or doing.at)


def meet_at(doing: Doing, rules: frozenset[str], done_at: datetime) -> None:
    """What of these rules was met on the record was met then, as it is known now."""
    met = Duty.objects.filter(subject_ref=doing.record.reference, subject_kind=doing.kind, state=State.MET)
    met.filter(rule__in=rules).update(ended_at=done_at, version=F("version") + 1)


def void(doing: Doing, duties: list[Duty], why: str) -> None:
    """Let duties fall away, with the cause; their history stays."""
    _end(duties, State.VOID, doing, why=why)


def _end(duties: list[Duty], state: State, doing: Doing, **fields: object) -> None:
    """End the duties, and drop the rungs that nobody will need: every tick would pay for them."""
    if not duties:
        return
    keys = [duty.pk for duty in duties]
    DutyStep.objects.filter(duty__in=keys, posted_at=None).delete()
    ended = {"ended_at": doing.at, "ended_by": doing.by.name, **fields}
    Duty.objects.owed().filter(pk__in=keys).update(state=state, version=F("version") + 1, **ended)
    outbox.read_for(_letters_that_asked(duties), doing.at)


def _letters_that_asked(duties: list[Duty]) -> list[Letter]:
    """Their reminders, and what told those who owe them of the act that opened each."""
    about = {reference for duty in duties for reference in (duty.reference, duty.subject_ref)}
    found = Letter.objects.filter(subject_ref__in=about, posted_at__gte=min(duty.opened_at for duty in duties))
    return [letter for letter in found if any(_asked(letter, duty) for duty in duties)]


def _asked(letter: Letter, duty: Duty) -> bool:
    if letter.posted_at < duty.opened_at or letter.subject_ref not in (duty.reference, duty.subject_ref):
        return False
    asks = [act.value for act, row in ROWS.items() if duty.rule in {one.rule for one in (*row.opens, *row.may_open)}]
    told = {standing for standing, _ in letter.tells}
    return letter.subject_ref == duty.reference or (letter.act in asks and duty.standing in told)


def _owed(doing: Doing, rules: frozenset[str]) -> list[Duty]:
    if not rules:
        return []
    owed = Duty.objects.owed().filter(rule__in=rules)
    if doing.kind == "case" or doing.act is Act.SHARE_CASE:
        return list(owed.filter(case=doing.case))
    if doing.act is Act.AGREE_SHARE:
        own = Q(subject_ref=doing.record.reference, subject_kind=doing.kind)
        return list(owed.filter(own | Q(case=doing.case, rule=LET_IN)))
    return list(owed.filter(subject_ref=doing.record.reference, subject_kind=doing.kind))


def _resume(duty: Duty, at: datetime) -> None:
    """Set a stopped clock going with the days it had left; one that was late when it stopped stays late (G21)."""
    stopped_on, today, days = duty.stopped_on or duty.due_on, local_day(at), Days([duty])
    left = days.left(duty, stopped_on)
    pauses = [*duty.pauses, [stopped_on.isoformat(), today.isoformat(), left]]
    if duty.due_on < stopped_on:
        Duty.objects.transition(duty.pk, State.STOPPED, State.OPEN, stopped_on=None, pauses=pauses)
        return
    rule, school = deadlines.rule_for(duty.rule, duty.rule_from_on), days.school(duty)
    if school is None and unit_of(duty) is not rule.unit:
        rule = deadlines.in_working_days(rule)
    counted = deadlines.count_again(rule, today, left, (), school, days.working)
    why = NOT_THAT_FAR if counted.in_working_days else duty.why
    again = {"due_on": counted.sum.due_on, "due_at": counted.sum.due_at, "why": why}
    Duty.objects.transition(duty.pk, State.STOPPED, State.OPEN, stopped_on=None, pauses=pauses, **again)
    DutyStep.objects.filter(duty=duty).delete()
    limits = limits_then(duty.authority_id)(began_on(duty), duty.opened_at)
    _keep_ladder(duty, replace(counted, in_working_days=bool(why)), school, days.working, today, limits)


def _keep_ladder(
    duty: Duty,
    counted: deadlines.Counted,
    school: SchoolCalendar | None,
    working: WorkingCalendar,
    opened_on: date,
    limits: Mapping[str, Any],
) -> None:
    ladder = deadlines.ladder_for(duty.rule, on_case=duty.case_id is not None, limits=limits)
    asked = counted.in_working_days
    rungs = deadlines.steps(counted.sum, ladder, working, school, opened_on=opened_on, is_asked=asked)
    DutyStep.objects.bulk_create([DutyStep(duty=duty, name=step.name, tells=step.tells, at=at) for step, at in rungs])


@follows(Act.WITHDRAW_REFERRAL)
def void_with_the_referral(doing: Doing) -> None:
    """Nothing is owed on a referral that was withdrawn."""
    owed = Duty.objects.owed().filter(subject_kind="referral", subject_ref=doing.record.reference)
    void(doing, list(owed), "The referral was withdrawn.")


@follows(Act.WITHDRAW_CONCERN)
def void_with_the_concern(doing: Doing) -> None:
    """Nobody owes a look at a concern that its author withdrew."""
    owed = Duty.objects.owed().filter(subject_kind="concern", subject_ref=doing.record.reference)
    void(doing, list(owed), "Its author withdrew it.")


@follows(Act.WITHDRAW_SHARE, Act.FINISH_SHARE)
def void_with_the_share(doing: Doing) -> None:
    """Nothing is owed because of a share that was withdrawn, or whose agency ended its part."""
    why = "The share was withdrawn." if doing.act is Act.WITHDRAW_SHARE else "The agency ended its part."
    void(doing, list(Duty.objects.owed().filter(Q(share=doing.record) | Q(share__widens=doing.record))), why)


@follows(Act.EXTEND_SHARE, Act.NARROW_SHARE)
def carry_to_the_new_share(doing: Doing) -> None:
    """What the receiver owes goes on on the new row; the reminder of the old end falls away."""
    owed = Duty.objects.owed().filter(share=doing.record.replaces)
    void(doing, list(owed.filter(rule=RENEWAL)), "The share’s end changed.")
    owed.filter(OF_THE_SHARE).update(subject_ref=doing.record.reference)
    owed.update(share=doing.record)


@follows(Act.WIDEN_SHARE, Act.AGREE_SHARE)
def void_with_the_narrower_share(doing: Doing) -> None:
    """The receiver is asked again, so nothing is owed on what they had; not while a second person is asked first."""
    if doing.record.replaces_id is None:
        return
    owed = Duty.objects.owed().filter(share=doing.record.replaces)
    void(doing, list(owed.filter(OF_THE_SHARE).exclude(rule=TELL)), "The share was offered again with more.")
    owed.filter(OF_THE_SHARE).update(subject_ref=doing.record.reference)
    owed.update(share=doing.record)


@follows(Act.CLOSE_CASE)
def void_with_the_case(doing: Doing) -> None:
    """Nothing is owed on a case that is closed; what whoever safeguards owes is of the concern, and stays."""
    owed = Duty.objects.owed().filter(case=doing.case).exclude(rule__in=SAFEGUARDED)
    void(doing, list(owed), "The case was closed.")


def hand_over_duties(doing: Doing, case: Any, old_school_id: int, school: Agency) -> None:
    """What the old school owed on the case is the new one's; what was owed to the old one, or for a share, ends.

    What whoever safeguards owes is of the concern, and stays with the school where it was logged.
    """
    Duty.objects.filter(case=case, rule__in=SAFEGUARDED).update(case=None, school=None)
    Duty.objects.filter(case=case).update(school=school)
    owed = Duty.objects.owed().filter(case=case)
    void(
        doing,
        list(owed.filter(Q(share__isnull=False) | Q(rule=DISPUTE) | Q(from_agency__isnull=False))),
        "The pupil moved to another school.",
    )
    owed.filter(agency_id=old_school_id, standing=Standing.RAISED).update(agency=school, person=None)


def void_for_shares(shares: Collection[int], at: datetime) -> None:
    """What was owed because of these shares falls away with them, by nobody's act."""
    owed = Duty.objects.owed().filter(share_id__in=shares)
    DutyStep.objects.filter(duty__in=owed, posted_at=None).delete()
    owed.update(state=State.VOID, ended_at=at, ended_by="Inclusion", why="The share ended.")
