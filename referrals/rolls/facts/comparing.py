"""Each line of a file beside the school's roll of today."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from agencies.directory.models import Agency
from agencies.likeness import Band, days_near, likeness
from agencies.words import long_day
from referrals.pupils.models import Enrolment
from referrals.rolls.facts.known import Known, names_of, own_numbers, sent_numbers
from referrals.rolls.facts.lines import Change, Compared, Kind, Line, Roll

NAMES = frozenset({"given_name", "family_name", "known_as"})
OF_MAIN = frozenset({"upn", "born_on"})
"""What the school of the main place says, and no other."""


def compare(lines: Iterable[Line], school_id: int, today: date) -> Roll:
    """Each line beside the school's roll of today and to come, and who was on it: the same queries for any number."""
    known, found = Known(school_id, today), list(lines)
    urn = Agency.objects.values_list("urn", flat=True).get(pk=school_id)
    for line in found:
        if line.urn and urn and line.urn != urn:
            line.faults.append(f"It is for another school (URN {line.urn})")
    sure = [None if line.faults else _sure(line, known) for line in found]
    times = Counter(place.pk for place in sure if place is not None)
    for line, place in zip(found, sure, strict=True):
        _refuse(line, place, times)
    rows = [_compared(line, place, known, set(times), today) for line, place in zip(found, sure, strict=True)]
    seen = {place.pk for row in rows for place in (row.place, *row.alike) if place is not None}
    seen |= {pk for row in rows if row.kind is Kind.FAULT for pk in known.named(row.line)}
    joins = any(line.cells.get("joins") for line in found)  # whoever joins is not the whole roll
    absent = [one for one in known.places if not joins and one.pk not in seen and one.pupil_id not in known.several]
    return Roll(tuple(rows), tuple(one for one in absent if one.starts_on <= today), len(known.places))


def _sure(line: Line, known: Known) -> Enrolment | None:
    """Whom of the roll the line surely is: by number, birthday and a name, or by all of name and birthday.

    A number of somebody else on the roll makes the line a fault.
    """
    if place := known.by_upn.get(line.upn):
        why = set(likeness(known.child(place), line.as_child()).why)
        if "born" not in why or why >= {"given_else", "family_else"}:
            line.faults.append(f"The UPN is that of {place.pupil.name} on your roll, who is another child by the rest")
        return None if line.faults or why & {"given_else", "family_else"} else place
    there = known.called(line)
    place = there[0] if len(there) == 1 else None
    numbers = sent_numbers(place.pupil) if place else frozenset()
    return None if line.upn and numbers and line.upn not in numbers else place


def _refuse(line: Line, place: Enrolment | None, times: Counter[int]) -> None:
    if place is None:
        return
    if times[place.pk] > 1:
        line.faults.append(f"Another line is {place.pupil.name} of your roll too")
    elif line.ends_on and line.ends_on < place.starts_on:
        line.faults.append(f"The last day is before the first one here, {long_day(place.starts_on)}")


def _compared(line: Line, place: Enrolment | None, known: Known, taken: set[int], today: date) -> Compared:
    if line.faults:
        return Compared(line, Kind.FAULT)
    if place is not None:
        changes = changes_of(line, place)
        return Compared(line, Kind.CHANGED if changes else Kind.SAME, place, changes)
    has_left = line.has_left(today)
    if has_left and any(_is_called(line, one) for one in known.former.get(line.born, [])):
        return Compared(line, Kind.SAME)
    maybe = _alike(line, known, taken, with_former=not has_left)
    if has_left and not maybe:
        line.faults.append("Their last day has been, and nobody like them is on your roll")
        return Compared(line, Kind.FAULT)
    return Compared(line, Kind.MAYBE if maybe else Kind.NEW, alike=maybe)


def _alike(line: Line, known: Known, taken: set[int], *, with_former: bool) -> tuple[Enrolment, ...]:
    """Who may be the child, the likest first: of those of a birthday near this one, no other line's surely."""
    child, days = line.as_child(), set(days_near(line.born))
    near = [one for day in days for one in known.by_day.get(day, []) if one.pk not in taken]
    near += [one for day in days for one in known.former.get(day, [])] if with_former else []
    found = [(likeness(child, known.child(one)), one) for one in near]
    alike = sorted(((how.points, one) for how, one in found if how.band is not Band.NONE), key=lambda pair: -pair[0])
    return tuple(one for _, one in alike)


def _is_called(line: Line, place: Enrolment) -> bool:
    pupil = place.pupil
    theirs = names_of(pupil.family_name, pupil.given_name, pupil.known_as)
    return bool(theirs & names_of(line.family_name, line.given_name, line.known_as))


def changes_of(line: Line, place: Enrolment) -> tuple[Change, ...]:
    """What the line has otherwise than the pupil and the place.

    An empty cell says nothing, nor do capitals in a name; number and birthday are the main school's to change.
    """
    pupil = place.pupil
    upn = line.upn if line.upn in sent_numbers(pupil) else next(iter(sorted(own_numbers(pupil))), "")
    told = [
        ("given_name", pupil.given_name, line.given_name),
        ("family_name", pupil.family_name, line.family_name),
        ("known_as", pupil.known_as, line.known_as),
        ("born_on", long_day(pupil.born_on), long_day(line.born)),
        ("form", place.form, line.form),
        ("upn", upn, line.upn),
        ("ends_on", _day(place.ends_on), _day(line.ends_on)),
    ]
    return tuple(
        Change(name, old, new)
        for name, old, new in told
        if new and new != old
        if not (name in NAMES and new.casefold() == old.casefold())
        if not (name in OF_MAIN and place.kind != "main")
    )


def _day(day: date | None) -> str:
    return long_day(day) if day else ""
