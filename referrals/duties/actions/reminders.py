"""The sweeps: plan what is due, address letters to who may hear now, claim what waits, deliver it (decision 14)."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from agencies import deadlines
from agencies.calendar.facts import bank_holidays
from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery, Letter, ReminderClock
from agencies.people.models import Seat
from agencies.policy import Standing
from agencies.policy.telling import rung
from agencies.schoolday import LONDON, WorkingCalendar, local_day, local_instant
from referrals.duties.models import Duty, DutyStep

Audience = Callable[[Letter], Iterable[Seat]]
BATCH = 200
MORNING = 8
FAST_FOR = timedelta(minutes=30)
DAYS_A_MINUTE = 24 * 60
MOST_ATTEMPTS = 20
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
        words=STEP_WORDS[step.name].format(what=what[0].lower() + what[1:]),
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
def claim(at: datetime) -> list[tuple[uuid.UUID, list[int]]]:
    """Lease the e-mails whose time has come; a token and the deliveries of each person. Commit, then publish.

    What was leased twenty times and never came to an end is dead, and shown to a person: nothing loops.
    """
    waiting = Delivery.objects.waiting(at).filter(channel="email").order_by("not_before", "id")
    waiting.filter(attempts__gte=MOST_ATTEMPTS).update(state="dead", last_error="WorkerLost")
    by_person: dict[int, list[int]] = {}
    for row in waiting.select_for_update(skip_locked=True)[:BATCH]:
        by_person.setdefault(row.person_id, []).append(row.pk)
    leases = [(uuid.uuid4(), pks) for pks in by_person.values()]
    until = at + timedelta(seconds=settings.LEASE_SECONDS)
    for token, pks in leases:
        Delivery.objects.filter(pk__in=pks).update(lease_until=until, lease_token=token, attempts=F("attempts") + 1)
    return leases


@transaction.atomic
def still_to_send(token: uuid.UUID, pks: list[int], audience: Audience) -> list[Delivery]:
    """The leased deliveries whose reader may still hear of them; the others are dropped."""
    leased = Delivery.objects.filter(pk__in=pks, lease_token=token, state="waiting").select_related("letter", "person")
    rows = list(leased.order_by("pk").select_for_update(of=("self",)))
    may_hear = [row for row in rows if row.person_id in {seat.person_id for seat in audience(row.letter)}]
    kept = {row.pk for row in may_hear}
    Delivery.objects.filter(pk__in=[row.pk for row in rows if row.pk not in kept]).update(state="dropped")
    return may_hear


def mark_sent(token: uuid.UUID, pks: list[int], at: datetime) -> None:
    """Record that the mail was handed over."""
    Delivery.objects.filter(pk__in=pks, lease_token=token).update(state="sent", sent_at=at, lease_until=None)


def mark_failed(token: uuid.UUID, pks: list[int], at: datetime, error: str) -> None:
    """Record the class of the error; try again later each time, and after twenty attempts say that it is dead."""
    for row in Delivery.objects.filter(pk__in=pks, lease_token=token):
        row.last_error, row.lease_until = error, None
        row.state = "dead" if row.attempts >= MOST_ATTEMPTS else "waiting"
        row.not_before = at + timedelta(seconds=min(3600, 15 * 2 ** min(row.attempts, 10)))
        row.save(update_fields=["last_error", "lease_until", "state", "not_before"])
