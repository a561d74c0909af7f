"""Who asks by a token, and which systems of which schools a person manages."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from oauth2_provider.oauth2_backends import get_oauthlib_core

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal
from agencies.directory.access import settings_of
from agencies.guesses.senders import is_within
from agencies.machines.models import MisClient
from agencies.machines.states import LIFE
from agencies.people.access import stand_in
from agencies.policy import Act, Role
from agencies.web.asking import NotFound


def scheme_of(header: str) -> str:
    """How somebody says who they are, in small letters: the case of a scheme says nothing (RFC 9110, 11.1)."""
    return header.partition(" ")[0].lower()


def client_of(request: HttpRequest) -> tuple[MisClient | None, frozenset[str]]:
    """The school's own system whose live token the request carries, and the scopes that it may use now; or None."""
    if scheme_of(request.headers.get("Authorization", "")) != "bearer":
        return None, frozenset()
    is_valid, found = get_oauthlib_core().verify_request(request, scopes=[])
    if not is_valid:
        return None, frozenset()
    client = live_clients(request.at).filter(application_id=found.access_token.application_id).first()  # type: ignore[attr-defined]
    if client is None or not is_from_here(client, request.META["REMOTE_ADDR"]):
        return None, frozenset()
    return client, frozenset(found.scopes) & frozenset(client.scopes)


def live_clients(at: datetime) -> QuerySet[MisClient]:
    """Systems that are not cut off and whose time is not over, of schools that are open."""
    live = MisClient.objects.filter(revoked_at=None, expires_at__gt=at, agency__closed_at=None)
    return live.select_related("agency", "application")


def is_from_here(client: MisClient, sender: str) -> bool:
    """Whether the system may ask from this address."""
    return not client.networks or is_within(sender, client.networks)


def named_client(client_id: str) -> MisClient | None:
    """The system that somebody says they are, live or not; secrets are not asked here."""
    return MisClient.objects.filter(application__client_id=client_id).select_related("agency").first()


def machine_for(client: MisClient) -> Actor:
    """The machine, seated at its one school; its line in the trail carries its name and its reference."""
    facts = stand_in(client.agency, Role.MIS_CLIENT).seats
    return Actor(person_id=None, name=client.name, seats=facts, is_machine=True, client=client.reference)


def ids_of(actor: Actor) -> QuerySet[Any, Any]:
    """The system whose ids of pupils this machine sends: itself, or the one that it went on from (one value)."""
    own = MisClient.objects.filter(reference=actor.client)
    return own.values(system=Coalesce("ids_of_id", "id"))


def clients(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[MisClient]:
    """The systems of the schools that the actor leads, and for the council those of its authority."""
    found: QuerySet[MisClient] = MisClient.objects.filter(agency__in=settings_of(actor, act))
    return found.select_related("agency", "made_by", "revoked_by")


def admit_client(actor: Actor, act: Act, reference: str) -> MisClient:
    """One system of a school that the actor may connect systems for; else *not found*."""
    client = clients(actor, act).filter(reference=reference).first()
    if client is None:
        raise NotFound(Refusal(act, "client", reference, "not found"))
    return client


NOUN = Noun("client", MisClient, Act.SEE_CLIENTS, clients, NO_CASE, LIFE)
