"""The sweeps: plan what is due, address letters to who may hear now, lease what waits (decision 14)."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from agencies import deadlines
from agencies.calendar.facts import bank_holidays
from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery, Letter, ReminderClock
from agencies.outbox.querysets import Mails
from agencies.people.models import Seat
from agencies.policy import Standing
from agencies.policy.telling import rung
from agencies.schoolday import LONDON, WorkingCalendar, local_day, local_instant
from agencies.words import in_sentence
from referrals.duties.models import Duty, DutyStep

Audience = Callable[[Letter], Iterable[Seat]]
BATCH = 200
MORNING = 8
FAST_FOR = timedelta(minutes=30)
DAYS_A_MINUTE = 24 * 60
STEP_WORDS = {
    "before": "Due on the next working day: {what}.",
    "due": "Due today: {what}.",
    "late_1": "One working day late, and nobody has done it: {what}.",
    "late_2": "Two working days late: {what}.",
    "before_10": "A share ends in ten working days: {what}.",
    "before_2": "A share ends in two working days: {what}.",
}


def reminder_time(at: datetime) -> datetime:
    """The instant that reminders go by: `at`, but in the demonstration's fast half hour a minute stands for a day."""
    if not settings.DEMONSTRATION:
        return at
    pressed = ReminderClock.objects.order_by("-id").values_list("pressed_at", flat=True).first()
    if pressed is None or not pressed <= at < pressed + FAST_FOR:
        return at
    return pressed + (at - pressed) * DAYS_A_MINUTE


@transaction.atomic
def plan_what_is_due(at: datetime, reminders_at: datetime) -> int:
    """Post a letter for each rung whose time has come on a duty still owed; give how many.

    It asks what is due and has no letter, never what became due since last time, so an outage catches up by itself;
    of several rungs missed for the same people only the newest is told, whoever else plans at the same time.
    """
    due = DutyStep.objects.filter(at__lte=reminders_at)
    newer = due.filter(duty=OuterRef("duty"), tells=OuterRef("tells"), at__gt=OuterRef("at"))
    waiting = due.filter(posted_at=None, duty__state="open").annotate(is_newest=~Exists(newer)).select_related("duty")
    steps = list(waiting.select_for_update(of=("self",), skip_locked=True).order_by("duty_id", "-at")[:BATCH])
    newest = [step for step in steps if step.is_newest]
    for step in newest:
        _post(step, at)
    DutyStep.objects.filter(pk__in=[step.pk for step in steps]).update(posted_at=at)
    return len(newest)


def _post(step: DutyStep, at: datetime) -> None:
    duty: Duty = step.duty
    what = deadlines.rule_for(duty.rule, duty.rule_from_on).what
    outbox.post(
        [rung(step.tells, Standing(duty.standing))],
        key=f"duty:{duty.reference}:{step.name}:{step.at:%Y-%m-%d}",
        authority_id=duty.authority_id,
        act=duty.act,
        step=step.name,
        words=STEP_WORDS[step.name].format(what=in_sentence(what)),
        on=("duty", duty.reference),
        case_id=duty.case_id,
        at=at,
        is_urgent=not step.name.startswith("before"),
    )


@transaction.atomic
def address_letters(at: datetime, reminders_at: datetime, audience: Audience) -> int:
    """Turn letters into deliveries to who may hear now: inbox at once, e-mail at once or in the digest."""
    letters = Letter.objects.filter(addressed_at=None).select_for_update(skip_locked=True).order_by("id")[:BATCH]
    morning = _next_morning(at, reminders_at)
    done = 0
    for letter in letters:
        people = {seat.person_id for seat in audience(letter)}
        mail_at = at if letter.is_urgent else morning
        rows = [
            Delivery(letter=letter, person_id=pk, channel="inbox", state="sent", sent_at=at, not_before=at)
            for pk in people
        ]
        rows += [Delivery(letter=letter, person_id=pk, channel="email", not_before=mail_at) for pk in people]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        Letter.objects.filter(pk=letter.pk).update(addressed_at=at)
        done += 1
    return done


def _next_morning(at: datetime, reminders_at: datetime) -> datetime:
    """When the next digest goes: eight o’clock of a working day, as an instant of the real clock."""
    today, working = local_day(reminders_at), WorkingCalendar(bank_holidays())
    before_eight = working.is_working_day(today) and reminders_at.astimezone(LONDON).hour < MORNING
    morning = local_instant(today if before_eight else working.add_working_days(today, 1), MORNING)
    is_fast = reminders_at != at
    return at + (morning - reminders_at) / (DAYS_A_MINUTE if is_fast else 1)


@transaction.atomic
def lease_next(at: datetime, audience: Audience) -> tuple[list[Delivery], Mails[Delivery]] | None:
    """Lease the e-mails that wait for one person: those that they may hear of now, which make one message.

    Called when sending begins and committed before it; what they may no longer hear of is dropped.
    """
    waiting = Delivery.objects.waiting(at).filter(channel="email").order_by("not_before", "id")
    outbox.bury(waiting)
    first = waiting.select_for_update(skip_locked=True).first()
    if first is None:
        return None
    theirs = waiting.filter(person_id=first.person_id).select_related("letter", "person")
    rows = list(theirs.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    held = outbox.lease(rows, at)
    may_hear = [row for row in rows if row.person_id in {seat.person_id for seat in audience(row.letter)}]
    outbox.drop(held.exclude(pk__in=[row.pk for row in may_hear]))
    return may_hear, held
