"""A true event is always recorded (law.md 1.11 D): marked where the school’s year disagrees, counted once it agrees."""

from datetime import date
from typing import Any

import pytest

from agencies.acting.refusals import NotNow
from agencies.calendar.actions import keep_year
from agencies.calendar.facts import SchoolYear
from agencies.calendar.models import TermDate
from agencies.schoolday import Row
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import NoSchoolDay
from referrals.duties.models import Duty
from tests.browsing import browse, text
from tests.machines import System, connect, path_of, pupil, suspension
from tests.people import AT, Cast
from tests.suspensions import form, impose_on, in_term, letter_of, owed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
D = date
MONDAY, INSET = D(2026, 11, 23), D(2026, 11, 27)
OUT = ("AM", "PM")


def forget_terms(cast: Cast) -> list[Row]:
    """The school's year is not written; the rows that it had."""
    rows = TermDate.objects.filter(agency=cast.alder)
    kept = [
        Row(row.first_on, row.last_on, row.kind, row.label)
        for row in rows
        if row.first_on.year + (row.first_on.month > 7) == 2027
    ]
    rows.delete()
    return kept


def write_year(cast: Cast, rows: list[Row]) -> None:
    keep_year(SchoolYear(cast.alder, 2026), rows, by=cast.actor("colm"), at=AT)


@pytest.fixture
def system(cast: Cast) -> System:
    made = connect(cast, cast.alder)
    assert made.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    return made


def post(system: System, days: list[str], **more: Any) -> Any:
    whole = [[day, session] for day in days for session in OUT]
    return system.ask("POST", "/suspensions", suspension(sessions=whole, **more), Idempotency_Key=days[0])


def test_where_no_term_is_written_a_head_suspends_and_the_year_is_asked_for(cast: Cast) -> None:
    forget_terms(cast)
    page = text(browse(cast, "colm").post("/suspensions/impose-suspension/", form(cast)))
    assert "To be settled: Mon 23 Nov (the school’s terms are not known)" in page
    assert "not in term" not in page
    one = impose_on(cast, MONDAY)
    assert "settle_days" in owed(one)
    page = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))
    assert "The school’s terms are not known on Mon 23 Nov." in page


def test_once_the_year_is_written_the_question_is_settled_and_the_days_count(cast: Cast) -> None:
    rows = forget_terms(cast)
    one = impose_on(cast, *(D(2026, 11, day) for day in (23, 24, 25, 26, 27, 30)))
    assert (in_term(cast), one.board) == ("6", "asked")  # the school is believed, until its terms are known
    write_year(cast, rows)
    one.refresh_from_db()
    assert (in_term(cast), one.board) == ("5", "")  # the 27th was INSET
    assert "settle_days" in owed(one)
    write_year(cast, [row for row in rows if row.kind != "inset"])
    one.refresh_from_db()
    assert (in_term(cast), one.board) == ("6", "asked")
    assert "settle_days" not in owed(one)
    assert Duty.objects.get(subject_ref=one.reference, rule="settle_days").state == "met"


def test_a_day_that_is_inset_by_our_year_is_kept_marked_asked_about_and_not_counted(cast: Cast, system: System) -> None:
    answer = post(system, ["2026-11-27"])
    assert answer.status_code == 201, answer.content
    assert answer.json()["unsettled"] == ["2026-11-27"]
    one = Suspension.objects.get()
    assert "settle_days" in owed(one)
    page = text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))
    assert "By its school year the school has no lessons on Fri 27 Nov (INSET)." in page
    assert "Friday 27 November 2026" in letter_of(cast, one)


def test_a_day_outside_the_terms_is_said_to_be_so_and_kept(system: System) -> None:
    answer = post(system, ["2026-12-21"])
    assert (answer.status_code, answer.json()["unsettled"]) == (201, ["2026-12-21"])


def test_beyond_what_is_published_it_is_kept(system: System) -> None:
    answer = post(system, ["2030-11-25"])
    assert (answer.status_code, answer.json()["unsettled"]) == (201, ["2030-11-25"])


@pytest.mark.parametrize(
    ("day", "why"), [(D(2026, 11, 28), "weekend"), (D(2026, 12, 25), "bank holiday: Christmas Day")]
)
def test_a_weekend_and_a_bank_holiday_are_refused_with_the_day(cast: Cast, day: date, why: str) -> None:
    with pytest.raises(NoSchoolDay, match=f"{day:%-d %B %Y} is no school day: {why}"):
        impose_on(cast, day)
    forget_terms(cast)
    with pytest.raises(NotNow, match=why):
        impose_on(cast, day)


def test_the_form_names_the_day_that_is_none_and_lets_the_head_say_that_the_school_is_open(cast: Cast) -> None:
    client, friday = browse(cast, "colm"), {"first_on": "27 11 2026", "last_on": "27 11 2026"}
    answer = client.post("/suspensions/impose-suspension/", form(cast, **friday))
    assert answer.status_code == 422
    assert "Friday 27 November 2026 is no school day: INSET" in text(answer)
    page = text(client.post("/suspensions/impose-suspension/", form(cast, **friday, open_on=["2026-11-27"])))
    assert "To be settled: Fri 27 Nov (INSET)." in page


def test_an_unknown_reason_is_kept_as_that_with_a_warning(cast: Cast, system: System) -> None:
    answer = post(system, ["2026-11-23"], reasons=["PA", "VR"])
    assert answer.status_code == 201
    assert (answer.json()["reasons"], answer.json()["unknown_reasons"]) == (["PA", "VR"], ["VR"])
    one = Suspension.objects.get()
    assert [reason.code for reason in one.reasons.order_by("place")] == ["PA", "unknown:VR"]
    assert "VR, a code that is not known here" in text(browse(cast, "colm").get(f"/suspensions/{one.reference}/"))


def test_of_a_school_year_that_is_over_no_year_is_offered_to_write_and_none_leads_nowhere(
    cast: Cast, system: System
) -> None:
    post(system, ["2026-07-06"], decided_at="2026-07-06T08:00:00Z")
    one, client = Suspension.objects.get(), browse(cast, "colm")
    page = text(client.get(f"/suspensions/{one.reference}/"))
    assert "That school year is over, and is written no more." in page
    assert "write the school year" not in page
    assert "Correct the school year" not in page
    assert "/2025/" not in page
