"""What the pages of a file of registers show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.pages import Page
from agencies.words import count_words, day_month, listed, short_day
from referrals import door
from referrals.attendance import words
from referrals.attendance.actions import Taken
from referrals.attendance.codes import code_of
from referrals.attendance.comparing import Change, Registers
from referrals.attendance.forms import TakeRegisters
from referrals.attendance.imports import Read, lines_of
from referrals.pupils.models import Pupil
from referrals.rolls.access import School

MOST_SHOWN = 20
"""So many corrections, and so many lines that can't be taken, are written out; the others are counted."""
MOST_NAMED = 3
ELSEWHERE = "a child who has left your roll"


@dataclass(frozen=True, kw_only=True)
class ChooseRegistersPage(Page):
    """A file of registers is chosen."""

    template: ClassVar[str] = "referrals/attendance_choose.html"


@dataclass(frozen=True, slots=True)
class RowWords:
    """A line of the file, and what it would change or why it can't be taken; `child`: whose mark stands there."""

    line: int
    name: str
    about: list[str]
    child: str = ""


@dataclass(frozen=True, kw_only=True)
class TakeRegistersPage(Page):
    """The file beside the registers, before anything is taken over."""

    template: ClassVar[str] = "referrals/attendance_take.html"
    form: TakeRegisters
    school: str
    said: list[str]
    warnings: list[str]
    changes: list[RowWords]
    more_changes: int
    faults: list[RowWords]
    more_faults: int
    passed_over: list[str]
    is_to_take: bool

    @property
    def shown(self) -> list[str]:
        """The children of whom marks that stand are shown."""
        return [row.child for row in self.changes if row.child]


def take_registers_page(
    actor: Actor, form: TakeRegisters, school: School, file: Read, at: datetime
) -> TakeRegistersPage:
    """What the file would change: the sums, the first corrections, and the first lines that can't be taken."""
    registers = form.registers
    first = registers.changes[:MOST_SHOWN]
    ids = {one.half.pupil_id for one in first}
    known = {one.pk: one for one in door.within(Pupil, actor, Act.SEE_PUPIL, at).filter(pk__in=ids)}
    faults = sorted(registers.faults.items())
    return TakeRegistersPage(
        form=form,
        school=school.name,
        said=_said(file, registers),
        warnings=_warnings(registers),
        changes=[_change(one, known.get(one.half.pupil_id)) for one in first],
        more_changes=len(registers.changes) - len(first),
        faults=[RowWords(line, "", why) for line, why in faults[:MOST_SHOWN]],
        more_faults=max(0, len(faults) - MOST_SHOWN),
        passed_over=file.passed_over,
        is_to_take=bool(registers.new or registers.changes),
    )


def _said(file: Read, registers: Registers) -> list[str]:
    """How much there is of whom, and what would become of it."""
    many = [
        count_words(len(registers.children), "child", "children"),
        count_words(len(registers.days), "day"),
        count_words(registers.marks, "mark"),
    ]
    days = sorted(registers.days)
    span = f" from {short_day(days[0])} to {short_day(days[-1])}" if len(days) > 1 else ""
    span = f" of {short_day(days[0])}" if len(days) == 1 else span
    left = count_words(len(registers.faults), "line")
    beside = (
        f"{registers.new:,} new, {len(registers.changes):,} that correct what stands, {registers.same:,} as they are"
    )
    return [
        f"{count_words(lines_of(file.rows), 'line')} with marks in the file. What can be taken: {listed(many)}{span}.",
        f"{beside} here. {left} with something that can’t be taken.",
    ]


def _warnings(registers: Registers) -> list[str]:
    found = []
    if registers.strangers:
        who = count_words(registers.strangers, "child", "children")
        found.append(f"Not known here: {who} in the file. Nothing of theirs is taken.")
    if registers.unknown_codes:
        codes = listed([f"{code} ({n:,})" for code, n in sorted(registers.unknown_codes.items())])
        found.append(f"Codes that are not known on their day: {codes}. They are kept as sent, and count in nothing.")
    return [*found, *_shut(registers)]


def _shut(registers: Registers) -> Iterator[str]:
    """The days that are no school days by the school's own calendar, by the reason that it gives."""
    for why in dict.fromkeys(there.why_not for there in registers.shut.values()):
        days = [short_day(day) for day, there in registers.shut.items() if there.why_not == why]
        more = [f"{count_words(len(days) - MOST_NAMED, 'more day')}"] if len(days) > MOST_NAMED else []
        yield (
            f"No school day by your school’s calendar ({why}): {listed([*days[:MOST_NAMED], *more])}. "
            "The marks are taken as sent. If the calendar is wrong, mend it."
        )


def _change(change: Change, pupil: Pupil | None) -> RowWords:
    """A correction; of a child who is no longer on the roll nothing but that there is one."""
    _, day, session = change.half
    when = f"{day_month(day)}, {words.HALVES[session]}"
    if pupil is None:
        return RowWords(change.line, ELSEWHERE, [f"{when}: {change.new}, in place of another mark"])
    old, new = (f"{code} ({code_of(code, day).label})" for code in (change.old, change.new))
    return RowWords(change.line, pupil.name, [f"{when}: {new}, was {old}"], pupil.reference)


def taken_words(taken: Taken) -> str:
    """What was done with the file."""
    did = [f"{count_words(n, 'mark')} {what}" for n, what in ((taken.new, "added"), (taken.changed, "corrected")) if n]
    said = f"{listed(did)}." if did else "Nothing had to be changed: the registers are as the file has them."
    return f"{said} {count_words(taken.left_out, 'line')} left out." if taken.left_out else said
