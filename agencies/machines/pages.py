"""What the pages of a school's systems show."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.directory.models import Agency
from agencies.machines.actions import Made
from agencies.machines.models import MisClient
from agencies.policy import SCOPES, Scope
from agencies.web.fields import Form
from agencies.web.pages import Page

MOST_CLIENTS = 200


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A system with its school, what it may do in words, and whether it is connected."""

    client: MisClient
    scopes: list[str]
    is_live: bool
    is_over: bool
    old_secret_until: datetime | None


@dataclass(frozen=True, kw_only=True)
class ClientsPage(Page):
    """The systems of the schools for which its reader may connect them."""

    template: ClassVar[str] = "agencies/client_list.html"
    rows: list[ClientRow]


@dataclass(frozen=True, kw_only=True)
class MakeClientPage(Page):
    """A system that is not connected yet."""

    template: ClassVar[str] = "agencies/client_form.html"


@dataclass(frozen=True, kw_only=True)
class SecretPage(Page):
    """A system with its secret, shown this once."""

    template: ClassVar[str] = "agencies/client_secret.html"
    made: Made
    agency: Agency


@dataclass(frozen=True, kw_only=True)
class RotateClientPage(Page):
    """A system that is given a new secret."""

    template: ClassVar[str] = "agencies/client_rotate.html"
    client: MisClient
    is_live: bool


@dataclass(frozen=True, kw_only=True)
class RevokeClientPage(Page):
    """A system that is cut off."""

    template: ClassVar[str] = "agencies/client_revoke.html"
    client: MisClient
    is_live: bool


def clients_page(found: list[MisClient], at: datetime) -> ClientsPage:
    """The systems with their school, what each may do, from where and until when, and when it last got an answer."""
    return ClientsPage(rows=[_row(one, at) for one in found])


def _row(client: MisClient, at: datetime) -> ClientRow:
    old = client.old_secret_until
    return ClientRow(
        client=client,
        scopes=scopes_in_words(client),
        is_live=client.revoked_at is None,
        is_over=client.expires_at <= at,
        old_secret_until=old if old and old > at else None,
    )


def rotate_page(client: MisClient, form: Form) -> RotateClientPage:
    """The page before a new secret."""
    return RotateClientPage(form=form, client=client, is_live=client.revoked_at is None)


def revoke_page(client: MisClient, form: Form) -> RevokeClientPage:
    """The page before a system is cut off."""
    return RevokeClientPage(form=form, client=client, is_live=client.revoked_at is None)


def scopes_in_words(client: MisClient) -> list[str]:
    """What the system may do, as the page on which it was given says it."""
    return [SCOPES[Scope(scope)] for scope in client.scopes]
