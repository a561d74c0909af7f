"""What is done with a referral."""

from referrals.referrals.actions.disputing import (
    answer_dispute,
    dispute_decision,
    end_disputes,
    require_dispute,
    require_time,
)
from referrals.referrals.actions.referring import (
    ContactFacts,
    ReferralFacts,
    StaleSave,
    accept_referral,
    acknowledge_referral,
    answer_referral,
    decline_referral,
    draft_referral,
    hand_over_referrals,
    record_first_contact,
    redirect_referral,
    require_no_contact,
    return_referral,
    send_referral,
    withdraw_referral,
)

__all__ = [
    "ContactFacts",
    "ReferralFacts",
    "StaleSave",
    "accept_referral",
    "acknowledge_referral",
    "answer_dispute",
    "answer_referral",
    "decline_referral",
    "dispute_decision",
    "draft_referral",
    "end_disputes",
    "hand_over_referrals",
    "record_first_contact",
    "redirect_referral",
    "require_dispute",
    "require_no_contact",
    "require_time",
    "return_referral",
    "send_referral",
    "withdraw_referral",
]
