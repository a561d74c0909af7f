"""What one's profile and the pages of the people and agencies that one manages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.core.paginator import Page as Part

from agencies.directory.models import Agency
from agencies.policy import Kind, Role
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


@dataclass(frozen=True, kw_only=True)
class AgenciesPage(Page):
    """The agencies of the council's area, a part of them, and the kinds to which the council invites the first."""

    template: ClassVar[str] = "agencies/agency_list.html"
    page: Part[Agency]
    first_kinds: Mapping[Kind, Role]


@dataclass(frozen=True, kw_only=True)
class AddAgencyPage(Page):
    """An agency that is not there yet."""

    template: ClassVar[str] = "agencies/agency_form.html"
