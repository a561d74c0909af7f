"""Entries: add one, read one, edit one's own, restrict one and end that."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.doing import acting_seat
from agencies.actors import SeatFacts
from agencies.policy import Act, Kind
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.fields import Why
from agencies.web.pages import show
from referrals import door
from referrals.cases.models import Case
from referrals.cases.views import REFUSED, admit_case, case_url
from referrals.entries import actions, forms, pages
from referrals.entries.access import others_of, readers
from referrals.entries.actions import OWN_SECTION
from referrals.entries.models import Entry

TICKED_TOO = "It is part of the story, and the school sees to the danger today. Saving it has referred nobody."


def add_entry(request: Request, reference: str) -> HttpResponse:
    """Add to the story."""
    case = admit_case(request, Act.ADD_ENTRY, reference)
    seat = acting_seat(request.actor, Act.ADD_ENTRY, case)
    form, added = _form(request, case, seat), None
    if not form.asks_first:
        added = attempt(request, form, lambda: _add(request, case, seat, form), REFUSED, on=case, makes=Entry)
    if added is None:
        return show(request, pages.add_page(case, form, request.at))
    words = TICKED_TOO if form.has_danger else "It is part of the story."
    return land(request, added, case_url(reference, "#story"), words)


def _form(request: Request, case: Case, seat: SeatFacts) -> forms.AddEntry:
    own, told = OWN_SECTION.get(Kind(seat.kind), ""), readers(request.actor, case)
    return forms.AddEntry(sent(request), at=request.at, born_on=case.pupil.born_on, readers=told, own_section=own)


def _add(request: Request, case: Case, seat: SeatFacts, form: forms.AddEntry) -> Entry:
    once = form.cleaned_data["once"]
    said = {"once": once, "ticked": form.danger(), "tell": form.told()}
    return actions.add_entry(case, form.facts(), seat=seat, by=request.actor, at=request.at, **said)


def see_entry(request: Request, reference: str) -> HttpResponse:
    """One entry by itself: for a restricted one, the opening is noted as its own."""
    entry = door.admit(request.actor, Act.SEE_ENTRY, reference, of=Entry, at=request.at)
    return show(request, pages.entry_page(request.actor, entry, request.at))


def edit_entry(request: Request, reference: str) -> HttpResponse:
    """Edit one's own entry: what it said is kept, with why."""
    entry = _entry(request, Act.EDIT_ENTRY, reference)
    form = forms.EditEntry(sent(request), entry=entry, at=request.at)

    def do() -> None:
        said = {"why": form.cleaned_data["why"], "version": entry.version}
        actions.edit_entry(entry, form.facts(), by=request.actor, at=request.at, **said)

    outcome = attempt(request, form, do, REFUSED, on=entry)
    if outcome is None:
        return show(request, pages.edit_page(entry, form))
    return land(request, outcome, reverse("see_entry", args=[reference]), "It is edited. What it said before is kept.")


def move_entry(request: Request, reference: str) -> HttpResponse:
    """Move it to the case of the child whom it is about."""
    entry = _entry(request, Act.MOVE_ENTRY, reference)
    if request.method != "POST":
        actions.require_movable(entry)
    form = forms.MoveEntry(sent(request), others=others_of(request.actor, entry))
    old = entry.case.reference

    def do() -> None:
        actions.move_entry(entry, by=request.actor, at=request.at, **form.cleaned_data)

    outcome = attempt(request, form, do, REFUSED, on=entry)
    if outcome is None:
        return show(request, pages.move_page(entry, form))
    return land(request, outcome, reverse("see_entry", args=[reference]), f"It is moved from case {old}.")


def restrict_entry(request: Request, reference: str) -> HttpResponse:
    """Restrict an entry to its author, the lead professional and the head."""
    entry, words = _entry(request, Act.RESTRICT_ENTRY, reference), "The entry is restricted."
    return _with_reason(request, entry, actions.restrict_entry, pages.restrict_page, words)


def unrestrict_entry(request: Request, reference: str) -> HttpResponse:
    """End its restriction, with a reason."""
    entry, words = _entry(request, Act.UNRESTRICT_ENTRY, reference), "It is restricted no more."
    return _with_reason(request, entry, actions.unrestrict_entry, pages.unrestrict_page, words)


def _with_reason(
    request: Request,
    entry: Entry,
    do: Callable[..., None],
    page: Callable[[Entry, Why], pages.RestrictEntryPage],
    words: str,
) -> HttpResponse:
    form = Why(sent(request))
    act = partial(do, entry, by=request.actor, at=request.at)
    outcome = attempt(request, form, lambda: act(**form.cleaned_data), REFUSED, on=entry)
    if outcome is None:
        return show(request, page(entry, form))
    return land(request, outcome, case_url(entry.case.reference, "#story"), words)


def _entry(request: Request, act: Act, reference: str) -> Entry:
    writes = request.method == "POST"
    return door.admit(request.actor, act, reference, of=Entry, at=request.at, to_write=writes)
