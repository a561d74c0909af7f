"""What the pages of a roll from a file show."""

from dataclasses import dataclass
from typing import ClassVar

from agencies.web.pages import Page
from agencies.words import count_words, listed
from referrals.rolls.actions import Taken
from referrals.rolls.facts import Compared, Kind, Roll
from referrals.rolls.forms import TakeRoll
from referrals.rolls.imports import NAMES, Read

ANSWER = "nobody has said yet who it is"
TAKEN_WHERE = "The people around a child are taken over where your school has work open that writes home."
A_FEW, MANY = 3, 0.05


@dataclass(frozen=True, kw_only=True)
class ChooseRollPage(Page):
    """A file of the roll is chosen."""

    template: ClassVar[str] = "referrals/roll_choose.html"


@dataclass(frozen=True, slots=True)
class RowWords:
    """A line of the file as one reads it; `about` is what it would change, or why it can't be taken."""

    line: int
    name: str
    about: list[str]


@dataclass(frozen=True, kw_only=True)
class TakeRollPage(Page):
    """The file beside the roll, before anything is taken over."""

    template: ClassVar[str] = "referrals/roll_take.html"
    form: TakeRoll
    school: str
    lines: int
    new: list[RowWords]
    changed: list[RowWords]
    faults: list[RowWords]
    same: int
    absent: int
    size: int
    is_in_doubt: bool
    passed_over: list[str]
    warnings: list[str]
    keeps_places: bool
    people: str
    not_taken: list[RowWords]


def take_roll_page(form: TakeRoll, school: str, file: Read, roll: Roll) -> TakeRollPage:
    """What the file would change, group by group."""
    absent = len(roll.absent)
    return TakeRollPage(
        form=form,
        school=school,
        lines=len(file.lines),
        new=[_row(row, [_new(row)]) for row in roll.of(Kind.NEW)],
        changed=[_row(row, _changes(row)) for row in roll.of(Kind.CHANGED)],
        faults=[_row(row, list(dict.fromkeys(row.line.faults))) for row in roll.of(Kind.FAULT)],
        same=len(roll.of(Kind.SAME)),
        absent=absent,
        size=roll.size,
        is_in_doubt=absent > max(A_FEW, MANY * roll.size),
        passed_over=file.passed_over,
        warnings=file.warnings,
        people=_people(roll),
        not_taken=[_row(row, row.line.not_taken) for row in roll.rows if row.line.not_taken and not row.line.faults],
        keeps_places=any(
            {"starts_on", "kind"} & {name for name, cell in line.cells.items() if cell} for line in file.lines
        ),
    )


def reason(row: Compared) -> str:
    """Why a line is left out, in a sentence."""
    said = "; ".join(dict.fromkeys(row.line.faults)) or ANSWER
    return f"{said[0].upper()}{said[1:]}."


def _people(roll: Roll) -> str:
    """How many people the file has around how many pupils: of the file alone, and never of who has work open."""
    there = [len(row.line.people) for row in roll.rows if row.line.people and row.kind is not Kind.FAULT]
    if not there:
        return ""
    return f"{count_words(sum(there), 'person', 'people')} around {count_words(len(there), 'pupil')} in the file."


def taken_words(taken: Taken, file: Read) -> str:
    """What was done with the file; of the people around the children, the same whether any was kept or not."""
    did = [
        f"{count_words(count, 'pupil')} {what}"
        for count, what in ((taken.added, "added"), (taken.changed, "changed"), (taken.left, "taken off the roll"))
        if count
    ]
    said = f"{listed(did)}." if did else "Nothing had to be changed: the roll is as the file has it."
    said += f" {count_words(taken.not_taken, 'line')} left out." if taken.not_taken else ""
    return f"{said} {TAKEN_WHERE}" if any(line.people for line in file.lines) else said


def _row(row: Compared, about: list[str]) -> RowWords:
    return RowWords(row.line.number, row.line.name, about)


def _new(row: Compared) -> str:
    cells = row.line.cells
    shown = [name for name in ("born_on", "upn", "form", "starts_on", "ends_on") if cells.get(name)]
    return ", ".join(f"{NAMES[name]} {cells[name]}" for name in shown)


def _changes(row: Compared) -> list[str]:
    return [
        f"{NAMES[one.name]}: {one.new}, was {one.old}" if one.old else f"{NAMES[one.name]}: {one.new}"
        for one in row.changes
    ]
