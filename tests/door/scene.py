"""A world as rows beside what ought to be seen of it, and the words in which a surface disagrees."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model as Table

from agencies.acting import bounds
from agencies.acting.nouns import BY_KIND
from agencies.actors import Actor, SeatFacts
from agencies.outbox.models import Letter
from agencies.people.access import actor_for
from agencies.policy import Act, Kind, Role, Standing
from agencies.policy.telling import Tell
from agencies.web.asking import Forbidden, NotFound
from referrals import door
from tests import wide
from tests.door.model import Model, Stands
from tests.door.worlds.making import Made
from tests.door.worlds.shapes import PEOPLE
from tests.people import AT


@dataclass(frozen=True)
class Scene:
    """A world as rows, and what ought to be seen of it."""

    rows: Made
    model: Model
    actors: dict[int, Actor] = field(default_factory=dict)

    def actor(self, who: int) -> Actor:
        """The person as the edge would make them now: asked for once, since a world stands still."""
        if who not in self.actors:
            self.actors[who] = actor_for(self.rows.stage.people[who], AT)
        return self.actors[who]

    def machine(self, place: int) -> Actor:
        """The system of a school, with no person behind it."""
        agency = self.rows.stage.places[place]
        seat = SeatFacts(None, agency.pk, agency.name, agency.authority_id, Kind(agency.kind), Role.MIS_CLIENT)
        return Actor(person_id=None, name=f"System of {agency.name}", seats=(seat,), is_machine=True)


@contextmanager
def asked_by(actor: Actor) -> Iterator[None]:
    """The database as the actor's request would find it: bounded by its authorities, and wide again afterwards."""
    bounds.enter(actor, AT)
    yield
    wide.widen()


SEEN: set[str] = set()
"""What was not empty where it agreed, by surface and kind: a run in which nothing is seen proves nothing."""


def agree(surface: str, who: object, found: Any, ought: Any) -> None:
    """Fail, in words that begin with the surface, where it gives something else than it ought to."""
    if ought and found == ought:
        SEEN.add(f"{surface}:{str(who).partition(',')[2]}")
    if found != ought:
        raise AssertionError(f"{surface}: {who} gets {found}, ought to get {ought}")


def numbers(rows: list[Any], found: Iterable[Any]) -> set[int]:
    """The places of what was found in the world's own list."""
    place = {row.pk: n for n, row in enumerate(rows)}
    return {place[row.pk] for row in found}


def hears(
    scene: Scene, surface: str, on: tuple[str, str], case_id: int, tells: Iterable[Tell], ought: set[int]
) -> None:
    """Hold the audience of a letter to those who ought to hear."""
    people = scene.rows.stage.people
    about = BY_KIND[on[0]].model._default_manager.get(reference=on[1])
    letter = Letter(subject_kind=on[0], subject_ref=on[1], case_id=case_id, not_to=people[0].pk, posted_at=AT)
    letter.authority_id = about.authority_id  # type: ignore[attr-defined]
    letter.tells = [tell.as_row() for tell in tells]
    place = {person.pk: n for n, person in enumerate(people)}
    found = {place[seat.person_id] for seat in door.audience(letter)}
    agree(surface, f"{on[0]} letter", found, ought - scene.rows.world.inactive - {0})


def children_agree(scene: Scene, who: int, act: Act, kind: type[Table], rows: list[Any], ought: set[int]) -> None:
    """Hold what the door lets through of one kind of a case's children to the numbers that ought to be seen."""
    found = [
        row for row in door.within(kind, scene.actor(who), act) if row in rows
    ]  # not those that narrowing replaced
    agree("children", f"{who}, {kind.__name__}", numbers(rows, found), ought)


def stood_so(stood: list[Stands], standings: set[Standing]) -> set[int]:
    """The numbers of the records to which somebody stands in one of these ways."""
    return {n for n, stands in enumerate(stood) if any(standing in standings for standing, _ in stands)}


def answers(scene: Scene, who: int, act: Act, of: Any, rows: list[Any]) -> dict[int, str]:
    """What asking for each record by its reference gives."""
    given = {}
    for n, row in enumerate(rows):
        try:
            door.admit(scene.actor(who), act, row.reference, of=of, at=AT)
            given[n] = "it"
        except Forbidden:
            given[n] = "forbidden"
        except NotFound:
            given[n] = "not found"
    return given


def who_stands(stands: Callable[[int, int], Stands], n: int, standing: Standing, roles: set[Role]) -> set[int]:
    """Who stands so to the record, in one of the roles."""
    return {who for who in PEOPLE if any(s is standing and role in roles for s, role in stands(who, n))}
