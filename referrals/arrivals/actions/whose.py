"""What of a joined record is the new school's, and what is the other child's: by the joining's line, then by whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from agencies.acting.refusals import NotNow
from agencies.directory.models import Agency
from agencies.history.facts import as_value
from agencies.people.models import Seat
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.trail.models import TrailEntry
from referrals.arrivals.models import Arrival
from referrals.pupils.models import Enrolment, FieldChange, Pupil

NOT_NOTED = (
    "It was not written down what came with each record, so they can’t be parted here. Let the schools correct each "
    "record, and ask whoever keeps the service."
)
INTO_ANOTHER = "The record was itself joined to another since. Part that joining first."
HERE_BEFORE = (
    "The new school had the child that was on record on its roll before too, and what it wrote then can’t be told from "
    "what it wrote of the other. They can’t be parted here: ask whoever keeps the service."
)


@dataclass(frozen=True, slots=True)
class Joined:
    """One joining as its line says it, and who sat where since. `others`: the schools of the child that was there."""

    arrival: Arrival
    came: dict[str, list[int]]
    had: dict[str, list[int]]
    others: frozenset[int]
    seats: tuple[Seat, ...]
    names: frozenset[str] = field(default=frozenset())

    def came_or(self, model: Any, since: Q) -> Any:
        """The rows that came with the new school's record, and of those made since the ones that are so."""
        kind = model._meta.model_name
        made_since = since & ~Q(pk__in=self.had[kind])
        return model.objects.filter(Q(pk__in=self.came[kind]) | made_since, pupil=self.arrival.known_id)

    def sat(self, person_id: int | None, at: datetime) -> set[int]:
        """Where the person had a seat then: at the new school, at the others, or at neither."""
        live = (one for one in self.seats if one.person_id == person_id and one.starts_at <= at)
        return {one.agency_id for one in live if one.ends_at is None or one.ends_at > at}

    def is_new_schools(self, person_id: int, at: datetime) -> bool:
        """Whether who did it then sat at the new school, and at none of the others."""
        sat = self.sat(person_id, at)
        return self.arrival.school_id in sat and not sat & self.others

    def is_others(self, change: FieldChange) -> bool:
        """Whether it was changed by a school of the child that was there, or by what was joined to it later."""
        if change.act == Act.JOIN_RECORDS:
            return bool(change.at != self.arrival.joined_at)
        sat = self.sat(change.person_id, change.at)
        if change.person_id is None or {self.arrival.school_id} < sat:
            return change.by_agency in self.names
        return bool(sat & self.others)

    def is_on_roll(self) -> bool:
        """Whether the child that was there has had a place elsewhere since, so that another school could write too."""
        left = Q(ends_on=None) | Q(ends_on__gte=local_day(self.arrival.joined_at))  # type: ignore[arg-type]
        return bool(Enrolment.objects.filter(left, pupil=self.arrival.known_id, school_id__in=self.others).exists())

    def changes(self, record: Any) -> dict[str, list[FieldChange]]:
        """What was changed of this record of the child's from the joining on, by field, the first first."""
        found: dict[str, list[FieldChange]] = {}
        of = {"kind": record._meta.model_name, "key": record.pk}
        since = FieldChange.objects.filter(pupil=self.arrival.known_id, at__gte=self.arrival.joined_at, **of)
        for one in since.order_by("at", "id"):
            found.setdefault(one.field, []).append(one)
        return found

    def as_before(self, record: Any) -> dict[str, Any]:
        """Each changed field as it was before the joining, or as the child's own school has put it since."""
        return {
            name: as_value(record, name, _last((one.new for one in made if self.is_others(one)), made[0].old))
            for name, made in self.changes(record).items()
        }

    def said_since(self, record: Any) -> dict[str, Any]:
        """Each field that was changed since by anybody else, as they put it last."""
        return {
            name: as_value(record, name, said[-1].new)
            for name, made in self.changes(record).items()
            if (said := [one for one in made if one.act != Act.JOIN_RECORDS and not self.is_others(one)])
        }

    def former_names(self, pupil: Pupil, known: Pupil) -> tuple[str, str]:
        """Those of the new school's record and of the other, taken apart by line.

        Each has what was its own before the joining and what its schools added since; what was taken away stays away.
        """
        made = self.changes(known).get("former_names", [])
        before = (made[0].old or "") if made else known.former_names
        own, others = pupil.former_names.splitlines(), before.splitlines()
        for one in made:
            if one.act != Act.JOIN_RECORDS:
                was = (one.old or "").splitlines()
                (others if self.is_others(one) else own).extend(
                    line for line in (one.new or "").splitlines() if line not in was
                )
        now = set(known.former_names.splitlines())
        mine, theirs = ("\n".join(dict.fromkeys(one for one in names if one in now)) for names in (own, others))
        return mine, theirs


def _last(values: Iterable[str | None], otherwise: str | None) -> str | None:
    return [otherwise, *values][-1]


def line_of(arrival: Arrival) -> dict[str, Any]:
    """What the joining's line of the trail says."""
    lines = TrailEntry.objects.filter(subject_ref=arrival.reference, subject_kind="arrival", outcome="done")
    when = arrival.joined_at or arrival.found_at
    line = lines.filter(act=Act.JOIN_RECORDS.value, at=when).order_by("-id").first()
    return dict(line.facts) if line else {}


def joining_of(arrival: Arrival) -> Joined:
    """How these two were joined; NotNow where what is whose can't be told."""
    said = line_of(arrival)
    if "came" not in said:
        raise NotNow(NOT_NOTED)
    if said["into"] != arrival.known.reference:
        raise NotNow(INTO_ANOTHER)
    came, had = said["came"], said["had"]
    places = Enrolment.objects.filter(pupil=arrival.known_id)
    if places.filter(school=arrival.school_id, pk__in=had["enrolment"]).exists():
        raise NotNow(HERE_BEFORE)
    others = places.exclude(school=arrival.school_id).exclude(pk__in=came["enrolment"])
    schools = frozenset(others.values_list("school_id", flat=True))
    seats = tuple(Seat.objects.filter(agency_id__in=[arrival.school_id, *schools]))
    names = frozenset(Agency.objects.filter(pk__in=schools).values_list("name", flat=True)) - {arrival.school.name}
    return Joined(arrival, came, had, schools, seats, names)
