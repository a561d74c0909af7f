"""The overview of a council, or of a school."""

from django.http import HttpResponse

from agencies.policy import Act
from agencies.web.asking import Request, require
from agencies.web.pages import show
from interventions.overview import pages
from referrals import door


def see_overview(request: Request) -> HttpResponse:
    """What waits and how late, by school; a school that the address names has its rows open."""
    require(request.actor, Act.SEE_OVERVIEW)
    page = pages.overview(request.actor, request.at, request.GET.get("school", ""))
    door.note_list(request.actor, Act.SEE_OVERVIEW, "overview", page.shown, request.at)
    return show(request, page)
