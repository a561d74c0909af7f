"""Which plots are told, how often, and in which order."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle

from interventions.demonstration.parts import Part, children_of, part_for
from interventions.demonstration.places import ROLLS
from interventions.demonstration.plots.closed import closed, reopened
from interventions.demonstration.plots.referrals import accepted, declined, drafting, redirected, referral_withdrawn
from interventions.demonstration.plots.school import new, not_told, under_way
from interventions.demonstration.plots.shares import (
    answered,
    ended,
    extended,
    live_parts,
    live_summary,
    live_whole,
    narrowed,
    offered,
    share_declined,
    share_withdrawn,
    widened,
)
from interventions.demonstration.plots.small_concerns import small_concerns
from interventions.demonstration.stage import Stage, Story

Plot = Callable[[Stage, Part], Story]


def by_chance(stage: Stage) -> Iterator[Story]:
    """Every plot as often as it is wanted, over the settings in turn; then concerns without a case."""
    children = {place.key: children_of(stage, place) for place in ROLLS}
    places = cycle([place for place in ROLLS if place.key != "alder"])
    for plot, times, helpers in PLOTS:
        for _ in range(times):
            yield plot(stage, part_for(stage, places, children, helpers))
    for _ in range(ALDER_TOO):
        yield under_way(stage, part_for(stage, cycle([ROLLS[0]]), children, ())._replace(staff="osei"))
    yield from small_concerns(stage, children)


NOT_SPEECH = ("family_help", "camhs", "nursing", "youth_justice")
ANY = (*NOT_SPEECH, "salt")
ALDER_TOO = 3
PLOTS: tuple[tuple[Plot, int, tuple[str, ...]], ...] = (
    (under_way, 5, ()),
    (new, 3, ()),
    *((partial(not_told, ago=ago), 1, ()) for ago in (9, 17, 29)),
    (drafting, 3, ()),
    *((partial(accepted, ago=ago), 1, ()) for ago in (1, 2, 4)),
    (offered, 3, NOT_SPEECH),
    (live_summary, 3, NOT_SPEECH),
    (live_parts, 3, NOT_SPEECH),
    (live_whole, 2, ("family_help",)),
    (answered, 3, ANY),
    (ended, 3, ANY),
    (share_withdrawn, 2, ("salt", "camhs")),
    (share_declined, 2, ANY),
    (narrowed, 2, NOT_SPEECH),
    (extended, 1, ANY),
    (widened, 1, ("camhs", "family_help")),
    (declined, 3, ()),
    (redirected, 3, ()),
    (referral_withdrawn, 2, ()),
    (closed, 5, (*ANY, "police")),
    (reopened, 2, ANY),
)
"""Each plot, how often, and which agencies may be the helper in it. Speech and language has one offer, Inês's."""
