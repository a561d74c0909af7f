"""Whose year a person may see and write."""

from datetime import datetime

from django.db.models import QuerySet

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal
from agencies.calendar.models import TermDate
from agencies.calendar.states import LIFE
from agencies.directory.access import settings_of
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.web.asking import NotFound


def admit_school(actor: Actor, act: Act, reference: str) -> Agency:
    """A school whose year the actor may write; else *not found*."""
    school = settings_of(actor, act).filter(reference=reference).first()
    if school is None:
        raise NotFound(Refusal(act, "agency", reference, "not found"))
    return school


def years(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[TermDate]:
    """The terms, INSET days and closures of those schools."""
    found: QuerySet[TermDate] = TermDate.objects.filter(agency__in=settings_of(actor, act))
    return found


NOUN = Noun("year", TermDate, Act.SEE_YEARS, years, NO_CASE, LIFE)
