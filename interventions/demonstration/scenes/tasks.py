"""What people of a scene give each other to do on a case, ask, and what becomes of it."""

from datetime import date

from agencies.policy import Act
from interventions.demonstration.scenes.instant import Instant
from referrals import door
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.given_tasks import actions, facts
from referrals.given_tasks.actions import TaskFacts
from referrals.given_tasks.facts import Receiver
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import Kind


class TaskActs(Instant):
    """From a task given to its end, and a reminder to whoever owes something."""

    __slots__ = ()

    def give_task(self, who: str, case: Case, to: str, text: str, due_on: date, kind: Kind = Kind.TASK) -> GivenTask:
        """Give a colleague, by their key, something to do, or an agency by its own; or ask."""
        actor, fresh = self.actor(who), self.enter(who, Act.GIVE_TASK, case)
        place = facts.place_of(actor, Act.GIVE_TASK, fresh, self.at)
        if place is None:
            raise LookupError(f"{who} works on no such case.")
        one = f"agency:{self.agencies[to].reference}" if to in self.agencies else f"person:{self.people[to].reference}"
        chosen = _chosen(facts.receivers(actor, fresh, place, self.at), one)
        return actions.give_task(fresh, TaskFacts(kind, text, due_on), chosen, place=place, by=actor, at=self.at)

    def assign_task(self, who: str, task: GivenTask) -> None:
        """Take it in hand oneself."""
        actor, fresh = self.actor(who), self.enter(who, Act.ASSIGN_TASK, task)
        place = facts.place_of(actor, Act.ASSIGN_TASK, fresh.case, self.at, fresh.to_agency_id)
        found = facts.of_us(actor, fresh, place, self.at) if place else []
        chosen = _chosen(found, f"person:{self.people[who].reference}")
        actions.assign_task(fresh, chosen, by=actor, at=self.at)

    def finish_task(self, who: str, task: GivenTask, said: str) -> None:
        """Do it, or answer."""
        actions.finish_task(self.enter(who, Act.FINISH_TASK, task), said=said, by=self.actor(who), at=self.at)

    def return_task(self, who: str, task: GivenTask, why: str) -> None:
        """Give it back."""
        actions.return_task(self.enter(who, Act.RETURN_TASK, task), why=why, by=self.actor(who), at=self.at)

    def take_back_task(self, who: str, task: GivenTask, why: str) -> None:
        """Take it back from whoever has it."""
        actions.take_back_task(self.enter(who, Act.TAKE_BACK_TASK, task), why=why, by=self.actor(who), at=self.at)

    def take_duty(self, who: str, case: Case, rule: str) -> None:
        """Take what one's agency owes on the case in hand oneself."""
        owed = door.within(Duty, self.actor(who), Act.HAND_DUTY).filter(case=case, rule=rule, state="open")
        for duty in owed.order_by("pk")[:1]:
            fresh = self.enter(who, Act.HAND_DUTY, duty)
            duties.hand_duty(fresh, self.people[who], by=self.actor(who), at=self.at)

    def remind_owner(self, who: str, case: Case, rule: str) -> None:
        """Remind whoever owes it on the case."""
        owed = door.within(Duty, self.actor(who), Act.REMIND_OWNER).filter(case=case, rule=rule, state="open")
        for duty in owed.order_by("pk")[:1]:
            fresh = self.enter(who, Act.REMIND_OWNER, duty)
            duties.remind_owner(fresh, by=self.actor(who), at=self.at)


def _chosen(found: list[Receiver], value: str) -> Receiver:
    return next(one for one in found if one.value == value)
