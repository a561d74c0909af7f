"""Pupils: find one, add one, record a fact about one."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import SeatFacts
from agencies.characters import sought
from agencies.drafts import actions as drafts
from agencies.drafts.access import own_drafts
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require, seat_for
from agencies.web.fields import Form
from agencies.web.pages import show
from referrals import door
from referrals.pupils import access, actions, forms, pages
from referrals.pupils.facts import alike_before, alike_on_roll
from referrals.pupils.models import Pupil

NOT_ON_ROLL = "The pupil whom you chose is not on your roll today. Look again."
LEFT_OUT = "Their UPN and form stay as they were: what you typed of them was not taken over."
FOR_CONCERN = "for"
"""In the address of a new pupil: the draft of the concern that waits for them."""


def find_pupils(request: Request) -> HttpResponse:
    """The pupils whose names hold what was typed, as choices: a part of the concern form."""
    seat_for(request.actor, Act.SEE_PUPIL, Standing.ON_ROLL)
    typed = sought(request.POST.get("pupil_name", ""))
    found = pages.pupil_choices(request.actor, access.find_pupils(request.actor, typed, request.at), request.at)
    chosen = request.POST.get("pupil", "")
    door.note_list(request.actor, Act.SEE_PUPIL, "pupils", [pupil.reference for pupil in found], request.at)
    return show(request, pages.PupilsFoundPage(found=found, typed=typed, chosen=chosen))


def add_pupil(request: Request) -> HttpResponse:
    """Add a pupil who is not on the list, then go on with the concern."""
    seat = seat_for(request.actor, Act.LOG_CONCERN, Standing.ON_ROLL)
    form = _pupil_form(request, seat)
    saved = attempt(request, form, lambda: _add(request, form, seat), (NotNow,), makes=Pupil)
    if saved is None:
        return show(request, pages.add_pupil_page(request.actor, form))
    chosen = {"pupil_name": saved.record.name, "pupil": saved.record.reference}
    waiting = form["concern"].value() or request.GET.get(FOR_CONCERN, "")
    drafts.add_to_draft(request.actor, waiting, {name: [value] for name, value in chosen.items()}, request.at)
    back = reverse("log_concern") + (f"?draft={waiting}" if waiting else "")
    words, same = f"{saved.record.name} is on your list now.", request.POST.get("same") == saved.record.reference
    is_left_out = same and form.who_is_back() is None and any(request.POST.get(name) for name in ("upn", "form"))
    return land(request, saved, back, f"{words} {LEFT_OUT}" if is_left_out else words)


def _from_concern(request: Request) -> dict[str, str]:
    """The concern's draft, and the name that was typed into it: no child's name stands in an address."""
    concern = request.GET.get(FOR_CONCERN, "")
    draft = own_drafts(request.actor, request.at).filter(reference=concern).first()
    typed = draft.typed.get("pupil_name", [""])[-1] if draft else ""
    given, _, family = typed.strip().partition(" ")
    return {"given_name": given, "family_name": family, "concern": concern}


def _pupil_form(request: Request, seat: SeatFacts) -> forms.AddPupil:
    """The form; where what was sent is like somebody on the roll, with the question whether it is they."""
    today = local_day(request.at)
    form = forms.AddPupil(sent(request), initial=_from_concern(request), today=today)
    if not form.is_valid():
        return form
    upn, once = form.cleaned_data["upn"], form.cleaned_data["once"]
    child = form.facts().as_child(seat.agency_id)
    found = [*alike_on_roll(child, seat.agency_id, today), *alike_before(child, seat.agency_id, today)]
    asks = (one for one in found if one.has_left or not one.has_now(upn))
    alike = [one for one in asks if once is None or one.pupil.once != once]
    if not alike:
        return form
    asked = request.POST.copy()
    asked["asked"] = " ".join(one.pupil.reference for one in alike)
    return forms.AddPupil(asked, today=today, alike=alike, shown=request.POST.get("asked", "").split())


def _add(request: Request, form: forms.AddPupil, seat: SeatFacts) -> Pupil:
    require(request.actor, Act.ADD_PUPIL)
    same = request.POST.get("same", "")
    if same not in ("", forms.NOBODY):
        back = form.who_is_back()
        return _on_roll(request, same) if back is None else _bring_back(request, back, form, seat)
    form.require_answer()
    more = {"once": form.cleaned_data["once"], "not_them": form.not_them()}
    return actions.add_pupil(form.facts(), seat=seat, by=request.actor, at=request.at, **more)


def _bring_back(request: Request, pupil: Pupil, form: forms.AddPupil, seat: SeatFacts) -> Pupil:
    """The pupil who was chosen is back, as a new place on the roll of the same record."""
    return actions.bring_back(pupil, form.facts(), seat=seat, by=request.actor, at=request.at)


def _on_roll(request: Request, reference: str) -> Pupil:
    """The pupil who was chosen, while they are on the roll."""
    there = door.within(Pupil, request.actor, Act.LOG_CONCERN, request.at).filter(reference=reference).first()
    if there is None:
        raise NotNow(NOT_ON_ROLL)
    return there


def record_pupil_fact(request: Request, reference: str) -> HttpResponse:
    """Record a plan, care or a social worker of a pupil on the school's roll."""
    pupil = door.admit(request.actor, Act.RECORD_PUPIL_FACT, reference, of=Pupil, at=request.at)
    form = forms.RecordPupilFact(sent(request), born_on=pupil.born_on, today=local_day(request.at))
    did = attempt(
        request,
        form,
        lambda: actions.record_pupil_fact(pupil, by=request.actor, at=request.at, **form.cleaned_data),
        (NotNow,),
        on=pupil,
    )
    if did is None:
        return show(request, pages.facts_page(request.actor, pupil, form))
    return land(request, did, reverse("record_pupil_fact", args=[reference]), "It is recorded.")


def keep_former_names(request: Request, reference: str) -> HttpResponse:
    """The names that a pupil on the school's roll had before."""
    pupil = door.admit(request.actor, Act.KEEP_FORMER_NAMES, reference, of=Pupil, at=request.at)
    form = forms.KeepFormerNames(sent(request), kept=pupil.former_names)

    def do() -> None:
        actions.keep_former_names(pupil, form.cleaned_data["names"], shown=form.kept, by=request.actor, at=request.at)

    did = attempt(request, form, do, (NotNow,), on=pupil)
    if did is None:
        return show(request, pages.former_names_page(pupil, form))
    return land(request, did, reverse("see_child", args=[reference]), "The former names are kept.")


def see_changes(request: Request, reference: str) -> HttpResponse:
    """What was changed of a pupil on the school's roll."""
    pupil = door.admit(request.actor, Act.SEE_CHANGES, reference, of=Pupil, at=request.at)
    return show(
        request, pages.changes_page(pupil, access.changes_of(request.actor, pupil), request.GET.get("after", ""))
    )


def put_back_change(request: Request, reference: str, change: str) -> HttpResponse:
    """Put one change back; where that can't be, the list again, saying why."""
    pupil = door.admit(request.actor, Act.PUT_BACK_CHANGE, reference, of=Pupil, at=request.at)
    row = access.change_of(request.actor, Act.PUT_BACK_CHANGE, pupil, change)
    form = Form(sent(request))
    did = attempt(request, form, lambda: actions.put_back_change(row, by=request.actor, at=request.at), (NotNow,))
    if did is None:
        return show(request, pages.changes_page(pupil, access.changes_of(request.actor, pupil), "", form))
    return land(request, did, reverse("see_changes", args=[reference]), "It is put back.")
