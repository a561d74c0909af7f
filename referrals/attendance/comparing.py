"""What a file of registers says beside what stands: whose marks, which are new, which correct what, and what is wrong.

All of it is of the roll of the one school: a child of another, and one who never was, are the same *unknown*.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from referrals.attendance.codes import known_on
from referrals.attendance.counting import monday
from referrals.attendance.facts import MARKS, DayThere, Line, Row, days_at, held
from referrals.attendance.models import AttendanceWeek
from referrals.pupils.models import Enrolment, ExternalId, Identifier

TWICE = "This half day of this child stands on more than one line"
UNKNOWN = "Nobody with this {what} was on your roll on that day"
UPN, OWN = "UPN", "ID"


class Half(NamedTuple):
    """A half day of a child."""

    pupil_id: int
    day: date
    session: str


class Change(NamedTuple):
    """A mark that would take the place of another, and on which line it stands."""

    half: Half
    line: int
    old: str
    new: str


@dataclass(slots=True)
class Registers:
    """A file beside the registers of now. `days`: what is sent of each day; `faults`: by line, what can't be taken."""

    days: dict[date, list[Line]] = field(default_factory=dict)
    faults: dict[int, list[str]] = field(default_factory=dict)
    new: int = 0
    same: int = 0
    changes: list[Change] = field(default_factory=list)
    unknown_codes: Counter[str] = field(default_factory=Counter)
    shut: dict[date, DayThere] = field(default_factory=dict)
    children: set[int] = field(default_factory=set)
    strangers: int = 0

    @property
    def marks(self) -> int:
        """How many half days can be taken."""
        return self.new + self.same + len(self.changes)

    def refuse(self, line: int, *why: str) -> None:
        """The line can't be taken, and this is why."""
        said = self.faults.setdefault(line, [])
        said.extend(one for one in why if one not in said)


def compare(rows: Iterable[Row], school_id: int, today: date) -> Registers:
    """The file beside what stands now: six queries, however long it is."""
    given, found = list(rows), Registers()
    there = days_at(school_id, [row.day for row in given if row.day], today)
    roll = _Roll(school_id, given)
    sent: dict[Half, list[tuple[int, str]]] = defaultdict(list)
    strangers = set()
    for row in given:
        if row.faults or row.day is None:
            found.refuse(row.line, *row.faults)
        elif there[row.day].refused:
            found.refuse(row.line, there[row.day].refused.rstrip("."))
        elif (pupil_id := roll.who(row)) is None:
            strangers.add((row.upn, row.own))
            found.refuse(row.line, UNKNOWN.format(what=UPN if row.upn else OWN))
        else:
            for session, code in row.marks.items():
                sent[Half(pupil_id, row.day, session)].append((row.line, code))
    found.strangers = len(strangers)
    _weigh(found, _once(found, sent), school_id, there)
    return found


def _once(found: Registers, sent: Mapping[Half, list[tuple[int, str]]]) -> dict[Half, tuple[int, str]]:
    """Each half day by its line and code; one that stands on two lines is taken from neither."""
    for half in sent.values():
        if len(half) > 1:
            for line, _ in half:
                found.refuse(line, TWICE)
    return {half: one[0] for half, one in sent.items() if len(one) == 1}


def _weigh(
    found: Registers, sent: Mapping[Half, tuple[int, str]], school_id: int, there: Mapping[date, DayThere]
) -> None:
    """What each mark is beside what stands; and what of each day is sent, a line a child."""
    stands = _stands(sent, school_id)
    by_day: dict[date, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for half, (line, code) in sorted(sent.items()):
        by_day[half.day][half.pupil_id][half.session] = code
        old = stands.get(half, "")
        if not old:
            found.new += 1
        elif old == code:
            found.same += 1
        else:
            found.changes.append(Change(half, line, old, code))
        if code not in known_on(half.day):
            found.unknown_codes[code] += 1
    for day, of_day in by_day.items():
        marks = enumerate(of_day.items())
        found.days[day] = [Line(n, str(pk), halves.get("AM"), halves.get("PM")) for n, (pk, halves) in marks]
        found.children |= set(of_day)
    found.shut = {day: there[day] for day in sorted(by_day) if there[day].why_not}


def _stands(sent: Iterable[Half], school_id: int) -> dict[Half, str]:
    """The marks that stand of these children in these weeks."""
    halves = list(sent)
    weeks, pupils = {monday(one.day) for one in halves}, {one.pupil_id for one in halves}
    kept = AttendanceWeek.objects.filter(pupil_id__in=pupils, week__in=weeks, school_id=school_id)
    return {
        Half(pupil_id, one.mark.day, one.mark.session): one.mark.code
        for pupil_id, *row in kept.values_list("pupil_id", *MARKS)
        for one in held([row])
    }


class _Roll:
    """Who was on a school's roll when, by UPN and by the ids of the school's own systems."""

    def __init__(self, school_id: int, rows: Iterable[Row]) -> None:
        given = list(rows)
        self.places: dict[int, list[tuple[date, date]]] = defaultdict(list)
        roll = Enrolment.objects.filter(school_id=school_id)
        for pupil_id, first, last in roll.values_list("pupil_id", "starts_on", "ends_on"):
            self.places[pupil_id].append((first, last or date.max))
        theirs = Identifier.objects.filter(kind="upn", is_in_error=False, pupil_id__in=roll.values("pupil_id"))
        own = ExternalId.objects.filter(school_id=school_id)
        self.by_upn = _by(theirs.filter(value__in={row.upn for row in given}).values_list("value", "pupil_id"))
        self.by_own = _by(own.filter(value__in={row.own for row in given}).values_list("value", "pupil_id"))

    def who(self, row: Row) -> int | None:
        """The one child of this row, where they were on the roll on its day."""
        asked = self.by_upn.get(row.upn, set()) if row.upn else self.by_own.get(row.own, set())
        day = row.day or date.max
        there = [pk for pk in asked if any(first <= day <= last for first, last in self.places.get(pk, ()))]
        return there[0] if len(there) == 1 else None


def _by(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for value, pk in pairs:
        found[value].add(pk)
    return found
