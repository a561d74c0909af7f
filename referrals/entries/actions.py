"""Acts on the entries of a case's story, and the lines that every other act writes into it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from agencies.acting.doing import FIRST, Doing, StoryLine, always, by_token, done, note, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor, SeatFacts
from agencies.people.models import Seat
from agencies.policy import Act, Kind
from agencies.schoolday import local_day
from agencies.words import listed
from referrals.cases.actions import touch
from referrals.cases.models import Case
from referrals.concerns.actions import TickedFacts, as_danger, log_ticked
from referrals.entries.facts import who_may_read
from referrals.entries.models import Entry, EntryEdit, EntryMove, EntryTold
from referrals.entries.states import MENTION, TICKED, State
from referrals.entries.states import Kind as EntryKind

OWN_SECTION = {
    Kind.HEALTH: "health",
    Kind.POLICE: "justice",
    Kind.YOUTH_JUSTICE: "justice",
    Kind.SOCIAL_CARE: "social_care",
}
"""Where a partner's own entry goes when its writer has no choice of section."""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry as its author gives it."""

    kind: str
    section: str
    title: str
    text: str
    happened_on: date
    told_by: str = ""
    opinion: str = ""
    happened_at: datetime | None = None
    place: str = ""
    is_apart: bool = True


WORDS = tuple(one.name for one in fields(EntryFacts) if one.name != "section")
"""What of an entry its author can edit."""
MOVED = "An entry was put on the wrong child"
MOVED_AWAY = "It stood here, and was moved to the case of the child whom it is about."
MOVED_HERE = "It is about this child, and was moved here."
BUSY = "Somebody is working on that case just now, or it can’t take an entry. Nothing was moved; send it again."
SAME = "Nothing of it is different. Change what is wrong, and say why."
TICKED_STAYS = (
    "A danger was ticked on it, so it isn’t moved. Log a concern for the child whom it is about, and where the call "
    "about this one is recorded, say that it was another child."
)
MAY_NOT_READ = (
    "{names} may not read this entry as it is written, so nobody was told and nothing was saved. "
    "Take the tick away, or choose a part that they may read."
)
DANGER_STAYS = "What was ticked as danger, or handed to the safeguarding lead, stays restricted."


@transaction.atomic
@once_only(by_token(Entry))
def add_entry(
    case: Case,
    facts: EntryFacts,
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None = None,
    ticked: TickedFacts | None = None,
    tell: Sequence[Seat] = (),
) -> Entry:
    """Add to the story: a contact, an observation or the child's own words; `ticked`, what of it is danger.

    Then it is restricted from the first, as what is ticked of a concern is. `tell`: by which seat somebody hears of it;
    `NotNow`, and nothing is written, where one of them may not read it.
    """
    leads_to("case", case.state, Act.ADD_ENTRY)
    written = {"once": once, "at": at, "author_id": by.who, "agency_id": seat.agency_id, "author_role": seat.role.value}
    if ticked:
        written |= {"is_restricted": True, "restricted_at": at, "restricted_by_id": by.who, "restricted_why": TICKED}
    entry = Entry.objects.create(case=case, **asdict(facts), **written)
    touch(case, at)
    facts_told = {"dangers": len(ticked.dangers)} if ticked else {}
    doing = Doing(Act.ADD_ENTRY, by, at, "entry", entry, case=case, pupil=case.pupil, facts=facts_told)
    doing = _telling(doing, tell)
    if ticked:
        write_danger(doing, ticked, f"{facts.title}. {facts.text}", seat=seat, happened_on=facts.happened_on)
    done(doing)
    return entry


def _telling(doing: Doing, tell: Sequence[Seat]) -> Doing:
    """The same act, of which these people hear, as they may read what it is about."""
    if not tell:
        return doing
    may = who_may_read(doing.record, [seat.person for seat in tell], doing.at)
    if others := [seat.person.name for seat in tell if seat.person not in may]:
        raise NotNow(MAY_NOT_READ.format(names=listed(others)))
    when = {"told_at": doing.at, "told_by_id": doing.by.who}
    EntryTold.objects.bulk_create(
        EntryTold(entry=doing.record, person=seat.person, agency=seat.agency, **when) for seat in tell
    )
    return replace(doing, notice=MENTION, facts={**doing.facts, "told": len(tell)})


def write_danger(doing: Doing, ticked: TickedFacts, what: str, *, seat: SeatFacts, happened_on: date) -> None:
    """What was ticked on a form about the case: a concern of its own, and a restricted line of the story."""
    concern = log_ticked(doing, ticked, what, role=seat.role.value, happened_on=happened_on)
    for line in as_danger(concern):
        write(doing.case, doing.by, doing.at, line)


@transaction.atomic
def edit_entry(
    entry: Entry, facts: EntryFacts, *, why: str, by: Actor, at: datetime, version: int | None = None
) -> None:
    """Give it other words; what it said is kept, with why. `version`: the one with which they were compared."""
    leads_to("entry", _state(entry), Act.EDIT_ENTRY)
    there = Entry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    if version not in (None, there.version):
        raise NotNow(FIRST)
    before = {name: getattr(there, name) for name in WORDS}
    after = {name: getattr(facts, name) for name in WORDS}
    if before == after:
        raise NotNow(SAME)
    kept = {"number": there.version, "why": why, "edited_at": at, "edited_by_id": by.who}
    EntryEdit.objects.create(entry=there, **before, **kept)
    Entry.objects.filter(pk=entry.pk).update(**after, changed_at=at, version=there.version + 1)
    touch(entry.case, at)
    told = {"version": there.version + 1}
    done(Doing(Act.EDIT_ENTRY, by, at, "entry", entry, case=entry.case, why=why, pupil=entry.case.pupil, facts=told))


def _state(entry: Entry) -> State:
    return State.RESTRICTED if entry.is_restricted else State.PLAIN


@transaction.atomic
def unrestrict_entry(entry: Entry, *, why: str, by: Actor, at: datetime) -> None:
    """End its restriction: it is read again by whoever reads its part."""
    leads_to("entry", _state(entry), Act.UNRESTRICT_ENTRY)
    if entry.kind == EntryKind.DANGER or entry.was_ticked:
        raise NotNow(DANGER_STAYS)
    free = {"is_restricted": False, "restricted_at": None, "restricted_by_id": None, "restricted_why": ""}
    if not Entry.objects.filter(pk=entry.pk, is_restricted=True).update(**free, changed_at=at):
        raise NotNow(FIRST)
    touch(entry.case, at)
    done(Doing(Act.UNRESTRICT_ENTRY, by, at, "entry", entry, case=entry.case, why=why, pupil=entry.case.pupil))


def require_movable(entry: Entry) -> None:
    """`NotNow` where a danger was ticked on it: its concern, the call and the line of the story are of this child."""
    if entry.was_ticked:
        raise NotNow(TICKED_STAYS)


@transaction.atomic
def move_entry(entry: Entry, onto: str, *, why: str, by: Actor, at: datetime) -> None:
    """Move it to the case with this reference, of another child of the school; each story has a line that says so.

    The lines stand where the entry stands: in its part, restricted where it is, and then its author's too. Each trail
    has a line, which tells no other case and no reason, since that may name the other child. `NotNow` while the other
    case is held, or where a danger was ticked on it.
    """
    leads_to("entry", _state(entry), Act.MOVE_ENTRY)
    require_movable(entry)
    old = entry.case
    found = Case.objects.filter(reference=onto, school_id=old.school_id).exclude(pupil_id=old.pupil_id)
    new = found.select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("pupil", "school").first()
    if new is None:
        raise NotNow(BUSY)
    leads_to("case", new.state, Act.ADD_ENTRY)
    if not Entry.objects.filter(pk=entry.pk, case=old).update(case=new, changed_at=at, version=F("version") + 1):
        raise NotNow(FIRST)
    between = {"from_case": old, "to_case": new, "why": why}
    EntryMove.objects.create(entry=entry, **between, moved_at=at, moved_by_id=by.who)
    entry.case = new
    left = write(old, by, at, _moved_line(entry, old, MOVED_AWAY, by))
    write(new, by, at, _moved_line(entry, new, MOVED_HERE, by))
    touch(old, at)
    touch(new, at)
    note(Doing(Act.MOVE_ENTRY, by, at, "entry", left, case=old, pupil=old.pupil))
    done(Doing(Act.MOVE_ENTRY, by, at, "entry", entry, case=new, pupil=new.pupil))


def _moved_line(entry: Entry, case: Case, words: str, by: Actor) -> StoryLine:
    """Of a restricted entry under its author's name, as what was ticked is, so that whoever could read it reads it."""
    line = StoryLine(MOVED, words, case.school_id, section=entry.section)
    if not entry.is_restricted:
        return line
    told = replace(line, text=f"{words} {by.name} moved it.", restricted_why=MOVED)
    return replace(told, author_id=entry.author_id, author_role=entry.author_role)


@transaction.atomic
def restrict_entry(entry: Entry, *, why: str, by: Actor, at: datetime) -> None:
    """Restrict an entry to its author, the lead professional and the head."""
    leads_to("entry", _state(entry), Act.RESTRICT_ENTRY)
    fresh = Entry.objects.filter(pk=entry.pk, is_restricted=False)
    if not fresh.update(is_restricted=True, restricted_at=at, restricted_by_id=by.who, restricted_why=why):
        raise NotNow(FIRST)
    touch(entry.case, at)
    done(Doing(Act.RESTRICT_ENTRY, by, at, "entry", entry, case=entry.case, why=why, pupil=entry.case.pupil))


@always
def tell_story(doing: Doing) -> None:
    """Put what was done into the story of its case."""
    for line in doing.story:
        write(doing.case, doing.by, doing.at, line)


def write(case: Case, by: Actor, at: datetime, line: StoryLine) -> Entry:
    """One entry of the story."""
    seat = by.seat_at(line.agency_id)
    role = seat.role.value if seat else ""
    told: dict[str, Any] = {
        "happened_on": line.happened_on or local_day(at),
        "author_id": line.author_id or by.person_id,
        "author_role": role if line.author_role is None else line.author_role,
    }
    if line.restricted_why:
        told |= {"is_restricted": True, "restricted_at": at, "restricted_by_id": by.who}
    return Entry.objects.create(case=case, at=at, **asdict(line) | told)
