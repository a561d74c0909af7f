"""A school's own systems: the list, connecting one, a new secret, and cutting one off."""

import uuid

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.directory.access import settings_of
from agencies.machines import access, actions, pages
from agencies.machines.forms import MakeClient, RotateClient
from agencies.machines.models import MisClient
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import Outcome, attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.fields import Form
from agencies.web.pages import show

SHOWN_ONCE = "Already connected. Its secret was shown once: give it a new one where it was not kept."
CUT_OFF = "The system is cut off: its secret and its tokens open nothing any more."


def see_clients(request: Request) -> HttpResponse:
    """The systems of the schools for which one may connect them."""
    require(request.actor, Act.SEE_CLIENTS)
    found = list(access.clients(request.actor, Act.SEE_CLIENTS).order_by("-id")[: pages.MOST_CLIENTS])
    return show(request, pages.clients_page(found, request.at))


def make_client(request: Request) -> HttpResponse:
    """Connect a system; its secret is on the page that answers, and nowhere else."""
    require(request.actor, Act.MAKE_CLIENT)
    schools = settings_of(request.actor, Act.MAKE_CLIENT)
    today = local_day(request.at)
    form = MakeClient(sent(request), schools=schools, today=today, initial={"once": uuid.uuid4()})
    made = attempt(request, form, lambda: _make(request, form), (NotNow,), makes=MisClient)
    if made is None:
        return show(request, pages.MakeClientPage(form=form))
    return _secret(request, made)


def _make(request: Request, form: MakeClient) -> actions.Made:
    agency = form.cleaned_data["agency"]
    return actions.make_client(agency, **form.facts(), by=request.actor, at=request.at)


def _secret(request: Request, made: Outcome) -> HttpResponse:
    """The page with the secret; who comes a second time is sent to the list and told how to get another."""
    if made.again:
        return land(request, Outcome(made.record), reverse("see_clients"), SHOWN_ONCE)
    return show(request, pages.SecretPage(made=made.record, agency=made.record.client.agency))


def rotate_client(request: Request, reference: str) -> HttpResponse:
    """A new secret; the old one ends at once or some days later."""
    client = access.admit_client(request.actor, Act.ROTATE_CLIENT, reference)
    form = RotateClient(sent(request))
    made = attempt(request, form, lambda: _rotate(request, client, form), ())
    if made is None:
        return show(request, pages.rotate_page(client, form))
    return land(request, made, reverse("see_clients"), CUT_OFF) if made.again else _secret(request, made)


def _rotate(request: Request, client: MisClient, form: RotateClient) -> actions.Made:
    return actions.rotate_client(client, overlap=form.facts(), by=request.actor, at=request.at)


def revoke_client(request: Request, reference: str) -> HttpResponse:
    """Cut the system off, at once and for good."""
    client = access.admit_client(request.actor, Act.REVOKE_CLIENT, reference)
    form = Form(sent(request))
    outcome = attempt(request, form, lambda: actions.revoke_client(client, by=request.actor, at=request.at), ())
    if outcome is None:
        return show(request, pages.revoke_page(client, form))
    return land(request, outcome, reverse("see_clients"), CUT_OFF)
