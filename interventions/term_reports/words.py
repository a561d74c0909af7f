"""What the letters about a term's report say: the school, the term and the day, and no child."""

from datetime import date

from django.utils.text import Truncator

from agencies.words import short_day

OWED = "The law has the board of {school} told once a term of its short suspensions. Report those of {term}, by {due}."
NEAR = "{what} Nobody has said here yet that it was done."
LATE = "Nobody has said here that the suspensions of {term} were reported to the board of {school}: due by {due}."


def owed(school: str, term: str, due_on: date) -> str:
    """What is asked for."""
    return _filled(OWED, school, term, due_on)


def reminder(school: str, term: str, due_on: date, today: date) -> str:
    """The same again, or that it is late."""
    if today > due_on:
        return _filled(LATE, school, term, due_on)
    return NEAR.format(what=owed(school, term, due_on))


def _filled(words: str, school: str, term: str, due_on: date) -> str:
    named = Truncator(school).chars(80)  # a letter has room for 300
    return words.format(school=named, term=term, due=short_day(due_on))
