"""The council's side of a referral: the queue with the referral beside it, and four decisions of equal weight."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.access import Request, seat_for
from agencies.forms import Form
from agencies.policy import Act, Standing
from agencies.views import attempt, land, sent, show
from referrals import access, actions, forms, pages
from referrals.models import Referral

SORRY = (actions.NotNow,)


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
    access.note_list(request.actor, Act.SEE_QUEUE, "queue", shown, request.at)


def triage_referral(request: Request, reference: str) -> HttpResponse:
    """One referral whole, beside the queue, with what each decision tells the school."""
    seat_for(request.actor, Act.ACCEPT_REFERRAL, Standing.ASKED)
    referral = access.admit(request.actor, Act.SEE_REFERRAL, reference, of=Referral, at=request.at)
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
    referral = access.admit(request.actor, act, reference, of=Referral, at=request.at, to_write=writes)
    done = attempt(form, lambda: do(referral), SORRY, done=writes and referral.state == state)
    if done is None:
        context = pages.decide_page(request.actor, referral, act, request.at)
        return show(request, "referrals/triage_decide.html", form, **context)
    return land(request, done, reverse("triage_referral", args=[reference]), words)


def acknowledge_referral(request: Request, reference: str) -> HttpResponse:
    """Acknowledge quietly, from the page itself."""
    act, actor, at = Act.ACKNOWLEDGE_REFERRAL, request.actor, request.at
    referral = access.admit(actor, act, reference, of=Referral, at=at, to_write=True)
    form, acknowledged = forms.Confirm(request.POST), bool(referral.acknowledged_at)
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
