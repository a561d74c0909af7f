"""What is done with a share."""

from referrals.shares.actions.agreeing import agree_share, refuse_request, refuse_share
from referrals.shares.actions.changing import extend_share, narrow_share, to_give_longer, widen_share
from referrals.shares.actions.ending import end_shares, tidy_ended_shares
from referrals.shares.actions.halves import require_half, show_other_half
from referrals.shares.actions.leaving import keep_leaving
from referrals.shares.actions.sharing import (
    ANSWERED,
    accept_share,
    answer_question,
    decline_share,
    finish_share,
    share_case,
    withdraw_share,
)
from referrals.shares.actions.showing import show_change

__all__ = [
    "ANSWERED",
    "accept_share",
    "agree_share",
    "answer_question",
    "decline_share",
    "end_shares",
    "extend_share",
    "finish_share",
    "keep_leaving",
    "narrow_share",
    "refuse_request",
    "refuse_share",
    "require_half",
    "share_case",
    "show_change",
    "show_other_half",
    "tidy_ended_shares",
    "to_give_longer",
    "widen_share",
    "withdraw_share",
]
