"""What is guessed at, and how a guesser is slowed: the numbers, each with its reason."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What is being tried."""

    PASSWORD = "password"
    FACTOR = "factor"
    RESET = "reset"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many wrong guesses cost nothing: one person at one place, all at one account, all from one place."""

    pair: int
    account: int
    sender: int


LIMITS = {
    Kind.PASSWORD: Limit(pair=5, account=20, sender=50),
    Kind.FACTOR: Limit(pair=5, account=5, sender=50),
    Kind.RESET: Limit(pair=3, account=10, sender=30),
    Kind.TOKEN: Limit(pair=5, account=20, sender=50),
}
MOST_SECONDS = 60
DEVICE = 10
"""So many wrong guesses from a known device, and for an hour it is treated as any other."""
FORGOTTEN_AFTER = timedelta(hours=1)


def delay(wrong: int, free: int) -> int:
    """Seconds to wait after so many wrong guesses: none, then 1, 2, 4 … and never more than a minute."""
    return 0 if wrong < free else min(MOST_SECONDS, 2 ** min(wrong - free, 6))
