"""A school is closed for a day: snow, a polling station, a strike; and that is taken back."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.calendar.models import TermDate
from agencies.closures.models import Closure
from agencies.trail.models import TrailEntry
from tests import stories
from tests.acting.test_second import second, summary
from tests.browsing import AGAIN, browse, carried, queries, said, text
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
SNOW = {"first_on": "9 12 2026", "last_on": "", "why": "weather"}
D = date
SNOWED = D(2026, 12, 9)


def address(cast: Cast) -> str:
    return reverse("keep_closure", args=[cast.alder.reference])


def year(cast: Cast) -> str:
    return reverse("keep_year", args=[cast.alder.reference, 2026])


def close(cast: Cast, who: str = "colm", **changes: str) -> Any:
    return browse(cast, who).post(address(cast), {**SNOW, **changes})


def take_back(cast: Cast, who: str = "colm") -> Any:
    return browse(cast, who).post(reverse("end_closure", args=[Closure.objects.latest("id").reference]))


def why_not(cast: Cast, day: date = SNOWED) -> str | None:
    return school_calendar(cast.alder.pk, bank_holidays()).why_not(day)


def test_a_snow_day_is_no_school_day_of_this_school_and_stands_on_its_year(cast: Cast) -> None:
    answer = close(cast)
    assert (answer.status_code, answer["Location"]) == (302, year(cast))
    assert said(answer)[-1] == "Alder Hythe School is closed: 9 Dec 2026 (snow or other weather)."
    assert why_not(cast) == "closed: snow or other weather"
    assert school_calendar(cast.merrow.pk, bank_holidays()).is_school_day(D(2026, 12, 9))
    page = browse(cast, "colm").get(year(cast))
    assert "9 Dec 2026 (snow or other weather)" in text(page)
    assert f'href="{address(cast)}"' in page.content.decode()


def test_taken_back_it_is_a_school_day_again_and_is_still_shown(cast: Cast) -> None:
    close(cast)
    assert said(take_back(cast))[-1] == "Taken back: 9 Dec 2026 (snow or other weather)."
    assert why_not(cast) is None
    assert "taken back" in text(browse(cast, "colm").get(year(cast)))
    assert said(take_back(cast))[-1] == AGAIN
    acts = TrailEntry.objects.filter(subject_kind="closure", outcome="done").order_by("id")
    assert list(acts.values_list("act", flat=True)) == ["keep_closure", "end_closure"]


def test_the_page_of_one_that_was_taken_back_says_so_first(cast: Cast) -> None:
    close(cast)
    take_back(cast)
    answer = browse(cast, "colm").get(reverse("end_closure", args=[Closure.objects.get().reference]))
    assert (answer.status_code, "This closure was taken back already." in text(answer)) == (409, True)


def test_the_same_twice_or_in_two_tabs_changes_nothing(cast: Cast) -> None:
    colm = browse(cast, "colm")
    tabs = [carried(colm.get(address(cast))) for _ in range(2)]
    for tab in tabs:
        answer = colm.post(address(cast), {**tab, **SNOW})
        assert (answer.status_code, answer["Location"]) == (302, year(cast))
    assert said(answer)[-1] == AGAIN
    assert close(cast, "amara").status_code == 422
    assert (Closure.objects.count(), TermDate.objects.filter(kind="closure").count()) == (1, 1)


def test_whoever_was_first_is_named_and_mine_stays_on_the_page(cast: Cast) -> None:
    answer = second(cast, "colm", address(cast), SNOW, {**SNOW, "last_on": "10 12 2026"})
    assert answer.status_code == 422
    assert "The school is closed then already: 9 Dec 2026 (snow or other weather)." in summary(answer)
    assert "10 12 2026" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"first_on": "12 12 2026"}, "no lessons then anyway: Saturday 12 December 2026 is weekend"),
        ({"first_on": "12 12 2026", "last_on": "13 12 2026"}, "no lessons then anyway"),
        ({"first_on": "25 12 2026"}, "no lessons then anyway: Friday 25 December 2026 is bank holiday: Christmas Day"),
        ({"first_on": "28 10 2026"}, "Wednesday 28 October 2026 is not in term"),
        ({"first_on": "27 11 2026"}, "Friday 27 November 2026 is INSET"),
        ({"first_on": "8 9 2027"}, "The school’s terms are not known on Wednesday 8 September 2027"),
        ({"first_on": "9 7 2026"}, "Choose days of this school year"),
        ({"last_on": "8 12 2026"}, "Enter a last day on or after the first"),
        ({"last_on": "9 12 2027"}, "Enter a last day of the same school year"),
        ({"first_on": ""}, "Answer “First day”"),
        ({"why": "because"}, "Choose one of the answers"),
    ],
)
def test_what_closes_no_school_day_is_refused_in_a_plain_sentence(
    cast: Cast, changes: dict[str, str], why: str
) -> None:
    answer = close(cast, **changes)
    assert answer.status_code == 422
    assert why in summary(answer)
    assert not Closure.objects.exists()


def test_days_of_a_holiday_at_the_end_of_it_do_not_matter(cast: Cast) -> None:
    assert close(cast, first_on="17 12 2026", last_on="20 12 2026").status_code == 302
    assert why_not(cast, D(2026, 12, 18)) == "closed: snow or other weather"


def test_a_day_that_has_passed_can_be_entered(cast: Cast) -> None:
    assert close(cast, first_on="5 11 2026").status_code == 302


@pytest.mark.parametrize(("who", "status"), [("colm", 302), ("amara", 302), ("sandra", 302), ("helen", 404)])
def test_who_leads_the_school_or_its_council_closes_it(cast: Cast, who: str, status: int) -> None:
    assert close(cast, who).status_code == status
    for other, answer in (("far", 404), ("tom", 403), ("priti", 403)):
        assert close(cast, other, first_on="10 12 2026").status_code == answer, other


def test_it_is_taken_back_by_the_side_that_entered_it(cast: Cast) -> None:
    close(cast, "sandra")
    assert take_back(cast, "colm").status_code == 404
    assert "Take it back" not in text(browse(cast, "colm").get(year(cast)))
    assert "Take it back" in text(browse(cast, "sandra").get(year(cast)))
    assert take_back(cast, "grace").status_code == 302
    close(cast, "colm")
    assert take_back(cast, "sandra").status_code == 404
    assert take_back(cast, "amara").status_code == 302


def test_a_day_that_was_taken_back_can_be_closed_again(cast: Cast) -> None:
    close(cast)
    take_back(cast)
    assert close(cast).status_code == 302
    assert why_not(cast) == "closed: snow or other weather"
    assert Closure.objects.filter(state="kept").count() == 1


@pytest.mark.parametrize("who", ["colm", "sandra"])
def test_the_page_says_how_many_due_days_moved(cast: Cast, who: str) -> None:
    """Also the council’s officer’s, who sees nothing of those cases."""
    stories.case(cast)
    assert said(close(cast, who, first_on="25 11 2026"))[-1].endswith("Of the due days 2 moved later.")
    assert said(take_back(cast, who))[-1].endswith("Of the due days 2 moved earlier.")


def test_the_year_takes_as_many_queries_for_three_closures_as_for_one(cast: Cast) -> None:
    close(cast)
    one = queries(cast, "colm", year(cast))
    for day in ("10", "11"):
        close(cast, first_on=f"{day} 12 2026")
    assert queries(cast, "colm", year(cast)) == one
