"""Year 11 after their exams: no sixth day is owed once all are sat, and no letter claims it (law.md DAY-7)."""

from datetime import date, timedelta

import pytest

from agencies.acting.refusals import AlreadyDone
from interventions.suspensions import actions
from interventions.suspensions.models import Suspension
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil
from tests.browsing import browse, read, text
from tests.people import Cast
from tests.suspensions import impose, instant, letter_of, owed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
FIRST, LAST = date(2027, 6, 14), date(2027, 6, 22)
SIXTH = {"education_sixth_day", "education_told"}
UNLESS = "unless Kofi has sat all exams of Year 11"


def born(cast: Cast, on: date) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=on)
    cast.kofi.refresh_from_db()


def say(cast: Cast, one: Suspension, *, sat: bool, hours: int = 1) -> None:
    said = {"misses_exam": False, "exam_on": None, "exams_taken": sat}
    actions.record_exam_day(one, **said, by=cast.actor("amara"), at=instant(FIRST) + timedelta(hours=hours))


def test_once_all_are_sat_the_sixth_day_ends_with_its_reason_and_the_letter_claims_it_no_more(cast: Cast) -> None:
    born(cast, date(2011, 3, 4))
    one = impose(cast, FIRST, LAST)
    url = f"/suspensions/{one.reference}/"
    assert set(owed(one)) >= SIXTH
    assert UNLESS in letter_of(cast, one)
    assert "Say whether all exams of Year 11 are sat" in read(cast, "amara", url)
    assert "The pupil has sat all exams of Year 11" in text(browse(cast, "amara").get(f"{url}record-exam-day/"))
    say(cast, one, sat=True)
    assert not SIXTH & set(owed(one))
    fell = Duty.objects.filter(subject_ref=one.reference, rule__in=SIXTH)
    assert {duty.why for duty in fell} == {"All exams of Year 11 are sat: full-time education is not owed by law."}
    letter, page = letter_of(cast, one), read(cast, "amara", url)
    assert [words for words in (UNLESS, "sixth school day") if words in letter] == []
    assert "full-time education is not owed from a sixth (SI 2007/1870 reg 5)" in page
    assert "none is missed, and all of Year 11 are sat. Before: nobody had said" in page
    with pytest.raises(AlreadyDone):
        say(cast, one, sat=True)
    say(cast, one, sat=False, hours=2)
    assert set(owed(one)) >= SIXTH


@pytest.mark.parametrize(
    ("birth", "first", "last"),
    [(date(2012, 3, 4), FIRST, LAST), (date(2011, 3, 4), date(2027, 3, 1), date(2027, 3, 9))],
    ids=["Year 10", "March"],
)
def test_in_no_other_year_and_season_is_it_asked_nor_does_it_end_the_duty(
    cast: Cast, birth: date, first: date, last: date
) -> None:
    born(cast, birth)
    one = impose(cast, first, last)
    form = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/record-exam-day/"))
    assert "sat all exams" not in form
    assert UNLESS not in letter_of(cast, one)
    actions.record_exam_day(
        one, misses_exam=False, exam_on=None, exams_taken=True, by=cast.actor("amara"), at=instant(first, 12)
    )
    assert set(owed(one)) >= SIXTH


def test_one_that_is_missed_and_all_sat_is_refused_and_what_was_typed_stays(cast: Cast) -> None:
    born(cast, date(2011, 3, 4))
    one = impose(cast, FIRST, LAST)
    typed = {"misses_exam": "yes", "exam_on": "16 6 2027", "exams_taken": "on"}
    page = browse(cast, "amara").post(f"/suspensions/{one.reference}/record-exam-day/", typed)
    assert "not all are sat" in text(page)
    assert "checked" in page.content.decode()


@pytest.mark.parametrize("birth", [date(2009, 11, 1), date(2022, 12, 1)], ids=["sixth form", "nursery"])
def test_outside_compulsory_school_age_page_and_letter_claim_no_sixth_day_nor_public_place(
    cast: Cast, birth: date
) -> None:
    """At a school under the Regulations, whose board still has its duties (law.md EX-11, 11)."""
    born(cast, birth)
    one = impose(cast, date(2026, 11, 23), date(2026, 12, 17))
    assert (one.board, bool(SIXTH & set(owed(one)))) == ("meets", False)
    page = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))
    assert "Kofi is not of compulsory school age on the first day" in page
    assert [words for words in ("public place", "full-time education") if words in letter_of(cast, one)] == []
