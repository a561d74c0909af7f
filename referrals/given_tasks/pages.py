"""What the pages of given tasks show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import in_sentence, possessive
from referrals import door
from referrals.cases.models import Case
from referrals.cases.pages import CaseActPage
from referrals.given_tasks.facts import Place, task_state, why_over
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import Kind, State

ACTS = (Act.FINISH_TASK, Act.ASSIGN_TASK, Act.RETURN_TASK, Act.TAKE_BACK_TASK)
TAGS = {State.DONE: "ok", State.OPEN: ""}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in words, as a list shows it."""

    task: GivenTask
    state: str
    tag: str
    words: str
    who: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == State.OPEN


@dataclass(frozen=True, kw_only=True)
class TaskPage(Page):
    """One task whole, with what its reader may do."""

    template: ClassVar[str] = "referrals/task_page.html"
    task: GivenTask
    case: Case
    line: TaskLine
    heading: str
    receiver: str
    said_by: Person | None
    said_title: str
    over_why: str
    acts: list[tuple[str, str]]
    readers: str


@dataclass(frozen=True, kw_only=True)
class GiveTaskPage(CaseActPage):
    """Something is given to do, or asked."""


@dataclass(frozen=True, kw_only=True)
class TaskActPage(Page):
    """One act on a task."""

    template: ClassVar[str] = "referrals/task_act.html"
    task: GivenTask
    said: Said


def task_line(task: GivenTask, at: datetime) -> TaskLine:
    """A task in a line: its state, the words, and from whom to whom."""
    state = task_state(task, at)
    return TaskLine(task, state, TAGS.get(State(state), "shut"), _words(task, state), who(task))


def task_lines(tasks: Iterable[GivenTask], at: datetime) -> list[TaskLine]:
    """Those to be done first, each half the newest first."""
    return sorted((task_line(task, at) for task in tasks), key=lambda one: not one.is_open)


def _words(task: GivenTask, state: str) -> str:
    if task.kind == Kind.QUESTION and state == State.DONE:
        return "Answered"
    return "Not answered yet" if task.kind == Kind.QUESTION and state == State.OPEN else State(state).label


def who(task: GivenTask) -> str:
    """From whom to whom: the person where there is one, and both agencies where they are two."""
    return f"{_giver(task)}, to {in_sentence(receiver(task)) if task.to_person is None else receiver(task)}"


def _giver(task: GivenTask) -> str:
    own = task.from_agency_id == task.to_agency_id
    return task.given_by.name if own else f"{task.given_by.name}, {task.from_agency.name}"


def receiver(task: GivenTask) -> str:
    """Whose it is now."""
    if task.to_person is None:
        return f"Anybody at {task.to_agency.name}"
    own = task.from_agency_id == task.to_agency_id
    return task.to_person.name if own else f"{task.to_person.name}, {task.to_agency.name}"


def task_page(actor: Actor, task: GivenTask, at: datetime) -> TaskPage:
    """The task's own page."""
    line = task_line(task, at)
    can = door.may_now(actor, task, line.state)
    is_question = task.kind == Kind.QUESTION
    labels = {
        Act.FINISH_TASK: "Answer it" if is_question else "It is done",
        Act.ASSIGN_TASK: "Say who of us does it",
        Act.RETURN_TASK: "Give it back",
        Act.TAKE_BACK_TASK: "Take it back",
    }
    places = sorted({task.from_agency.name, task.to_agency.name})
    return TaskPage(
        task=task,
        case=task.case,
        line=line,
        heading="A question" if is_question else "Something to do",
        receiver=receiver(task),
        said_by=task.ended_by,
        said_title="The answer" if is_question and line.state == State.DONE else "What became of it",
        over_why=why_over(task, at) if line.state == State.OVER else "",
        acts=[(act.value, labels[act]) for act in ACTS if act in can],
        readers=" and ".join(places),
    )


def give_page(case: Case, place: Place, form: Form) -> GiveTaskPage:
    """The page on which something is given to do."""
    pupil = case.pupil
    known = {"child": pupil.first_name, "whose": possessive(pupil.first_name), "own": place.seat.agency_name}
    return GiveTaskPage(case=case, said=said(Act.GIVE_TASK, **known), form=form)


def act_page(task: GivenTask, act: Act, form: Form) -> TaskActPage:
    """The page of one act on it."""
    is_question = task.kind == Kind.QUESTION
    known = {
        "own": task.to_agency.name,
        "giver": _giver(task),
        "receiver": in_sentence(receiver(task)) if task.to_person is None else receiver(task),
        "done": "Answer the question" if is_question else "It is done",
        "button": "Send the answer" if is_question else "It is done",
    }
    words = said(act, **known)
    return TaskActPage(task=task, said=words, form=form)
