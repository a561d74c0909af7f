"""What is done: one function an act, of the act's own name; each checks the life cycle and the facts, not rights."""

from referrals.actions.cases import (
    add_entry,
    close_case,
    hand_over_case,
    name_lead,
    open_case,
    record_family_told,
    reopen_case,
    restrict_entry,
)
from referrals.actions.concerns import dismiss_concern, join_concern, log_concern
from referrals.actions.people import change_role, end_seat, hand_on_lapsed_seats
from referrals.actions.pupils import AlreadyKnown, add_pupil, record_pupil_fact
from referrals.actions.referrals import (
    accept_referral,
    acknowledge_referral,
    answer_referral,
    decline_referral,
    draft_referral,
    redirect_referral,
    return_referral,
    send_referral,
    withdraw_referral,
)
from referrals.actions.rolls import keep_pupil
from referrals.actions.shares import (
    accept_share,
    answer_question,
    decline_share,
    extend_share,
    narrow_share,
    share_case,
    tidy_ended_shares,
    widen_share,
    withdraw_share,
)
from referrals.lifecycle import AlreadyDone, NotNow

__all__ = [
    "AlreadyDone",
    "AlreadyKnown",
    "NotNow",
    "accept_referral",
    "accept_share",
    "acknowledge_referral",
    "add_entry",
    "add_pupil",
    "answer_question",
    "answer_referral",
    "change_role",
    "close_case",
    "decline_referral",
    "decline_share",
    "dismiss_concern",
    "draft_referral",
    "end_seat",
    "extend_share",
    "hand_on_lapsed_seats",
    "hand_over_case",
    "join_concern",
    "keep_pupil",
    "log_concern",
    "name_lead",
    "narrow_share",
    "open_case",
    "record_family_told",
    "record_pupil_fact",
    "redirect_referral",
    "reopen_case",
    "restrict_entry",
    "return_referral",
    "send_referral",
    "share_case",
    "tidy_ended_shares",
    "widen_share",
    "withdraw_referral",
    "withdraw_share",
]
