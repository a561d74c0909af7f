"""The tasks of this floor, for Celery, which looks here."""

from referrals.duties.tasks import address_letters, plan_what_is_due, send_what_waits
from referrals.shares.tasks import tidy_ended_shares
from referrals.teams.tasks import hand_on_lapsed_seats

__all__ = [
    "address_letters",
    "hand_on_lapsed_seats",
    "plan_what_is_due",
    "send_what_waits",
    "tidy_ended_shares",
]
