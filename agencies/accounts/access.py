"""Whose devices and whose sign-ins one may see."""

from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.accounts.facts import BEGAN_WITH, hash_of, hash_of_code
from agencies.accounts.models import Device, FirstCode
from agencies.accounts.states import LIFE, SIGN_INS
from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.guesses.limits import Kind
from agencies.people.access import people
from agencies.people.models import Person
from agencies.policy import Act
from agencies.trail.models import TrailEntry

TOKEN, MOST_TOKENS = 43, 6


def device_tokens(request: HttpRequest) -> list[str]:
    """What the browser holds: a token for each of the last people who signed in there."""
    held = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "").split(".")
    return [token for token in held if len(token) == TOKEN and token.isascii()][-MOST_TOKENS:]


def known_device(request: HttpRequest, **whose: Any) -> str:
    """The hash of the browser's token for this person (`email`, `pk`) where it is known, else nothing."""
    hashes, at = [hash_of(token) for token in device_tokens(request)], request.at  # type: ignore[attr-defined]
    known = Device.objects.filter(token_hash__in=[*hashes, ""], ends_at__gt=at)
    theirs = known.filter(**{f"person__{name}": value for name, value in whose.items()})
    return theirs.values_list("token_hash", flat=True).first() or ""


FIRST_CODE = "first_code"


def code_of(person: Person, typed: str, at: datetime) -> FirstCode | None:
    """The person's code as typed, where it is live and unused."""
    hashed = hash_of_code(person.pk, typed)
    return FirstCode.objects.filter(person=person, code_hash=hashed, used_at=None, ends_at__gt=at).first()


def may_add_first(request: HttpRequest) -> bool:
    """Whether this session gave a code that still holds."""
    live = FirstCode.objects.filter(used_at=None, ends_at__gt=request.at)  # type: ignore[attr-defined]
    given = request.session.get(FIRST_CODE, 0)
    return live.filter(pk=given, person_id=request.user.pk or 0).exists()


def has_proved(request: HttpRequest) -> bool:
    """Whether this session was opened by a second factor, or gave the one-time code that leads to the first."""
    records = get_authentication_records(request, request.user)
    return FIRST_CODE in request.session or any(one.get("method") == "mfa" for one in records)


def is_stale(request: HttpRequest, key: int) -> bool:
    """Whether a sign-in was begun with a password that is another by now, or before everything was signed out."""
    person = Person.objects.filter(pk=key).first()
    return person is None or request.session.get(BEGAN_WITH) != person.get_session_auth_hash()


def person_of(kind: Kind, account: str) -> Person | None:
    """Whose account was tried: named by its address for a password, by its key for a code."""
    found = Person.objects.filter(email=account) if kind is Kind.PASSWORD else Person.objects.filter(pk=account)
    return found.first()


def own_devices(person: Person, at: datetime) -> QuerySet[Device]:
    """The devices that are known for the person, the latest seen first."""
    return Device.objects.filter(person=person, ends_at__gt=at).select_related("person").order_by("-seen_at", "-id")


def devices(_actor: Actor, _act: Act, _at: datetime | None = None) -> QuerySet[Device]:
    """No device is reached by a reference: each person sees their own."""
    return Device.objects.none()


def own_sign_ins(person: Person) -> QuerySet[TrailEntry]:
    """What the trail knows of the person's own account, by themselves or by others."""
    return _sign_ins(Person.objects.filter(pk=person.pk))


def team_sign_ins(actor: Actor, at: datetime) -> QuerySet[TrailEntry]:
    """The same of those who sit today in the teams that the actor leads."""
    return _sign_ins(people(actor, Act.SEE_SIGN_INS, at))


def _sign_ins(found: QuerySet[Person]) -> QuerySet[TrailEntry]:
    acts = [act.value for act in SIGN_INS]
    references = list(found.values_list("reference", flat=True))
    return TrailEntry.objects.filter(subject_ref__in=references, act__in=acts, subject_kind="person")


NOUN = Noun("device", Device, Act.SEE_SIGN_INS, devices, NO_CASE, LIFE)
