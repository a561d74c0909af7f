"""A refusal keeps the places and leads on, says nothing that changes, and is the same for hidden and absent."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import NoReverseMatch, reverse

from agencies.outbox.models import Letter
from inclusion.addresses import ADDRESSES
from tests import stories
from tests.browsing import browse, carried, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
HTMX = {"HX-Request": "true"}
ABSENT = "AAAA-AAAA-A"


@pytest.fixture
def hidden(cast: Cast) -> str:
    """A case that Tom, who teaches at the school, may not see."""
    return stories.case(cast).reference


def tell(cast: Cast, name: str) -> None:
    """A letter comes to this person's inbox."""
    letter = Letter.objects.create(
        key=f"test:{name}", authority=cast.wexmoor, act="log_concern", subject_kind="concern", subject_ref=ABSENT,
        tells=[], words="One", posted_at=AT, addressed_at=AT,
    )  # fmt: skip
    letter.deliveries.create(person=cast.people[name], channel="inbox", not_before=AT)


def ask(client: Client, method: str, url: str, **headers: str) -> Any:
    send = client.post if method == "POST" else client.get
    return send(url, {"text": "What I typed"}, headers=headers)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("place", ["/cases/{}/", "/cases/{}/add-entry/", "/shares/{}/", "/concerns/{}/"])
def test_hidden_and_absent_are_the_same_bytes_though_a_letter_came_between(
    cast: Cast, hidden: str, place: str, method: str, headers: dict[str, str]
) -> None:
    client = browse(cast, "priti")
    first = ask(client, method, place.format(hidden), **headers)
    tell(cast, "priti")
    with time_machine.travel(AT + timedelta(minutes=3), tick=False):
        second = ask(client, method, place.format(ABSENT), **headers)
    assert first.status_code == second.status_code
    assert first.content.replace(hidden.encode(), b"") == second.content.replace(ABSENT.encode(), b"")
    assert dict(first.headers) == dict(second.headers)
    if first.status_code == 404:
        assert hidden not in text(first)
        assert not first.cookies
        assert not second.cookies


@pytest.mark.parametrize("name", ["tom", "amara", "priti", "sandra"])
def test_who_is_signed_in_keeps_their_places_and_account_and_nothing_that_counts(cast: Cast, name: str) -> None:
    client = browse(cast, name)
    tell(cast, name)
    page = client.get("/cases/AAAA-AAAA-A/").content.decode()
    assert 'class="i-mark"' in page
    assert f'<a href="{reverse("my_work")}">My work</a>' in page
    assert f'<a href="{reverse("inbox")}">Inbox</a>' in page
    assert f'<a href="{reverse("account")}">Your account</a>' in page
    for never in ("i-unread", "aria-current", "<form", "csrf", "Sign out", 'role="status"', "i-seat"):
        assert never not in page, never


def test_whoever_is_not_signed_in_has_no_places(cast: Cast) -> None:
    page = Client().get("/nowhere/").content.decode()
    assert "Your account" not in page


def test_a_message_that_waits_is_not_shown_and_not_lost(cast: Cast) -> None:
    client = browse(cast, "amara")
    client.post(reverse("mend_profile"), {"name": "Amara Adeyemi", "job": "Head", "phone": ""})
    gone = client.get("/nowhere/")
    assert 'role="status"' not in gone.content.decode()
    assert "i-note" in client.get("/account/").content.decode()


def test_what_i_may_see_and_may_not_do_keeps_the_places_and_sets_no_cookie(cast: Cast) -> None:
    case = stories.case(cast)
    client = browse(cast, "priti")
    stories.shared(cast, case)
    with time_machine.travel(AT + timedelta(minutes=3), tick=False):
        answer = client.get(reverse("share_case", args=[case.reference]))
    assert answer.status_code == 403
    assert "Your account" in text(answer)
    assert not answer.cookies


SENT_ONLY = sorted(name for name, one in ADDRESSES.items() if one.methods == {"POST"} and not name.startswith("api"))


@pytest.mark.parametrize("name", SENT_ONLY)
def test_no_address_answers_with_an_empty_page(cast: Cast, name: str) -> None:
    for args in ((), (ABSENT,), (1,), (uuid4(),), (ABSENT, ABSENT), ("handle",)):
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            continue
        answer = browse(cast, "amara").get(url)
        assert answer.status_code == 405
        assert answer["Allow"] == "POST"
        assert "Go to My work" in text(answer)
        return
    pytest.fail(f"no address for {name}")


def test_what_only_a_button_does_leads_to_the_page_with_the_button(cast: Cast) -> None:
    share = stories.offered(cast, stories.case(cast))
    page = text(browse(cast, "priti").get(reverse("accept_share", args=[share.reference])))
    assert f'href="/shares/{share.reference}/"' in page


def test_a_part_that_asks_by_itself_gets_no_sign_in_page(cast: Cast) -> None:
    client = browse(cast, "tom")
    client.get(reverse("log_concern"))
    client.cookies.pop("inclusion_session")
    answer = client.post(reverse("find_pupils"), {"pupil_name": "ko"}, headers=HTMX)
    assert answer.status_code == 401
    assert "password" not in text(answer)


def test_a_refused_token_keeps_the_frame_and_leads_back(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["amara"], backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("add_entry", args=[stories.case(cast).reference])
    page = client.post(url, {"text": "x"})
    assert page.status_code == 403
    assert f'href="{url}">Back to the form' in text(page)
    assert "Your account" in text(page)
    assert not page.cookies
    assert "mark" in carried(client.get(url))
