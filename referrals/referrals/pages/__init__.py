"""What the pages of a referral show: to the school, to the council's triage, to a school's own system."""

from referrals.referrals.pages.for_systems import ReferralBody, referrals_for_system
from referrals.referrals.pages.referral import (
    AnswerDisputePage,
    AnswerReferralPage,
    DisputePage,
    DraftReferralPage,
    ReferralPage,
    SendReferralPage,
    StaleDraftPage,
    WithdrawReferralPage,
    draft_page,
    referral_page,
)
from referrals.referrals.pages.triage import decide_page, queue_page, triage_page

__all__ = [
    "AnswerDisputePage",
    "AnswerReferralPage",
    "DisputePage",
    "DraftReferralPage",
    "ReferralBody",
    "ReferralPage",
    "SendReferralPage",
    "StaleDraftPage",
    "WithdrawReferralPage",
    "decide_page",
    "draft_page",
    "queue_page",
    "referral_page",
    "referrals_for_system",
    "triage_page",
]
