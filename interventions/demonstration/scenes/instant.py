"""An instant of the stories: who acts in it, and the door that each act passes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.people.access import actor_for
from agencies.people.models import Person
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals import door
from referrals.cases.actions import ToldFacts
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.documents.models import Document
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.given_tasks.models import GivenTask
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare

Record = TypeVar("Record", Case, Concern, Document, Entry, Referral, CaseShare, GivenTask, Duty)


class Family(NamedTuple):
    """Whom of the family one talks with, how, and what they said."""

    whom: str
    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Instant:
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

    @property
    def today(self) -> date:
        """The day in London."""
        return local_day(self.at)

    def enter(self, who: str, act: Act, record: Record) -> Record:
        """Pass the door for an act, and have the record as it is now."""
        found: Record = door.admit(self.actor(who), act, record.reference, of=type(record), at=self.at, to_write=True)
        return found

    def look(self, who: str, case: Case) -> None:
        """Open a case to read it; the trail keeps that."""
        door.admit(self.actor(who), Act.SEE_CASE, case.reference, of=Case, at=self.at)

    def told(self, family: Family) -> ToldFacts:
        """That they were told today, and what they said."""
        return ToldFacts(told="yes", whom=family.whom, how=family.how, told_on=self.today, words=family.words)
