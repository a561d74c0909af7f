"""The case page, who can see it and why, who opened it; and sharing, with a preview that is the receiver's own page."""

from dataclasses import replace

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.doing import acting_seat
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import SeatFacts
from agencies.people.access import stand_in
from agencies.policy import Act, Role
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.narrowing import asked as asked_of
from agencies.web.pages import show
from interventions.case_page import pages
from referrals import door
from referrals.cases.facts import last_told
from referrals.cases.models import Case
from referrals.shares import actions as shares
from referrals.shares.facts import NotAllowed
from referrals.shares.forms import ShareCase
from referrals.shares.models import CaseShare
from referrals.shares.pages import receivers


def see_cases(request: Request) -> HttpResponse:
    """One page of the list."""
    asked = asked_of(pages.FILTERS, request.actor, request.at, request.GET)
    page = pages.case_list(request.actor, request.at, asked)
    door.note_list(request.actor, Act.SEE_CASE, "case list", page.shown, request.at)
    return show(request, page)


def see_case(request: Request, reference: str) -> HttpResponse:
    """One case as this person may see it."""
    case = door.admit(request.actor, Act.SEE_CASE, reference, of=Case, at=request.at)
    sight = pages.case_sight(request.actor, case, request.at, request.GET)
    return show(request, pages.case_page(sight, request.at))


def see_reasons(request: Request, reference: str) -> HttpResponse:
    """Who can see this, and why: all of them for its keepers; for a receiver their own reason."""
    case = door.admit(request.actor, Act.SEE_REASONS, reference, of=Case, at=request.at)
    sight = pages.case_sight(request.actor, case, request.at, names_all="all" in request.GET)
    return show(request, pages.reasons_page(sight, request.at))


def see_trail(request: Request, reference: str) -> HttpResponse:
    """Who opened it and did what, when."""
    case = door.admit(request.actor, Act.SEE_TRAIL, reference, of=Case, at=request.at)
    return show(request, pages.trail_page(request.actor, case, request.GET.get("after", "")))


REFUSED = (NotNow, NotAllowed)


def share_case(request: Request, reference: str) -> HttpResponse:
    """Offer the case to an agency, after a look at exactly what they will see."""
    writes = request.method == "POST"
    case = door.admit(request.actor, Act.SHARE_CASE, reference, of=Case, at=request.at, to_write=writes)
    form = _form(request, case)
    looks = "preview" in request.POST or form.is_filled
    seen = preview(request, case, form) if writes and looks and form.is_valid() else None
    shared = (
        attempt(request, form, lambda: _share(request, case, form), REFUSED, on=case) if writes and not looks else None
    )
    if shared is None:
        return show(request, pages.share_form_page(request.actor, case, form, seen))
    share = shared.record
    return land(request, shared, reverse("see_share", args=[share.reference]), _what_follows(share))


def _what_follows(share: CaseShare) -> str:
    if share.is_held:
        return f"A second person is asked to agree. Until they do, {share.agency.name} is told nothing."
    return f"Offered to {share.agency.name}."


def _form(request: Request, case: Case) -> ShareCase:
    """The questions, with what the family was told before."""
    known, today, born_on = last_told(case), local_day(request.at), case.pupil.born_on
    return ShareCase(sent(request), known=known, agencies=receivers(case), today=today, born_on=born_on)


def _seat(request: Request, case: Case) -> SeatFacts:
    return acting_seat(request.actor, Act.SHARE_CASE, case)


def _share(request: Request, case: Case, form: ShareCase, *, is_agreed: bool = False) -> CaseShare:
    seat, by, at = _seat(request, case), request.actor, request.at
    return shares.share_case(case, form.terms(), form.told_facts(), seat=seat, by=by, at=at, is_agreed=is_agreed)


def preview(request: Request, case: Case, form: ShareCase) -> pages.Preview | None:
    """The page that a worker of the receiving agency would open, by the door and the code that will serve them.

    The share is made and accepted inside a savepoint, the page is read as they stand, and all of it is undone.
    """
    agency, most = form.terms().agency, None if request.POST.get("preview") == "all" else door.MOST_NAMED
    before = door.explain(case, most)
    worker = stand_in(agency, Role.AGENCY_WORKER)
    accepting = replace(worker, person_id=request.actor.person_id, name=request.actor.name)
    try:
        with transaction.atomic():
            share = _share(request, case, form, is_agreed=True)
            shares.accept_share(share, by=accepting, at=request.at)
            seen = door.cases(worker, Act.SEE_CASE).select_related("pupil", "school", "lead").get(pk=case.pk)
            sight = pages.case_sight(worker, seen, request.at)
            joining = pages.joined(before, door.explain(case, most))
            transaction.set_rollback(True)
    except (*REFUSED, AlreadyDone) as sorry:
        form.add_error(None, str(sorry))
        return None
    return pages.Preview(sight, agency.name, joining)
