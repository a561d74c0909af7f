"""Lists as they are narrowed and taken away: what a filter leaves is of what one may see, and so is what it offers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from agencies.web.narrowing import Asked, asked
from interventions.case_page.pages.listed import case_list
from interventions.moves.models import Move
from interventions.moves.pages import move_list
from interventions.suspensions.pages import suspension_list
from interventions.taken_lists.pages import KINDS
from interventions.work.pages import inbox
from referrals.cases import access as cases_access
from referrals.cases.models import Case
from referrals.concerns.pages import concern_list
from referrals.door import standings
from tests.door.planting import ABOVE, SHOW, Leaks
from tests.door.scene import Scene, agree
from tests.door.worlds.shapes import SeatIn
from tests.people import AT

Is = Callable[[Any, Any], bool]
"""Whether a record is so, by what was chosen."""


def _in_year(one: Any, cohort: Any) -> bool:
    born = one.pupil.born_on
    return bool(born.year + (born.month > 8) == cohort)


FIELDS: dict[str, dict[str, Is]] = {
    "cases": {
        "school": lambda one, pk: one.school_id == pk,
        "year": _in_year,
        "lead": lambda one, pk: one.lead_id == pk,
        "state": lambda one, state: one.state == state.get("state", one.state),
    },
    "concerns": {
        "school": lambda one, pk: one.school_id == pk,
        "year": _in_year,
    },
    "moves": {
        "school": lambda one, pk: pk in (one.home_school_id, one.receiving_school_id),
        "state": lambda one, state: one.state == state,
    },
    "suspensions": {"school": lambda one, pk: one.school_id == pk, "year": _in_year},
}
"""What each filter means, said once more and apart from the lists' own rows."""


def filtered_agree(scene: Scene, who: int) -> None:
    """Each list as a page, and as it is taken away by one of the filters that are offered, and by all at once."""
    actor, late = scene.actor(who), {scene.rows.world.duties[n].case for n in scene.model.duties(who)}
    for of, (rows, ought) in _seen(scene, who).items():
        for how in _ways(KINDS[of].filters, actor, who + len(rows)):
            so = [n for n in ought if all(FIELDS[of][name](rows[n], meant) for name, meant in _told(of, how).items())]
            so = [n for n in so if "late" not in how.means or (of == "cases" and n in late)]
            due = sorted(rows[n].reference for n in so if _is_listed(rows[n], actor.who, how.means.get("list", "")))
            if how.sent:
                agree("filtered", f"{who}, {of} taken", sorted(set(KINDS[of].take(actor, AT, how).shown)), due)
            else:
                agree("filtered", f"{who}, {of}", sorted(set(PAGES[of](actor, how).shown)), due)
    _leads_agree(scene, who)


PAGES: dict[str, Callable[[Any, Asked], Any]] = {
    "cases": lambda actor, how: case_list(actor, AT, how),
    "concerns": lambda actor, how: concern_list(actor, AT, how),
    "moves": move_list,
    "suspensions": lambda actor, how: suspension_list(actor, AT, how),
    "inbox": inbox,
}


def _seen(scene: Scene, who: int) -> dict[str, tuple[list[Any], set[int]]]:
    model, rows = scene.model, scene.rows
    return {
        "cases": (rows.cases, model.cases(who)),
        "concerns": (rows.concerns, model.concerns(who)),
        "moves": (rows.moves, {n for n in range(len(rows.moves)) if model.parties(who, n)}),
        "suspensions": (rows.suspensions, {n for n in range(len(rows.suspensions)) if model.told(who, n)}),
    }


def _ways(filters: Any, actor: Any, turn: int) -> Iterator[Asked]:
    """Nothing, one filter (another in another world), and all at once; of years that of the children, or not."""
    nothing = asked(filters, actor, AT, {})
    yield nothing
    places = {one.name: 9 if one.name == "year" and turn % 3 else turn % len(one.options) for one in nothing.fields}
    chosen = {one.name: one.options[places[one.name]].value for one in nothing.fields}
    if chosen:
        name = list(chosen)[turn % len(chosen)]
        yield asked(filters, actor, AT, {name: chosen.pop(name)})
    chosen.pop("late", None)
    if chosen:
        yield asked(filters, actor, AT, chosen)


def _is_listed(one: Any, who: int, which: str) -> bool:
    """Of the three lists of concerns, whether it stands in that: here all wait."""
    return which == "" or which == ("mine" if one.author_id == who else "waiting")


def _told(of: str, how: Asked) -> dict[str, Any]:
    """What was chosen, and that of cases the open ones are listed where no state was."""
    means = {name: meant for name, meant in how.means.items() if name in FIELDS[of]}
    return {"state": {"state": "open"}, **means} if of == "cases" else means


def _leads_agree(scene: Scene, who: int) -> None:
    """Of each school, who leads a case there that one keeps: nobody's name by a case that one does not see."""
    people = {person.pk: n for n, person in enumerate(scene.rows.stage.people)}
    for n, case in enumerate(scene.rows.cases):
        found = {people[pk] for _, _, pk in cases_access.leads_at(scene.actor(who), case.school_id)}
        cases, place = scene.rows.world.cases, scene.rows.world.cases[n].school
        kept = {m for m in scene.model.cases(who) if scene.model.keeps(who, m) and cases[m].school == place}
        there = {seat.who for seat in scene.rows.world.seats if seat.place == place}
        agree("filtered", f"{who}, leads", found, {cases[m].lead for m in kept} & there)


def leak_year(patch: pytest.MonkeyPatch) -> None:
    """A year is asked in place of the school, and not beside it."""
    honest = standings._case_walk

    def walk(narrow: Any, **where: Any) -> Any:
        return honest(narrow, **({} if "cohort" in narrow else where))

    patch.setattr(standings, "_case_walk", walk)


def leak_taken(patch: pytest.MonkeyPatch) -> None:
    """What is taken away is the whole table, though the page is honest."""
    honest = KINDS["moves"]

    def take(actor: Any, at: Any, how: Asked) -> Any:
        return replace(honest.take(actor, at, how), shown=[one.reference for one in Move.objects.all()])

    patch.setitem(KINDS, "moves", replace(honest, take=take))


def leak_leads(patch: pytest.MonkeyPatch) -> None:
    """Whoever leads any case of a school is offered by name, also for one that the council does not oversee."""

    def leads_at(_: Any, school_id: int) -> Any:
        led = Case.objects.filter(school_id=school_id, lead__isnull=False)
        return led.values_list("lead__reference", "lead__name", "lead_id")

    patch.setattr(cases_access, "leads_at", leads_at)


LED = replace(
    SHOW,
    seats=(*SHOW.seats, SeatIn(3, 0, SHOW.seats[0].role)),
    cases=(replace(SHOW.cases[0], lead=0), replace(SHOW.cases[1], lead=3), *SHOW.cases[2:]),
)
LEAKS: Leaks = {
    "filtered, a year for a school": (SHOW, leak_year),
    "filtered, taken away": (ABOVE, leak_taken),
    "filtered, who leads": (LED, leak_leads),
}
