"""What was shared of a case, what the council was asked, and what the family was told: each with its words."""

from dataclasses import dataclass
from datetime import date, datetime

from agencies.actors import Actor
from agencies.policy import Act
from agencies.words import last_day
from referrals import door
from referrals.cases.models import Case, FamilyTold
from referrals.cases.words import NOT_TOLD, TOLD
from referrals.entries.words import SECTIONS
from referrals.referrals.models import Referral
from referrals.referrals.states import State as ReferralState
from referrals.shares import words
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import State

SHARE_TAGS = {State.LIVE: "ok", State.OFFERED: "wait", State.TO_BEGIN: "wait"}
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
class ToldWords:
    """Whether the family was told, and why not, in words."""

    told: str
    reason: str


def shares_of(actor: Actor, case: Case, at: datetime) -> list[Shared]:
    """The shares of the case that the actor may see, newest first."""
    found = door.within(CaseShare, actor, Act.SEE_SHARE).filter(case=case)
    found = found.select_related("agency", "granted_by", "granting_agency", "family_told").order_by("-id")
    mine = {seat.agency_id for seat in actor.seats}
    return [_shared(share, at, is_mine=share.agency_id in mine) for share in found[:MOST_SHARES]]


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
        until=last_day(share.ends_at),
        told=TOLD[share.family_told.told],
        is_mine=is_mine,
    )


def asked(referral: Referral) -> Asked:
    """A referral as the case page shows it."""
    return Asked(referral, ReferralState(referral.state).label, REFERRAL_TAGS.get(referral.state, "no"))


def told_words(told: FamilyTold | None) -> ToldWords | None:
    """What the family was told, in words; None where nothing is recorded."""
    return ToldWords(TOLD[told.told], NOT_TOLD.get(told.reason, "")) if told is not None else None
