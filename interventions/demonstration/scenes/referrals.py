"""What is done in a scene with a referral."""

from agencies.policy import Act
from interventions.demonstration.scenes.instant import Instant
from referrals.cases.models import Case
from referrals.referrals import actions as referrals
from referrals.referrals.actions import ContactFacts, ReferralFacts
from referrals.referrals.models import Referral
from referrals.referrals.states import Outcome


class ReferralActs(Instant):
    """From a draft to the council's decision."""

    __slots__ = ()

    def draft_referral(self, who: str, case: Case, facts: ReferralFacts) -> Referral:
        """Begin a referral."""
        fresh = self.enter(who, Act.DRAFT_REFERRAL, case)
        return referrals.draft_referral(fresh, facts, referral=None, version=None, by=self.actor(who), at=self.at)

    def send_referral(self, who: str, referral: Referral) -> None:
        """Send it to the council."""
        referrals.send_referral(self.enter(who, Act.SEND_REFERRAL, referral), by=self.actor(who), at=self.at)

    def acknowledge_referral(self, who: str, referral: Referral) -> None:
        """Say that it was read."""
        fresh = self.enter(who, Act.ACKNOWLEDGE_REFERRAL, referral)
        referrals.acknowledge_referral(fresh, by=self.actor(who), at=self.at)

    def return_referral(self, who: str, referral: Referral, *questions: str) -> None:
        """Ask the school."""
        fresh = self.enter(who, Act.RETURN_REFERRAL, referral)
        referrals.return_referral(fresh, questions=list(questions), by=self.actor(who), at=self.at)

    def answer_referral(self, who: str, referral: Referral, *answers: str) -> None:
        """Answer each question, in the order in which they were asked."""
        fresh = self.enter(who, Act.ANSWER_REFERRAL, referral)
        asked = fresh.questions.filter(answered_at=None).order_by("id").values_list("pk", flat=True)
        by_question = dict(zip(asked, answers, strict=True))
        referrals.answer_referral(fresh, answers=by_question, by=self.actor(who), at=self.at)

    def accept_referral(self, who: str, referral: Referral, words: str) -> None:
        """Accept it."""
        fresh = self.enter(who, Act.ACCEPT_REFERRAL, referral)
        referrals.accept_referral(fresh, words=words, seat=self.seat(who), by=self.actor(who), at=self.at)

    def record_first_contact(self, who: str, referral: Referral, facts: ContactFacts) -> None:
        """Record the first contact."""
        fresh, by = self.enter(who, Act.RECORD_FIRST_CONTACT, referral), self.actor(who)
        referrals.record_first_contact(fresh, facts, seat=self.seat(who), by=by, at=self.at)

    def decline_referral(self, who: str, referral: Referral, reason: str, words: str, meanwhile: str) -> None:
        """Decline it."""
        fresh = self.enter(who, Act.DECLINE_REFERRAL, referral)
        referrals.decline_referral(
            fresh, reason=reason, words=words, meanwhile=meanwhile, by=self.actor(who), at=self.at
        )

    def redirect_referral(
        self, who: str, referral: Referral, reason: str, where: str, words: str, meanwhile: str
    ) -> None:
        """Pass it on."""
        fresh = self.enter(who, Act.REDIRECT_REFERRAL, referral)
        referrals.redirect_referral(
            fresh, reason=reason, where=where, words=words, meanwhile=meanwhile, by=self.actor(who), at=self.at
        )

    def dispute_decision(self, who: str, referral: Referral, why: str) -> None:
        """Disagree with the decision."""
        fresh = self.enter(who, Act.DISPUTE_DECISION, referral)
        referrals.dispute_decision(fresh, why=why, by=self.actor(who), at=self.at)

    def answer_dispute(self, who: str, referral: Referral, answer: str) -> None:
        """Let the decision stand, and say why."""
        fresh = self.enter(who, Act.ANSWER_DISPUTE, referral)
        referrals.answer_dispute(fresh, outcome=Outcome.STANDS, answer=answer, by=self.actor(who), at=self.at)

    def withdraw_referral(self, who: str, referral: Referral, why: str) -> None:
        """Withdraw it."""
        fresh = self.enter(who, Act.WITHDRAW_REFERRAL, referral)
        referrals.withdraw_referral(fresh, why=why, by=self.actor(who), at=self.at)
