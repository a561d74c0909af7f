"""The report of a term was laid before the governing board."""

from django.http import HttpResponse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.pages import show
from interventions.term_reports import actions, forms, pages
from interventions.term_reports.access import admit_report
from interventions.term_reports.models import TermReport


def record_term_report(request: Request, reference: str) -> HttpResponse:
    """Say on which day the report was laid before the board."""
    require(request.actor, Act.RECORD_TERM_REPORT)
    report = admit_report(request.actor, reference, to_write=request.method == "POST")
    form = forms.RecordTermReport(sent(request), first_on=report.first_on, today=local_day(request.at))

    def do() -> TermReport:
        return actions.record_term_report(report, **form.cleaned_data, by=request.actor, at=request.at)

    laid = attempt(request, form, do, (NotNow,), on=report)
    if laid is None:
        return show(request, pages.term_report_page(report, form))
    return land(request, laid, pages.url_of(report), "Kept, with your name and the day.")
