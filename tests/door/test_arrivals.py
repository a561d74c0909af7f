"""A child who changes school: the old school and the council know of it first, the new one once it may."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.arrivals.models import Arrival
from tests.arriving import arrived
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def seen_by(cast: Cast, arrival: Arrival) -> set[str]:
    return {
        name
        for name in ("tom", "amara", "helen", "sandra", "grace", "far", "priti", "support")
        if door.within(Arrival, cast.actor(name), Act.SEE_ARRIVAL, AT).filter(pk=arrival.pk).exists()
    }


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("asked", {"amara", "sandra", "grace"}),
        ("council", {"sandra", "grace"}),
        ("apart", {"sandra", "grace"}),
        ("joined", {"amara", "helen", "sandra", "grace"}),
    ],
)
def test_who_knows_that_a_child_may_have_come_from_alder_hythe(cast: Cast, state: str, who: set[str]) -> None:
    arrival = arrived(cast)
    Arrival.objects.filter(pk=arrival.pk).update(state=state, joined_at=AT if state == "joined" else None)
    assert seen_by(cast, arrival) == who
