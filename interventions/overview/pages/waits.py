"""What waits, for whom and how late, by school; and the rows of one school."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from agencies.actors import Actor
from agencies.calendar.facts import Holidays
from agencies.directory.models import Agency
from agencies.policy import SETTINGS, Kind
from agencies.schoolday import WorkingCalendar, local_day
from agencies.words import short_day
from interventions.overview.pages.place import Place
from interventions.work.pages.rows import Row, late_on, row
from referrals import door
from referrals.duties.access import CAN_BE_MET, names
from referrals.duties.facts import Days
from referrals.duties.models import Duty

MOST = 25
"""Rows of one school: what is late longest first."""
HOLDERS = ("council", "school", "agency")


@dataclass(frozen=True, slots=True)
class Held:
    """How many duties somebody owes, and how many of them are late."""

    number: int = 0
    late: int = 0

    def __str__(self) -> str:
        if not self.number:
            return "–"
        return f"{self.number}, {self.late} late" if self.late else str(self.number)


@dataclass(slots=True)
class School:
    """What waits at one school, by who owes it; `since`: on which day the first of what is late was due."""

    name: str
    reference: str
    council: Held = field(default_factory=Held)
    school: Held = field(default_factory=Held)
    agency: Held = field(default_factory=Held)
    since: date | None = None
    rows: list[Row] = field(default_factory=list)
    more: int = 0

    @property
    def late(self) -> str:
        """Since when something is late, in words."""
        return f"the first was due {short_day(self.since)}" if self.since else "nothing late"

    @property
    def number(self) -> int:
        """How many wait there."""
        return sum(held.number for held in self.held)

    @property
    def held(self) -> tuple[Held, ...]:
        """By who owes it."""
        return self.council, self.school, self.agency


def waits(actor: Actor, at: datetime, place: Place, opened: str, holidays: Holidays) -> list[School]:
    """The schools where something waits that the reader may see, A to Z; what is of no one school comes last."""
    owed = _owed(actor, place)
    late = late_on(local_day(at), WorkingCalendar(holidays))
    counted = owed.order_by().values("school_id", "agency_id")
    found: list[Any] = list(
        counted.annotate(n=Count("pk"), late=Count("pk", filter=late), since=Min("due_on", filter=late))
    )
    keys = {key for one in found for key in (one["school_id"], one["agency_id"]) if key}
    agencies = Agency.objects.in_bulk(keys)
    schools = _by_school(found, agencies)
    for one in schools:
        if one.reference and one.reference == opened:
            _open(one, actor, at, owed, holidays)
    return schools


def _owed(actor: Actor, place: Place) -> QuerySet[Duty]:
    """What the reader owes, and what is owed on the cases that they keep."""
    there = place.of("authority_id", "school_id", "agency_id")
    owed: Any = names(actor)
    found: QuerySet[Duty] = owed.owed().filter(CAN_BE_MET, there)
    return found


def _by_school(found: list[dict[str, Any]], agencies: dict[int, Agency]) -> list[School]:
    at: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in found:
        owes = agencies[one["agency_id"]]
        at[one["school_id"] or (owes.pk if Kind(owes.kind) in SETTINGS else 0)].append(one)
    schools = [_school(agencies.get(pk), rows, agencies) for pk, rows in at.items()]
    return sorted(schools, key=lambda one: (not one.reference, one.name.casefold()))


def _school(school: Agency | None, rows: list[dict[str, Any]], agencies: dict[int, Agency]) -> School:
    held = dict.fromkeys(HOLDERS, Held())
    for one in rows:
        holder = _holder(agencies[one["agency_id"]], school)
        held[holder] = Held(held[holder].number + one["n"], held[holder].late + one["late"])
    since = min((one["since"] for one in rows if one["since"]), default=None)
    name, reference = (school.name, str(school.reference)) if school else ("Of no one school", "")
    return School(name, reference, held["council"], held["school"], held["agency"], since)


def _holder(owes: Agency, school: Agency | None) -> str:
    if owes.kind == Kind.COUNCIL:
        return "council"
    return "school" if school is not None and owes.pk == school.pk else "agency"


def _open(one: School, actor: Actor, at: datetime, owed: QuerySet[Duty], holidays: Holidays) -> None:
    """Its duties, the longest late first; a child by name where the reader may know them."""
    there = owed.filter(Q(school__reference=one.reference) | Q(school=None, agency__reference=one.reference))
    joined = there.select_related("pupil", "case", "agency", "share__granting_agency", "share__agency")
    duties = list(joined.order_by("due_at", "id")[:MOST])
    known, days = door.children(actor, [("duty", duty.reference) for duty in duties]), Days(duties, holidays)
    own = {seat.agency_id for seat in actor.seats}

    def shown(duty: Duty) -> Row:
        is_own = duty.agency_id in own
        one = row(duty, known.get(("duty", duty.reference)), at, days, is_mine=is_own, is_keeper=not is_own)
        return replace(one, is_mine=False)  # where it is met stands on My work, for whoever owes it

    one.rows, one.more = [shown(duty) for duty in duties], max(0, one.number - len(duties))
