"""The edge: reads the clock once, finds the actor, opens the transaction, and notes a refusal after its rollback."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from agencies.accounts.access import has_proved, may_add_first
from agencies.accounts.facts import KNOWN_FOR
from agencies.acting import bounds
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.machines import actions as machines
from agencies.machines.access import client_of, machine_for
from agencies.machines.api.problems import Problem, respond
from agencies.people.access import actor_of, holder_of
from agencies.people.words import device
from agencies.trail import actions as trail
from agencies.web.asking import STRANGER, Forbidden, NotFound
from inclusion import addresses, refusing, typed
from inclusion.addresses import Address, Audience
from referrals.documents.keeping import gone_if_undone

Handler = Callable[[HttpRequest], HttpResponse]
BEARER = {"WWW-Authenticate": 'Bearer realm="inclusion"'}
BAD, UNPROCESSABLE = 400, 422
REFUSALS = frozenset({403, 404, 405})
API = "/api/"
MOST_BYTES = 1_000_000
FIRST = ("mfa_activate_totp", "mfa_add_webauthn")
"""Where somebody without a second factor adds the first: only with the code that they were given."""
LAST_SEEN_EVERY = timedelta(minutes=1)


class Headers:
    """Sets what the browser may keep and share, and how it reads a text."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid keeping any page that is not a static file; a refusal sets no cookie, so it says nothing by one."""
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/") and "charset" not in kind:
            response.headers["Content-Type"] = f"{kind}; charset=utf-8"
        if response.status_code in REFUSALS:
            response.cookies.clear()
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class Asking:
    """Reads the clock and says who is asking."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the request `at` and `actor`; end a session past its ten hours."""
        request.at = timezone.now()  # type: ignore[attr-defined]
        if request.path.startswith(API):
            return self._answer_machine(request)
        request.actor = self._find_actor(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if cookie := getattr(request, "device_cookie", ""):
            _remember_device(response, cookie)
        return response

    def _find_actor(self, request: HttpRequest) -> Actor:
        """Whoever is signed in, by the one statement that reads their session; a session that must end is ended."""
        session: Any = request.session
        session.at = request.at  # type: ignore[attr-defined]
        if (person := holder_of(session)) is not None:
            request.user = person
        self._end_old_session(request)
        _end_unproved_session(request)
        if request.user.is_authenticated and session.held.person_id != request.user.pk:
            logout(request)  # a row that repeats something else than its data
        if not request.user.is_authenticated:
            return STRANGER
        request.lacks_factor = settings.REQUIRE_SECOND_FACTOR and not session.held.has_factor  # type: ignore[attr-defined]
        return actor_of(session.held)

    def _answer_machine(self, request: HttpRequest) -> HttpResponse:
        """A school's own system asks: by its token alone, without session or cookie, and not in the clear."""
        if settings.HTTPS and not request.is_secure():
            return respond(Problem("no-tls"))
        if request.META.get("HTTP_TRANSFER_ENCODING"):
            return respond(Problem("no-length"))
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return respond(Problem("too-large"))
        if not request.headers.get("Authorization", "").isascii():
            return respond(Problem("no-token", headers=BEARER))
        client, scopes = client_of(request)
        request.client, request.scopes = client, scopes  # type: ignore[attr-defined]
        request.actor = machine_for(client) if client else STRANGER  # type: ignore[attr-defined]
        response = self.get_response(request)
        if client and response.status_code < BAD:
            machines.note_success(client, request.at)  # type: ignore[attr-defined]
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Hold the request to the table of addresses: undeclared is denied, and who must sign in is sent to do so."""
        del view, args, kwargs
        match = request.resolver_match
        address = addresses.address_of(match.url_name if match else None)
        is_shown = address is not None and (address.audience is not Audience.DEMONSTRATION or settings.DEMONSTRATION)
        if address is None or not is_shown:
            raise Http404
        if request.method not in address.methods and request.path.startswith(API):
            return _say_methods(request, address)
        if address.audience is Audience.MACHINE:
            return _machine_may(request, address)
        if request.method not in address.methods:
            return refusing.no_method(request, address.methods)
        if address.audience in (Audience.SIGNED_IN, Audience.ACT) and not request.user.is_authenticated:
            return refusing.signed_out(request)
        if typed.is_of_another(request):
            return refusing.csrf_failure(request)
        if getattr(request, "lacks_factor", False) and (way := _to_first_factor(request, address)):
            return way
        return _to_prove_it(request, address) if address.step_up and not settings.DEMONSTRATION else None

    def _end_old_session(self, request: HttpRequest) -> None:
        """Keep the twenty idle minutes rolling, at most one write a minute, and never past ten hours."""
        if not request.user.is_authenticated:
            return
        now = request.at.timestamp()  # type: ignore[attr-defined]
        began = request.session.get("began", now)
        if now - began > settings.SESSION_ABSOLUTE_AGE:
            logout(request)
        elif now - request.session.get("seen", 0) > LAST_SEEN_EVERY.total_seconds():
            request.session["began"], request.session["seen"] = began, now
            request.session["device"] = device(request.headers.get("User-Agent", ""))


def _remember_device(response: HttpResponse, cookie: str) -> None:
    """Know this browser again for ninety days: for sign-in alone, it opens nothing by itself."""
    age = int(KNOWN_FOR.total_seconds())
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME, cookie, max_age=age, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def _end_unproved_session(request: HttpRequest) -> None:
    """End a session that a password alone opened, once its person has a second factor: whoever added that."""
    if not request.user.is_authenticated or not settings.REQUIRE_SECOND_FACTOR:
        return
    session: Any = request.session
    if session.held.has_factor and not has_proved(request):
        logout(request)


def _say_methods(request: HttpRequest, address: Address) -> HttpResponse:
    """What an address of the API answers: to OPTIONS that alone, to any other method as its refusal."""
    allow = {"Allow": ", ".join(sorted({*address.methods, "OPTIONS"}))}
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=allow)
    return respond(Problem("no-method", headers=allow))


def _machine_may(request: HttpRequest, address: Address) -> HttpResponse | None:
    """401 without a live token, 403 without the scope of this method, else on to the door."""
    if request.client is None:  # type: ignore[attr-defined]
        return respond(Problem("no-token", headers=BEARER))
    scope = address.scopes.get(str(request.method))
    if scope and scope.value not in request.scopes:  # type: ignore[attr-defined]
        wanted = f'Bearer realm="inclusion", error="insufficient_scope", scope="{scope.value}"'
        return respond(Problem("no-scope", headers={"WWW-Authenticate": wanted}, scope=scope.value))
    return None


def _to_first_factor(request: HttpRequest, address: Address) -> HttpResponse | None:
    """To the page that leads to a second factor; there a password alone adds none."""
    if not address.before_factor:
        return redirect("mfa_index")
    match = request.resolver_match
    is_adding = match is not None and match.url_name in FIRST
    return redirect("first_code") if is_adding and not may_add_first(request) else None


def _to_prove_it(request: HttpRequest, address: Address) -> HttpResponse | None:
    """To the page that asks again who it is, where that was not proved within five minutes."""
    try:
        reauthentication_required(lambda _: None)(request)
    except ReauthenticationRequired:
        methods = get_adapter().get_reauthentication_methods(request.user)
        return refusing.to_prove_it(request, address, methods[0]["url"] if methods else None)
    return None


class Refusals:
    """Writes a refusal to the trail after its request was rolled back."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note what the door refused, in a transaction of its own."""
        response = self.get_response(request)
        refusal = getattr(request, "refusal", None)
        if refusal is not None:
            trail.write_refusal(refusal, by=request.actor, at=request.at)  # type: ignore[attr-defined]
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Keep what the door raised; Django turns it into the page. What comes too late has a page that says why."""
        if isinstance(exception, NotFound | Forbidden):
            request.refusal = exception.refusal  # type: ignore[attr-defined]
        if isinstance(exception, NotNow) and not request.path.startswith(API):
            return refusing.too_late(request, exception)
        return None


class Transaction:
    """One transaction a request, its clock and authorities set first; undone when the answer is a refusal."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the view inside; a form that came back (422) has written nothing but the trail's line, which stays.

        So does what was kept of a form whose token was refused: no view has run.
        """
        if request.path in ("/livez", "/readyz"):
            return self.get_response(request)
        with gone_if_undone(), transaction.atomic():
            bounds.enter(request.actor, request.at)  # type: ignore[attr-defined]
            response = self.get_response(request)
            is_form = response.status_code == UNPROCESSABLE and not request.path.startswith(API)
            if response.status_code >= BAD and not is_form and not getattr(request, "has_kept", False):
                transaction.set_rollback(True)
        return response
