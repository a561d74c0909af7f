"""What one's profile and the pages of the people and agencies that one manages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.core.paginator import Page as Part
from django.db.models import QuerySet

from agencies.directory.models import Agency
from agencies.history.models import AgencyChange
from agencies.people.access import addresses_of, first_invited, name_of, seats_named
from agencies.people.facts import invitation_line, invitations
from agencies.people.forms import KeepLetterhead
from agencies.people.models import Seat
from agencies.people.words import FIELDS, ROLE_WORDS, value_words
from agencies.policy import FIRST_ROLES, Act, Kind, Role
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page, Said, said

CHANGES_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class ProfilePage(Page):
    """One's own name, job and phone."""

    template: ClassVar[str] = "agencies/profile_form.html"


@dataclass(frozen=True, kw_only=True)
class EndSessionsPage(Page):
    """Somebody's sessions, to be ended at once."""

    template: ClassVar[str] = "agencies/sessions_end.html"
    said: Said


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


@dataclass(frozen=True, kw_only=True)
class LetterheadPage(Page):
    """What a school's letters say of it; `now`, what is kept beside what was typed, each by its label."""

    template: ClassVar[str] = "agencies/letterhead_form.html"
    form: KeepLetterhead
    said: Said
    now: list[tuple[str, str]]


def letterhead_page(form: KeepLetterhead, agency: Agency) -> LetterheadPage:
    """The form; where it comes back, with what is kept otherwise than typed."""
    kept = [(form[name], str(getattr(agency, name))) for name in form.fields] if form.is_bound else []
    now = [
        (str(field.label), words) for field, words in kept if words != str(field.value() or "").replace("\r\n", "\n")
    ]
    return LetterheadPage(form=form, said=said(Act.KEEP_LETTERHEAD, name=agency.name), now=now)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words."""

    change: AgencyChange
    what: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """What was changed of an agency and of its seats, newest first."""

    template: ClassVar[str] = "agencies/agency_changes.html"
    agency: Agency
    back_url: str
    changes: list[ChangeRow]
    walked: Stretch


def changes_page(agency: Agency, found: QuerySet[AgencyChange], after: str, back_url: str) -> ChangesPage:
    """A page of the changes in words; a seat is named by who sits there, as what."""
    walked = walk(found, ["-at", "-id"], after, CHANGES_A_PAGE)
    seats = seats_named(one.key for one in walked.rows if one.kind == "seat")
    people = addresses_of(one.key for one in walked.rows if one.kind == "person")
    rows = [
        ChangeRow(
            change=one,
            what=_what(one, seats, people),
            old=value_words(one.field, one.old),
            new=value_words(one.field, one.new),
        )
        for one in walked.rows
    ]
    return ChangesPage(agency=agency, changes=rows, walked=walked, back_url=back_url)


def _what(change: AgencyChange, seats: Mapping[int, Seat], people: Mapping[int, str]) -> str:
    words = FIELDS[change.field]
    if change.kind == "person":
        return f"{words} of {people.get(change.key, 'somebody')}, by themselves"
    seat = seats.get(change.key) if change.kind == "seat" else None
    return f"{words}: {name_of(seat)}, {ROLE_WORDS[seat.role]}" if seat else words
