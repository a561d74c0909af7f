"""The forms of a roll as they stand, and what is planned for each on the first of September."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from agencies.calendar.facts import SchoolYear, kept_rows
from agencies.words import FIRST_MONTH, academic_age, listed, year_group
from referrals.next_places.models import NextPlace
from referrals.pupils.models import Enrolment

NUMBERED = re.compile(r"(\D{0,6})(\d{1,2})(?!\d)(.*)", re.DOTALL)


@dataclass(frozen=True)
class ComingRoll(SchoolYear):
    """A school's roll of the school year that begins on the next first of September."""

    @property
    def begins_on(self) -> date:
        """Its first day: pupils are a year further, and forms are called otherwise."""
        return date(self.year, FIRST_MONTH, 1)

    @property
    def in_trail(self) -> tuple[str, str, dict[str, int]]:
        """The lines of the trail that are about it."""
        return "agency", self.reference, {"roll": self.year}


@dataclass(frozen=True, slots=True)
class FormNow:
    """The pupils of one form who are not known to leave otherwise, by their places, and what is planned for each."""

    name: str
    places: list[Enrolment]
    planned: dict[int, NextPlace]

    @property
    def next(self) -> str:
        """The form that is planned for most of them; nothing where none is."""
        return _most(one.form for one in self._of_all)

    @property
    def leaves_on(self) -> date | None:
        """The last day that is planned for them."""
        return max((one.leaves_on for one in self._of_all if one.leaves_on), default=None)

    @property
    def unplanned(self) -> int:
        """How many came since it was planned."""
        return len(self.places) - len(self.planned) if self._of_all else 0

    @property
    def _of_all(self) -> list[NextPlace]:
        """What is planned for them as a form."""
        return [one for one in self.planned.values() if not one.is_single]

    @property
    def singles(self) -> list[tuple[Enrolment, NextPlace]]:
        """Of whom another form is planned than of the rest."""
        return [(place, one) for place in self.places if (one := self.planned.get(place.pk)) and one.is_single]


def becomes(planned: NextPlace | None) -> str:
    """What is planned for a pupil: `moving` to another form, `leaving`, or or `staying` in theirs."""
    if planned is not None and planned.leaves_on:
        return "leaving"
    return "staying" if planned is None or planned.form == planned.before else "moving"


def coming_year(today: date) -> int:
    """The year of the next first of September."""
    return today.year + (today.month >= FIRST_MONTH)


def forms_now(one: ComingRoll, today: date) -> list[FormNow]:
    """The school's forms of today, 7B before 10A, each with what is planned: one query. Whoever has no form is last.

    Whose last day was planned is here also after it, until September: it can be taken back. Left out: whose last day
    stands for another reason. What was planned for another form or day than stands now is planned no more.
    """
    stays = Q(ends_on=None) | Q(ends_on__gte=one.begins_on) | Q(next__leaves_on=F("ends_on"))
    there = Enrolment.objects.filter(stays, school_id=one.school_id, starts_on__lte=today)
    found: dict[str, FormNow] = {}
    for place in there.select_related("pupil", "next").order_by("id"):
        form = found.setdefault(place.form, FormNow(place.form, [], {}))
        form.places.append(place)
        planned = getattr(place, "next", None)
        if planned is not None and (planned.leaves_on or place.form) == (
            place.ends_on if planned.leaves_on else planned.before
        ):
            form.planned[place.pk] = planned
    return sorted(found.values(), key=lambda form: by_number(form.name))


def by_number(name: str) -> tuple[bool, int, str]:
    """The order of forms: 7B before 10A, Y9 Oak between them; without a number later, without a name last."""
    found = NUMBERED.fullmatch(name)
    return not name, int(found[2]) if found else 1000, name


def next_name(name: str) -> str:
    """What the form is probably called a year later: 8B for 7B; nothing where its name has no number."""
    found = NUMBERED.fullmatch(name)
    return f"{found[1]}{int(found[2]) + 1}{found[3]}" if found else ""


def is_last_year(form: FormNow, begins_on: date, highest_age: int | None) -> bool:
    """Whether most of them will be older on that day than the school's pupils are, by the national register."""
    if highest_age is None:
        return False
    older = sum(academic_age(place.pupil.born_on, begins_on) >= highest_age for place in form.places)
    return older * 2 > len(form.places)


def last_day(one: ComingRoll) -> date | None:
    """The last day of the last term before it, where the school's year is known so far."""
    rows = kept_rows(SchoolYear(one.school, one.year - 1))
    return max((row.last for row in rows if row.kind == "term"), default=None)


def years_of(form: FormNow, day: date) -> str:
    """The years that its pupils are in on a day, by their birthdays, the most frequent first."""
    counted = Counter(year_group(place.pupil.born_on, day) for place in form.places)
    return listed([year for year, _ in counted.most_common()])


def _most(names: Iterable[str]) -> str:
    counted = [name for name in names if name]
    return max(sorted(set(counted)), key=counted.count, default="")
