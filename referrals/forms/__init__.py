"""What came in, turned into plain facts; each form says what is wrong in the user's words and keeps what was typed."""

from referrals.forms.cases import (
    AddEntry,
    CloseCase,
    Confirm,
    DismissConcern,
    JoinConcern,
    NameLead,
    OpenCase,
    RecordFamilyTold,
    Why,
)
from referrals.forms.concerns import AddPupil, LogConcern, RecordPupilFact
from referrals.forms.referrals import AcceptReferral, AnswerReferral, Decline, DraftReferral, Redirect, ReturnReferral
from referrals.forms.shares import AnswerQuestion, ExtendShare, NarrowShare, ShareCase, WidenShare

__all__ = [
    "AcceptReferral",
    "AddEntry",
    "AddPupil",
    "AnswerQuestion",
    "AnswerReferral",
    "CloseCase",
    "Confirm",
    "Decline",
    "DismissConcern",
    "DraftReferral",
    "ExtendShare",
    "JoinConcern",
    "LogConcern",
    "NameLead",
    "NarrowShare",
    "OpenCase",
    "RecordFamilyTold",
    "RecordPupilFact",
    "Redirect",
    "ReturnReferral",
    "ShareCase",
    "Why",
    "WidenShare",
]
