"""The governing board's clock, its meeting and its decision."""

from datetime import date

import pytest
from django.db import transaction

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from interventions.suspensions import access
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from tests import stories
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import (
    begin,
    cancel,
    decide,
    decision,
    impose,
    in_term,
    instant,
    letter_of,
    owed,
    seat_clerk,
    tell,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY = date(2026, 11, 23)


def represent(cast: Cast, one: Suspension) -> None:
    on = one.first_on
    suspensions.record_representations(one, whose="Abena Mensah", on=on, by=cast.actor("amara"), at=instant(on))


PUPIL_A = [
    (date(2026, 9, 14), date(2026, 9, 16), "whole", None),
    (date(2026, 9, 28), date(2026, 10, 2), "lunch", ("board_within_50", date(2026, 12, 15))),
    (date(2026, 11, 9), date(2026, 11, 13), "whole", ("board_within_50", date(2027, 2, 3))),
    (date(2026, 11, 16), date(2026, 11, 19), "whole", ("board_within_50", date(2027, 2, 10))),
    (date(2026, 12, 1), date(2026, 12, 1), "whole", ("board_within_15", date(2027, 1, 6))),
]


def test_vectors_c_the_boards_clock_of_pupil_a(cast: Cast) -> None:
    """law.md 1.11 C: the limit that bites, counted from the day the board was told."""
    for first, last, kind, clock in PUPIL_A:
        one = impose(cast, first, last, kind)
        if clock:
            tell(cast, one, "governors")
            if clock[0] == "board_within_50":
                assert not any(rule.startswith("board") for rule in owed(one))  # GB-3: nobody has written
        represent(cast, one)
        assert [(rule, due) for rule, due in owed(one).items() if rule.startswith("board")] == (
            [clock] if clock else []
        )


@pytest.mark.parametrize(("kind", "written"), [("whole", True), ("long", False)])
def test_a_board_without_power_does_not_meet(cast: Cast, kind: str, written: bool) -> None:
    """GB-1, though the parents wrote, and GB-3, over five days where nobody did."""
    one = impose(cast, MONDAY, date(2026, 12, 2) if kind == "long" else MONDAY)
    if written:
        represent(cast, one)
    with pytest.raises(NotNow, match="no power to reinstate"):
        begin(cast, one)


def test_a_board_that_was_told_before_or_after_the_parents_wrote_has_one_clock(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 2))
    represent(cast, one)
    assert not any(rule.startswith("board") for rule in owed(one))
    tell(cast, one, "governors", date(2026, 11, 25))
    assert [rule for rule in owed(one) if rule.startswith("board")] == ["board_within_50"]
    assert Duty.objects.get(rule="board_within_50").from_on == date(2026, 11, 25)


def test_a_board_that_reinstates_frees_the_days_to_come_and_meets_its_duty(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose(cast, MONDAY, date(2026, 12, 4), misses_exam=True)
    tell(cast, one, "governors")
    begin(cast, one, instant(date(2026, 11, 25)))
    at = instant(date(2026, 11, 25), 12)
    decide(cast, one, decision("reinstated", at, "It should not have been so long.", date(2026, 11, 26)))
    assert (one.state, in_term(cast)) == ("decided", "3")
    assert set(owed(one)) == {"tell_parents_decision"}
    assert Entry.objects.filter(case=case, kind="suspension", title="The governing board reinstated").exists()
    with pytest.raises(NotNow, match="has decided"):
        cancel(cast, one, date(2026, 11, 26), at=instant(date(2026, 11, 25), 13))


def test_a_board_does_not_undo_the_days_that_were_served(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 16), date(2026, 12, 4), misses_exam=True)
    begin(cast, one)
    with pytest.raises(NotNow, match="were served"), transaction.atomic():
        decide(cast, one, decision("reinstated", AT, "Too long.", date(2026, 11, 16)))
    assert (in_term(cast), Suspension.objects.get().state) == ("14", "begun")


def test_a_decision_needs_a_meeting_and_a_day_that_has_been(cast: Cast) -> None:
    one = impose(cast, misses_exam=True)
    seat_clerk(cast)
    with pytest.raises(NotNow, match="has not begun"), transaction.atomic():
        decide(cast, one, decision("declined", AT))
    begin(cast, one)
    with pytest.raises(NotNow, match="still to come"), transaction.atomic():
        decide(cast, one, decision("declined", instant(date(2026, 11, 24))), at=AT)


def test_the_board_over_http(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 2))
    tell(cast, one, "governors")
    seat_clerk(cast)
    url, client = f"/suspensions/{one.reference}/", browse(cast, "iris")
    assert "The meeting began" not in text(client.get(url))
    wrote = {"whose": "Abena Mensah, mother", "on": "23 11 2026"}
    assert client.post(f"{url}record-representations/", {**wrote, "on": "24 11 2026"}).status_code == 422
    page = text(client.post(f"{url}record-representations/", wrote, follow=True))
    assert "Meets and decides by Wednesday 24 February 2027" in page
    assert "Already done" in text(client.post(f"{url}record-representations/", wrote, follow=True))
    assert "The governing board meets and decides" in text(client.get("/my-work/"))
    began = {"on": "23 11 2026", "clock": "10:00"}
    assert client.post(f"{url}begin-board-meeting/", {**began, "clock": "half nine"}).status_code == 422
    page = text(client.post(f"{url}begin-board-meeting/", began, follow=True))
    assert "When the meeting began is recorded." in page
    assert "Monday 23 November 2026, 10:00am: began" in page
    decided = {"outcome": "reinstated", "decided_on": "23 11 2026", "words": "Too long.", "back_on": ""}
    decided |= {"decided": "10.00am", "ended": "10:00"}
    assert client.post(f"{url}record-board-decision/", decided).status_code == 422
    decided["back_on"] = "25 11 2026"
    page = text(client.post(f"{url}record-board-decision/", decided, follow=True))
    assert "Reinstated the pupil, Monday 23 November 2026. Too long." in page
    assert "it decided that Kofi is reinstated. Kofi is back in school from" in letter_of(cast, one)
    assert "10:00am to 10:00am: decided at 10:00am" in text(client.get(url))
    assert "; of the decision" in text(client.get(url))
    assert "Reinstated the pupil" in text(browse(cast, "sandra").get(url))
    assert Suspension.objects.get().back_on == date(2026, 11, 25)


def test_the_door_lets_a_teacher_do_none_of_it(cast: Cast) -> None:
    one = impose(cast)
    for act in (Act.CANCEL_SUSPENSION, Act.RECORD_REPRESENTATIONS, Act.BEGIN_BOARD_MEETING, Act.RECORD_BOARD_DECISION):
        assert not access.suspensions(cast.actor("tom"), act).exists()
    for act in (Act.CANCEL_SUSPENSION, Act.RECORD_REPRESENTATIONS):
        assert access.suspensions(cast.actor("colm"), act).get() == one
