"""Who publishes an area's year, and for which school it is taken over."""

from datetime import date, datetime

from django.db.models import QuerySet

from agencies.acting.nouns import NO_CASE, Noun
from agencies.acting.refusals import NotNow
from agencies.actors import Actor, Refusal
from agencies.area_years.facts import following, latest_of
from agencies.area_years.models import AreaYear, Following
from agencies.area_years.states import LIFE
from agencies.area_years.words import NONE, OWN
from agencies.calendar.access import admit_year
from agencies.calendar.facts import SchoolYear, years_of
from agencies.directory.models import Agency
from agencies.policy import ROLES, Act
from agencies.web.asking import NotFound


def admit_area(actor: Actor, year: int, today: date) -> SchoolYear:
    """The year of the actor's council, this one or of the three ahead; else *not found*."""
    seats = actor.seats_of(ROLES[Act.PUBLISH_YEAR])
    if not seats or year not in years_of(today):
        raise NotFound(Refusal(Act.PUBLISH_YEAR, "area_year", str(year), "not found"))
    return SchoolYear(Agency.objects.select_related("authority").get(pk=seats[0].agency_id), year)


def admit_taking(actor: Actor, reference: str, year: int, today: date) -> tuple[SchoolYear, AreaYear]:
    """A school's year and the council's; *not found* for another's school, `NotNow` where none is published."""
    one = admit_year(actor, Act.TAKE_YEAR, reference, year, today)
    published = latest_of(one.authority_id, [year]).get(year)
    if published is None:
        raise NotNow(NONE)
    return one, published


def admit_leaving(actor: Actor, reference: str, year: int, today: date) -> tuple[SchoolYear, Following]:
    """A school's year that follows the council's; `NotNow` where it has its own."""
    one = admit_year(actor, Act.KEEP_OWN_YEAR, reference, year, today)
    found = following(one.school, [year]).get(year)
    if found is None:
        raise NotNow(OWN)
    return one, found


def area_years(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[AreaYear]:
    """The versions of the areas in which the actor has a seat."""
    authorities = {seat.authority_id for seat in actor.seats_of(ROLES[act])}
    found: QuerySet[AreaYear] = AreaYear.objects.filter(authority_id__in=authorities)
    return found


NOUN = Noun("area_year", AreaYear, Act.SEE_AREA_YEARS, area_years, NO_CASE, LIFE)
