"""A school's first year over HTTP, from nothing; a child who changes school twice; a meeting of the board."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.calendar.models import TermDate
from agencies.policy import Kind, Role
from interventions.suspensions.models import Suspension
from referrals.arrivals.models import Arrival
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment
from tests import arriving
from tests.agencies.calendar.test_files import BY_HALVES, calendar
from tests.filling import form
from tests.journeys.test_story import Story
from tests.people import make_agency, make_cast, make_people, set_clock
from tests.suspensions import seat_clerk

pytestmark = pytest.mark.django_db
IMPOSE = "/suspensions/impose-suspension/"


class Year(Story):
    """The story's people, with forms filled as a browser shows them."""

    def fill(self, name: str, url: str, button: str, **typed: Any) -> str:
        """Open the page, type, press the button, and read where that leads."""
        action, fields = form(self.as_(name).get(url).content.decode(), button)
        answer = self.as_(name).post(action or url, fields | typed, follow=True)
        page = re.sub(r"\s+", " ", answer.content.decode())
        assert answer.status_code == 200, (name, url, re.findall(r"error-message.*?</p>", page))
        return page

    def suspend(self, first_on: str, last_on: str, by: str = "colm", **more: str) -> Suspension:
        """The head looks first, then decides."""
        typed = {
            "pupil_name": "kof", "pupil": self.cast.kofi.reference, "first_on": first_on, "last_on": last_on,
            "kind": "whole", "reasons": "PA", "happened": "He threw a chair.", "tried": "Mentoring.",
            "social_worker": "no", "looked_after": "no", "ehc_plan": "no", "disability": "no",
            "elsewhere": "no", "elsewhere_source": "roll", **more,
        }  # fmt: skip
        self.looked = self.fill(by, IMPOSE, "See the totals with this one", look="1", **typed)
        action, fields = form(self.looked, "Suspend")
        answer = self.as_(by).post(action or IMPOSE, fields | {"impose": "1"}, follow=True)
        assert answer.redirect_chain
        return Suspension.objects.latest("pk")


def on(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def year() -> Iterator[Year]:
    with time_machine.travel(on(11, 2), tick=False) as clock:
        set_clock(on(11, 2))
        yield Year(make_cast(), clock)


def owed(one: Suspension) -> set[str]:
    found = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
    return set(found.values_list("rule", flat=True))


def test_a_schools_first_year(year: Year) -> None:
    """The council's feed becomes the year; 5.5 days in the term; snow makes them 4.5; the last one is cancelled."""
    TermDate.objects.all().delete()
    keep = f"/school-years/{year.cast.alder.reference}/2026/keep-year/"
    feed = SimpleUploadedFile("terms.ics", calendar(*BY_HALVES))
    shown = year.as_("colm").post(keep, {"take": "1", "file": feed}).content.decode()
    assert "The year as it would be" in shown
    assert not TermDate.objects.exists()
    action, fields = form(shown, "Keep this year")
    kept = year.as_("colm").post(action or keep, fields, follow=True).content.decode()
    assert "194 school days are kept" in kept
    year.move(on(11, 9))
    first = year.suspend("9 11 2026", "12 11 2026")
    assert "board_within_50" not in owed(first)
    year.move(on(11, 23))
    second = year.suspend("23 11 2026", "24 11 2026", since="PM")
    assert "4 days before, <b>5.5 days with this one</b>" in re.sub(r"\s+", " ", year.looked)
    url = f"/suspensions/{second.reference}/"
    assert "Over 5 days in the term" in year.page("colm", url)
    assert "tell_governors_suspension" in owed(second)
    close = reverse("keep_closure", args=[year.cast.alder.reference])
    year.fill("colm", close, "Close the school", first_on="24 11 2026", why="weather")
    snowed = year.page("colm", url)
    assert "The school was shut on Tue 24 Nov.</b> 0.5 days of this suspension count" in snowed
    assert "4.5 days with this one, 4 days before" in snowed
    assert "The school’s days changed: the board has no duty to meet on it." in snowed
    assert "tell_governors_suspension" not in owed(second)
    letter = year.page("colm", f"{url}letter/")
    assert "is suspended from Alder Hythe School for the afternoon of Monday 23 November 2026: 0.5 days" in letter
    cancelled = year.fill(
        "colm",
        f"{url}cancel-suspension/",
        "Cancel",
        why="A film shows another boy.",
        back_on="25 11 2026",
        back_session="AM",
    )
    assert "A film shows another boy." in cancelled
    assert "tell_parents_cancellation" in owed(second)
    assert "tell_parents_suspension" not in owed(second)


def test_a_child_who_changes_school_twice_is_known(year: Year) -> None:
    """Added by hand at the second school and at the third: one record, one sum, each answer asked of who has him."""
    kofi = arriving.known(year.cast)
    third = make_agency(year.cast.wexmoor, Kind.SCHOOL, "Sandmarsh Academy")
    third_people = {"nia": ("Nia Roe", third, Role.INCLUSION_LEAD), "otto": ("Otto Hale", third, Role.HEAD)}
    year.cast.people |= make_people(third_people)
    year.suspend("2 11 2026", "3 11 2026")
    added = {"given_name": "Kofi", "family_name": "Mensah-Hart", "born_on": f"{kofi.born_on:%d %m %Y}",
             "upn": arriving.UPN, "why": "He starts with us."}  # fmt: skip
    year.move(on(11, 9))
    second = change(year, "helen", "amara", "6 11 2026", added)
    year.move(on(11, 16))
    last = change(year, "nia", "helen", "13 11 2026", added)
    assert (second.state, last.state) == ("joined", "joined")
    places = Enrolment.objects.filter(pupil__family_name="Mensah-Hart").order_by("starts_on")
    assert list(places.values_list("pupil", "school__name", "ends_on")) == [
        (kofi.pk, "Alder Hythe School", date(2026, 11, 6)),
        (kofi.pk, "Merrow Lane Primary", date(2026, 11, 13)),
        (kofi.pk, "Sandmarsh Academy", None),
    ]
    year.suspend("16 11 2026", "16 11 2026", by="otto")
    assert "at the schools known here</h3> <p>2 days before, <b>3 days with this one</b>" in year.looked
    assert "Sandmarsh Academy" in year.page("sandra", f"/arrivals/{last.reference}/")
    year.gone("amara", f"/pupils/{kofi.reference}/")


def change(year: Year, new: str, old: str, last_on: str, added: dict[str, str]) -> Arrival:
    """The new school adds him; whoever has him is asked, and says his last day."""
    year.fill(new, "/pupils/add-pupil/", "Add", **added)
    arrival = Arrival.objects.latest("pk")
    year.gone(new, f"/arrivals/{arrival.reference}/")
    assert "Answer" in year.page(old, "/my-work/")
    year.fill(old, f"/arrivals/{arrival.reference}/answer-arrival/", "Answer", answer="left", left_on=last_on)
    arrival.refresh_from_db()
    assert "has one record" in year.page(new, f"/arrivals/{arrival.reference}/")
    return arrival


def test_a_clerks_board_meeting(year: Year) -> None:
    """Written in the evening, entered the next day: in time, with the day of return in the family's letter."""
    seat_clerk(year.cast)
    one = year.suspend("2 11 2026", "9 11 2026")
    url = f"/suspensions/{one.reference}"
    tell = {"recipient": "governors", "whom": "Iris Fenwick", "how": "by_hand"}
    year.fill("amara", f"{url}/record-notice/", "Record it", **tell)
    year.fill("iris", f"{url}/record-representations/", "Record", whose="Abena Mensah", on="2 11 2026")
    assert "Kofi Mensah-Hart" in year.page("iris", "/my-work/")
    year.gone("iris", f"/pupils/{year.cast.kofi.reference}/")
    year.move(on(11, 4))
    met = {"on": "3 11 2026", "clock": "18:30"}
    year.fill("iris", f"{url}/begin-board-meeting/", "Record", **met)
    decided = {"outcome": "reinstated", "decided_on": "3 11 2026", "decided": "19:20", "ended": "19:30",
               "back_on": "4 11 2026", "words": "The reasons do not carry six days."}  # fmt: skip
    page = year.fill("iris", f"{url}/record-board-decision/", "Record", **decided)
    assert "It decided in time" in page
    assert "tell_parents_decision" in owed(one)
    year.gone("iris", f"/cases/{one.reference}/")
    assert "Wednesday 4 November 2026" in year.page("colm", f"{url}/letter/")
