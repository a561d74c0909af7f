"""The pages of a refusal: the frame without anything that counts or waits, a way on, and one's own words."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from agencies.acting.refusals import NotNow
from agencies.machines.api.problems import Problem, respond
from agencies.web.asking import STRANGER
from inclusion import typed
from inclusion.addresses import Address, address_of
from inclusion.shell import places

API = "/api/"
OLD = "You signed in again since you opened this form, or it was open for too long. Nothing was saved."
HERE_AGAIN = "What you typed is kept for half an hour, and is in the form again, for you to send."
PROVE_FIRST = "Nothing was changed yet. Say first that it is you; then do it again."
OF_ANOTHER = "Somebody else was signed in at this browser when this form was opened. Nothing was saved."


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there and what one may not see: one page for people, one problem for machines."""
    del exception
    if request.path.startswith(API):
        return respond(Problem("not-found"))
    return _refuse(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What one may see and may not do."""
    return _refuse(request, "403.html", 403, why=getattr(exception, "why", ""))


def too_late(request: HttpRequest, late: NotNow) -> HttpResponse:
    """The page of something that can't be done any more: why, and on to where its record stands."""
    return _refuse(request, "409.html", 409, why=str(late), back_url=_page_above(request.path) if late.has_page else "")


def no_method(request: HttpRequest, methods: frozenset[str]) -> HttpResponse:
    """An address that is only read, or takes only what a button sends: on to the page of the record, or of the form."""
    response = _refuse(request, "405.html", 405, back_url=_page_above(request.path), is_read="GET" in methods)
    response["Allow"] = ", ".join(sorted(methods))
    return response


def csrf_failure(request: Any, reason: str = "") -> HttpResponse:
    """The form's token was missing or old: nothing was saved; back to the form, with what was typed in it."""
    del reason
    if request.path.startswith(API):
        return respond(Problem("bad-request"))
    if not request.user.is_authenticated and typed.mark_of(request):
        return typed.to_sign_in(request)
    if typed.is_of_another(request):
        return _refuse(request, "csrf.html", 403, said=OF_ANOTHER)
    mark = typed.keep(request)
    back = typed.given(mark) if mark else request.path if _takes_get(request.path) else ""
    if mark:
        return _refuse(request, "csrf.html", 403, said=OLD, kept=HERE_AGAIN, back_url=back, own_words=[])
    return _refuse(request, "csrf.html", 403, said=OLD, back_url=back)


def signed_out(request: Any) -> HttpResponse:
    """To the sign-in page; a part of a page that asks by itself is told, and the page stays as it is."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse("You were signed out.", status=401, content_type="text/plain")
    return typed.to_sign_in(request)


def to_prove_it(request: Any, address: Address, way: str | None) -> HttpResponse:
    """To the page that asks again who it is, and then back to the form, with what was typed."""
    here = request.path if "GET" in address.methods else reverse("account")
    if request.method != "POST":
        return redirect_to_login(here, way)
    mark = typed.keep(request)
    messages.info(request, PROVE_FIRST)
    return redirect_to_login(typed.given(mark) if mark else here, way)


def _refuse(request: HttpRequest, template: str, status: int, **known: Any) -> HttpResponse:
    """The same bytes for everyone with the same places who typed the same; no cookie, no message, no token."""
    actor = getattr(request, "actor", STRANGER)
    is_known = actor.person_id is not None and not getattr(request, "lacks_factor", False)
    shown = {"places": places(actor) if is_known else [], "own_words": typed.own_words(request), **known}
    return render(request, template, shown, status=status)


def _page_above(path: str) -> str:
    """The page of the record that this address does something to, where there is one."""
    above = f"{path.rstrip('/').rpartition('/')[0]}/"
    return above if above != "/" and _takes_get(above) else ""


def _takes_get(path: str) -> bool:
    try:
        address = address_of(resolve(path).url_name)
    except Resolver404:
        return False
    return address is not None and "GET" in address.methods
