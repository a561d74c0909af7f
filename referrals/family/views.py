"""Family among pupils: two children are linked, and a link is ended."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.fields import Why
from agencies.web.pages import show
from referrals import door
from referrals.family import actions, forms, pages
from referrals.family.access import linkable, whose_word
from referrals.family.models import FamilyLink
from referrals.pupils.models import Pupil

REFUSED = (NotNow,)


def link_family(request: Request, reference: str) -> HttpResponse:
    """Another child of the family, among those whom one may link."""
    writes = request.method == "POST"
    pupil = door.admit(request.actor, Act.LINK_FAMILY, reference, of=Pupil, at=request.at, to_write=writes)
    found = linkable(request.actor, pupil, request.POST.get("who", ""), request.at)
    form = forms.LinkFamily(sent(request), found=found, today=local_day(request.at))
    did = attempt(request, form, lambda: _link(request, pupil, form), REFUSED, makes=FamilyLink)
    if did is None:
        return show(request, pages.link_page(pupil, form))
    return land(request, did, reverse("see_child", args=[reference]), "They are linked.")


def _link(request: Request, pupil: Pupil, form: forms.LinkFamily) -> FamilyLink:
    """Of the school on whose roll both are, or else of the council that helps on both."""
    other = form.child()
    agency_id = whose_word(request.actor, pupil, other, request.at)
    if agency_id is None:
        raise NotNow("The two are on one roll of yours no more.")
    said = {"kind": form.cleaned_data["kind"], "once": form.cleaned_data["once"], "agency_id": agency_id}
    return actions.link_family(pupil, other, by=request.actor, at=request.at, **said)


def end_link(request: Request, reference: str) -> HttpResponse:
    """They are linked no more; `of` is the child from whose page one came."""
    writes = request.method == "POST"
    link = door.admit(request.actor, Act.END_LINK, reference, of=FamilyLink, at=request.at, to_write=writes)
    pupil = link.other if request.GET.get("of") == link.other.reference else link.one
    form = Why(sent(request))

    def do() -> None:
        actions.end_link(link, **form.cleaned_data, by=request.actor, at=request.at)

    did = attempt(request, form, do, REFUSED, on=link)
    if did is None:
        return show(request, pages.end_page(link, pupil, form))
    return land(request, did, reverse("see_child", args=[pupil.reference]), "The link is ended.")
