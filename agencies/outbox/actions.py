"""The letters that wait to be sent: posted by an act in its own transaction, once each."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from agencies.actors import Actor
from agencies.outbox.models import AccountMail, Letter, Sweep
from agencies.outbox.states import MailKind
from agencies.policy.telling import Tell


def post(
    tells: Iterable[Tell],
    *,
    key: str,
    act: str,
    words: str,
    on: tuple[str, str],
    case_id: int | None,
    at: datetime,
    by: Actor | None = None,
    step: str = "",
    is_urgent: bool = False,
) -> None:
    """Post one letter; a second with the same key is the same letter and changes nothing.

    `tells` says which standings hear of it, never which people: the sending tick asks the door who that is then.
    """
    wanted = [tell.as_row() for tell in tells]
    if not wanted:
        return
    Letter.objects.bulk_create(
        [
            Letter(
                key=key,
                act=act,
                step=step,
                subject_kind=on[0],
                subject_ref=on[1],
                case_id=case_id,
                tells=wanted,
                not_to=by.person_id if by else None,
                is_urgent=is_urgent,
                words=words,
                posted_at=at,
            )
        ],
        ignore_conflicts=True,
    )


def post_account_mail(
    person_id: int | None, kind: MailKind, *, at: datetime, seat_id: int | None = None, invited_by: str = ""
) -> None:
    """Post one mail about an account, in the transaction of what it tells of; the mail process sends it.

    A reset for an address that nobody has is posted too, to nobody, so that it costs what a known one costs.
    """
    AccountMail.objects.create(
        person_id=person_id, kind=kind.value, seat_id=seat_id, invited_by=invited_by, posted_at=at, not_before=at
    )


def note_sweep(name: str, at: datetime) -> None:
    """Note that one of the worker's ticks ran to its end."""
    Sweep.objects.update_or_create(name=name, defaults={"ran_at": at})


def late_sweeps(names: Iterable[str], at: datetime, within: timedelta) -> list[str]:
    """Which of these ticks have not run to their end since `at - within`, or never."""
    ran = set(Sweep.objects.filter(ran_at__gte=at - within).values_list("name", flat=True))
    return sorted(set(names) - ran)
