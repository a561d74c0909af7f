"""Letters as they were given: kept word for word, and from which day they count as given."""

from datetime import date
from typing import Any

import pytest

from agencies.closures.actions import keep_closure
from agencies.words import clock
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.notices import counts_as_given
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import cancel, clerk, impose, instant, letter_of, owed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY = date(2026, 11, 23)

POSTED = {  # law.md 1.11 B, posted first class: made on
    "Fri 18 Dec 2026": (date(2026, 12, 18), date(2026, 12, 22)),
    "Wed 23 Dec 2026": (date(2026, 12, 23), date(2026, 12, 29)),
    "Thu 24 Dec 2026": (date(2026, 12, 24), date(2026, 12, 30)),
    "Wed 24 Mar 2027": (date(2027, 3, 24), date(2027, 3, 30)),
}


@pytest.mark.parametrize("row", POSTED)
def test_vectors_b_posted_first_class_it_counts_as_given_on_the_second_working_day_after(cast: Cast, row: str) -> None:
    sent, given = POSTED[row]
    assert counts_as_given("first_class_post", sent) == given
    assert counts_as_given("by_hand", sent) == sent


def record(cast: Cast, one: Suspension, **changes: Any) -> Any:
    typed = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": ""}
    return browse(cast, "amara").post(f"/suspensions/{one.reference}/record-notice/", {**typed, **changes}, follow=True)


def test_before_it_is_posted_the_form_says_when_it_counts_and_by_what_rule(cast: Cast) -> None:
    one = impose(cast)
    page = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/record-notice/"))
    assert "Posted today it counts as given on Wednesday 25 November 2026, the second working day after." in page
    assert "That is law for an application to a review panel; for this notice it is guidance." in page


def test_a_posted_letter_says_on_which_day_it_counts_as_given(cast: Cast) -> None:
    one = impose(cast)
    page = text(record(cast, one, how="first_class_post"))
    assert "First-class post. Counts as given on Wed 25 Nov" in page
    assert SuspensionNotice.objects.get(recipient="parents").given_on == date(2026, 11, 25)


def test_the_time_at_which_it_was_given_is_kept_and_said_where_it_is_known(cast: Cast) -> None:
    one = impose(cast)
    assert one.notices.get(recipient="council").told_at == one.decided_at
    for typed, why in (
        ("half past", "Enter the time as hours and minutes"),
        ("11.59pm", "That time has not come yet"),
        ("0:05", "before that there was nothing to tell"),
    ):
        answer = record(cast, one, told_time=typed)
        assert (answer.status_code, why in text(answer)) == (422, True), typed
        assert f'value="{typed}"' in text(answer)
    page = text(record(cast, one, told_time=clock(AT)))
    notice = one.notices.get(recipient="parents")
    assert notice.told_at == AT.replace(second=0, microsecond=0)
    assert f"Abena Mensah, Mon 23 Nov, {clock(AT)}. In writing, by hand" in page
    given = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/letter/?given=2"))
    assert f"In writing, by hand, Monday 23 November 2026, {clock(AT)}." in given


def test_a_notice_in_the_minute_of_the_decision_is_kept_and_of_a_cancellation_none_before_it(cast: Cast) -> None:
    decided = AT.replace(hour=8, second=37)
    one = impose(cast, at=decided)
    assert record(cast, one, told_time=clock(decided)).status_code == 200
    cancel(cast, one, at=AT)
    early = record(cast, Suspension.objects.get(), whom="Kwame Mensah", told_time=clock(decided))
    assert (early.status_code, f"Enter a time from {clock(AT)} on" in text(early)) == (422, True)


def test_the_boards_limit_runs_from_the_day_on_which_its_notice_counts_as_given(cast: Cast) -> None:
    one = impose(cast, MONDAY, MONDAY, misses_exam=True)
    told = {"whom": "The clerk", "told_on": MONDAY, "by": cast.actor("amara"), "at": AT}
    suspensions.record_notice(one, "governors", how="first_class_post", **told)
    assert owed(one)["board_within_15"] == date(2026, 12, 17)


def test_the_letter_stays_as_it_was_given_whatever_is_corrected_since(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25))
    record(cast, one)
    suspensions.shorten_suspension(
        Suspension.objects.get(), why="Back early.", back_on=date(2026, 11, 25), back_session="AM",
        by=cast.actor("colm"), at=instant(date(2026, 11, 24)),
    )  # fmt: skip
    url = f"/suspensions/{one.reference}/letter/?given=2"
    given = text(browse(cast, "amara").get(url))
    assert "To Abena Mensah. In writing, by hand, Monday 23 November 2026." in given
    assert "to the end of Wednesday 25 November 2026: 3 days" in given
    assert "to the end of Tuesday 24 November 2026: 2 days" in letter_of(cast, one)
    assert f"{url}" in text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))
    clerk(cast)
    assert text(browse(cast, "iris").get(url)).count("3 days") == 1


def test_a_letter_that_is_recorded_days_later_says_as_of_when_it_stands(cast: Cast) -> None:
    """Given on Friday and recorded on Monday, when the school is known to be shut: the letter of Friday is not had."""
    friday = date(2026, 11, 20)
    one = impose(cast, friday, date(2026, 11, 25), at=instant(friday))
    keep_closure(cast.alder, first_on=MONDAY, last_on=MONDAY, why="weather", by=cast.actor("colm"), at=AT)
    record(cast, one, told_on="20 11 2026")
    page = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/letter/?given=2"))
    assert "In writing, by hand, Friday 20 November 2026." in page
    assert "It was recorded on Monday 23 November 2026" in page
    assert "the letter that was given may say something else" in page
    letter = page[page.index("<article") :]
    assert "As it stood when this was recorded, Monday 23 November 2026." in letter
    assert "The letter as it was given" not in page


def test_a_letter_that_is_recorded_at_once_stands_as_of_that_day(cast: Cast) -> None:
    one = impose(cast)
    record(cast, one)
    page = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/letter/?given=2"))
    assert "As it stood when this was recorded, Monday 23 November 2026." in page
    assert "may say something else" not in page


@pytest.mark.parametrize("number", ["0", "1", "3", "-1", "x", "9" * 30])
def test_a_letter_that_was_never_given_is_not_there(cast: Cast, number: str) -> None:
    one = impose(cast)
    record(cast, one)
    assert browse(cast, "amara").get(f"/suspensions/{one.reference}/letter/?given={number}").status_code == 404
    assert browse(cast, "helen").get(f"/suspensions/{one.reference}/letter/?given=2").status_code == 404


def test_the_letter_says_when_the_pupil_is_back_who_the_clerk_is_and_whose_it_is(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 26))
    assert "Kofi is back in school on Monday 30 November 2026." in letter_of(cast, one)  # the 27th is an INSET day
    assert "Colm Brannigan, Headteacher" in letter_of(cast, one)
    clerk(cast)
    assert "the clerk to the governing board of Alder Hythe School, Iris Fenwick, at" in letter_of(cast, one)


def test_of_lunchtimes_the_letter_speaks_of_the_free_meal_and_of_no_return(cast: Cast) -> None:
    letter = letter_of(cast, impose(cast, MONDAY, MONDAY, "lunch"))
    assert "If Kofi gets free school meals, the school still gives the meal." in letter
    assert "is back in school" not in letter


def test_what_was_said_by_telephone_has_no_letter(cast: Cast) -> None:
    one = impose(cast)
    record(cast, one, recipient="council", whom="Exclusions officer", how="phone")
    assert SuspensionNotice.objects.get().letter == []
