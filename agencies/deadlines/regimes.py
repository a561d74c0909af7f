"""Under which part of the Regulations on suspension a setting stands, and where that part says a thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

REGULATIONS = "SI 2012/1033"


class Regime(StrEnum):
    """A part of SI 2012/1033; *outside* it; or *unknown*, of a school of which the register has no type."""

    MAINTAINED = "maintained"
    ACADEMY = "academy"
    PRU = "pru"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Twins:
    """One rule in each of the three parts, such as "reg 6"; said of all are `more`, as who inserted it, and `after`."""

    maintained: str
    pru: str
    academy: str
    more: str = ""
    after: str = ""

    def cited(self, regime: Regime) -> str:
        """The one that applies; all of them where that is not known."""
        here = {Regime.MAINTAINED: self.maintained, Regime.PRU: self.pru, Regime.ACADEMY: self.academy}
        if regime in here:
            return f"{REGULATIONS} {here[regime]}{self.more}{self.after}"
        twins = f"(academies {self.academy}, PRUs {self.pru})"
        return f"{REGULATIONS} {self.maintained}{self.more} {twins}{self.after}"


_BY_TYPE: Mapping[Regime, tuple[int, ...]] = {
    Regime.MAINTAINED: (1, 2, 3, 5, 7, 12, 15),
    Regime.PRU: (14,),
    Regime.ACADEMY: (28, 33, 34, 35, 36, 38, 40, 41, 42, 43, 44),
    Regime.OUTSIDE: (6, 8, 10, 11, 18, 24, 29, 32, 37, 39, 45, 46, 49, 56, 57),
}
"""By the codes of TypeOfEstablishment in the national register. Outside: independent and non-maintained special
schools, city technology colleges, further education, special post-16 institutions, academies for ages 16 to 19."""
_OF_TYPE = {str(code): regime for regime, codes in _BY_TYPE.items() for code in codes}


SAID_REGIMES = {
    Regime.MAINTAINED.value: "Maintained by the council",
    Regime.ACADEMY.value: "An academy or a free school",
    Regime.PRU.value: "A pupil referral unit",
    Regime.OUTSIDE.value: "Independent, a college, or another that the Regulations on suspension don’t cover",
}
"""What whoever adds a setting may say of it."""


def regime_of_type(code: str) -> Regime:
    """By the register's code of its type, with or without a leading nought."""
    return _OF_TYPE.get(code.lstrip("0"), Regime.UNKNOWN)
