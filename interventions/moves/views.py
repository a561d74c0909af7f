"""A managed move: the list, the page, the letters, and each act with its form."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.doing import acting_seat
from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.fields import Form
from agencies.web.narrowing import asked as asked_of
from agencies.web.pages import show
from interventions.moves import actions, facts, forms, pages
from interventions.moves.models import Move, PlaceCheck
from referrals import door
from referrals.arrivals.forms import RecordTransfer
from referrals.cases.facts import last_told
from referrals.cases.models import Case
from referrals.pupils.models import Pupil
from referrals.shares.facts import NotAllowed

REFUSED = (NotNow, NotAllowed)
Do = Callable[[], object]


def _move(request: Request, act: Act, reference: str) -> Move:
    """The move through the door; its case locked where something is sent."""
    return door.admit(request.actor, act, reference, of=Move, at=request.at, to_write=request.method == "POST")


def see_moves(request: Request) -> HttpResponse:
    """The moves one may see."""
    page = pages.move_list(request.actor, asked_of(pages.FILTERS, request.actor, request.at, request.GET))
    door.note_list(request.actor, Act.SEE_MOVE, "move list", page.shown, request.at)
    return show(request, page)


def see_move(request: Request, reference: str) -> HttpResponse:
    """One move: who agrees, what it waits for, what one may do."""
    move = _move(request, Act.SEE_MOVE, reference)
    return show(request, pages.move_page(request.actor, move, request.at))


def see_move_letter(request: Request, reference: str) -> HttpResponse:
    """The letters to the parents, as a page that prints."""
    move = _move(request, Act.SEE_MOVE_LETTER, reference)
    return show(request, pages.letters(move, request.at, request.actor))


def _days(request: Request, pupil: Pupil) -> dict[str, date]:
    """Between which days something of the pupil can have been."""
    return {"today": local_day(request.at), "born_on": pupil.born_on}


def propose_move(request: Request, reference: str) -> HttpResponse:
    """Propose a move of this pupil."""
    writes = request.method == "POST"
    case = door.admit(request.actor, Act.PROPOSE_MOVE, reference, of=Case, at=request.at, to_write=writes)
    today = local_day(request.at)
    known, schools, to_ask = last_told(case), pages.schools_for(case, today), facts.to_ask(case.pupil, today)
    form = forms.ProposeMove(sent(request), known=known, schools=schools, to_ask=to_ask, **_days(request, case.pupil))
    made = attempt(request, form, lambda: _propose(request, case, form), REFUSED, on=case, makes=Move)
    if made is None:
        return show(request, pages.propose_page(case, form, today))
    return land(request, made, reverse("see_move", args=[made.record.reference]), "The move is proposed.")


def _propose(request: Request, case: Case, form: forms.ProposeMove) -> Move:
    seat = acting_seat(request.actor, Act.PROPOSE_MOVE, case)
    once = form.cleaned_data["once"]
    return actions.propose_move(case, form.facts(), seat=seat, by=request.actor, at=request.at, once=once)


def _act(request: Request, move: Move, act: Act, form: Form, do: Do, words: str) -> HttpResponse:
    """The page of one act with its form, or on to the move; `do` is asked once the form is valid."""
    did = attempt(request, form, do, REFUSED, on=move)
    if did is None:
        return show(request, pages.act_page(move, act, form, local_day(request.at)))
    url = "my_work" if act is Act.RECORD_MOVE_TRANSFER else "see_move"
    return land(request, did, reverse(url, args=[move.reference] if url == "see_move" else []), words)


def _doing(request: Request, do: Callable[..., object], move: Move, form: Form) -> Do:
    """The act with what the form says, by its names."""
    return lambda: do(move, by=request.actor, at=request.at, **form.cleaned_data)


def _is_adult(request: Request, move: Move) -> bool:
    return facts.is_adult(move.pupil, local_day(request.at))


def hear_pupil(request: Request, reference: str) -> HttpResponse:
    """Record how the pupil was heard."""
    move = _move(request, Act.HEAR_PUPIL, reference)
    form = forms.HearPupil(sent(request), **_days(request, move.pupil))
    do = _doing(request, actions.hear_pupil, move, form)
    return _act(request, move, Act.HEAR_PUPIL, form, do, "What was said is recorded.")


def consent_to_move(request: Request, reference: str) -> HttpResponse:
    """Record one party's answer; once it is recorded, the form no longer offers that party."""
    move = _move(request, Act.CONSENT_TO_MOVE, reference)
    waits = pages.waiting(request.actor, move, facts.consents(move, request.at))
    if not waits and request.method != "POST":
        raise NotNow("No answer waits that you may record.")
    form = forms.ConsentToMove(sent(request), waiting=waits, **_days(request, move.pupil))

    def do() -> None:
        actions.consent_to_move(move, form.given(), by=request.actor, at=request.at)

    return _act(request, move, Act.CONSENT_TO_MOVE, form, do, "The answer is recorded.")


def check_place(request: Request, reference: str) -> HttpResponse:
    """Check the place again."""
    move, form = _move(request, Act.CHECK_PLACE, reference), forms.Place(sent(request))

    def do() -> PlaceCheck:
        return actions.check_place(move, form.place(), by=request.actor, at=request.at)

    return _act(request, move, Act.CHECK_PLACE, form, do, "The check is recorded.")


def return_move(request: Request, reference: str) -> HttpResponse:
    """Return it to both heads with a question."""
    move, form = _move(request, Act.RETURN_MOVE, reference), forms.ReturnMove(sent(request))
    do = _doing(request, actions.return_move, move, form)
    return _act(request, move, Act.RETURN_MOVE, form, do, "Both heads are asked.")


def approve_move(request: Request, reference: str) -> HttpResponse:
    """Approve that the protocol is used."""
    move = _move(request, Act.APPROVE_MOVE, reference)
    form = forms.ApproveMove(sent(request), is_adult=_is_adult(request, move))
    do = _doing(request, actions.approve_move, move, form)
    return _act(request, move, Act.APPROVE_MOVE, form, do, "Approved. All are told.")


def refuse_move(request: Request, reference: str) -> HttpResponse:
    """Refuse it with a reason."""
    move = _move(request, Act.REFUSE_MOVE, reference)
    form = forms.RefuseMove(sent(request), is_adult=_is_adult(request, move))
    do = _doing(request, actions.refuse_move, move, form)
    return _act(request, move, Act.REFUSE_MOVE, form, do, "Refused. The schools are told.")


def withdraw_move(request: Request, reference: str) -> HttpResponse:
    """A party takes its yes back: the move ends."""
    move = _move(request, Act.WITHDRAW_MOVE, reference)
    rows = facts.consents(move, request.at)
    form = forms.WithdrawMove(sent(request), parties=pages.withdrawers(request.actor, move, rows))
    do = _doing(request, actions.withdraw_move, move, form)
    return _act(request, move, Act.WITHDRAW_MOVE, form, do, "The move is withdrawn.")


def admit_move(request: Request, reference: str) -> HttpResponse:
    """The pupil is on the new roll."""
    move, form = _move(request, Act.ADMIT_MOVE, reference), forms.AdmitMove(sent(request))
    do = _doing(request, actions.admit_move, move, form)
    return _act(request, move, Act.ADMIT_MOVE, form, do, "On your roll. The case is yours.")


def review_move(request: Request, reference: str) -> HttpResponse:
    """Look in at six and twelve school weeks."""
    move, form = _move(request, Act.REVIEW_MOVE, reference), forms.ReviewMove(sent(request))
    do = _doing(request, actions.review_move, move, form)
    return _act(request, move, Act.REVIEW_MOVE, form, do, "The review is recorded.")


def tell_of_move(request: Request, reference: str) -> HttpResponse:
    """Write down that the social worker or the virtual school head was told."""
    move, today = _move(request, Act.TELL_OF_MOVE, reference), local_day(request.at)
    whom = facts.told_to(move.pupil_id, today)
    if not whom and request.method != "POST":
        raise NotNow(pages.NOBODY_TO_TELL)
    form = forms.TellOfMove(sent(request), move=move, whom=whom, today=today)

    def do() -> None:
        actions.tell_of_move(move, form.given(), by=request.actor, at=request.at)

    return _act(request, move, Act.TELL_OF_MOVE, form, do, "Who was told is recorded.")


def record_move_transfer(request: Request, reference: str) -> HttpResponse:
    """The old school writes down what went to the new one; the move itself is no longer its own to read."""
    move = _move(request, Act.RECORD_MOVE_TRANSFER, reference)
    form = RecordTransfer(sent(request), today=local_day(request.at))

    def do() -> None:
        actions.record_move_transfer(move, form.facts(), by=request.actor, at=request.at)

    return _act(request, move, Act.RECORD_MOVE_TRANSFER, form, do, "It is recorded.")
