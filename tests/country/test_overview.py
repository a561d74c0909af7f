"""The overview in the midst of a country: it counts what lies in its reader's area or school, by an index."""

import pytest

from agencies.acting import bounds
from interventions.overview.pages import overview
from tests.country.reading import reading
from tests.people import AT, Cast


@pytest.mark.parametrize("name", ["amara", "sandra"])
def test_no_big_table_is_read_from_end_to_end(country: Cast, name: str) -> None:
    actor = country.actor(name)
    bounds.enter(actor, AT)
    with reading() as reads:
        page = overview(actor, AT)
    assert page.number > 1_000
    assert not [read.sql for read in reads if read.whole]
