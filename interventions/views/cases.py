"""The cases one may see: the list, the page, who can see it and why, who opened it."""

from django.http import HttpResponse

from agencies.access import Request
from agencies.policy import Act
from agencies.views import show
from interventions import pages
from referrals import access
from referrals.models import Case


def see_cases(request: Request) -> HttpResponse:
    """One page of the list."""
    state = request.GET.get("state", "open")
    context = pages.case_list(request.actor, request.at, state=state, before=request.GET.get("before", ""))
    shown = [row["case"].reference for row in context["rows"]]
    access.note_list(request.actor, Act.SEE_CASE, "case list", shown, request.at)
    return show(request, "interventions/case_list.html", **context)


def see_case(request: Request, reference: str) -> HttpResponse:
    """One case as this person may see it."""
    case = access.admit(request.actor, Act.SEE_CASE, reference, of=Case, at=request.at)
    sight = pages.case_sight(request.actor, case, request.at, request.GET.get("after", ""))
    return show(request, "interventions/case_page.html", sight=sight, case=case, can=sight.can, at=request.at)


def see_reasons(request: Request, reference: str) -> HttpResponse:
    """Who can see this, and why: all of them for its keepers; for a receiver their own reason."""
    case = access.admit(request.actor, Act.SEE_REASONS, reference, of=Case, at=request.at)
    sight = pages.case_sight(request.actor, case, request.at)
    return show(request, "interventions/case_reasons.html", sight=sight, case=case, at=request.at)


def see_trail(request: Request, reference: str) -> HttpResponse:
    """Who opened it and did what, when."""
    case = access.admit(request.actor, Act.SEE_TRAIL, reference, of=Case, at=request.at)
    trail = pages.trail_page(request.actor, case, request.at, request.GET.get("after", ""))
    return show(request, "interventions/case_trail.html", case=case, **trail)
