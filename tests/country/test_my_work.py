"""My work in the midst of a country: what it reads follows what it shows, and nothing else."""

import pytest

from agencies.acting import bounds
from interventions.work.pages import my_work
from interventions.work.pages.my_work import ENDED_FOR, MOST_OF_OTHERS
from referrals.duties.access import of_others
from referrals.shares.pages import ended_lately, ending
from tests.country.reading import hold, reading
from tests.people import AT, Cast


def test_of_an_agency_whose_shares_have_all_just_ended_ten_are_read(country: Cast) -> None:
    """4,000 of theirs ended within eight hours, a third withdrawn: the last ten of them, the latest first."""
    priti = country.actor("priti")
    bounds.enter(priti, AT)
    with reading() as reads:
        ended = [ending(one) for one in ended_lately(priti, AT - ENDED_FOR, AT)]
    assert [one.who for one in ended[:3]] == ["its date, as agreed when it was shared"] * 2 + [
        "Amara Adeyemi, Merrow Lane Primary"
    ]
    assert len(ended) == 10
    hold(reads, buffers=120, rows=40)


@pytest.mark.parametrize("name", ["amara", "sandra"])
def test_of_what_waits_for_others_twenty_are_read_and_no_other_councils(country: Cast, name: str) -> None:
    """30,000 duties are open in the country: for a council and a school, the first of those that others owe there."""
    actor = country.actor(name)
    bounds.enter(actor, AT)
    with reading() as reads:
        assert len(of_others(actor, MOST_OF_OTHERS)) == 20
    assert len(reads) == 1
    hold(reads, buffers=800, rows=20 * 40)
    assert len(my_work(actor, AT).waiting) == 20
