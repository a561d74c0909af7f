"""A file of the roll is taken over: whom the lead said, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.contacts.actions import keep_people
from referrals.contacts.facts import Word
from referrals.pupils.actions import PupilFacts, put_on_roll, take_upn
from referrals.pupils.actions.rolls import NOBODY
from referrals.pupils.models import Enrolment, Pupil
from referrals.pupils.states import State
from referrals.rolls.facts import Change, Compared, Kind, Line, changes_of, compare


@dataclass(frozen=True, slots=True)
class Said:
    """What the lead said of the file: by the line's number who it is (a reference, or `NOBODY`), and who has left.

    `first_on`: the first day of those who are new and of whom the file has none; today where nothing is said.
    """

    of_lines: Mapping[int, str] = field(default_factory=dict)
    why: str = ""
    left: frozenset[str] = frozenset()
    left_on: date | None = None
    first_on: date | None = None


@dataclass(slots=True)
class Taken:
    """How many were put on the roll, changed, and taken off it; and how many lines were not taken."""

    added: int = 0
    changed: int = 0
    left: int = 0
    not_taken: int = 0


@transaction.atomic
def take_roll(lines: Iterable[Line], said: Said, *, seat: SeatFacts, by: Actor, at: datetime) -> Taken:
    """Take the file over as the lead said, beside the roll of now; what is so already stays. Nobody is taken off by it.

    A line with a fault, or of whom nobody said who it is, is passed over. Who stands around the children is kept where
    their school's system would have it kept (decision 51).
    """
    Agency.objects.select_for_update(no_key=True).get(pk=seat.agency_id)
    today = local_day(at)
    roll, taking, taken = compare(lines, seat.agency_id, today), _Taking(seat, by, at, said.why), Taken()
    done_for: set[int] = set()
    around: list[tuple[Pupil, Sequence[Word]]] = []
    for row in roll.rows:
        place, is_other = _place(row, said)
        if place is not None and place.pk in done_for:
            place = None  # two lines are not both one child
        done_for |= {place.pk} if place is not None else set()
        if row.kind is Kind.NEW or is_other:
            pupil = taking.add(row, said.first_on or today)
            taken.added += 1
        elif place is None:
            taken.not_taken += 1
            continue
        else:
            pupil = place.pupil
            taking.bring_up_to_date(place, row.line, said.first_on or today, taken)
        if not row.line.has_left(today):
            around.append((pupil, row.line.people))
    for place in (place for place in roll.absent if place.pupil.reference in said.left):
        taken.left += taking.end(place, said.left_on)
    keep_people(around, seat=seat, by=by, at=at)
    return taken


def _place(row: Compared, said: Said) -> tuple[Enrolment | None, bool]:
    """Whose place the line is about; and whether it was said to be another child's than those that are alike."""
    if row.kind is not Kind.MAYBE:
        return row.place, False
    answer = said.of_lines.get(row.line.number, "")
    return next((one for one in row.alike if one.pupil.reference == answer), None), answer == NOBODY


@dataclass(frozen=True, slots=True)
class _Taking:
    """The one who takes the file over, from which seat and when."""

    seat: SeatFacts
    by: Actor
    at: datetime
    why: str

    def bring_up_to_date(self, place: Enrolment, line: Line, first_on: date, taken: Taken) -> None:
        """Whoever has left is brought back; of any other what the file has otherwise is changed."""
        if place.ends_on is not None and place.ends_on < local_day(self.at):
            self.bring_back(place, line, first_on)
            taken.added += 1
        else:
            taken.changed += self.change(place, line, changes_of(line, place))

    def add(self, row: Compared, first_on: date) -> Pupil:
        """A pupil who is new on the roll."""
        leads_to("pupil", NEW, Act.TAKE_ROLL)
        line = row.line
        facts = PupilFacts(line.given_name, line.family_name, line.born, line.upn, line.form, line.known_as, line.kind)
        first = line.starts_on or (min(first_on, line.ends_on) if line.ends_on else first_on)
        pupil, told = put_on_roll(facts, seat=self.seat, starts_on=first, ends_on=line.ends_on, at=self.at)
        if row.alike:
            told |= {"not_them": sorted(one.pupil.reference for one in row.alike), "why": self.why}
        self._done(pupil, line, is_new=True, fields=[], **told)
        return pupil

    def change(self, place: Enrolment, line: Line, changes: Iterable[Change]) -> bool:
        """What the file has otherwise of a pupil of the roll; whether that is anything."""
        fields = [one.name for one in changes]
        if not fields:
            return False
        leads_to("pupil", State.KNOWN, Act.TAKE_ROLL)
        pupil, kept = place.pupil, Keeping(Act.TAKE_ROLL, self.by, self.at)
        of_pupil = {name for name in fields if hasattr(pupil, name)}
        kept.change(pupil, pupil, **{name: getattr(line, name) for name in of_pupil})
        kept.change(place, pupil, **{name: getattr(line, name) for name in {*fields} - of_pupil - {"upn"}})
        if "upn" in fields:
            take_upn(pupil, line.upn, local_day(self.at), kept)
        self._done(pupil, line, is_new=False, fields=fields, **kept.facts)
        return True

    def bring_back(self, place: Enrolment, line: Line, first_on: date) -> None:
        """A pupil who was here before is on the roll again: a new place of the same record, called as in the file."""
        leads_to("pupil", State.KNOWN, Act.TAKE_ROLL)
        pupil, kept = place.pupil, Keeping(Act.TAKE_ROLL, self.by, self.at)
        first = line.starts_on or first_on
        first = max(first, place.ends_on + timedelta(days=1)) if place.ends_on else first
        again = {"starts_on": first, "ends_on": line.ends_on, "kind": line.kind, "form": line.form}
        Enrolment.objects.create(pupil=pupil, school_id=place.school_id, **again)
        fields = [one.name for one in changes_of(line, place) if hasattr(pupil, one.name)]
        kept.change(pupil, pupil, **{name: getattr(line, name) for name in fields})
        if line.upn:
            take_upn(pupil, line.upn, local_day(self.at), kept)
        self._done(pupil, line, is_new=False, fields=[*fields, "enrolment"], **kept.facts)

    def end(self, place: Enrolment, on: date | None) -> bool:
        """The place of a pupil who left ends on that day, or on its first where it began later."""
        kept = Keeping(Act.TAKE_ROLL, self.by, self.at)
        changed = on is not None and kept.change(place, place.pupil, ends_on=max(on, place.starts_on))
        if changed:
            self._done(place.pupil, None, is_new=False, fields=changed, **kept.facts)
        return bool(changed)

    def _done(self, pupil: Pupil, line: Line | None, **facts: Any) -> None:
        told = {**facts, **({"line": line.number} if line else {})}
        done(Doing(Act.TAKE_ROLL, self.by, self.at, "pupil", pupil, facts=told, pupil=pupil))
