"""How a leak is planted: another row of a noun, another way to stand; and two worlds in which a leak shows."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Model

from agencies.acting import nouns
from agencies.policy import Act, Level, Role, Section, Standing
from referrals.door import reasons, standings
from tests.door.worlds.shapes import (
    AlikeIn,
    ArrivalIn,
    CaseIn,
    ConcernIn,
    ContactIn,
    DocumentIn,
    DutyIn,
    EntryIn,
    LinkIn,
    MoveIn,
    ReferralIn,
    SeatIn,
    ShareIn,
    SuspensionIn,
    TaskIn,
    World,
)

Leaks = dict[str, tuple[World, Callable[[pytest.MonkeyPatch], None]]]
"""By the surface that has to catch it: in which world, and how it is planted."""

SHOW = World(
    seats=(
        SeatIn(0, 0, Role.INCLUSION_LEAD),
        SeatIn(1, 3, Role.AGENCY_WORKER),
        SeatIn(2, 2, Role.COUNCIL_OFFICER),
        SeatIn(3, 4, Role.AGENCY_WORKER),
        SeatIn(4, 6, Role.COUNCIL_OFFICER),
        SeatIn(4, 0, Role.SAFEGUARDING_LEAD),
    ),
    cases=(CaseIn(0, is_overseen=True), CaseIn(0, days=2, name=1), CaseIn(1, days=3)),
    shares=(
        ShareIn(0, 3, Level.SECTIONS, frozenset({Section.HEALTH})),
        ShareIn(1, 3, fate="withdrawn"),
        ShareIn(0, 4, fate="offered"),
        ShareIn(1, 4, fate="ends"),
    ),
    entries=(
        EntryIn(0, 0, 0),
        EntryIn(0, 0, 0, Section.HEALTH),
        EntryIn(0, 0, 0, is_restricted=True),
        EntryIn(0, 0, 0, is_restricted=True, is_danger=True),
    ),
    referrals=(ReferralIn(0, "drafted", was_sent=False),),
    documents=(
        DocumentIn(0, 0, 0),
        DocumentIn(0, 0, 0, Section.HEALTH),
        DocumentIn(0, 0, 0, is_restricted=True),
        DocumentIn(0, 0, 0, entry=1),
        DocumentIn(0, 1, 0, entry=3),
    ),
)
"""A world of cases and shares where a leak shows somebody something."""
LEFT = World(
    seats=(*SHOW.seats[:3], SeatIn(3, 0, Role.STAFF), SeatIn(4, 3, Role.AGENCY_MANAGER)),
    cases=(CaseIn(0, lead=3, is_overseen=True, leaves=-1), CaseIn(0, days=2, name=1, leaves=0)),
    shares=(ShareIn(0, 3, Level.FULL), ShareIn(1, 3, Level.FULL)),
    entries=(EntryIn(0, 0, 0), EntryIn(1, 0, 0)),
    documents=(DocumentIn(0, 0, 0), DocumentIn(1, 0, 0)),
    duties=(
        DutyIn(0, 0, "name_lead", Standing.RAISED, Act.NAME_LEAD),
        DutyIn(0, 3, "answer_question", Standing.GRANTED, Act.ANSWER_QUESTION, share=0),
    ),
)
"""A world of two children: one left the school yesterday, of the other today is the last day."""
ABOVE = World(
    seats=(
        SeatIn(0, 0, Role.INCLUSION_LEAD),
        SeatIn(1, 1, Role.HEAD),
        SeatIn(2, 2, Role.COUNCIL_OFFICER),
        SeatIn(3, 0, Role.STAFF),
        SeatIn(4, 6, Role.COUNCIL_OFFICER),
    ),
    cases=(CaseIn(0), CaseIn(0, days=2, name=1), CaseIn(1, days=3), CaseIn(0, leaves=-1)),
    shares=(
        ShareIn(0, 1, Level.SUMMARY, fate="ends"),
        ShareIn(1, 1, Level.SUMMARY, fate="offered"),
        ShareIn(2, 1, Level.SUMMARY, fate="withdrawn"),
    ),
    moves=(MoveIn(0, 0, 1, "proposed", 0), MoveIn(1, 0, 1, "proposed", 1), MoveIn(2, 0, 1, "admitted", 2)),
    suspensions=(SuspensionIn(0, 0), SuspensionIn(1, 0, is_council_told=True)),
    referrals=(ReferralIn(0), ReferralIn(3)),
    arrivals=(ArrivalIn(0, 1), ArrivalIn(0, 1, "council"), ArrivalIn(1, 1, "joined")),
    alike=(AlikeIn(0, 1), AlikeIn(1, 2, "apart"), AlikeIn(0, 2)),
)
"""A world of moves, suspensions and rolls where a leak shows somebody something."""

TWO_AREAS = World(
    seats=(
        SeatIn(0, 0, Role.HEAD),
        SeatIn(1, 5, Role.HEAD),
        SeatIn(2, 7, Role.AGENCY_WORKER),
        SeatIn(3, 2, Role.COUNCIL_OFFICER),
        SeatIn(4, 6, Role.COUNCIL_OFFICER),
    ),
    cases=(
        CaseIn(0, is_overseen=True),
        CaseIn(5, is_overseen=True, days=2, name=1),
        CaseIn(0, days=4, name=2),
        CaseIn(5, days=5, name=2),
    ),
    shares=(
        ShareIn(0, 7, Level.FULL),
        ShareIn(0, 1, Level.SUMMARY),
        ShareIn(1, 8, Level.SUMMARY),
        ShareIn(1, 3, Level.FULL, fate="ends"),
    ),
    entries=(EntryIn(0, 0, 0), EntryIn(1, 1, 5)),
    documents=(DocumentIn(0, 0, 0), DocumentIn(1, 1, 5)),
    arrivals=(ArrivalIn(0, 1), ArrivalIn(1, 8)),
    concerns=(ConcernIn(0, 0), ConcernIn(1, 1)),
    referrals=(ReferralIn(0), ReferralIn(1)),
    duties=(
        DutyIn(0, 0, "name_lead", Standing.RAISED, Act.NAME_LEAD),
        DutyIn(1, 5, "name_lead", Standing.RAISED, Act.NAME_LEAD),
        DutyIn(0, 7, "answer_question", Standing.GRANTED, Act.ANSWER_QUESTION, share=0),
    ),
    moves=(MoveIn(0, 0, 1, "agreed", 1), MoveIn(1, 5, 8, "agreed", 2)),
    suspensions=(SuspensionIn(0, 0, is_council_told=True), SuspensionIn(1, 5, is_council_told=True)),
    contacts=(ContactIn(0), ContactIn(1)),
    links=(LinkIn(0, 2), LinkIn(1, 3)),
    alike=(AlikeIn(0, 2), AlikeIn(1, 3)),
    working=(0, 1),
    tasks=(TaskIn(0, 0, 7), TaskIn(1, 5, 5)),
)
"""One of each in two councils' areas, and a health team of the second with whom the first shares its case."""


def plant(patch: pytest.MonkeyPatch, model: type[Model], **row: Any) -> None:
    """Let the door read another row of this noun."""
    leaky = replace(nouns.noun_of(model), **row)
    patch.setitem(nouns.BY_MODEL, model, leaky)
    patch.setitem(nouns.BY_KIND, leaky.kind, leaky)


def plant_way(patch: pytest.MonkeyPatch, so: Collection[Standing], **row: Any) -> None:
    """Let the door read other ways to stand so to a case."""
    leaky = tuple(replace(way, **row) if way.standing in so else way for way in standings.WAYS)
    for reads in (standings, reasons):
        patch.setattr(reads, "WAYS", leaky)
