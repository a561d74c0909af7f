"""What the pages of entries show."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import Max, Q

from agencies.acting.hanging import Hanging, hanging
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.people.words import ROLE_WORDS
from agencies.policy import Act
from agencies.policy.kept_away import IS_IT
from agencies.schoolday import local_day
from agencies.settings.own import kept_away
from agencies.trail.access import done_on
from agencies.trail.models import TrailEntry
from agencies.web.fields import Form
from agencies.web.pages import Page
from agencies.words import clock, short_day
from referrals import door
from referrals.cases.models import Case
from referrals.cases.pages import CaseActPage, said_of
from referrals.concerns.facts import Danger, danger, who_safeguards
from referrals.entries import words
from referrals.entries.access import told_to
from referrals.entries.actions import TICKED_STAYS
from referrals.entries.forms import AddEntry
from referrals.entries.models import Entry, EntryEdit, EntryMove
from referrals.entries.states import OWN, Kind, State

MOST = 50
"""So many lines of the trail are read for the history of a restriction."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What the entry said before an edit and what it said after it, of each that differs, and why it was edited."""

    rows: list[tuple[str, str, str]]
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """It was put on another child first, and moved.

    Only for who reads the other case too: that case, and why; where they see its trail, who had read the entry there.
    """

    at: datetime
    by: str
    other: Case | None
    why: str
    readers: list[str]


@dataclass(frozen=True, kw_only=True)
class EntryPage(Page):
    """One entry whole, what it said before it was edited, and what its reader may do with it."""

    template: ClassVar[str] = "referrals/entry_page.html"
    entry: Entry
    case: Case
    kind: str
    section: str
    role: str
    agency: str
    not_apart: str
    told: str
    restricted_by: Person | None
    can_edit: bool
    can_restrict: bool
    hanging: list[Hanging]
    can_unrestrict: bool
    can_move: bool
    not_moved: str
    edits: list[Edit]
    restrictions: list[str]
    moves: list[Moved]
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
    """An entry, and who can read it afterwards."""

    template: ClassVar[str] = "referrals/entry_restrict.html"
    entry: Entry


@dataclass(frozen=True, kw_only=True)
class EditEntryPage(RestrictEntryPage):
    """An entry about to be edited by its author."""

    template: ClassVar[str] = "referrals/entry_edit.html"


def entry_page(actor: Actor, entry: Entry, at: datetime) -> EntryPage:
    """The entry's own page."""
    state = State.RESTRICTED if entry.is_restricted else State.PLAIN
    can, keeps = door.may_now(actor, entry, state), actor.seat_at(entry.case.school_id)
    return EntryPage(
        entry=entry,
        case=entry.case,
        kind=words.kind_of(entry.kind, is_apart=entry.is_apart),
        section=words.SECTIONS[entry.section],
        role=ROLE_WORDS.get(entry.author_role, ""),
        agency=entry.agency.name,
        restricted_by=entry.restricted_by,
        hanging=hanging(actor, entry),
        told=told_names(actor, entry),
        not_apart=words.NOT_APART if entry.kind in OWN and not entry.is_apart else "",
        can_edit=Act.EDIT_ENTRY in can,
        can_restrict=Act.RESTRICT_ENTRY in can,
        can_unrestrict=Act.UNRESTRICT_ENTRY in can,
        can_move=Act.MOVE_ENTRY in can and not entry.was_ticked,
        not_moved=TICKED_STAYS if Act.MOVE_ENTRY in can and entry.was_ticked else "",
        edits=_edits(entry),
        moves=_moves(actor, entry),
        restrictions=_restrictions(entry) if keeps else [],
        kept_away=kept_away(entry.authority_id, local_day(at), f"{entry.text} {entry.opinion}") if keeps else "",
    )


def told_names(actor: Actor, entry: Entry) -> str:
    """Who was told of it, as far as the actor may know."""
    return Entry.objects.annotate(names=told_to(actor)).values_list("names", flat=True).get(pk=entry.pk) or ""


def _moves(actor: Actor, entry: Entry) -> list[Moved]:
    """The newest first. It stood on each case from the move before that one on, or from when it was written."""
    found = list(entry.moves.select_related("from_case__pupil", "moved_by").order_by("id"))
    ids = [one.from_case_id for one in found]
    theirs, trails = (
        set(door.cases(actor, act).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
        for act in (Act.SEE_CASE, Act.SEE_TRAIL)
    )
    lines = []
    for one, since in zip(found, [entry.at, *(one.moved_at for one in found)], strict=False):
        other, why = (one.from_case, one.why) if one.from_case_id in theirs else (None, "")
        readers = _read_before(one, entry, since) if other and one.from_case_id in trails else []
        lines.append(Moved(one.moved_at, one.moved_by.name, other, why, readers))
    return lines[::-1]


def _read_before(one: EntryMove, entry: Entry, since: datetime) -> list[str]:
    """Who opened the entry or what hangs on it while it stood on the other case, or that case before it was restricted.

    The trail knows who opened a page and not what they looked at: so these are all who may have read it.
    """
    opened = TrailEntry.objects.filter(outcome="opened", at__gte=since, at__lte=one.moved_at)
    where = Q(subject_kind="case", subject_ref=one.from_case.reference)
    if entry.kind == Kind.VOICE:  # what a child said stands on their own page too
        where |= Q(subject_kind="pupil", subject_ref=one.from_case.pupil.reference)
    plain = Q(at__lte=entry.restricted_at) if entry.restricted_at else Q()
    hung = Q(subject_kind="document", subject_ref__in=list(entry.documents.values_list("reference", flat=True)))
    found = opened.filter(Q(subject_kind="entry", subject_ref=entry.reference) | hung | (where & plain))
    last = found.values("by_name", "by_agency").annotate(last=Max("at")).order_by("by_name")
    return [f"{who['by_name']}, {who['by_agency']}, last on {short_day(who['last'])}" for who in last]


def move_page(entry: Entry, form: Form) -> RestrictEntryPage:
    """The page on which it is moved to the right child."""
    return RestrictEntryPage(form=form, case=entry.case, said=said_of(entry.case, Act.MOVE_ENTRY), entry=entry)


def _edits(entry: Entry) -> list[Edit]:
    """The newest first: what each replaced stands in its own row, what took its place in the one after it."""
    rows: list[EntryEdit] = list(entry.edits.select_related("edited_by").order_by("number"))
    after: list[Entry | EntryEdit] = [*rows, entry]
    pairs = zip(rows, after[1:], strict=True)
    return [Edit(_differing(old, new), old.why, old.edited_by.name, old.edited_at) for old, new in pairs][::-1]


def _differing(old: EntryEdit, new: Entry | EntryEdit) -> list[tuple[str, str, str]]:
    before, after = _spoken(old), _spoken(new)
    return [(label, before[label], after[label]) for label in before if before[label] != after[label]]


def _spoken(one: Entry | EntryEdit) -> dict[str, str]:
    """What it says, by label."""
    return {
        "Kind": words.kind_of(one.kind, is_apart=one.is_apart),
        "Title": one.title,
        "Facts" if one.is_apart else "Text": one.text,
        "Opinion": one.opinion,
        "Day": short_day(one.happened_on),
        "Time": clock(one.happened_at) if one.happened_at else "",
        "Where": one.place,
        "Who": one.told_by,
    }


def _restrictions(entry: Entry) -> list[str]:
    """When it was restricted and when that ended, by whom and why, the newest first: from the trail."""
    acts = (Act.RESTRICT_ENTRY, Act.UNRESTRICT_ENTRY)
    found = done_on("entry", entry.reference).filter(act__in=[act.value for act in acts])[:MOST]
    return [f"{words.RESTRICTIONS[line.act]}, {short_day(line.at)}, {line.by_name}: {line.why}" for line in found]


def edit_page(entry: Entry, form: Form) -> RestrictEntryPage:
    """The page on which its author edits it."""
    return EditEntryPage(form=form, case=entry.case, said=said_of(entry.case, Act.EDIT_ENTRY), entry=entry)


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


def unrestrict_page(entry: Entry, form: Form) -> RestrictEntryPage:
    """The page on which its restriction is ended."""
    return RestrictEntryPage(form=form, case=entry.case, said=said_of(entry.case, Act.UNRESTRICT_ENTRY), entry=entry)


def restrict_page(entry: Entry, form: Form) -> RestrictEntryPage:
    """The page on which an entry is restricted."""
    writer = f"{entry.by_name}, who wrote it" if entry.author else entry.by_name
    words_of_act = said_of(entry.case, Act.RESTRICT_ENTRY, writer=writer)
    return RestrictEntryPage(form=form, case=entry.case, said=words_of_act, entry=entry)
