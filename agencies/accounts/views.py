"""A person's own account and the devices that are known for it; and who signed in."""

from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.views import LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.accounts import access, actions, forms, pages
from agencies.accounts.facts import hash_of
from agencies.acting.refusals import NotNow
from agencies.people.access import admit_account, admit_agency, name_of, own_sessions
from agencies.people.forms import Confirm
from agencies.people.models import Person
from agencies.people.sessions import stored_key
from agencies.policy import Act
from agencies.web.answering import Outcome, attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.pages import said as said_of
from agencies.web.pages import show


def account(request: Request) -> HttpResponse:
    """The person's seats, second factors, sessions and devices."""
    person = cast(Person, request.user)
    page = pages.AccountPage(
        sessions=own_sessions(person, request.at),
        here=stored_key(request.session.session_key),
        devices=list(access.own_devices(person, request.at)),
        these=[hash_of(token) for token in access.device_tokens(request)],
        sees_systems=request.actor.may(Act.SEE_CLIENTS),
        sees_years=request.actor.may(Act.SEE_YEARS),
        sees_settings=request.actor.may(Act.SEE_SETTINGS),
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


def first_code(request: Request) -> HttpResponse:
    """The one-time code, before a first passkey or authenticator app is added."""
    form = forms.GiveFirstCode(sent(request), person=cast(Person, request.user), at=request.at)
    if form.is_valid() and form.found:
        request.session[access.FIRST_CODE] = form.found.pk
        return redirect("mfa_index")
    return show(request, pages.FirstCodePage(form=form))


def give_code(request: Request, reference: str, person: str) -> HttpResponse:
    """A code for somebody of one's team who has no way to sign in yet: it stands on the page that answers alone."""
    agency = admit_agency(request.actor, Act.GIVE_CODE, reference)
    seat = admit_account(request.actor, Act.GIVE_CODE, agency, person, request.at)
    form = Confirm(sent(request))
    given = attempt(request, form, lambda: actions.give_code(seat.person, by=request.actor, at=request.at), (NotNow,))
    said = said_of(Act.GIVE_CODE, name=name_of(seat))
    return show(request, pages.GiveCodePage(form=form, said=said, code=given.record if given else ""))


def own_sign_ins(request: Request) -> HttpResponse:
    """What happened to one's own account."""
    found = access.own_sign_ins(cast(Person, request.user))
    return show(request, pages.sign_ins_page(found, request.GET.get("after", ""), is_own=True))


def see_sign_ins(request: Request) -> HttpResponse:
    """The same of the people of the teams that one leads."""
    require(request.actor, Act.SEE_SIGN_INS)
    found = access.team_sign_ins(request.actor, request.at)
    return show(request, pages.sign_ins_page(found, request.GET.get("after", ""), is_own=False))


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    """A passkey alone. The browser's script is answered as JSON whatever header it sends: there is no page of it."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """What the passkey has to answer."""
        del request
        return JsonResponse({"request_options": passkeys.begin_authentication(user=None)})


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """One passkey less; the last way to sign in stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refused where it is the last."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        answer: HttpResponse = super().form_valid(form)
        return answer
