"""What the family wrote to the governing board, and what its clerk records of it."""

from django.http import HttpResponse

from agencies.acting.refusals import NotNow
from agencies.actors import Refusal
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import sent
from agencies.web.asking import NotFound, Request
from interventions.suspensions import actions
from interventions.suspensions.facts import sitting_of
from interventions.suspensions.forms import (
    BoardAdjourned,
    BoardBegan,
    BoardDecision,
    BoardTimes,
    Considered,
    RecordRepresentations,
)
from interventions.suspensions.states import State
from interventions.suspensions.views.kept import act_on, one_for


def record_representations(request: Request, reference: str) -> HttpResponse:
    """Representations reached the governing board."""
    one = one_for(request, Act.RECORD_REPRESENTATIONS, reference)
    if one.represented_at and request.method != "POST":
        raise NotNow("Representations have already been recorded.")
    form = RecordRepresentations(sent(request), today=local_day(request.at), suspension=one)

    def do() -> None:
        actions.record_representations(one, by=request.actor, at=request.at, **form.cleaned_data)

    words = "The representations are recorded."
    return act_on(request, one, Act.RECORD_REPRESENTATIONS, form, do, words)


def consider_representations(request: Request, reference: str) -> HttpResponse:
    """The board considered what was written, where it has no duty to meet."""
    one = one_for(request, Act.CONSIDER_REPRESENTATIONS, reference)
    form = Considered(sent(request), today=local_day(request.at), suspension=one)

    def do() -> None:
        actions.consider_representations(one, by=request.actor, at=request.at, **form.cleaned_data)

    return act_on(request, one, Act.CONSIDER_REPRESENTATIONS, form, do, "It is recorded that the board considered it.")


def begin_board_meeting(request: Request, reference: str) -> HttpResponse:
    """When the governing board's meeting began, or went on."""
    one, form = one_for(request, Act.BEGIN_BOARD_MEETING, reference), BoardBegan(sent(request))
    if request.method != "POST" and one.state == State.IMPOSED:
        actions.require_power(one)

    def do() -> None:
        actions.begin_board_meeting(one, began_at=form.began_at(), by=request.actor, at=request.at)

    return act_on(request, one, Act.BEGIN_BOARD_MEETING, form, do, "When the meeting began is recorded.")


def adjourn_board_meeting(request: Request, reference: str) -> HttpResponse:
    """When it was adjourned."""
    one, form = one_for(request, Act.ADJOURN_BOARD_MEETING, reference), BoardAdjourned(sent(request))

    def do() -> None:
        actions.adjourn_board_meeting(one, by=request.actor, at=request.at, **form.adjourned())

    return act_on(request, one, Act.ADJOURN_BOARD_MEETING, form, do, "It is recorded that the meeting was adjourned.")


def correct_board_meeting(request: Request, reference: str) -> HttpResponse:
    """Put right when a sitting was; without a number, the last one."""
    one = one_for(request, Act.CORRECT_BOARD_MEETING, reference)
    sitting = sitting_of(one, request.GET.get("sitting", ""))
    if sitting is None:
        raise NotFound(Refusal(Act.CORRECT_BOARD_MEETING, "suspension", reference, "no such sitting"))
    form = BoardTimes(sent(request), sitting=sitting)

    def do() -> None:
        why = form.cleaned_data["why"]
        actions.correct_board_meeting(one, sitting, form.times(), why=why, by=request.actor, at=request.at)

    return act_on(request, one, Act.CORRECT_BOARD_MEETING, form, do, "The times are corrected.")


def record_board_decision(request: Request, reference: str) -> HttpResponse:
    """What the governing board decided, and when."""
    one = one_for(request, Act.RECORD_BOARD_DECISION, reference)
    form = BoardDecision(sent(request), suspension=one)

    def do() -> None:
        actions.record_board_decision(one, form.decision(), by=request.actor, at=request.at)

    return act_on(request, one, Act.RECORD_BOARD_DECISION, form, do, "The decision is recorded.")
