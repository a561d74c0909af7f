"""The clocks of the service as a table: how long each duty has, by whose rule, and who hears when it is late."""

from agencies.deadlines.again import Counted, count_again
from agencies.deadlines.cases import FAMILY_REVIEW_WORKING_DAYS
from agencies.deadlines.forms import Force, NoSuchRule, Rule, Unit, in_working_days
from agencies.deadlines.ladders import LADDERS, RUNGS, Step, ladder_for, steps
from agencies.deadlines.rules import BY_NOUN, RULES, rule_for, rule_since
from agencies.deadlines.shares import share_end
from agencies.deadlines.sums import Sum, remaining, restart, work_out
from agencies.deadlines.suspensions import NOTICE_RULES, NoticeRule, notice_rule

__all__ = [
    "BY_NOUN",
    "FAMILY_REVIEW_WORKING_DAYS",
    "LADDERS",
    "NOTICE_RULES",
    "RULES",
    "RUNGS",
    "Counted",
    "Force",
    "NoSuchRule",
    "NoticeRule",
    "Rule",
    "Step",
    "Sum",
    "Unit",
    "count_again",
    "in_working_days",
    "ladder_for",
    "notice_rule",
    "remaining",
    "restart",
    "rule_for",
    "rule_since",
    "share_end",
    "steps",
    "work_out",
]
