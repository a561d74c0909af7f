"""Who is around a world's pupils as rows, made without the actions."""

from typing import Any

from referrals.cases.models import Case
from referrals.contacts.models import Contact, ContactPerson
from referrals.duplicates.models import Duplicate
from referrals.family.models import FamilyLink
from referrals.merges.models import Merge
from referrals.professionals.models import Professional
from referrals.pupils.models import Came
from tests.door.worlds.shapes import DAY, ContactIn, World
from tests.door.worlds.stage import Stage
from tests.people import AT

KNOWN = {"phone": "01632 960111", "address": "7 Canary Row", "language": "Twi", "email": "a@canary.example"}
SAFE = "By the health visitor"


def root(contacts: tuple[ContactIn, ...], number: int) -> int:
    """The contact by whom the person was recorded first."""
    same = contacts[number].same
    return number if same is None else root(contacts, same)


def make_contacts(world: World, stage: Stage, cases: list[Case]) -> list[Contact]:
    people: dict[int, ContactPerson] = {}
    rows = []
    for number, one in enumerate(world.contacts):
        first = root(world.contacts, number)
        if first not in people:
            people[first] = _person(world.contacts[first], first, stage, cases)
        rows.append(_contact(one, people[first], stage, cases))
    return Contact.objects.bulk_create(rows)


def _person(one: ContactIn, number: int, stage: Stage, cases: list[Case]) -> ContactPerson:
    hidden = _restricted(stage) if one.restricted == "everywhere" else {}
    safe = {"safe_contact": SAFE} if one.is_safe else {}
    school = cases[one.case].school
    return ContactPerson.objects.create(school=school, name=f"Contact {number}", **KNOWN, **safe, **hidden)


def _contact(one: ContactIn, person: ContactPerson, stage: Stage, cases: list[Case]) -> Contact:
    case, who = cases[one.case], stage.people[0]
    ended = {"state": "ended", "ended_at": AT - DAY, "ended_by": who, "ended_why": "?"} if one.is_ended else {}
    return Contact(
        pupil=case.pupil,
        school=case.school,
        person=person,
        relationship="parent",
        has_responsibility=one.responsibility,
        position=1,
        may_be_told=one.told,
        not_told_why="?" if one.told == "no" else "",
        added_at=AT - DAY,
        added_by=who,
        **ended,
        **(_restricted(stage) if one.restricted == "child" else {}),
    )


def make_links(world: World, stage: Stage, cases: list[Case]) -> list[FamilyLink]:
    rows = []
    for link in world.links:
        one, other = sorted((cases[link.one], cases[link.other]), key=lambda case: case.pupil_id)
        ended = {"state": "ended", "ended_at": AT - DAY, "ended_why": "?"} if link.is_ended else {}
        by: dict[str, Any] = {"agency": one.school, "linked_at": AT - DAY, "linked_by": stage.people[0]}
        rows.append(FamilyLink(one=one.pupil, other=other.pupil, kind="sibling", **by, **ended))
    return FamilyLink.objects.bulk_create(rows)


def make_alike(world: World, stage: Stage, cases: list[Case]) -> list[Duplicate]:
    rows = []
    for pair in world.alike:
        one, other = sorted((cases[pair.one].pupil, cases[pair.other].pupil), key=lambda pupil: pupil.pk)
        said = {"apart_at": AT, "apart_by": stage.people[0], "apart_why": "?", "compared": "?"}
        found: dict[str, Any] = {"band": "possible", "points": 50, "why": ["born"], "found_at": AT, "state": pair.state}
        rows.append(Duplicate(one=one, other=other, **found, **(said if pair.state == "apart" else {})))
    return Duplicate.objects.bulk_create(rows)


def make_merges(world: World, stage: Stage, alike: list[Duplicate], contacts: list[Contact]) -> list[Merge]:
    """One was proposed of each pair; some contacts came with the record that went in the first."""
    by: dict[str, Any] = {"proposed_at": AT, "proposed_by": stage.people[0], "proposed_why": "?", "compared": "?"}
    rows = Merge.objects.bulk_create(Merge(pair=one, stays=one.one, goes=one.other, **by) for one in alike)
    Came.objects.bulk_create(
        Came(merge=rows[0], kind="contact", key=contacts[n].pk, field="pupil") for n in sorted(world.came_in)
    )
    return rows


def make_working(world: World, stage: Stage, cases: list[Case]) -> list[Professional]:
    """A professional around the child of each of these cases, written down by its school."""
    said: dict[str, Any] = {"job": "Nurse", "added_at": AT - DAY, "added_by": stage.people[0]}
    return Professional.objects.bulk_create(
        Professional(pupil=cases[n].pupil, school=cases[n].school, name=f"Nurse {number}", **said)
        for number, n in enumerate(world.working)
    )


def _restricted(stage: Stage) -> dict[str, Any]:
    return {"restricted_at": AT - DAY, "restricted_by": stage.people[0], "restricted_why": "An order."}
