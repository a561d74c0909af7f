"""A child who changes school: the page, and each act with its form."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.fields import Form, Why
from agencies.web.pages import show
from referrals import door
from referrals.arrivals import actions, forms, pages
from referrals.arrivals.models import Arrival

REFUSED = (NotNow,)


def _arrival(request: Request, act: Act, reference: str) -> Arrival:
    return door.admit(request.actor, act, reference, of=Arrival, at=request.at, to_write=request.method == "POST")


def see_arrival(request: Request, reference: str) -> HttpResponse:
    """What one may know of it, and do."""
    arrival = _arrival(request, Act.SEE_ARRIVAL, reference)
    return show(request, pages.arrival_page(request.actor, arrival, request.at))


def answer_arrival(request: Request, reference: str) -> HttpResponse:
    """Say whether the child is still on the roll."""
    arrival = _arrival(request, Act.ANSWER_ARRIVAL, reference)
    form = forms.AnswerArrival(sent(request), today=local_day(request.at))

    def do() -> None:
        actions.answer_arrival(arrival, **form.facts(), by=request.actor, at=request.at)

    return _act(request, arrival, Act.ANSWER_ARRIVAL, form, do, "Your answer is kept.")


def settle_arrival(request: Request, reference: str) -> HttpResponse:
    """Settle whether it is one child."""
    arrival = _arrival(request, Act.SETTLE_ARRIVAL, reference)
    form = forms.SettleArrival(sent(request), found=arrival.found, today=local_day(request.at))

    def do() -> None:
        actions.settle_arrival(arrival, **form.facts(), by=request.actor, at=request.at)

    return _act(request, arrival, Act.SETTLE_ARRIVAL, form, do, "It is settled.")


def record_transfer(request: Request, reference: str) -> HttpResponse:
    """Write down what went to the new school."""
    arrival = _arrival(request, Act.RECORD_TRANSFER, reference)
    form = forms.RecordTransfer(sent(request), today=local_day(request.at))

    def do() -> None:
        actions.record_transfer(arrival, form.facts(), by=request.actor, at=request.at)

    return _act(request, arrival, Act.RECORD_TRANSFER, form, do, "It is recorded.")


def part_records(request: Request, reference: str) -> HttpResponse:
    """Part what was joined by mistake."""
    return _with_why(request, Act.PART_RECORDS, reference, actions.part_records, "Parted. Both schools are told.")


def look_again(request: Request, reference: str) -> HttpResponse:
    """Open again whether they are one child."""
    return _with_why(request, Act.LOOK_AGAIN, reference, actions.look_again, "It is open again. Settle it.")


def _with_why(request: Request, act: Act, reference: str, do: Callable[..., None], words: str) -> HttpResponse:
    """An act that needs its reason alone."""
    arrival = _arrival(request, act, reference)
    form = Why(sent(request))

    def done() -> None:
        do(arrival, by=request.actor, at=request.at, **form.cleaned_data)

    return _act(request, arrival, act, form, done, words)


def _act(request: Request, arrival: Arrival, act: Act, form: Form, do: Callable[[], None], words: str) -> HttpResponse:
    """The page of one act with its form, or on to the arrival."""
    did = attempt(request, form, do, REFUSED, on=arrival)
    if did is None:
        return show(request, pages.act_page(request.actor, arrival, act, request.at, form))
    return land(request, did, reverse("see_arrival", args=[arrival.reference]), words)
