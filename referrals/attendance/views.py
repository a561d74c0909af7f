"""One child's attendance."""

from django.http import HttpResponse

from agencies.policy import Act
from agencies.web.asking import Request
from agencies.web.pages import show
from referrals import door
from referrals.attendance import access, pages


def see_attendance(request: Request, reference: str) -> HttpResponse:
    """The marks of a child by week, and what they come to; `year` in the address: of which school year."""
    pupil = access.admit_child(request.actor, reference, request.at)
    page = pages.attendance_page(request.actor, pupil, request.at, request.GET.get("year", ""))
    door.note_cases(request.actor, Act.SEE_ATTENDANCE, pupil, page.case_refs, request.at)
    return show(request, page)
