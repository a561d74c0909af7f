"""Share a case: five questions, and a preview that is the receiver's own page, built and undone in one savepoint."""

from dataclasses import replace

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from agencies import access as asking
from agencies.access import Request
from agencies.actors import SeatFacts
from agencies.calendar import local_day
from agencies.policy import Act, Role
from agencies.views import attempt, land, sent, show
from interventions import pages
from referrals import access, actions, forms
from referrals.actions.acting import acting_seat
from referrals.actions.shares import NotAllowed
from referrals.models import Case, CaseShare
from referrals.pages import receivers

SORRY = (actions.NotNow, NotAllowed)


def share_case(request: Request, reference: str) -> HttpResponse:
    """Offer the case to an agency, after a look at exactly what they will see."""
    writes = request.method == "POST"
    case = access.admit(request.actor, Act.SHARE_CASE, reference, of=Case, at=request.at, to_write=writes)
    form = forms.ShareCase(sent(request), agencies=receivers(case), today=local_day(request.at))
    seen = preview(request, case, form) if writes and "preview" in request.POST and form.is_valid() else None
    shared = (
        attempt(form, lambda: _share(request, case, form), SORRY) if writes and "preview" not in request.POST else None
    )
    if shared is None:
        around = pages.around(case, request.actor, seen.joining if seen else ())
        return show(request, "interventions/share_form.html", form, case=case, preview=seen, **around, at=request.at)
    share = shared.record
    return land(request, shared, reverse("see_share", args=[share.reference]), f"Offered to {share.agency.name}.")


def _seat(request: Request, case: Case) -> SeatFacts:
    return acting_seat(request.actor, Act.SHARE_CASE, case)


def _share(request: Request, case: Case, form: forms.ShareCase) -> CaseShare:
    seat = _seat(request, case)
    return actions.share_case(case, form.terms(), form.told_facts(), seat=seat, by=request.actor, at=request.at)


def preview(request: Request, case: Case, form: forms.ShareCase) -> pages.Preview | None:
    """The page that a worker of the receiving agency would open, by the door and the code that will serve them.

    The share is made and accepted inside a savepoint, the page is read as they stand, and all of it is undone.
    """
    agency, before = form.terms().agency, access.explain(case)
    worker = asking.stand_in(agency, Role.AGENCY_WORKER)
    accepting = replace(worker, person_id=request.actor.person_id, name=request.actor.name)
    try:
        with transaction.atomic():
            share = _share(request, case, form)
            actions.accept_share(share, by=accepting, at=request.at)
            seen = access.cases(worker, Act.SEE_CASE).select_related("pupil", "school", "lead").get(pk=case.pk)
            sight = pages.case_sight(worker, seen, request.at)
            joining = pages.joined(before, access.explain(case))
            transaction.set_rollback(True)
    except (*SORRY, actions.AlreadyDone) as sorry:
        form.add_error(None, str(sorry))
        return None
    return pages.Preview(sight, agency.name, joining)
