"""What one's profile and the pages of the people and agencies that one manages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.core.paginator import Page as Part

from agencies.directory.models import Agency
from agencies.people.access import first_invited
from agencies.people.facts import invitation_line, invitations
from agencies.policy import FIRST_ROLES, Kind, Role
from agencies.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class ProfilePage(Page):
    """One's own name, job and phone."""

    template: ClassVar[str] = "agencies/profile_form.html"


@dataclass(frozen=True, kw_only=True)
class InvitePage(Page):
    """An invitation to an agency, and where its sender goes back to."""

    template: ClassVar[str] = "agencies/invite_form.html"
    agency: Agency
    back_url: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom the council invited to lead an agency, and what became of the invitation."""

    agency_id: int
    reference: str
    email: str
    role: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AgenciesPage(Page):
    """The agencies of the council's area, a part of them, and the kinds to which the council invites the first."""

    template: ClassVar[str] = "agencies/agency_list.html"
    page: Part[Agency]
    first_kinds: Mapping[Kind, Role]
    invited: list[Invited]


def agencies_page(page: Part[Agency], at: datetime) -> AgenciesPage:
    """The agencies with those who were invited to lead one and have not come yet."""
    seats = first_invited(page.object_list, at)
    sent = invitations(seats)
    invited = [
        Invited(
            seat.agency_id, seat.person.reference, seat.person.email, seat.role, invitation_line(sent.get(seat.pk), at)
        )
        for seat in seats
    ]
    return AgenciesPage(page=page, first_kinds=FIRST_ROLES, invited=invited)


@dataclass(frozen=True, kw_only=True)
class AddAgencyPage(Page):
    """An agency that is not there yet."""

    template: ClassVar[str] = "agencies/agency_form.html"
