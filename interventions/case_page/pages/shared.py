"""What was shared of a case, what the council was asked, and what the family was told: each with its words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.policy import Act
from agencies.words import last_day
from referrals import door
from referrals.cases.models import FamilyTold
from referrals.cases.words import NOT_TOLD, SAID, TOLD
from referrals.entries.words import SECTIONS
from referrals.referrals.models import Referral
from referrals.referrals.states import State as ReferralState
from referrals.shares import words
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import State

SHARE_TAGS = {State.LIVE: "ok", State.WAITS: "due", State.OFFERED: "wait", State.TO_BEGIN: "wait"}
REFERRAL_TAGS = {"drafted": "", "sent": "wait", "returned": "due", "accepted": "ok"}
MOST_SHARES = 50


@dataclass(frozen=True, slots=True)
class Shared:
    """A share with its terms in words; `is_mine`: it was given to an agency of the reader's."""

    share: CaseShare
    state: State
    state_words: str
    tag: str
    level: str
    sections: list[str]
    purpose: str
    basis: str
    until: date
    told: str
    is_mine: bool

    @property
    def is_my_live_one(self) -> bool:
        """Whether it is why the reader can see the case."""
        return self.is_mine and self.state is State.LIVE


@dataclass(frozen=True, slots=True)
class Asked:
    """A referral with its state in words."""

    referral: Referral
    state: str
    tag: str


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """What the family was told at one time, of what, and what they said: `told` in words, and its code."""

    code: str
    told: str
    of: str
    words: str
    at: datetime
    by: str
    row: FamilyTold | None = None
    reason: str = ""


def shares_of(actor: Actor, case_id: int) -> QuerySet[CaseShare]:
    """The shares of the case that the actor may see, newest first."""
    found = door.within(CaseShare, actor, Act.SEE_SHARE).filter(case_id=case_id)
    found = found.select_related("agency", "granted_by", "granting_agency", "family_told")
    return found.order_by("-id")[:MOST_SHARES]


def in_words(actor: Actor, shares: list[CaseShare], at: datetime) -> list[Shared]:
    """Those shares with their terms in words."""
    mine = {seat.agency_id for seat in actor.seats}
    return [_shared(share, at, is_mine=share.agency_id in mine) for share in shares]


def _shared(share: CaseShare, at: datetime, *, is_mine: bool) -> Shared:
    state = share_state(share, at)
    return Shared(
        share=share,
        state=state,
        state_words=state.label,
        tag=SHARE_TAGS.get(state, "no"),
        level=words.LEVELS[share.level],
        sections=[SECTIONS[code] for code in share.sections],
        purpose=words.PURPOSES[share.purpose],
        basis=words.BASES[share.basis],
        until=last_day(share.over_at),
        told=TOLD[share.family_told.told],
        is_mine=is_mine,
    )


def asked(referral: Referral) -> Asked:
    """A referral as the case page shows it."""
    return Asked(referral, ReferralState(referral.state).label, REFERRAL_TAGS.get(referral.state, "no"))


def family_lines(told: list[FamilyTold], shares: list[Shared], referrals: list[Referral]) -> list[FamilyLine]:
    """All that the family was told and said, newest first: of the case, of each share, with each referral."""
    of = {one.share.family_told_id: one.share for one in shares}
    lines = [_told(one, of.get(one.pk)) for one in told]
    lines += [_with(one) for one in referrals if one.sent_at and (one.family_told or one.family_words)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _told(one: FamilyTold, share: CaseShare | None) -> FamilyLine:
    if one.told == SAID:
        return FamilyLine(one.told, "", "when the case was closed", one.words, one.recorded_at, one.recorded_by.name)
    of = f"of the share with {share.agency.name}" if share is not None else "of the case"
    said, reason = TOLD[one.told], NOT_TOLD.get(one.reason, "")
    return FamilyLine(one.told, said, of, one.words, one.recorded_at, one.recorded_by.name, one, reason)


def _with(referral: Referral) -> FamilyLine:
    told, by = TOLD.get(referral.family_told, ""), referral.sent_by.name if referral.sent_by else ""
    at = cast(datetime, referral.sent_at)
    return FamilyLine(referral.family_told, told, "of the referral", referral.family_words, at, by)
