"""The form of a clock: its limit, what it counts, by whose rule and since when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from agencies.deadlines.regimes import Regime, Twins


class Unit(StrEnum):
    """What a limit counts."""

    SCHOOL_DAYS = "school_days"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class Force(StrEnum):
    """How binding a rule is, in the word that a page shows: law, statutory guidance, or the council's own rule."""

    MUST = "must"
    SHOULD = "should"
    LOCAL = "local"


class NoSuchRule(LookupError):
    """No rule of that name was in force on that day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty's clock as it stood from `starts_on`; `setting` names the council's setting that may change the limit.

    `source` names every part of the Regulations on suspension, `cited` the one that applies. The day it is counted
    from is nought. A limit of 0 means that day itself, or the next day that counts.
    """

    name: str
    what: str
    limit: int
    unit: Unit
    counted_from: str
    force: Force
    source: str
    starts_on: date
    setting: str | None
    twins: Twins | None = None

    def cited(self, regime: Regime) -> str:
        """Where it stands for a setting under this part of the Regulations on suspension."""
        return self.twins.cited(regime) if self.twins else self.source

    @property
    def version(self) -> str:
        """What a duty keeps, so that a later change of the rule does not change its history."""
        return f"{self.name} from {self.starts_on}"


def in_working_days(rule: Rule) -> Rule:
    """The same rule counted in working days: for where a school's days are not known so far."""
    return replace(rule, unit=Unit.WORKING_DAYS)


SINCE_EVER = date(2020, 9, 1)
"""Local limits have no day on which they came into force: before any case of ours."""


def local(name: str, what: str, limit: int, unit: Unit, counted_from: str, source: str) -> Rule:
    """A limit of the council's own, which its setting of that name may change."""
    return Rule(name, what, limit, unit, counted_from, Force.LOCAL, source, SINCE_EVER, f"{name}_limit")
