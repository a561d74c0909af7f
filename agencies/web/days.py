"""Which days can be: what has happened to a young person of today, and what is planned."""

from datetime import date

from django.core.exceptions import ValidationError

from agencies.words import age_on, count_words

TOO_OLD = 26
"""Years: whoever is that old is no young person of this service."""


def has_been(day: date | None, today: date, born_on: date | None = None) -> date:
    """The day, today where it is left empty: one that has been, and not before whoever it is about was born."""
    if day and day > today:
        raise ValidationError("Choose a day that has been: it can’t have happened yet")
    if day and age_on(today, day) >= TOO_OLD:
        raise ValidationError(f"That is more than {TOO_OLD} years ago. Check the year")
    if day and born_on and day < born_on:
        raise ValidationError("That is before the pupil was born. Check the year")
    return day or today


def is_near(day: date, today: date, years: int = 1) -> date:
    """A day that is planned: at most so many years from now."""
    if age_on(day, today) >= years:
        ahead = count_words(years, "year")
        raise ValidationError(f"That is more than {ahead} from now. Check the year")
    return day
