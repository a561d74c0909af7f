"""Given tasks: give one, read one, and what becomes of it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import Refusal
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Forbidden, Request
from agencies.web.fields import Form, Why
from agencies.web.pages import show
from referrals import door
from referrals.cases.models import Case
from referrals.cases.views import REFUSED, admit_case
from referrals.given_tasks import actions, facts, forms, pages
from referrals.given_tasks.facts import Place, Receiver
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import Kind


def give_task(request: Request, reference: str) -> HttpResponse:
    """Give somebody something to do on the case, or ask."""
    case = admit_case(request, Act.GIVE_TASK, reference)
    place = _place(request, Act.GIVE_TASK, case)
    to = facts.receivers(request.actor, case, place, request.at)
    form = forms.GiveTask(sent(request), receivers=to, today=local_day(request.at))
    given = attempt(request, form, lambda: _give(request, case, place, form), REFUSED, on=case, makes=GivenTask)
    if given is None:
        return show(request, pages.give_page(case, place, form))
    return land(request, given, _url(given.record), "It is given. They are told.")


def _give(request: Request, case: Case, place: Place, form: forms.GiveTask) -> GivenTask:
    data, at = form.cleaned_data, request.at
    return actions.give_task(case, form.facts(), data["to"], place=place, by=request.actor, at=at, once=data["once"])


def _place(request: Request, act: Act, case: Case, agency_id: int | None = None) -> Place:
    place = facts.place_of(request.actor, act, case, request.at, agency_id)
    if place is None:
        raise Forbidden(Refusal(act, "case", case.reference, "may see, may not do"))
    return place


def _url(task: GivenTask) -> str:
    return reverse("see_task", args=[task.reference])


def see_task(request: Request, reference: str) -> HttpResponse:
    """One task by itself."""
    task = door.admit(request.actor, Act.SEE_TASK, reference, of=GivenTask, at=request.at)
    return show(request, pages.task_page(request.actor, task, request.at))


def assign_task(request: Request, reference: str) -> HttpResponse:
    """Say who of the agency does it."""
    task = _task(request, Act.ASSIGN_TASK, reference)
    form = forms.ToSomebody(sent(request), receivers=_of_us(request, task))

    def do() -> None:
        actions.assign_task(task, form.cleaned_data["to"], by=request.actor, at=request.at)

    return _act(request, task, Act.ASSIGN_TASK, form, do, "It is kept.")


def _of_us(request: Request, task: GivenTask) -> list[Receiver]:
    place = _place(request, Act.ASSIGN_TASK, task.case, task.to_agency_id)
    return facts.of_us(request.actor, task, place, request.at)


def finish_task(request: Request, reference: str) -> HttpResponse:
    """It is done, or answered."""
    task = _task(request, Act.FINISH_TASK, reference)
    form = (forms.AnswerTask if task.kind == Kind.QUESTION else forms.FinishTask)(sent(request))

    def do() -> None:
        actions.finish_task(task, **form.cleaned_data, by=request.actor, at=request.at)

    return _act(request, task, Act.FINISH_TASK, form, do, "It is done. Whoever gave it is told.")


def return_task(request: Request, reference: str) -> HttpResponse:
    """Give it back with a reason."""
    task, form = _task(request, Act.RETURN_TASK, reference), Why(sent(request))

    def do() -> None:
        actions.return_task(task, **form.cleaned_data, by=request.actor, at=request.at)

    return _act(request, task, Act.RETURN_TASK, form, do, "You gave it back. Whoever gave it is told why.")


def take_back_task(request: Request, reference: str) -> HttpResponse:
    """Take it back with a reason."""
    task, form = _task(request, Act.TAKE_BACK_TASK, reference), Why(sent(request))

    def do() -> None:
        actions.take_back_task(task, **form.cleaned_data, by=request.actor, at=request.at)

    return _act(request, task, Act.TAKE_BACK_TASK, form, do, "You took it back. They are told why.")


def _task(request: Request, act: Act, reference: str) -> GivenTask:
    return door.admit(request.actor, act, reference, of=GivenTask, at=request.at, to_write=request.method == "POST")


def _act(request: Request, task: GivenTask, act: Act, form: Form, do: Callable[[], None], words: str) -> HttpResponse:
    did = attempt(request, form, do, (NotNow,), on=task)
    if did is None:
        return show(request, pages.act_page(task, act, form))
    return land(request, did, _url(task), words)
