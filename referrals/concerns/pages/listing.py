"""What the lists of concerns show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.directory.access import schools_to_list
from agencies.policy import Act, Standing
from agencies.web.lists import Stretch, count, walk
from agencies.web.narrowing import ALL, LATE, Asked, Choice, Filter, years
from agencies.web.pages import Page
from agencies.web.taken import MOST_COUNTED, MOST_TAKEN, Taken, counted
from referrals import door
from referrals.concerns.access import at_schools, before_safeguarding, own
from referrals.concerns.models import WAITS, Concern
from referrals.concerns.pages.rows import ConcernRow, owed_on, row_of, safeguarded
from referrals.concerns.states import LOOKED_AT, State
from referrals.duties.access import MOST_LATE, late

PAGE = 50
SAFEGUARDING = "safeguarding"
TITLES = {"waiting": "Waiting for a look", "looked_at": "Looked at", "mine": "Logged by me"}
BEFORE = {**TITLES, SAFEGUARDING: "For the safeguarding lead"}
"""The lists that one may ask for: the last alone, since what stands in it stands in another too."""
COLUMNS = ("List", "Who", "Year", "What was seen", "Of it", "State", "When")


def _at(actor: Actor) -> list[int]:
    return door.agency_ids(actor.seats_for(Act.SEE_CONCERN, Standing.RAISED))


def _which(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    return [(name, title, name) for name, title in BEFORE.items()] if _at(actor) else []


def _schools(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    return schools_to_list(_at(actor), ())


def _years(actor: Actor, at: datetime, so_far: Mapping[str, Any]) -> Sequence[Choice]:
    return years(actor, at, so_far) if _at(actor) else []


def _late(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    return [LATE] if _at(actor) else []


FILTERS = (
    Filter(
        "list",
        "Which",
        "All",
        ("concern_waiting", "concern_looked_at", "concern_author", "concern_safeguarding"),
        _which,
    ),
    Filter("school", "School", "All schools", ("concern_waiting", "concern_looked_at"), _schools, least=2),
    Filter(
        "year",
        "Year",
        "All years",
        ("concern_waiting_year", "concern_looked_at_year", "concern_safeguarding_year"),
        _years,
    ),
    Filter("late", "Due", "Late or not", ("duty_kind", "duty_subject"), _late),
)
"""For who leads: of their own few, whoever logs a concern has one list."""


@dataclass(frozen=True, slots=True)
class ConcernGroup:
    """One of the three lists, a page of it; `how_many` there are, as far as they are counted."""

    walked: Stretch
    rows: list[ConcernRow]
    how_many: str


@dataclass(frozen=True, kw_only=True)
class ConcernListPage(Page):
    """The three lists, or one of them alone: then the others are None."""

    template: ClassVar[str] = "referrals/concern_list.html"
    asked: Asked
    is_lead: bool
    waiting: ConcernGroup | None
    looked_at: ConcernGroup | None
    mine: ConcernGroup | None
    safeguarding: ConcernGroup | None

    @property
    def shown(self) -> list[str]:
        """The references of the concerns on the page, for the trail."""
        groups = [group for group in (self.waiting, self.looked_at, self.mine, self.safeguarding) if group]
        return [concern.reference for group in groups for concern in group.walked.rows]


def concern_list(actor: Actor, at: datetime, asked: Asked = ALL) -> ConcernListPage:
    """One's own concerns, and for a lead those that wait and the latest that were looked at, as rows.

    Of one of the three alone, or of one's own where there is nothing else, the cursor of a page is read.
    """
    is_lead = bool(_at(actor))
    lists, only = _lists(actor, asked), asked.means.get("list", "")
    after = asked.cursor.get("after", "") if only or not is_lead else ""
    groups = {name: _group(lists[name], after, PAGE) for name in lists if only in ("", name)}
    shown = _rows({name: walked for name, (walked, _) in groups.items()}, at, asked.into)
    found = {
        name: ConcernGroup(walked, shown[name], counted(number, "concern")) for name, (walked, number) in groups.items()
    }
    return ConcernListPage(
        asked=asked,
        is_lead=is_lead,
        waiting=found.get("waiting"),
        looked_at=found.get("looked_at"),
        mine=found.get("mine"),
        safeguarding=found.get(SAFEGUARDING),
    )


def latest_own(actor: Actor, at: datetime, most: int) -> list[ConcernRow]:
    """What one logged last, as rows."""
    return _rows({"mine": _walk(own(actor), ["-logged_at", "-id"], "", most)}, at, "")["mine"]


def take(actor: Actor, at: datetime, asked: Asked) -> Taken:
    """The same concerns, from the first on, as they leave."""
    lists, only = _lists(actor, asked), asked.means.get("list", "")
    walks = {name: _walk(*lists[name], "", MOST_TAKEN) for name in lists if only in ("", name)}
    shown = _rows(walks, at, "")
    rows = [(BEFORE[name], *row.cells) for name, found in shown.items() for row in found]
    refs = [one.reference for walked in walks.values() for one in walked.rows]
    is_cut = len(rows) > MOST_TAKEN or any(walked.next for walked in walks.values())
    return Taken("Concerns", COLUMNS, rows[:MOST_TAKEN], refs[:MOST_TAKEN], is_cut=is_cut)


Listed = tuple[list[QuerySet[Concern]], list[str]]


def _lists(actor: Actor, asked: Asked) -> dict[str, Listed]:
    """The lists, each by school, with their orders; who leads nobody sees their own alone."""
    columns = {"school": "school_id", "year": "cohort"}
    narrow = {column: asked.means[name] for name, column in columns.items() if name in asked.means}
    if "late" in asked.means:
        narrow["reference__in"] = list(late(actor, MOST_LATE, "concern").values_list("subject_ref", flat=True))
    is_empty = narrow.get("reference__in") == []
    if asked.means.get("list") == SAFEGUARDING:
        safe = [] if is_empty else [found.filter(**narrow) for found in before_safeguarding(actor)]
        return {SAFEGUARDING: (safe, ["-safeguarding_at", "-id"])}
    others = [] if is_empty else [found.filter(**narrow) for found in at_schools(actor)]
    return {
        "waiting": ([found.filter(WAITS) for found in others], ["-worry", "logged_at", "id"]),
        "looked_at": ([found.filter(~WAITS) for found in others], ["-decided_at", "-id"]),
        "mine": ([] if is_empty else [found.filter(**narrow) for found in own(actor)], ["-logged_at", "-id"]),
    }


def _walk(walks: list[QuerySet[Concern]], order: list[str], after: str, size: int) -> Stretch:
    return walk(Concern.objects.select_related("pupil", "author", "decided_by", "handed_by"), order, after, size, walks)


def _group(listed: Listed, after: str, size: int) -> tuple[Stretch, int]:
    """A page of one of them, and how many there are."""
    walked = _walk(*listed, after, size)
    return walked, count(walked, listed[0], MOST_COUNTED)


def _rows(walks: dict[str, Stretch], at: datetime, into: str) -> dict[str, list[ConcernRow]]:
    """The rows of the lists; one query for the clocks of all."""
    if SAFEGUARDING in walks:
        return {SAFEGUARDING: safeguarded(walks[SAFEGUARDING].rows, at, into)}
    waiting = [concern for walked in walks.values() for concern in walked.rows if concern.state == State.NOTED]
    owed = {duty.subject_ref: duty for duty in owed_on(waiting, LOOKED_AT)}
    return {
        name: [row_of(one, owed.get(one.reference), at, into, is_mine=name == "mine") for one in walked.rows]
        for name, walked in walks.items()
    }
