"""What the pages of a case's acts show."""

from datetime import datetime
from typing import Any

from agencies.words import last_day, long_day
from referrals.cases.models import Case


def closing(case: Case, at: datetime) -> dict[str, Any]:
    """What ends when the case is closed, and what stands in the way."""
    standing = case.shares.standing(at).select_related("agency").order_by("agency__name", "id")
    waiting = case.referrals.open().first()
    return {
        "ending": [f"{share.agency.name}, until {long_day(last_day(share.ends_at))}" for share in standing],
        "in_the_way": waiting,
    }
