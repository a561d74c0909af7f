"""What the trail says of an account: signed in, not signed in, out, password, ways to sign in, known devices."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from agencies.accounts.facts import CODE_FOR, KNOWN_FOR, hash_of, hash_of_code
from agencies.accounts.models import Device, FirstCode
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.outbox import actions as outbox
from agencies.outbox.states import MailKind
from agencies.people.models import Person
from agencies.people.sessions import FACTORS
from agencies.policy import Act
from agencies.policy.accounts import UNUSUAL
from agencies.references import new_reference
from agencies.schoolday import local_day
from agencies.trail import actions as trail
from agencies.trail.models import TrailEntry

COUNT_STRANGER = """
insert into agencies_strangertries ("on", tries) values (%s, 1)
on conflict ("on") do update set tries = agencies_strangertries.tries + 1
"""


@transaction.atomic
def sign_in(person: Person, tokens: list[str], device: str, *, by: Actor, at: datetime, knows: bool = True) -> str:
    """Note the sign-in, and know the device from now on where `knows`; give the token that is new, if one is.

    `tokens` are those of the browser, one a person: another's is never taken for one's own. Of a device that was not
    known a mail tells, but for the very first sign-in.
    """
    hashes = [hash_of(token) for token in tokens]
    known = Device.objects.filter(person=person, token_hash__in=hashes, ends_at__gt=at)
    is_new = not known.update(name=device, seen_at=at, ends_at=at + KNOWN_FOR)
    token = secrets.token_urlsafe(32) if is_new and knows else ""
    if token:
        kept = {"name": device, "made_at": at, "seen_at": at, "ends_at": at + KNOWN_FOR}
        Device.objects.create(person=person, token_hash=hash_of(token), **kept)
    before = TrailEntry.objects.filter(subject_ref=person.reference, act=Act.SIGN_IN.value, subject_kind="person")
    if is_new and before.exists():
        outbox.post_account_mail(person.pk, MailKind.NEW_DEVICE, at=at)
    _note(Act.SIGN_IN, person, by, at, device=device, is_new_device=is_new)
    return token


def forget_devices(person: Person, tokens: Iterable[str] = ()) -> None:
    """Know none of the person's devices any more, but the one that holds one of these tokens."""
    Device.objects.filter(person=person).exclude(token_hash__in=[hash_of(token) for token in tokens]).delete()


def fail_sign_in(person: Person | None, what: str, device: str, *, at: datetime, is_told: bool = False) -> None:
    """Note a wrong password or code at an account, by somebody; of an address without one only the number is kept.

    Its person is told by mail where so many codes were wrong that somebody else seems to know the password.
    """
    if person is None:
        with connection.cursor() as cursor:
            cursor.execute(COUNT_STRANGER, [local_day(at)])
    else:
        somebody = Actor(person_id=person.pk, name="Somebody")
        _note(Act.FAIL_SIGN_IN, person, somebody, at, device=device, what=what)
        if is_told:
            outbox.post_account_mail(person.pk, MailKind.CODES_TRIED, at=at)


def flag_unusual(person: Person, *, system: tuple[str, str], what: str, count: int, at: datetime) -> None:
    """Note that a person, or the system (reference, name) that they connected, opened or was refused unusually much."""
    reference, name = system
    whose = Actor(person_id=person.pk, name=name or person.name)
    _note(Act.FLAG_UNUSUAL, person, whose, at, system=reference, what=what, count=count, limit=UNUSUAL[what])


def sign_out(person: Person, device: str, *, by: Actor, at: datetime) -> None:
    """Note that a session was ended by its own button, or by its ten hours."""
    _note(Act.SIGN_OUT, person, by, at, device=device)


def change_password(person: Person, device: str, *, by: Actor, at: datetime) -> None:
    """Note that the password is another, and never which."""
    _note(Act.CHANGE_PASSWORD, person, by, at, device=device)
    outbox.post_account_mail(person.pk, MailKind.PASSWORD_CHANGED, at=at)


def add_factor(person: Person, kind: str, *, by: Actor, at: datetime) -> None:
    """Note a passkey, an authenticator app or recovery codes that are new."""
    _note(Act.ADD_FACTOR, person, by, at, factor=kind)
    outbox.post_account_mail(person.pk, MailKind.FACTOR_ADDED, at=at)


def remove_factor(person: Person, kind: str, *, by: Actor, at: datetime) -> None:
    """Note that one of them is gone."""
    _note(Act.REMOVE_FACTOR, person, by, at, factor=kind)
    outbox.post_account_mail(person.pk, MailKind.FACTOR_REMOVED, at=at)


@transaction.atomic
def give_code(person: Person, *, by: Actor, at: datetime) -> str:
    """Make a code for the person's first way to sign in; shown this once. Those that were given before end.

    Of one that somebody gave a mail tells: a code that they did not ask for is for somebody else.
    Raises `NotNow` where they have a way to sign in: then that one adds others.
    """
    if Authenticator.objects.filter(user=person, type__in=FACTORS).exists():
        raise NotNow("They have a passkey or an authenticator app already: with it they add others themselves.")
    code = new_reference()
    FirstCode.objects.filter(person=person, used_at=None, ends_at__gt=at).update(ends_at=at)
    FirstCode.objects.create(person=person, code_hash=hash_of_code(person.pk, code), made_at=at, ends_at=at + CODE_FOR)
    _note(Act.GIVE_CODE, person, by, at)
    if by.person_id is not None:
        outbox.post_account_mail(person.pk, MailKind.CODE_GIVEN, at=at)
    return code


def use_code(person: Person, at: datetime) -> None:
    """The first way to sign in stands: whatever code led to it leads to no other."""
    FirstCode.objects.filter(person=person, used_at=None).update(used_at=at)


@transaction.atomic
def forget_device(device: Device, *, by: Actor, at: datetime) -> None:
    """Know a device no longer: signing in there is as on any other."""
    device.delete()
    _note(Act.FORGET_DEVICE, device.person, by, at, device=device.name)


def forget_old(at: datetime) -> None:
    """Delete what is known no longer."""
    Device.objects.filter(ends_at__lte=at).delete()
    FirstCode.objects.filter(ends_at__lte=at).delete()


def _note(act: Act, person: Person, by: Actor, at: datetime, **facts: str | int) -> None:
    trail.write(act, by=by, at=at, on=("person", person.reference), facts=facts)
