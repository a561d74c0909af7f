"""A day on which the school was shut is no day of a suspension: not in its totals, not in what is owed by them."""

from datetime import date

import pytest

from agencies.calendar.models import TermDate
from agencies.closures.actions import end_closure, keep_closure
from agencies.closures.models import Closure
from agencies.outbox.models import Letter
from interventions.suspensions.models import Suspension
from referrals.duties.models import Duty
from tests.browsing import browse, queries, text
from tests.people import AT, Cast
from tests.suspensions import cancel, impose, in_term, letter_of, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
D = date
SNOW = D(2026, 11, 25)


def close(cast: Cast, day: date = SNOW) -> Closure:
    return keep_closure(cast.alder, first_on=day, last_on=day, why="weather", by=cast.actor("colm"), at=AT)


def five_and_a_half(cast: Cast) -> Suspension:
    """Monday 16 to Friday 20 November, and Wednesday 25 at lunchtime."""
    impose(cast, D(2026, 11, 16), D(2026, 11, 20))
    return impose(cast, SNOW, kind="lunch")


def shut_in_the_first(cast: Cast) -> Suspension:
    """Over five days by half a day, until it is known that the school was shut on the 18th."""
    second = five_and_a_half(cast)
    close(cast, D(2026, 11, 18))
    second.refresh_from_db()
    return second


def page_of(cast: Cast, one: Suspension) -> str:
    return text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))


def test_a_snow_day_inside_a_suspension_leaves_four_and_a_half_of_five_and_a_half(cast: Cast) -> None:
    five_and_a_half(cast)
    assert in_term(cast) == "5.5"
    snow = close(cast, D(2026, 11, 18))
    assert in_term(cast) == "4.5"
    end_closure(snow, by=cast.actor("colm"), at=AT)
    assert in_term(cast) == "5.5"


def test_the_board_that_had_to_be_told_over_five_days_has_not_once_it_is_less(cast: Cast) -> None:
    one = five_and_a_half(cast)
    assert (one.board, "tell_governors_suspension" in owed(one)) == ("asked", True)
    snow = close(cast, D(2026, 11, 18))
    one.refresh_from_db()
    assert (one.board, "tell_governors_suspension" in owed(one)) == ("", False)
    fell = Duty.objects.get(subject_ref=one.reference, rule="tell_governors_suspension")
    assert (fell.state, fell.why) == ("void", "The school’s days changed: with those that count now it is not owed.")
    end_closure(snow, by=cast.actor("colm"), at=AT)
    one.refresh_from_db()
    assert (one.board, "tell_governors_suspension" in owed(one)) == ("asked", True)


def test_the_boards_own_clock_falls_away_and_comes_back_with_the_days(cast: Cast) -> None:
    impose(cast, D(2026, 11, 2), D(2026, 11, 20))
    one = impose(cast, SNOW, kind="lunch")
    tell(cast, one, "governors")
    assert owed(one)["board_within_15"] == D(2026, 12, 17)
    snow = close(cast, D(2026, 11, 18))
    one.refresh_from_db()
    assert one.board == "asked"
    assert not {rule for rule in owed(one) if rule.startswith("board")}
    end_closure(snow, by=cast.actor("colm"), at=AT)
    assert owed(one)["board_within_15"] == D(2026, 12, 17)
    assert "tell_governors_suspension" not in owed(one)  # it was told


def test_a_cancelled_one_stays_as_it_is(cast: Cast) -> None:
    one = impose(cast, D(2026, 11, 23), D(2026, 11, 27), misses_exam=True)
    cancel(cast, one, D(2026, 11, 23))
    before = Suspension.objects.filter(pk=one.pk).values().get()
    close(cast)
    assert Suspension.objects.filter(pk=one.pk).values().get() == before


def test_the_page_says_what_counts_and_offers_the_corrected_letter(cast: Cast) -> None:
    one = impose(cast, D(2026, 11, 23), D(2026, 11, 26))
    close(cast)
    page = page_of(cast, one)
    assert "The school was shut on Wed 25 Nov." in page
    assert "3 days of this suspension count, in its totals too." in page
    assert "print a corrected letter" in page
    letter = letter_of(cast, one)
    assert "The school was shut on Wednesday 25 November 2026: that is no day of the suspension" in letter
    assert letter.count("Wednesday 25 November 2026") == 1


def test_without_a_closure_neither_page_nor_letter_speaks_of_one(cast: Cast) -> None:
    one = impose(cast, D(2026, 11, 23), D(2026, 11, 26))
    assert "The school was shut" not in page_of(cast, one) + letter_of(cast, one)


def test_who_leads_hears_of_it_once_and_whoever_closed_the_school_does_not(cast: Cast) -> None:
    one = shut_in_the_first(cast)
    first = Suspension.objects.exclude(pk=one.pk).get()
    letters = Letter.objects.filter(key__startswith="shut:")
    assert {letter.subject_ref for letter in letters} == {one.reference, first.reference}
    assert {letter.not_to for letter in letters} == {cast.people["colm"].pk}


def test_a_closure_that_touches_no_suspension_tells_nobody(cast: Cast) -> None:
    five_and_a_half(cast)
    close(cast, D(2026, 12, 9))
    assert not Letter.objects.filter(key__startswith="shut:").exists()


def test_the_page_takes_as_many_queries_with_a_closure_as_without(cast: Cast) -> None:
    one = impose(cast, D(2026, 11, 23), D(2026, 11, 26))
    url = f"/suspensions/{one.reference}/"
    before = queries(cast, "amara", url)
    close(cast)
    assert queries(cast, "amara", url) == before


def test_where_terms_are_unknown_the_page_says_what_was_counted_and_no_law(cast: Cast) -> None:
    one = impose(cast, D(2026, 11, 23), misses_exam=True)
    TermDate.objects.filter(agency=cast.alder).delete()
    tell(cast, one, "governors")
    page = page_of(cast, one)
    assert "15 working days after Monday 23 November 2026" in page
    assert "so working days are counted." in page
    assert "The law says so" not in page
