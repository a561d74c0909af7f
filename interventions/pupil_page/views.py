"""One child's page."""

from django.http import HttpResponse
from django.shortcuts import redirect

from agencies.policy import Act
from agencies.web.asking import NotFound, Request
from agencies.web.pages import show
from interventions.pupil_page import pages
from referrals import door
from referrals.merges.facts import went_into
from referrals.pupils.models import Pupil


def see_child(request: Request, reference: str) -> HttpResponse:
    """A child as this person may see them; `year` in the address: which weeks are drawn.

    The reference of a record that became one with another leads to that one, for whoever may see it.
    """
    try:
        pupil = door.admit(request.actor, Act.SEE_CHILD, reference, of=Pupil, at=request.at, shows_cases=True)
    except NotFound:
        return _lead_on(request, reference)
    page = pages.child_page(request.actor, pupil, request.at, request.GET.get("year", ""))
    around = (Act.SEE_CONTACTS, "contact", page.contact_refs)
    attended = (Act.SEE_ATTENDANCE, "attendance", page.attendance_refs)
    signs = (Act.SEE_SIGNAL, "signal", page.sign_refs)
    door.note_cases(request.actor, Act.SEE_CHILD, pupil, page.case_refs, request.at, around, attended, signs)
    return show(request, page)


def _lead_on(request: Request, reference: str) -> HttpResponse:
    """On to the record that this one became one with, through the door; else *not found* again."""
    to = went_into(reference) or reference
    door.admit(request.actor, Act.SEE_CHILD, to, of=Pupil, at=request.at, to_write=True)
    return redirect("see_child", to)
