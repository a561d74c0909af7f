"""What is done when a child comes on a roll who may be on record at another school."""

from referrals.arrivals.actions.asking import ask_school, go_on_for, join_those_who_left
from referrals.arrivals.actions.joining import join_records
from referrals.arrivals.actions.parting import look_again, part_records
from referrals.arrivals.actions.settling import CLASH, TransferFacts, answer_arrival, record_transfer, settle_arrival

__all__ = [
    "CLASH",
    "TransferFacts",
    "answer_arrival",
    "ask_school",
    "go_on_for",
    "join_records",
    "join_those_who_left",
    "look_again",
    "part_records",
    "record_transfer",
    "settle_arrival",
]
