"""Who reads an entry of the story, by the named cast."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.cases import actions as cases
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from tests import stories
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def test_a_share_shows_its_sections_and_the_receivers_own_entries(cast: Cast) -> None:
    case = stories.case(cast)
    seen = stories.entry(cast, case, section="education")
    hidden = stories.entry(cast, case, section="home")
    stories.shared(cast, case)
    own = stories.entry(cast, case, "priti", section="health")
    found = set(door.within(Entry, cast.actor("priti"), Act.SEE_ENTRY))
    assert found == {seen, own}
    assert hidden in set(door.within(Entry, cast.actor("amara"), Act.SEE_ENTRY))


def test_a_restricted_entry_is_its_authors_the_leads_and_the_heads(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    entry = stories.entry(cast, case)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    entries.restrict_entry(entry, why="Health detail", by=cast.actor("amara"), at=AT)
    readers = {n for n in cast.people if door.within(Entry, cast.actor(n), Act.SEE_ENTRY).filter(pk=entry.pk).exists()}
    assert readers == {"amara", "dan", "colm"}
