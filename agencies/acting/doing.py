"""The steps that every act takes: who forbids it, the trail, who follows, the story, the duties, and who is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from agencies.acting.lives import ROWS, leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import Opening
from agencies.actors import SERVICE, Actor, PersonNeeded, SeatFacts
from agencies.outbox import actions as outbox
from agencies.policy import ROLES, Act
from agencies.policy.telling import Notice
from agencies.trail import actions as trail

FIRST = "Somebody was first: this has changed since you opened it. Nothing of yours was saved; look again."
_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty that follows from the facts: who owes it, counted from which day (the act's own where none is said).

    `on_case`: it is about the case, whatever the act is on; `unless_owed`: one that is owed already is enough.
    `person_id`: in whose hands it is; `from_agency_id`: who gave it, so that it is of the two agencies alone.
    """

    opening: Opening
    agency_id: int
    from_on: date | None = None
    share: Any = None
    on_case: bool = False
    unless_owed: bool = False
    person_id: int | None = None
    from_agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What an act tells in the story of its case; `section` is one that no partial share shows, unless it says.

    Left out, the day, the author and their role are the act's: its day, who did it, and their role at `agency_id`.
    With `restricted_why` it is restricted from the first.
    """

    title: str
    text: str
    agency_id: int
    kind: str = "act"
    section: str = "casework"
    happened_on: date | None = None
    author_id: int | None = None
    author_role: str | None = None
    told_by: str = ""
    system: str = ""
    restricted_why: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """One act on one record: who, when, on what, and the facts that the trail keeps.

    What follows from it: `owes` and `meets`, of what the act's row may open and meet; `owner_agency_id` owes what the
    row always opens; `also`, other records whose duties it meets; `story`, the lines of the case's story;
    `about`, the kind and reference of what its letter is about, where that is not the record; `notice`, what it tells
    whom, where that is not what the act's row says.
    `is_apart`: its duties and its letter hang on no case, though the trail and the story do; `is_quiet`: no letter;
    `met_at`: when what its duties asked was truly done, where that is entered later.
    `is_counted`: who follows adds to the facts how much it moved, so the trail's line is written after them.
    """

    act: Act
    by: Actor
    at: datetime
    kind: str
    record: Any
    case: Any = None
    why: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    pupil: Any = None
    share: Any = None
    owner_agency_id: int | None = None
    owes: tuple[Owed, ...] = ()
    meets: frozenset[str] = frozenset()
    also: tuple[tuple[str, Any], ...] = ()
    story: tuple[StoryLine, ...] = ()
    about: tuple[str, str] | None = None
    notice: Notice | None = None
    met_at: datetime | None = None
    is_apart: bool = False
    is_quiet: bool = False
    is_counted: bool = False

    @property
    def on(self) -> tuple[str, str]:
        """Kind and reference of the record."""
        return self.kind, self.record.reference

    @property
    def authority_id(self) -> int:
        """Whose record it is: the pupil's authority, or the record's own where it is about no pupil."""
        return int((self.pupil or self.record).authority_id)


Follower = Callable[[Doing], None]
FORBIDS: dict[Act, list[Follower]] = {}
FOLLOWS: dict[Act, list[Follower]] = {}
ALWAYS: list[Follower] = []


def forbids(*acts: Act) -> Callable[[Follower], Follower]:
    """A veto: raises `NotNow` where what its own noun holds does not allow the act."""
    return _registering(FORBIDS, acts)


def follows(*acts: Act) -> Callable[[Follower], Follower]:
    """What else happens because of an act, in its transaction, with whom it concerns."""
    return _registering(FOLLOWS, acts)


def always(follower: Follower) -> Follower:
    """What follows every act: the story, and the duties."""
    ALWAYS.append(follower)
    return follower


def _registering(table: dict[Act, list[Follower]], acts: Sequence[Act]) -> Callable[[Follower], Follower]:
    def register(follower: Follower) -> Follower:
        for act in acts:
            table.setdefault(act, []).append(follower)
        return follower

    return register


def put_in_order(packages: Sequence[str]) -> None:
    """Let followers run in the declared order of the nouns that they stand in."""
    for found in (*FORBIDS.values(), *FOLLOWS.values(), ALWAYS):
        found.sort(key=lambda follower: _place(follower, packages))


def _place(follower: Follower, packages: Sequence[str]) -> int:
    return next(n for n, package in enumerate(packages) if follower.__module__.startswith(f"{package}."))


def once_only(find: Callable[..., Any]) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """An act whose second sending finds what the first one made: `find`, asked with what the act is asked, gives it.

    `AlreadyDone` then carries it to the page that shows it.
    """

    def guard(act: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(act)
        def guarded(*args: _P.args, **asked: _P.kwargs) -> _R:
            if (made := find(*args, **asked)) is not None:
                raise AlreadyDone(made)
            return act(*args, **asked)

        return guarded

    return guard


def by_token(model: Any) -> Callable[..., Any]:
    """The record that the form with this token has made before."""

    def find(*_: object, once: UUID | None = None, **__: object) -> Any:
        return model.objects.filter(once=once).first() if once else None

    return find


def transition(record: Any, noun: str, act: Act, new: str = "", **fields: Any) -> None:
    """Move the record to where the act leads, by compare-and-set; `NotNow` where that is nowhere, or late.

    `new` says which, where an act may lead to several states.
    """
    may = leads_to(noun, record.state, act)
    wanted = new or may[0]
    if wanted not in may or not type(record).objects.transition(record.pk, record.state, wanted, **fields):
        raise NotNow(FIRST)
    for name, value in {**fields, "state": wanted}.items():
        setattr(record, name, value)


def done(doing: Doing, mark: str = "") -> None:
    """Ask who forbids it, write the trail, let who follows follow, and post the act's letter."""
    for forbid in FORBIDS.get(doing.act, ()):
        forbid(doing)
    if not doing.is_counted:
        note(doing)
    for follow in (*FOLLOWS.get(doing.act, ()), *ALWAYS):
        follow(doing)
    if doing.is_counted:
        note(doing)
    if not doing.is_quiet:
        tell(doing, mark)


def note(doing: Doing) -> None:
    """Write the act's line in the trail, by the seat that does it; what a date brings about is done from none."""
    case_ref = doing.case.reference if doing.case else ""
    seat = None
    if doing.by is not SERVICE:
        seat = acting_seat(doing.by, doing.act, doing.case or doing.record, doing.record)
    trail.write(
        doing.act, by=doing.by, at=doing.at, on=doing.on, case_ref=case_ref, seat=seat, why=doing.why, facts=doing.facts
    )


def acting_seat(by: Actor, act: Act, *records: Any) -> SeatFacts:
    """The seat that does the act: of those that may, the one at the record's school or agency, else the first."""
    may = [seat for seat in by.seats if seat.role in ROLES[act]]
    if not may:
        raise PersonNeeded(f"{by.name} has no seat that may do this.")
    near = {getattr(record, name, None) for record in records for name in ("school_id", "agency_id")}
    return next((seat for seat in may if seat.agency_id in near), may[0])


def tell(doing: Doing, mark: str = "") -> None:
    """Post the act's letter, once: its key is the act, the record, and the instant or a mark such as its version."""
    notice = doing.notice or ROWS[doing.act].tells
    if notice is None:
        return
    one = outbox.letter(
        notice.tells,
        key=f"{doing.act}:{doing.record.reference}:{mark or doing.at.isoformat()}",
        authority_id=doing.authority_id,
        act=doing.act.value,
        words=notice.words,
        on=doing.about or doing.on,
        case_id=doing.case.pk if doing.case and not doing.is_apart else None,
        at=doing.at,
        by=doing.by,
    )
    outbox.post([one])
