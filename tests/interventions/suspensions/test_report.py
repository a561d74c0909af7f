"""The report of a term to the governing board: short suspensions and cancelled ones, (law.md 1.4, CAN-5)."""

import csv
from datetime import date

import pytest

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.closures import actions as closures
from agencies.closures.words import WHY
from agencies.people.models import Person, Seat
from agencies.policy import Kind, Role
from agencies.trail.models import TrailEntry
from interventions.suspensions import actions as suspensions
from interventions.suspensions.totals import spans_of_year
from referrals.pupils.models import Pupil
from tests.browsing import browse, queries, text
from tests.people import AT, LONG_AGO, Cast, make_agency, make_person
from tests.suspensions import cancel, impose, instant, letter_of, seat_clerk, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
URL = "/suspensions/report/"
MONDAY = date(2026, 11, 23)


def test_it_lists_the_short_ones_and_the_cancelled_with_why(cast: Cast) -> None:
    impose(cast, date(2026, 9, 14), date(2026, 9, 16))
    gone = impose(cast, date(2026, 11, 9), date(2026, 11, 10), at=instant(date(2026, 11, 9)))
    cancel(cast, gone, date(2026, 11, 10), at=instant(date(2026, 11, 9), 15), why="It was another pupil’s phone.")
    page = text(browse(cast, "amara").get(URL))
    assert "Alder Hythe School, Saturday 1 August 2026 to Monday 4 January 2027." in page
    assert "3 days, from Monday 14 September 2026 to the end of Wednesday 16 September 2026" in page
    assert "Physical assault against an adult; Persistent or general disruptive behaviour" in page
    assert "Not recorded" in page
    assert "1 suspension of this term." in page
    assert "It was another pupil’s phone." in page
    assert "1 day, for the whole of Monday 9 November 2026" in page


def test_what_the_board_is_told_of_at_once_is_counted_and_not_listed(cast: Cast) -> None:
    """The second takes the term over five days; with an exam missed one day does."""
    impose(cast, date(2026, 9, 14), date(2026, 9, 18))
    impose(cast, date(2026, 9, 28), date(2026, 9, 28))
    page = text(browse(cast, "amara").get(URL))
    assert "Not listed: 1 suspension over five days in the term, or with an exam that is missed" in page
    assert "Monday 28 September 2026" not in page


def test_what_never_happened_is_on_no_report(cast: Cast) -> None:
    one = impose(cast)
    suspensions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT)
    page = text(browse(cast, "amara").get(URL))
    assert "None is recorded here." in page
    assert "0 suspensions of this term." in page


def test_a_suspension_stands_in_the_term_in_which_it_begins_and_other_terms_are_a_press_away(cast: Cast) -> None:
    impose(cast, date(2026, 12, 17), date(2027, 1, 6), at=instant(date(2026, 12, 17)))
    client = browse(cast, "amara")
    assert "Thursday 17 December 2026" in text(client.get(f"{URL}?term=2026-08-01"))
    last = text(client.get(f"{URL}?term=2026-04-06"))
    assert "Monday 6 April 2026 to Friday 31 July 2026" in last
    assert "Thursday 17 December 2026" not in last
    for odd in ("2030-01-01", "x", "2026-08-01'", "9" * 50):
        assert "Saturday 1 August 2026" in text(client.get(URL, {"term": odd}))


def test_every_day_of_a_year_lies_in_one_of_its_three(cast: Cast) -> None:
    for school in (school_calendar(cast.alder.pk, bank_holidays()), school_calendar(cast.camhs.pk, bank_holidays())):
        for year in (2024, 2026):
            spans = spans_of_year(year, school)
            days = [day for one in spans for day in range(one.first.toordinal(), one.last.toordinal() + 1)]
            assert days == list(range(date(year, 8, 1).toordinal(), date(year + 1, 8, 1).toordinal()))


def test_the_table_says_the_same_and_is_no_formula(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(given_name="=HYPERLINK(1)")
    one = impose(cast)
    tell(cast, one, "council")
    answer = browse(cast, "amara").get(f"{URL}?file=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="suspensions-2026-08-01.csv"'
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["Reference", "Pupil", "Year"]
    assert rows[1][:2] == [one.reference, "'=HYPERLINK(1) Mensah-Hart"]
    assert rows[1][3:6] == ["2026-11-23", "2026-11-23", "1 day"]
    assert len(rows) == 2


def test_two_schools_each_have_their_own(cast: Cast) -> None:
    one = impose(cast)
    Seat.objects.create(person=cast.people["amara"], agency=cast.merrow, role=Role.HEAD.value, starts_at=LONG_AGO)
    client = browse(cast, "amara")
    assert one.reference in text(client.get(f"{URL}?school={cast.alder.reference}"))
    page = text(client.get(f"{URL}?school={cast.merrow.reference}"))
    assert "Merrow Lane Primary, " in page
    assert one.reference not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [("colm", 200), ("amara", 200), ("iris", 200), ("tom", 403), ("sandra", 403), ("priti", 403), ("nobody", 403)],
)
def test_it_is_for_who_leads_and_the_boards_clerk(cast: Cast, name: str, status: int) -> None:
    one = impose(cast)
    tell(cast, one, "council")
    seat_clerk(cast)
    answer = browse(cast, name).get(URL)
    assert answer.status_code == status
    assert (one.reference in text(answer)) is (status == 200)


def test_another_school_sees_nothing_of_it(cast: Cast) -> None:
    one = impose(cast)
    page = text(browse(cast, "helen").get(f"{URL}?school={cast.alder.reference}"))
    assert one.reference not in page
    assert "Merrow Lane Primary" in page


def test_what_was_shown_stands_in_the_trail_and_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    one = impose(cast, date(2026, 9, 14), date(2026, 9, 14))
    before = queries(cast, "amara", URL)
    for day in (15, 16, 17):
        impose(cast, date(2026, 9, day), date(2026, 9, day))
    assert queries(cast, "amara", URL) == before
    line = TrailEntry.objects.filter(subject_kind="suspension report").latest("at")
    assert one.reference in line.facts["shown"]


def test_a_day_on_which_the_school_was_shut_is_no_day_of_it_as_in_the_letter(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 18), date(2026, 11, 20))
    shut, by = date(2026, 11, 19), cast.actor("colm")
    closures.keep_closure(cast.alder, first_on=shut, last_on=shut, why=next(iter(WHY)), by=by, at=AT)
    assert ": 2 days. These are the days:" in letter_of(cast, one)
    page = text(browse(cast, "amara").get(URL))
    assert "2 days, from Wednesday 18 November 2026 to the end of Friday 20 November 2026" in page


def test_the_days_of_the_table_are_written_as_one(cast: Cast) -> None:
    one = impose(cast)
    tell(cast, one, "governors")
    rows = list(csv.reader(browse(cast, "amara").get(f"{URL}?file=csv").content.decode("utf-8-sig").splitlines()))
    there = dict(zip(*rows, strict=True))
    assert (there["Decided on"], there["Board told on"]) == ("2026-11-23", "2026-11-23")


@pytest.mark.parametrize("kind", [Kind.COLLEGE, Kind.EARLY_YEARS])
def test_a_setting_outside_the_regulations_has_no_report(cast: Cast, kind: Kind) -> None:
    make_person("hattie", "Hattie Coll", make_agency(cast.wexmoor, kind, "Wex Setting"), Role.HEAD)
    cast.people["hattie"] = Person.objects.get(name="Hattie Coll")
    client = browse(cast, "hattie")
    assert client.get(URL).status_code == 403
    assert URL not in text(client.get("/suspensions/"))
    assert URL in text(browse(cast, "amara").get("/suspensions/"))
