"""What is done in a scene with concerns, cases and their entries."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from agencies.policy import Act
from interventions.demonstration.scenes.instant import Family, Instant
from interventions.taken_records import actions as records
from interventions.taken_records import pages
from interventions.taken_records.making import as_text
from interventions.taken_records.writing import Taking
from referrals.cases import actions as cases
from referrals.cases.actions import ToldFacts
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.actions import CallFacts, ConcernFacts
from referrals.concerns.models import Concern
from referrals.documents import actions as documents
from referrals.documents.actions import DocumentFacts
from referrals.documents.facts import NewVersion
from referrals.documents.judging import judge, named
from referrals.documents.models import Document
from referrals.entries import actions as entries
from referrals.entries.access import readers
from referrals.entries.actions import EntryFacts
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.referrals.models import Referral


class CaseActs(Instant):
    """From a concern to the end of a case."""

    __slots__ = ()

    def log_concern(
        self,
        who: str,
        pupil: Pupil,
        fact: str,
        seen: tuple[str, ...],
        worry: int = 2,
        words: str = "",
        told: str = "",
        dangers: tuple[str, ...] = (),
        call: CallFacts | None = None,
    ) -> Concern:
        """The roll isn't asked: early in September a story begins before some children came to the school."""
        facts = ConcernFacts(
            seen=list(seen),
            dangers=list(dangers),
            fact=fact,
            worry=worry,
            happened_on=self.today,
            child_words=words,
            told_whom=told,
        )
        return concerns.log_concern(pupil, facts, seat=self.seat(who), by=self.actor(who), at=self.at, call=call)

    def take_record(self, who: str, case: Case, whose: str) -> None:
        """Take the chronology away as text."""
        fresh = self.enter(who, Act.TAKE_RECORD, case)
        there = pages.there(self.actor(who), fresh, self.at, (None, None))
        taking = Taking([], None, None, whose, self.actor(who).name, self.seat(who), self.at)
        file, by = as_text(taking, there, (), ()), self.actor(who)
        records.take_record(fresh, taking, file, way="txt", entries=len(there.story), left_out={}, by=by)

    def record_call(self, who: str, concern: Concern, call: CallFacts) -> None:
        """Follow up a danger that was ticked."""
        fresh = self.enter(who, Act.RECORD_CALL, concern)
        concerns.record_call(fresh, call, by=self.actor(who), at=self.at)

    def open_case(self, who: str, concern: Concern, why: str, reply: str) -> Case:
        """Open a case on a concern."""
        fresh = self.enter(who, Act.OPEN_CASE, concern)
        return cases.open_case(fresh, why=why, reply=reply, by=self.actor(who), at=self.at)

    def join_concern(self, who: str, concern: Concern, case: Case, reply: str) -> None:
        """Join a concern to the pupil's case."""
        fresh, onto = self.enter(who, Act.JOIN_CONCERN, concern), self.enter(who, Act.SEE_CASE, case)
        cases.join_concern(fresh, onto, reply=reply, by=self.actor(who), at=self.at)

    def hand_over(self, who: str, concern: Concern, why: str) -> None:
        """Hand a concern to the safeguarding lead."""
        fresh = self.enter(who, Act.HAND_TO_SAFEGUARDING, concern)
        concerns.hand_to_safeguarding(fresh, why=why, by=self.actor(who), at=self.at)

    def answer_handed(self, who: str, concern: Concern, answer: str) -> None:
        """Say what is done about it."""
        fresh = self.enter(who, Act.ANSWER_HANDED, concern)
        concerns.answer_handed(fresh, answer=answer, by=self.actor(who), at=self.at)

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

    def add_entry(
        self,
        who: str,
        case: Case,
        kind: str,
        section: str,
        title: str,
        text: str,
        told_by: str = "",
        tell: Sequence[str] = (),
        **more: Any,
    ) -> Entry:
        """Add to the story; `tell`: who is told of it; `more`: an opinion, a place, a time."""
        fresh = self.enter(who, Act.ADD_ENTRY, case)
        facts = EntryFacts(kind, section, title, text, happened_on=self.today, told_by=told_by, **more)
        told = [seat for name in tell for seat in readers(self.actor(who), fresh) if seat.person == self.people[name]]
        return entries.add_entry(fresh, facts, seat=self.seat(who), by=self.actor(who), at=self.at, tell=told)

    def add_document(
        self, who: str, case: Case, title: str, sort: str, section: str, name: str, content: bytes
    ) -> Document:
        """Add a document, as it is judged."""
        fresh = self.enter(who, Act.ADD_DOCUMENT, case)
        facts = DocumentFacts(title, sort, section, None)
        return documents.add_document(
            fresh, facts, self._new(name, content), seat=self.seat(who), by=self.actor(who), at=self.at
        )

    def attach(self, who: str, record: Concern | Referral, title: str, sort: str, name: str, content: bytes) -> None:
        """Attach a document to a concern or a referral, as it is judged."""
        facts, new = DocumentFacts(title, sort), self._new(name, content)
        made: dict[str, Any] = {"seat": self.seat(who), "by": self.actor(who), "at": self.at}
        if isinstance(record, Concern):
            documents.attach_to_concern(self.enter(who, Act.ATTACH_TO_CONCERN, record), facts, new, **made)
        else:
            documents.attach_to_referral(self.enter(who, Act.ATTACH_TO_REFERRAL, record), facts, new, **made)

    def add_version(self, who: str, document: Document, name: str, content: bytes, what_changed: str) -> None:
        """Follow it by a version."""
        fresh = self.enter(who, Act.ADD_VERSION, document)
        new = self._new(name, content, what_changed)
        documents.add_version(fresh, new, seat=self.seat(who), by=self.actor(who), at=self.at)

    @staticmethod
    def _new(name: str, content: bytes, what_changed: str = "") -> NewVersion:
        judged = judge(content)
        kept = named(name, judged.kind)
        return NewVersion(judged.kind.value, judged.content, judged.pages, kept, what_changed)

    def restrict_entry(self, who: str, entry: Entry, why: str) -> None:
        """Restrict an entry."""
        entries.restrict_entry(self.enter(who, Act.RESTRICT_ENTRY, entry), why=why, by=self.actor(who), at=self.at)

    def edit_entry(self, who: str, entry: Entry, why: str, **words: Any) -> None:
        """Give one's own entry other words."""
        fresh = self.enter(who, Act.EDIT_ENTRY, entry)
        stands = {one.name: getattr(fresh, one.name) for one in fields(EntryFacts)}
        entries.edit_entry(fresh, EntryFacts(**stands | words), why=why, by=self.actor(who), at=self.at)

    def move_entry(self, who: str, entry: Entry, onto: Case, why: str) -> None:
        """Move an entry to the right child's case."""
        fresh = self.enter(who, Act.MOVE_ENTRY, entry)
        entries.move_entry(fresh, onto.reference, why=why, by=self.actor(who), at=self.at)

    def unrestrict_entry(self, who: str, entry: Entry, why: str) -> None:
        """End the restriction of an entry."""
        entries.unrestrict_entry(self.enter(who, Act.UNRESTRICT_ENTRY, entry), why=why, by=self.actor(who), at=self.at)

    def add_to_concern(self, who: str, concern: Concern, text: str) -> None:
        """Add to one's own concern."""
        fresh = self.enter(who, Act.ADD_TO_CONCERN, concern)
        concerns.add_to_concern(fresh, text=text, by=self.actor(who), at=self.at)

    def withdraw_concern(self, who: str, concern: Concern, why: str) -> None:
        """Withdraw one's own concern."""
        fresh = self.enter(who, Act.WITHDRAW_CONCERN, concern)
        concerns.withdraw_concern(fresh, why=why, by=self.actor(who), at=self.at)

    def close_case(self, who: str, case: Case, outcome: str, words: str, family_words: str) -> None:
        """Close it with its outcome and the family's words."""
        fresh = self.enter(who, Act.CLOSE_CASE, case)
        cases.close_case(fresh, outcome=outcome, words=words, family_words=family_words, by=self.actor(who), at=self.at)

    def reopen_case(self, who: str, case: Case, why: str) -> None:
        """Reopen it."""
        cases.reopen_case(self.enter(who, Act.REOPEN_CASE, case), why=why, by=self.actor(who), at=self.at)
