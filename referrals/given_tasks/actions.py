"""Something is given to do on a case or asked, taken in hand, done, given back and taken back; or it is over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from agencies.acting.doing import Doing, Owed, by_token, done, follows, once_only, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act, Standing
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.given_tasks.facts import Place, Receiver, task_state
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import OPENINGS, Kind, State

ENDED = {
    Act.WITHDRAW_SHARE: "The share ended.",
    Act.FINISH_SHARE: "The agency ended its part.",
    Act.DECLINE_SHARE: "The agency declined what was offered.",
    Act.CLOSE_CASE: "The case was closed.",
    Act.ADMIT_MOVE: "The pupil moved to another school.",
}
"""Why nothing is to be done any more, by the act that took its ground away."""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What is wanted, and until which day."""

    kind: Kind
    text: str
    due_on: date


@transaction.atomic
@once_only(by_token(GivenTask))
def give_task(
    case: Case, facts: TaskFacts, to: Receiver, *, place: Place, by: Actor, at: datetime, once: UUID | None = None
) -> GivenTask:
    """Give it: a duty of its own, in the hands of a person or of an agency, due on the day chosen."""
    leads_to("case", case.state, Act.GIVE_TASK)
    leads_to("task", NEW, Act.GIVE_TASK)
    task = GivenTask.objects.create(
        case=case,
        share=to.share or place.share,
        kind=facts.kind.value,
        text=facts.text,
        due_on=facts.due_on,
        from_agency_id=place.seat.agency_id,
        given_by_id=by.who,
        given_at=at,
        to_agency_id=to.agency_id,
        to_person=to.person,
        once=once,
    )
    owed = Owed(
        OPENINGS[facts.kind, to.standing],
        to.agency_id,
        from_on=facts.due_on,
        share=task.share,
        person_id=task.to_person_id,
        from_agency_id=task.from_agency_id,
    )
    done(_doing(Act.GIVE_TASK, task, by, at, owes=(owed,), facts={"kind": task.kind}))
    return task


@transaction.atomic
def assign_task(task: GivenTask, to: Receiver, *, by: Actor, at: datetime) -> None:
    """Say who of the agency does it, or that it is anybody's there again."""
    _lock(task, Act.ASSIGN_TASK, at)
    wanted = to.person.pk if to.person else None
    if task.to_person_id == wanted:
        raise AlreadyDone(task)
    GivenTask.objects.filter(pk=task.pk).update(to_person=to.person, version=F("version") + 1)
    _of(task).update(person=to.person, standing=to.standing.value)
    task.to_person = to.person
    facts = {"to": to.person.name if to.person else ""}
    done(
        _doing(Act.ASSIGN_TASK, task, by, at, facts=facts, is_quiet=wanted == by.person_id), mark=f"{task.version + 1}"
    )


@transaction.atomic
def finish_task(task: GivenTask, *, said: str, by: Actor, at: datetime) -> None:
    """It is done, or answered: with what came of it, which a question always has."""
    _lock(task, Act.FINISH_TASK, at)
    if task.kind == Kind.QUESTION and not said:
        raise NotNow("Write the answer.")
    _end(Act.FINISH_TASK, task, said, by, at)


@transaction.atomic
def return_task(task: GivenTask, *, why: str, by: Actor, at: datetime) -> None:
    """Give it back, with a reason."""
    _lock(task, Act.RETURN_TASK, at)
    _end(Act.RETURN_TASK, task, why, by, at)


@transaction.atomic
def take_back_task(task: GivenTask, *, why: str, by: Actor, at: datetime) -> None:
    """Take it back, with a reason."""
    _lock(task, Act.TAKE_BACK_TASK, at)
    _end(Act.TAKE_BACK_TASK, task, why, by, at)


def _end(act: Act, task: GivenTask, said: str, by: Actor, at: datetime) -> None:
    transition(task, "task", act, said=said, ended_at=at, ended_by_id=by.who)
    doing = _doing(act, task, by, at)
    done(doing)
    duties.void(doing, list(_of(task)), "It was given back." if act is Act.RETURN_TASK else "It was taken back.")


def _lock(task: GivenTask, act: Act, at: datetime) -> None:
    """One at a time; `NotNow` where it is over by now."""
    GivenTask.objects.select_for_update(no_key=True).get(pk=task.pk)
    task.refresh_from_db()
    leads_to("task", task_state(task, at), act)


def _of(task: GivenTask) -> Any:
    return Duty.objects.owed().filter(subject_kind="task", subject_ref=task.reference)


def _doing(act: Act, task: GivenTask, by: Actor, at: datetime, **more: Any) -> Doing:
    return Doing(act, by, at, "task", task, case=task.case, pupil=task.case.pupil, **more)


def hand_back(person: Person, duty_keys: list[int]) -> None:
    """What of these duties was in the person's hands is anybody's of their agency again; a lead's is the school's."""
    theirs = Duty.objects.filter(pk__in=duty_keys, subject_kind="task")
    GivenTask.objects.filter(reference__in=theirs.values("subject_ref"), to_person=person).update(to_person=None)
    theirs.filter(standing=Standing.NAMED.value).update(standing=Standing.RAISED.value)


def _over(doing: Doing, found: Q) -> None:
    """These are over, by no hand of their own; nothing is owed on them."""
    why = ENDED[doing.act]
    tasks = list(GivenTask.objects.filter(found, state=State.OPEN.value).order_by("pk"))
    keys = [task.pk for task in tasks]
    ended = {"state": State.OVER.value, "said": why, "ended_at": doing.at, "version": F("version") + 1}
    GivenTask.objects.filter(pk__in=keys).update(**ended)
    owed = Duty.objects.owed().filter(subject_kind="task", subject_ref__in=[task.reference for task in tasks])
    duties.void(doing, list(owed), why)


@follows(Act.WITHDRAW_SHARE, Act.FINISH_SHARE, Act.DECLINE_SHARE)
def end_with_the_share(doing: Doing) -> None:
    """What an agency was given, and what it gave, ends with its share."""
    _over(doing, Q(share=doing.record) | Q(share__widens=doing.record))


@follows(Act.EXTEND_SHARE, Act.NARROW_SHARE, Act.WIDEN_SHARE, Act.AGREE_SHARE)
def carry_to_the_new_share(doing: Doing) -> None:
    """It goes on with the row that takes the share's place."""
    if doing.record.replaces_id is not None:
        GivenTask.objects.filter(share=doing.record.replaces_id).update(share=doing.record)


@follows(Act.CLOSE_CASE, Act.ADMIT_MOVE)
def end_with_the_case(doing: Doing) -> None:
    """Nothing is to be done on a case that is closed, or by those who kept it before it went to another school."""
    _over(doing, Q(case=doing.case))


@follows(Act.NAME_LEAD)
def end_the_old_leads(doing: Doing) -> None:
    """Who saw the case as its lead alone has nothing of it in hand any more: it is the school's."""
    case = doing.case
    owed = Duty.objects.owed().filter(case=case, subject_kind="task", standing=Standing.NAMED.value)
    theirs = owed.exclude(person_id=case.lead_id)
    refs = list(theirs.values_list("subject_ref", flat=True))
    GivenTask.objects.filter(reference__in=refs).update(to_person=None)
    theirs.update(person=None, standing=Standing.RAISED.value)
