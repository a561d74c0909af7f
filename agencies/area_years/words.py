"""The letters on a council's year."""

from datetime import date

from agencies.calendar.facts import year_words
from agencies.words import long_day

CHANGED = "The council has changed this year since you opened the page. Look at it again."
NONE = "The council has published no such year."
OWN = "Your school has its own year already."


def published(year: int) -> str:
    """To a school that has not written that year."""
    return f"The council has published {year_words(year)}. Yours is not written: take it over, or write your own."


def changed(year: int, follows_on: date | None) -> str:
    """To a school that follows it."""
    until = f" after {long_day(follows_on)}" if follows_on else ""
    return f"The council has changed {year_words(year)}. Yours follows{until}, unless you say no by then."


def not_followed(year: int) -> str:
    """To a school whose own changes and the council's make no year together."""
    return (
        f"The council’s change of {year_words(year)} could not be taken over: with your own changes it makes no school "
        "year. Yours stays as it is. Look at both, and change yours or take over the council’s."
    )
