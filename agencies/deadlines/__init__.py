"""The clocks of the service as a table: how long each duty has, by whose rule, and who hears when it is late."""

from agencies.deadlines.ladders import LADDERS, Step, ladder_for, steps
from agencies.deadlines.rules import (
    FAMILY_REVIEW_WORKING_DAYS,
    RULES,
    Force,
    NoSuchRule,
    Rule,
    Unit,
    in_working_days,
    rule_for,
)
from agencies.deadlines.sums import Sum, remaining, restart, work_out
from agencies.deadlines.terms import SHARE_TERMS, ShareTerm, TermTooLong, share_end

__all__ = [
    "FAMILY_REVIEW_WORKING_DAYS",
    "LADDERS",
    "RULES",
    "SHARE_TERMS",
    "Force",
    "NoSuchRule",
    "Rule",
    "ShareTerm",
    "Step",
    "Sum",
    "TermTooLong",
    "Unit",
    "in_working_days",
    "ladder_for",
    "remaining",
    "restart",
    "rule_for",
    "share_end",
    "steps",
    "work_out",
]
