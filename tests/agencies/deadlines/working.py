"""A date worked out by the rule in force on one day, with the terms of EX-MAN."""

from datetime import date

from agencies import deadlines, schoolday
from tests.terms import WORKING, labelled_rows

D = date
TODAY = D(2026, 11, 25)
SCHOOL = schoolday.SchoolCalendar.from_rows(labelled_rows())


def work_out(name, day, limit=None):
    return deadlines.work_out(deadlines.rule_for(name, TODAY), day, SCHOOL, WORKING, limit)
