"""What the search box finds, by the named cast."""

import pytest

from referrals.search.access import search
from tests import stories
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_child_is_found_by_those_who_may_see_the_case_and_by_nobody_else(cast: Cast) -> None:
    case = stories.case(cast)
    stories.offered(cast, case)
    found = {name for name in cast.people if search(cast.actor(name), "kofi") == [case]}
    assert found == {"amara", "colm"}
    assert search(cast.actor("priti"), case.reference) == []  # the offer is not accepted yet
