"""What is done with a school's own system: connect it, give it a new secret, cut it off; and the answers it is owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AccessToken, Application

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.machines.models import IdempotencyKey, MisClient
from agencies.outbox import actions as outbox
from agencies.people.models import Session
from agencies.policy import Act, Scope
from agencies.trail import actions as trail

ANSWERS_KEPT_FOR = timedelta(hours=48)
A_YEAR = timedelta(days=365)
NO_OLD_SECRET: dict[str, Any] = {"old_secret": "", "old_secret_until": None}
SUCCESS_EVERY = timedelta(minutes=1)
URN_TAKEN = "Another school here has that URN. Check the number, or ask the council’s team."
REVOKED = "This system was cut off. Connect a new one."


@dataclass(frozen=True, slots=True)
class Made:
    """A client with its secret, which is shown once and kept nowhere."""

    client: MisClient
    secret: str


@transaction.atomic
def make_client(
    agency: Agency,
    *,
    name: str,
    scopes: list[Scope],
    urn: str,
    by: Actor,
    at: datetime,
    until: datetime | None = None,
    networks: Iterable[str] = (),
    once: UUID | None = None,
    is_known: bool = False,
) -> Made:
    """Connect a school's system: by client credentials, for one school, with the scopes given. The URN is kept.

    It asks from these networks alone, where some are named, and until then: a year from now where nothing is said.
    `is_known`: it is the one that was connected last, so its ids of pupils are the same; any other begins its own.
    """
    if once is not None and (made := MisClient.objects.filter(once=once).first()) is not None:
        raise AlreadyDone(made)
    kept = Keeping(Act.MAKE_CLIENT, by, at)
    _keep_urn(agency, urn, kept)
    before = MisClient.objects.filter(agency=agency).order_by("-id").first() if is_known else None
    secret = generate_client_secret()
    client: MisClient = MisClient.objects.create(
        agency=agency,
        ids_of_id=(before.ids_of_id or before.pk) if before else None,
        application=_application(name, secret),
        name=name,
        scopes=[scope.value for scope in scopes],
        made_at=at,
        made_by_id=by.who,
        secret_made_at=at,
        expires_at=until or at + A_YEAR,
        networks=list(networks),
        once=once,
    )
    _note(Act.MAKE_CLIENT, client, by, at, scopes=client.scopes, networks=client.networks, **kept.facts)
    return Made(client, secret)


def _keep_urn(agency: Agency, urn: str, kept: Keeping) -> None:
    """Give a school its URN where it has none; another school's is refused."""
    if Agency.objects.exclude(pk=agency.pk).filter(urn=urn).exists():
        raise NotNow(URN_TAKEN)
    if not Agency.objects.select_for_update(no_key=True).get(pk=agency.pk).urn:
        kept.change(agency, agency, urn=urn)


def _application(name: str, secret: str) -> Application:
    application: Application = Application.objects.create(
        name=name,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    return application


@transaction.atomic
def rotate_client(client: MisClient, *, by: Actor, at: datetime, overlap: timedelta = timedelta(0)) -> Made:
    """Give the system a new secret, for a year; the old one and its tokens end at once, or after `overlap`."""
    application = _live(client).application
    secret = generate_client_secret()
    old = {"old_secret": application.client_secret, "old_secret_until": at + overlap} if overlap else NO_OLD_SECRET
    application.client_secret = secret
    application.save(update_fields=["client_secret"])
    if not overlap:
        AccessToken.objects.filter(application=application).delete()
    MisClient.objects.filter(pk=client.pk).update(secret_made_at=at, expires_at=at + A_YEAR, **old)
    _note(Act.ROTATE_CLIENT, client, by, at, overlap_days=overlap.days)
    return Made(client, secret)


@transaction.atomic
def revoke_client(client: MisClient, *, by: Actor, at: datetime) -> None:
    """Cut the system off: its secret and its tokens are gone."""
    application = _live(client).application
    ended = {"revoked_at": at, "revoked_by_id": by.who, "application": None, **NO_OLD_SECRET}
    MisClient.objects.filter(pk=client.pk).update(**ended)
    application.delete()
    _note(Act.REVOKE_CLIENT, client, by, at)


def _live(client: MisClient) -> Any:
    """The client, locked; *already done* where somebody has cut it off."""
    locked = MisClient.objects.select_for_update(of=("self",)).select_related("application").get(pk=client.pk)
    if locked.revoked_at is not None:
        raise AlreadyDone(locked)
    return locked


def _note(act: Act, client: MisClient, by: Actor, at: datetime, **facts: Any) -> None:
    said = {"agency": client.agency.reference, "name": client.name, **facts}
    trail.write(act, by=by, at=at, on=("client", client.reference), facts=said)


def issue_token(client: MisClient, *, by: Actor, at: datetime) -> None:
    """Note that the system was given a token, in the transaction that gives it."""
    _note(Act.ISSUE_TOKEN, client, by, at)


def refuse_token(client: MisClient, *, by: Actor, at: datetime) -> None:
    """Note that somebody who named the system was refused: a wrong secret, another network, or its time is over."""
    _note(Act.REFUSE_TOKEN, client, by, at)


def note_success(client: MisClient, at: datetime) -> None:
    """Keep when the system last got what it asked for, at most once a minute."""
    if client.last_success_at is None or at - client.last_success_at > SUCCESS_EVERY:
        MisClient.objects.filter(pk=client.pk).update(last_success_at=at)


def keep_answer(client: MisClient, key: str, digest: str, response: HttpResponse, at: datetime) -> None:
    """Keep the answer of what was just done, in its own transaction, in place of one whose time has passed."""
    IdempotencyKey.objects.filter(client=client, key=key).delete()
    IdempotencyKey.objects.create(
        client=client,
        key=key,
        body_hash=digest,
        status=response.status_code,
        headers={name: response[name] for name in ("ETag", "Location") if name in response},
        body=response.content.decode(),
        made_at=at,
    )


def forget_expired(at: datetime) -> None:
    """Delete what nobody can use any more: answers after 48 hours, sessions and tokens that have run out, old mail."""
    IdempotencyKey.objects.filter(made_at__lte=at - ANSWERS_KEPT_FOR).delete()
    AccessToken.objects.filter(expires__lte=at).delete()
    Session.objects.filter(expire_date__lte=at).delete()
    outbox.forget_old(at)
