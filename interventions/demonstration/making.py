"""The whole demonstration, made in one go."""

from collections import Counter
from datetime import date, datetime
from random import Random

from agencies.acting import bounds
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.directory.models import Agency, Authority
from agencies.schoolday import SchoolCalendar, WorkingCalendar, local_day
from interventions.demonstration import places, plots, stories
from interventions.demonstration.days import Days
from interventions.demonstration.pupils import make_pupils
from interventions.demonstration.stage import Stage, play, settle
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.pupils.models import Pupil

SEED = 999


def make(now: datetime) -> Counter[str]:
    """Make everything as it stands at `now`, in the caller's transaction; the same day gives the same children.

    Gives what was made, counted.
    """
    today = local_day(now)
    chance = Random(SEED)
    authority = places.make_authority(today)
    with bounds.within([authority.pk]):
        return _make(authority, now, today, chance)


def _make(authority: Authority, now: datetime, today: date, chance: Random) -> Counter[str]:
    agencies = places.make_agencies(authority, today, bank_holidays())
    people = places.make_people(agencies, now)
    rolls = make_pupils(authority, agencies, chance, now, today)
    stage = Stage(_days(now, agencies), agencies, people, rolls, chance)
    play(stage, [*stories.starring(stage), *plots.by_chance(stage)])
    settle(stage)
    on_rolls = Pupil.objects.filter(enrolments__isnull=False).distinct().count()
    return Counter(people=len(people), pupils=on_rolls, cases=Case.objects.count(), concerns=Concern.objects.count())


def _days(now: datetime, agencies: dict[str, Agency]) -> Days:
    holidays = bank_holidays()
    schools: dict[str, SchoolCalendar] = {
        place.key: school_calendar(agencies[place.key].pk, holidays) for place in places.ROLLS
    }
    return Days(now, schools, WorkingCalendar(holidays))
