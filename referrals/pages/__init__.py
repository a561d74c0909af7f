"""What the pages of this floor show: records as rows and words, read whole, so that a template asks nothing."""

from referrals.pages.concerns import Danger, concern_list, concern_page, danger, look_by
from referrals.pages.referrals import others_at_work, queue, referral_page
from referrals.pages.shares import offer_page, receivers, share_page

__all__ = [
    "Danger",
    "concern_list",
    "concern_page",
    "danger",
    "look_by",
    "offer_page",
    "others_at_work",
    "queue",
    "receivers",
    "referral_page",
    "share_page",
]
