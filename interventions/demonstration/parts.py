"""Who plays what in the stories by chance: a child of a setting, a trouble that fits, and the people around."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import NamedTuple

from agencies.policy import Role
from interventions.demonstration import themes
from interventions.demonstration.names import PARENTS
from interventions.demonstration.people import PEOPLE
from interventions.demonstration.places import Place
from interventions.demonstration.pupils import STARRING
from interventions.demonstration.scenes import Family
from interventions.demonstration.stage import Stage
from interventions.demonstration.themes import Theme
from referrals.pupils.models import Pupil

PHASES = {"pennywort": "e", "millrace": "c", "merrow": "p", "lowmoor": "p", "curlew": "p", "osier": "p"}
ELEVEN_YEARS = timedelta(days=11 * 366)
OFFICERS = ("sandra", "martin", "bethan")


class Part(NamedTuple):
    """Who and what a plot is told of."""

    key: str
    pupil: Pupil
    theme: Theme
    strength: str
    staff: str
    lead: str
    officer: str
    family: Family
    chance: Random

    def say(self, sentence: str) -> str:
        """A sentence with the child's name in it."""
        return sentence.format(name=self.pupil.first_name)


def children_of(stage: Stage, place: Place) -> list[Pupil]:
    """Those of the setting who are in no other story, in an order of chance."""
    named = {name for name, *_ in STARRING.get(place.key, ())}
    born_by = stage.days.today - ELEVEN_YEARS
    found = [
        pupil
        for pupil in stage.rolls[place.key]
        if f"{pupil.given_name} {pupil.family_name}" not in named
        and pupil not in stage.movers
        and (PHASES.get(place.key, "s") != "s" or pupil.born_on < born_by)
    ]
    stage.chance.shuffle(found)
    return found


def part_for(stage: Stage, places: Iterator[Place], children: dict[str, list[Pupil]], helpers: tuple[str, ...]) -> Part:
    """The next setting for whose phase there is a trouble that one of these agencies helps with."""
    chance = stage.chance
    for place in places:
        phase = PHASES.get(place.key, "s")
        fitting = [t for t in themes.THEMES if phase in t.phases and (not helpers or t.helper in helpers)]
        if not fitting:
            continue
        pupil = children[place.key].pop()
        parent, relation = chance.choice(PARENTS)
        return Part(
            key=place.key,
            pupil=pupil,
            theme=chance.choice(fitting),
            strength=chance.choice(themes.STRENGTHS[phase]),
            staff=somebody(place.key, Role.STAFF),
            lead=somebody(place.key, Role.INCLUSION_LEAD),
            officer=chance.choice(OFFICERS),
            family=Family(
                f"{parent} {pupil.family_name}, {relation}",
                chance.choice(themes.HOW_TOLD),
                chance.choice(themes.TOLD_WORDS),
            ),
            chance=Random(chance.random()),
        )
    raise LookupError(helpers)  # unreachable while `places` goes round


def somebody(key: str, role: Role) -> str:
    """The first person of this role at the setting."""
    return next(person.key for person in PEOPLE if person.agency == key and role in person.roles)
