"""What moves a receiver's list, by the named cast."""

from datetime import datetime, timedelta

import pytest

from agencies.policy import Act
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.search.access import search
from tests import stories
from tests.people import AT, Cast, make_pupil, set_clock

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def dates(cast: Cast, name: str) -> dict[Case, datetime]:
    return {one.case: one.changed_at for one in door.page(cast.actor(name), Act.SEE_CASE, {})[0]}


def test_what_her_share_does_not_show_moves_no_case_of_pritis_list(cast: Cast) -> None:
    """Health, education and the child's voice are hers; what is written of home is not."""
    case = stories.case(cast)
    stories.shared(cast, case)
    before = dates(cast, "priti")
    stories.entry(cast, case, section="home", at=LATER)
    assert dates(cast, "priti") == before
    assert dates(cast, "amara")[case] == LATER
    stories.entry(cast, case, section="education", at=LATER)
    assert dates(cast, "priti")[case] == LATER


def test_who_leads_is_shown_by_a_summary_and_moves_it(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=LATER)
    assert dates(cast, "priti")[case] == LATER


def test_a_search_puts_found_children_in_the_order_of_their_names(cast: Cast) -> None:
    first = stories.case(cast)
    stories.shared(cast, first)
    cast.kofi = make_pupil(cast.alder, "Zadie", cast.kofi.family_name)
    second = stories.case(cast)
    stories.shared(cast, second)
    family = cast.kofi.family_name
    for case in (first, second):
        stories.entry(cast, case, section="home", at=LATER)
        set_clock(LATER)
        assert search(cast.actor("priti"), family) == [first, second]
