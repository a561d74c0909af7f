"""Concerns: log one, read one's own, add to it or withdraw it, answer one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import SeatFacts
from agencies.drafts import actions as drafts
from agencies.drafts.access import first_typed
from agencies.policy import Act, Standing
from agencies.web.answering import Outcome, attempt, land, sent
from agencies.web.asking import Request, seat_for
from agencies.web.fields import Form, Why
from agencies.web.narrowing import asked as asked_of
from agencies.web.pages import show
from agencies.web.typed import mark_in, typed_in
from referrals import door
from referrals.concerns import actions, forms, pages
from referrals.concerns.facts import look_by, safeguards
from referrals.concerns.models import Concern
from referrals.pupils import access as pupils_access
from referrals.pupils.models import Pupil
from referrals.pupils.views import FOR_CONCERN

REFUSED = (NotNow,)
SEVERAL = ("seen", "dangers")
"""The fields with many answers."""
SAVED_NOT_REFERRED = "Your concern is saved, and your school sees to the danger today. Saving it has referred nobody."


def see_concerns(request: Request) -> HttpResponse:
    """What I logged and what became of it; for a lead, what the school logged too."""
    asked = asked_of(pages.FILTERS, request.actor, request.at, request.GET)
    page = pages.concern_list(request.actor, request.at, asked)
    door.note_list(request.actor, Act.SEE_CONCERN, "concern list", page.shown, request.at)
    return show(request, page)


def log_concern(request: Request) -> HttpResponse:
    """Log a concern about a pupil of one's school."""
    seat = seat_for(request.actor, Act.LOG_CONCERN, Standing.ON_ROLL)
    if "add" in request.POST:
        return _add_first(request, seat)
    form = _concern_form(request, seat)
    saved = None
    if not form.asks_first:
        saved = attempt(request, form, lambda: _log(request, form), REFUSED, makes=Concern)
    if saved is None:
        return show(request, pages.log_page(request.actor, seat, form, request.at))
    words = SAVED_NOT_REFERRED if saved.record.dangers else "Your concern is saved."
    return land(request, saved, reverse("see_concern", args=[saved.record.reference]), words)


def _add_first(request: Request, seat: SeatFacts) -> HttpResponse:
    """The pupil is not on the list: keep what was typed as a draft, and go to add them."""
    mark = mark_in(request, request.at)
    try:
        kept = drafts.keep_draft(request.actor, mark, typed_in(request.POST), request.at) if mark else None
    except drafts.NotKept as why:
        form = _concern_form(request, seat)
        form.add_error(None, str(why))
        return show(request, pages.log_page(request.actor, seat, form, request.at))
    return redirect(reverse("add_pupil") + (f"?{FOR_CONCERN}={kept.draft}" if kept else ""))


def _concern_form(request: Request, seat: SeatFacts) -> forms.LogConcern:
    """The form with the pupils whose names fit what was typed; asking for them again (`find`) checks nothing yet."""
    finding = request.method != "POST" or "find" in request.POST
    typed = _typed(request)
    return forms.LogConcern(
        None if finding else request.POST,
        initial=typed,
        at=request.at,
        look_by=look_by(seat, request.at),
        found=pupils_access.find_pupils(request.actor, str(typed.get("pupil_name", "")), request.at),
    )


def _typed(request: Request) -> dict[str, str | list[str]]:
    """What was sent; for a page newly opened the draft, and over it what the address says."""
    sent = request.POST or request.GET
    fields: dict[str, str | list[str]] = {n: sent.getlist(n) if n in SEVERAL else sent[n] for n in sent}
    typed = {**first_typed(request, *SEVERAL), "led_by": "", **fields}
    return typed if "pupil_name" in typed else {**typed, "pupil_name": _name_of(request, str(typed.get("pupil", "")))}


def _name_of(request: Request, reference: str) -> str:
    """The name of the pupil whom a link chose: it stands in no address."""
    if not reference:
        return ""
    there = door.within(Pupil, request.actor, Act.LOG_CONCERN, request.at).filter(reference=reference).first()
    return there.name if there else ""


def _log(request: Request, form: forms.LogConcern) -> Concern:
    pupil = door.admit(request.actor, Act.LOG_CONCERN, form.cleaned_data["pupil"].reference, of=Pupil, at=request.at)
    seat = seat_for(request.actor, Act.LOG_CONCERN, Standing.ON_ROLL)
    facts, kept = form.facts(), {name: form.cleaned_data[name] for name in ("once", "led_by")}
    call = form.call() if facts.dangers else None
    return actions.log_concern(pupil, facts, seat=seat, by=request.actor, at=request.at, call=call, **kept)


def see_concern(request: Request, reference: str) -> HttpResponse:
    """One concern, with the lead's three choices."""
    concern = door.admit(request.actor, Act.SEE_CONCERN, reference, of=Concern, at=request.at)
    return show(request, pages.concern_page(pages.ConcernPage, request.actor, concern, request.at))


def dismiss_concern(request: Request, reference: str) -> HttpResponse:
    """Answer the concern without a case."""
    writes = request.method == "POST"
    concern = door.admit(request.actor, Act.DISMISS_CONCERN, reference, of=Concern, at=request.at, to_write=writes)
    form = forms.DismissConcern(sent(request))
    outcome = attempt(
        request,
        form,
        lambda: actions.dismiss_concern(concern, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=concern.case or concern,
    )
    if outcome is None:
        return show(request, pages.concern_page(pages.DismissConcernPage, request.actor, concern, request.at, form))
    return land(request, outcome, reverse("see_concern", args=[reference]), f"Answered. {concern.author.name} is told.")


def add_to_concern(request: Request, reference: str) -> HttpResponse:
    """Add to one's own concern, until somebody who leads has read it."""
    concern = _handed(request, Act.ADD_TO_CONCERN, reference, partial(actions.require_addable, at=request.at))
    form = forms.AddTo(sent(request))
    did = _attempt(request, concern, form, actions.add_to_concern)
    if did is None:
        return show(request, pages.concern_page(pages.AddToConcernPage, request.actor, concern, request.at, form))
    return land(request, did, reverse("see_concern", args=[reference]), "It is added.")


def withdraw_concern(request: Request, reference: str) -> HttpResponse:
    """Withdraw one's own concern, until somebody who leads has read it."""
    concern = _handed(request, Act.WITHDRAW_CONCERN, reference, actions.require_withdrawable)
    form = Why(sent(request))
    did = _attempt(request, concern, form, actions.withdraw_concern)
    if did is None:
        return show(request, pages.concern_page(pages.WithdrawConcernPage, request.actor, concern, request.at, form))
    return land(request, did, reverse("see_concern", args=[reference]), "It is withdrawn. Whoever leads is told.")


def record_call(request: Request, reference: str) -> HttpResponse:
    """Record whether the front door was rung about a danger that was ticked."""
    writes = request.method == "POST"
    concern = door.admit(request.actor, Act.RECORD_CALL, reference, of=Concern, at=request.at, to_write=writes)
    if not writes:
        actions.require_danger(concern)
    form = forms.RecordCall(sent(request), at=request.at, concern=concern)
    do = partial(_record, request, concern, form)
    outcome = attempt(request, form, do, REFUSED, on=concern)
    if outcome is None:
        return show(request, pages.concern_page(pages.RecordCallPage, request.actor, concern, request.at, form))
    return land(request, outcome, reverse("see_concern", args=[reference]), f"Kept. {concern.author.name} is told.")


def hand_to_safeguarding(request: Request, reference: str) -> HttpResponse:
    """Hand the concern to the safeguarding lead, with why."""
    concern = _handed(request, Act.HAND_TO_SAFEGUARDING, reference, actions.require_unhanded)
    form = forms.HandOver(sent(request))
    did = _attempt(request, concern, form, actions.hand_to_safeguarding)
    if did is None:
        return show(request, pages.concern_page(pages.HandOverPage, request.actor, concern, request.at, form))
    who = safeguards(concern.school_id, request.at)
    return land(request, did, reverse("see_concern", args=[reference]), f"Handed over. {who}")


def answer_handed(request: Request, reference: str) -> HttpResponse:
    """Say what is done about a concern that was handed over."""
    concern = _handed(request, Act.ANSWER_HANDED, reference, actions.require_handed)
    form = forms.AnswerHanded(sent(request))
    did = _attempt(request, concern, form, actions.answer_handed)
    if did is None:
        return show(request, pages.concern_page(pages.AnswerHandedPage, request.actor, concern, request.at, form))
    return land(request, did, reverse("see_concern", args=[reference]), f"Kept. {concern.author.name} is told.")


def _handed(request: Request, act: Act, reference: str, require: Callable[[Concern], None]) -> Concern:
    """The concern; its page is shown where the act is possible by what the row says."""
    writes = request.method == "POST"
    concern = door.admit(request.actor, act, reference, of=Concern, at=request.at, to_write=writes)
    if not writes:
        require(concern)
    return concern


def _attempt(request: Request, concern: Concern, form: Form, do: Callable[..., Any]) -> Outcome | None:
    def act() -> None:
        do(concern, **form.cleaned_data, by=request.actor, at=request.at)

    return attempt(request, form, act, REFUSED, on=concern)


def _record(request: Request, concern: Concern, form: forms.RecordCall) -> None:
    actions.record_call(concern, form.call(), by=request.actor, at=request.at)
