"""The search box."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.policy import Act
from agencies.web.asking import Request
from agencies.web.lists import sealed, unsealed
from agencies.web.pages import show
from referrals import door
from referrals.search import access, pages

SOUGHT = "sought"
MOST = 120
"""Characters: no name is longer."""


def search(request: Request) -> HttpResponse:
    """Cases that I may see and pupils of my school, by name; what was typed stands in the address, shut.

    So the page can be gone back to, and no child's name is in the browser's history.
    """
    if request.method == "POST":
        return redirect(f"{reverse('search')}?{SOUGHT}={sealed(request.POST.get('q', '')[:MOST], SOUGHT)}")
    typed = unsealed(request.GET.get(SOUGHT, ""), SOUGHT)
    found, near = access.find(request.actor, typed, request.at)
    cases = [case.reference for case in (*found.cases, *near.cases)]
    door.note_list(request.actor, Act.SEE_CASE, "search", cases, request.at)
    pupils = [pupil.reference for pupil in (*found.pupils, *near.pupils)]
    door.note_list(request.actor, Act.SEE_PUPIL, "search", pupils, request.at)
    return show(request, pages.search_page(typed, found, near, request.at, asks_more=access.is_short(typed)))
