"""The tasks of this floor, for Celery, which looks here."""

from referrals.arrivals.tasks import join_those_who_left
from referrals.attendance.tasks import round_off_attendance
from referrals.documents.tasks import scan_documents
from referrals.duplicates.tasks import find_duplicates
from referrals.duties.tasks import address_letters, plan_what_is_due, send_what_waits
from referrals.next_places.tasks import roll_on
from referrals.shares.tasks import tidy_ended_shares
from referrals.teams.tasks import hand_on_lapsed_seats

__all__ = [
    "address_letters",
    "find_duplicates",
    "hand_on_lapsed_seats",
    "join_those_who_left",
    "plan_what_is_due",
    "roll_on",
    "round_off_attendance",
    "scan_documents",
    "send_what_waits",
    "tidy_ended_shares",
]
