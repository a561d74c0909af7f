"""What a file says of a school's roll beside what is kept of it: who is new, changed, or maybe the same child."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch

from agencies.directory.models import Agency
from agencies.likeness import Band, Child, days_near, likeness, plain
from agencies.words import long_day
from referrals.pupils.facts import former_at, on_roll_or_to_come
from referrals.pupils.models import Enrolment, Identifier, Pupil


class Kind(StrEnum):
    """What a line of the file is, beside the roll."""

    FAULT = "fault"
    MAYBE = "maybe"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(slots=True)
class Line:
    """One pupil of the file; `faults` say why the line can't be taken, each a sentence without its full stop."""

    number: int
    cells: dict[str, str]
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    form: str = ""
    upn: str = ""
    kind: str = "main"
    urn: str = ""
    born_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As they are called, or what the file has."""
        names = (self.known_as or self.given_name, self.family_name)
        return " ".join(filter(None, names)) or "No name"

    @property
    def born(self) -> date:
        """The birthday of a line without a fault."""
        if self.born_on is None:
            raise ValueError(f"Line {self.number} has no date of birth.")
        return self.born_on

    def as_child(self) -> Child:
        """As they are compared."""
        return Child(self.given_name, self.family_name, self.born, self.known_as, upns=frozenset({self.upn} - {""}))


@dataclass(frozen=True, slots=True)
class Change:
    """One field that the file has otherwise; texts as a person reads them."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A line, what it is, of whom, and what it would change; `alike` are those of the roll who may be the child."""

    line: Line
    kind: Kind
    place: Enrolment | None = None
    changes: tuple[Change, ...] = ()
    alike: tuple[Enrolment, ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """The file beside the roll; `absent` are the places of those in no line of it, `size` how many places there are."""

    rows: tuple[Compared, ...]
    absent: tuple[Enrolment, ...]
    size: int

    def of(self, *kinds: Kind) -> list[Compared]:
        """The rows of these kinds."""
        return [row for row in self.rows if row.kind in kinds]


@dataclass(frozen=True, slots=True)
class _Known:
    """The roll by what finds a pupil on it."""

    places: list[Enrolment]
    by_upn: dict[str, Enrolment]
    by_name: dict[tuple[str, str, date], list[Enrolment]]
    by_day: dict[date, list[Enrolment]]
    former: dict[date, list[Enrolment]]


def compare(lines: Iterable[Line], school_id: int, today: date) -> Roll:
    """Each line beside the school's roll of today and to come, and who was on it: the same queries for any number."""
    known, found = _known(school_id, today), list(lines)
    urn = Agency.objects.values_list("urn", flat=True).get(pk=school_id)
    for line in found:
        if line.urn and urn and line.urn != urn:
            line.faults.append(f"It is for another school (URN {line.urn})")
    sure = {line.number: _sure(line, known) for line in found if not line.faults}
    times: dict[int, list[int]] = defaultdict(list)
    for number, place in sure.items():
        if place is not None:
            times[place.pk].append(number)
    twice = {number for numbers in times.values() if len(numbers) > 1 for number in numbers}
    taken = set(times)
    rows = tuple(
        _compared(line, sure.get(line.number), known, taken, today, is_twice=line.number in twice) for line in found
    )
    seen = {place.pk for row in rows for place in (row.place, *row.alike) if place is not None}
    return Roll(rows, tuple(place for place in known.places if place.pk not in seen), len(known.places))


def _known(school_id: int, today: date) -> _Known:
    numbers = Identifier.objects.filter(kind="upn", ends_on=None, is_in_error=False)
    there = on_roll_or_to_come(school_id, today).select_related("pupil").order_by("starts_on", "id")
    there = there.prefetch_related(Prefetch("pupil__identifiers", numbers, "numbers"))
    newest = {place.pupil_id: place for place in there}
    places = sorted(newest.values(), key=lambda place: (place.pupil.family_name, place.pupil.given_name, place.pk))
    known = _Known(places, {}, defaultdict(list), defaultdict(list), defaultdict(list))
    before = former_at(school_id, today).select_related("pupil").order_by("starts_on", "id")
    left = {
        place.pupil_id: place for place in before.prefetch_related(Prefetch("pupil__identifiers", numbers, "numbers"))
    }
    for place in left.values():
        known.former[place.pupil.born_on].append(place)
    for place in places:
        pupil = place.pupil
        for number in _numbers(pupil):
            known.by_upn[number] = place
        for given in {plain(pupil.given_name), plain(pupil.known_as)} - {""}:
            known.by_name[given, plain(pupil.family_name), pupil.born_on].append(place)
        known.by_day[pupil.born_on].append(place)
    return known


def _numbers(pupil: Pupil) -> frozenset[str]:
    return frozenset(number.value for number in pupil.numbers if not number.is_doubtful)  # type: ignore[attr-defined]


def _sure(line: Line, known: _Known) -> Enrolment | None:
    """Whom of the roll the line surely is: by number, birthday and a name, or by all of name and birthday.

    A number of somebody else on the roll makes the line a fault.
    """
    if place := known.by_upn.get(line.upn):
        why = set(likeness(_as_child(place.pupil), line.as_child()).why)
        if "born" not in why or why >= {"given_else", "family_else"}:
            line.faults.append(f"The UPN is that of {place.pupil.name} on your roll, who is another child by the rest")
        return None if line.faults or why & {"given_else", "family_else"} else place
    keys = {(plain(given), plain(line.family_name), line.born) for given in (line.given_name, line.known_as) if given}
    there = {place.pk: place for key in keys for place in known.by_name.get(key, [])}
    place = next(iter(there.values())) if len(there) == 1 else None
    return None if place is None or (line.upn and _numbers(place.pupil)) else place


def _compared(
    line: Line, place: Enrolment | None, known: _Known, taken: set[int], today: date, *, is_twice: bool
) -> Compared:
    if is_twice and place is not None:
        line.faults.append(f"Another line is {place.pupil.name} of your roll too")
    elif place is not None and line.ends_on and line.ends_on < place.starts_on:
        line.faults.append(f"The last day is before the first one here, {long_day(place.starts_on)}")
    if line.faults:
        return Compared(line, Kind.FAULT)
    if place is not None:
        changes = changes_of(line, place)
        return Compared(line, Kind.CHANGED if changes else Kind.SAME, place, changes)
    has_left = line.ends_on is not None and line.ends_on < today
    former = known.former.get(line.born, [])
    if has_left and any(_is_called(line, one.pupil) for one in former):
        return Compared(line, Kind.SAME)
    days = set(days_near(line.born))
    near = [one for day in days for one in known.by_day.get(day, []) if one.pk not in taken]
    near += [] if has_left else [one for day in days for one in known.former.get(day, [])]
    points = {one.pk: likeness(line.as_child(), _as_child(one.pupil)) for one in near}
    near.sort(key=lambda one: -points[one.pk].points)
    maybe = tuple(one for one in near if points[one.pk].band is not Band.NONE)
    if has_left and not maybe:
        line.faults.append("Their last day has been, and nobody like them is on your roll")
        return Compared(line, Kind.FAULT)
    return Compared(line, Kind.MAYBE if maybe else Kind.NEW, alike=maybe)


def _is_called(line: Line, pupil: Pupil) -> bool:
    """Whether the line has all of the name, as it is or as they are called."""
    given = {plain(line.given_name), plain(line.known_as)} & {plain(pupil.given_name), plain(pupil.known_as)}
    return plain(line.family_name) == plain(pupil.family_name) and bool(given - {""})


def _as_child(pupil: Pupil) -> Child:
    return Child(pupil.given_name, pupil.family_name, pupil.born_on, pupil.known_as, upns=_numbers(pupil))


def changes_of(line: Line, place: Enrolment) -> tuple[Change, ...]:
    """What the line has otherwise than the pupil and the place; a cell that is empty says nothing."""
    pupil = place.pupil
    upn = next(iter(sorted(_numbers(pupil))), "")
    told = [
        ("given_name", pupil.given_name, line.given_name),
        ("family_name", pupil.family_name, line.family_name),
        ("known_as", pupil.known_as, line.known_as),
        ("born_on", long_day(pupil.born_on), long_day(line.born)),
        ("form", place.form, line.form),
        ("upn", upn, line.upn),
        ("ends_on", _day(place.ends_on), _day(line.ends_on)),
    ]
    return tuple(Change(name, old, new) for name, old, new in told if new and new != old)


def _day(day: date | None) -> str:
    return long_day(day) if day else ""
