"""The day from which a pupil is back: what was served by then does not come back."""

from datetime import date

import pytest

from agencies.closures.actions import end_closure, keep_closure
from interventions.suspensions.models import Suspension
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import MONDAY, begin, decide, decision, impose, in_term, instant, tell

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
