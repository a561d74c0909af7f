"""Whom the law puts beside the parents or in their place: a social worker, the pupil from eighteen on."""

from datetime import date, datetime, timedelta

import pytest

from agencies.ages import is_adult, is_of_school_age
from referrals.pupils import actions as pupils
from referrals.pupils.models import Pupil
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import begin, cancel, decide, decision, impose, impose_on, instant, letter_of, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY = date(2026, 11, 23)


def fact(cast: Cast, kind: str, starts_on: date, at: datetime) -> None:
    words = {"kind": kind, "starts_on": starts_on, "ends_on": None, "words": ""}
    pupils.record_pupil_fact(cast.kofi, **words, by=cast.actor("amara"), at=at)


def test_guard_22_a_social_worker_added_within_the_suspension_is_told_then(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 26))
    assert "tell_social_worker_suspension" not in owed(one)
    fact(cast, "ehc_plan", date(2026, 11, 25), instant(date(2026, 11, 25)))
    assert set(owed(one)) == {"tell_parents_suspension"}
    fact(cast, "social_worker", date(2026, 11, 25), instant(date(2026, 11, 25)))
    assert owed(one)["tell_social_worker_suspension"] == date(2026, 11, 25)
    fact(cast, "social_worker", date(2026, 11, 26), instant(date(2026, 11, 26)))
    assert len(owed(one)) == 2


def test_guard_22_who_is_known_again_because_an_end_was_put_back_is_told_too(cast: Cast) -> None:
    sunday = {"by": cast.actor("amara"), "at": instant(date(2026, 11, 22))}
    for ends_on in (None, date(2026, 11, 20)):
        said = {"kind": "social_worker", "starts_on": date(2026, 1, 5), "ends_on": ends_on, "words": ""}
        pupils.record_pupil_fact(cast.kofi, **said, **sunday)
    one = impose(cast, MONDAY, date(2026, 11, 26))
    assert "tell_social_worker_suspension" not in owed(one)
    tuesday = instant(date(2026, 11, 24))
    pupils.put_back_change(cast.kofi.changes.get(field="ends_on"), by=cast.actor("amara"), at=tuesday)
    assert owed(one)["tell_social_worker_suspension"] == date(2026, 11, 24)


def test_guard_22_after_the_suspension_or_its_cancellation_nobody_more_is_told(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    fact(cast, "social_worker", date(2026, 11, 25), instant(date(2026, 11, 25)))
    assert "tell_social_worker_suspension" not in owed(one)
    other = impose(cast, date(2026, 11, 26), date(2026, 11, 30), at=instant(date(2026, 11, 25)))
    cancel(cast, other, date(2026, 11, 26), at=instant(date(2026, 11, 25), 11))
    fact(cast, "looked_after", date(2026, 11, 26), instant(date(2026, 11, 26)))
    assert not any("virtual_head" in rule for rule in owed(other))


def test_a_social_worker_known_after_the_boards_decision_is_told_of_the_decision(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 4), misses_exam=True)
    tell(cast, one, "governors")
    begin(cast, one)
    decide(cast, one, decision("declined", AT))
    fact(cast, "social_worker", MONDAY, AT + timedelta(hours=1))
    told = {rule for rule in owed(one) if rule.startswith("tell_")}
    assert told == {f"tell_{who}_decision" for who in ("parents", "social_worker")}
    assert {"education_sixth_day", "education_told"} <= set(owed(one))  # it stands, and so does what is owed meanwhile
    assert "The social worker: not yet" in text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))


def test_a_social_worker_known_after_the_last_day_is_told_of_a_later_cancellation(cast: Cast) -> None:
    one = impose(cast)
    fact(cast, "social_worker", date(2026, 11, 25), instant(date(2026, 11, 25)))
    cancel(cast, one, date(2026, 11, 25), at=instant(date(2026, 11, 25), 11))
    assert owed(one)["tell_social_worker_cancellation"] == date(2026, 11, 25)


def test_guard_23_who_is_eighteen_by_the_cancellation_is_told_of_it_themselves(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 11, 24))
    cast.kofi.refresh_from_db()
    one = impose(cast, MONDAY, date(2026, 11, 24))
    assert ("tell_parents_suspension" in owed(one), "To the parents of" in letter_of(cast, one)) == (True, True)
    cancel(cast, one, date(2026, 11, 24), at=instant(date(2026, 11, 24)))
    assert {"tell_pupil_cancellation"} == {rule for rule in owed(one) if "pupil" in rule or "parents" in rule}
    assert "To the parents of" not in letter_of(cast, one)


def test_guard_23_from_eighteen_on_the_notice_and_the_letter_are_the_pupils_own(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 11, 23))
    cast.kofi.refresh_from_db()
    one = impose(cast)
    assert set(owed(one)) == {"tell_pupil_suspension"}
    tell(cast, one, "pupil")
    assert set(owed(one)) == set()
    page = letter_of(cast, one)
    assert "To Kofi Mensah-Hart" in page
    for words in ("the parents of", "public place"):
        assert words not in page
    cancel(cast, one)
    assert "tell_pupil_cancellation" in owed(one)


@pytest.mark.parametrize(
    ("born_on", "day", "is_of_age"),
    [
        (date(2010, 9, 1), date(2027, 6, 25), True),
        (date(2010, 9, 1), date(2027, 6, 28), False),
        (date(2010, 8, 31), date(2026, 6, 26), True),
        (date(2010, 8, 31), date(2026, 9, 2), False),
        (date(2021, 4, 1), date(2026, 7, 1), False),
        (date(2021, 4, 1), date(2026, 9, 1), True),
        (date(2021, 3, 31), date(2026, 3, 31), True),
    ],
)
def test_compulsory_school_age(born_on: date, day: date, is_of_age: bool) -> None:
    """EA 1996 s.8: from the prescribed day after the fifth birthday to the last Friday in June at sixteen."""
    assert is_of_school_age(born_on, day) is is_of_age


def test_who_is_born_on_the_twenty_ninth_of_february_is_eighteen_on_the_first_of_march() -> None:
    assert not is_adult(date(2008, 2, 29), date(2026, 2, 28))
    assert is_adult(date(2008, 2, 29), date(2026, 3, 1))


def test_a_yes_that_is_recorded_once_the_last_day_is_over_still_has_to_be_told(cast: Cast) -> None:
    last_year = impose_on(cast, date(2026, 7, 6))
    one = impose(cast, MONDAY, date(2026, 11, 24))
    fact(cast, "social_worker", date(2026, 6, 1), instant(date(2026, 11, 30)))
    assert owed(one)["tell_social_worker_suspension"] == date(2026, 11, 30)
    assert "tell_social_worker_suspension" not in owed(last_year)
