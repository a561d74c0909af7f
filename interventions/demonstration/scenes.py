"""A scene: one instant of the stories, in which each act passes the door and then is done, as in the pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.people.access import actor_for
from agencies.people.models import Person
from agencies.policy import Act, Basis, Level, Purpose, Section
from agencies.schoolday import local_day
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.actions import ToldFacts
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.actions import ConcernFacts
from referrals.concerns.models import Concern
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.referrals import actions as referrals
from referrals.referrals.actions import ReferralFacts
from referrals.referrals.models import Referral
from referrals.shares import actions as shares
from referrals.shares.facts import ShareTerms
from referrals.shares.models import CaseShare

Record = TypeVar("Record", Case, Concern, Entry, Referral, CaseShare)


class Offer(NamedTuple):
    """What a share gives, by the key of its agency; `until` is its last day."""

    agency: str
    purpose: Purpose
    basis: Basis
    level: Level
    sections: tuple[Section, ...]
    question: str
    until: date


class Family(NamedTuple):
    """Whom of the family one talks with, how, and what they said."""

    whom: str
    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Scene:
    """People act by their keys (`people.PEOPLE`). What the law or the life cycle forbids fails, as anywhere."""

    agencies: dict[str, Agency]
    people: dict[str, Person]
    actors: dict[str, Actor]
    at: datetime

    def actor(self, who: str) -> Actor:
        """The person with the seats that they had when they first acted."""
        if who not in self.actors:
            self.actors[who] = actor_for(self.people[who], self.at)
        return self.actors[who]

    def seat(self, who: str) -> SeatFacts:
        """The seat from which they act."""
        return self.actor(who).seats[0]

    def enter(self, who: str, act: Act, record: Record) -> Record:
        """Pass the door for an act, and have the record as it is now."""
        found: Record = door.admit(self.actor(who), act, record.reference, of=type(record), at=self.at, to_write=True)
        return found

    def look(self, who: str, case: Case) -> None:
        """Open a case to read it; the trail keeps that."""
        door.admit(self.actor(who), Act.SEE_CASE, case.reference, of=Case, at=self.at)

    def log_concern(
        self, who: str, pupil: Pupil, fact: str, seen: tuple[str, ...], worry: int = 2, words: str = "", told: str = ""
    ) -> Concern:
        """The roll isn't asked: early in September a story begins before some children came to the school."""
        facts = ConcernFacts(
            seen=list(seen), fact=fact, worry=worry, happened_on=self.today, child_words=words, told_whom=told
        )
        return concerns.log_concern(pupil, facts, seat=self.seat(who), by=self.actor(who), at=self.at)

    def open_case(self, who: str, concern: Concern, why: str, reply: str) -> Case:
        """Open a case on a concern."""
        fresh = self.enter(who, Act.OPEN_CASE, concern)
        return cases.open_case(fresh, why=why, reply=reply, by=self.actor(who), at=self.at)

    def join_concern(self, who: str, concern: Concern, case: Case, reply: str) -> None:
        """Join a concern to the pupil's case."""
        fresh, onto = self.enter(who, Act.JOIN_CONCERN, concern), self.enter(who, Act.SEE_CASE, case)
        cases.join_concern(fresh, onto, reply=reply, by=self.actor(who), at=self.at)

    def dismiss_concern(self, who: str, concern: Concern, reply: str) -> None:
        """Answer a concern without a case."""
        fresh = self.enter(who, Act.DISMISS_CONCERN, concern)
        concerns.dismiss_concern(fresh, reply=reply, by=self.actor(who), at=self.at)

    def name_lead(self, who: str, case: Case, lead: str) -> None:
        """Name the lead professional."""
        fresh = self.enter(who, Act.NAME_LEAD, case)
        cases.name_lead(fresh, self.people[lead], by=self.actor(who), at=self.at)

    def tell_family(self, who: str, case: Case, family: Family) -> None:
        """Record that the family was told."""
        self._told(who, case, self.told(family))

    def put_off_telling(self, who: str, case: Case, words: str) -> None:
        """Record that the family is not told yet."""
        self._told(who, case, ToldFacts(told="not_yet", words=words))

    def keep_from_family(self, who: str, case: Case, reason: str, words: str) -> None:
        """Record why the family is not told."""
        self._told(who, case, ToldFacts(told="no", reason=reason, reason_words=words))

    def _told(self, who: str, case: Case, facts: ToldFacts) -> None:
        fresh = self.enter(who, Act.RECORD_FAMILY_TOLD, case)
        cases.record_family_told(fresh, facts, by=self.actor(who), at=self.at)

    def told(self, family: Family) -> ToldFacts:
        """That they were told today, and what they said."""
        return ToldFacts(told="yes", whom=family.whom, how=family.how, told_on=self.today, words=family.words)

    @property
    def today(self) -> date:
        """The day in London."""
        return local_day(self.at)

    def add_entry(
        self, who: str, case: Case, kind: str, section: str, title: str, text: str, told_by: str = ""
    ) -> Entry:
        """Add to the story."""
        fresh = self.enter(who, Act.ADD_ENTRY, case)
        facts = EntryFacts(kind, section, title, text, happened_on=self.today, told_by=told_by)
        return entries.add_entry(fresh, facts, seat=self.seat(who), by=self.actor(who), at=self.at)

    def restrict_entry(self, who: str, entry: Entry, why: str) -> None:
        """Restrict an entry."""
        entries.restrict_entry(self.enter(who, Act.RESTRICT_ENTRY, entry), why=why, by=self.actor(who), at=self.at)

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

    def withdraw_referral(self, who: str, referral: Referral, why: str) -> None:
        """Withdraw it."""
        fresh = self.enter(who, Act.WITHDRAW_REFERRAL, referral)
        referrals.withdraw_referral(fresh, why=why, by=self.actor(who), at=self.at)

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

    def close_case(self, who: str, case: Case, outcome: str, words: str, family_words: str) -> None:
        """Close it with its outcome and the family's words."""
        fresh = self.enter(who, Act.CLOSE_CASE, case)
        cases.close_case(fresh, outcome=outcome, words=words, family_words=family_words, by=self.actor(who), at=self.at)

    def reopen_case(self, who: str, case: Case, why: str) -> None:
        """Reopen it."""
        cases.reopen_case(self.enter(who, Act.REOPEN_CASE, case), why=why, by=self.actor(who), at=self.at)
