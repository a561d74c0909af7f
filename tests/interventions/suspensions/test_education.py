"""Education from the sixth school day in a row: owed by the school, told 48 hours before, arranged, in the letter."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.closures.actions import keep_closure
from agencies.deadlines import Force, rule_for
from agencies.words import clock
from interventions.suspensions import actions, totals
from interventions.suspensions.education import Arranged, last_day_to_tell, told_by
from interventions.suspensions.models import Education, Suspension
from referrals.duties.models import Duty
from referrals.pupils.actions import record_pupil_fact
from tests.browsing import browse, read, said, text
from tests.interventions.suspensions.test_revising import shorten
from tests.people import AT, Cast
from tests.suspensions import MONDAY, cancel, days, impose, instant, letter_of, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
D = date
SIXTH, TOLD, FIRST = "education_sixth_day", "education_told", "education_first_day"
LATER = AT + timedelta(hours=1)
DAY_SIX = D(2026, 12, 1)


def long(cast: Cast, **more: Any) -> Suspension:
    """Seven school days, the sixth of which is Tuesday 1 December."""
    return impose(cast, MONDAY, D(2026, 12, 2), **more)


def where(from_on: date = DAY_SIX, **more: Any) -> Arranged:
    facts = {"provider": "Harbour Centre", "address": "2 Quay Road", "times": "9:15am to 2:45pm"}
    return Arranged(**facts, from_on=from_on, report_to="Ms Lowe", **more)


def arrange(cast: Cast, one: Suspension, what: Arranged, instead_of: int | None = None, who: str = "amara") -> None:
    actions.arrange_education(one, what, by=cast.actor(who), at=LATER, instead_of=instead_of)


def test_vectors_g_the_48_hours_across_the_change_of_clocks() -> None:
    moment = told_by(D(2026, 10, 26))
    assert moment == datetime(2026, 10, 24, 9, tzinfo=UTC)
    assert clock(moment) == "10:00am"
    assert last_day_to_tell(D(2026, 10, 26)) == D(2026, 10, 23)


def test_what_reaches_the_sixth_day_is_owed_by_then_and_told_48_hours_before(cast: Cast) -> None:
    one = long(cast)
    found = owed(one)
    assert (found[SIXTH], found[TOLD], FIRST in found) == (DAY_SIX, D(2026, 11, 28), False)
    page = read(cast, "amara", f"/suspensions/{one.reference}/")
    assert "Nobody has written down yet what is arranged." in page
    assert "told in writing by Sunday 29 November 2026, 9:00am" in page


def test_five_days_owe_none_and_a_joined_run_owes_it_on_the_one_that_holds_the_sixth(cast: Cast) -> None:
    first = impose(cast, MONDAY, D(2026, 11, 30))
    assert not {SIXTH, TOLD} & set(owed(first))
    second = impose(cast, DAY_SIX, D(2026, 12, 2), at=instant(DAY_SIX, 8))
    assert (SIXTH in owed(first), owed(second)[SIXTH], owed(second)[TOLD]) == (False, DAY_SIX, DAY_SIX)


def test_guard_5_the_second_cancelled_before_it_begins_owes_no_sixth_day(cast: Cast) -> None:
    impose(cast, D(2026, 11, 9), D(2026, 11, 13), at=instant(D(2026, 11, 9), 8))
    second = impose(cast, D(2026, 11, 16), D(2026, 11, 19), at=instant(D(2026, 11, 12)))
    assert owed(second)[SIXTH] == D(2026, 11, 16)
    cancel(cast, second, D(2026, 11, 16), at=instant(D(2026, 11, 13)))
    assert not {SIXTH, TOLD} & set(owed(second))
    assert Duty.objects.get(subject_ref=second.reference, rule=SIXTH).state == "void"


def test_an_earlier_one_that_is_cancelled_takes_the_sixth_day_away_with_its_reason(cast: Cast) -> None:
    first = impose(cast, D(2026, 11, 24), D(2026, 11, 30), at=AT)
    second = impose(cast, DAY_SIX, D(2026, 12, 3), at=AT)
    assert owed(second)[SIXTH] == D(2026, 12, 2)
    cancel(cast, first, D(2026, 11, 24))
    assert not {SIXTH, TOLD} & set(owed(second))
    assert Duty.objects.get(subject_ref=second.reference, rule=SIXTH).why.startswith("The sixth school day in a row")


def test_a_snow_day_moves_the_sixth(cast: Cast) -> None:
    one = long(cast)
    keep_closure(cast.alder, first_on=MONDAY, last_on=MONDAY, why="weather", by=cast.actor("colm"), at=LATER)
    assert (owed(one)[SIXTH], owed(one)[TOLD]) == (D(2026, 12, 2), D(2026, 11, 29))


@pytest.mark.parametrize("born_on", [D(2011, 5, 1), D(2008, 1, 1)], ids=["in school age", "over it"])
def test_it_is_owed_in_compulsory_school_age_alone(cast: Cast, born_on: date) -> None:
    cast.kofi.born_on = born_on
    cast.kofi.save()
    assert (SIXTH in owed(long(cast))) is (born_on.year == 2011)


def test_a_setting_outside_the_regulations_owes_none(cast: Cast) -> None:
    cast.alder.kind = "college"
    cast.alder.save()
    assert not {SIXTH, TOLD, FIRST} & set(owed(long(cast, answers={"looked_after": "yes"})))


def test_arranged_and_told_it_is_met_and_stands_on_the_page_and_in_the_letter(cast: Cast) -> None:
    one = long(cast)
    assert "We will tell you in writing where it is" in letter_of(cast, one)
    arrange(cast, one, where())
    assert (SIXTH in owed(one), TOLD in owed(one)) == (False, True)
    letter = letter_of(cast, one)
    for words in ("Where: Harbour Centre, 2 Quay Road", "From: Tuesday 1 December 2026", "9:15am to 2:45pm", "Ms Lowe"):
        assert words in letter
    assert "We will tell you in writing where it is" not in letter
    assert "Nobody has written down yet that the family was told." in read(
        cast, "amara", f"/suspensions/{one.reference}/"
    )
    arrange(cast, one, where(told_on=MONDAY, told_how="by_hand"), Education.objects.get().pk)
    assert not {SIXTH, TOLD} & set(owed(one))
    page = read(cast, "amara", f"/suspensions/{one.reference}/")
    assert "Arranged: Harbour Centre, 2 Quay Road, from" in page
    assert "The family was told on Monday 23 November 2026." in page


def test_arranged_from_after_the_sixth_day_it_is_still_owed(cast: Cast) -> None:
    one = long(cast)
    arrange(cast, one, where(D(2026, 12, 2)))
    assert owed(one)[SIXTH] == DAY_SIX
    arrange(cast, one, where(), Education.objects.get().pk)
    assert SIXTH not in owed(one)
    arrange(cast, one, where(D(2026, 12, 2)), Education.objects.get(replaced_at=None).pk)
    assert owed(one)[SIXTH] == DAY_SIX
    assert Education.objects.count() == 3  # what was arranged before stays


def test_of_a_looked_after_child_it_is_asked_from_the_first_day_and_called_guidance(cast: Cast) -> None:
    one = impose(cast, answers={"looked_after": "yes"})
    assert owed(one)[FIRST] == MONDAY
    assert rule_for(FIRST, MONDAY).force is Force.SHOULD
    page = read(cast, "amara", f"/suspensions/{one.reference}/")
    assert "the guidance wants education from the first day, with the virtual school head" in page
    arrange(cast, one, where(MONDAY, virtual_head_on=MONDAY))
    assert FIRST not in owed(one)
    assert "The virtual school head was asked on Monday 23 November 2026." in read(
        cast, "amara", f"/suspensions/{one.reference}/"
    )


def test_care_that_is_known_later_opens_it_while_the_suspension_lasts(cast: Cast) -> None:
    one, over = long(cast), impose(cast, D(2026, 11, 9), at=instant(D(2026, 11, 9), 8))
    record = {"kind": "looked_after", "starts_on": D(2026, 9, 1), "ends_on": None, "words": ""}
    record_pupil_fact(cast.kofi, **record, by=cast.actor("amara"), at=LATER)
    assert (FIRST in owed(one), FIRST in owed(over)) == (True, False)


def test_one_that_is_over_is_not_asked_about_when_its_days_are_counted_again(cast: Cast) -> None:
    """Such as one of before these duties stood."""
    old = impose(cast, D(2026, 11, 2), D(2026, 11, 11), at=instant(D(2026, 11, 2), 8))
    Duty.objects.filter(subject_ref=old.reference, rule__startswith="education").delete()
    impose(cast)
    assert not {SIXTH, TOLD} & set(owed(old))


def test_lunchtimes_owe_no_education(cast: Cast) -> None:
    one = impose(cast, MONDAY, D(2026, 12, 4), kind="lunch", answers={"looked_after": "yes"})
    assert not {SIXTH, TOLD, FIRST} & set(owed(one))


def test_written_twice_is_done_and_over_anothers_is_refused(cast: Cast) -> None:
    one = long(cast)
    arrange(cast, one, where())
    with pytest.raises(AlreadyDone):
        arrange(cast, one, where())
    with pytest.raises(NotNow, match="since you opened this page"):
        arrange(cast, one, where(told_on=MONDAY, told_how="by_hand"), who="colm")
    with pytest.raises(NotNow, match="a day of the suspension"):
        arrange(cast, one, where(D(2026, 12, 9)), Education.objects.get().pk)


def test_over_http_it_is_kept_and_what_does_not_fit_comes_back(cast: Cast) -> None:
    one = long(cast)
    client, url = browse(cast, "amara"), f"/suspensions/{one.reference}/arrange-education/"
    assert "What education is arranged for Kofi" in text(client.get(url))
    sent = {
        "provider": "Harbour Centre", "address": "2 Quay Road", "from_on": "1 12 2026", "times": "9:15am to 2:45pm",
        "report_to": "Ms Lowe",
    }  # fmt: skip
    wrong = client.post(url, sent | {"told_on": "23 11 2026"})
    assert (wrong.status_code, "Say both when and how" in text(wrong)) == (422, True)
    assert "That is still to come" in text(client.post(url, sent | {"told_on": "24 11 2026", "told_how": "by_hand"}))
    assert said(client.post(url, sent)) == ["What is arranged is kept. It stands in the letter."]
    assert said(client.post(url, sent))
    assert f'name="stands" value="{Education.objects.get().pk}"' in client.get(url).content.decode()


@pytest.mark.parametrize("who", ["tom", "sandra", "helen", "priti"])
def test_nobody_but_who_leads_at_its_school_arranges_it(cast: Cast, who: str) -> None:
    one = long(cast)
    tell(cast, one, "council")
    url = f"/suspensions/{one.reference}/arrange-education/"
    assert browse(cast, who).get(url).status_code in (403, 404)
    arrange(cast, one, where())
    if who == "sandra":
        assert "Harbour Centre" not in read(cast, who, f"/suspensions/{one.reference}/")


def test_shortened_to_before_it_begins_the_letter_and_the_page_send_nobody_there(cast: Cast) -> None:
    one = long(cast)
    arrange(cast, one, where())
    shorten(cast, one, D(2026, 11, 26))
    one.refresh_from_db()
    assert "Harbour Centre" not in letter_of(cast, one)
    page = read(cast, "amara", f"/suspensions/{one.reference}/")
    assert "Harbour Centre" not in page
    assert "What was arranged was to begin on Tuesday 1 December 2026. That is after the last day that stands." in page


SENT = {
    "provider": "Harbour Centre", "address": "2 Quay Road", "from_on": "1 12 2026", "times": "9:15am to 2:45pm",
    "report_to": "Ms Lowe", "told_on": "", "told_how": "", "stands": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"told_on": "20 11 2026", "told_how": "by_hand"}, "That is before the head decided"),
        ({"virtual_head_on": "1 1 1900"}, "That is before the head decided"),
        ({"from_on": "28 11 2026"}, "The school is not open to pupils then (weekend)"),
        ({"from_on": "27 11 2026"}, "The school is not open to pupils then"),
    ],
)
def test_days_that_cannot_be_come_back_and_nothing_is_kept(cast: Cast, typed: dict[str, str], error: str) -> None:
    one = long(cast)
    page = browse(cast, "amara").post(f"/suspensions/{one.reference}/arrange-education/", SENT | typed)
    assert (page.status_code, Education.objects.count()) == (422, 0)
    assert error in text(page)


@pytest.mark.parametrize(
    "other",
    [{"provider": "Far Place"}, {"address": "9 Far Road"}, {"times": "10am to 1pm"}, {"report_to": "Mr Far"}],
    ids=lambda other: next(iter(other)),
)
def test_of_another_place_the_family_is_told_anew(cast: Cast, other: dict[str, str]) -> None:
    one = long(cast)
    arrange(cast, one, where(told_on=MONDAY, told_how="by_hand"))
    client, url = browse(cast, "amara"), f"/suspensions/{one.reference}/arrange-education/"
    told = {"told_on": "23 11 2026", "told_how": "by_hand"}
    sent = SENT | other | {"stands": str(Education.objects.get().pk)}
    page = client.post(url, sent | told)
    assert (page.status_code, Education.objects.count()) == (422, 1)
    assert "the family was told of what it was" in text(page)
    anew = page.context["form"]
    assert (anew["told_on"].value(), anew["told_anew"].value()) == ("", "on")
    assert 'name="told_anew"' in page.content.decode()
    assert client.post(url, sent | {"told_anew": "on"}).status_code == 302
    assert TOLD in owed(one)
    again = {"stands": str(Education.objects.get(replaced_at=None).pk), "told_anew": "on"}
    assert client.post(url, sent | told | again).status_code == 302
    assert TOLD not in owed(one)


def test_the_act_itself_refuses_to_be_told_of_another_place(cast: Cast) -> None:
    one = long(cast)
    arrange(cast, one, where(told_on=MONDAY, told_how="by_hand"))
    stands = Education.objects.get().pk
    other = replace(where(told_on=MONDAY, told_how="by_hand"), provider="Far Place")
    with pytest.raises(NotNow, match="told of what was arranged before"):
        arrange(cast, one, other, stands)
    actions.arrange_education(one, other, by=cast.actor("amara"), at=LATER, instead_of=stands, told_anew=True)
    assert Education.objects.get(replaced_at=None).provider == "Far Place"


def test_a_correction_moves_the_first_day_of_a_looked_after_child_and_lunchtimes_end_it(cast: Cast) -> None:
    one = impose(cast, MONDAY, D(2026, 11, 25), answers={"looked_after": "yes"})
    assert owed(one)[FIRST] == MONDAY
    for kind, first in (("whole", D(2026, 11, 24)), ("lunch", None)):
        sessions = totals.sessions(days(cast, D(2026, 11, 24), D(2026, 11, 25)), kind)
        correction = actions.Correction(sessions, ("PA", "DB"))
        actions.correct_suspension(one, correction, why="The bus.", by=cast.actor("colm"), at=LATER)
        one.refresh_from_db()
        assert owed(one).get(FIRST) == first
    fell = Duty.objects.filter(rule=FIRST, subject_ref=one.reference, state="void")
    assert set(fell.values_list("why", flat=True)) == {
        "The first day out of school is another than it was, or there is none."
    }
