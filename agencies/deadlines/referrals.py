"""The clocks of a referral."""

from agencies.deadlines.forms import Unit, local

PROTOCOL = "The council's protocol for referrals"
RULES = (
    local(
        "finish_referral_draft",
        "Finish the referral and send it",
        3,
        Unit.SCHOOL_DAYS,
        "the day it was begun",
        PROTOCOL,
    ),
    local("acknowledge_referral", "Acknowledge the referral", 1, Unit.WORKING_DAYS, "the day it was sent", PROTOCOL),
    local(
        "decide_referral",
        "Decide on the referral",
        5,
        Unit.WORKING_DAYS,
        "the day it was sent, or was to be decided again",
        PROTOCOL,
    ),
    local(
        "decide_urgent_referral",
        "Decide on the urgent referral",
        0,
        Unit.WORKING_DAYS,
        "the day it was sent, or was to be decided again",
        PROTOCOL,
    ),
    local(
        "record_first_contact",
        "Make the first contact, and record it",
        5,
        Unit.WORKING_DAYS,
        "the day the referral was accepted",
        PROTOCOL,
    ),
    local("answer_referral", "Answer the council's question", 5, Unit.SCHOOL_DAYS, "the day it was asked", PROTOCOL),
    local(
        "answer_dispute",
        "Answer the school that disagrees",
        5,
        Unit.WORKING_DAYS,
        "the day it was sent",
        PROTOCOL,
    ),
    local(
        "share_case",
        "Share the case with an agency",
        2,
        Unit.WORKING_DAYS,
        "the day the referral was accepted",
        PROTOCOL,
    ),
)
