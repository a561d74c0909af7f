"""A school's year, for the school's own system: read and kept whole, by the rules of the page."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from agencies.calendar.models import TermDate
from agencies.policy import Scope
from agencies.trail.models import TrailEntry
from referrals.duties.models import Duty
from tests import stories
from tests.browsing import browse, text
from tests.machines import OTHER_URN, URN, System, connect
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
NEXT = f"/schools/{URN}/calendar/2027-28"
THIS = f"/schools/{URN}/calendar/2026-27"
YEAR = {"terms": [{"from": "2027-09-02", "to": "2027-10-22"}], "inset": ["2027-10-01"]}


def said(answer: Any) -> list[tuple[str, str]]:
    return [(one["pointer"], one["message"]) for one in answer.json()["errors"]]


def test_a_year_is_kept_and_read_and_the_same_again_changes_nothing(cast: Cast, system: System) -> None:
    assert system.ask("GET", NEXT).json() == {"terms": [], "inset": []}
    first, again = system.ask("PUT", NEXT, YEAR), system.ask("PUT", NEXT, YEAR)
    assert (first.status_code, again.status_code, again.json()) == (200, 200, YEAR)
    assert first["ETag"] == again["ETag"] == system.ask("GET", NEXT)["ETag"]
    assert system.ask("GET", NEXT, None, If_None_Match=first["ETag"]).status_code == 304
    assert TrailEntry.objects.filter(act="keep_year", outcome="done").count() == 1
    page = browse(cast, "colm").get(reverse("keep_year", args=[cast.alder.reference, 2027]))
    assert 'value="22 October 2027"' in page.content.decode()


def test_what_a_year_changes_moves_the_clocks_as_from_the_page(cast: Cast, system: System) -> None:
    stories.case(cast)
    held = system.ask("GET", THIS).json()
    before = Duty.objects.get(rule="name_lead").due_on
    assert system.ask("PUT", THIS, {**held, "inset": [*held["inset"], "2026-11-25"]}).status_code == 200
    assert Duty.objects.get(rule="name_lead").due_on > before
    assert "moved it to" in text(
        browse(cast, "amara").get(reverse("see_duty", args=[Duty.objects.get(rule="name_lead").reference]))
    )


def test_a_bank_holiday_with_lessons_is_sent_and_stays_where_a_system_does_not_speak_of_it(
    cast: Cast, system: System
) -> None:
    held = system.ask("GET", THIS).json()
    assert system.ask("PUT", THIS, {**held, "open": ["2027-05-03"]}).json()["open"] == ["2027-05-03"]
    assert system.ask("PUT", THIS, {**held, "inset": ["2026-11-25"]}).json()["open"] == ["2027-05-03"]
    assert system.ask("PUT", THIS, {**held, "open": []}).json() == held


@pytest.mark.parametrize(
    ("body", "where", "why"),
    [
        ({"terms": []}, "/terms", "There are too few."),
        ({**YEAR, "inset": ["2027-10-02"]}, "/inset", "Saturday 2 October 2027 is at a weekend"),
        ({"terms": [{"from": "2027-09-02", "to": "2027-08-02"}]}, "/terms", "enter a last day on or after the first"),
        ({"terms": [{"from": "2026-09-02", "to": "2026-10-22"}]}, "/terms", "days of the school year 2027/28"),
        (
            {"terms": [{"from": f"2027-{n}-06", "to": f"2027-{n}-10"} for n in ("09", "10", "11")]},
            "/terms",
            "two halves",
        ),
        ({"terms": [{"from": "2027-09-02"}]}, "/terms/0/to", "Give this."),
        ({**YEAR, "closures": []}, "/closures", "This is not known here."),
        ({**YEAR, "open": ["2027-09-03"]}, "/open", "2027-09-03 is no bank holiday from Monday to Friday"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_changes_nothing(
    cast: Cast, system: System, body: dict[str, Any], where: str, why: str
) -> None:
    before = TermDate.objects.count()
    answer = system.ask("PUT", NEXT, body)
    assert answer.status_code == 422, answer.content
    [(pointer, message)] = said(answer)
    assert (pointer, why in message) == (where, True), message
    assert TermDate.objects.count() == before


@pytest.mark.parametrize(
    "path",
    [
        f"/schools/{OTHER_URN}/calendar/2027-28",
        "/schools/999999/calendar/2027-28",
        f"/schools/{URN}/calendar/2027-29",
        f"/schools/{URN}/calendar/2031-32",
        f"/schools/{URN}/calendar/2020-21",
    ],
)
def test_another_school_and_a_year_that_cannot_be_written_are_not_found_alike(
    system: System, other: System, path: str
) -> None:
    answers = {system.ask(method, path, YEAR).content for method in ("GET", "PUT")}
    assert answers == {system.ask("PUT", "/schools/999999/calendar/2027-28", YEAR).content}
    assert system.ask("GET", path).status_code == 404


def test_a_change_that_was_not_seen_is_not_overwritten(cast: Cast, system: System) -> None:
    first = system.ask("PUT", NEXT, YEAR)
    system.ask("PUT", NEXT, {**YEAR, "inset": []})
    late = system.ask("PUT", NEXT, YEAR, If_Match=first["ETag"])
    assert late.status_code == 412
    assert not TermDate.objects.filter(kind="inset", first_on=date(2027, 10, 1)).exists()


def test_without_its_scope_it_does_neither(cast: Cast) -> None:
    system = connect(cast, cast.alder, scopes=[Scope.PUPILS_WRITE])
    assert {system.ask(method, NEXT, YEAR).status_code for method in ("GET", "PUT")} == {403}
