"""The overview: plain tables of what waits, and of what may need another look."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays
from agencies.schoolday import WorkingCalendar, local_day
from agencies.web.pages import Page
from interventions.overview import words
from interventions.overview.pages.place import place_of
from interventions.overview.pages.shared import LEAST, WEEKS, Answering, Some, answering, ending, without_lead
from interventions.overview.pages.suspended import Suspended, suspended
from interventions.overview.pages.waits import School, waits


@dataclass(frozen=True, kw_only=True)
class OverviewPage(Page):
    """What the reader may see of their council's schools, or of their own: how many duties wait, and what else may need
    another look.
    """

    template: ClassVar[str] = "interventions/overview.html"
    at: datetime
    is_council: bool
    of: str
    number: int
    late: int
    schools: list[School]
    opened: School | None
    leads: Some
    ends: Some
    answers: list[Answering]
    suspended: Suspended
    how_median: str
    how_past: str = words.PAST
    how_terms: str = words.TERMS

    @property
    def shown(self) -> list[str]:
        """The references of what named a child."""
        rows = [row.duty.subject_ref for one in self.schools for row in one.rows if row.child]
        lines = [line.reference for line in (*self.leads.lines, *self.ends.lines)]
        return rows + lines + [one.reference for one in self.suspended.past]


def overview(actor: Actor, at: datetime, opened: str = "") -> OverviewPage:
    """All of it, in a constant number of queries; `opened`: the reference of the school whose rows are open."""
    place, holidays = place_of(actor), bank_holidays()
    schools = waits(actor, at, place, opened, holidays)
    return OverviewPage(
        at=at,
        is_council=bool(place.areas),
        of=words.OF_SCHOOL if not place.areas else words.OF_BOTH if place.schools else words.OF_COUNCIL,
        number=sum(one.number for one in schools),
        late=sum(held.late for one in schools for held in one.held),
        schools=schools,
        opened=next((one for one in schools if one.rows), None),
        leads=without_lead(actor, at, place),
        ends=ending(actor, at, place),
        answers=answering(actor, at, place, WorkingCalendar(holidays)),
        suspended=suspended(actor, local_day(at), holidays),
        how_median=words.MEDIAN.format(weeks=WEEKS, least=LEAST),
    )
