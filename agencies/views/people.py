"""Invitations, and the agencies of a council's area."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from agencies import access, actions, invitations
from agencies.access import Forbidden, Request, require
from agencies.actors import Refusal
from agencies.calendar import end_of_day, local_day
from agencies.forms import people as forms
from agencies.models import Agency, Seat
from agencies.policy import ADDS, FIRST_ROLES, Act, Role
from agencies.views import attempt, land, sent, show

AGENCIES_A_PAGE = 50
SECOND_CLICK = timedelta(minutes=10)


def invite_person(request: Request, reference: str) -> HttpResponse:
    """Invite somebody to a seat; the answer is the same whether the address was known or not."""
    agency = access.admit_agency(request.actor, Act.INVITE_PERSON, reference, to_write=request.method == "POST")
    roles = access.invites(request.actor, agency, request.at)
    if not roles and not (roles := _just_given(request, agency)):
        raise Forbidden(Refusal(Act.INVITE_PERSON, "agency", reference, "somebody leads there"))
    form = forms.InvitePerson(sent(request), roles=roles, today=local_day(request.at))
    sorry = (actions.CannotInvite, invitations.NotSent)
    invited = attempt(form, lambda: _invite(request, agency, form), sorry)
    if invited is None:
        return show(request, "agencies/invite_form.html", form, agency=agency, back_url=people_url(request))
    email = form.cleaned_data["email"].lower()
    return land(request, invited, people_url(request), f"{email} is invited to {agency.name}.")


def _invite(request: Request, agency: Agency, form: forms.InvitePerson) -> Seat:
    data, role = form.cleaned_data, Role(form.cleaned_data["role"])
    asked: dict[str, Any] = {
        "by": request.actor,
        "at": request.at,
        "until": end_of_day(data["until"]) if data.get("until") else None,
    }
    seat = actions.invite_person(email=data["email"], name=data["name"], agency=agency, role=role, **asked)
    invitations.send(seat, f"{request.actor.name} ({request.actor.seats[0].agency_name})")
    return seat


def _just_given(request: Request, agency: Agency) -> frozenset[Role]:
    """The role that this very form gave a moment ago, so that a second click lands on it; else nothing."""
    if request.method != "POST":
        return frozenset()
    return access.just_given(agency, request.POST.get("email", ""), request.at - SECOND_CLICK, request.at)


def people_url(request: Request) -> str:
    """Where who may see people or agencies goes back to."""
    return reverse("see_people" if request.actor.may(Act.SEE_PEOPLE) else "see_agencies")


def see_agencies(request: Request) -> HttpResponse:
    """The agencies of the council's area, those that nobody leads first."""
    require(request.actor, Act.SEE_AGENCIES)
    found = Paginator(access.agencies_of(request.actor, request.at), AGENCIES_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    return show(request, "agencies/agency_list.html", page=page, first_kinds=FIRST_ROLES)


def add_agency(request: Request) -> HttpResponse:
    """Add an agency to the council's area."""
    require(request.actor, Act.ADD_AGENCY)
    seat = request.actor.seats_of(ADDS)[0]
    form = forms.AddAgency(sent(request), kinds=ADDS[seat.role])
    asked: dict[str, Any] = {"by": request.actor, "at": request.at}
    added = attempt(
        form, lambda: actions.add_agency(form.facts(), authority_id=seat.authority_id, **asked), (actions.CannotAdd,)
    )
    if added is None:
        return show(request, "agencies/agency_form.html", form)
    return land(request, added, reverse("see_agencies"), f"{form.cleaned_data['name']} is added. Invite who leads it.")
