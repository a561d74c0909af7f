"""The door: what of the records an actor may reach. Built from one list of standings; nothing else decides."""

from referrals.access.door import admit, can, cases, find_pupils, note_list, page, search, seat_by_roll, within
from referrals.access.machines import external_ids_of, own_external_id, own_school, pupil_by_external_id
from referrals.access.reasons import Reason, audience, explain, people_of

__all__ = [
    "Reason",
    "admit",
    "audience",
    "can",
    "cases",
    "explain",
    "external_ids_of",
    "find_pupils",
    "note_list",
    "own_external_id",
    "own_school",
    "page",
    "people_of",
    "pupil_by_external_id",
    "search",
    "seat_by_roll",
    "within",
]
