"""Whose coming school year a person may plan."""

from datetime import date

from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.calendar.access import admit_year
from agencies.policy import Act
from referrals.next_places.facts import ComingRoll, coming_year

BEGUN = "This school year has begun: pupils have their forms. What comes next is planned beside it."
TOO_EARLY = "This school year is planned once the one before it has begun."


def admit_roll(actor: Actor, reference: str, year: int, today: date) -> ComingRoll:
    """The coming year of a school where the actor leads; *not found* for another's, `NotNow` for another year."""
    one = admit_year(actor, Act.PLAN_ROLL, reference, year, today)
    coming = coming_year(today)
    if year != coming:
        raise NotNow(BEGUN if year < coming else TOO_EARLY)
    return ComingRoll(one.school, year)
