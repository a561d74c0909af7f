"""A session ends after twenty idle minutes and after ten hours, and a form from elsewhere changes nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from agencies.people.models import Person, Session
from agencies.people.sessions import stored_key
from tests.browsing import browse
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def is_in(client: Client, minutes: int) -> bool:
    with time_machine.travel(AT + timedelta(minutes=minutes), tick=False):
        return bool(client.get("/account/").status_code == 200)


def test_twenty_idle_minutes_end_it(cast: Cast) -> None:
    client = browse(cast, "amara")
    assert [is_in(client, minutes) for minutes in (0, 19, 38, 59)] == [True, True, True, False]


def test_ten_hours_end_it_however_busy_one_was(cast: Cast) -> None:
    client = browse(cast, "amara")
    assert all(is_in(client, minutes) for minutes in range(0, 601, 15))
    assert not is_in(client, 601)


def test_the_row_does_not_hold_what_the_cookie_holds(cast: Cast) -> None:
    key = browse(cast, "amara").session.session_key
    row = Session.objects.get()
    assert row.session_key == stored_key(key) != key
    thief = Client()
    thief.cookies["inclusion_session"] = row.session_key
    assert thief.get("/account/").status_code == 302


def test_a_form_from_elsewhere_changes_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["amara"], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/account/mend-profile/", {"name": "Mallory", "job": "", "phone": ""})
    assert (answer.status_code, "Nothing was saved" in answer.content.decode()) == (403, True)
    assert Person.objects.get(pk=cast.people["amara"].pk).name == "Amara Adeyemi"


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(cast: Cast, place: str) -> None:
    tom = cast.people["tom"]
    tom.set_password("quiet otters wade upstream")
    tom.save()
    sent = {"login": tom.email, "password": "quiet otters wade upstream", "next": place}
    assert Client().post("/accounts/login/", sent)["Location"] == "/"
