"""What became of the mails of letters."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from agencies.outbox.models import Delivery
from agencies.outbox.words import OTHERWISE, WHY
from agencies.words import listed


@dataclass(frozen=True, slots=True)
class Undelivered:
    """How many letters could not be mailed to somebody, of when the first is, and why."""

    count: int
    since: datetime
    why: str


def undelivered(people: Collection[int]) -> dict[str, Undelivered]:
    """Of those of these people to whom mail could not be handed over, by their reference: one query."""
    dead = Delivery.objects.dead().filter(person_id__in=people).values("person__reference", "last_error").order_by()
    found: dict[str, list[Undelivered]] = {}
    for row in dead.annotate(count=Count("pk"), since=Min("letter__posted_at")):
        one = Undelivered(row["count"], row["since"], WHY.get(row["last_error"], OTHERWISE))
        found.setdefault(row["person__reference"], []).append(one)
    return {
        reference: Undelivered(
            sum(one.count for one in ones), min(one.since for one in ones), listed(sorted({one.why for one in ones}))
        )
        for reference, ones in found.items()
    }
