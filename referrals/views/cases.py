"""The acts on a case, each a page with one form."""

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse

from agencies import drafts
from agencies.access import Request
from agencies.actors import SeatFacts
from agencies.calendar import local_day
from agencies.lifecycle import AlreadyDone
from agencies.models import Person
from agencies.policy import Act, Kind
from agencies.views import attempt, land, sent, show
from referrals import access, actions, forms, pages
from referrals.actions.acting import acting_seat
from referrals.actions.cases import OWN_SECTION
from referrals.models import Case, Entry

SORRY = (actions.NotNow,)


def _case(request: Request, act: Act, reference: str) -> Case:
    """The case through the door; locked where something is sent."""
    return access.admit(request.actor, act, reference, of=Case, at=request.at, to_write=request.method == "POST")


def _page(reference: str, anchor: str = "") -> str:
    return reverse("see_case", args=[reference]) + anchor


def _seat(request: Request, act: Act, case: Case) -> SeatFacts:
    return acting_seat(request.actor, act, case)


def name_lead(request: Request, reference: str) -> HttpResponse:
    """Name the lead professional."""
    case = _case(request, Act.NAME_LEAD, reference)
    form = forms.NameLead(sent(request), people=access.people_of(case))
    named = attempt(form, lambda: _name(request, case, form), SORRY)
    if named is None:
        return show(request, "referrals/case_act.html", form, case=case, act=Act.NAME_LEAD)
    return land(request, named, _page(reference), f"{form.cleaned_data['person'].name} leads on this case.")


def _name(request: Request, case: Case, form: forms.NameLead) -> None:
    person: Person = form.cleaned_data["person"]
    if case.lead_id == person.pk:
        raise AlreadyDone(case)
    actions.name_lead(case, person, by=request.actor, at=request.at)


def add_entry(request: Request, reference: str) -> HttpResponse:
    """Add to the story."""
    case = _case(request, Act.ADD_ENTRY, reference)
    seat = _seat(request, Act.ADD_ENTRY, case)
    own = OWN_SECTION.get(Kind(seat.kind), "")
    kept = drafts.typed(request.actor.who, "add_entry", reference) or {}
    form = forms.AddEntry(sent(request), initial=kept, today=local_day(request.at), own_section=own)
    added = attempt(form, lambda: _add(request, case, seat, form), SORRY)
    if added is None:
        return show(request, "referrals/case_act.html", form, case=case, act=Act.ADD_ENTRY)
    return land(request, added, _page(reference, "#story"), "It is part of the story.")


def _add(request: Request, case: Case, seat: SeatFacts, form: forms.AddEntry) -> Entry:
    once = form.cleaned_data["once"]
    entry = actions.add_entry(case, form.facts(), seat=seat, by=request.actor, at=request.at, once=once)
    drafts.forget(request.actor.who, "add_entry", case.reference)
    return entry


def see_entry(request: Request, reference: str) -> HttpResponse:
    """One entry by itself: for a restricted one, the opening is noted as its own."""
    entry = access.admit(request.actor, Act.SEE_ENTRY, reference, of=Entry, at=request.at)
    return show(request, "referrals/entry_page.html", **pages.entry_page(request.actor, entry))


def restrict_entry(request: Request, reference: str) -> HttpResponse:
    """Restrict an entry to its author, the lead professional and the head."""
    writes = request.method == "POST"
    entry = access.admit(request.actor, Act.RESTRICT_ENTRY, reference, of=Entry, at=request.at, to_write=writes)
    form = forms.Why(sent(request))
    done = attempt(
        form,
        lambda: actions.restrict_entry(entry, by=request.actor, at=request.at, **form.cleaned_data),
        SORRY,
        done=writes and entry.is_restricted,
    )
    if done is None:
        return show(request, "referrals/case_act.html", form, case=entry.case, entry=entry, act=Act.RESTRICT_ENTRY)
    return land(request, done, _page(entry.case.reference, "#story"), "The entry is restricted.")


def record_family_told(request: Request, reference: str) -> HttpResponse:
    """Record what the family was told, or why not."""
    case = _case(request, Act.RECORD_FAMILY_TOLD, reference)
    form = forms.RecordFamilyTold(sent(request))
    told = attempt(form, lambda: _record_told(request, case, form), SORRY)
    if told is None:
        return show(request, "referrals/case_act.html", form, case=case, act=Act.RECORD_FAMILY_TOLD)
    return land(request, told, _page(reference), "What the family was told is recorded.")


def _record_told(request: Request, case: Case, form: forms.RecordFamilyTold) -> None:
    actions.record_family_told(case, form.told_facts(), by=request.actor, at=request.at)


def close_case(request: Request, reference: str) -> HttpResponse:
    """Close the case; its shares end in the same act."""
    case = _case(request, Act.CLOSE_CASE, reference)
    form = forms.CloseCase(sent(request))
    done = request.method == "POST" and case.state == "closed"
    closed = attempt(form, lambda: _close(request, case, form), SORRY, done=done)
    if closed is None:
        facts = pages.closing(case, request.at)
        return show(request, "referrals/case_act.html", form, case=case, act=Act.CLOSE_CASE, **facts)
    return land(request, closed, _page(reference), "The case is closed, and every share has ended.")


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
    case = _case(request, Act.REOPEN_CASE, reference)
    form = forms.Why(sent(request))
    done = request.method == "POST" and case.state == "open"
    opened = attempt(
        form, lambda: actions.reopen_case(case, by=request.actor, at=request.at, **form.cleaned_data), SORRY, done=done
    )
    if opened is None:
        return show(request, "referrals/case_act.html", form, case=case, act=Act.REOPEN_CASE)
    return land(request, opened, _page(reference), "The case is open again. No share came back.")
