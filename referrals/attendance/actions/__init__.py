"""What is done with marks: a day or a file of them is kept, and old ones are rounded off."""

from referrals.attendance.actions.rounding import round_off_attendance, round_off_what_is_due
from referrals.attendance.actions.sending import Outcome, Taken, keep_attendance, take_attendance

__all__ = [
    "Outcome",
    "Taken",
    "keep_attendance",
    "round_off_attendance",
    "round_off_what_is_due",
    "take_attendance",
]
