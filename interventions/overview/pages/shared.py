"""Cases without a lead, shares that end soon, and how long agencies take to answer."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import SETTINGS, Act
from agencies.schoolday import WorkingCalendar, local_day
from agencies.words import day_month, last_day, short_day, year_group
from interventions.overview import words
from interventions.overview.pages.place import Place
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import State
from referrals.shares.models import CaseShare
from referrals.shares.words import PURPOSES

MOST, SOON, WEEKS, LEAST = 25, timedelta(days=10), 13, 5
"""Rows of a table; how soon is soon; weeks whose asks are looked at; asks of which a median says something."""


@dataclass(frozen=True, slots=True)
class Line:
    """A case, or a share: who, what of it, when, and where it is read."""

    who: str
    url: str
    what: str
    when: str
    reference: str


@dataclass(frozen=True, slots=True)
class Some:
    """Lines, of how many in all."""

    lines: list[Line]
    number: int

    @property
    def more(self) -> int:
        """How many are not among the lines."""
        return self.number - len(self.lines)


class How(IntEnum):
    """What became of an offer, the quickest to know first."""

    ANSWERED = 0
    WAITS = 1
    LAPSED = 2


@dataclass(frozen=True, slots=True)
class Answering:
    """An agency: how many offers it answered, how many wait, how many ran out, and the median, in words."""

    agency: str
    answered: int
    waiting: int
    lapsed: int
    median: str


def without_lead(actor: Actor, at: datetime, place: Place) -> Some:
    """Open cases of pupils who have not left, on which nobody leads: the longest open first."""
    here = Q(left_at=None) | Q(left_at__gt=at)
    found = door.kept(actor, Act.SEE_CASE).filter(here, place.of("authority_id", "school_id"), state=State.OPEN.value)
    cases = found.filter(lead=None).select_related("pupil", "school").order_by("opened_at", "id")
    return _some(cases, lambda one: _case(one, at))


def _case(one: Case, at: datetime) -> Line:
    where = f"{year_group(one.pupil.born_on, local_day(at))}, {one.school.name}"
    url = reverse("see_case", args=[one.reference])
    return Line(one.pupil.name, url, where, f"Open since {short_day(one.opened_at)}", str(one.reference))


def ending(actor: Actor, at: datetime, place: Place) -> Some:
    """Live shares of others that end within ten days, the first to end first."""
    live = CaseShare.objects.live(at).filter(ends_at__lte=at + SOON)
    found = _asked(actor, place, live).select_related("case__pupil", "agency").order_by("ends_at", "id")
    return _some(found, _share)


def _share(one: CaseShare) -> Line:
    what = f"{one.agency.name}: {PURPOSES[one.purpose]}"
    url = reverse("see_share", args=[one.reference])
    return Line(one.case.pupil.name, url, what, day_month(last_day(one.ends_at)), str(one.case.reference))


def _asked(actor: Actor, place: Place, shares: QuerySet[CaseShare]) -> QuerySet[CaseShare]:
    """Those of them that the reader may see, with agencies that are not theirs."""
    seen = door.within(CaseShare, actor, Act.SEE_SHARE).filter(place.of("authority_id", "case__school_id"))
    return shares.filter(pk__in=seen.values("pk")).exclude(agency_id__in=sorted(place.own))


def _some(found: QuerySet[Any], line: Any) -> Some:
    shown = list(found[: MOST + 1])
    number = len(shown) if len(shown) <= MOST else found.count()
    return Some([line(one) for one in shown[:MOST]], number)


def answering(actor: Actor, at: datetime, place: Place, working: WorkingCalendar) -> list[Answering]:
    """By agency, A to Z: what was asked of it in the last weeks, first asks alone, and how long it took to answer."""
    since = at - timedelta(weeks=WEEKS)
    first = CaseShare.objects.filter(Q(held_at=None) | Q(agreed_at__isnull=False), replaces=None, widens=None)
    asked = _asked(actor, place, first.filter(granted_at__gte=since))
    found = asked.exclude(agency__kind__in=[kind.value for kind in SETTINGS])
    rows = found.values_list(
        "agency__name",
        "agreed_at",
        "granted_at",
        "accepted_at",
        "declined_at",
        "withdrawn_at",
        "replaced_by",
        "ends_at",
        "left_at",
    )
    took: dict[str, list[tuple[int, How]]] = defaultdict(list)
    for agency, days, how in _taken(rows, at, working):
        took[agency].append((days, how))
    return [_answering(agency, took[agency]) for agency in sorted(took, key=str.casefold)]


def _taken(rows: QuerySet[CaseShare, Any], at: datetime, working: WorkingCalendar) -> Iterator[tuple[str, int, How]]:
    """Of each offer the working days to its answer, to its end where it ran out, or to today.

    Not of one that was taken back or replaced, or that fell away as the pupil left, before it was answered.
    """
    for agency, agreed_at, granted_at, accepted_at, declined_at, withdrawn_at, replaced_by, ends_at, left_at in rows:
        answered_at = accepted_at or declined_at
        how = How.ANSWERED if answered_at else How.LAPSED if ends_at <= at else How.WAITS
        is_gone = withdrawn_at is not None or replaced_by is not None or (left_at is not None and left_at <= at)
        if how is not How.ANSWERED and is_gone:
            continue
        until = local_day(answered_at or min(at, ends_at))
        yield agency, working.working_days_between(local_day(agreed_at or granted_at), until), how


def _answering(agency: str, took: list[tuple[int, How]]) -> Answering:
    """The lower median, with whether that one was answered: of another only the least is known."""
    counted, median = Counter(how for _, how in took), words.TOO_FEW
    if len(took) >= LEAST:
        days, how = sorted(took)[(len(took) - 1) // 2]
        median = str(days) if how is How.ANSWERED else words.STILL.format(days)
    return Answering(agency, counted[How.ANSWERED], counted[How.WAITS], counted[How.LAPSED], median)
