"""A line of the file beside the roll: what it says, what it is, of whom, and what it would change."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from agencies.likeness import Child
from referrals.contacts.facts import Word
from referrals.pupils.models import Enrolment


class Kind(StrEnum):
    """What a line of the file is, beside the roll."""

    FAULT = "fault"
    MAYBE = "maybe"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(slots=True)
class Line:
    """One pupil of the file; `faults` say why the line can't be taken, each a sentence without its full stop.

    `people`: who stands around them in the file; `not_taken`: what of those is not taken over, each a sentence.
    """

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
    people: list[Word] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)

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

    def has_left(self, today: date) -> bool:
        """Whether their last day in the file has been."""
        return self.ends_on is not None and self.ends_on < today

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
