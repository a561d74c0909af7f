"""Nothing typed is lost: what could not be taken is kept for who wrote it, and what was done is no draft any more."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from agencies.drafts import access
from agencies.drafts import actions as drafts
from agencies.drafts.pages import carry
from agencies.web.asking import STRANGER, Request
from agencies.web.typed import Mark, mark_in, sent_as, typed_in, words_of
from inclusion.addresses import Audience, address_of

Handler = Callable[[HttpRequest], HttpResponse]
SHOWN_AGAIN = frozenset({200, 422})
SIGNED_OUT = "You were signed out, so nothing was saved."
KEPT = f"{SIGNED_OUT} What you typed is kept for half an hour: sign in, and it is in its form again, for you to send."


class Typing:
    """Lets each page mark its forms, and ends the draft of a form that was done, in its own transaction."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Hand the marking on; after the view, forget what was typed where it is done, keep it where it came back."""
        request.carry = partial(carry, request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        mark = own_mark(request)
        if mark is not None and getattr(request, "is_done", False):
            drafts.finish(request.actor, mark, request.at)
        elif mark is not None and mark.path == request.path and response.status_code in SHOWN_AGAIN:
            with suppress(drafts.NotKept):
                drafts.keep_draft(request.actor, mark, typed_in(request.POST), request.at)
        return response

    def process_view(self, request: Request, view: object, args: object, kwargs: object) -> None:
        """Mark an act's sending for the trail, and let those to one address take turns. No other form is hashed."""
        del view, args, kwargs
        address = address_of(request.resolver_match.url_name if request.resolver_match else None)
        is_act = address is not None and address.audience is Audience.ACT
        if is_act and request.method == "POST" and request.actor.person_id is not None:
            request.actor = replace(request.actor, sent_as=sent_as(request, request.at))
            _take_turns(request)


def _take_turns(request: Request) -> None:
    """One sending of a person at a time to an address: what was sent twice at once meets what the first one did."""
    turn = sha256(f"{request.actor.person_id} {request.path}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [int.from_bytes(turn, signed=True)])


def mark_of(request: Request) -> Mark | None:
    """The mark of what was sent, whoever sends it."""
    return mark_in(request, request.at) if request.method == "POST" else None


def own_mark(request: Request) -> Mark | None:
    """The mark of what was sent, where whoever sends is who the page was drawn for."""
    mark = mark_of(request)
    is_own = mark is not None and getattr(request.user, "reference", "") == mark.person
    return mark if is_own else None


def is_of_another(request: Any) -> bool:
    """Whether the form that was sent was opened by somebody else, who was signed in at this browser before."""
    mark = mark_of(request) if request.user.is_authenticated else None
    return mark is not None and own_mark(request) is None


def keep(request: Request) -> Mark | None:
    """Keep what was sent for who wrote it, by its mark; None where the mark is not good here, or it is too much."""
    mark = mark_in(request, request.at)
    if mark is None or mark.path != request.path:
        return None
    is_kept = drafts.keep_sending(mark, typed_in(request.POST), request.at)
    request.has_kept = is_kept  # type: ignore[attr-defined]
    return mark if is_kept else None


def to_sign_in(request: Request) -> HttpResponse:
    """To the sign-in page; what was sent is kept where its mark is good, and the words promise no more than that."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    is_kept = keep(request) is not None
    messages.warning(request, KEPT if is_kept else SIGNED_OUT)
    return redirect_to_login(reverse("give_back") if is_kept else "/")


def given(mark: Mark) -> str:
    """The address of the form with what was kept in it."""
    return f"{mark.path}?given={mark.draft}"


def own_words(request: HttpRequest) -> list[str]:
    """What the person wrote into the form that they can't have any more: their own words, and nothing else."""
    asked: Request = request  # type: ignore[assignment]
    if getattr(asked, "actor", STRANGER).person_id is None:
        return []
    mark = own_mark(asked)
    if mark is not None:
        return words_of(typed_in(asked.POST), mark.words)
    found = access.opened(asked)
    return found.own_words if found is not None else []
