"""Six hundred children on the rolls of the settings: some by name for the stories, the others by chance."""

from datetime import date, datetime
from itertools import count
from random import Random

from agencies.directory.models import Agency, Authority
from agencies.identifiers import UPN_LETTERS
from interventions.demonstration.names import CALLED, FAMILY, GIVEN
from interventions.demonstration.places import CODE, FIRST_MONTH, PRIMARY, ROLLS, Place, school_year
from referrals.pupils.models import Enrolment, Identifier, Pupil

NURSERY = -1
AGE_OFFSET = 5  # a child of Year n is born in the school year that began n + 5 years before (data.md 3.1)
STARRING: dict[str, tuple[tuple[str, int, str], ...]] = {
    "alder": (
        ("Kofi Mensah-Hart", 9, "9W"),
        ("Maisie Thornley", 8, "8R"),
        ("Haroon Siddiq", 8, "8W"),
        ("Ellis Pargeter", 7, "7R"),
        ("Idris Rahman-Cole", 7, "7W"),
        ("Roza Karimi", 9, "9R"),
        ("Zuzanna Wiśniewska", 10, "10R"),
        ("Tyrell Okonjo", 9, "9W"),
        ("Niamh Gallacher", 11, "11R"),
        ("Leo Ferreira", 10, "10W"),
        ("Oskar Lindqvist", 7, "7R"),
        ("Nikola Kovač", 7, "7R"),
        ("Casey Brookfield", 11, "11W"),
        ("Jaydon Prewett", 9, "9R"),
        ("Bronagh Tierney", 8, "8R"),
    ),
    "merrow": (("Amelie Forrest", 6, "6A"), ("Micah Baptiste", 4, "4A"), ("Inês Carvalho", 3, "3A")),
    "lowmoor": (("Yusuf Demir", 4, "4A"),),
    "quarry": (("Niko Baptiste", 8, "8R"),),
    "kestrel": (("Sorcha Delaney", 10, "10R"),),
    "saltwick": (("Tamsin Oyelaran", 9, "9W"),),
    "tarn": (("Grace Adu", 11, "11"),),
}
"""The children whom the stories name: name, year, form."""

Slot = tuple[Place, str, int, str]


def make_pupils(
    authority: Authority, agencies: dict[str, Agency], chance: Random, now: datetime, today: date
) -> dict[str, list[Pupil]]:
    """The pupils of each setting, by its key, those who star first; each with a UPN and a place on the roll."""
    slots = _slots(chance)
    made = Pupil.objects.bulk_create(
        Pupil(
            authority=authority,
            given_name=name.split(" ", 1)[0],
            family_name=name.split(" ", 1)[1],
            known_as=CALLED.get(name.split(" ", 1)[0], ""),
            born_on=_birthday(year, today, chance),
            added_at=now.replace(year=now.year - 1, day=1),
        )
        for _, name, year, _ in slots
    )
    pairs = list(zip(slots, made, strict=True))
    _enrol(pairs, agencies, chance, today)
    _number(pairs, authority, chance, today)
    rolls: dict[str, list[Pupil]] = {place.key: [] for place in ROLLS}
    for (place, *_), pupil in pairs:
        rolls[place.key].append(pupil)
    return rolls


def _slots(chance: Random) -> list[Slot]:
    """Who is where, in which year and form."""
    taken = {name for stars in STARRING.values() for name, *_ in stars}
    slots: list[Slot] = []
    for place in ROLLS:
        stars = STARRING.get(place.key, ())
        slots += [(place, name, year, form) for name, year, form in stars]
        for n in range(place.pupils - len(stars)):
            year = place.years[n % len(place.years)]
            slots.append((place, _new_name(taken, chance), year, _form(place, year, n)))
    return slots


def _new_name(taken: set[str], chance: Random) -> str:
    while True:
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        if name not in taken:
            taken.add(name)
            return name


def _form(place: Place, year: int, n: int) -> str:
    if year == NURSERY:
        return ("Robins", "Wrens")[n % 2]
    if place.years == PRIMARY:
        return f"{year or 'R'}A"
    return f"{year}{'RW'[n // len(place.years) % 2]}"


def _birthday(year: int, today: date, chance: Random) -> date:
    began = date(school_year(today) - year - AGE_OFFSET, FIRST_MONTH, 1)
    return date.fromordinal(began.toordinal() + chance.randrange(365))


def _enrol(pairs: list[tuple[Slot, Pupil]], agencies: dict[str, Agency], chance: Random, today: date) -> None:
    """A place each; half of those in alternative provision keep their place at a school and are there as well."""
    schools = [place for place in ROLLS if place.number.startswith("400")]
    rows = []
    for n, ((place, _, year, form), pupil) in enumerate(pairs):
        is_elsewhere = place.key == "foxholes"
        began = date(school_year(today) - (0 if is_elsewhere else year - place.years[0]), FIRST_MONTH, 1)
        is_dual = is_elsewhere and n % 2 == 0
        kind = "dual" if is_dual else "main"
        rows.append(Enrolment(pupil=pupil, school=agencies[place.key], starts_on=began, kind=kind, form=form))
        if is_dual:
            home = agencies[chance.choice(schools).key]
            rows.append(Enrolment(pupil=pupil, school=home, starts_on=began, form=f"{year}R"))
    Enrolment.objects.bulk_create(rows)


def _number(pairs: list[tuple[Slot, Pupil]], authority: Authority, chance: Random, today: date) -> None:
    """A UPN each, given by the first school."""
    first = [place.number for place in ROLLS if place.years == PRIMARY]
    serials = count(1)
    rows = []
    for (place, _, year, _), pupil in pairs:
        began = school_year(today) - max(year, 0)
        number = place.number if place.years[0] < 1 else chance.choice(first)
        value = upn(number, began, next(serials))
        day = date(began, FIRST_MONTH, 1)
        rows.append(Identifier(pupil=pupil, authority=authority, kind="upn", value=value, starts_on=day))
    Identifier.objects.bulk_create(rows)


def upn(number: str, year: int, serial: int) -> str:
    """A UPN of the invented authority: check letter, authority, school, year and serial (DfE, *UPNs: a guide*)."""
    digits = f"{CODE}{number}{year % 100:02}{serial:03}"
    return UPN_LETTERS[sum(weight * int(digit) for weight, digit in enumerate(digits, 2)) % 23] + digits
