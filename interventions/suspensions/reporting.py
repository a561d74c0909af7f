"""Of which terms a school owes its governing board a report: those that have ended, with suspensions to report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q

from agencies.acting import bounds
from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.deadlines.regimes import Regime
from agencies.directory.models import Agency, Authority
from agencies.outbox import actions as outbox
from agencies.outbox.models import Sweep
from agencies.register.facts import regimes_of
from agencies.schoolday import SchoolCalendar, local_day, local_instant
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import State
from interventions.suspensions.totals import Span, school_year, spans_of_year, term_of
from interventions.term_reports.actions import ask_term_report, remind_of_reports
from interventions.term_reports.facts import of_term
from interventions.term_reports.models import TermReport

A_YEAR = timedelta(days=366)
LOOKED_AT = "term_reports_of_{}"
Entered = list[tuple[date, datetime]]


def ask_term_reports(at: datetime) -> list[int]:
    """Once a day and council: ask for the reports that are owed from today, and remind of those that are owed.

    Gives the key of the council that was seen to; each is a batch, so that none waits for the others.
    """
    today = local_day(at)
    looked_at = set(Sweep.objects.filter(ran_at__gte=local_instant(today, 0)).values_list("name", flat=True))
    for authority in Authority.objects.order_by("pk").values_list("pk", flat=True):
        if LOOKED_AT.format(authority) not in looked_at:
            with bounds.within([authority]):
                _ask(authority, today, at)
                remind_of_reports(authority, at)
            outbox.note_sweep(LOOKED_AT.format(authority), at)
            return [authority]
    return []


def _ask(authority: int, today: date, at: datetime) -> None:
    entered = _to_report(authority, today)
    regulated = [pk for pk, regime in regimes_of(entered).items() if regime is not Regime.OUTSIDE]
    schools = Agency.objects.filter(pk__in=regulated, closed_at=None)
    calendars, reports = school_calendars(list(entered), bank_holidays()), _reports(entered, today)
    for school in schools.order_by("pk"):
        calendar = calendars[school.pk]
        if calendar.is_shut(today):
            continue  # nobody is written to before the school, or where its terms are not known an office, is back
        span = last_ended(today, calendar)
        if _is_owed(span, entered[school.pk], reports.get(school.pk, ())):
            due_on = term_of(today, calendar).last
            days = {"first_on": span.first, "last_on": span.last, "due_on": due_on}
            ask_term_report(school, **days, is_fixed=not span.is_schools_own, at=at)


def last_ended(today: date, calendar: SchoolCalendar) -> Span:
    """The term before that of today, with its holiday."""
    year = school_year(today)
    return [span for one in (year - 1, year) for span in spans_of_year(one, calendar) if span.last < today][-1]


def _to_report(authority: int, today: date) -> Mapping[int, Entered]:
    """By school the first day of each suspension that stands in such a report, and when it was entered: one query."""
    found = Suspension.objects.filter(authority_id=authority, first_on__gte=today - A_YEAR, first_on__lte=today)
    listed = found.filter(Q(board="") | Q(state=State.CANCELLED.value)).exclude(state=State.VOID.value)
    by_school: dict[int, Entered] = defaultdict(list)
    for school, first_on, imposed_at in listed.values_list("school_id", "first_on", "imposed_at"):
        by_school[school].append((first_on, imposed_at))
    return by_school


def _reports(schools: Iterable[int], today: date) -> Mapping[int, list[TermReport]]:
    by_school: dict[int, list[TermReport]] = defaultdict(list)
    for report in TermReport.objects.filter(school_id__in=list(schools), last_on__gte=today - A_YEAR):
        by_school[report.school_id].append(report)
    return by_school


def _is_owed(span: Span, entered: Entered, reports: Iterable[TermReport]) -> bool:
    """Whether one of the term was entered since the last report on it was laid; one that is owed is enough."""
    before = of_term(reports, span.first, span.last)
    if any(one.laid_at is None for one in before):
        return False
    of_span = (when for day, when in entered if span.first <= day <= span.last)
    return any(all(_is_after(when, one) for one in before) for when in of_span)


def _is_after(entered_at: datetime, laid: TermReport) -> bool:
    """Whether it can't have stood in that report: entered on a later day than it was laid, or once that was said."""
    if laid.laid_on is None or laid.laid_at is None:
        return False
    return local_day(entered_at) > laid.laid_on or entered_at > laid.laid_at
