"""A share's acts as forms."""

from referrals.shares.forms.changing import (
    AnswerQuestion,
    ExtendShare,
    FinishShare,
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
    "FinishShare",
    "NarrowShare",
    "RefuseRequest",
    "RefuseShare",
    "ShareCase",
    "WidenShare",
    "WithdrawShare",
]
