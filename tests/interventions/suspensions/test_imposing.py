"""Imposing a suspension: whose decision it is, the totals before it, what is refused."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agencies.acting.refusals import NotNow
from agencies.calendar.models import TermDate
from agencies.people.access import actor_for
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.register.facts import exclusion_reasons
from agencies.register.models import Code
from agencies.trail.models import TrailEntry
from agencies.web.asking import NotFound
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import reckon
from interventions.suspensions.models import SuspendedSession, Suspension
from referrals import door
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils.models import Enrolment, Pupil
from tests import stories
from tests.browsing import browse
from tests.people import AT, LONG_AGO, Cast, make_person, make_pupil, set_clock
from tests.suspensions import facts, form, impose_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
TODAY = date(2026, 11, 23)


def five_days_before(cast: Cast) -> None:
    impose_on(cast, *(date(2026, 11, day) for day in (9, 10, 11, 12, 13)))


@pytest.mark.parametrize("name", ["tom", "amara", "sandra", "priti", "dpo"])
def test_nobody_but_the_head_suspends(cast: Cast, name: str) -> None:
    client = browse(cast, name)
    assert client.get("/suspensions/impose-suspension/").status_code == 403
    assert client.post("/suspensions/impose-suspension/", form(cast, impose="1")).status_code == 403
    assert not Suspension.objects.exists()


def test_guard_3_an_acting_head_suspends_on_the_days_of_their_seat_alone(cast: Cast) -> None:
    acting = make_person("eve", "Eve Lund")
    friday = datetime.combine(date(2026, 11, 27), AT.timetz())
    after = friday.replace(hour=0) + timedelta(days=1)
    Seat.objects.create(
        person=acting, agency=cast.alder, role=Role.ACTING_HEAD.value, starts_at=AT - timedelta(days=1), ends_at=after
    )

    def pupil_of(at: datetime) -> Pupil:
        set_clock(at)
        actor = actor_for(acting, at)
        return door.admit(actor, Act.IMPOSE_SUSPENSION, cast.kofi.reference, of=Pupil, at=at)

    assert pupil_of(friday) == cast.kofi
    with pytest.raises(NotFound):
        pupil_of(after + timedelta(hours=10))


def test_a_head_suspends_nobody_of_another_school(cast: Cast) -> None:
    with pytest.raises(NotFound):
        door.admit(cast.actor("colm"), Act.IMPOSE_SUSPENSION, cast.maisie.reference, of=Pupil, at=AT)
    seat, by = cast.seat("colm"), cast.actor("colm")
    with pytest.raises(NotNow, match="not on the roll"):
        suspensions.impose_suspension(cast.maisie, facts(), seat=seat, by=by, at=AT)


def test_before_the_decision_the_page_shows_totals_line_rule_and_source(cast: Cast) -> None:
    five_days_before(cast)
    changes = {"last_on": "23 11 2026", "kind": "lunch"}
    answer = browse(cast, "colm").post("/suspensions/impose-suspension/", form(cast, **changes))
    page = re.sub(r"\s+", " ", answer.content.decode())
    assert answer.status_code == 200
    assert "5 days before, <b>5.5 days with this one</b>" in page
    assert "more than 5 days in the term" in page
    assert "governing board must be told" in page
    assert "SI 2012/1033" in page
    assert "<li>The governing board</li>" in page
    assert Suspension.objects.count() == 1


def test_a_decision_on_totals_that_were_not_shown_comes_back_with_them(cast: Cast) -> None:
    client = browse(cast, "colm")
    unseen = client.post("/suspensions/impose-suspension/", form(cast, impose="1", seen=""))
    assert unseen.status_code == 422
    assert "Look once more" in unseen.content.decode()
    assert "Mentoring, six times." in unseen.content.decode()
    assert not Suspension.objects.exists()


@pytest.mark.parametrize("other", [{"pupil": "ada"}, {"last_on": "26 11 2026", "first_on": "24 11 2026"}])
def test_a_head_does_not_suspend_another_than_the_page_named(cast: Cast, other: dict[str, str]) -> None:
    """The totals are equal for both: the button said “Suspend Kofi”, and on which days."""
    ada = make_pupil(cast.alder, "Ada", "Mensah-Hart")
    client = browse(cast, "colm")
    typed = form(cast, pupil_name="Mensah")
    page = client.post("/suspensions/impose-suspension/", typed).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]  # type: ignore[index]
    changed = {**typed, **other, "impose": "1", "seen": seen}
    if "pupil" in other:
        changed["pupil"] = ada.reference
    answer = client.post("/suspensions/impose-suspension/", changed)
    assert (answer.status_code, Suspension.objects.exists()) == (422, False)
    assert "Look once more" in answer.content.decode()


def test_imposing_is_recorded_once_and_a_second_click_finds_it(cast: Cast) -> None:
    client = browse(cast, "colm")
    page = client.post("/suspensions/impose-suspension/", form(cast)).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]  # type: ignore[index]
    first = client.post("/suspensions/impose-suspension/", form(cast, impose="1", seen=seen))
    again = client.post("/suspensions/impose-suspension/", form(cast, impose="1", seen=seen), follow=True)
    one = Suspension.objects.get()
    assert first.status_code == 302
    assert "Already done: here it is." in again.content.decode()
    assert (one.half_days, one.decided_by_role, one.imposed_by) == (6, "head", cast.people["colm"])
    assert [reason.code for reason in one.reasons.all()] == ["PA"]
    assert TrailEntry.objects.filter(act="impose_suspension", subject_ref=one.reference).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"reasons": []},
        {"reasons": ["PA", "PP", "DB", "TH"]},
        {"first_on": "20 11 2026"},
        {"first_on": "28 11 2026", "last_on": "29 11 2026"},
        {"last_on": "22 11 2030"},
        {"pupil_name": "Nobody at all", "pupil": ""},
        {"tried": ""},
        {"happened": ""},
    ],
)
def test_what_does_not_fit_comes_back_and_keeps_what_was_typed(cast: Cast, changes: dict[str, Any]) -> None:
    answer = browse(cast, "colm").post("/suspensions/impose-suspension/", form(cast, **changes))
    assert answer.status_code == 422
    assert changes.get("tried", "Mentoring, six times.") in answer.content.decode()


def test_a_head_of_two_schools_suspends_from_the_school_where_the_pupil_is(cast: Cast) -> None:
    """Merrow Lane is closed on 24 November, and the totals and the notices are its own."""
    Seat.objects.create(person=cast.people["colm"], agency=cast.merrow, role=Role.HEAD.value, starts_at=LONG_AGO)
    TermDate.objects.create(agency=cast.merrow, first_on=date(2026, 11, 24), last_on=date(2026, 11, 24), kind="closure")
    client = browse(cast, "colm")
    typed = form(cast, pupil_name="Mais", pupil=cast.maisie.reference)
    page = client.post("/suspensions/impose-suspension/", typed).content.decode()
    assert "Mon 23 Nov, Wed 25 Nov" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]  # type: ignore[index]
    client.post("/suspensions/impose-suspension/", {**typed, "impose": "1", "seen": seen})
    one = Suspension.objects.get()
    assert (one.school, one.half_days) == (cast.merrow, 4)
    assert set(Duty.objects.filter(subject_ref=one.reference).values_list("agency_id", flat=True)) == {cast.merrow.pk}


def test_a_head_who_only_teaches_at_the_pupils_school_does_not_suspend_there(cast: Cast) -> None:
    Seat.objects.create(person=cast.people["colm"], agency=cast.merrow, role=Role.STAFF.value, starts_at=LONG_AGO)
    answer = browse(cast, "colm").post(
        "/suspensions/impose-suspension/", form(cast, pupil_name="Mais", pupil=cast.maisie.reference, impose="1")
    )
    assert answer.status_code == 422
    assert "Only the headteacher of the pupil’s own school decides" in answer.content.decode()
    assert not Suspension.objects.exists()


def test_inset_is_left_out_by_the_schools_calendar(cast: Cast) -> None:
    page = browse(cast, "colm").post(
        "/suspensions/impose-suspension/", form(cast, first_on="25 11 2026", last_on="1 12 2026")
    )
    assert "Wed 25 Nov, Thu 26 Nov, Mon 30 Nov, Tue 1 Dec" in page.content.decode()


def test_it_is_an_entry_of_the_story(cast: Cast) -> None:
    case = stories.case(cast)
    impose_on(cast)
    entry = Entry.objects.get(case=case, kind="suspension")
    assert (entry.section, entry.title, entry.author) == ("behaviour", "Suspended: 1 day", cast.people["colm"])
    assert "Suspended: 1 day" in browse(cast, "amara").get(f"/cases/{case.reference}/").content.decode()


def test_days_at_an_earlier_school_count_to_the_year_and_not_to_the_term(cast: Cast) -> None:
    five_days_before(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 11, 20))
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=TODAY)
    term, year = reckon(cast.kofi, totals.sessions((TODAY,), "whole"), cast.merrow.pk)
    assert (totals.in_days(term.after), totals.in_days(year.after)) == ("1", "6")


def test_guard_16_beyond_power_is_refused_and_kept_as_a_fact_alone(cast: Cast) -> None:
    spread = [date(2026, 9, 2) + timedelta(n) for n in range(80)]
    school_days = [day for day in spread if day.weekday() < 5 and not date(2026, 10, 24) <= day <= date(2026, 11, 1)]
    impose_on(cast, *school_days[:45])
    with pytest.raises(NotNow, match="45 days"):
        impose_on(cast, TODAY, kind="lunch")
    assert impose_on(cast, TODAY, kind="lunch", is_fact_only=True).is_beyond_power


def test_nobody_is_suspended_twice_for_one_session(cast: Cast) -> None:
    one = impose_on(cast)
    with pytest.raises(NotNow, match="already"):
        impose_on(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        SuspendedSession.objects.create(suspension=one, pupil=cast.kofi, day=TODAY, session="AM")


@pytest.mark.parametrize(
    ("from_on", "decided", "is_taken"),
    [
        (None, date(2025, 11, 3), False),
        (None, date(2026, 11, 3), False),
        (date(2026, 9, 1), date(2025, 11, 3), False),
        (date(2026, 9, 1), date(2026, 11, 3), True),
    ],
)
def test_a_reason_is_taken_from_the_day_that_was_loaded_for_it(
    cast: Cast, from_on: date | None, decided: date, is_taken: bool
) -> None:
    Code.objects.filter(code_set="exclusion_reason", code="VR").update(starts_on=from_on)
    at = AT.replace(year=decided.year, month=decided.month, day=decided.day)
    vape = replace(facts(decided), reasons=("VR",))
    seat, by = cast.seat("colm"), cast.actor("colm")
    if is_taken:
        one = suspensions.impose_suspension(cast.kofi, vape, seat=seat, by=by, at=at)
        assert [reason.code for reason in one.reasons.all()] == ["VR"]
        assert "Vape Related" in browse(cast, "colm").get(f"/suspensions/{one.reference}/").content.decode()
    else:
        with pytest.raises(NotNow, match="hold on the day"):
            suspensions.impose_suspension(cast.kofi, vape, seat=seat, by=by, at=at)
    assert ("VR" in exclusion_reasons(decided)) is is_taken
