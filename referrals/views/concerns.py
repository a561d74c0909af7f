"""Concerns: log one, read one's own, and what the inclusion lead does with each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies import drafts
from agencies.access import Request, require, seat_for
from agencies.actors import SeatFacts
from agencies.calendar import local_day
from agencies.policy import Act, Standing
from agencies.views import attempt, land, sent, show
from referrals import access, actions, forms, pages
from referrals.models import Case, Concern, Pupil

SORRY = (actions.NotNow,)
OPENED = "The case is open. Only your school sees it."
JOINED = "The concern is part of the case’s story."


def see_concerns(request: Request) -> HttpResponse:
    """What I logged and what became of it; for a lead, what the school logged too."""
    asked = request.GET.get("list", ""), request.GET.get("after", "")
    context = pages.concern_list(request.actor, request.at, *asked)
    access.note_list(request.actor, Act.SEE_CONCERN, "concern list", context["shown"], request.at)
    return show(request, "referrals/concern_list.html", **context)


def log_concern(request: Request) -> HttpResponse:
    """Log a concern about a pupil of one's school."""
    seat = seat_for(request.actor, Act.LOG_CONCERN, Standing.ON_ROLL)
    if "add" in request.POST:
        return _add_first(request)
    form = _concern_form(request, seat)
    saved = attempt(form, lambda: _log(request, form), SORRY) if form.is_bound else None
    if saved is None:
        context = pages.concern_form(request.actor, seat, form.found, form["fact"].value(), request.at)
        return show(request, "referrals/concern_form.html", form, **context)
    drafts.forget(request.actor.who, "concern")
    return land(request, saved, reverse("see_concern", args=[saved.record.reference]), "Your concern is saved.")


def _add_first(request: Request) -> HttpResponse:
    """The pupil is not on the list: keep what was typed, and go to add them."""
    drafts.keep(request.actor.who, "concern", "", request.POST, request.at)
    return redirect("add_pupil")


def _concern_form(request: Request, seat: SeatFacts) -> forms.LogConcern:
    """The form with the pupils whose names fit what was typed; asking for them again (`find`) checks nothing yet."""
    finding = request.method != "POST" or "find" in request.POST
    typed = _typed(request)
    return forms.LogConcern(
        None if finding else request.POST,
        initial=typed,
        today=local_day(request.at),
        look_by=pages.look_by(seat, request.at),
        found=access.find_pupils(request.actor, str(typed.get("pupil_name", "")), request.at),
    )


def _typed(request: Request) -> dict[str, Any]:
    """What was sent; for a page newly opened the draft, and over it what the address says."""
    sent = request.POST or request.GET
    fields = {name: sent.getlist(name) if name == "seen" else sent[name] for name in sent}
    return fields if request.method == "POST" else {**(drafts.typed(request.actor.who, "concern") or {}), **fields}


def _log(request: Request, form: forms.LogConcern) -> Concern:
    pupil = access.admit(request.actor, Act.LOG_CONCERN, form.cleaned_data["pupil"].reference, of=Pupil, at=request.at)
    seat = seat_for(request.actor, Act.LOG_CONCERN, Standing.ON_ROLL)
    once = form.cleaned_data["once"]
    return actions.log_concern(pupil, form.facts(), seat=seat, by=request.actor, at=request.at, once=once)


def find_pupils(request: Request) -> HttpResponse:
    """The pupils whose names hold what was typed, as choices: a part of the concern form."""
    seat_for(request.actor, Act.SEE_PUPIL, Standing.ON_ROLL)
    typed = request.POST.get("pupil_name", "")
    found = pages.pupil_choices(request.actor, access.find_pupils(request.actor, typed, request.at), request.at)
    chosen = request.POST.get("pupil", "")
    access.note_list(request.actor, Act.SEE_PUPIL, "pupils", [pupil["reference"] for pupil in found], request.at)
    return show(request, "referrals/pupil_found.html", found=found, typed=typed.strip(), chosen=chosen)


def add_pupil(request: Request) -> HttpResponse:
    """Add a pupil who is not on the list, then go on with the concern."""
    seat = seat_for(request.actor, Act.LOG_CONCERN, Standing.ON_ROLL)
    form = forms.AddPupil(sent(request), initial=_name_typed(request), today=local_day(request.at))
    saved = attempt(form, lambda: _add(request, form, seat), (actions.AlreadyKnown,)) if form.is_bound else None
    if saved is None:
        return show(request, "referrals/pupil_form.html", form)
    chosen = {"pupil_name": saved.record.name, "pupil": saved.record.reference}
    drafts.add(request.actor.who, "concern", "", chosen, request.at)
    return land(request, saved, reverse("log_concern"), f"{saved.record.name} is on your list now.")


def _name_typed(request: Request) -> dict[str, str]:
    """The name that was typed into the concern, from its draft: no child's name stands in an address."""
    draft = drafts.typed(request.actor.who, "concern") or {}
    given, _, family = str(draft.get("pupil_name", "")).strip().partition(" ")
    return {"given_name": given, "family_name": family}


def _add(request: Request, form: forms.AddPupil, seat: SeatFacts) -> Pupil:
    require(request.actor, Act.ADD_PUPIL)
    return actions.add_pupil(form.facts(), seat=seat, by=request.actor, at=request.at, once=form.cleaned_data["once"])


def see_concern(request: Request, reference: str) -> HttpResponse:
    """One concern, with the lead's three choices."""
    concern = access.admit(request.actor, Act.SEE_CONCERN, reference, of=Concern, at=request.at)
    return show(request, "referrals/concern_page.html", **pages.concern_page(request.actor, concern, request.at))


def open_case(request: Request, reference: str) -> HttpResponse:
    """Open the pupil's case on the concern."""
    concern = access.admit(request.actor, Act.OPEN_CASE, reference, of=Concern, at=request.at, to_write=True)
    form = forms.OpenCase(sent(request))
    done = request.method == "POST" and concern.state == "opened"
    opened = attempt(
        form, lambda: actions.open_case(concern, by=request.actor, at=request.at, **form.cleaned_data), SORRY, done=done
    )
    if opened is None:
        return show(
            request, "referrals/concern_open.html", form, **pages.concern_page(request.actor, concern, request.at)
        )
    return land(request, opened, _case_page(opened.record or concern.case), OPENED)


def join_concern(request: Request, reference: str) -> HttpResponse:
    """Join the concern to the pupil's open case."""
    concern = access.admit(request.actor, Act.JOIN_CONCERN, reference, of=Concern, at=request.at, to_write=True)
    context = pages.concern_page(request.actor, concern, request.at)
    form = forms.JoinConcern(sent(request))
    joined = attempt(
        form, lambda: _join(request, concern, context["open_case"], form), SORRY, done=_is(request, concern, "joined")
    )
    if joined is None:
        return show(request, "referrals/concern_join.html", form, **context)
    return land(request, joined, _case_page(context["open_case"] or concern.case), JOINED)


def _join(request: Request, concern: Concern, case: Case | None, form: forms.JoinConcern) -> None:
    if case is None:
        raise actions.NotNow("This pupil has no open case. Open one on the concern instead.")
    actions.join_concern(concern, case, reply=form.cleaned_data["reply"], by=request.actor, at=request.at)


def _case_page(case: Case | None) -> str:
    return reverse("see_case", args=[case.reference]) if case else reverse("see_concerns")


def _is(request: Request, concern: Concern, state: str) -> bool:
    return request.method == "POST" and concern.state == state


def dismiss_concern(request: Request, reference: str) -> HttpResponse:
    """Answer the concern without a case."""
    concern = access.admit(request.actor, Act.DISMISS_CONCERN, reference, of=Concern, at=request.at, to_write=True)
    form = forms.DismissConcern(sent(request))
    done = attempt(
        form,
        lambda: actions.dismiss_concern(concern, by=request.actor, at=request.at, **form.cleaned_data),
        SORRY,
        done=_is(request, concern, "dismissed"),
    )
    if done is None:
        return show(
            request, "referrals/concern_dismiss.html", form, **pages.concern_page(request.actor, concern, request.at)
        )
    return land(request, done, reverse("see_concern", args=[reference]), f"Answered. {concern.author.name} is told.")


def record_pupil_fact(request: Request, reference: str) -> HttpResponse:
    """Record a plan, care or a social worker of a pupil on the school's roll."""
    pupil = access.admit(request.actor, Act.RECORD_PUPIL_FACT, reference, of=Pupil, at=request.at)
    form = forms.RecordPupilFact(sent(request))
    did = attempt(
        form, lambda: actions.record_pupil_fact(pupil, by=request.actor, at=request.at, **form.cleaned_data), SORRY
    )
    if did is None:
        return show(request, "referrals/pupil_facts.html", form, **pages.pupil_facts(pupil))
    return land(request, did, reverse("record_pupil_fact", args=[reference]), "It is recorded.")
