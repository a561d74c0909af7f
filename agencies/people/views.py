"""A person's own account, and the people and agencies that a leader or an officer manages."""

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import Refusal
from agencies.characters import sought
from agencies.directory import actions as directory
from agencies.directory.models import Agency
from agencies.people import access, actions, forms, pages
from agencies.people.models import Person, Seat
from agencies.people.sessions import stored_key
from agencies.policy import ADDS, Act, Role
from agencies.schoolday import end_of_day, local_day
from agencies.web.answering import Outcome, attempt, land, sent
from agencies.web.asking import Forbidden, Request, require
from agencies.web.pages import said as said_of
from agencies.web.pages import show


def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of the person, this one too."""
    actions.sign_out_everywhere(cast(Person, request.user), by=request.actor, at=request.at)
    logout(request)
    return redirect("account_login")


def mend_profile(request: Request) -> HttpResponse:
    """Change one's own name, job and phone."""
    person = cast(Person, request.user)
    form = forms.MendProfile(sent(request), initial={n: getattr(person, n) for n in forms.MendProfile.base_fields})
    edited = attempt(
        request,
        form,
        lambda: actions.mend_profile(person, by=request.actor, at=request.at, **form.cleaned_data),
        (NotNow,),
    )
    if edited is None:
        return show(request, pages.ProfilePage(form=form))
    return land(request, edited, reverse("account"), "Your profile is saved.")


def end_session(request: Request, handle: str) -> HttpResponse:
    """End one of one's own sessions; where it has ended already, say so."""
    own = access.own_sessions(cast(Person, request.user), request.at)
    session = next((one for one in own if one.handle == handle), None)
    if session is None:
        return land(request, Outcome(None, again=True), reverse("account"), "")
    if session.session_key == stored_key(request.session.session_key):
        return land(request, Outcome(None), reverse("account"), "This is where you are now: use Sign out.")
    actions.end_session(session, by=request.actor, at=request.at)
    return land(request, Outcome(session), reverse("account"), "That session has ended.")


def end_sessions(request: Request, reference: str, person: str) -> HttpResponse:
    """End every session of somebody of one's team."""
    agency = access.admit_agency(request.actor, Act.END_SESSIONS, reference)
    seat = access.admit_account(request.actor, Act.END_SESSIONS, agency, person, request.at)
    form, name = forms.Confirm(sent(request)), access.name_of(seat)
    ended = attempt(request, form, lambda: actions.end_sessions(seat.person, by=request.actor, at=request.at), ())
    if ended is None:
        return show(request, pages.EndSessionsPage(form=form, said=said_of(Act.END_SESSIONS, name=name)))
    return land(request, ended, people_url(request), f"{name} is signed out everywhere.")


def resend_mail(request: Request, reference: str, person: str) -> HttpResponse:
    """Send again the letters that could not be mailed to somebody of one's team."""
    agency = access.admit_agency(request.actor, Act.RESEND_MAIL, reference)
    seat = access.admit_member(request.actor, Act.RESEND_MAIL, agency, person, request.at)
    form = forms.Confirm(request.POST)
    sent_on = attempt(request, form, lambda: actions.resend_mail(seat.person, by=request.actor, at=request.at), ())
    return land(
        request, sent_on or Outcome(None), people_url(request), f"What waited for {seat.person.name} is sent again."
    )


AGENCIES_A_PAGE = 50
SECOND_CLICK = timedelta(minutes=10)


def invite_person(request: Request, reference: str) -> HttpResponse:
    """Invite somebody to a seat; the answer is the same whether the address was known or not."""
    agency = access.admit_agency(request.actor, Act.INVITE_PERSON, reference, to_write=request.method == "POST")
    roles = access.invites(request.actor, agency, request.at)
    if not roles and not (roles := _just_given(request, agency)):
        raise Forbidden(Refusal(Act.INVITE_PERSON, "agency", reference, "somebody leads there"))
    form = forms.InvitePerson(sent(request), roles=roles, today=local_day(request.at))
    email = sought(request.POST.get("email", "")).strip().lower()
    there = access.seat_given(agency, email)
    invited = attempt(request, form, lambda: _invite(request, agency, form), (actions.CannotInvite,), on=there)
    if invited is None:
        return show(request, pages.InvitePage(form=form, agency=agency, back_url=people_url(request)))
    return land(request, invited, people_url(request), f"{email} is invited to {agency.name}.")


def _invite(request: Request, agency: Agency, form: forms.InvitePerson) -> Seat:
    data, role = form.cleaned_data, Role(form.cleaned_data["role"])
    until = end_of_day(data["until"]) if data.get("until") else None
    named = {"email": data["email"], "name": data["name"]}
    return actions.invite_person(**named, agency=agency, role=role, until=until, by=request.actor, at=request.at)


def renew_invitation(request: Request, reference: str, person: str) -> HttpResponse:
    """Send the invitation again, from the list itself; where nothing is to be sent the list says why."""
    agency = access.admit_agency(request.actor, Act.RENEW_INVITATION, reference, to_write=True)
    seat = access.admit_invited(request.actor, agency, person, sought(request.POST.get("seat", "")), request.at)
    form = forms.Confirm(request.POST)
    outcome = attempt(request, form, lambda: actions.renew_invitation(seat, by=request.actor, at=request.at), (NotNow,))
    if outcome is None:
        messages.warning(request, actions.HAS_COME)
        return redirect(people_url(request))
    return land(request, outcome, people_url(request), f"The invitation goes to {seat.person.email} again.")


def _just_given(request: Request, agency: Agency) -> frozenset[Role]:
    """The role that this very form gave a moment ago, so that a second click lands on it; else nothing."""
    if request.method != "POST":
        return frozenset()
    return access.just_given(agency, sought(request.POST.get("email", "")), request.at - SECOND_CLICK, request.at)


def people_url(request: Request) -> str:
    """Where who may see people or agencies goes back to."""
    return reverse("see_people" if request.actor.may(Act.SEE_PEOPLE) else "see_agencies")


def see_agencies(request: Request) -> HttpResponse:
    """The agencies of the council's area, those that nobody leads first."""
    require(request.actor, Act.SEE_AGENCIES)
    found = Paginator(access.agencies_of(request.actor, request.at), AGENCIES_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    return show(request, pages.agencies_page(page, request.at))


def add_agency(request: Request) -> HttpResponse:
    """Add an agency to the council's area."""
    require(request.actor, Act.ADD_AGENCY)
    seat = request.actor.seats_of(ADDS)[0]
    form = forms.AddAgency(sent(request), kinds=ADDS[seat.role])
    place = seat.authority_id
    added = attempt(
        request,
        form,
        lambda: directory.add_agency(form.facts(), authority_id=place, by=request.actor, at=request.at),
        (directory.CannotAdd,),
    )
    if added is None:
        return show(request, pages.AddAgencyPage(form=form))
    return land(request, added, reverse("see_agencies"), f"{form.cleaned_data['name']} is added. Invite who leads it.")


def keep_letterhead(request: Request, reference: str) -> HttpResponse:
    """What the school's letters say of it."""
    agency = access.admit_own(request.actor, Act.KEEP_LETTERHEAD, reference, to_write=request.method == "POST")
    now = {name: getattr(agency, name) for name in forms.KeepLetterhead.base_fields}
    form = forms.KeepLetterhead(sent(request), initial=now)

    def do() -> None:
        directory.keep_letterhead(agency, form.letterhead(), by=request.actor, at=request.at)

    kept = attempt(request, form, do, (NotNow,), on=agency)
    if kept is None:
        return show(request, pages.letterhead_page(form, agency))
    return land(request, kept, reverse("see_people"), "Kept. Letters say so from now on.")


def see_agency_changes(request: Request, reference: str) -> HttpResponse:
    """What was changed of an agency: of its seats too, for who leads it."""
    agency, changes = access.changes_of(request.actor, reference)
    return show(request, pages.changes_page(agency, changes, request.GET.get("after", ""), people_url(request)))
