"""What is offered in a scene to another agency, and what is done with that share."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from agencies.policy import MATRIX, Act, Basis, Condition, Kind, Level, Limb, Purpose, Section
from interventions.demonstration.scenes.instant import Family, Instant
from referrals.cases.actions import ToldFacts
from referrals.cases.models import Case
from referrals.shares import actions as shares
from referrals.shares.facts import ShareTerms, is_wider, longest_end, usual_end
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


NEEDED = "They can’t answer what is asked of them without it."


class ShareActs(Instant):
    """From an offer to the end of a share."""

    __slots__ = ()

    def share_case(self, who: str, case: Case, offer: Offer, family: Family) -> CaseShare:
        """Offer the case to an agency, the family told today."""
        return self._share(who, case, offer, self.told(family))

    def _share(self, who: str, case: Case, offer: Offer, told: ToldFacts) -> CaseShare:
        fresh = self.enter(who, Act.SHARE_CASE, case)
        row = MATRIX[Kind(self.agencies[offer.agency].kind), offer.purpose]
        terms = ShareTerms(
            agency=self.agencies[offer.agency],
            purpose=offer.purpose,
            basis=offer.basis,
            level=offer.level,
            sections=offer.sections,
            question=offer.question,
            until_on=min(offer.until, longest_end(row, self.today)),
            condition=row.conditions[0],
            limb=Limb.CANNOT_REASONABLY_BE_OBTAINED if row.conditions[0] is Condition.PARA_18 else None,
        )
        usual = usual_end(row, offer.purpose, terms.agency.authority_id, self.today)
        terms = replace(terms, necessity=NEEDED if is_wider(terms, row, usual) else "")
        return shares.share_case(fresh, terms, told, seat=self.seat(who), by=self.actor(who), at=self.at)

    def ask_to_share(self, who: str, case: Case, offer: Offer, reason: str, reason_words: str) -> CaseShare:
        """Ask for a share of which the family is not told: it waits for a second person."""
        told = ToldFacts(told="no", reason=reason, reason_words=reason_words)
        return self._share(who, case, offer, told)

    def agree_share(self, who: str, share: CaseShare) -> None:
        """Agree to it."""
        shares.agree_share(self.enter(who, Act.AGREE_SHARE, share), by=self.actor(who), at=self.at)

    def refuse_share(self, who: str, share: CaseShare, reason: str, why: str) -> None:
        """Refuse it."""
        fresh = self.enter(who, Act.REFUSE_SHARE, share)
        shares.refuse_share(fresh, reason=reason, why=why, by=self.actor(who), at=self.at)

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

    def finish_share(self, who: str, share: CaseShare, why: str) -> None:
        """An agency ends its part."""
        fresh, by = self.enter(who, Act.FINISH_SHARE, share), self.actor(who)
        shares.finish_share(fresh, why=why, seat=by.seats[0], by=by, at=self.at)

    def withdraw_share(self, who: str, share: CaseShare, why: str) -> None:
        """End it."""
        shares.withdraw_share(self.enter(who, Act.WITHDRAW_SHARE, share), why=why, by=self.actor(who), at=self.at)
