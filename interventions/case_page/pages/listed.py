"""The list of the cases that one may see: its filters, a page of it, and all of it as it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from agencies.actors import Actor
from agencies.directory.access import schools_to_list
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import key_text, read_key
from agencies.web.narrowing import ALL, LATE, Asked, Choice, Filter, years
from agencies.web.pages import Page
from agencies.web.taken import MOST_COUNTED, MOST_TAKEN, Taken, counted
from agencies.words import short_day, year_group
from referrals import door
from referrals.cases.access import leads_at
from referrals.cases.models import Case
from referrals.cases.states import State
from referrals.duties.access import MOST_LATE, late

COLUMNS = ("Who", "Case", "Year", "School", "Lead professional", "State", "Last change")


def _own(actor: Actor) -> list[int]:
    return door.agency_ids(actor.seats_for(Act.SEE_CASE, Standing.RAISED))


def _areas(actor: Actor) -> set[int]:
    return {seat.authority_id for seat in actor.seats_for(Act.SEE_CASE, Standing.OVERSEES)}


def _schools(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    return schools_to_list(_own(actor), _areas(actor))


def _years(actor: Actor, at: datetime, so_far: Mapping[str, Any]) -> Sequence[Choice]:
    """For who keeps cases: a share's walk has no index of years."""
    return years(actor, at, so_far) if _own(actor) or _areas(actor) else []


def _leads(actor: Actor, _: datetime, so_far: Mapping[str, Any]) -> Sequence[Choice]:
    """Of one school: the reader's only one, or the one that was chosen. Who leads is no receiver's to ask for."""
    own = _own(actor)
    school = so_far.get("school") or (own[0] if len(own) == 1 else None)
    return leads_at(actor, school) if school else []


def _states(_: Actor, __: datetime, ___: Mapping[str, Any]) -> Sequence[Choice]:
    return [("closed", "Closed", {"state": State.CLOSED.value}), ("all", "Open and closed", {})]


def _late(_: Actor, __: datetime, ___: Mapping[str, Any]) -> Sequence[Choice]:
    return [LATE]


FILTERS = (
    Filter("school", "School", "All schools", ("case_school", "case_authority"), _schools, least=2),
    Filter("year", "Year", "All years", ("case_school_year", "case_authority_year"), _years),
    Filter("lead", "Lead professional", "Anybody", ("case_lead",), _leads, least=2),
    Filter("state", "State", "Open", ("case_school", "case_authority_closed"), _states),
    Filter("late", "Due", "Late or not", ("duty_open",), _late),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list: `cells` is all that it says, in words."""

    case: Case
    year: str
    changed_at: datetime

    @property
    def lead(self) -> str:
        """Who leads, in words."""
        return self.case.lead.name if self.case.lead else "Nobody yet"

    @property
    def cells(self) -> tuple[str, ...]:
        """As it leaves."""
        case = self.case
        where = (self.year, case.school.name, self.lead, State(case.state).label)
        return (case.pupil.name, case.reference, *where, short_day(self.changed_at))


@dataclass(frozen=True, kw_only=True)
class CaseListPage(Page):
    """One page of the cases that the actor may see; `next` is the cursor of the one after it."""

    template: ClassVar[str] = "interventions/case_list.html"
    rows: list[Row]
    next: str
    asked: Asked
    state: str
    how_many: str
    is_first: bool

    @property
    def shown(self) -> list[str]:
        """The references of the cases on it."""
        return [row.case.reference for row in self.rows]


def case_list(actor: Actor, at: datetime, asked: Asked = ALL) -> CaseListPage:
    """One page of the cases that the actor may see, newest first."""
    narrow = _narrow(actor, asked)
    key = read_key(Case, ("updated_at", "id"), asked.cursor.get("before", ""))
    before = (key[0], key[1]) if key else None
    listed, following, found = (
        ([], None, 0)
        if narrow is None
        else door.counted_page(actor, Act.SEE_CASE, narrow, MOST_COUNTED + 1, before=before)
    )
    return CaseListPage(
        rows=_rows(listed, at),
        next=key_text(following or ()),
        asked=asked,
        state=asked.sent.get("state", "open"),
        how_many=counted(found, "case"),
        is_first=not key,
    )


def _narrow(actor: Actor, asked: Asked) -> dict[str, Any] | None:
    """What is asked of a case; None where nothing of it can be there."""
    narrow: dict[str, Any] = {**asked.means.get("state", {"state": State.OPEN.value})}
    columns = {"school": "school_id", "year": "cohort", "lead": "lead_id"}
    narrow |= {column: asked.means[name] for name, column in columns.items() if name in asked.means}
    if "late" in asked.means:
        ids = tuple(dict.fromkeys(late(actor, MOST_LATE).values_list("case_id", flat=True)))
        return {**narrow, "pk__among": ids} if ids else None
    return narrow


def _rows(listed: list[door.Listed], at: datetime) -> list[Row]:
    today = local_day(at)
    return [Row(one.case, year_group(one.case.pupil.born_on, today), one.changed_at) for one in listed]


def take(actor: Actor, at: datetime, asked: Asked) -> Taken:
    """The same cases, from the first on, as they leave."""
    narrow = _narrow(actor, asked)
    listed, more = ([], None) if narrow is None else door.page(actor, Act.SEE_CASE, narrow, size=MOST_TAKEN)
    rows = _rows(listed, at)
    refs = [row.case.reference for row in rows]
    return Taken("Cases", COLUMNS, [row.cells for row in rows], refs, is_cut=more is not None)
