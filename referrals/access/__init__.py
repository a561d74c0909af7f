"""The door: what of the records an actor may reach. Built from one list of standings; nothing else decides."""

from referrals.access.door import admit, can, cases, find_pupils, note_list, page, search, seat_by_roll, within
from referrals.access.reasons import Reason, audience, explain, people_of

__all__ = [
    "Reason",
    "admit",
    "audience",
    "can",
    "cases",
    "explain",
    "find_pupils",
    "note_list",
    "page",
    "people_of",
    "search",
    "seat_by_roll",
    "within",
]
