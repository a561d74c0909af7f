"""What of a case its page shows to whom, by the named cast."""

import pytest

from agencies.people.access import stand_in
from agencies.policy import Role
from interventions.case_page.pages import case_sight
from tests import stories
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def test_a_receiver_reads_the_parts_that_were_shared_and_a_keeper_all_of_them(cast: Cast) -> None:
    case = stories.case(cast)
    school, home = stories.entry(cast, case, section="education"), stories.entry(cast, case, section="home")
    stories.shared(cast, case)
    hers, keepers = (case_sight(cast.actor(name), case, AT) for name in ("priti", "amara"))
    assert school in hers.entries
    assert home not in hers.entries
    assert {school, home} <= set(keepers.entries)


def test_who_can_see_the_case_is_told_to_its_keepers_alone(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    hers, keepers = (case_sight(cast.actor(name), case, AT) for name in ("priti", "amara"))
    assert hers.reasons == []
    assert "Priti Nair" in {name for reason in keepers.reasons for name in reason.people}


def test_a_preview_shows_a_worker_who_is_nobody_what_priti_would_see(cast: Cast) -> None:
    case = stories.case(cast)
    stories.entry(cast, case, section="home")
    stories.shared(cast, case)
    somebody, priti = stand_in(cast.camhs, Role.AGENCY_WORKER), cast.actor("priti")
    preview, page = (case_sight(actor, case, AT) for actor in (somebody, priti))
    assert (preview.entries, preview.level, preview.told) == (page.entries, page.level, page.told)
