"""Goals of the search box and of the names of a school's pupils, as somebody types; and words that match nobody."""

from collections.abc import Callable, Iterator

from django.db import transaction

from agencies.acting import bounds
from agencies.actors import Actor
from referrals.cases.models import Case
from referrals.pupils.access import find_pupils
from referrals.search.access import search
from tests.bench.ruler import Measure, weigh
from tests.bench.world import World
from tests.people import AT

OFTEN, SELDOM, NOBODY, WHOLE = "ashb", "Una Youngworth", "zz", "li"


def small(world: World) -> Iterator[Measure]:
    """A school, a council, an agency with few shares, forty schools."""
    yield from _typed(world, "11", ("lead", "named", "forty", "officer", "few", "old", "ended"))
    lead = world.actor("lead")
    with transaction.atomic():
        bounds.enter(lead, AT)
        assert find_pupils(lead, "as", AT)
        yield weigh("11.pupils.lead", _ten, lambda: find_pupils(lead, "as", AT))


def large(world: World) -> Iterator[Measure]:
    """Police with 40,000 shares."""
    yield from _typed(world, "12", ("police",))


def _typed(world: World, goal: str, kinds: tuple[str, ...]) -> Iterator[Measure]:
    for kind in kinds:
        actor = world.actor(kind)
        with transaction.atomic():
            bounds.enter(actor, AT)
            for name, words in {"often": OFTEN, "seldom": SELDOM, "nobody": NOBODY, "whole": WHOLE}.items():
                yield weigh(f"{goal}.{name}.{kind}", _ten, _search(actor, words))


def _search(actor: Actor, words: str) -> Callable[[], None]:
    def search_for() -> None:
        found = search(actor, words)
        assert not found or words != NOBODY

    return search_for


def _ten() -> None:
    assert list(Case.objects.filter(pk__in=range(1, 11)).select_related("pupil", "school", "lead"))


GOALS = {"11": small, "12": large}
