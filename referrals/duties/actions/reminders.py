"""The sweeps: plan what is due, address letters to who may hear now, lease what waits (decision 14)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from agencies import deadlines
from agencies.calendar.facts import bank_holidays
from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery, Letter, ReminderClock
from agencies.outbox.querysets import Mails
from agencies.outbox.states import Withdrawn
from agencies.people.models import Person, Seat
from agencies.policy import Act, Standing, may
from agencies.policy.telling import Tell, rung, tell_from
from agencies.schoolday import WorkingCalendar, local_day, local_instant
from referrals.duties import words
from referrals.duties.actions.hours import hours_of
from referrals.duties.actions.nobody import find_readers, tell_council_of_board, tell_of_schools_without_anybody
from referrals.duties.actions.telling import say_rungs
from referrals.duties.facts import Days, in_hand
from referrals.duties.models import Duty, DutyStep

Audience = Callable[[Letter], Iterable[Seat]]
MORNING = 8
FAST_FOR = timedelta(minutes=30)
DAYS_A_MINUTE = 24 * 60


def reminder_time(at: datetime) -> datetime:
    """The instant that reminders go by: `at`, but in the demonstration's fast half hour a minute stands for a day."""
    if not settings.DEMONSTRATION:
        return at
    pressed = ReminderClock.objects.order_by("-id").values_list("pressed_at", flat=True).first()
    if pressed is None or not pressed <= at < pressed + FAST_FOR:
        return at
    return pressed + (at - pressed) * DAYS_A_MINUTE


@transaction.atomic
def plan_what_is_due(at: datetime, reminders_at: datetime) -> Sequence[DutyStep]:
    """Post a letter for each of the next rungs whose time has come on a duty still owed; those rungs, told or not.

    It asks what is due and has no letter, never what became due since last time, so an outage catches up by itself;
    of several rungs missed for the same people only the newest is told, whoever else plans at the same time.
    """
    due = DutyStep.objects.filter(at__lte=reminders_at)
    newer = due.filter(duty=OuterRef("duty"), tells=OuterRef("tells"), at__gt=OuterRef("at"))
    waiting = due.filter(posted_at=None, duty__state="open").annotate(is_newest=~Exists(newer)).select_related("duty")
    next_ones = waiting.select_for_update(of=("self",), skip_locked=True).order_by("at", "id")
    steps = list(next_ones[: settings.SWEEP_BATCH])
    days, today = Days(step.duty for step in steps), local_day(reminders_at)
    letters = []
    for step in steps:
        step.why = _why_not(step, today)
        later = None if step.why else days.waits_until(step.duty, local_day(step.at), today)
        if later:
            step.at = local_instant(later, MORNING)
            continue
        step.posted_at = at
        if not step.why:
            letters.append(tell_council_of_board(step.duty, at) if step.tells == "council" else _letter(step, at))
    outbox.post(letters)
    DutyStep.objects.bulk_update(steps, ["at", "posted_at", "why"])
    return steps


def _why_not(step: Any, today: date) -> str:
    """Why the rung is told to nobody: another has overtaken it, or it warns of a day that has passed."""
    if not step.is_newest:
        return words.OVERTAKEN
    return words.TOO_LATE if words.is_too_late(step.name, step.duty.due_on, today) else ""


def _who_hears(step: DutyStep, duty: Duty) -> Tell:
    """Whoever the rung tells; where its owners may not do what meets the duty, their manager owes it."""
    standing = Standing(duty.standing)
    if duty.person_id is not None and step.tells == "owner":
        return tell_from(in_hand(duty))
    tell = rung(step.tells, standing)
    can_meet = any(may(Act(duty.act), role, standing) for role in tell.roles)
    return tell if can_meet or step.tells != "owner" else rung("manager", standing)


def _letter(step: DutyStep, at: datetime) -> Letter:
    duty: Duty = step.duty
    return outbox.letter(
        [_who_hears(step, duty)],
        key=f"duty:{duty.reference}:{step.name}:{duty.due_on}",
        authority_id=duty.authority_id,
        act=duty.act,
        step=step.name,
        words=deadlines.rule_for(duty.rule, duty.rule_from_on).what,
        due_on=duty.due_on,
        on=("duty", duty.reference),
        case_id=duty.case_id,
        at=at,
        is_urgent=not step.name.startswith("before"),
    )


@transaction.atomic
def address_letters(at: datetime, reminders_at: datetime, audience: Audience) -> list[Letter]:
    """Turn the next letters into deliveries to who may hear now: inbox at once, e-mail at once or in the digest.

    What a rung says is worked out here, by the day on which it is told.
    """
    waiting = Letter.objects.filter(addressed_at=None).select_for_update(skip_locked=True).order_by("id")
    letters, working = list(waiting[: settings.SWEEP_BATCH]), WorkingCalendar(bank_holidays())
    hours = hours_of({letter.authority_id for letter in letters}, local_day(reminders_at))
    pace = DAYS_A_MINUTE if reminders_at != at else 1
    say_rungs(letters, local_day(reminders_at))
    readers = _each_once(letters, {letter.pk: find_readers(letter, audience) for letter in letters})
    calm = set(_who_hold_urgent_mail(set().union(*readers.values())))
    rows = []
    for letter in letters:
        people, of_council = readers[letter.pk], hours[letter.authority_id]
        morning, is_day = of_council.next_begin(reminders_at, working), of_council.holds(reminders_at, working)
        is_of_use = letter.due_on is None or local_day(morning) < letter.due_on
        held = (set() if is_day else calm) if letter.is_urgent else people if is_of_use else set()
        inbox = {"channel": "inbox", "state": "sent", "sent_at": at, "not_before": at}
        rows += [Delivery(letter=letter, person_id=pk, **inbox) for pk in people]
        first = {pk: at + (morning - reminders_at) / pace if pk in held else at for pk in people}
        rows += [Delivery(letter=letter, person_id=pk, channel="email", not_before=first[pk]) for pk in people]
        letter.addressed_at = at
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    tell_of_schools_without_anybody(letters, at)
    Letter.objects.bulk_update(letters, ["words", "why", "tells", "addressed_at"])
    return letters


def _each_once(letters: list[Letter], readers: dict[int, set[int]]) -> dict[int, set[int]]:
    """Of several rungs of one duty that are told at once each person hears the last; a rung nobody hears says why."""
    told: dict[str, set[int]] = {}
    for letter in reversed(letters):
        if letter.step and readers[letter.pk]:
            heard = told.setdefault(letter.subject_ref, set())
            readers[letter.pk] -= heard
            letter.why = "" if readers[letter.pk] else words.OVERTAKEN
            heard |= readers[letter.pk]
    return readers


def _who_hold_urgent_mail(people: Iterable[int]) -> Iterable[int]:
    return Person.objects.filter(pk__in=people, holds_urgent_mail=True).values_list("pk", flat=True)


@transaction.atomic
def lease_next(at: datetime, audience: Audience) -> tuple[list[Delivery], Mails[Delivery]] | None:
    """Lease the e-mails that wait for one person: all that they may hear of now, in one message.

    Called when sending begins and committed before it; what they may no longer hear of is dropped.
    """
    waiting = Delivery.objects.waiting(at).filter(channel="email").order_by("not_before", "id")
    while (first := waiting.select_for_update(skip_locked=True).first()) is not None:
        theirs = waiting.filter(person_id=first.person_id).select_related("letter", "person")
        found = theirs.select_for_update(of=("self",), skip_locked=True)
        if rows := [row for row in found if not outbox.bury(row)]:
            return _leased(rows, at, audience)
    return None


def _leased(rows: list[Delivery], at: datetime, audience: Audience) -> tuple[list[Delivery], Mails[Delivery]]:
    held = outbox.lease(rows, at)
    why = {row.pk: _why_withdrawn(row, {seat.person_id for seat in audience(row.letter)}, at) for row in rows}
    for reason in filter(None, set(why.values())):
        outbox.withdraw(held.filter(pk__in=[pk for pk, one in why.items() if one is reason]), reason)
    return [row for row in rows if why[row.pk] is None], held


def _why_withdrawn(row: Delivery, people: set[int], at: datetime) -> Withdrawn | None:
    """Why the person may not have it any more; None where they may."""
    if row.person_id in people:
        return None
    seats = Seat.objects.live(at).filter(person_id=row.person_id, agency__authority_id=row.authority_id)
    if not seats.exists():
        return Withdrawn.LEFT
    return Withdrawn.NOT_THEIRS if people else Withdrawn.OVER
