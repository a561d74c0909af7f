"""Who is signed out in the middle of a form gets what they typed back: they alone, to look at, and it is not done."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse, reverse_lazy

from agencies.accounts import factors
from agencies.drafts import actions as drafts
from agencies.drafts.models import Draft, KeptSending
from agencies.web.typed import Mark, free_text
from referrals.entries.models import Entry
from referrals.shares import actions as shares
from tests import stories
from tests.browsing import BACKEND, browse, carried, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
WORDS = "He said the corridor is too loud after lunch."
GIVEN = "/given-back/"


@pytest.fixture
def url(cast: Cast) -> str:
    """The form for a new entry on Kofi's case."""
    return reverse("add_entry", args=[stories.case(cast).reference])


def fill(page: Any, **more: Any) -> dict[str, Any]:
    return {**carried(page), "kind": "observation", "section": "education", "title": "A call", "text": WORDS, **more}


def added() -> int:
    """How many entries were added by the form: what the concern left in the story is none."""
    return Entry.objects.filter(title="A call").count()


def sign_in(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.people[name], backend=BACKEND)


def close(client: Client) -> None:
    """The session ends behind the page's back."""
    client.cookies.pop("inclusion_session")


def later(minutes: float) -> Any:
    return time_machine.travel(AT + timedelta(minutes=minutes), tick=False)


def test_signed_out_in_the_middle_my_text_is_in_its_form_again_after_i_sign_in(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    close(client)
    away = client.post(url, typed)
    assert away["Location"] == f"/accounts/login/?next={GIVEN}"
    assert "kept for half an hour" in text(client.get(away["Location"]))
    sign_in(client, cast, "amara")
    page = client.get(GIVEN, follow=True)
    assert page.status_code == 200
    assert f"{WORDS}</textarea>" in page.content.decode()
    assert "This is what you typed when you were signed out" in text(page)
    assert added() == 0


def test_it_keeps_its_token_so_that_a_sending_that_did_arrive_is_found(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    client.post(url, typed)
    close(client)
    client.post(url, typed)
    sign_in(client, cast, "amara")
    again = client.get(GIVEN, follow=True)
    assert carried(again)["once"] == typed["once"]
    client.post(url, fill(again))
    assert added() == 1


@pytest.mark.parametrize("minutes", [21, 599.9])
def test_after_twenty_idle_minutes_or_hours_in_the_same_form_it_is_kept(cast: Cast, url: str, minutes: float) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    with later(minutes):
        assert client.post(url, typed)["Location"].endswith(GIVEN)
        sign_in(client, cast, "amara")
        assert WORDS in client.get(GIVEN, follow=True).content.decode()


def test_at_the_end_of_the_ten_hours_a_form_opened_since_is_kept(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    for minutes in range(0, 600, 15):
        with later(minutes):
            page = client.get(url)
    with later(601):
        assert client.post(url, fill(page))["Location"].endswith(GIVEN)


def test_a_form_opened_more_than_ten_hours_ago_promises_nothing(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    with later(600):
        away = client.post(url, typed, follow=True)
    assert "kept" not in text(away)
    assert "You were signed out, so nothing was saved." in text(away)
    assert not KeptSending.objects.exists()


def _another_path(mark: str) -> str:
    signer = signing.Signer(salt="agencies.web.typed")
    return signer.sign_object({**signer.unsign_object(mark), "path": "/people/"})


def _another_signature(mark: str) -> str:
    return mark[:-2] + ("AA" if mark[-2:] != "AA" else "BB")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda mark: "",
        lambda mark: mark[:-2] + ("AA" if mark[-2:] != "AA" else "BB"),
        lambda mark: "x" * 5000,
        lambda mark: "\x00:\x00",
        _another_path,
    ],
)
def test_without_a_good_mark_nothing_is_kept_and_nothing_promised(
    cast: Cast, url: str, spoil: Callable[[str], str]
) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    close(client)
    away = client.post(url, {**typed, "mark": spoil(typed["mark"])}, follow=True)
    assert "kept" not in text(away)
    assert not KeptSending.objects.exists()


def test_a_mark_signed_by_another_key_or_of_another_shape_is_none(cast: Cast, url: str) -> None:
    for held in (["a"], {"person": "x"}, "text", 7):
        mark = signing.Signer(salt="agencies.web.typed").sign_object(held)
        assert Client().post(url, {"mark": mark, "text": WORDS})["Location"] == "/accounts/login/?next=/"


def test_another_person_at_the_same_browser_gets_nothing_of_it(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    close(client)
    client.post(url, typed)
    reference = KeptSending.objects.get().reference
    for name in ("tom", "dan"):
        sign_in(client, cast, name)
        assert client.get(GIVEN)["Location"] == "/"
        assert WORDS not in client.get(f"{url}?given={reference}").content.decode()
        assert WORDS not in client.get("/drafts/").content.decode()
    sign_in(client, cast, "amara")
    assert WORDS in client.get(GIVEN, follow=True).content.decode()


def test_a_form_that_somebody_else_opened_is_not_done_in_my_name(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    sign_in(client, cast, "dan")
    answer = client.post(url, typed)
    assert answer.status_code == 403
    assert WORDS not in answer.content.decode()
    assert "Somebody else was signed in" in text(answer)
    assert added() == 0


@pytest.fixture
def strict(cast: Cast) -> Client:
    """A browser whose tokens are checked, with Amara signed in."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast, "amara")
    return client


def test_after_a_new_sign_in_in_another_tab_the_refusal_leads_back_to_the_form_with_my_text(
    cast: Cast, strict: Client, url: str
) -> None:
    typed = fill(strict.get(url))
    strict.cookies["inclusion_csrf"] = "a" * 32
    refused = strict.post(url, typed)
    assert refused.status_code == 403
    page = refused.content.decode()
    back = page.partition('<a class="i-btn" href="')[2].partition('"')[0]
    assert "Back to the form" in page
    form = strict.get(back)
    assert f"{WORDS}</textarea>" in form.content.decode()
    assert strict.post(url, fill(form)).status_code == 302
    assert added() == 1
    assert not KeptSending.objects.exists()


def test_a_refused_token_without_a_session_keeps_it_too(cast: Cast, strict: Client, url: str) -> None:
    typed = fill(strict.get(url))
    strict.cookies["inclusion_csrf"] = "a" * 32
    close(strict)
    assert strict.post(url, typed)["Location"].endswith(GIVEN)
    assert KeptSending.objects.count() == 1


def test_a_refused_token_without_a_mark_promises_nothing(strict: Client, url: str) -> None:
    refused = strict.post(url, {"text": WORDS})
    assert (refused.status_code, "Nothing was saved" in text(refused), "kept" in text(refused)) == (403, True, False)


def test_it_stands_encrypted_and_ends_after_half_an_hour(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    close(client)
    client.post(url, typed)
    kept = KeptSending.objects.get()
    assert "corridor" not in kept.text
    assert json.loads(factors.decrypt(kept.text))["typed"]["text"] == [WORDS]
    with later(31):
        sign_in(client, cast, "amara")
        assert client.get(GIVEN)["Location"] == "/"
        assert WORDS not in client.get(f"{url}?given={kept.reference}").content.decode()


def test_five_are_kept_and_a_sixth_promises_nothing(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    pages = [fill(client.get(url), text=f"{WORDS} {n}") for n in range(6)]
    close(client)
    away = [client.post(url, typed)["Location"] for typed in (pages[0], *pages)]
    assert [place.endswith(GIVEN) for place in away] == [True] * 6 + [False]
    assert KeptSending.objects.count() == 5


@pytest.mark.parametrize(("length", "is_kept"), [(39_980, True), (40_001, False)])
def test_forty_thousand_characters_are_kept_as_typed_and_no_more(
    cast: Cast, url: str, length: int, is_kept: bool
) -> None:
    client = browse(cast, "amara")
    typed = {**carried(client.get(url)), "text": "\r\n" + "é" * (length - 1)}
    close(client)
    assert client.post(url, typed)["Location"].endswith(GIVEN) is is_kept


def test_a_file_sent_along_is_left_aside(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url), evil=SimpleUploadedFile("x.bin", b"x" * 10_000))
    close(client)
    client.post(url, typed)
    held = factors.decrypt(KeptSending.objects.get().text)
    assert (WORDS in held, "evil" in held) == (True, False)


def test_a_share_that_ended_meanwhile_gives_back_my_words_and_nothing_else(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    client = browse(cast, "priti")
    url = reverse("answer_question", args=[share.reference])
    typed = {**carried(client.get(url)), "answer": WORDS}
    assert typed["mark"]
    close(client)
    client.post(url, typed)
    shares.withdraw_share(share, why="Over", by=cast.actor("amara"), at=AT)
    sign_in(client, cast, "priti")
    gone = client.get(GIVEN, follow=True)
    assert gone.status_code == 404
    page = gone.content.decode()
    assert (WORDS in page, "It was not saved. Copy it" in page) == (True, True)
    assert not [word for word in ("Kofi", "Mensah", share.reference, case.reference) if word in page]


def test_sent_to_what_closed_meanwhile_my_words_come_back_the_same_for_what_never_was(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    client = browse(cast, "priti")
    url = reverse("answer_question", args=[share.reference])
    typed = {**carried(client.get(url)), "answer": WORDS}
    shares.withdraw_share(share, why="Over", by=cast.actor("amara"), at=AT)
    hidden, absent = (client.post(place, typed) for place in (url, "/shares/AAAA-AAAA-A/answer-question/"))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert WORDS in hidden.content.decode()


def test_a_mark_holds_no_word_of_what_is_typed(cast: Cast, url: str) -> None:
    mark = carried(browse(cast, "amara").get(url))["mark"]
    held = signing.Signer(salt="agencies.web.typed").unsign_object(mark)
    assert set(held) == set(Mark.__dataclass_fields__)
    assert (held["person"], held["form"], held["path"]) == (cast.people["amara"].reference, "add_entry", url)


PASSWORD = "quiet otters wade upstream"


def test_the_real_sign_in_page_leads_back_to_the_form(cast: Cast, url: str) -> None:
    amara, client = cast.people["amara"], browse(cast, "amara")
    amara.set_password(PASSWORD)
    amara.save()
    sign_in(client, cast, "amara")
    typed = fill(client.get(url))
    close(client)
    page = client.get(client.post(url, typed)["Location"])
    assert f'name="next" value="{GIVEN}"' in page.content.decode()
    back = client.post("/accounts/login/", {"login": amara.email, "password": PASSWORD, "next": GIVEN}, follow=True)
    assert f"{WORDS}</textarea>" in back.content.decode()
    assert "is kept for half an hour, and" not in text(back)


def test_signed_in_by_another_way_i_am_told_that_it_waits(cast: Cast, url: str) -> None:
    amara, client = cast.people["amara"], browse(cast, "amara")
    amara.set_password(PASSWORD)
    amara.save()
    sign_in(client, cast, "amara")
    typed = fill(client.get(url))
    close(client)
    client.post(url, typed)
    page = client.post("/accounts/login/", {"login": amara.email, "password": PASSWORD}, follow=True)
    assert f'is kept for half an hour, and not saved. <a href="{GIVEN}">Look at it</a>' in page.content.decode()


def test_a_form_that_asks_again_who_i_am_gives_my_words_back(cast: Cast, settings: Any) -> None:
    amara, client, url = cast.people["amara"], browse(cast, "amara"), reverse("make_client")
    typed = {**carried(client.get(url)), "name": WORDS}
    settings.DEMONSTRATION = False
    amara.set_password(PASSWORD)
    amara.save()
    sign_in(client, cast, "amara")
    away = client.post(url, typed)["Location"]
    assert away.startswith("/accounts/reauthenticate/")
    form = client.post(away, {"password": PASSWORD}, follow=True)
    assert WORDS in form.content.decode()


FORMS = [
    ("tom", "/concerns/log-concern/"),
    ("tom", "/pupils/add-pupil/"),
    ("colm", "/suspensions/impose-suspension/"),
    ("amara", "/cases/{case}/share-case/"),
    ("amara", "/cases/{case}/propose-move/"),
    ("amara", "/cases/{case}/record-family-told/"),
    ("amara", "/cases/{case}/close-case/"),
    ("amara", "/pupils/{pupil}/record-pupil-fact/"),
    ("amara", "/account/mend-profile/"),
    ("amara", reverse_lazy("make_client")),
]


@pytest.mark.parametrize(("name", "place"), FORMS, ids=[str(place) for _, place in FORMS])
def test_every_line_of_every_form_is_given_back(cast: Cast, name: str, place: str) -> None:
    case = stories.case(cast)
    url, client = str(place).format(case=case.reference, pupil=cast.kofi.reference), browse(cast, name)
    page = client.get(url)
    assert page.status_code == 200, url
    typed = {field: f"{WORDS} {n}" for n, field in enumerate(free_text(page.context["form"]))}
    assert typed
    ticked = {"dangers": "weapon", "stopped": "1"} if "rung_said" in typed else {}  # asked where a danger is ticked
    close(client)
    assert client.post(url, {**carried(page), **typed, **ticked})["Location"].endswith(GIVEN)
    sign_in(client, cast, name)
    again = client.get(GIVEN, follow=True)
    assert again.status_code == 200
    for words in typed.values():
        assert words in again.content.decode()
    assert not again.context["form"].is_bound


def test_what_was_a_draft_too_is_none_once_it_is_sent(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    page = client.get(url)
    client.post(reverse("save_draft"), fill(page, text="He said"))
    close(client)
    client.post(url, fill(page))
    sign_in(client, cast, "amara")
    again = client.get(GIVEN, follow=True)
    assert client.post(reverse("save_draft"), fill(again)).json()["draft"] == Draft.objects.get().reference
    client.post(url, fill(again))
    assert added() == 1
    assert "unfinished" not in text(client.get(url))
    assert not KeptSending.objects.exists()


def test_what_ran_out_is_deleted(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    typed = fill(client.get(url))
    close(client)
    client.post(url, typed)
    drafts.forget_old(AT + timedelta(minutes=29))
    assert KeptSending.objects.exists()
    drafts.forget_old(AT + timedelta(minutes=30))
    assert not KeptSending.objects.exists()
