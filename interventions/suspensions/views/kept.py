"""The list, one suspension, the head’s decisions, and who was told."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import Refusal, SeatFacts
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.drafts.access import first_typed
from agencies.policy import Act, Standing
from agencies.schoolday import SchoolCalendar, local_day, local_instant, school_year
from agencies.web.answering import Outcome, attempt, land, sent, who_was_first
from agencies.web.asking import NotFound, Request, seat_for
from agencies.web.fields import Form, Why
from agencies.web.narrowing import asked as asked_of
from agencies.web.pages import show
from interventions.suspensions import actions, pages
from interventions.suspensions.elsewhere import said_by_school
from interventions.suspensions.facts import has_letter, reckon
from interventions.suspensions.forms import (
    Back,
    CancelSuspension,
    Correct,
    ImposeSuspension,
    RecordNotice,
)
from interventions.suspensions.models import DaysElsewhere, Suspension, SuspensionNotice
from referrals import door
from referrals.pupils.access import find_pupils, seat_by_roll
from referrals.pupils.models import Pupil

REFUSED = (NotNow,)
NOON, LONGEST = 12, 19
SEVERAL = ("reasons", "open_on")
VOIDED = "It is kept as never having happened. Whoever was told of it has to be told today."
TOLD_AGAIN = "Whoever was told before has to be told again, today."
CHANGED = "What you decide, or its totals, changed since you looked, or you have not seen them yet. Look once more."


def see_suspensions(request: Request) -> HttpResponse:
    """The school's suspensions; for the council the notices it was given."""
    if not any(request.actor.seats_for(Act.SEE_SUSPENSION, so) for so in (Standing.NOTIFIED, Standing.CLERKS)):
        seat_for(request.actor, Act.SEE_SUSPENSION, Standing.RAISED)
    asked = asked_of(pages.FILTERS, request.actor, request.at, request.GET)
    page = pages.suspension_list(request.actor, request.at, asked)
    door.note_list(request.actor, Act.SEE_SUSPENSION, "suspension list", page.shown, request.at)
    return show(request, page)


def see_suspension(request: Request, reference: str) -> HttpResponse:
    """One suspension, or its notice."""
    one = door.admit(request.actor, Act.SEE_SUSPENSION, reference, of=Suspension, at=request.at)
    return show(request, pages.suspension_page(request.actor, one, request.at))


def impose_suspension(request: Request) -> HttpResponse:
    """Suspend a pupil: first the totals with this one and who must be told, then the decision."""
    seat_for(request.actor, Act.IMPOSE_SUSPENSION, Standing.ON_ROLL)
    form = _form(request)
    decision = _decision(request, form) if form.is_bound and form.is_valid() else None
    imposed = _attempt(request, form) if _is_decided(request, form) else None
    if imposed is None:
        return show(request, pages.impose_page(request.actor, form, decision, request.at))
    url = reverse("see_suspension", args=[imposed.record.reference])
    return land(request, imposed, url, "Imposed. Now tell those who must be told, today.")


def _seat(request: Request, pupil: Pupil) -> SeatFacts | None:
    """The head's seat at the school where the pupil is: a head of two schools has two."""
    return seat_by_roll(request.actor, Act.IMPOSE_SUSPENSION, pupil, request.at)


def _calendar(request: Request, pupil: Pupil) -> SchoolCalendar | None:
    seat = _seat(request, pupil)
    return school_calendar(seat.agency_id, bank_holidays()) if seat else None


def _said(request: Request, pupil: Pupil, day: date) -> DaysElsewhere | None:
    seat = _seat(request, pupil)
    return said_by_school(pupil, seat.agency_id, school_year(day)) if seat else None


def _form(request: Request) -> ImposeSuspension:
    finding = request.method != "POST" or "find" in request.POST
    return ImposeSuspension(
        None if finding else request.POST,
        initial=_typed(request),
        today=local_day(request.at),
        school_of=lambda pupil: _calendar(request, pupil),
        said_of=lambda pupil, day: _said(request, pupil, day),
        found=find_pupils(request.actor, str(_typed(request).get("pupil_name", "")), request.at),
    )


def _typed(request: Request) -> dict[str, str | list[str]]:
    fields = request.POST or request.GET
    typed = {name: fields.getlist(name) if name in SEVERAL else fields[name] for name in fields}
    return {"since": "AM", "until": "PM", **first_typed(request, *SEVERAL), **typed}


def _pupil(request: Request, form: ImposeSuspension) -> tuple[Pupil, SeatFacts]:
    reference = form.cleaned_data["pupil"].reference
    pupil = door.admit(request.actor, Act.IMPOSE_SUSPENSION, reference, of=Pupil, at=request.at)
    return pupil, cast(SeatFacts, _seat(request, pupil))


def _decision(request: Request, form: ImposeSuspension) -> pages.Deciding | None:
    """What is shown before the decision; a decision sent on other totals than these comes back with them."""
    try:
        (pupil, seat), facts = _pupil(request, form), form.facts()
        found = reckon(pupil, facts.sessions, seat.agency_id, told=facts.elsewhere)
    except NotNow as sorry:
        if not _has_made(request, form):
            form.add_error(None, who_was_first(request, sorry))
        return None
    school = school_calendar(seat.agency_id, bank_holidays())
    shown = pages.deciding(pupil, facts, found, request.at, school, seat.agency_id, form.cleaned_data["skipped"])
    if "impose" in request.POST and form.cleaned_data["seen"] != shown.seen:
        form.add_error(None, CHANGED)
    return shown


def _has_made(request: Request, form: ImposeSuspension) -> bool:
    once = form.cleaned_data["once"]
    mine = door.within(Suspension, request.actor, Act.SEE_SUSPENSION)
    return "impose" in request.POST and once is not None and mine.filter(once=once).exists()


def _is_decided(request: Request, form: ImposeSuspension) -> bool:
    return "impose" in request.POST and form.is_bound and not form.errors


def _attempt(request: Request, form: ImposeSuspension) -> Outcome | None:
    return attempt(request, form, lambda: _impose(request, form), REFUSED, makes=Suspension)


def _impose(request: Request, form: ImposeSuspension) -> Suspension:
    (pupil, seat), once = _pupil(request, form), form.cleaned_data["once"]
    return actions.impose_suspension(pupil, form.facts(), seat=seat, by=request.actor, at=request.at, once=once)


def record_notice(request: Request, reference: str) -> HttpResponse:
    """Record that someone was told: who, how and when."""
    writes = request.method == "POST"
    one = door.admit(request.actor, Act.RECORD_NOTICE, reference, of=Suspension, at=request.at, to_write=writes)
    owed, who = pages.owed_of(one), pages.tellable(one, request.actor)
    more: dict[str, Any] = {"owed": owed, "who": who, "initial": {"recipient": request.GET.get("to", "")}}
    form = RecordNotice(sent(request), at=request.at, suspension=one, **more)
    told = attempt(request, form, lambda: _record(request, one, form), REFUSED, on=one)
    if told is None:
        return show(request, pages.tell_page(one, form, owed))
    return land(request, told, reverse("see_suspension", args=[reference]), "Who was told is recorded.")


def _record(request: Request, one: Suspension, form: RecordNotice) -> SuspensionNotice:
    told = {**form.cleaned_data, "contact": form.contact_told()}
    then = told["told_at"] or min(request.at, local_instant(told["told_on"], NOON))
    letter = [] if not has_letter(one) else pages.as_parts(pages.letter(one, then), told["contact"])
    return actions.record_notice(one, by=request.actor, at=request.at, letter=letter, **told)


def see_suspension_letter(request: Request, reference: str) -> HttpResponse:
    """The letter to the parents, or to the pupil who is of age, as a page that prints; or one as it was recorded."""
    one = door.admit(request.actor, Act.SEE_SUSPENSION_LETTER, reference, of=Suspension, at=request.at)
    if number := request.GET.get("given", ""):
        is_number = number.isdecimal() and len(number) < LONGEST
        given = pages.given_letter(one, int(number), request.actor) if is_number else None
        if given is None:
            raise NotFound(Refusal(Act.SEE_SUSPENSION_LETTER, "suspension", reference, "not found"))
        return show(request, given)
    may_tell = Act.RECORD_NOTICE in door.may_now(request.actor, one, one.state)
    return show(request, pages.letter(one, request.at, may_tell=may_tell, reader=request.actor))


def act_on(
    request: Request, one: Suspension, act: Act, form: Form, do: Callable[[], object], words: str
) -> HttpResponse:
    """The page of one act with its form, or on to the suspension; `do` is asked once the form is valid."""
    did = attempt(request, form, do, REFUSED, on=one)
    if did is None:
        return show(request, pages.act_page(one, act, form))
    return land(request, did, reverse("see_suspension", args=[one.reference]), words)


def one_for(request: Request, act: Act, reference: str) -> Suspension:
    writes = request.method == "POST"
    return door.admit(request.actor, act, reference, of=Suspension, at=request.at, to_write=writes)


def cancel_suspension(request: Request, reference: str) -> HttpResponse:
    """The head takes the suspension back, with reasons."""
    form = CancelSuspension(sent(request), suspension=(one := one_for(request, Act.CANCEL_SUSPENSION, reference)))

    def do() -> None:
        actions.cancel_suspension(one, by=request.actor, at=request.at, **form.facts())

    words = "Cancelled. Now tell those who must be told, today."
    return act_on(request, one, Act.CANCEL_SUSPENSION, form, do, words)


def void_suspension(request: Request, reference: str) -> HttpResponse:
    """It never happened."""
    one, form = one_for(request, Act.VOID_SUSPENSION, reference), Why(sent(request))

    def do() -> None:
        actions.void_suspension(one, by=request.actor, at=request.at, **form.cleaned_data)

    return act_on(request, one, Act.VOID_SUSPENSION, form, do, VOIDED)


def correct_suspension(request: Request, reference: str) -> HttpResponse:
    """Days or reasons that were entered wrongly."""
    one = one_for(request, Act.CORRECT_SUSPENSION, reference)
    form = Correct(sent(request), suspension=one, school=school_calendar(one.school_id, bank_holidays()))

    def do() -> None:
        to, why = form.correction(), form.cleaned_data["why"]
        actions.correct_suspension(one, to, why=why, by=request.actor, at=request.at)

    return act_on(request, one, Act.CORRECT_SUSPENSION, form, do, f"Corrected. {TOLD_AGAIN}")


def shorten_suspension(request: Request, reference: str) -> HttpResponse:
    """The pupil is back before it ends."""
    form = Back(sent(request), suspension=(one := one_for(request, Act.SHORTEN_SUSPENSION, reference)))

    def do() -> None:
        actions.shorten_suspension(one, by=request.actor, at=request.at, **form.cleaned_data)

    return act_on(request, one, Act.SHORTEN_SUSPENSION, form, do, f"Shortened. {TOLD_AGAIN}")
