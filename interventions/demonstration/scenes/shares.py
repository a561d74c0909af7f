"""What is offered in a scene to another agency, and what is done with that share."""

from datetime import date
from typing import NamedTuple

from agencies.policy import Act, Basis, Level, Purpose, Section
from interventions.demonstration.scenes.instant import Family, Instant
from referrals.cases.models import Case
from referrals.shares import actions as shares
from referrals.shares.facts import ShareTerms
from referrals.shares.models import CaseShare


class Offer(NamedTuple):
    """What a share gives, by the key of its agency; `until` is its last day."""

    agency: str
    purpose: Purpose
    basis: Basis
    level: Level
    sections: tuple[Section, ...]
    question: str
    until: date


class ShareActs(Instant):
    """From an offer to the end of a share."""

    __slots__ = ()

    def share_case(self, who: str, case: Case, offer: Offer, family: Family) -> CaseShare:
        """Offer the case to an agency."""
        fresh = self.enter(who, Act.SHARE_CASE, case)
        terms = ShareTerms(
            agency=self.agencies[offer.agency],
            purpose=offer.purpose,
            basis=offer.basis,
            level=offer.level,
            sections=offer.sections,
            question=offer.question,
            until_on=offer.until,
        )
        return shares.share_case(fresh, terms, self.told(family), seat=self.seat(who), by=self.actor(who), at=self.at)

    def accept_share(self, who: str, share: CaseShare) -> None:
        """Accept the terms."""
        shares.accept_share(self.enter(who, Act.ACCEPT_SHARE, share), by=self.actor(who), at=self.at)

    def decline_share(self, who: str, share: CaseShare, why: str) -> None:
        """Decline the offer."""
        shares.decline_share(self.enter(who, Act.DECLINE_SHARE, share), why=why, by=self.actor(who), at=self.at)

    def answer_question(self, who: str, share: CaseShare, answer: str) -> None:
        """Answer what was asked."""
        fresh = self.enter(who, Act.ANSWER_QUESTION, share)
        shares.answer_question(fresh, answer=answer, seat=self.seat(who), by=self.actor(who), at=self.at)

    def extend_share(self, who: str, share: CaseShare, until: date, why: str) -> CaseShare:
        """Give it a later end."""
        fresh = self.enter(who, Act.EXTEND_SHARE, share)
        return shares.extend_share(fresh, until_on=until, why=why, by=self.actor(who), at=self.at)

    def narrow_share(
        self, who: str, share: CaseShare, sections: tuple[Section, ...], until: date, why: str
    ) -> CaseShare:
        """Give fewer parts."""
        fresh = self.enter(who, Act.NARROW_SHARE, share)
        return shares.narrow_share(
            fresh, level=Level.SECTIONS, sections=sections, until_on=until, why=why, by=self.actor(who), at=self.at
        )

    def widen_share(self, who: str, share: CaseShare, sections: tuple[Section, ...], why: str) -> CaseShare:
        """Offer parts where there was a summary; the receiver is asked again."""
        fresh = self.enter(who, Act.WIDEN_SHARE, share)
        return shares.widen_share(
            fresh, level=Level.SECTIONS, sections=sections, why=why, by=self.actor(who), at=self.at
        )

    def withdraw_share(self, who: str, share: CaseShare, why: str) -> None:
        """End it."""
        shares.withdraw_share(self.enter(who, Act.WITHDRAW_SHARE, share), why=why, by=self.actor(who), at=self.at)
