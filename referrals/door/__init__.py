"""The door: what of the records an actor may reach. Built from one list of standings; nothing else decides."""

from agencies.acting.naming import child, children
from referrals.door.cases import Listed, by_standing, cases, counted_page, kept, only, page, places
from referrals.door.reasons import MOST_NAMED, Reason, audience, explain, keeps, people_of, reasons_of, receives, seers
from referrals.door.records import acts_of, admit, held, may_now, may_on_case, note_cases, note_list, within
from referrals.door.standings import (
    AT,
    BY_SHARE,
    HAS_LEFT,
    IS_CLOSED,
    NOTHING,
    Seats,
    agency_ids,
    case_is,
    live_shares,
    on_roll,
    share_is,
    shares_of,
)
from referrals.shares.querysets import shows

__all__ = [
    "AT",
    "BY_SHARE",
    "HAS_LEFT",
    "IS_CLOSED",
    "MOST_NAMED",
    "NOTHING",
    "Listed",
    "Reason",
    "Seats",
    "acts_of",
    "admit",
    "agency_ids",
    "audience",
    "by_standing",
    "case_is",
    "cases",
    "child",
    "children",
    "counted_page",
    "explain",
    "held",
    "keeps",
    "kept",
    "live_shares",
    "may_now",
    "may_on_case",
    "note_cases",
    "note_list",
    "on_roll",
    "only",
    "page",
    "people_of",
    "places",
    "reasons_of",
    "receives",
    "seers",
    "share_is",
    "shares_of",
    "shows",
    "within",
]
