"""A person's own account and the devices that are known for it; and who signed in."""

from typing import cast

from django.http import HttpResponse
from django.urls import reverse

from agencies.accounts import access, actions, pages
from agencies.accounts.facts import hash_of
from agencies.people.access import own_sessions
from agencies.people.models import Person
from agencies.people.sessions import stored_key
from agencies.policy import Act
from agencies.web.answering import Outcome, land
from agencies.web.asking import Request, require
from agencies.web.pages import show


def account(request: Request) -> HttpResponse:
    """The person's seats, second factors, sessions and devices."""
    person = cast(Person, request.user)
    page = pages.AccountPage(
        sessions=own_sessions(person, request.at),
        here=stored_key(request.session.session_key),
        devices=access.own_devices(person, request.at),
        this_device=hash_of(access.device_token(request)),
        sees_systems=request.actor.may(Act.SEE_CLIENTS),
        sees_sign_ins=request.actor.may(Act.SEE_SIGN_INS),
    )
    return show(request, page)


def forget_device(request: Request, handle: str) -> HttpResponse:
    """Know one of one's own devices no longer; where that was done already, say so."""
    own = access.own_devices(cast(Person, request.user), request.at)
    device = next((one for one in own if one.handle == handle), None)
    if device is None:
        return land(request, Outcome(None, again=True), reverse("account"), "")
    actions.forget_device(device, by=request.actor, at=request.at)
    return land(request, Outcome(device), reverse("account"), "That device is no longer known.")


def own_sign_ins(request: Request) -> HttpResponse:
    """What happened to one's own account."""
    found = access.own_sign_ins(cast(Person, request.user))
    return show(request, pages.sign_ins_page(found, request.GET.get("after", ""), is_own=True))


def see_sign_ins(request: Request) -> HttpResponse:
    """The same of the people of the teams that one leads."""
    require(request.actor, Act.SEE_SIGN_INS)
    found = access.team_sign_ins(request.actor, request.at)
    return show(request, pages.sign_ins_page(found, request.GET.get("after", ""), is_own=False))
