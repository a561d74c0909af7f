"""The day from which a pupil is back: what was served by then does not come back."""

from datetime import date

import pytest
from django.db import transaction

from agencies.acting.refusals import NotNow
from agencies.calendar.models import TermDate
from agencies.closures.actions import end_closure, keep_closure
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import (
    MONDAY,
    begin,
    cancel,
    decide,
    decision,
    impose,
    in_term,
    instant,
    seat_clerk,
    tell,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
TUESDAY = date(2026, 11, 24)


def reinstate(cast: Cast, one: Suspension, on: date, hour: int) -> None:
    """The board decides at this hour that the pupil is back from that very day on."""
    at = instant(on, hour)
    tell(cast, one, "governors")
    begin(cast, one, at)
    decide(cast, one, decision("reinstated", at, "Back.", on))


@pytest.mark.parametrize(
    ("hour", "served", "back_on"),
    [(8, "0", MONDAY), (9, "0.5", MONDAY), (12, "0.5", MONDAY), (13, "1", TUESDAY), (17, "1", TUESDAY)],
)
def test_reinstated_from_today_a_session_that_had_begun_was_served(
    cast: Cast, hour: int, served: str, back_on: date
) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 3), misses_exam=True, at=instant(MONDAY, 7))
    reinstate(cast, one, MONDAY, hour)
    assert (in_term(cast), one.back_on) == (served, back_on)


def test_reinstated_at_lunchtime_the_lunch_that_had_not_begun_comes_back(cast: Cast) -> None:
    one = impose(cast, MONDAY, TUESDAY, "lunch", misses_exam=True)
    reinstate(cast, one, MONDAY, 11)
    assert in_term(cast) == "0"


def test_reinstated_on_the_evening_of_the_last_day_nobody_comes_back_on_a_day(cast: Cast) -> None:
    one = impose(cast, MONDAY, TUESDAY, misses_exam=True)
    reinstate(cast, one, TUESDAY, 17)
    assert (in_term(cast), one.back_on) == ("2", None)
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    assert "the suspension was over by then, and its days count" in page


@pytest.mark.parametrize(
    ("day", "named"),
    [
        ("28 11 2026", "Saturday 28 November 2026: the school is not open to pupils then (weekend)"),
        ("29 11 2026", "Sunday 29 November 2026: the school is not open to pupils then (weekend)"),
        ("27 11 2026", "Friday 27 November 2026: the school is not open to pupils then (INSET"),
        ("25 11 2026", "Wednesday 25 November 2026: the school is not open to pupils then (closed"),
    ],
    ids=["Saturday", "Sunday", "INSET", "snow"],
)
def test_the_board_brings_nobody_back_on_a_day_without_school(cast: Cast, day: str, named: str) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 16))
    snow = date(2026, 11, 25)
    keep_closure(cast.alder, first_on=snow, last_on=snow, why="weather", by=cast.actor("colm"), at=AT)
    seat_clerk(cast)
    tell(cast, one, "governors")
    begin(cast, one)
    typed = {"outcome": "reinstated", "decided_on": "23 11 2026", "decided": "10:00", "ended": "10:00", "back_on": day}
    url = f"/suspensions/{one.reference}/record-board-decision/"
    answer = browse(cast, "iris").post(url, typed | {"words": "Back."})
    assert answer.status_code == 422
    assert named in text(answer)


def test_a_suspension_is_neither_cancelled_nor_shortened_to_a_day_without_school(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 15))
    inset = date(2026, 11, 27)
    with pytest.raises(NotNow, match="Nobody is back on Friday 27 November 2026"), transaction.atomic():
        cancel(cast, one, inset, at=instant(date(2026, 11, 26)))
    back = {"why": "Early.", "back_on": inset, "back_session": "AM", "by": cast.actor("colm"), "at": AT}
    with pytest.raises(NotNow, match="Nobody is back on Friday 27 November 2026"), transaction.atomic():
        suspensions.shorten_suspension(one, **back)
    assert one.sessions.filter(fell_away=True).count() == 0


def test_where_the_terms_are_not_known_the_day_of_return_is_believed(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25))
    TermDate.objects.filter(agency=cast.alder).delete()
    cancel(cast, one, TUESDAY)
    assert one.back_on == TUESDAY


def test_where_the_board_declines_nobody_is_back(cast: Cast) -> None:
    one = impose(cast, MONDAY, TUESDAY, misses_exam=True)
    begin(cast, one)
    decide(cast, one, decision("declined", AT))
    assert (in_term(cast), one.back_on) == ("2", None)


def test_reinstated_in_the_evening_a_day_of_snow_that_was_none_after_all_does_not_count_either(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25), misses_exam=True)
    snow = keep_closure(cast.alder, first_on=TUESDAY, last_on=TUESDAY, why="weather", by=cast.actor("colm"), at=AT)
    reinstate(cast, one, MONDAY, 17)
    assert one.back_on == date(2026, 11, 25)
    end_closure(snow, by=cast.actor("colm"), at=AT)
    assert in_term(cast) == "1"
