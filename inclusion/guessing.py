"""The edge of sign-in: who sends, and what is counted before a secret is judged, outside the request's transaction."""

from collections.abc import Callable
from datetime import datetime

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY as PENDING
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from agencies.accounts.access import is_stale, known_device, person_of
from agencies.accounts.actions import fail_sign_in
from agencies.guesses import actions
from agencies.guesses.limits import LIMITS, Kind
from agencies.guesses.senders import household, is_within, sender
from agencies.machines import access as machines
from agencies.machines.actions import refuse_token
from agencies.machines.api.problems import Problem, respond
from agencies.machines.api.token import claimed_client
from agencies.people.words import device as device_words

Handler = Callable[[HttpRequest], HttpResponse]
BAD, UNAUTHORIZED, TOO_MANY = 400, 401, 429
Tried = tuple[Kind, str, str]
OWN = {
    "account_change_password": Kind.PASSWORD,
    "account_reauthenticate": Kind.PASSWORD,
    "mfa_reauthenticate": Kind.FACTOR,
    "first_code": Kind.FACTOR,
}
"""Where a person who is signed in proves again who they are."""
CLAIMS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class Sender:
    """Puts who sent the request in the place of the proxy that passed it on; what anybody else claims is dropped."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """From here on `REMOTE_ADDR` is the sender, without a port."""
        peer, trusted = request.META.get("REMOTE_ADDR", ""), settings.TRUSTED_PROXIES
        request.META["REMOTE_ADDR"] = sender(peer, request.META.get("HTTP_X_FORWARDED_FOR", ""), trusted)
        if not is_within(peer, trusted):
            for claim in CLAIMS:
                request.META.pop(claim, None)
        return self.get_response(request)


class Guessing:
    """Counts each try at a password, a code or a client's secret before it is judged, whatever the answer becomes."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ask first, settle last; who has to wait gets a form, or a problem, that says for how long."""
        tried = _tried(request)
        if tried is None:
            return self.get_response(request)
        kind, account, device = tried
        at = request.at  # type: ignore[attr-defined]
        attempt = actions.ask(kind, account, household(request.META["REMOTE_ADDR"]), at, device)
        request.attempt = attempt  # type: ignore[attr-defined]
        if attempt.wait and kind is Kind.TOKEN:
            return respond(Problem("too-many", headers={"Retry-After": str(attempt.wait)}))
        response = self.get_response(request)
        if attempt.wait:
            response.status_code = TOO_MANY
            response.headers["Retry-After"] = str(attempt.wait)
        elif kind is Kind.TOKEN:
            attempt.is_judged, attempt.is_right = response.status_code != BAD, response.status_code != UNAUTHORIZED
        actions.settle(attempt)
        if attempt.is_judged and not attempt.is_right:
            _note(request, kind, account, at, attempt.wrong)
        return response


def _note(request: HttpRequest, kind: Kind, account: str, at: datetime, wrong: int) -> None:
    """Put into the trail what was wrong at an account or a client that is known; of others only the number is kept."""
    if kind is Kind.TOKEN:
        client = machines.named_client(account)
        if client is not None:
            refuse_token(client, by=machines.machine_for(client), at=at)
    elif kind is not Kind.RESET:
        said = device_words(request.headers.get("User-Agent", ""))
        is_told = kind is Kind.FACTOR and wrong == LIMITS[kind].account
        fail_sign_in(person_of(kind, account), kind.value, said, at=at, is_told=is_told)


def _tried(request: HttpRequest) -> Tried | None:
    """What a request tries, at whose account, and from which device that is known there; None for all others."""
    if request.method != "POST":
        return None
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        return None
    if name == "api_token":
        return Kind.TOKEN, claimed_client(request).replace("\x00", ""), ""
    if name == "account_reset_password":
        return Kind.RESET, _typed(request, "email"), ""
    if name == "account_login":
        email = _typed(request, "login")
        return Kind.PASSWORD, email, known_device(request, email=email)
    if name == "mfa_authenticate" and "code" in request.POST and (key := _begun(request)):
        return Kind.FACTOR, str(key), known_device(request, pk=key)
    if not request.user.is_authenticated or name not in OWN:
        return None
    person = request.user
    account = person.email if OWN[name] is Kind.PASSWORD else str(person.pk)
    return OWN[name], account, known_device(request, pk=person.pk)


def _begun(request: HttpRequest) -> int:
    """Whose sign-in waits for its second step; one that another password overtook ends here, and counts no more."""
    if PENDING not in request.session:
        return 0
    key: int = url_str_to_user_pk(request.session[PENDING]["user_pk"])
    if is_stale(request, key):
        request.session.flush()
        return 0
    return key


def _typed(request: HttpRequest, name: str) -> str:
    """An address as it is kept: the database holds no null."""
    return request.POST.get(name, "").replace("\x00", "").strip().lower()
