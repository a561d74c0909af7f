"""What a head reports to the governing board once a term: the short suspensions, and those that were cancelled.

Of any other the board is told by itself, without delay (law.md 1.4; CAN-5).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from agencies.calendar.facts import bank_holidays, has_terms, school_calendar
from agencies.directory.models import Agency
from agencies.register.facts import exclusion_reasons
from agencies.schoolday import SchoolCalendar, local_day
from agencies.web.pages import Page
from agencies.words import long_day, short_day, year_group
from interventions.suspensions import words
from interventions.suspensions.facts import on_open_days
from interventions.suspensions.models import Suspension
from interventions.suspensions.period import period
from interventions.suspensions.sources import TERMS
from interventions.suspensions.states import State
from interventions.suspensions.totals import Span, days_counted, school_year, spans_of_year
from interventions.term_reports.facts import middle, reported_from, reports_of
from interventions.term_reports.models import TermReport
from interventions.term_reports.pages import OwedReport, owed_report

COLUMNS = (
    "Reference", "Pupil", "Year", "From", "To", "Days", "Reasons", "Decided on", "What became of it", "Board told on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Short:
    """A suspension of the report in words: its days are those that stand; `why`, of one that was cancelled."""

    suspension: Suspension
    who: str
    year: str
    when: str
    length: str
    reasons: str
    decided_on: date
    why: str
    told_on: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Another term, or another school, and where its report is."""

    words: str
    url: str
    is_shown: bool


@dataclass(frozen=True, kw_only=True)
class ReportPage(Page):
    """The report of one school and one term; `others`, how many of which the board was to be told by itself."""

    template: ClassVar[str] = "interventions/suspension_report.html"
    school: Agency
    first: date
    last: date
    is_fixed: bool
    is_unknown: bool
    short: list[Short]
    cancelled: list[Short]
    others: int
    terms: list[Choice]
    schools: list[Choice]
    file_url: str
    owed: OwedReport | None
    laid: list[str]
    at: datetime
    terms_source: str = TERMS

    @property
    def shown(self) -> list[str]:
        """The references of the suspensions on it."""
        return [row.suspension.reference for row in (*self.short, *self.cancelled)]

    @property
    def table(self) -> Iterator[tuple[str, ...]]:
        """The report as rows of a table."""
        yield COLUMNS
        for row in (*self.short, *self.cancelled):
            one = row.suspension
            became = f"Cancelled: {row.why}" if row.why else ""
            days = (str(one.first_on), str(one.last_on), row.length)
            told_on = str(row.told_on) if row.told_on else ""
            yield (one.reference, row.who, row.year, *days, row.reasons, str(row.decided_on), became, told_on)


def report_page(schools: list[Agency], of: str, term: str, at: datetime, found: QuerySet[Suspension]) -> ReportPage:
    """The report of the school of that reference, or of the first; `found` are the suspensions that may be read."""
    school = next((one for one in schools if one.reference == of), schools[0])
    calendar, today = school_calendar(school.pk, bank_holidays()), local_day(at)
    year = school_year(today)
    spans = [span for one in (year, year - 1) for span in reversed(spans_of_year(one, calendar)) if span.first <= today]
    span = _asked_for(school.pk, term, spans)
    spans += [] if span in spans else [span]
    there = found.filter(school=school, first_on__gte=span.first, first_on__lte=span.last).exclude(state=State.VOID)
    rows = list(
        there.select_related("pupil").prefetch_related("sessions", "reasons", "notices").order_by("first_on", "id")
    )
    cancelled = [one for one in rows if one.state == State.CANCELLED]
    short = [one for one in rows if not one.board and one not in cancelled]
    known = exclusion_reasons(span.first) | exclusion_reasons(span.last)
    reports = reports_of(school.pk, span.first, span.last)
    query = f"?school={school.reference}&term={span.first}"
    return ReportPage(
        school=school,
        first=span.first,
        last=span.last,
        is_fixed=not span.is_schools_own,
        is_unknown=not has_terms(calendar, school_year(span.first)),
        short=[_short(one, known, calendar) for one in short],
        cancelled=[_short(one, known, calendar) for one in cancelled],
        others=len(rows) - len(cancelled) - len(short),
        terms=[_choice(one, school, is_shown=one == span) for one in spans],
        schools=[_of_school(one, is_shown=one == school) for one in schools] if len(schools) > 1 else [],
        file_url=f"{reverse('see_suspension_report')}{query}&file=csv",
        owed=next((owed_report(one, today) for one in reports if one.laid_on is None), None),
        laid=[_laid(one) for one in reports if one.laid_on],
        at=at,
    )


def _asked_for(school_id: int, term: str, spans: list[Span]) -> Span:
    """The term of that day; by the first day of a report its term as it is now, or of one of long ago its own."""
    begins = {str(one.first): one for one in spans}
    if term in begins:
        return begins[term]
    if report := reported_from(school_id, term):
        day, own = middle(report), Span(report.first_on, report.last_on, not report.is_fixed)
        return next((one for one in spans if one.first <= day <= one.last), own)
    return next((one for one in spans if str(one.first) <= term <= str(one.last)), spans[0])


def _laid(report: TermReport) -> str:
    """When it was laid, and who said so."""
    if report.laid_on is None or report.laid_at is None or report.laid_by is None:
        return ""
    said_on = long_day(local_day(report.laid_at))
    return f"Laid before the board on {long_day(report.laid_on)}, as {report.laid_by.name} said on {said_on}."


def _choice(span: Span, school: Agency, *, is_shown: bool) -> Choice:
    url = f"{reverse('see_suspension_report')}?school={school.reference}&term={span.first}"
    return Choice(f"{short_day(span.first)} to {short_day(span.last)}", url, is_shown)


def _of_school(school: Agency, *, is_shown: bool) -> Choice:
    return Choice(school.name, f"{reverse('see_suspension_report')}?school={school.reference}", is_shown)


def _short(one: Suspension, known: Mapping[str, str], school: SchoolCalendar) -> Short:
    """From what was read with it alone; its days by the letter's rule."""
    decided_on = local_day(one.decided_at)
    sessions = on_open_days(((row.day, row.session) for row in one.sessions.all() if not row.fell_away), school)
    reasons = sorted(one.reasons.all(), key=lambda row: row.place)
    return Short(
        suspension=one,
        who=one.pupil.name,
        year=year_group(one.pupil.born_on, decided_on),
        when=period(sessions) if sessions else "no day of it was served",
        length=days_counted(len(sessions)),
        reasons="; ".join(words.reason(row.code, known) for row in reasons),
        decided_on=decided_on,
        why=one.cancelled_why,
        told_on=_told_on(one.notices.all()),
    )


def _told_on(notices: Iterable[object]) -> date | None:
    return max((row.told_on for row in notices if row.recipient == "governors"), default=None)  # type: ignore[attr-defined]
