"""The page of one person around a child, and those of the acts on them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.urls import reverse

from agencies import ages
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.trail.access import done_on
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import possessive, short_day
from referrals import door
from referrals.contacts import words
from referrals.contacts.access import changes_of
from referrals.contacts.facts import differing, word_of
from referrals.contacts.models import Contact, ContactWord
from referrals.contacts.states import State
from referrals.contacts.words import BY_FILE, DONE
from referrals.pupils.access import child_url
from referrals.pupils.models import FieldChange, Pupil

MOST = 200
"""Changes of a page: of nobody more are read."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of them, or that nobody was asked."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Also:
    """What the same person is to another child."""

    words: str
    pupil: Pupil
    url: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words."""

    change: FieldChange
    what: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class ContactPage(Page):
    """One person around a child: what is known, who wrote it, and what was changed."""

    template: ClassVar[str] = "referrals/contact.html"
    contact: Contact
    child_url: str
    relationship: str
    facts: list[Fact]
    restricted: list[str]
    came: str
    unsent: str
    whose: str
    otherwise: list[str]
    may_take: bool
    also: list[Also]
    acts: list[tuple[str, str]]
    changes: list[ChangeRow]
    reasons: list[str]


@dataclass(frozen=True, kw_only=True)
class ContactActPage(Page):
    """One act on them, or the adding. `what`: of what is done here, what is so for the other children too."""

    template: ClassVar[str] = "referrals/contact_act.html"
    said: Said
    pupil: Pupil
    contact: Contact | None
    also: list[Also]
    what: str = ""


SO_FOR_OTHERS = {
    Act.CHANGE_CONTACT: "What you change of the person",
    Act.TAKE_SYSTEMS_WORD: "What you take of the person",
    Act.RESTRICT_CONTACT: "What you restrict or lift everywhere",
}
BUTTONS = {
    Act.CHANGE_CONTACT: "Change it",
    Act.RESTRICT_CONTACT: "Restrict, or lift a restriction",
    Act.END_CONTACT: "End it",
}


def contact_page(actor: Actor, contact: Contact, at: datetime) -> ContactPage:
    """The whole of it, for who reads it at the child's school."""
    may, word = door.may_now(actor, contact, contact.state), word_of(contact)
    is_adult = ages.is_adult(contact.pupil.born_on, local_day(at))
    return ContactPage(
        contact=contact,
        child_url=child_url(actor, contact.pupil),
        relationship=words.RELATIONSHIPS[contact.relationship],
        facts=_facts(contact, is_adult=is_adult),
        restricted=_restricted(contact),
        came=_came(contact, word),
        unsent=_unsent(contact, word),
        whose="The roll’s file" if word and not word.system_id else "The school’s system",
        otherwise=[words.said_words(one.field, one.word) for one in differing(contact, word)],
        also=also(actor, contact, at),
        may_take=Act.TAKE_SYSTEMS_WORD in may,
        acts=[(act.value, label) for act, label in BUTTONS.items() if act in may],
        changes=_changes(actor, contact),
        reasons=_reasons(contact),
    )


def also(actor: Actor, contact: Contact, at: datetime) -> list[Also]:
    """What the same person is to other children whose people this reader reads."""
    found = door.within(Contact, actor, Act.SEE_CONTACT, at).filter(person=contact.person_id, state="current")
    others = found.exclude(pk=contact.pk).select_related("pupil").order_by("pupil__given_name", "pk")
    return [
        Also(
            f"{words.RELATIONSHIPS[one.relationship].lower()} of {one.pupil.name}",
            one.pupil,
            reverse("see_contact", args=[one.reference]),
        )
        for one in others
    ]


def _facts(one: Contact, *, is_adult: bool) -> list[Fact]:
    person, nothing = one.person, words.NOT_KNOWN.capitalize()
    told = words.SAID[one.may_be_told] + (f": {one.not_told_why}" if one.not_told_why else "")
    rows = [
        ("Parental responsibility", words.responsibility(one.has_responsibility, is_adult=is_adult)),
        ("May be told", told),
        ("Order", str(one.position)),
        ("Phone", person.phone),
        ("Email", person.email),
        ("Address", person.address),
        *([("Safe contact", person.safe_contact)] if person.safe_contact else []),
        ("Language", person.language),
        ("Interpreter", words.SAID[person.interpreter]),
    ]
    return [Fact(what, value or nothing) for what, value in rows]


def _came(one: Contact, word: ContactWord | None) -> str:
    """From where what is known came: who added them, or the school's system, and when that last said something new."""
    by = one.added_by.name if one.added_by else "your school’s system"
    from_file = " from the roll’s file" if one.source == BY_FILE else ""
    came = f"Added{from_file} by {by} on {short_day(one.added_at)}"
    if word is None or (one.source and word.said_at == one.added_at):
        return f"{came}."
    return f"{came}. From {_whose(word)} on {short_day(word.said_at)}."


def _whose(word: ContactWord) -> str:
    """Whose word it is: of who is known to a system by its id, that system's."""
    return "your school’s system" if word.system_id else "the roll’s file"


def _unsent(one: Contact, word: ContactWord | None) -> str:
    """That the system says nothing of them any more, or still speaks of somebody who was ended."""
    if word is None:
        return ""
    if one.state == State.CURRENT and word.unsent_at is not None:
        return f"{words.NOT_SENT}, since {short_day(word.unsent_at)}. End it where that is so."
    if one.ended_by and one.ended_at and word.said_at >= one.ended_at:
        who = _whose(word)
        return f"{who[0].upper()}{who[1:]} named them again on {short_day(word.said_at)}. Have it put right there."
    return ""


def _restricted(one: Contact) -> list[str]:
    """Each restriction that holds, in a sentence."""
    held = ((one, f"towards {one.pupil.first_name}"), (one.person, "towards every child at your school"))
    return [
        f"Restricted {so}, by {of.restricted_by.name}: {of.restricted_why}"
        for of, so in held
        if of.restricted_at is not None
    ]


def _changes(actor: Actor, one: Contact) -> list[ChangeRow]:
    """Each once: of the person it is kept with each child."""
    found = changes_of(actor, one).filter(field__in=words.FIELDS)[:MOST]
    each = {(row.kind, row.field, row.at, row.old, row.new): row for row in reversed(found)}
    return [
        ChangeRow(row, words.FIELDS[row.field], *(words.value_words(row.field, text) for text in (row.old, row.new)))
        for row in reversed(each.values())
    ]


def _reasons(one: Contact) -> list[str]:
    """Why it was restricted or that was lifted, here, newest first: what lifted it stands in no field."""
    lines = done_on("contact", one.reference).filter(act=Act.RESTRICT_CONTACT.value)[:MOST]
    return [f"{DONE[line.facts['reach']]}, {short_day(line.at)}, {line.by_name}: {line.why}" for line in lines]


def add_page(pupil: Pupil, form: Form) -> ContactActPage:
    """Somebody new."""
    words_of = said(Act.ADD_CONTACT, child=possessive(pupil.first_name))
    return ContactActPage(said=words_of, pupil=pupil, contact=None, also=[], form=form)


def act_page(actor: Actor, contact: Contact, act: Act, at: datetime, form: Form) -> ContactActPage:
    """One act; where it changes the person for other children too, with who they are."""
    words_of = said(act, name=contact.person.name, child=contact.pupil.first_name)
    others = also(actor, contact, at) if act in SO_FOR_OTHERS else []
    what = SO_FOR_OTHERS.get(act, "")
    return ContactActPage(said=words_of, pupil=contact.pupil, contact=contact, also=others, what=what, form=form)
