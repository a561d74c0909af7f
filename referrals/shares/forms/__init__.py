"""A share's acts as forms."""

from referrals.shares.forms.changing import (
    AnswerQuestion,
    ExtendShare,
    NarrowShare,
    RefuseRequest,
    RefuseShare,
    WidenShare,
    WithdrawShare,
)
from referrals.shares.forms.offering import ShareCase

__all__ = [
    "AnswerQuestion",
    "ExtendShare",
    "NarrowShare",
    "RefuseRequest",
    "RefuseShare",
    "ShareCase",
    "WidenShare",
    "WithdrawShare",
]
