"""Who is in the child's life, each with what this reader may know of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agencies import ages
from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.policy import Act, Kind, Level, Purpose, Reaching, Standing, reaching
from interventions.pupil_page import words
from interventions.pupil_page.pages.family import family, family_read
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.life import life
from interventions.pupil_page.pages.panels import MOST, Panel, Shown
from interventions.pupil_page.pages.professionals import works, works_read
from referrals import door
from referrals.contacts.access import is_overseen, is_own
from referrals.contacts.facts import why_restricted
from referrals.contacts.models import Contact
from referrals.contacts.pages import Fact
from referrals.contacts.states import State
from referrals.contacts.words import RELATIONSHIPS, SAID, responsibility

EVERY = frozenset(Reaching)


@dataclass(frozen=True, slots=True)
class Around:
    """One person: where they are read whole, what they are to the child, and to which other children that one sees."""

    name: str
    url: str
    relationship: str
    restricted: str
    facts: list[Fact]
    also: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ended:
    """Who is nothing to the child any more, and where that is read."""

    words: str
    url: str


def people(reader: Reader) -> Panel:
    """Of the reader's own school all that is kept; of a case that the council helps on the safe contact in place of
    the rest; by a share what its purpose gives.
    """
    found, own, overseen, others, gone, linked, ends, *working = _people(reader.actor, reader.pupil.pk)
    is_adult = ages.is_adult(reader.pupil.born_on, reader.today)
    mine, whole = set(own), {*own, *overseen}
    rows = [
        _around(
            one,
            reaches=EVERY if one.pk in whole else _given(reader, one.school_id),
            is_own=one.pk in mine,
            is_kept=one.pk in whole,
            also=_also(one, others),
            is_adult=is_adult,
        )
        for one in found
    ]
    schools = [one.name for one in reader.schools_where(Act.SEE_CONTACTS, Standing.ON_ROLL)]
    oversees = reader.oversees and reader.of_council(Act.SEE_CONTACTS, Standing.OVERSEES)
    gives = any(_given(reader, one.case.school_id) for one in reader.shares)
    is_drawn = bool(schools) or oversees or gives
    at = schools or [reader.school.name]
    to_reach = words.ENDED_AT_18 if is_adult and reader.knows_birthday else words.NOBODY_TO_REACH
    none = words.at_schools(words.NOBODY_RECORDED, *at) if schools or oversees else to_reach
    shown = Shown.ROWS if rows else Shown.NONE if is_drawn else Shown.SHUT
    may_add = bool(schools) and reader.stands(Act.ADD_CONTACT, Standing.ON_ROLL)
    add_url = reverse("add_contact", args=[reader.pupil.reference]) if may_add else ""
    refs, ended = {one.reference for one in found}, [_ended(one) for one in gone]
    more: dict[str, Any] = {"people": rows, "refs": refs, "ended": ended, "add_url": add_url}
    more |= works(reader, *working)
    more |= family(reader, linked, {one.pk for one in ends}, [one for one in ends if one.state == State.ENDED])
    more["life"] = life(
        reader.pupil.first_name, [(one.name, one.relationship) for one in rows], more["family"], more["works"]
    )
    return Panel("people", shown, none=none, more=more)


@Prepared
def _people(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    reads = door.within(Contact, actor, Act.SEE_CONTACTS).filter(state=State.CURRENT.value)
    here = reads.filter(pupil_id=pupil_id)
    of = Contact.objects.filter(pupil_id=pupil_id)
    return [
        here.select_related("person").order_by("position", "id")[:MOST],
        of.filter(is_own(actor, Act.SEE_CONTACTS)).values_list("pk", flat=True),
        of.filter(is_overseen(actor, Act.SEE_CONTACTS)).values_list("pk", flat=True),
        reads.filter(person__in=here.values("person"))
        .exclude(pupil_id=pupil_id)
        .select_related("pupil")
        .order_by("id"),
        of.filter(is_own(actor, Act.SEE_CONTACT), state=State.ENDED.value)
        .select_related("person")
        .order_by("-ended_at", "-id")[:MOST],
        *family_read(actor, pupil_id),
        *works_read(actor, pupil_id),
    ]


def _ended(one: Contact) -> Ended:
    words_of = f"{one.person.name}, {RELATIONSHIPS[one.relationship].lower()}"
    return Ended(words_of, reverse("see_contact", args=[one.reference]))


def _given(reader: Reader, school_id: int) -> frozenset[Reaching]:
    """What the reader's shares of that school's cases give."""
    given: frozenset[Reaching] = frozenset()
    for one in reader.shares:
        if one.case.school_id == school_id:
            given |= reaching(Kind(one.agency.kind), Purpose(one.purpose), Level(one.level))
    return given


def _around(
    one: Contact, *, reaches: frozenset[Reaching], is_own: bool, is_kept: bool, also: list[str], is_adult: bool
) -> Around:
    facts = [*_known(one, is_adult=is_adult)] if is_kept else []
    facts += _reached(one, reaches, is_own=is_own, is_kept=is_kept)
    return Around(
        name=one.person.name,
        url=reverse("see_contact", args=[one.reference]) if is_own else "",
        relationship=RELATIONSHIPS[one.relationship],
        restricted=why_restricted(one),
        facts=[Fact(what, said or words.NOT_KNOWN.capitalize()) for what, said in facts],
        also=also,
    )


def _known(one: Contact, *, is_adult: bool) -> Iterator[tuple[str, str]]:
    """For who keeps the child: school and council."""
    yield "Parental responsibility", responsibility(one.has_responsibility, is_adult=is_adult)
    yield "May be told", SAID[one.may_be_told] + (f": {one.not_told_why}" if one.not_told_why else "")


def _reached(one: Contact, reaches: frozenset[Reaching], *, is_own: bool, is_kept: bool) -> Iterator[tuple[str, str]]:
    """How they are reached. A safe contact stands in place of the rest, but for the child's own school."""
    person = one.person
    is_safe = bool(person.safe_contact) and bool(reaches & {Reaching.ADDRESS, Reaching.PHONE})
    if is_safe:
        yield "Safe contact", person.safe_contact
    if is_own or not is_safe:
        if Reaching.PHONE in reaches:
            yield "Phone", person.phone
        if is_kept and person.email:
            yield "Email", person.email
        if Reaching.ADDRESS in reaches:
            yield "Address", person.address
    if Reaching.LANGUAGE in reaches:
        yield "Language", person.language
        yield "Interpreter", SAID[person.interpreter]


def _also(one: Contact, others: Iterable[Contact]) -> list[str]:
    """What the same person is to other children, of whom this reader reads it too."""
    return [
        f"{RELATIONSHIPS[other.relationship]} of {other.pupil.name} too"
        for other in others
        if other.person_id == one.person_id
    ]
