"""The acts on a case, each a page with one form."""

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.people.models import Person
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.fields import Why
from agencies.web.pages import show
from referrals import door
from referrals.cases import actions, forms, pages
from referrals.cases.facts import last_told
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.concerns.pages import concern_page

REFUSED = (NotNow,)


def admit_case(request: Request, act: Act, reference: str) -> Case:
    """The case through the door; locked where something is sent."""
    return door.admit(request.actor, act, reference, of=Case, at=request.at, to_write=request.method == "POST")


def case_url(reference: str, anchor: str = "") -> str:
    """Where the case is read."""
    return reverse("see_case", args=[reference]) + anchor


def name_lead(request: Request, reference: str) -> HttpResponse:
    """Name the lead professional."""
    case = admit_case(request, Act.NAME_LEAD, reference)
    form = forms.NameLead(sent(request), people=door.people_of(case))
    named = attempt(request, form, lambda: _name(request, case, form), REFUSED, on=case)
    if named is None:
        return show(request, pages.name_lead_page(case, form))
    return land(request, named, case_url(reference), f"{named.record} leads on this case.")


def _name(request: Request, case: Case, form: forms.NameLead) -> str:
    person: Person = form.cleaned_data["person"]
    if case.lead_id == person.pk:
        raise AlreadyDone(case)
    actions.name_lead(case, person, by=request.actor, at=request.at)
    return str(person.name)


def record_family_told(request: Request, reference: str) -> HttpResponse:
    """Record what the family was told, or why not."""
    case = admit_case(request, Act.RECORD_FAMILY_TOLD, reference)
    today, born_on = local_day(request.at), case.pupil.born_on
    form = forms.RecordFamilyTold(sent(request), known=last_told(case), today=today, born_on=born_on)
    told = attempt(request, form, lambda: _record_told(request, case, form), REFUSED, on=case)
    if told is None:
        return show(request, pages.family_told_page(case, form))
    return land(request, told, case_url(reference), "What the family was told is recorded.")


def _record_told(request: Request, case: Case, form: forms.RecordFamilyTold) -> None:
    actions.record_family_told(case, form.told_facts(), by=request.actor, at=request.at)


def close_case(request: Request, reference: str) -> HttpResponse:
    """Close the case; its shares end in the same act."""
    case = admit_case(request, Act.CLOSE_CASE, reference)
    form = forms.CloseCase(sent(request))
    closed = attempt(request, form, lambda: _close(request, case, form), REFUSED, on=case)
    if closed is None:
        return show(request, pages.close_page(case, request.at, form))
    return land(request, closed, case_url(reference), "The case is closed, and every share has ended.")


def _close(request: Request, case: Case, form: Form) -> None:
    data = form.cleaned_data
    actions.close_case(
        case,
        outcome=data["outcome"],
        words=data["words_said"],
        family_words=data["family_words"],
        by=request.actor,
        at=request.at,
    )


def reopen_case(request: Request, reference: str) -> HttpResponse:
    """Reopen the case; its shares stay ended."""
    case = admit_case(request, Act.REOPEN_CASE, reference)
    form = Why(sent(request))
    opened = attempt(
        request,
        form,
        lambda: actions.reopen_case(case, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=case,
    )
    if opened is None:
        return show(request, pages.reopen_page(case, form))
    return land(request, opened, case_url(reference), "The case is open again. No share came back.")


OPENED = "The case is open. Only your school sees it."
JOINED = "The concern is part of the case’s story."


def _concern(request: Request, act: Act, reference: str) -> Concern:
    """The concern that goes into a case; the page says at once where a pupil who has left bars it."""
    writes = request.method == "POST"
    concern = door.admit(request.actor, act, reference, of=Concern, at=request.at, to_write=writes)
    if not writes:
        actions.require_place(concern, request.at)
    return concern


def open_case(request: Request, reference: str) -> HttpResponse:
    """Open the pupil's case on the concern."""
    concern = _concern(request, Act.OPEN_CASE, reference)
    form = forms.OpenCase(sent(request))
    opened = attempt(
        request,
        form,
        lambda: actions.open_case(concern, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=concern.case or concern,
    )
    if opened is None:
        return show(request, pages.open_case_page(request.actor, concern, request.at, form))
    return land(request, opened, _case_page(opened.record or concern.case), OPENED)


def join_concern(request: Request, reference: str) -> HttpResponse:
    """Join the concern to the pupil's open case."""
    concern = _concern(request, Act.JOIN_CONCERN, reference)
    form = forms.JoinConcern(sent(request))
    page = concern_page(pages.JoinConcernPage, request.actor, concern, request.at, form)
    joined = attempt(
        request,
        form,
        lambda: _join(request, concern, page.open_case, form),
        REFUSED,
        on=concern,
    )
    if joined is None:
        return show(request, page)
    return land(request, joined, _case_page(page.open_case or concern.case), JOINED)


def _join(request: Request, concern: Concern, case: Case | None, form: forms.JoinConcern) -> None:
    if case is None:
        raise NotNow("This pupil has no open case. Open one on the concern instead.")
    actions.join_concern(concern, case, reply=form.cleaned_data["reply"], by=request.actor, at=request.at)


def _case_page(case: Case | None) -> str:
    return reverse("see_case", args=[case.reference]) if case else reverse("see_concerns")
