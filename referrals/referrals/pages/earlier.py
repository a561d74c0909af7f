"""What was before: earlier referrals, shares and suspensions of the child, as far as the reader may see each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agencies.acting.nouns import BY_KIND, Noun
from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from referrals import door
from referrals.referrals.models import Referral

KINDS = ("referral", "share", "suspension")
MOST = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """One record of the child: its day, where it has one, what it was, and where it stands."""

    reference: str
    on: date | None
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Before:
    """What came before, and whether there is more of a kind than is shown."""

    rows: list[Earlier]
    is_cut: bool


def earlier(actor: Actor, referral: Referral, at: datetime) -> Before:
    """What of the child came before or stands beside this referral, the newest first; of each kind the last ten."""
    found = _read(actor, referral.case.pupil_id, referral.pk)
    rows = [_line(BY_KIND[kind], one, at) for kind, ones in zip(KINDS, found, strict=True) for one in ones[:MOST]]
    rows.sort(key=lambda row: row.on or date.max, reverse=True)
    return Before(rows, any(len(ones) > MOST for ones in found))


@Prepared
def _read(actor: Actor, pupil_id: int, but: int) -> list[QuerySet[Any]]:
    found = []
    for noun in (BY_KIND[kind] for kind in KINDS):
        rows = door.within(noun.model, actor, noun.see).filter(**{f"{noun.pupil}_id": pupil_id})
        others = rows.exclude(pk=but) if noun.model is Referral else rows
        found.append(others.select_related(*noun.joins).order_by("-pk")[: MOST + 1])
    return found


def _line(noun: Noun, one: Any, at: datetime) -> Earlier:
    on, words = noun.line(one, at) if noun.line else (None, "")
    return Earlier(one.reference, on, words, reverse(noun.see.value, args=[one.reference]))
