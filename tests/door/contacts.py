"""People around a child: who reads of whom, and what of them; of the panel of a child's page too."""

from typing import Any

import pytest

from agencies.policy import Act, Level, Role
from interventions.pupil_page.pages import people
from interventions.pupil_page.pages.child import ChildPage
from referrals import door
from referrals.contacts.facts import sent
from referrals.contacts.models import Contact
from tests.door.planting import Leaks, plant
from tests.door.scene import Scene, agree, asked_by, numbers
from tests.door.worlds.people import KNOWN, SAFE, root
from tests.door.worlds.shapes import SCHOOLS, CaseIn, ContactIn, SeatIn, ShareIn, World

ON_ROLL = (Act.CHANGE_CONTACT, Act.TAKE_SYSTEMS_WORD)
"""While the child is there: what else is done of a contact holds to the end of the year."""


def contacts_agree(scene: Scene, who: int) -> None:
    """The contacts that one reads of, and those that one opens and changes."""
    found = door.within(Contact, scene.actor(who), Act.SEE_CONTACTS)
    agree("contacts", f"{who}, read", numbers(scene.rows.contacts, found), scene.model.contacts(who))
    for act in (Act.SEE_CONTACT, Act.CHANGE_CONTACT, Act.TAKE_SYSTEMS_WORD, Act.RESTRICT_CONTACT, Act.END_CONTACT):
        found = door.within(Contact, scene.actor(who), act)
        may = scene.model.is_own if act in ON_ROLL else scene.model.recorded
        own = {n for n in range(len(scene.rows.contacts)) if may(who, n)}
        agree("contacts", f"{who}, {act}", numbers(scene.rows.contacts, found), own)


def sent_agree(scene: Scene) -> None:
    """Of which children a school's system may send the people around them: where that school has work open."""
    kinds = {"move", "suspension"}
    for place in SCHOOLS:
        school = scene.rows.stage.places[place].pk
        with asked_by(scene.machine(place)):
            found = {n for n, one in enumerate(scene.rows.cases) if sent.is_needed(one.pupil_id, school)}
        open_here = {n for n, one in enumerate(scene.rows.world.cases) if one.school == place and not one.is_closed}
        owed = {
            one.pupil_id
            for one in scene.rows.duties
            if one.agency_id == school and one.subject_kind in kinds and one.ended_at is None
        }
        ought = open_here | {n for n, one in enumerate(scene.rows.cases) if one.pupil_id in owed}
        agree("contacts", f"{place}, sent", found, ought)


def panel_agrees(scene: Scene, who: int, n: int, page: ChildPage) -> None:
    """Who stands on a child's page, with what of them, and to which other children."""
    shown = next((panel.more.get("people", []) for panel in page.panels if panel.name == "people"), [])
    there = [c for c in scene.model.contacts(who) if scene.rows.world.contacts[c].case == n]
    ought = sorted(_row(scene, who, c) for c in there if not scene.rows.world.contacts[c].is_ended)
    agree("people", f"{who}, rows", sorted(_read(one) for one in shown), ought)


Row = tuple[str, bool, tuple[str, ...], tuple[str, ...]]


def _read(one: people.Around) -> Row:
    values = {fact.value for fact in one.facts}
    known = {name for name, value in {**KNOWN, "safe": SAFE}.items() if value in values}
    return one.name, bool(one.url), tuple(sorted(known)), tuple(sorted(one.also))


def _row(scene: Scene, who: int, c: int) -> Row:
    model, every = scene.model, scene.rows.world.contacts
    first = root(every, c)
    known = set(KNOWN) if model.knows(who, c) else set(model.reaches(who, c))
    if every[first].is_safe and known & {"phone", "address"}:
        known = (known if model.is_own(who, c) else known & {"language"}) | {"safe"}
    others = [o for o in model.contacts(who) - {c} if root(every, o) == first and not every[o].is_ended]
    also = tuple(sorted(f"Parent of {scene.rows.contacts[o].pupil.name} too" for o in others))
    return f"Contact {first}", model.is_own(who, c), tuple(sorted(known)), also


CLOSED = CaseIn(0, is_overseen=True, is_closed=True, days=4)
AROUND = World(
    seats=(
        SeatIn(0, 0, Role.SAFEGUARDING_LEAD),
        SeatIn(1, 3, Role.AGENCY_WORKER),
        SeatIn(2, 4, Role.AGENCY_WORKER),
        SeatIn(3, 2, Role.COUNCIL_OFFICER),
        SeatIn(4, 0, Role.STAFF),
    ),
    cases=(CaseIn(0, is_overseen=True), CaseIn(0, days=2, name=1), CaseIn(0, days=3, name=2, leaves=-1), CLOSED),
    shares=(
        ShareIn(0, 3, Level.SUMMARY),
        ShareIn(0, 4, Level.SUMMARY),
        ShareIn(1, 3, fate="offered"),
        ShareIn(1, 3, fate="ends"),
        ShareIn(1, 3),
    ),
    contacts=(
        ContactIn(0),
        ContactIn(0, is_safe=True),
        ContactIn(0, restricted="child"),
        ContactIn(0, restricted="everywhere"),
        ContactIn(0, told="no"),
        ContactIn(0, responsibility=""),
        ContactIn(0, is_ended=True),
        ContactIn(1, same=0),
        ContactIn(2, same=1),
        ContactIn(3),
    ),
)
"""Two children of one mother, of whom one is shared; who is restricted; who has left; a case that was closed."""


def leak_contacts(patch: pytest.MonkeyPatch) -> None:
    """A share shows whoever is recorded."""
    plant(patch, Contact, within=lambda actor, act, _: Contact.objects.filter(pupil__in=_children(actor)))


def _children(actor: Any) -> Any:
    return door.cases(actor, Act.SEE_CASE).values("pupil")


def leak_panel(patch: pytest.MonkeyPatch) -> None:
    """Who may reach somebody is given all that is known of them."""
    patch.setattr(people, "_given", lambda reader, school_id: people.EVERY)


def leak_safe(patch: pytest.MonkeyPatch) -> None:
    """The address stands beside the safe contact."""
    reached = people._reached
    patch.setattr(
        people, "_reached", lambda one, reaches, is_own, is_kept: reached(one, reaches, is_own=True, is_kept=is_kept)
    )


def leak_sent(patch: pytest.MonkeyPatch) -> None:
    """The contacts of the whole area are kept, whoever has work open."""
    patch.setattr(sent, "is_needed", lambda pupil_id, school_id: True)


LEAKS: Leaks = {
    "contacts, sent": (AROUND, leak_sent),
    "contacts": (AROUND, leak_contacts),
    "people, what of them": (AROUND, leak_panel),
    "people, the address": (AROUND, leak_safe),
}
