"""A session ends after twenty idle minutes and after ten hours, and a form from elsewhere changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from agencies.people.models import Person, Seat, Session
from agencies.people.sessions import stored_key
from agencies.trail.models import TrailEntry
from tests import stories
from tests.browsing import browse, statements
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


def test_one_statement_says_who_is_signed_in_where_they_sit_and_whether_they_have_a_second_factor(
    cast: Cast, settings: Any
) -> None:
    client = browse(cast, "amara")
    client.get("/moves/")
    settings.REQUIRE_SECOND_FACTOR = True
    Authenticator.objects.create(user=cast.people["amara"], type="totp", data={})
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": AT.timestamp()}]
    session["account_authentication_methods_user"] = str(cast.people["amara"].pk)
    session.save()
    asked = [sql for sql in statements(lambda: client.get("/moves/")) if sql.lower().startswith("select")]
    whose = ("agencies_session", "agencies_person", "agencies_seat", "mfa_authenticator")
    assert [sum(sql.count(f'FROM "{table}"') for sql in asked) for table in whose] == [2, 0, 1, 1]
    assert len({sql for sql in asked for table in whose if f'FROM "{table}"' in sql}) == 1


def test_a_seat_that_ends_now_opens_nothing_to_who_is_signed_in(cast: Cast) -> None:
    client, url = browse(cast, "amara"), f"/cases/{stories.case(cast).reference}/"
    assert client.get(url).status_code == 200
    Seat.objects.filter(person=cast.people["amara"]).update(ends_at=AT)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"sessions_epoch": 7}, {"password": "another"}])
def test_a_session_ends_with_its_person_their_epoch_and_their_password(cast: Cast, change: dict[str, Any]) -> None:
    client = browse(cast, "amara")
    assert is_in(client, 0)
    Person.objects.filter(pk=cast.people["amara"].pk).update(**change)
    assert not is_in(client, 0)


def test_a_row_that_names_somebody_else_signs_nobody_in(cast: Cast) -> None:
    client = browse(cast, "amara")
    Session.objects.update(person=cast.people["sandra"])
    assert not is_in(client, 0)
    assert not Session.objects.exists()


def test_a_session_under_the_key_before_goes_on_under_todays(cast: Cast, settings: Any) -> None:
    client = browse(cast, "amara")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "y" * 80, [settings.SECRET_KEY]
    assert is_in(client, 0)
    settings.SECRET_KEY_FALLBACKS = []
    assert is_in(client, 1)


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


PASSWORD = "quiet otters wade upstream"


def with_password(cast: Cast, name: str) -> Client:
    cast.people[name].set_password(PASSWORD)
    cast.people[name].save()
    return browse(cast, name)


def test_who_proves_again_who_they_are_goes_on_under_another_key(cast: Cast) -> None:
    client = with_password(cast, "amara")
    client.get("/account/")
    stolen = Client()
    stolen.cookies["inclusion_session"] = client.session.session_key
    client.post("/accounts/reauthenticate/", {"password": "not this one"})
    assert stolen.get("/account/").status_code == 200
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    assert client.get("/account/").status_code == 200
    assert stolen.get("/account/").status_code == 302


def test_outside_the_demonstration_whoever_ends_a_session_proves_who_they_are(cast: Cast, settings: Any) -> None:
    settings.DEMONSTRATION = False
    here, there = with_password(cast, "amara"), browse(cast, "amara")
    there.get("/account/")
    handle = Session.objects.get(session_key=stored_key(there.session.session_key)).handle
    for path in (f"/account/sessions/{handle}/end-session/", "/account/devices/0123456789abcdef/forget-device/"):
        asked = here.post(path)
        assert (asked.status_code, asked["Location"]) == (302, "/accounts/reauthenticate/?next=/account/")
    assert "Nothing was changed yet" in here.get(asked["Location"]).content.decode()
    assert there.get("/account/").status_code == 200
    here.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/account/"})
    assert "has ended" in here.post(f"/account/sessions/{handle}/end-session/", follow=True).content.decode()
    assert there.get("/account/").status_code == 302
    code = f"/people/{cast.alder.reference}/{cast.people['tom'].reference}/give-code/"
    assert with_password(cast, "colm").get(code)["Location"] == f"/accounts/reauthenticate/?next={code}"
    assert browse(cast, "amara").post("/account/sign-out-everywhere/")["Location"] == "/accounts/login/"


def test_a_leader_signs_somebody_of_their_team_out(cast: Cast) -> None:
    tom, own = browse(cast, "tom"), browse(cast, "colm")
    url = f"/people/{cast.alder.reference}/{cast.people['tom'].reference}/end-sessions/"
    assert tom.get("/account/").status_code == 200
    assert browse(cast, "amara").post(url).status_code == 403
    assert browse(cast, "grace").post(url).status_code == 404
    assert "Sign" in own.get(url).content.decode()
    assert tom.get("/account/").status_code == 200
    assert "is signed out everywhere" in own.post(url, follow=True).content.decode()
    assert (tom.get("/account/").status_code, own.get("/account/").status_code) == (302, 200)
    line = TrailEntry.objects.get(act="end_sessions", outcome="done")
    assert (line.subject_ref, line.by_name) == (cast.people["tom"].reference, "Colm Brannigan")
    cast.people["tom"].refresh_from_db()
    assert "signed somebody out" in browse(cast, "tom").get("/account/sign-ins/").content.decode().lower()
