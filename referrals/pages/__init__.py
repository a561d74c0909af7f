"""What the pages of this floor show: records as rows and words, read whole, so that a template asks nothing."""

from referrals.pages.cases import closing, entry_page
from referrals.pages.concerns import concern_form, concern_list, concern_page, look_by, pupil_choices, pupil_facts
from referrals.pages.machines import pupil_for_system, referrals_for_system
from referrals.pages.referrals import decide_page, decisions, others_at_work, queue, referral_page
from referrals.pages.shares import offer_page, receivers, share_page

__all__ = [
    "closing",
    "concern_form",
    "concern_list",
    "concern_page",
    "decide_page",
    "decisions",
    "entry_page",
    "look_by",
    "offer_page",
    "others_at_work",
    "pupil_choices",
    "pupil_facts",
    "pupil_for_system",
    "queue",
    "receivers",
    "referral_page",
    "referrals_for_system",
    "share_page",
]
