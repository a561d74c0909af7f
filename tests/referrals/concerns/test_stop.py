"""The form that stops where a danger is ticked: whom to ring, what is asked, and nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from agencies.web.times import TimeField
from referrals.concerns.models import Call, Concern
from tests import stories
from tests.acting.posts import KEPT, ONCE
from tests.browsing import AGAIN, BACKEND, browse, carried, said, text
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
URL = "/concerns/log-concern/"
TYPED: dict[str, Any] = {
    "once": ONCE,
    "pupil_name": "kofi",
    "seen": ["upset"],
    "dangers": ["weapon", "self_harm"],
    "fact": f"A knife. {KEPT}",
    "worry": "3",
    "happened_on": "20 Nov 2026",
    "child_words": "I won’t say.",
    "done_so_far": "Stayed with him.",
    "told_whom": "Mrs Okoro",
}
RUNG = {"stopped": "1", "rung": "yes", "rung_whom": "Ann Duty", "rung_time": "9.05am", "rung_said": "Ref 17"}


def typed(cast: Cast, **more: Any) -> dict[str, Any]:
    return {**TYPED, "pupil": cast.kofi.reference, **more}


def assert_kept(page: str) -> None:
    """Everything that was typed stands in the form."""
    assert KEPT in page
    for value in ("I won’t say.", "Stayed with him.", "Mrs Okoro", "20 Nov 2026"):
        assert value in page
    for one in ("weapon", "self_harm", "upset", "3"):
        assert f'value="{one}"' in page
    assert page.count(" checked") >= 5  # the pupil, what was seen, two dangers, how worried


def test_a_ticked_danger_stops_with_the_number_and_saves_nothing(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    answer = browse(cast, "tom").post(URL, typed(cast))
    page = text(answer)
    assert (answer.status_code, Concern.objects.exists()) == (200, False)
    assert "Stop: ring first, then save" in page
    assert "You ticked “A weapon”, “Self-harm with a plan”." in page
    assert "01632 960100" in page
    assert "01632 960101" in page
    assert "Saving it refers the child to nobody outside your school." in page
    assert "Ngozi Okoro is told at once, and owes today a record of the call" in page
    assert "There is a problem" not in page
    assert_kept(page)


def test_it_is_saved_once_it_is_said_whom_one_reached_and_when(cast: Cast) -> None:
    client = browse(cast, "tom")
    client.post(URL, typed(cast))
    answer = client.post(URL, typed(cast, **RUNG))
    concern = Concern.objects.get()
    assert answer["Location"] == reverse("see_concern", args=[concern.reference])
    assert said(answer)[-1].endswith("Saving it has referred nobody.")
    call = Call.objects.get()
    assert (call.is_rung, call.whom, call.said, call.is_follow_up) == (True, "Ann Duty", "Ref 17", False)
    assert call.rung_at is not None
    assert call.rung_at.isoformat() == "2026-11-23T09:05:00+00:00"
    assert (concern.dangers, call.authority_id) == (["weapon", "self_harm"], concern.authority_id)


def test_not_yet_rung_is_an_answer_too(cast: Cast) -> None:
    client = browse(cast, "tom")
    client.post(URL, typed(cast, stopped="1", rung="no"))
    assert Call.objects.get().is_rung is False


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"rung": ""}, "Say whether you have rung"),
        ({"rung_whom": ""}, "Say whom you reached"),
        ({"rung_time": ""}, "Say at about what time you rang"),
        ({"rung_time": "soon"}, "Enter the time as hours and minutes, like 14:20"),
        ({"rung_time": "23:59"}, "That time has not come yet"),
        ({"rung_on": "24 Nov 2026"}, "it can’t have happened yet"),
        ({"fact": ""}, "Say what happened, in a line"),
    ],
    ids=str,
)
def test_what_is_missing_is_asked_again_on_the_same_page(cast: Cast, wrong: dict[str, str], words: str) -> None:
    answer = browse(cast, "tom").post(URL, typed(cast, **{**RUNG, **wrong}))
    assert (answer.status_code, Concern.objects.exists()) == (422, False)
    assert words in text(answer)
    assert "Stop: ring first, then save" in text(answer)


def test_a_tick_taken_back_asks_nothing_and_keeps_no_call(cast: Cast) -> None:
    client = browse(cast, "tom")
    client.post(URL, typed(cast))
    client.post(URL, typed(cast, **RUNG, dangers=[]))
    assert (Concern.objects.get().dangers, Call.objects.exists()) == ([], False)


def test_two_tabs_and_a_second_click_make_one_concern(cast: Cast) -> None:
    client = browse(cast, "tom")
    for _ in range(2):
        client.post(URL, typed(cast))
    answers = [client.post(URL, typed(cast, **RUNG)) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert said(answers[1])[-1] == AGAIN
    assert (Concern.objects.count(), Call.objects.count()) == (1, 1)


def test_back_from_the_stop_and_sent_again_stops_again(cast: Cast) -> None:
    client = browse(cast, "tom")
    first, again = (text(client.post(URL, typed(cast))) for _ in range(2))
    assert "Stop: ring first" in first
    assert "Stop: ring first" in again
    assert not Concern.objects.exists()


def test_looking_for_the_pupil_again_stays_on_the_stop_with_everything(cast: Cast) -> None:
    page = text(browse(cast, "tom").post(URL, typed(cast, **RUNG, find="1")))
    assert "Stop: ring first" in page
    assert "Ann Duty" in page
    assert_kept(page)


@pytest.mark.parametrize("at_the_stop", [False, True], ids=["before the stop", "at the stop"])
def test_signed_out_in_between_everything_comes_back_where_it_was(cast: Cast, at_the_stop: bool) -> None:
    client = browse(cast, "tom")
    opened = client.post(URL, typed(cast)) if at_the_stop else client.get(URL)
    sent = {**typed(cast), **carried(opened), **(RUNG if at_the_stop else {})}
    client.cookies.pop("inclusion_session")
    client.post(URL, sent)
    client.force_login(cast.people["tom"], backend=BACKEND)
    page = text(client.get(reverse("give_back"), follow=True))
    assert not Concern.objects.exists()
    assert ("Stop: ring first" in page) is at_the_stop
    assert_kept(page)
    assert ("Ann Duty" in page) is at_the_stop


def test_its_author_reads_how_it_was_followed_up_and_only_who_safeguards_records_it(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    concern = stories.danger(cast)
    url = reverse("record_call", args=[concern.reference])
    okoro, tom = browse(cast, "okoro"), browse(cast, "tom")
    seen = reverse("see_concern", args=[concern.reference])
    assert url in text(okoro.get(seen))
    assert url not in text(tom.get(seen))
    assert tom.get(url).status_code == 403
    answer = okoro.post(url, {"rung": "yes", "rung_whom": "Ann Duty", "rung_time": "9:50", "rung_said": "Ref 17"})
    assert answer.status_code == 302
    page = text(tom.get(seen))
    assert "Ticked as danger: Risk of significant harm, A weapon." in page
    assert "The front door was not rung when it was logged." in page
    assert "The front door was rung on 23 Nov 2026, 9:50am: Ann Duty. Ref 17" in page
    assert url not in text(okoro.get(seen))


def test_why_nobody_rang_is_asked_of_who_follows_it_up(cast: Cast) -> None:
    concern = stories.danger(cast)
    answer = browse(cast, "colm").post(reverse("record_call", args=[concern.reference]), {"rung": "no"})
    assert answer.status_code == 422
    assert "Say why nobody rang, and what is done in its place" in text(answer)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14:20", "14:20"),
        ("2.20 pm", "14:20"),
        ("9am", "09:00"),
        ("0905", "09:05"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(written: str, read: str) -> None:
    assert TimeField().clean(written).isoformat("minutes") == read


@pytest.mark.parametrize("written", ["soon", "9", "25:00", "14:60", "13pm", "0am"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(Exception, match="Enter the time"):
        TimeField().clean(written)


@pytest.mark.parametrize("rung_on", ["1 11 2026", "19 11 2026"])
def test_nobody_rang_about_it_before_it_happened(cast: Cast, rung_on: str) -> None:
    answer = browse(cast, "tom").post(URL, typed(cast, **RUNG, rung_on=rung_on))
    assert (answer.status_code, Concern.objects.exists()) == (422, False)
    assert "That is before it happened, on 20 Nov 2026" in text(answer)
    assert_kept(text(answer))


def test_nor_is_such_a_call_recorded_later(cast: Cast) -> None:
    concern = stories.danger(cast)
    url = reverse("record_call", args=[concern.reference])
    sent = {"rung": "yes", "rung_whom": "Ann Duty", "rung_on": "22 11 2026", "rung_time": "9:00"}
    answer = browse(cast, "colm").post(url, sent)
    assert answer.status_code == 422
    assert "That is before it happened, on 23 Nov 2026" in text(answer)
    assert not Call.objects.filter(is_follow_up=True).exists()
