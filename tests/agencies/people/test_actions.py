"""Inviting somebody, and signing out everywhere."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from agencies.people.models import Person
from agencies.policy import Role
from agencies.trail.models import TrailEntry
from tests.mailing import mailed, sent_mail
from tests.people import make_cast, make_person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "quiet otters wade upstream"


@pytest.fixture
def outbox(settings: Any) -> list[Any]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "http://testserver"
    mail.outbox = []
    return mail.outbox


def test_who_is_invited_sets_a_password_by_the_mailed_link_and_signs_in(outbox: list[Any], client: Client) -> None:
    cast = make_cast()
    call_command("invite_person", "New.Lead@alder.example", "Nia Lead", agency=cast.alder.name, role="inclusion_lead")
    person = Person.objects.get(email="new.lead@alder.example")
    assert not person.has_usable_password()
    link = re.search(r"http://testserver(\S+)", str(sent_mail()[0].body))
    assert link is not None
    form = client.get(link[1], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    entered = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert entered.request["PATH_INFO"] == "/my-work/"
    assert TrailEntry.objects.filter(act="invite_person", by_name="Inclusion").count() == 1


def test_a_role_that_the_agency_has_no_seat_for_is_refused_and_changes_nothing(outbox: list[Any]) -> None:
    cast = make_cast()
    before = Person.objects.count()
    with pytest.raises(CommandError, match="has no seat for that role"):
        call_command("invite_person", "x@camhs.example", "X", agency=cast.camhs.reference, role="head")
    assert Person.objects.count() == before
    assert mailed() == []


def test_nobody_sits_where_a_schools_own_system_does(outbox: list[Any]) -> None:
    cast = make_cast()
    with pytest.raises(CommandError, match="has no seat for that role"):
        call_command("invite_person", "x@alder.example", "X", agency=cast.alder.reference, role="mis_client")
    with pytest.raises(IntegrityError, match="seat_role_known"), transaction.atomic():
        make_person("machine", "No Person", cast.alder, Role.MIS_CLIENT)
    assert mailed() == []


def test_signing_out_everywhere_ends_the_other_session_too() -> None:
    cast = make_cast()
    here, there = Client(), Client()
    for client in (here, there):
        client.force_login(cast.people["tom"], backend=BACKEND)
    assert there.get("/still-here/").status_code == 204
    here.post("/account/sign-out-everywhere/")
    assert here.get("/still-here/").status_code == 302
    assert there.get("/still-here/").status_code == 302
