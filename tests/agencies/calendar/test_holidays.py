"""That the list of bank holidays runs out is said a year before, and on every year that it does not reach."""

import pytest
from django.urls import reverse

from agencies.calendar.models import BankHoliday
from tests.browsing import browse, text
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
UNTIL = "Bank holidays are known here until Sunday 31 December 2028."


@pytest.mark.parametrize(("last", "is_said"), [(2028, False), (2027, False), (2026, True)])
def test_a_year_before_the_list_of_schools_says_so(cast: Cast, last: int, *, is_said: bool) -> None:
    BankHoliday.objects.filter(day__year__gt=last).delete()
    page = text(browse(cast, "sandra").get("/school-years/"))
    assert ("Bank holidays are known here until" in page) is is_said


@pytest.mark.parametrize(("year", "is_said"), [(2026, False), (2027, False), (2028, True)])
def test_a_year_beyond_the_list_says_what_it_counts(cast: Cast, year: int, *, is_said: bool) -> None:
    page = text(browse(cast, "colm").get(reverse("keep_year", args=[cast.alder.reference, year])))
    assert (UNTIL in page) is is_said


def test_where_none_is_known_that_is_said(cast: Cast) -> None:
    BankHoliday.objects.all().delete()
    assert "No bank holiday is known here" in text(browse(cast, "sandra").get("/school-years/"))
