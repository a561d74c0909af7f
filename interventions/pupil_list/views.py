"""The pupils of a school."""

from django.http import HttpResponse

from agencies.characters import sought
from agencies.policy import Act, Standing
from agencies.web.asking import Request, seat_for
from agencies.web.pages import show
from interventions.pupil_list import pages
from referrals import door


def see_pupils(request: Request) -> HttpResponse:
    """A page of the roll; a name is sent and not put into the address."""
    seat_for(request.actor, Act.SEE_PUPIL, Standing.ON_ROLL)
    asked = pages.asked(request.actor, request.GET, sought(request.POST.get("pupil_name", "")))
    page = pages.pupil_list(request.actor, asked, request.at)
    door.note_list(request.actor, Act.SEE_PUPIL, "pupil list", page.shown, request.at)
    return show(request, page)
