"""How long each kind of record is kept, and why: the classes of docs/domain/data.md 1.11. What ends them comes later.

The clock runs from an event (birth, closure, leaving), never from a change; a hold beats the schedule; a date of birth
that is not known holds.
"""

from dataclasses import dataclass
from enum import StrEnum


class Retention(StrEnum):
    """One class a model; there is no default, and none that keeps for ever."""

    PUPIL_RECORD = "pupil_record"
    EXCLUSION_PAPERS = "exclusion_papers"
    MANAGED_MOVE = "managed_move"
    EARLY_HELP = "early_help"
    CONCERN = "concern"
    ATTENDANCE = "attendance"
    SIGNAL = "signal"
    TRAIL = "trail"
    ACCOUNT = "account"
    PASSING = "passing"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when, in words, and whose rule it is."""

    until: str
    source: str


KEPT: dict[Retention, Kept] = {
    Retention.PUPIL_RECORD: Kept("the 25th birthday, at the last school that holds it", "IRMS toolkit; limitation"),
    Retention.EXCLUSION_PAPERS: Kept("the 25th birthday, with the pupil’s record", "IRMS toolkit; local schedules"),
    Retention.MANAGED_MOVE: Kept("the 25th birthday at the school, six years after closure at the council", "default"),
    Retention.EARLY_HELP: Kept("six years after closure, or the 25th birthday", "local schedules"),
    Retention.CONCERN: Kept("a year after it was closed without a case, else as the case", "default"),
    Retention.ATTENDANCE: Kept("six years after the mark", "SI 2024/208; data.md 1.11"),
    Retention.SIGNAL: Kept(
        "what it went by is over; what was said of it, without a word, for the year after", "data.md 7.2"
    ),
    Retention.TRAIL: Kept("as long as the longest record that it speaks of", "default"),
    Retention.ACCOUNT: Kept("six years after the last seat ended", "limitation"),
    Retention.PASSING: Kept("90 days at most, mostly until it has run out or was done", "default"),
    Retention.PUBLIC: Kept("the next edition: it is of no child", "no personal data"),
}
"""Data, until a council’s own schedule takes its place."""
