"""A referral: the school's drafting and answers, the council's queue with its four decisions of equal weight."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act, Standing
from agencies.web.answering import attempt, land, sent, show
from agencies.web.asking import Request, seat_for
from agencies.web.fields import Confirm, Form, Why
from referrals import door
from referrals.cases.models import Case
from referrals.referrals import actions, forms, pages
from referrals.referrals.actions import StaleSave
from referrals.referrals.models import Referral

SORRY = (NotNow,)
STALE = "Somebody saved this draft after you opened it. Nothing of yours is lost: both texts are below"


def _referral(request: Request, act: Act, reference: str) -> Referral:
    """The referral through the door; its case locked where something is sent."""
    return door.admit(request.actor, act, reference, of=Referral, at=request.at, to_write=request.method == "POST")


def _page(reference: str) -> str:
    return reverse("see_referral", args=[reference])


def see_referral(request: Request, reference: str) -> HttpResponse:
    """One referral: what is asked, its state, the next step, who and by when."""
    referral = _referral(request, Act.SEE_REFERRAL, reference)
    return show(request, "referrals/referral_page.html", **pages.referral_page(request.actor, referral, request.at))


def draft_referral(request: Request, reference: str) -> HttpResponse:
    """Begin a referral on a case, or go on with the draft that is there."""
    writes = request.method == "POST"
    case = door.admit(request.actor, Act.DRAFT_REFERRAL, reference, of=Case, at=request.at, to_write=writes)
    referral = door.within(Referral, request.actor, Act.DRAFT_REFERRAL).filter(case=case, state="drafted").first()
    form = forms.DraftReferral(sent(request), referral=referral)
    try:
        saved = attempt(form, lambda: _save(request, case, referral, form), SORRY) if writes else None
    except StaleSave as stale:
        form.add_error(None, STALE)
        context = pages.referral_page(request.actor, stale.record, request.at)
        return show(request, "referrals/referral_stale.html", form, **context)
    if saved is None:
        return show(request, "referrals/referral_form.html", form, case=case, referral=referral)
    return land(request, saved, _page(saved.record.reference), "Your draft is kept. Nothing has been sent.")


def _save(request: Request, case: Case, referral: Referral | None, form: forms.DraftReferral) -> Referral:
    version = form.cleaned_data["version"]
    facts = form.facts()
    return actions.draft_referral(case, facts, referral=referral, version=version, by=request.actor, at=request.at)


def send_referral(request: Request, reference: str) -> HttpResponse:
    """Look once more at what leaves, and send it."""
    referral = _referral(request, Act.SEND_REFERRAL, reference)
    form = Confirm(sent(request))
    gone = attempt(
        form,
        lambda: actions.send_referral(referral, by=request.actor, at=request.at),
        SORRY,
        done=request.method == "POST" and referral.state == "sent",
    )
    if gone is None:
        context = pages.referral_page(request.actor, referral, request.at)
        return show(request, "referrals/referral_send.html", form, **context)
    return land(request, gone, _page(reference), "Sent to the council’s inclusion team.")


def answer_referral(request: Request, reference: str) -> HttpResponse:
    """Answer the council's questions; its clock goes on."""
    referral = _referral(request, Act.ANSWER_REFERRAL, reference)
    context = pages.referral_page(request.actor, referral, request.at)
    asked = [question for question in context["questions"] if question.answered_at is None]
    form = forms.AnswerReferral(sent(request), questions=asked)
    answered = attempt(
        form,
        lambda: actions.answer_referral(referral, answers=form.answers(), by=request.actor, at=request.at),
        SORRY,
        done=request.method == "POST" and not asked,
    )
    if answered is None:
        return show(request, "referrals/referral_answer.html", form, **context)
    return land(request, answered, _page(reference), "Your answers are with the council, and its clock goes on.")


def withdraw_referral(request: Request, reference: str) -> HttpResponse:
    """Withdraw a draft, or what waits for the council."""
    referral = _referral(request, Act.WITHDRAW_REFERRAL, reference)
    form = Why(sent(request))
    gone = attempt(
        form,
        lambda: actions.withdraw_referral(referral, by=request.actor, at=request.at, **form.cleaned_data),
        SORRY,
        done=request.method == "POST" and referral.state == "withdrawn",
    )
    if gone is None:
        context = pages.referral_page(request.actor, referral, request.at)
        return show(request, "referrals/referral_withdraw.html", form, **context)
    return land(request, gone, _page(reference), "The referral is withdrawn.")


SORRY = (NotNow,)


def see_queue(request: Request) -> HttpResponse:
    """The queue; the first referral stands beside it on a wide screen."""
    seat_for(request.actor, Act.ACCEPT_REFERRAL, Standing.ASKED)
    queue = _queue(request)
    if queue["rows"] and request.GET.get("first") == "1":
        return redirect("triage_referral", queue["rows"][0]["referral"].reference)
    _note_queue(request, queue)
    return show(request, "referrals/triage_queue.html", **queue)


def _queue(request: Request) -> dict[str, Any]:
    return pages.queue(request.actor, request.at, request.GET.get("after", ""))


def _note_queue(request: Request, queue: dict[str, Any]) -> None:
    shown = [row["referral"].reference for row in queue["rows"]]
    door.note_list(request.actor, Act.SEE_QUEUE, "queue", shown, request.at)


def triage_referral(request: Request, reference: str) -> HttpResponse:
    """One referral whole, beside the queue, with what each decision tells the school."""
    seat_for(request.actor, Act.ACCEPT_REFERRAL, Standing.ASKED)
    referral = door.admit(request.actor, Act.SEE_REFERRAL, reference, of=Referral, at=request.at)
    context = {**_queue(request), **pages.referral_page(request.actor, referral, request.at)}
    _note_queue(request, context)
    context["others"] = pages.others_at_work(request.actor, referral)
    context["decisions"] = pages.decisions(referral, context["can"], request.at)
    return show(request, "referrals/triage_referral.html", **context)


def _decide(
    request: Request, reference: str, act: Act, form: Form, do: Callable[[Referral], None], state: str, words: str
) -> HttpResponse:
    """One decision: the words first, then the act, then the queue again."""
    writes = request.method == "POST"
    referral = door.admit(request.actor, act, reference, of=Referral, at=request.at, to_write=writes)
    done = attempt(form, lambda: do(referral), SORRY, done=writes and referral.state == state)
    if done is None:
        context = pages.decide_page(request.actor, referral, act, request.at)
        return show(request, "referrals/triage_decide.html", form, **context)
    return land(request, done, reverse("triage_referral", args=[reference]), words)


def acknowledge_referral(request: Request, reference: str) -> HttpResponse:
    """Acknowledge quietly, from the page itself."""
    act, actor, at = Act.ACKNOWLEDGE_REFERRAL, request.actor, request.at
    referral = door.admit(actor, act, reference, of=Referral, at=at, to_write=True)
    form, acknowledged = Confirm(request.POST), bool(referral.acknowledged_at)
    do = partial(actions.acknowledge_referral, referral, by=actor, at=at)
    done = attempt(form, do, SORRY, done=acknowledged)
    if done is None:
        return show(request, "referrals/triage_decide.html", form, act=act, **pages.referral_page(actor, referral, at))
    return land(request, done, reverse("triage_referral", args=[reference]), "Acknowledged. The school sees it.")


def accept_referral(request: Request, reference: str) -> HttpResponse:
    """Accept: the council oversees the case from now on."""
    seat = seat_for(request.actor, Act.ACCEPT_REFERRAL, Standing.ASKED)
    form = forms.AcceptReferral(sent(request))

    def do(referral: Referral) -> None:
        words = form.cleaned_data["words_said"]
        actions.accept_referral(referral, words=words, seat=seat, by=request.actor, at=request.at)

    return _decide(request, reference, Act.ACCEPT_REFERRAL, form, do, "accepted", "Accepted. The school is told.")


def return_referral(request: Request, reference: str) -> HttpResponse:
    """Ask the school; the clock stops until it answers."""
    form = forms.ReturnReferral(sent(request))

    def do(referral: Referral) -> None:
        actions.return_referral(referral, questions=form.questions(), by=request.actor, at=request.at)

    said = "Your question is with the school, and the clock has stopped."
    return _decide(request, reference, Act.RETURN_REFERRAL, form, do, "returned", said)


def redirect_referral(request: Request, reference: str) -> HttpResponse:
    """Pass it on to whom it belongs."""
    form = forms.Redirect(sent(request))

    def do(referral: Referral) -> None:
        data = dict(form.cleaned_data)
        data["words"] = data.pop("words_said")
        actions.redirect_referral(referral, by=request.actor, at=request.at, **data)

    return _decide(request, reference, Act.REDIRECT_REFERRAL, form, do, "redirected", "Passed on. The school is told.")


def decline_referral(request: Request, reference: str) -> HttpResponse:
    """Decline with a reason and what the school can do meanwhile."""
    form = forms.Decline(sent(request))

    def do(referral: Referral) -> None:
        data = dict(form.cleaned_data)
        data["words"] = data.pop("words_said")
        actions.decline_referral(referral, by=request.actor, at=request.at, **data)

    return _decide(request, reference, Act.DECLINE_REFERRAL, form, do, "declined", "Declined. The school is told why.")
