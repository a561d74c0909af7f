"""A referral: the school's drafting and answers, the council's queue with its four decisions of equal weight."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.acting.doing import acting_seat
from agencies.acting.refusals import NotNow
from agencies.drafts.access import opened_here
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web import answering
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, seat_for
from agencies.web.fields import Confirm, Form, Why
from agencies.web.pages import show
from referrals import door
from referrals.cases.facts import last_told
from referrals.cases.models import Case
from referrals.referrals import actions, forms, pages
from referrals.referrals.actions import StaleSave
from referrals.referrals.facts import decided_within, levels_of_need
from referrals.referrals.models import Referral
from referrals.referrals.states import Outcome

REFUSED = (NotNow,)
TICKED_TOO = "Your draft is kept, and your school sees to the danger today. Nothing has been sent: nobody is referred."
STALE = "Somebody saved this draft after you opened it. Nothing of yours is lost: both texts are below"


def _referral(request: Request, act: Act, reference: str) -> Referral:
    """The referral through the door; its case locked where something is sent."""
    return door.admit(request.actor, act, reference, of=Referral, at=request.at, to_write=request.method == "POST")


def _page(reference: str) -> str:
    return reverse("see_referral", args=[reference])


def see_referral(request: Request, reference: str) -> HttpResponse:
    """One referral: what is asked, its state, the next step, who and by when."""
    referral = _referral(request, Act.SEE_REFERRAL, reference)
    return show(request, pages.referral_page(pages.ReferralPage, request.actor, referral, request.at))


def draft_referral(request: Request, reference: str) -> HttpResponse:
    """Begin a referral on a case, or go on with the draft that is there."""
    writes = request.method == "POST"
    case = door.admit(request.actor, Act.DRAFT_REFERRAL, reference, of=Case, at=request.at, to_write=writes)
    referral = door.within(Referral, request.actor, Act.DRAFT_REFERRAL).filter(case=case, state="drafted").first()
    form = _form(request, case, referral)
    try:
        saved = _kept(request, case, referral, form)
    except StaleSave as stale:
        form.add_error(None, STALE)
        return show(request, pages.referral_page(pages.StaleDraftPage, request.actor, stale.record, request.at, form))
    if saved is None:
        return show(request, pages.draft_page(request.actor, case, form, request.at))
    words = TICKED_TOO if form.has_danger else "Your draft is kept. Nothing has been sent."
    return land(request, saved, _page(saved.record.reference), words)


def _form(request: Request, case: Case, referral: Referral | None) -> forms.DraftReferral:
    needs = levels_of_need(case.authority_id, local_day(request.at))
    decided = decided_within(case.authority_id, request.at)
    return forms.DraftReferral(
        sent(request),
        at=request.at,
        born_on=case.pupil.born_on,
        needs=needs,
        decided=decided,
        referral=referral,
        known=last_told(case),
    )


def _kept(
    request: Request, case: Case, referral: Referral | None, form: forms.DraftReferral
) -> answering.Outcome | None:
    """The draft as it is kept; None where the form has something to correct, or stops at a danger."""
    if form.asks_first:
        return None
    return attempt(request, form, lambda: _save(request, case, referral, form), REFUSED, on=case)


def _save(request: Request, case: Case, referral: Referral | None, form: forms.DraftReferral) -> Referral:
    version = form.cleaned_data["version"]
    said = {"version": version, "ticked": form.danger()}
    return actions.draft_referral(case, form.facts(), referral=referral, by=request.actor, at=request.at, **said)


def send_referral(request: Request, reference: str) -> HttpResponse:
    """Look once more at what leaves, and send it."""
    referral = _referral(request, Act.SEND_REFERRAL, reference)
    form = Confirm(sent(request))
    gone = attempt(
        request,
        form,
        lambda: actions.send_referral(referral, by=request.actor, at=request.at),
        REFUSED,
        on=referral,
    )
    if gone is None:
        page = pages.referral_page(pages.SendReferralPage, request.actor, referral, request.at, form)
        return show(request, page)
    return land(request, gone, _page(reference), "Sent to the council’s inclusion team.")


def answer_referral(request: Request, reference: str) -> HttpResponse:
    """Answer the council's questions; its clock goes on."""
    referral = _referral(request, Act.ANSWER_REFERRAL, reference)
    page = pages.referral_page(pages.AnswerReferralPage, request.actor, referral, request.at)
    before = opened_here(request)
    typed = {*request.POST, *(before.typed if before else ())}
    asked = [one for one in page.questions if one.answered_at is None or forms.field_of(one) in typed]
    form = forms.AnswerReferral(sent(request), questions=asked)
    answered = attempt(request, form, lambda: _answer(request, referral, form), REFUSED, on=referral)
    if answered is None:
        return show(request, replace(page, form=form))
    return land(request, answered, _page(reference), "Your answers are with the council, and its clock goes on.")


def _answer(request: Request, referral: Referral, form: forms.AnswerReferral) -> None:
    actions.answer_referral(referral, answers=form.answers(), by=request.actor, at=request.at)


def withdraw_referral(request: Request, reference: str) -> HttpResponse:
    """Withdraw a draft, or what waits for the council."""
    referral = _referral(request, Act.WITHDRAW_REFERRAL, reference)
    form = Why(sent(request))
    gone = attempt(
        request,
        form,
        lambda: actions.withdraw_referral(referral, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=referral,
    )
    if gone is None:
        page = pages.referral_page(pages.WithdrawReferralPage, request.actor, referral, request.at, form)
        return show(request, page)
    return land(request, gone, _page(reference), "The referral is withdrawn.")


def see_queue(request: Request) -> HttpResponse:
    """The queue; the first referral stands beside it on a wide screen."""
    seat_for(request.actor, Act.ACCEPT_REFERRAL, Standing.ASKED)
    page = pages.queue_page(request.actor, request.at, request.GET.get("after", ""))
    if page.shown and request.GET.get("first") == "1":
        return redirect("triage_referral", page.shown[0])
    door.note_list(request.actor, Act.SEE_QUEUE, "queue", page.shown, request.at)
    return show(request, page)


def triage_referral(request: Request, reference: str) -> HttpResponse:
    """One referral whole, beside the queue, with what each decision tells the school."""
    seat_for(request.actor, Act.ACCEPT_REFERRAL, Standing.ASKED)
    referral = door.admit(request.actor, Act.SEE_REFERRAL, reference, of=Referral, at=request.at)
    page = pages.triage_page(request.actor, referral, request.at, request.GET.get("after", ""))
    door.note_list(request.actor, Act.SEE_QUEUE, "queue", page.shown, request.at)
    return show(request, page)


def _decide(
    request: Request, reference: str, act: Act, form: Form, do: Callable[[Referral], None], words: str
) -> HttpResponse:
    """One decision: the words first, then the act, then the queue again."""
    writes = request.method == "POST"
    referral = door.admit(request.actor, act, reference, of=Referral, at=request.at, to_write=writes)
    if act is Act.RECORD_FIRST_CONTACT and not writes:
        actions.require_no_contact(referral)
    outcome = attempt(request, form, lambda: do(referral), REFUSED, on=referral)
    if outcome is None:
        return show(request, pages.decide_page(request.actor, referral, act, request.at, form))
    return land(request, outcome, reverse("triage_referral", args=[reference]), words)


def acknowledge_referral(request: Request, reference: str) -> HttpResponse:
    """Acknowledge quietly, from the page itself."""
    act, actor, at = Act.ACKNOWLEDGE_REFERRAL, request.actor, request.at
    referral = door.admit(actor, act, reference, of=Referral, at=at, to_write=True)
    form = Confirm(request.POST)
    do = partial(actions.acknowledge_referral, referral, by=actor, at=at)
    outcome = attempt(request, form, do, REFUSED, on=referral)
    if outcome is None:
        return show(request, pages.decide_page(actor, referral, act, at, form))
    return land(request, outcome, reverse("triage_referral", args=[reference]), "Acknowledged. The school sees it.")


def accept_referral(request: Request, reference: str) -> HttpResponse:
    """Accept: the council oversees the case from now on."""
    seat = seat_for(request.actor, Act.ACCEPT_REFERRAL, Standing.ASKED)
    form = forms.AcceptReferral(sent(request))

    def do(referral: Referral) -> None:
        words = form.cleaned_data["words_said"]
        actions.accept_referral(referral, words=words, seat=seat, by=request.actor, at=request.at)

    return _decide(request, reference, Act.ACCEPT_REFERRAL, form, do, "Accepted. The school is told.")


def record_first_contact(request: Request, reference: str) -> HttpResponse:
    """Record the first contact on an accepted referral."""
    form = forms.RecordFirstContact(sent(request), at=request.at)

    def do(referral: Referral) -> None:
        seat = acting_seat(request.actor, Act.RECORD_FIRST_CONTACT, referral.case)
        actions.record_first_contact(referral, form.facts(), seat=seat, by=request.actor, at=request.at)

    said = "Kept. The school is told of the first contact."
    return _decide(request, reference, Act.RECORD_FIRST_CONTACT, form, do, said)


def return_referral(request: Request, reference: str) -> HttpResponse:
    """Ask the school; the clock stops until it answers."""
    form = forms.ReturnReferral(sent(request))

    def do(referral: Referral) -> None:
        actions.return_referral(referral, questions=form.questions(), by=request.actor, at=request.at)

    said = "Your question is with the school, and the clock has stopped."
    return _decide(request, reference, Act.RETURN_REFERRAL, form, do, said)


def redirect_referral(request: Request, reference: str) -> HttpResponse:
    """Pass it on to whom it belongs."""
    form = forms.Redirect(sent(request))

    def do(referral: Referral) -> None:
        data = dict(form.cleaned_data)
        data["words"] = data.pop("words_said")
        actions.redirect_referral(referral, by=request.actor, at=request.at, **data)

    return _decide(request, reference, Act.REDIRECT_REFERRAL, form, do, "Passed on. The school is told.")


def decline_referral(request: Request, reference: str) -> HttpResponse:
    """Decline with a reason and what the school can do meanwhile."""
    form = forms.Decline(sent(request))

    def do(referral: Referral) -> None:
        data = dict(form.cleaned_data)
        data["words"] = data.pop("words_said")
        actions.decline_referral(referral, by=request.actor, at=request.at, **data)

    return _decide(request, reference, Act.DECLINE_REFERRAL, form, do, "Declined. The school is told why.")


def dispute_decision(request: Request, reference: str) -> HttpResponse:
    """Say that the school disagrees, and why."""
    referral, form = _referral(request, Act.DISPUTE_DECISION, reference), forms.DisputeDecision(sent(request))
    if request.method != "POST":
        actions.require_time(referral, request.at)

    def do() -> None:
        actions.dispute_decision(referral, by=request.actor, at=request.at, **form.cleaned_data)

    outcome = attempt(request, form, do, REFUSED, on=referral)
    if outcome is None:
        return show(request, pages.referral_page(pages.DisputePage, request.actor, referral, request.at, form))
    return land(request, outcome, _page(reference), "Sent. The council owes you an answer.")


def _dispute_form(request: Request, referral: Referral) -> forms.AnswerDispute:
    decided = decided_within(referral.authority_id, request.at)[referral.urgency]
    return forms.AnswerDispute(sent(request), decided=decided)


def answer_dispute(request: Request, reference: str) -> HttpResponse:
    """The manager's answer."""
    referral = _referral(request, Act.ANSWER_DISPUTE, reference)
    form = _dispute_form(request, referral)
    if request.method != "POST":
        actions.require_dispute(referral)

    def do() -> None:
        outcome, answer = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["answer"]
        actions.answer_dispute(referral, outcome=outcome, answer=answer, by=request.actor, at=request.at)

    outcome = attempt(request, form, do, REFUSED, on=referral)
    if outcome is None:
        return show(request, pages.referral_page(pages.AnswerDisputePage, request.actor, referral, request.at, form))
    return land(request, outcome, reverse("triage_referral", args=[reference]), "Answered. The school is told.")
