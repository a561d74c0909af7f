"""A page of what can no longer be done says so, before anything is typed into it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.acting.lives import LIVES, ROWS
from referrals.cases.actions import close_case
from tests import leaving, moves, stories, suspensions
from tests.acting.test_posts import ROWS as POSTS
from tests.acting.test_posts import Row
from tests.acting.test_second import ADDS, summary
from tests.browsing import browse, carried, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
AGAIN = {
    "edit_entry",
    "move_entry",
    "name_lead",
    "change_contact",
    "restrict_contact",
    "take_systems_word",
    "change_professional",
    "give_task",
    "assign_task",
}
ONCE_ONLY = [row for row in POSTS if row.bad and row.act not in {*ADDS, *AGAIN}]
LATE = "This can’t be done now"


def says_so(answer: Any, why: str = "") -> None:
    assert answer.status_code == 409
    assert "<form" not in answer.content.decode()
    assert LATE in text(answer)
    assert why in text(answer)


@pytest.mark.parametrize("row", ONCE_ONLY, ids=[row.act for row in ONCE_ONLY])
def test_what_is_done_already(cast: Cast, row: Row) -> None:
    record, client = row.make(cast), browse(cast, row.who)
    assert client.post(row.url(record.reference), row.data(cast, record)).status_code == 302
    says_so(client.get(row.url(record.reference)))


def pages_of(noun: str, reference: str) -> list[str]:
    rows = [row for row in LIVES[noun].rows if row.at and not row.is_sent_only and ROWS[row.act].moves]
    here = [row for row in rows if any(move.noun == noun and "" not in move.old for move in row.moves)]
    return [reverse(row.act.value, args=[reference]) for row in here]


@pytest.mark.parametrize("name", ["grace", "farida", "sandra"])
def test_every_page_of_a_move_that_has_ended(cast: Cast, name: str) -> None:
    move = moves.admitted(cast)
    move.state = "settled"
    move.save(update_fields=["state"])
    client = browse(cast, name)
    answers = [client.get(url) for url in pages_of("move", move.reference)]
    assert {answer.status_code for answer in answers} <= {403, 404, 405, 409}
    assert {answer.status_code for answer in answers} & {403, 409}


@pytest.mark.parametrize("name", ["colm", "amara"])
def test_every_page_of_a_suspension_that_was_cancelled_but_who_was_told(cast: Cast, name: str) -> None:
    one = suspensions.impose_on(cast)
    suspensions.cancel(cast, one)
    client = browse(cast, name)
    urls = [url for url in pages_of("suspension", one.reference) if "notice" not in url and "void" not in url]
    assert {client.get(url).status_code for url in urls} <= {403, 409}


def test_a_meeting_that_the_board_does_not_have_to_hold(cast: Cast) -> None:
    one = suspensions.impose_on(cast)
    url = reverse("begin_board_meeting", args=[one.reference])
    suspensions.seat_clerk(cast)
    says_so(browse(cast, "iris").get(url), "no power to reinstate")


def test_an_answer_that_waits_for_nobody_here(cast: Cast) -> None:
    move = moves.agreed(cast)
    says_so(browse(cast, "amara").get(reverse("consent_to_move", args=[move.reference])), "No answer waits")


@pytest.mark.parametrize("act", ["open_case", "join_concern"])
def test_a_concern_about_a_pupil_who_has_left(cast: Cast, act: str) -> None:
    concern = stories.concern(cast)
    leaving.leaves(cast, (AT - timedelta(days=3)).date())
    answer = browse(cast, "amara").get(reverse(act, args=[concern.reference]))
    says_so(answer, "left Alder Hythe School on Friday 20 November 2026, so nothing is added here any more")
    assert reverse("see_concern", args=[concern.reference]) in answer.content.decode()


@pytest.mark.parametrize("act", ["add_entry", "close_case", "record_family_told", "name_lead"])
def test_nobody_completes_a_form_for_a_case_that_was_closed_meanwhile(cast: Cast, act: str) -> None:
    case = stories.case(cast)
    url, client = reverse(act, args=[case.reference]), browse(cast, "amara")
    page = carried(client.get(url))
    ending = {"outcome": "needs_met", "words": "", "family_words": ""}
    close_case(case, **ending, by=cast.actor("colm"), at=AT + timedelta(minutes=1))
    answer = client.post(url, page)
    assert answer.status_code == 422
    assert "closed" in summary(answer).partition("</li>")[0]
