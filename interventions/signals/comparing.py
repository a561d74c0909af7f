"""Whether the use of a rule differs between two groups of children (data.md 6.4): no database, no clock."""

from dataclasses import dataclass
from math import exp, log, sqrt

Z = 1.959964
LEAST_EVENTS, LEAST_CHILDREN = 5, 20


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of a group against so many of all others: the risk ratio with its 95 % interval."""

    ratio: float
    low: float
    high: float
    is_shown: bool

    @property
    def differs(self) -> bool:
        """The interval leaves 1 out, and there are enough of both to say so."""
        return self.is_shown and not self.low <= 1 <= self.high


def ratio(a: int, n1: int, b: int, n0: int) -> Ratio:
    """`a` of `n1` children against `b` of `n0`; where one of them is nought, half a child is added to each.

    Of none in a group, nothing is said.
    """
    is_shown = min(a, b) >= LEAST_EVENTS and min(n1, n0) >= LEAST_CHILDREN
    if not n1 or not n0 or not (a or b):
        return Ratio(1.0, 0.0, float("inf"), is_shown=False)
    plus, more = (0.5, 1.0) if not a or not b else (0.0, 0.0)
    x, y, of_x, of_y = a + plus, b + plus, n1 + more, n0 + more
    found = (x / of_x) / (y / of_y)
    spread = Z * sqrt(1 / x - 1 / of_x + 1 / y - 1 / of_y)
    return Ratio(found, exp(log(found) - spread), exp(log(found) + spread), is_shown=is_shown)
