"""The pupils of a school."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.characters import sought
from agencies.policy import Act, Standing
from agencies.web.asking import Request, seat_for
from agencies.web.lists import sealed
from agencies.web.pages import show
from interventions.pupil_list import pages
from referrals import door

MOST = 120
"""Characters: no name is longer."""


def see_pupils(request: Request) -> HttpResponse:
    """A page of the roll; a name that is looked for stands in the address, shut, so that one can go back to it."""
    seat_for(request.actor, Act.SEE_PUPIL, Standing.ON_ROLL)
    if request.method == "POST":
        asked = request.GET.copy()
        for name in ("after", "year", "form", pages.SOUGHT):
            asked.pop(name, None)
        if typed := sought(request.POST.get("pupil_name", ""))[:MOST]:
            asked[pages.SOUGHT] = sealed(typed, pages.SOUGHT)
        return redirect(f"{reverse('see_pupils')}?{asked.urlencode()}")
    page = pages.pupil_list(request.actor, pages.asked(request.actor, request.GET), request.at)
    door.note_list(request.actor, Act.SEE_PUPIL, "pupil list", page.shown, request.at)
    return show(request, page)
