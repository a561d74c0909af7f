"""What the pages show of a term's report: what is owed, and what was said."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import reverse

from agencies.calendar.facts import has_terms, school_calendar
from agencies.policy import Act
from agencies.schoolday import school_year
from agencies.web.pages import Page, Said, said
from agencies.words import long_day, short_day
from interventions.term_reports.forms import RecordTermReport
from interventions.term_reports.models import TermReport


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One that is owed, as a line of work; `name` says which it is to whoever hears the page."""

    tag: str
    tag_words: str
    name: str
    due: str
    url: str
    report_url: str


@dataclass(frozen=True, kw_only=True)
class TermReportPage(Page):
    """The page on which it is said that the report was laid before the board."""

    template: ClassVar[str] = "interventions/term_report_act.html"
    said: Said
    due: str
    is_fixed: bool
    is_unknown: bool
    url: str


def owed_report(report: TermReport, today: date) -> OwedReport:
    """One line of it."""
    is_late = today > report.due_on
    return OwedReport(
        "late" if is_late else "due" if today == report.due_on else "",
        "Late" if is_late else "Due today" if today == report.due_on else short_day(report.due_on),
        f"Report the suspensions of {report} to the governing board of {report.school.name}",
        long_day(report.due_on),
        reverse("record_term_report", args=[report.reference]),
        url_of(report),
    )


def term_report_page(report: TermReport, form: RecordTermReport) -> TermReportPage:
    """The day is asked for; the report itself is a press away."""
    year = school_year(report.first_on)
    return TermReportPage(
        form=form,
        said=said(Act.RECORD_TERM_REPORT, term=str(report), school=report.school.name),
        due=long_day(report.due_on),
        is_fixed=report.is_fixed,
        is_unknown=report.is_fixed and not has_terms(school_calendar(report.school_id, {}), year),
        url=url_of(report),
    )


def url_of(report: TermReport) -> str:
    """Where the report itself stands."""
    return f"{reverse('see_suspension_report')}?school={report.school.reference}&term={report.first_on}"
