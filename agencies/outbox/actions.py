"""What waits to be sent: posted by an act in its own transaction, leased when sending begins, and how that ended."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Model

from agencies.actors import Actor
from agencies.outbox.models import AccountMail, Delivery, Letter, Sweep
from agencies.outbox.querysets import Deliveries, Mails
from agencies.outbox.states import MailKind, Withdrawn
from agencies.policy.telling import Tell

MOST_ATTEMPTS = 20
KEPT_FOR = timedelta(days=30)


def letter(
    tells: Iterable[Tell],
    *,
    key: str,
    authority_id: int,
    act: str,
    words: str,
    on: tuple[str, str],
    case_id: int | None,
    at: datetime,
    by: Actor | None = None,
    step: str = "",
    due_on: date | None = None,
    is_urgent: bool = False,
) -> Letter:
    """One letter, to be posted.

    `tells` says which standings hear of it, never which people: the sending tick asks the door who that is then.
    """
    return Letter(
        key=key,
        authority_id=authority_id,
        act=act,
        step=step,
        due_on=due_on,
        **dict(zip(("subject_kind", "subject_ref"), on, strict=True)),
        case_id=case_id,
        tells=[tell.as_row() for tell in tells],
        not_to=by.person_id if by else None,
        is_urgent=is_urgent,
        words=words,
        posted_at=at,
    )


def post(letters: Iterable[Letter]) -> None:
    """Post letters; a second with the same key is the same letter and changes nothing."""
    Letter.objects.bulk_create([one for one in letters if one.tells], ignore_conflicts=True)


def post_account_mail(
    person_id: int | None, kind: MailKind, *, at: datetime, seat_id: int | None = None, invited_by: str = ""
) -> None:
    """Post one mail about an account, in the transaction of what it tells of; the mail process sends it.

    A reset for an address that nobody has is posted too, to nobody, so that it costs what a known one costs.
    """
    AccountMail.objects.create(
        person_id=person_id, kind=kind.value, seat_id=seat_id, invited_by=invited_by, posted_at=at, not_before=at
    )


def read_for(letters: Iterable[Letter], at: datetime) -> None:
    """Mark letters as read in every inbox, and mail them no more: what they asked for is done."""
    of_these = Delivery.objects.filter(letter__in=[letter.pk for letter in letters])
    of_these.unread().update(read_at=at)
    withdraw(of_these.filter(channel="email", state="waiting", lease_until=None), Withdrawn.OVER)


def bury(row: Any) -> bool:
    """Say that what was leased twenty times and never came to an end is dead, so that nothing loops; whether it is."""
    if row.attempts < MOST_ATTEMPTS:
        return False
    type(row).objects.filter(pk=row.pk).update(state="dead", last_error="WorkerLost")
    return True


def lease(rows: Iterable[Model], at: datetime) -> Mails[Any]:
    """Lease rows of one table, locked by the caller, to one attempt; those of them that this lease still holds."""
    token, leased = uuid.uuid4(), list(rows)
    table: Any = type(leased[0])
    until = at + timedelta(seconds=settings.LEASE_SECONDS)
    of_these = table.objects.filter(pk__in=[row.pk for row in leased])
    of_these.update(lease_until=until, lease_token=token, attempts=F("attempts") + 1)
    held: Mails[Any] = of_these.filter(lease_token=token, state="waiting")
    return held


@transaction.atomic
def lease_account_mail(at: datetime) -> tuple[AccountMail, Mails[AccountMail]] | None:
    """The mail about an account that has waited longest, leased."""
    waiting = AccountMail.objects.waiting(at).order_by("not_before", "id")
    waiting = waiting.select_for_update(of=("self",), skip_locked=True).select_related("person", "seat__agency")
    while (row := waiting.first()) is not None:
        if not bury(row):
            return row, lease([row], at)
    return None


def mark_sent(held: Mails[Any], at: datetime) -> None:
    """Record that the mail was handed over."""
    held.update(state="sent", sent_at=at, lease_until=None)


def mark_failed(held: Mails[Any], at: datetime, error: str) -> None:
    """Record the class of the error; try again later each time, and after twenty attempts say that it is dead."""
    for row in held:
        row.last_error, row.lease_until = error, None
        row.state = "dead" if row.attempts >= MOST_ATTEMPTS else "waiting"
        row.not_before = at + timedelta(seconds=min(3600, 15 * 2 ** min(row.attempts, 10)))
        row.save(update_fields=["last_error", "lease_until", "state", "not_before"])


def give_back(held: Mails[Any], error: str) -> None:
    """End the lease of what could not even be tried: it is next when the server is there again."""
    held.update(lease_until=None, attempts=F("attempts") - 1, last_error=error)


def withdraw(deliveries: Mails[Delivery], why: Withdrawn) -> None:
    """Take letters back from whoever may not have them any more, and keep why."""
    deliveries.update(state="dropped", why=why.value, lease_until=None)


def send_again(person_id: int, at: datetime) -> int:
    """Try again from the start what could not be mailed to this person; the number of letters."""
    dead: Deliveries[Delivery] = Delivery.objects.dead()
    return dead.filter(person_id=person_id).update(state="waiting", attempts=0, not_before=at, last_error="")


def drop(held: Mails[AccountMail]) -> None:
    """Send it to nobody: whoever it was for may not have it any more."""
    held.update(state="dropped", lease_until=None)


def forget_old(at: datetime) -> None:
    """Delete what came to its end a month ago."""
    AccountMail.objects.filter(posted_at__lt=at - KEPT_FOR).exclude(state="waiting").delete()


def note_sweep(name: str, at: datetime) -> None:
    """Note that one of the worker's ticks ran to its end."""
    Sweep.objects.update_or_create(name=name, defaults={"ran_at": at})


def late_sweeps(names: Iterable[str], at: datetime, within: timedelta) -> list[str]:
    """Which of these ticks have not run to their end since `at - within`, or never."""
    ran = set(Sweep.objects.filter(ran_at__gte=at - within).values_list("name", flat=True))
    return sorted(set(names) - ran)
