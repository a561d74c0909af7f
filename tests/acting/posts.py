"""Each act of the first floor as one press of a form: by whom, on what, with what, and how one sees it done."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from agencies.outbox.models import Letter
from referrals.cases import actions as cases
from referrals.cases.models import Case, FamilyTold
from referrals.concerns.models import Concern, ConcernAddition
from referrals.duties.models import Duty
from referrals.entries import actions as entries
from referrals.entries.models import Entry, EntryEdit, EntryTold
from referrals.given_tasks.models import GivenTask
from referrals.pupils.models import Pupil
from referrals.referrals import actions as referrals
from referrals.referrals.models import Dispute, Question, Referral
from referrals.shares.models import CaseShare
from tests import stories
from tests.people import AT, Cast, make_pupil

KEPT = "Words that must not get lost"
ONCE = str(uuid.UUID(int=7))


def everything() -> dict[str, list[Any]]:
    """Every row that an act of this floor could write."""
    models = (
        Pupil,
        Concern,
        ConcernAddition,
        Case,
        Entry,
        EntryEdit,
        EntryTold,
        FamilyTold,
        Referral,
        Question,
        Dispute,
        CaseShare,
        Duty,
        GivenTask,
        Letter,
    )
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def draft(cast: Cast) -> Referral:
    case = named(cast)
    return referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)


def named(cast: Cast) -> Case:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    return case


def sent(cast: Cast) -> Referral:
    return stories.sent(cast, named(cast))


def returned(cast: Cast) -> Referral:
    referral = sent(cast)
    referrals.return_referral(referral, questions=["Since when?"], by=cast.actor("sandra"), at=AT)
    return referral


def accepted(cast: Cast) -> Referral:
    referral = sent(cast)
    referrals.accept_referral(referral, words="Yes.", seat=cast.seat("sandra"), by=cast.actor("sandra"), at=AT)
    return referral


def declined(cast: Cast) -> Referral:
    referral = sent(cast)
    no = {"reason": "school_can_meet", "words": "No.", "meanwhile": "Go on."}
    referrals.decline_referral(referral, **no, by=cast.actor("sandra"), at=AT)
    return referral


def disputed(cast: Cast) -> Referral:
    referral = declined(cast)
    referrals.dispute_decision(referral, why="We tried all of it.", by=cast.actor("amara"), at=AT)
    return referral


def entry(cast: Cast) -> Entry:
    return stories.entry(cast, named(cast))


def other_case(cast: Cast) -> Case:
    """The open case of another child at the same school."""
    there = Pupil.objects.filter(given_name="Maisie").first()
    child = there or make_pupil(cast.alder, "Maisie", "Quillfeather", date(2014, 1, 1))
    return Case.objects.filter(pupil=child).first() or stories.case(replace(cast, kofi=child))


def restricted(cast: Cast) -> Entry:
    one = entry(cast)
    entries.restrict_entry(one, why="Health detail.", by=cast.actor("amara"), at=AT)
    return Entry.objects.get(pk=one.pk)


def offered(cast: Cast) -> CaseShare:
    return stories.offered(cast, named(cast))


def waiting(cast: Cast) -> CaseShare:
    return stories.waiting(cast, named(cast))


def shared(cast: Cast) -> CaseShare:
    return stories.shared(cast, named(cast))
