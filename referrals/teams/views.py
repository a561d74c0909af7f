"""One's team: who sits there with what in hand, another role for somebody, and a seat's end."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.characters import sought
from agencies.directory.models import Agency
from agencies.people import access as people_access
from agencies.people.access import admit_agency, admit_seat, name_of, runs
from agencies.people.actions import CannotInvite
from agencies.people.forms import ChangeRole, Confirm
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.schoolday import end_of_day, local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.pages import show
from referrals.teams import actions, pages

REFUSED = (NotNow, CannotInvite)


def see_people(request: Request) -> HttpResponse:
    """The teams that one leads."""
    require(request.actor, Act.SEE_PEOPLE)
    return show(request, pages.people_page(request.actor, request.at, request.GET.get("after", "")))


def _seat(request: Request, act: Act, reference: str, person: str) -> Seat:
    """The seat through the door, its agency locked where something is sent."""
    agency = admit_agency(request.actor, act, reference, to_write=request.method == "POST")
    role = sought((request.POST if request.method == "POST" else request.GET).get("seat", ""))
    to_write = request.method == "POST"
    return admit_seat(request.actor, act, agency, person, role, request.at, to_write=to_write)


def change_role(request: Request, reference: str, person: str) -> HttpResponse:
    """Another role, here or in another of one's teams."""
    seat = _seat(request, Act.CHANGE_ROLE, reference, person)
    places = _places(request, seat)
    form = ChangeRole(sent(request), places=places, today=local_day(request.at))
    changed = attempt(request, form, lambda: _change(request, seat, form), REFUSED, on=seat)
    if changed is None:
        return show(request, pages.change_role_page(seat, form))
    words = f"{name_of(seat)} has another role. Work that goes with the old one is the team’s again."
    return land(request, changed, reverse("see_people"), words)


def _places(request: Request, seat: Seat) -> list[tuple[Agency, frozenset[Role]]]:
    """Each team that one leads of the same kind, with the roles that one gives there but the one held; here first."""
    teams = [team for team in people_access.teams(request.actor) if team.kind == seat.agency.kind]
    ordered = sorted(teams, key=lambda team: team.pk != seat.agency_id)
    given = [(team, runs(request.actor, team)) for team in ordered]
    return [(team, roles - {Role(seat.role)} if team.pk == seat.agency_id else roles) for team, roles in given if roles]


def _change(request: Request, seat: Seat, form: ChangeRole) -> Seat:
    agency, role = form.chosen()
    day = form.cleaned_data.get("until")
    until = end_of_day(day) if day else None
    return actions.change_role(seat, role=role, agency=agency, until=until, by=request.actor, at=request.at)


def end_seat(request: Request, reference: str, person: str) -> HttpResponse:
    """End the seat: access ends at this second, and what was in hand is the team's again."""
    seat = _seat(request, Act.END_SEAT, reference, person)
    form = Confirm(sent(request))
    outcome = attempt(request, form, lambda: actions.end_seat(seat, by=request.actor, at=request.at), REFUSED, on=seat)
    if outcome is None:
        return show(request, pages.end_seat_page(seat, request.at, form))
    words = f"{name_of(seat)} no longer works at {seat.agency.name}. What was in hand is the team’s again."
    return land(request, outcome, reverse("see_people"), words)
