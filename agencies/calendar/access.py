"""Whose year a person may see and write."""

from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal
from agencies.calendar.facts import SchoolYear, years_of
from agencies.calendar.models import TermDate
from agencies.calendar.states import LIFE
from agencies.directory.access import settings_of
from agencies.policy import Act
from agencies.web.asking import NotFound


def admit_year(actor: Actor, act: Act, reference: str, year: int, today: date) -> SchoolYear:
    """The year of a school for which the actor may write it, this one or of the three ahead; else *not found*."""
    school = settings_of(actor, act).filter(reference=reference).first()
    if school is None or year not in years_of(today):
        raise NotFound(Refusal(act, "agency", reference, "not found"))
    return SchoolYear(school, year)


def years(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[TermDate]:
    """The terms, INSET days and closures of those schools, each by its school's reference."""
    found: QuerySet[TermDate] = TermDate.objects.filter(agency__in=settings_of(actor, act))
    return found.annotate(reference=F("agency__reference"))


NOUN = Noun(
    "year",
    TermDate,
    Act.SEE_YEARS,
    years,
    NO_CASE,
    LIFE,
    hears=lambda letter, _standing: Q(agency__reference=letter.subject_ref),
)
