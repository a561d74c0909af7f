"""What the pages of entries show."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.acting.hanging import Hanging, hanging
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.people.words import ROLE_WORDS
from agencies.policy import Act
from agencies.policy.kept_away import IS_IT
from agencies.schoolday import local_day
from agencies.settings.own import kept_away
from agencies.web.fields import Form
from agencies.web.pages import Page
from referrals import door
from referrals.cases.models import Case
from referrals.cases.pages import CaseActPage, said_of
from referrals.concerns.facts import Danger, danger, who_safeguards
from referrals.entries import words
from referrals.entries.forms import AddEntry
from referrals.entries.models import Entry
from referrals.entries.states import Kind, State


@dataclass(frozen=True, kw_only=True)
class EntryPage(Page):
    """One entry whole, and whether its reader may restrict it."""

    template: ClassVar[str] = "referrals/entry_page.html"
    entry: Entry
    case: Case
    kind: str
    section: str
    role: str
    agency: str
    restricted_by: Person | None
    can_restrict: bool
    hanging: list[Hanging]
    kept_away: str
    is_it: str = IS_IT


@dataclass(frozen=True, kw_only=True)
class AddEntryPage(CaseActPage):
    """A new entry; `stops`: a danger is ticked, and it is asked whether somebody rang."""

    template: ClassVar[str] = "referrals/entry_form.html"
    form: AddEntry
    stops: bool
    danger: Danger
    who_safeguards: str


@dataclass(frozen=True, kw_only=True)
class RestrictEntryPage(CaseActPage):
    """An entry, and who can still read it afterwards."""

    template: ClassVar[str] = "referrals/entry_restrict.html"
    entry: Entry


def entry_page(actor: Actor, entry: Entry, at: datetime) -> EntryPage:
    """The entry's own page."""
    state = State.RESTRICTED if entry.is_restricted else State.PLAIN
    return EntryPage(
        entry=entry,
        case=entry.case,
        kind=Kind(entry.kind).label,
        section=words.SECTIONS[entry.section],
        role=ROLE_WORDS.get(entry.author_role, ""),
        agency=entry.agency.name,
        restricted_by=entry.restricted_by,
        hanging=hanging(actor, entry),
        can_restrict=Act.RESTRICT_ENTRY in door.may_now(actor, entry, state),
        kept_away=kept_away(entry.authority_id, local_day(at), entry.text)
        if actor.seat_at(entry.case.school_id)
        else "",
    )


def add_page(case: Case, form: AddEntry, at: datetime) -> AddEntryPage:
    """The page on which an entry is added; with a danger ticked the one that stops and asks.

    The numbers are of the child's own school and council, whoever writes.
    """
    return AddEntryPage(
        form=form,
        case=case,
        said=said_of(case, Act.ADD_ENTRY),
        stops=form.has_danger,
        danger=danger(case.school_id, at),
        who_safeguards=who_safeguards(case.school_id, at),
    )


def restrict_page(entry: Entry, form: Form) -> RestrictEntryPage:
    """The page on which an entry is restricted."""
    writer = f"{entry.by_name}, who wrote it" if entry.author else entry.by_name
    words_of_act = said_of(entry.case, Act.RESTRICT_ENTRY, writer=writer)
    return RestrictEntryPage(form=form, case=entry.case, said=words_of_act, entry=entry)
