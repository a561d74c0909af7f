"""Counts guesses before they are judged, so that forty at once are forty; what proves right is taken back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from agencies.guesses.limits import DEVICE, FORGOTTEN_AFTER, LIMITS, MOST_SECONDS, Kind, delay
from agencies.guesses.models import Guess


@dataclass(slots=True)
class Attempt:
    """One try at something secret: what it counts on, how long it must wait, and what became of it.

    `wrong` is how many are wrong of the account, or of the known device, if this one is.
    """

    keys: tuple[str, ...] = ()
    wait: int = 0
    is_judged: bool = False
    is_right: bool = False
    wrong: int = 0
    free_before: datetime | None = None


@transaction.atomic
def ask(kind: Kind, account: str, sender: str, at: datetime, device: str = "") -> Attempt:
    """Whether this account may be tried from this sender now; the try is counted as wrong until `settle` knows better.

    Who must wait is told for how long, and whoever waited is judged, whatever others did meanwhile. `device` names a
    device that is known for the account: it waits for nobody, unless it guesses itself.
    """
    if device:
        (own,) = _locked([_key(kind, "device", device, account)], at)
        if own.wrong < DEVICE:
            return _counted([own], at, own.wrong)
    account_key = _key(kind, "account", account)
    pair_key = account_key if kind is Kind.FACTOR else _key(kind, "pair", account, sender)
    rows = {row.key: row for row in _locked([pair_key, account_key, _key(kind, "sender", sender)], at)}
    pair, limit = rows[pair_key], LIMITS[kind]
    of_all, of_sender = rows[account_key], rows[_key(kind, "sender", sender)]
    if pair.free_at is None:
        pause = max(delay(of_all.wrong, limit.account), delay(of_sender.wrong, limit.sender))
        pair.free_at = at + timedelta(seconds=pause) if pause else None
    if pair.free_at is not None and at < pair.free_at:
        Guess.objects.filter(key=pair.key).update(free_at=pair.free_at, last_at=at)
        return Attempt(wait=min(MOST_SECONDS, math.ceil((pair.free_at - at).total_seconds())))
    attempt = _counted(list(rows.values()), at, of_all.wrong)
    attempt.free_before = pair.free_at
    after = [(pair, limit.pair), (of_all, limit.account), (of_sender, limit.sender)]
    pause = max(delay(row.wrong + 1, free) for row, free in after)
    Guess.objects.filter(key=pair.key).update(free_at=at + timedelta(seconds=pause) if pause else None)
    return attempt


@transaction.atomic
def settle(attempt: Attempt) -> None:
    """Take back what was counted where nothing was judged or the guess was right; then its own pair is free again."""
    if not attempt.keys or (attempt.is_judged and not attempt.is_right):
        return
    rows = Guess.objects.filter(key__in=attempt.keys)
    list(rows.order_by("key").select_for_update())
    rows.filter(wrong__gt=0).update(wrong=F("wrong") - 1)
    pair = Guess.objects.filter(key=attempt.keys[0])
    if attempt.is_right:
        pair.update(wrong=0, free_at=None)
    else:
        pair.update(free_at=attempt.free_before)


def forget_old(at: datetime) -> None:
    """Delete what no longer counts."""
    Guess.objects.filter(last_at__lte=at - FORGOTTEN_AFTER).delete()


def _locked(keys: Sequence[str], at: datetime) -> list[Guess]:
    """The rows of these keys, made where they are missing, locked in one order; an old count begins again."""
    Guess.objects.bulk_create([Guess(key=key, last_at=at) for key in keys], ignore_conflicts=True)
    rows = list(Guess.objects.filter(key__in=keys).order_by("key").select_for_update())
    for row in rows:
        if row.last_at <= at - FORGOTTEN_AFTER:
            row.wrong, row.free_at = 0, None
            row.save(update_fields=["wrong", "free_at"])
    return sorted(rows, key=lambda row: keys.index(row.key))


def _counted(rows: Sequence[Guess], at: datetime, wrong: int) -> Attempt:
    keys = tuple(row.key for row in rows)
    Guess.objects.filter(key__in=keys).update(wrong=F("wrong") + 1, last_at=at)
    return Attempt(keys, wrong=wrong + 1)


def _key(kind: Kind, what: str, *of: str) -> str:
    said = "\n".join((kind.value, what, *of))
    return salted_hmac("agencies.guesses", said, algorithm="sha256").hexdigest()
