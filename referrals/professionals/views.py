"""Professionals around a child: each act with its form."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.fields import Form, Why
from agencies.web.pages import show
from referrals import door
from referrals.professionals import actions, forms, pages
from referrals.professionals.models import Professional
from referrals.pupils.access import seat_by_roll
from referrals.pupils.models import Pupil

REFUSED = (NotNow,)


def add_professional(request: Request, reference: str) -> HttpResponse:
    """Somebody who works with the child and has no account."""
    writes = request.method == "POST"
    pupil = door.admit(request.actor, Act.ADD_PROFESSIONAL, reference, of=Pupil, at=request.at, to_write=writes)
    form = forms.AddProfessional(sent(request))
    did = attempt(request, form, lambda: _add(request, pupil, form), REFUSED, makes=Professional)
    if did is None:
        return show(request, pages.add_page(pupil, form))
    return land(request, did, reverse("see_child", args=[reference]), "They are added.")


def _add(request: Request, pupil: Pupil, form: forms.AddProfessional) -> Professional:
    seat = seat_by_roll(request.actor, Act.ADD_PROFESSIONAL, pupil, request.at)
    if seat is None:
        raise NotNow("The child is on your roll no more.")
    once = form.cleaned_data["once"]
    return actions.add_professional(pupil, form.facts(), seat=seat, by=request.actor, at=request.at, once=once)


def change_professional(request: Request, reference: str) -> HttpResponse:
    """What is known of them."""
    one = _one(request, Act.CHANGE_PROFESSIONAL, reference)
    form = forms.ChangeProfessional(sent(request), one=one)

    def do() -> None:
        actions.change_professional(one, form.facts(), by=request.actor, at=request.at, version=form.version)

    return _act(request, one, Act.CHANGE_PROFESSIONAL, form, do, "It is changed.")


def end_professional(request: Request, reference: str) -> HttpResponse:
    """They work with the child no more."""
    one, form = _one(request, Act.END_PROFESSIONAL, reference), Why(sent(request))

    def do() -> None:
        actions.end_professional(one, **form.cleaned_data, by=request.actor, at=request.at)

    return _act(request, one, Act.END_PROFESSIONAL, form, do, "It is ended.")


def _one(request: Request, act: Act, reference: str) -> Professional:
    writes = request.method == "POST"
    return door.admit(request.actor, act, reference, of=Professional, at=request.at, to_write=writes)


def _act(request: Request, one: Professional, act: Act, form: Form, do: Callable[[], None], words: str) -> HttpResponse:
    did = attempt(request, form, do, REFUSED, on=one)
    if did is None:
        return show(request, pages.act_page(one, act, form))
    return land(request, did, reverse("see_child", args=[one.pupil.reference]), words)
