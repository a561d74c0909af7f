"""The people around a few children: parents apart, a safe contact with a restriction, and one carer of two."""

# fmt: off
# An act a line: these are sentences first, and code second.
from typing import Any

from agencies.directory.models import Agency
from agencies.machines import actions as machines
from agencies.machines.access import machine_for
from agencies.policy import Act, Scope
from interventions.demonstration.scenes import Scene
from interventions.demonstration.stage import Stage, Story
from referrals import door
from referrals.contacts import actions
from referrals.contacts.facts import OWN, TIE, Word
from referrals.contacts.models import Contact
from referrals.contacts.words import EVERYWHERE
from referrals.family import actions as family
from referrals.family.models import FamilyLink
from referrals.professionals import actions as working
from referrals.professionals.actions import KNOWN
from referrals.professionals.models import Professional
from referrals.pupils import actions as pupils
from referrals.pupils.models import Pupil

BLANK: dict[str, Any] = {**dict.fromkeys((*OWN, *TIE), ""), "has_responsibility": "yes", "may_be_told": "yes", "position": None}


def people_around(stage: Stage) -> Story:
    """Written down by Amara, and by Ngozi, who leads safeguarding, where it has to be safe."""
    scene = yield stage.days.school("alder", 36, "9:30")
    kofi, leo, zuzanna = (stage.pupil("alder", name) for name in ("Kofi Mensah-Hart", "Leo Ferreira", "Zuzanna Wiśniewska"))
    mum = _add(scene, "amara", kofi, name="Abena Mensah", relationship="mother", phone="01632 960141", email="abena@family.example", address="14 Lock Street\nWexmoor\nWX1 4AA", language="English, Twi", interpreter="no")
    _add(scene, "amara", kofi, name="Daniel Hart", relationship="father", phone="01632 960142", address="2 Quay Terrace\nFarley\nFA2 9QQ", interpreter="no")
    _add(scene, "amara", kofi, name="Joe Mensah", relationship="grandparent", has_responsibility="no", phone="01632 960143")
    aunt = _add(scene, "amara", kofi, name="Esi Mensah", relationship="aunt_uncle", has_responsibility="", may_be_told="")
    _add(scene, "amara", zuzanna, name="Ewa Wiśniewska", relationship="mother", phone="01632 960151", address="Flat 3, 8 Mill Lane\nWexmoor\nWX1 6BD", language="Polish", interpreter="yes")
    _add(scene, "amara", zuzanna, name="Marek Wiśniewski", relationship="father", phone="01632 960152", address="Flat 3, 8 Mill Lane\nWexmoor\nWX1 6BD", language="Polish", interpreter="no")
    scene = yield stage.days.school("alder", 35, "11:15")
    _add(scene, "okoro", leo, name="Inês Ferreira", relationship="mother", phone="01632 960161", address="Known to Ngozi Okoro", safe_contact="By hand, through Ngozi Okoro at school. Never by post", language="Portuguese", interpreter="no")
    father = _add(scene, "okoro", leo, name="Rui Ferreira", relationship="father", may_be_told="", address="70 Station Road\nWexmoor\nWX3 1TT")
    if father is not None:
        why = "A court order: no contact with Leo or his mum, and he may not learn where they live."
        actions.restrict_contact(_enter(scene, "okoro", Act.RESTRICT_CONTACT, father), reach=EVERYWHERE, why=why, by=scene.actor("okoro"), at=scene.at)
    jaydon, tyrell = (stage.pupil("alder", name) for name in ("Jaydon Prewett", "Tyrell Okonjo"))
    carer = _add(scene, "amara", jaydon, name="Jean Harker", relationship="foster_carer", has_responsibility="no", phone="01632 960171")
    _add(scene, "amara", tyrell, same=carer, name="Jean Harker", relationship="foster_carer", has_responsibility="no")
    _link(scene, "amara", jaydon, tyrell, "household")
    wrong = _link(scene, "amara", kofi, leo, "cousin")
    nurse = _works(scene, "okoro", kofi, name="Ruth Marlow", job="School nurse", organisation="Wexmoor Health", phone="01632 960181")
    _was_called(scene, "amara", jaydon, "Harker")
    mentor = _works(scene, "amara", leo, name="Sol Bright", job="Mentor", organisation="Lock Street Youth Club", phone="01632 960182")
    scene = yield stage.days.school("alder", 10, "6:20")
    _sent_by_system(scene, kofi)
    scene = yield stage.days.school("alder", 9, "8:40")
    if nurse is not None and mentor is not None:
        fresh = door.admit(scene.actor("okoro"), Act.CHANGE_PROFESSIONAL, nurse.reference, of=Professional, at=scene.at, to_write=True)
        facts = {name: getattr(fresh, name) for name in KNOWN} | {"phone": "01632 960189"}
        working.change_professional(fresh, facts, by=scene.actor("okoro"), at=scene.at)
        fresh = door.admit(scene.actor("amara"), Act.END_PROFESSIONAL, mentor.reference, of=Professional, at=scene.at, to_write=True)
        working.end_professional(fresh, why="The club closed.", by=scene.actor("amara"), at=scene.at)
    if wrong is not None:
        link = door.admit(scene.actor("amara"), Act.END_LINK, wrong.reference, of=FamilyLink, at=scene.at, to_write=True)
        family.end_link(link, why="They are friends: I misheard.", by=scene.actor("amara"), at=scene.at)
    if mum is not None and aunt is not None:
        facts = {**_stands(mum), "phone": "01632 960149"}
        actions.change_contact(_enter(scene, "amara", Act.CHANGE_CONTACT, mum), facts, by=scene.actor("amara"), at=scene.at)
        actions.end_contact(_enter(scene, "amara", Act.END_CONTACT, aunt), why="She lives in Ghana now.", by=scene.actor("amara"), at=scene.at)


def _was_called(scene: Scene, who: str, pupil: Pupil, names: str) -> None:
    """A name of before is kept; none where the child was not on the roll of the school by then."""
    if door.within(Pupil, scene.actor(who), Act.KEEP_FORMER_NAMES, scene.at).filter(pk=pupil.pk).exists():
        fresh = door.admit(scene.actor(who), Act.KEEP_FORMER_NAMES, pupil.reference, of=Pupil, at=scene.at)
        pupils.keep_former_names(fresh, names, shown="", by=scene.actor(who), at=scene.at)


def _sent_by_system(scene: Scene, kofi: Pupil) -> None:
    """The school's system sends who is around Kofi: a new address of his dad, which Amara takes, and an aunt more."""
    amara, school = scene.actor("amara"), scene.seat("amara").agency_id
    made = machines.make_client(Agency.objects.get(pk=school), name="School records", scopes=[Scope.CONTACTS_WRITE, Scope.ATTENDANCE_WRITE], urn="900001", by=amara, at=scene.at)
    system = machine_for(made.client)
    words = [
        Word("c-101", {"name": "Abena Mensah", "phone": "01632 960140"}, {"relationship": "mother", "has_responsibility": "yes"}),
        Word("c-102", {"name": "Daniel Hart", "address": "41 Mill Rise\nFarley\nFA2 7TT"}, {"relationship": "father", "has_responsibility": "yes"}),
        Word("c-103", {"name": "Grace Mensah", "phone": "01632 960144"}, {"relationship": "aunt_uncle"}, 5),
    ]
    actions.keep_contacts(kofi, words, seat=system.seats[0], by=system, at=scene.at)
    if (dad := Contact.objects.filter(pupil=kofi, school=school, person__name="Daniel Hart", state="current").first()) is not None:
        fresh = _enter(scene, "amara", Act.TAKE_SYSTEMS_WORD, dad)
        actions.take_systems_word(fresh, ["address"], by=amara, at=scene.at)


def _add(scene: Scene, who: str, pupil: Pupil, same: Contact | None = None, **said: Any) -> Contact | None:
    """Somebody around the child; nobody where the child was not on the roll of the school by then."""
    if not door.within(Pupil, scene.actor(who), Act.ADD_CONTACT, scene.at).filter(pk=pupil.pk).exists():
        return None
    fresh = door.admit(scene.actor(who), Act.ADD_CONTACT, pupil.reference, of=Pupil, at=scene.at)
    by, person = scene.actor(who), same.person if same is not None else None
    return actions.add_contact(fresh, {**BLANK, **said}, same=person, seat=scene.seat(who), by=by, at=scene.at)


def _link(scene: Scene, who: str, one: Pupil, other: Pupil, kind: str) -> FamilyLink | None:
    """Two children of one roll; nobody where one of them was not on it by then."""
    may = door.within(Pupil, scene.actor(who), Act.LINK_FAMILY, scene.at)
    if may.filter(pk__in=[one.pk, other.pk]).count() < 2:
        return None
    fresh = door.admit(scene.actor(who), Act.LINK_FAMILY, one.reference, of=Pupil, at=scene.at)
    of = scene.seat(who).agency_id
    return family.link_family(fresh, other, kind=kind, agency_id=of, by=scene.actor(who), at=scene.at)


def _works(scene: Scene, who: str, pupil: Pupil, **said: Any) -> Professional | None:
    """Who works with the child; nobody where the child was not on the roll of the school by then."""
    if not door.within(Pupil, scene.actor(who), Act.ADD_PROFESSIONAL, scene.at).filter(pk=pupil.pk).exists():
        return None
    fresh = door.admit(scene.actor(who), Act.ADD_PROFESSIONAL, pupil.reference, of=Pupil, at=scene.at)
    facts = {**dict.fromkeys(KNOWN, ""), "from_on": None, "until_on": None, **said}
    return working.add_professional(fresh, facts, seat=scene.seat(who), by=scene.actor(who), at=scene.at)


def _stands(contact: Contact) -> dict[str, Any]:
    """What is known of them now."""
    return {name: getattr(contact.person, name) for name in OWN} | {name: getattr(contact, name) for name in TIE}


def _enter(scene: Scene, who: str, act: Act, contact: Contact) -> Contact:
    """Pass the door for an act on them, and have them as they are now."""
    return door.admit(scene.actor(who), act, contact.reference, of=Contact, at=scene.at, to_write=True)
