"""Early signs: the list, one of them, what is said of it, and the rules."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import Refusal
from agencies.policy import Act, Standing
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import NotFound, Request, seat_for
from agencies.web.narrowing import BACK
from agencies.web.narrowing import asked as asked_of
from agencies.web.pages import show
from interventions.signals import access, actions, forms, pages
from interventions.signals.facts import RuleAt
from interventions.signals.models import Signal
from interventions.signals.rules import Rule, rules
from interventions.signals.states import Result
from referrals import door

REFUSED = (NotNow,)


def see_signals(request: Request) -> HttpResponse:
    """The early signs of one's school."""
    seat_for(request.actor, Act.SEE_SIGNALS, Standing.ON_ROLL)
    page = pages.signals_page(
        request.actor, request.at, asked_of(pages.FILTERS, request.actor, request.at, request.GET)
    )
    door.note_list(request.actor, Act.SEE_SIGNALS, "early signs", page.shown, request.at)
    return show(request, page)


def see_signal(request: Request, reference: str) -> HttpResponse:
    """One of them, with its sum."""
    signal = door.admit(request.actor, Act.SEE_SIGNAL, reference, of=Signal, at=request.at)
    return show(request, pages.signal_page(request.actor, signal, request.at, request.GET.get(BACK, "")))


def answer_signal(request: Request, reference: str) -> HttpResponse:
    """Say that somebody helps already, or that it is not useful."""
    writes = request.method == "POST"
    signal = door.admit(request.actor, Act.ANSWER_SIGNAL, reference, of=Signal, at=request.at, to_write=writes)
    form = forms.AnswerSignal(sent(request))

    def do() -> None:
        data = form.cleaned_data
        result = Result(data["result"])
        actions.answer_signal(signal, result=result, why=data["why"], by=request.actor, at=request.at)

    did = attempt(request, form, do, REFUSED, on=signal)
    if did is None:
        return show(request, pages.answer_page(signal, form))
    return land(request, did, reverse("see_signals"), "Your answer is kept.")


def see_signal_rules(request: Request) -> HttpResponse:
    """Every rule: what it looks at, whether it is on, and how often it was useful."""
    seat_for(request.actor, Act.SEE_SIGNALS, Standing.ON_ROLL)
    return show(request, pages.rules_page(request.actor, request.at))


def switch_signal(request: Request, reference: str, key: str) -> HttpResponse:
    """Switch a rule off, or on, at one's school."""
    one = RuleAt(access.admit_school(request.actor, Act.SWITCH_SIGNAL, reference), _rule(key))
    form = forms.SwitchSignal(sent(request))

    def do() -> None:
        is_on, why = form.cleaned_data["is_on"] == "on", form.cleaned_data["why"]
        actions.switch_signal(one, is_on=is_on, why=why, by=request.actor, at=request.at)

    did = attempt(request, form, do, REFUSED, on=one)
    if did is None:
        return show(request, pages.switch_page(request.actor, one, request.at, form))
    return land(request, did, reverse("see_signal_rules"), "It is kept.")


def _rule(key: str) -> Rule:
    rule = rules().get(key)
    if rule is None or not rule.is_worked_out:
        raise NotFound(Refusal(Act.SWITCH_SIGNAL, "agency", key, "no such rule"))
    return rule
