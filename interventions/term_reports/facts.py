"""Which reports are of a term."""

from collections.abc import Iterable
from datetime import date

from interventions.term_reports.models import TermReport


def middle(report: TermReport) -> date:
    """By which a report is of a term also where the school has changed its first or its last day since."""
    return report.first_on + (report.last_on - report.first_on) / 2


def of_term(reports: Iterable[TermReport], first: date, last: date) -> list[TermReport]:
    """Those of them that are of that term."""
    return [one for one in reports if first <= middle(one) <= last]


def reports_of(school_id: int, first: date, last: date) -> list[TermReport]:
    """Those of one school and term, the oldest first: one query."""
    met = TermReport.objects.filter(school_id=school_id, first_on__lte=last, last_on__gte=first)
    return of_term(met.select_related("school", "laid_by").order_by("id"), first, last)


def reported_from(school_id: int, first_on: str) -> TermReport | None:
    """The last report of a school that is asked for from that day on; none where that is no day."""
    try:
        day = date.fromisoformat(first_on)
    except ValueError:
        return None
    found: TermReport | None = TermReport.objects.filter(school_id=school_id, first_on=day).order_by("id").last()
    return found
