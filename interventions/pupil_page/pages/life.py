"""Who is in a child's life in one small picture: only of rows that stand on the panel, and the same as a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from agencies.words import in_sentence
from interventions.pupil_page.pages.family import Linked
from interventions.pupil_page.pages.professionals import Works

MIDDLE, DOT = 120, 11
RINGS = {"in": 52, "new": 78, "team": 104}
"""Pixels from the middle: family and others, children of the family, who works with the child."""
TITLES = {"in": "Family and others", "new": "Children of the family", "team": "Who works with the child"}


@dataclass(frozen=True, slots=True)
class Dot:
    """One of them, by the number that the list has."""

    number: int
    x: int
    y: int
    kind: str


@dataclass(frozen=True, slots=True)
class LifeGroup:
    """Some of them in words, numbered on from the group before."""

    title: str
    start: int
    rows: list[str]


@dataclass(frozen=True, slots=True)
class Life:
    """The picture and its words."""

    name: str
    title: str
    rings: list[int]
    dots: list[Dot]
    groups: list[LifeGroup]


def life(
    first_name: str, around: Iterable[tuple[str, str]], linked: Iterable[Linked], works: Iterable[Works]
) -> Life | None:
    """Of the people (name and relationship), the other children and who works with the child; None where nobody is."""
    rows = {
        "in": [f"{name}, {in_sentence(what)}" for name, what in around],
        "new": [f"{one.name}, {in_sentence(one.kind)}" for one in linked],
        "team": [", ".join(filter(None, (one.name, in_sentence(one.role), one.agency))) for one in works],
    }
    there = {kind: found for kind, found in rows.items() if found}
    if not there:
        return None
    dots, groups, number = [], [], 1
    for kind, found in there.items():
        groups.append(LifeGroup(TITLES[kind], number, found))
        dots += _on_ring(kind, number, found)
        number += len(found)
    return Life(
        name=first_name[:8],
        title=". ".join([f"{first_name} in the middle", *(f"{one.title}: {len(one.rows)}" for one in groups)]),
        rings=[RINGS[kind] for kind in there],
        dots=dots,
        groups=groups,
    )


def _on_ring(kind: str, first: int, rows: Sequence[str]) -> list[Dot]:
    """Evenly round the ring, so many as it has room for: the list has them all."""
    radius = RINGS[kind]
    room = int(2 * pi * radius / (2 * DOT + 3))
    drawn = min(len(rows), room)
    turns = [2 * pi * (n / drawn + _turn(kind)) - pi / 2 for n in range(drawn)]
    return [
        Dot(first + n, round(MIDDLE + radius * cos(turn)), round(MIDDLE + radius * sin(turn)), kind)
        for n, turn in enumerate(turns)
    ]


def _turn(kind: str) -> float:
    """Each ring begins a little further on, so that the first of three don't stand on one line."""
    return list(RINGS).index(kind) / 9
