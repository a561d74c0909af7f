"""The report of a term to the governing board is asked for, reminded of, and said to have been laid before it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from agencies.acting.doing import Doing, done, transition
from agencies.acting.lives import ROWS, leads_to
from agencies.acting.rows import NEW
from agencies.actors import SERVICE, Actor
from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.directory.models import Agency
from agencies.outbox import actions as outbox
from agencies.policy import Act
from agencies.policy.telling import Notice, Tell
from agencies.schoolday import local_day
from interventions.term_reports import words
from interventions.term_reports.models import TermReport

WARNED = timedelta(days=7)


def ask_term_report(
    school: Agency, *, first_on: date, last_on: date, is_fixed: bool, due_on: date, at: datetime
) -> TermReport:
    """Ask the school for the report of a term that has ended; whoever leads there and its clerk are told."""
    leads_to("term_report", NEW, Act.ASK_TERM_REPORT)
    report: TermReport = TermReport.objects.create(
        school=school,
        authority_id=school.authority_id,
        first_on=first_on,
        last_on=last_on,
        is_fixed=is_fixed,
        due_on=due_on,
        asked_at=at,
        remind_on=max(due_on - WARNED, local_day(at) + date.resolution),
    )
    notice = Notice(words.owed(school.name, str(report), due_on), _hear())
    facts = {"first": first_on.isoformat(), "last": last_on.isoformat(), "due": due_on.isoformat()}
    done(Doing(Act.ASK_TERM_REPORT, SERVICE, at, "term_report", report, facts=facts, notice=notice))
    return report


def remind_of_reports(authority: int, at: datetime) -> None:
    """Tell again who was told, a week before the day and once it is over; nobody else, and no more after that.

    On a day on which the school is shut it waits for the next; where the school has closed nobody is told.
    """
    today = local_day(at)
    there = TermReport.objects.filter(authority_id=authority, state="owed", school__closed_at=None)
    found = list(there.filter(remind_on__lte=today).select_related("school").order_by("id"))
    calendars = school_calendars({one.school_id for one in found}, bank_holidays())
    for report in (one for one in found if not calendars[one.school_id].is_shut(today)):
        letter = outbox.letter(
            _hear(),
            key=f"term-report:{report.reference}:{today}",
            authority_id=authority,
            act=Act.ASK_TERM_REPORT.value,
            words=words.reminder(report.school.name, str(report), report.due_on, today),
            on=("term_report", report.reference),
            case_id=None,
            at=at,
        )
        outbox.post([letter])
        is_late = today > report.due_on
        TermReport.objects.filter(pk=report.pk).update(remind_on=None if is_late else report.due_on + date.resolution)


def _hear() -> tuple[Tell, ...]:
    tells = ROWS[Act.ASK_TERM_REPORT].tells
    return tells.tells if tells else ()


@transaction.atomic
def record_term_report(report: TermReport, *, laid_on: date, by: Actor, at: datetime) -> TermReport:
    """Say on which day the report was laid before the board. `NotNow` where somebody has said so."""
    transition(report, "term_report", Act.RECORD_TERM_REPORT, laid_on=laid_on, laid_at=at, laid_by_id=by.who)
    facts = {"first": report.first_on.isoformat(), "laid": laid_on.isoformat()}
    done(Doing(Act.RECORD_TERM_REPORT, by, at, "term_report", report, facts=facts))
    return report
