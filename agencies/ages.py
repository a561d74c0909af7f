"""Ages that the law goes by, from a date of birth: 18, and compulsory school age (EA 1996 s.8)."""

from datetime import date, timedelta

ADULT, FIVE, SIXTEEN = 18, 5, 16
PRESCRIBED = ((3, 31), (8, 31), (12, 31))
AUGUST, JUNE, FRIDAY = 8, 6, 4


def birthday(born_on: date, age: int) -> date:
    """The day of that birthday; of a 29 February in a common year the 1st of March."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def is_adult(born_on: date, on: date) -> bool:
    """Whether someone is 18 or over on a day: then they are the relevant person, and not their parents."""
    return birthday(born_on, ADULT) <= on


def is_of_school_age(born_on: date, on: date) -> bool:
    """Whether a day lies in compulsory school age.

    From the prescribed day on or after the fifth birthday, to the last Friday in June of the school year in which
    the pupil is sixteen.
    """
    fifth, sixteenth = birthday(born_on, FIVE), birthday(born_on, SIXTEEN)
    days = [date(year, month, day) for year in (fifth.year, fifth.year + 1) for month, day in PRESCRIBED]
    begins = min(day for day in days if day >= fifth)
    leaves = sixteenth.year + (sixteenth.month > AUGUST)
    last = date(leaves, JUNE, 30)
    return begins <= on <= last - timedelta((last.weekday() - FRIDAY) % 7)
