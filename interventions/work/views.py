"""My work, the inbox and a duty's sum."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import Refusal
from agencies.policy import Act, Role, Standing
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import NotFound, Request
from agencies.web.fields import Confirm
from agencies.web.narrowing import asked as asked_of
from agencies.web.pages import show
from interventions.work import actions, pages
from interventions.work.access import colleagues_of, named_by
from interventions.work.actions import read_letter as mark_read
from interventions.work.actions import read_letters as mark_all_read
from interventions.work.forms import HandOver, HandTo
from referrals import door
from referrals.duties import actions as duties
from referrals.duties.models import Duty

GONE = "What that letter was about is done, or has ended, or is no longer yours. What is yours to do stands here."


def home(request: Request) -> HttpResponse:
    """Each person's first page; a welcome for who has not signed in."""
    if request.actor.person_id is None:
        return show(request, pages.WelcomePage())
    roles = {seat.role for seat in request.actor.seats}
    if roles == {Role.STAFF}:
        return redirect("log_concern")
    return redirect("see_queue" if request.actor.seats_for(Act.ACCEPT_REFERRAL, Standing.ASKED) else "my_work")


def my_work(request: Request) -> HttpResponse:
    """What I owe, what is new, what waits for others."""
    page = pages.my_work(request.actor, request.at, request.GET.get("after", ""))
    door.note_list(request.actor, Act.SEE_CASE, "my work", page.shown, request.at)
    return show(request, page)


def inbox(request: Request) -> HttpResponse:
    """Letters, read and unread."""
    page = pages.inbox(request.actor, asked_of(pages.FILTERS, request.actor, request.at, request.GET))
    door.note_list(request.actor, Act.SEE_CASE, "inbox", page.shown, request.at)
    return show(request, page)


def read_letter(request: Request, reference: UUID) -> HttpResponse:
    """Mark one of my letters as read and go to what it is about."""
    letter = mark_read(reference, by=request.actor, at=request.at)
    if letter is None:
        raise NotFound(Refusal(Act.SEE_CASE, "letter", str(reference)[:11], "not found"))
    if not pages.is_there(request.actor, letter):
        messages.info(request, GONE)
        return redirect("my_work")
    return redirect(pages.letter_url(letter))


def read_letters(request: Request, reference: UUID) -> HttpResponse:
    """Mark as read what my inbox had when its page was shown: this letter, its newest, and all before it."""
    mark_all_read(reference, by=request.actor, at=request.at)
    return redirect("inbox")


def see_duty(request: Request, reference: str) -> HttpResponse:
    """How a duty's date was worked out."""
    duty = door.admit(request.actor, Act.SEE_CASE, reference, of=Duty, at=request.at)
    return show(request, pages.duty_page(request.actor, duty, request.at))


def remind_owner(request: Request, reference: str) -> HttpResponse:
    """Remind whoever owes what one waits for, from My work itself."""
    actor, at = request.actor, request.at
    duty = door.admit(actor, Act.REMIND_OWNER, reference, of=Duty, at=at, to_write=True)
    form = Confirm(request.POST)
    told = attempt(request, form, lambda: duties.remind_owner(duty, by=actor, at=at), (NotNow,), on=duty)
    if told is None:
        messages.warning(request, " ".join(map(str, form.non_field_errors())))
        return redirect("my_work")
    return land(request, told, reverse("my_work"), "They are reminded.")


def hand_duty(request: Request, reference: str) -> HttpResponse:
    """Say who of those who owe it has it in hand: whoever leads them names anybody, anybody else themselves."""
    actor, at = request.actor, request.at
    writes = request.method == "POST"
    duty = door.admit(actor, Act.HAND_DUTY, reference, of=Duty, at=at, to_write=writes)
    form = HandTo(sent(request), seats=named_by(actor, duty, at), own=actor.person_id, team=duty.agency.name)
    do = partial(duties.hand_duty, duty, by=actor, at=at)
    handed = attempt(request, form, lambda: do(form.cleaned_data["to"]), (NotNow,), on=duty)
    if handed is None:
        return show(request, pages.hand_page(actor, duty, form, at))
    return land(request, handed, reverse("my_work"), "It is kept.")


def hand_over(request: Request) -> HttpResponse:
    """Hand over all that one has in hand, for leave."""
    actor, at = request.actor, request.at
    form = HandOver(sent(request), seats=colleagues_of(actor, at), own=actor.person_id, team="your team")
    if request.method != "POST" or not form.is_valid():
        page = pages.hand_over_page(actor, form)
        door.note_list(actor, Act.SEE_CASE, "hand over", page.shown, at)
        return show(request, page)
    to = form.cleaned_data["to"]
    given, left = actions.hand_over(to, by=actor, at=at)
    messages.success(request, pages.handed_over(to, given, left))
    return redirect("my_work")
