"""Arrivals: each page and act, for the council, the school that is asked, and the one that asked once it may know."""

import pytest
from django.db.models import Q

from agencies.acting import nouns
from agencies.policy import Act, Standing
from referrals import door
from referrals.arrivals.models import Arrival
from tests.door.planting import ABOVE, Leaks, plant
from tests.door.scene import Scene, agree, answers, numbers, stood_so
from tests.people import AT

ARRIVAL_ACTS: dict[Act, set[Standing]] = {
    Act.SEE_ARRIVAL: {Standing.RAISED, Standing.RECEIVES, Standing.ASKED},
    Act.ANSWER_ARRIVAL: {Standing.RAISED},
    Act.RECORD_TRANSFER: {Standing.RAISED},
    Act.SETTLE_ARRIVAL: {Standing.ASKED},
}
"""Who may do what by standing, said once more and apart from the law's own tables, so that these cannot mislead."""


def arrivals_agree(scene: Scene, who: int) -> None:
    """What the door allows on each, and each page by its reference."""
    rows = scene.rows.arrivals
    stood = [scene.model.arrived(who, n) for n in range(len(rows))]
    ought = stood_so(stood, ARRIVAL_ACTS[Act.SEE_ARRIVAL])
    due = {n: "it" if n in ought else "not found" for n in range(len(rows))}
    agree("arrivals", f"{who}, page", answers(scene, who, Act.SEE_ARRIVAL, Arrival, rows), due)
    for act, standings in ARRIVAL_ACTS.items():
        found = numbers(rows, door.within(Arrival, scene.actor(who), act, AT))
        agree("arrivals", f"{who}, {act}", found, stood_so(stood, standings))


def leak_arrival(patch: pytest.MonkeyPatch) -> None:
    """Who asked reads of the other school before anybody said yes."""
    honest = nouns.noun_of(Arrival).within

    def within(actor: object, act: Act, at: object) -> object:
        own = [seat.agency_id for seat in actor.seats_for(act, Standing.RECEIVES)]  # type: ignore[attr-defined]
        return Arrival.objects.filter(Q(pk__in=honest(actor, act, at)) | Q(school_id__in=own))  # type: ignore[arg-type]

    plant(patch, Arrival, within=within)


def leak_clash(patch: pytest.MonkeyPatch) -> None:
    """A school reads of a question that is the council's alone."""
    honest = nouns.noun_of(Arrival).within

    def within(actor: object, act: Act, at: object) -> object:
        own = [seat.agency_id for seat in actor.seats_for(act, Standing.RAISED)]  # type: ignore[attr-defined]
        return Arrival.objects.filter(Q(pk__in=honest(actor, act, at)) | Q(known_school_id__in=own))  # type: ignore[arg-type]

    plant(patch, Arrival, within=within)


LEAKS: Leaks = {
    "arrivals, before anybody said yes": (ABOVE, leak_arrival),
    "arrivals, the council’s alone": (ABOVE, leak_clash),
}
