"""A school is closed for a day, and that is taken back."""

from datetime import date, datetime

from django.db import transaction

from agencies.acting.doing import Doing, done, once_only, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.calendar.models import TermDate
from agencies.closures import words
from agencies.closures.models import Closure
from agencies.closures.states import State
from agencies.directory.models import Agency
from agencies.policy import ROLES, Act, Kind
from agencies.words import in_sentence, long_day

NO_LESSONS = "The school has no lessons then anyway: {day} is {why}."
UNKNOWN = "The school’s terms are not known on {day}: write its school year first."


def _same(school: Agency, *, first_on: date, last_on: date, why: str, **_: object) -> Closure | None:
    """The closure that says the same already. Two at once take turns."""
    Agency.objects.select_for_update(no_key=True).get(pk=school.pk)
    stands = Closure.objects.filter(school=school, state=State.KEPT.value)
    there: Closure | None = stands.filter(first_on=first_on, last_on=last_on, why=why).first()
    return there


@transaction.atomic
@once_only(_same)
def keep_closure(school: Agency, *, first_on: date, last_on: date, why: str, by: Actor, at: datetime) -> Closure:
    """Close the school on these days, in its calendar too. NotNow where it has no lessons then, or is shut already."""
    leads_to("closure", NEW, Act.KEEP_CLOSURE)
    _require_lessons(school, first_on, last_on)
    days = {"first_on": first_on, "last_on": last_on}
    closure: Closure = Closure.objects.create(
        school=school, agency_id=_entered_from(by, school), **days, why=why, kept_at=at
    )
    TermDate.objects.create(agency=school, **days, kind="closure", label=in_sentence(words.WHY[why]))
    _done(Act.KEEP_CLOSURE, closure, by, at)
    return closure


@transaction.atomic
def end_closure(closure: Closure, *, by: Actor, at: datetime) -> Closure:
    """Take it back, since it was entered in error: the days are school days again."""
    Agency.objects.select_for_update(no_key=True).get(pk=closure.school_id)
    closure.refresh_from_db(from_queryset=Closure.objects.select_related("school"))
    transition(closure, "closure", Act.END_CLOSURE, ended_at=at)
    TermDate.objects.filter(agency=closure.school_id, kind="closure", first_on=closure.first_on).delete()
    _done(Act.END_CLOSURE, closure, by, at)
    return closure


def _entered_from(by: Actor, school: Agency) -> int:
    """The school itself, or the council: whose people take it back."""
    seats = by.seats_of(ROLES[Act.KEEP_CLOSURE])
    own = [seat for seat in seats if seat.agency_id == school.pk]
    council = [seat for seat in seats if seat.kind is Kind.COUNCIL and seat.authority_id == school.authority_id]
    return (own + council)[0].agency_id


def _require_lessons(school: Agency, first_on: date, last_on: date) -> None:
    stands = Closure.objects.filter(school=school, state=State.KEPT.value)
    there = stands.filter(first_on__lte=last_on, last_on__gte=first_on).order_by("first_on").first()
    if there is not None:
        raise NotNow(f"The school is closed then already: {there}.", there)
    calendar = school_calendar(school.pk, bank_holidays())
    if calendar.days_within(first_on, last_on):
        return
    if not calendar.is_known(first_on):
        raise NotNow(UNKNOWN.format(day=long_day(first_on)))
    raise NotNow(NO_LESSONS.format(day=long_day(first_on), why=calendar.why_not(first_on)))


def _done(act: Act, closure: Closure, by: Actor, at: datetime) -> None:
    days = {"first": closure.first_on.isoformat(), "last": closure.last_on.isoformat()}
    done(Doing(act, by, at, "closure", closure, facts=days, is_counted=True))
