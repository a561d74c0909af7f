"""The walk that every page with a form takes, a person's own drafts, and their account."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from agencies import access, actions, drafts
from agencies.access import Request
from agencies.forms import people as forms_of
from agencies.lifecycle import AlreadyDone
from agencies.models import Person
from agencies.policy import Act


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act gave; `again` where a second click found it done."""

    record: Any
    again: bool = False


def sent(request: Request) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def show(request: Request, template: str, form: forms.Form | None = None, **context: Any) -> HttpResponse:
    """The page; 422 where its form came back with something to mend."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def attempt(
    form: forms.Form, do: Callable[[], Any], sorry: tuple[type[Exception], ...], *, done: bool = False
) -> Outcome | None:
    """Do the act with a valid form; None where the form has something to mend, with the sentence on it.

    `done` says that the record already stands where the act leads: then a second click lands on it.
    """
    if done:
        return Outcome(None, again=True)
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return Outcome(do())
    except AlreadyDone as there:
        return Outcome(there.record, again=True)
    except sorry as error:
        form.add_error(None, str(error))
        return None


def land(request: Request, outcome: Outcome, url: str, words: str) -> HttpResponseRedirect:
    """Go on to the page that shows what was done, saying so; a second click lands there too."""
    messages.success(request, "Already done: here it is." if outcome.again else words)
    return redirect(url)


def save_draft(request: Request, form: str) -> JsonResponse:
    """Keep what is being typed, at every pause."""
    saved = drafts.keep(request.actor.who, form, request.POST.get("about", ""), request.POST, request.at)
    return JsonResponse({"saved": saved}, status=200 if saved else 413)


def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of the person, this one too."""
    actions.sign_out_everywhere(cast(Person, request.user), by=request.actor, at=request.at)
    logout(request)
    return redirect("account_login")


def account(request: Request) -> HttpResponse:
    """The person's seats, second factors and sessions."""
    sessions = access.own_sessions(cast(Person, request.user), request.at)
    shown: dict[str, Any] = {"here": request.session.session_key, "sees_systems": request.actor.may(Act.SEE_CLIENTS)}
    return show(request, "agencies/account_page.html", seats=request.actor.seats, sessions=sessions, **shown)


def mend_profile(request: Request) -> HttpResponse:
    """Change one's own name, job and phone."""
    person = cast(Person, request.user)
    form = forms_of.MendProfile(sent(request), initial={n: getattr(person, n) for n in ("name", "job", "phone")})
    asked: dict[str, Any] = {"by": request.actor, "at": request.at}
    mended = attempt(form, lambda: actions.mend_profile(person, **form.cleaned_data, **asked), ())
    if mended is None:
        return show(request, "agencies/profile_form.html", form)
    return land(request, mended, reverse("account"), "Your profile is saved.")


def end_session(request: Request, handle: str) -> HttpResponse:
    """End one of one's own sessions; where it has ended already, say so."""
    own = access.own_sessions(cast(Person, request.user), request.at)
    session = next((one for one in own if one.handle == handle), None)
    if session is None:
        return land(request, Outcome(None, again=True), reverse("account"), "")
    if session.session_key == request.session.session_key:
        return land(request, Outcome(None), reverse("account"), "This is where you are now: use Sign out.")
    actions.end_session(session, by=request.actor, at=request.at)
    return land(request, Outcome(session), reverse("account"), "That session has ended.")
