"""The search box."""

from django.http import HttpResponse

from agencies.policy import Act
from agencies.web.asking import Request
from agencies.web.pages import show
from referrals import door
from referrals.search import access, pages


def search(request: Request) -> HttpResponse:
    """The cases that I may see, by name or reference; sent, so that no child's name stands in an address."""
    typed = request.POST.get("q", "")
    found = access.search(request.actor, typed)
    door.note_list(request.actor, Act.SEE_CASE, "search", [case.reference for case in found], request.at)
    return show(request, pages.SearchPage(typed=typed, found=found, at=request.at))
