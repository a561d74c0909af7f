"""What the pages of a referral show: to the school, to the council's triage, to a school's own system."""

from referrals.referrals.pages.for_systems import referrals_for_system
from referrals.referrals.pages.referral import referral_page
from referrals.referrals.pages.triage import decide_page, decisions, others_at_work, queue

__all__ = ["decide_page", "decisions", "others_at_work", "queue", "referral_page", "referrals_for_system"]
