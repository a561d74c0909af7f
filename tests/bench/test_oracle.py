"""Goals of silence: a reset takes as long for an unknown address as for a known one, and so does an invitation."""

import dataclasses
import ipaddress
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from agencies.people.models import Person
from agencies.policy import Role
from tests.bench.ruler import TIMES, Measure, measure
from tests.people import make_cast

PAIRS = TIMES * 20
"""A request takes a few milliseconds, and the medians are to be told apart to a twentieth."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _people(name: str, count: int) -> list[str]:
    """So many people with an account, and none who has a seat yet."""
    people = [Person(email=f"{name}{n}@known.test", name=f"Known {n}") for n in range(count)]
    for person in people:
        person.set_unusable_password()
    made = Person.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in made
    )
    return [person.email for person in made]


def _both(name: str, send: Callable[[str], Any]) -> Iterator[Measure]:
    """Known and unknown in turns, each address once; the same figures read both ways."""
    known = iter(_people(name, PAIRS + 1))
    unknown = (f"{name}{n}@unknown.test" for n in itertools.count())

    def one(addresses: Iterator[str]) -> None:
        assert send(next(addresses)).status_code == 302

    found = measure(f"{name}_unknown", lambda: one(known), lambda: one(unknown), lambda: None, times=PAIRS)
    yield found
    yield dataclasses.replace(found, name=f"{name}_known", floor_ms=found.median_ms, median_ms=found.floor_ms)


def goals(_: Path) -> Iterator[Measure]:
    """Unknown over known, and known over unknown: neither may be the slower by more than a twentieth."""
    with transaction.atomic():
        cast = make_cast()
    stranger, colm, senders = Client(), Client(), itertools.count()
    colm.force_login(cast.people["colm"], backend=BACKEND)
    url = f"/people/{cast.alder.reference}/invite-person/"

    def ask(email: str) -> Any:
        sender = str(ipaddress.ip_address("10.0.0.0") + next(senders))
        return stranger.post("/accounts/password/reset/", {"email": email}, REMOTE_ADDR=sender)

    def invite(email: str) -> Any:
        return colm.post(url, {"email": email, "name": "Nia", "role": Role.STAFF.value})

    with override_settings(ALLOWED_HOSTS=["*"], ACCOUNT_RATE_LIMITS=False):
        for name, send in (("reset", ask), ("invitation", invite)):
            yield from _both(name, send)
