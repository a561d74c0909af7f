"""Professionals around a child, as the school writes them down."""

from typing import Any

from referrals.professionals import actions
from referrals.professionals.models import Professional
from tests.people import AT, Cast

KNOWN: dict[str, Any] = {
    "name": "Ruth Marlow",
    "job": "School nurse",
    "organisation": "Wexmoor Health",
    "phone": "01632 960181",
    "email": "ruth@canary.example",
    "from_on": None,
    "until_on": None,
}


def add(cast: Cast, who: str = "amara", **facts: Any) -> Professional:
    """Somebody who works with Kofi."""
    by = {"seat": cast.seat(who), "by": cast.actor(who), "at": AT}
    return actions.add_professional(cast.kofi, {**KNOWN, **facts}, **by)
