"""A managed move: the list, the page, the letters, and each act with its form."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.doing import acting_seat
from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent, show
from agencies.web.asking import Request
from agencies.web.fields import Form
from interventions.moves import actions, forms, pages
from interventions.moves.models import Move
from referrals import door
from referrals.cases.models import Case
from referrals.shares.facts import NotAllowed

SORRY = (NotNow, NotAllowed)
Do = Callable[..., Any]
Given = Callable[[], dict[str, Any]] | None


def _move(request: Request, act: Act, reference: str) -> Move:
    """The move through the door; its case locked where something is sent."""
    return door.admit(request.actor, act, reference, of=Move, at=request.at, to_write=request.method == "POST")


def see_moves(request: Request) -> HttpResponse:
    """The moves one may see."""
    context = pages.move_list(request.actor, request.at, request.GET.get("after", ""))
    shown = [row["move"].reference for row in context["rows"]]
    door.note_list(request.actor, Act.SEE_MOVE, "move list", shown, request.at)
    return show(request, "interventions/move_list.html", **context)


def see_move(request: Request, reference: str) -> HttpResponse:
    """One move: who agrees, what it waits for, what one may do."""
    move = _move(request, Act.SEE_MOVE, reference)
    return show(request, "interventions/move_page.html", **pages.move_page(request.actor, move, request.at))


def see_move_letter(request: Request, reference: str) -> HttpResponse:
    """The letters to the parents, as a page that prints."""
    move = _move(request, Act.SEE_MOVE_LETTER, reference)
    return show(request, "interventions/move_letter.html", **pages.letters(move, request.at))


def propose_move(request: Request, reference: str) -> HttpResponse:
    """Propose a move of this pupil."""
    writes = request.method == "POST"
    case = door.admit(request.actor, Act.PROPOSE_MOVE, reference, of=Case, at=request.at, to_write=writes)
    form = forms.ProposeMove(sent(request), schools=pages.schools_for(case), today=local_day(request.at))
    made = attempt(form, lambda: _propose(request, case, form), SORRY)
    if made is None:
        return show(request, "interventions/move_propose.html", form, case=case, at=request.at)
    return land(request, made, reverse("see_move", args=[made.record.reference]), "The move is proposed.")


def _propose(request: Request, case: Case, form: forms.ProposeMove) -> Move:
    seat = acting_seat(request.actor, Act.PROPOSE_MOVE, case)
    once = form.cleaned_data["once"]
    return actions.propose_move(case, form.facts(), seat=seat, by=request.actor, at=request.at, once=once)


def _act(
    request: Request, move: Move, form: Form, do: Do, words: str, *, done: bool = False, given: Given = None
) -> HttpResponse:
    """The page of one act with its form, or on to the move; the address names the act."""
    facts = given or (lambda: form.cleaned_data)
    again = request.method == "POST" and done
    did = attempt(form, lambda: do(move, by=request.actor, at=request.at, **facts()), SORRY, done=again)
    if did is None:
        act = request.resolver_match.url_name if request.resolver_match else ""
        return show(request, "interventions/move_act.html", form, move=move, act=act, at=request.at)
    return land(request, did, reverse("see_move", args=[move.reference]), words)


def hear_pupil(request: Request, reference: str) -> HttpResponse:
    """Record how the pupil was heard."""
    move = _move(request, Act.HEAR_PUPIL, reference)
    form = forms.HearPupil(sent(request), today=local_day(request.at))
    done = pages.was_heard(move, request.POST)
    return _act(request, move, form, actions.hear_pupil, "What was said is recorded.", done=done)


def consent_to_move(request: Request, reference: str) -> HttpResponse:
    """Record one party's answer."""
    move = _move(request, Act.CONSENT_TO_MOVE, reference)
    today, waits = local_day(request.at), pages.waiting(request.actor, move, request.at)
    form = forms.ConsentToMove(sent(request), waiting=waits, today=today)
    done = pages.is_answered(request.actor, move, request.POST.get("consent", ""), request.POST.get("answer", ""))
    return _act(
        request, move, form, _consent, "The answer is recorded.",
        done=done, given=lambda: {"form": form},
    )  # fmt: skip


def _consent(move: Move, *, form: forms.ConsentToMove, **asked: Any) -> None:
    actions.consent_to_move(move, form.given(), **asked)


def check_place(request: Request, reference: str) -> HttpResponse:
    """Check the place again."""
    move = _move(request, Act.CHECK_PLACE, reference)
    form = forms.Place(sent(request))
    done = pages.was_checked(move, request.actor, request.POST, request.at)
    place = lambda: {"place": form.place()}  # noqa: E731  (asked for only when the form is valid)
    return _act(request, move, form, actions.check_place, "The check is recorded.", done=done, given=place)


def return_move(request: Request, reference: str) -> HttpResponse:
    """Return it to both heads with a question."""
    move = _move(request, Act.RETURN_MOVE, reference)
    form = forms.ReturnMove(sent(request))
    done = pages.was_returned(move, request.POST)
    return _act(request, move, form, actions.return_move, "Both heads are asked.", done=done)


def approve_move(request: Request, reference: str) -> HttpResponse:
    """Approve that the protocol is used."""
    move = _move(request, Act.APPROVE_MOVE, reference)
    form, done = forms.ApproveMove(sent(request)), move.state == "approved"
    return _act(request, move, form, actions.approve_move, "Approved. All are told.", done=done)


def refuse_move(request: Request, reference: str) -> HttpResponse:
    """Refuse it with a reason."""
    move = _move(request, Act.REFUSE_MOVE, reference)
    form, done = forms.RefuseMove(sent(request)), move.state == "refused"
    return _act(request, move, form, actions.refuse_move, "Refused. The schools are told.", done=done)


def withdraw_move(request: Request, reference: str) -> HttpResponse:
    """A party takes its yes back: the move ends."""
    move = _move(request, Act.WITHDRAW_MOVE, reference)
    parties = pages.withdrawers(request.actor, move, request.at)
    form, done = forms.WithdrawMove(sent(request), parties=parties), move.state == "withdrawn"
    return _act(request, move, form, actions.withdraw_move, "The move is withdrawn.", done=done)


def admit_move(request: Request, reference: str) -> HttpResponse:
    """The pupil is on the new roll."""
    move = _move(request, Act.ADMIT_MOVE, reference)
    form, done = forms.AdmitMove(sent(request)), move.state == "admitted"
    return _act(request, move, form, actions.admit_move, "On your roll. The case is yours.", done=done)


def review_move(request: Request, reference: str) -> HttpResponse:
    """Look in at six and twelve school weeks."""
    move = _move(request, Act.REVIEW_MOVE, reference)
    form, done = forms.ReviewMove(sent(request)), pages.was_reviewed(move, request.POST, request.at)
    return _act(request, move, form, actions.review_move, "The review is recorded.", done=done)
