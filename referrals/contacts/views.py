"""People around a child: the page of one, and each act with its form."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import SeatFacts
from agencies.policy import Act
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.fields import Form, Why
from agencies.web.pages import show
from referrals import door
from referrals.contacts import access, actions, forms, pages
from referrals.contacts.models import Contact
from referrals.pupils.access import seat_by_roll
from referrals.pupils.models import Pupil

REFUSED = (NotNow,)
NOTHING_OTHERWISE = "Your school’s system says nothing otherwise by now."


def _contact(request: Request, act: Act, reference: str) -> Contact:
    return door.admit(request.actor, act, reference, of=Contact, at=request.at, to_write=request.method == "POST")


def see_contact(request: Request, reference: str) -> HttpResponse:
    """One person around a child."""
    contact = _contact(request, Act.SEE_CONTACT, reference)
    return show(request, pages.contact_page(request.actor, contact, request.at))


def add_contact(request: Request, reference: str) -> HttpResponse:
    """Somebody who is not there yet, or is known by another child."""
    writes = request.method == "POST"
    pupil = door.admit(request.actor, Act.ADD_CONTACT, reference, of=Pupil, at=request.at, to_write=writes)
    seat = seat_by_roll(request.actor, Act.ADD_CONTACT, pupil, request.at)
    asked = [request.POST.get(field, "") for field in ("name", "relationship")]
    alike = access.of_that_name(request.actor, pupil, seat.agency_id if seat else 0, *asked)
    form = forms.AddContact(sent(request), alike=alike)
    did = attempt(request, form, lambda: _add(request, pupil, form, seat), REFUSED, makes=Contact)
    if did is None:
        return show(request, pages.add_page(pupil, form))
    return land(request, did, reverse("see_contact", args=[did.record.reference]), "They are added.")


def _add(request: Request, pupil: Pupil, form: forms.AddContact, seat: SeatFacts | None) -> Contact:
    if seat is None:
        raise NotNow("The child is on your roll no more.")
    more = {"same": form.person(), "once": form.cleaned_data["once"]}
    return actions.add_contact(pupil, form.facts(), seat=seat, by=request.actor, at=request.at, **more)


def change_contact(request: Request, reference: str) -> HttpResponse:
    """What is known of them."""
    contact = _contact(request, Act.CHANGE_CONTACT, reference)
    form = forms.ChangeContact(sent(request), contact=contact)

    def do() -> None:
        actions.change_contact(contact, form.facts(), by=request.actor, at=request.at, versions=form.stands)

    return _act(request, contact, Act.CHANGE_CONTACT, form, do, "It is changed.")


def restrict_contact(request: Request, reference: str) -> HttpResponse:
    """How far they are restricted, or no more."""
    contact = _contact(request, Act.RESTRICT_CONTACT, reference)
    form = forms.RestrictContact(sent(request), contact=contact)

    def do() -> None:
        actions.restrict_contact(contact, **form.cleaned_data, by=request.actor, at=request.at)

    return _act(request, contact, Act.RESTRICT_CONTACT, form, do, "It is kept.")


def take_systems_word(request: Request, reference: str) -> HttpResponse:
    """What the school's system says takes the place of what stands."""
    contact = _contact(request, Act.TAKE_SYSTEMS_WORD, reference)
    form = forms.TakeWord(sent(request), contact=contact)
    if not (form.is_otherwise or form.is_bound):
        raise NotNow(NOTHING_OTHERWISE)

    def do() -> None:
        fields = form.cleaned_data["fields_taken"]
        actions.take_systems_word(contact, fields, by=request.actor, at=request.at, asked=form.stands)

    return _act(request, contact, Act.TAKE_SYSTEMS_WORD, form, do, "It is taken over.")


def end_contact(request: Request, reference: str) -> HttpResponse:
    """They are nothing to the child any more."""
    contact, form = _contact(request, Act.END_CONTACT, reference), Why(sent(request))

    def do() -> None:
        actions.end_contact(contact, **form.cleaned_data, by=request.actor, at=request.at)

    return _act(request, contact, Act.END_CONTACT, form, do, "It is ended.")


def _act(request: Request, contact: Contact, act: Act, form: Form, do: Callable[[], None], words: str) -> HttpResponse:
    """The page of one act with its form, or on to the person."""
    did = attempt(request, form, do, REFUSED, on=contact)
    if did is None:
        return show(request, pages.act_page(request.actor, contact, act, request.at, form))
    return land(request, did, reverse("see_contact", args=[contact.reference]), words)
