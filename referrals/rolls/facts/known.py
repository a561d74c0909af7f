"""A school's roll by what finds a pupil on it: number, name, birthday; and who was on it before."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from agencies.likeness import Child, plain
from referrals.pupils.facts import former_at, on_roll_or_to_come
from referrals.pupils.models import Enrolment, Identifier, Pupil
from referrals.rolls.facts.lines import Line

OF_PUPIL = Identifier.objects.filter(kind="upn", is_in_error=False)


class Known:
    """The places of today, or the next to come, one a pupil; `former`, the last ones of who is on no roll now.

    `several` are the pupils with more than one place: of them a file alone says nothing of leaving.
    """

    def __init__(self, school_id: int, today: date) -> None:
        """Of this school: the same queries for any number of pupils."""
        there = list(_whole(on_roll_or_to_come(school_id, today)))
        first = {place.pupil_id: place for place in reversed(there)}
        self.places = sorted(first.values(), key=lambda one: (one.pupil.family_name, one.pupil.given_name, one.pk))
        pupils = [place.pupil_id for place in there]
        self.several = {pupil for pupil in pupils if pupils.count(pupil) > 1} if len(pupils) > len(first) else set()
        self.former: dict[date, list[Enrolment]] = defaultdict(list)
        for place in {place.pupil_id: place for place in _whole(former_at(school_id, today))}.values():
            self.former[place.pupil.born_on].append(place)
        self.by_upn: dict[str, Enrolment] = {}
        self.by_name: dict[tuple[str, str, date], list[Enrolment]] = defaultdict(list)
        self.by_words: dict[tuple[str, str], list[Enrolment]] = defaultdict(list)
        self.by_day: dict[date, list[Enrolment]] = defaultdict(list)
        self._children: dict[int, Child] = {}
        for place in self.places:
            self._file(place)

    def _file(self, place: Enrolment) -> None:
        pupil = place.pupil
        self.by_upn |= dict.fromkeys(own_numbers(pupil), place)
        self.by_day[pupil.born_on].append(place)
        for words in names_of(pupil.family_name, pupil.given_name, pupil.known_as):
            self.by_name[*words, pupil.born_on].append(place)
            self.by_words[words].append(place)

    def called(self, line: Line) -> list[Enrolment]:
        """Who on the roll has all of the line's name and its birthday."""
        words = names_of(line.family_name, line.given_name, line.known_as)
        there = {place.pk: place for one in words for place in self.by_name.get((*one, line.born), [])}
        return list(there.values())

    def named(self, line: Line) -> set[int]:
        """The places that a line with a fault may mean: by its number, or its name, whatever the rest says."""
        words = names_of(line.family_name, line.given_name, line.known_as)
        found = {place.pk for one in words for place in self.by_words.get(one, [])}
        return found | {place.pk for place in [self.by_upn.get(line.upn)] if place is not None}

    def child(self, place: Enrolment) -> Child:
        """The pupil of a place as they are compared, former numbers too."""
        pupil = place.pupil
        if pupil.pk not in self._children:
            upns = frozenset(one.value for one in _numbers(pupil) if not one.is_doubtful)
            names = (pupil.given_name, pupil.family_name, pupil.born_on, pupil.known_as)
            self._children[pupil.pk] = Child(*names, upns=upns)
        return self._children[pupil.pk]


def names_of(family: str, *given: str) -> set[tuple[str, str]]:
    """Each given name with the family name, as names are compared."""
    return {(plain(one), plain(family)) for one in given if plain(one)}


def own_numbers(pupil: Pupil) -> frozenset[str]:
    """The numbers that are the pupil's now."""
    return frozenset(one.value for one in _numbers(pupil) if one.ends_on is None and not one.is_doubtful)


def sent_numbers(pupil: Pupil) -> frozenset[str]:
    """Those, and what was sent of them and is another child’s: no answer says which of the two (decision 31)."""
    return frozenset(one.value for one in _numbers(pupil) if one.ends_on is None)


def _numbers(pupil: Pupil) -> Iterable[Identifier]:
    found: Any = pupil
    return list(found.numbers)


def _whole(places: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    numbers = Prefetch("pupil__identifiers", OF_PUPIL, "numbers")
    return places.select_related("pupil").order_by("starts_on", "id").prefetch_related(numbers)
