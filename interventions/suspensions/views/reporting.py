"""What is reported to the governing board once a term, as a page and as a table."""

from django.http import HttpResponse

from agencies.actors import Refusal
from agencies.policy import Act
from agencies.web.asking import Forbidden, Request
from agencies.web.pages import show
from agencies.web.tables import table_file
from interventions.suspensions import pages
from interventions.suspensions.access import schools_of
from interventions.suspensions.models import Suspension
from referrals import door


def see_suspension_report(request: Request) -> HttpResponse:
    """The short and the cancelled suspensions of one school and one term."""
    schools = schools_of(request.actor)
    if not schools:
        raise Forbidden(Refusal(Act.SEE_SUSPENSION, "suspension report", "", "no school of theirs"))
    found = door.within(Suspension, request.actor, Act.SEE_SUSPENSION)
    page = pages.report_page(schools, request.GET.get("school", ""), request.GET.get("term", ""), request.at, found)
    door.note_list(request.actor, Act.SEE_SUSPENSION, "suspension report", page.shown, request.at)
    if request.GET.get("file") == "csv":
        return table_file(page.table, f"suspensions-{page.first}")
    return show(request, page)
