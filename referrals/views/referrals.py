"""The school's side of a referral: draft, send, answer, withdraw, and read where it stands."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.access import Request
from agencies.policy import Act
from agencies.views import attempt, land, sent, show
from referrals import access, actions, forms, pages
from referrals.actions.referrals import StaleSave
from referrals.models import Case, Referral

SORRY = (actions.NotNow,)
STALE = "Somebody saved this draft after you opened it. Nothing of yours is lost: both texts are below"


def _referral(request: Request, act: Act, reference: str) -> Referral:
    """The referral through the door; its case locked where something is sent."""
    return access.admit(request.actor, act, reference, of=Referral, at=request.at, to_write=request.method == "POST")


def _page(reference: str) -> str:
    return reverse("see_referral", args=[reference])


def see_referral(request: Request, reference: str) -> HttpResponse:
    """One referral: what is asked, its state, the next step, who and by when."""
    referral = _referral(request, Act.SEE_REFERRAL, reference)
    return show(request, "referrals/referral_page.html", **pages.referral_page(request.actor, referral, request.at))


def draft_referral(request: Request, reference: str) -> HttpResponse:
    """Begin a referral on a case, or go on with the draft that is there."""
    writes = request.method == "POST"
    case = access.admit(request.actor, Act.DRAFT_REFERRAL, reference, of=Case, at=request.at, to_write=writes)
    referral = access.within(Referral, request.actor, Act.DRAFT_REFERRAL).filter(case=case, state="drafted").first()
    form = forms.DraftReferral(sent(request), referral=referral)
    try:
        saved = attempt(form, lambda: _save(request, case, referral, form), SORRY) if writes else None
    except StaleSave as stale:
        form.add_error(None, STALE)
        context = pages.referral_page(request.actor, stale.record, request.at)
        return show(request, "referrals/referral_stale.html", form, **context)
    if saved is None:
        return show(request, "referrals/referral_form.html", form, case=case, referral=referral)
    return land(request, saved, _page(saved.record.reference), "Your draft is kept. Nothing has been sent.")


def _save(request: Request, case: Case, referral: Referral | None, form: forms.DraftReferral) -> Referral:
    version = form.cleaned_data["version"]
    facts = form.facts()
    return actions.draft_referral(case, facts, referral=referral, version=version, by=request.actor, at=request.at)


def send_referral(request: Request, reference: str) -> HttpResponse:
    """Look once more at what leaves, and send it."""
    referral = _referral(request, Act.SEND_REFERRAL, reference)
    form = forms.Confirm(sent(request))
    gone = attempt(
        form,
        lambda: actions.send_referral(referral, by=request.actor, at=request.at),
        SORRY,
        done=request.method == "POST" and referral.state == "sent",
    )
    if gone is None:
        context = pages.referral_page(request.actor, referral, request.at)
        return show(request, "referrals/referral_send.html", form, **context)
    return land(request, gone, _page(reference), "Sent to the council’s inclusion team.")


def answer_referral(request: Request, reference: str) -> HttpResponse:
    """Answer the council's questions; its clock goes on."""
    referral = _referral(request, Act.ANSWER_REFERRAL, reference)
    context = pages.referral_page(request.actor, referral, request.at)
    asked = [question for question in context["questions"] if question.answered_at is None]
    form = forms.AnswerReferral(sent(request), questions=asked)
    answered = attempt(
        form,
        lambda: actions.answer_referral(referral, answers=form.answers(), by=request.actor, at=request.at),
        SORRY,
        done=request.method == "POST" and not asked,
    )
    if answered is None:
        return show(request, "referrals/referral_answer.html", form, **context)
    return land(request, answered, _page(reference), "Your answers are with the council, and its clock goes on.")


def withdraw_referral(request: Request, reference: str) -> HttpResponse:
    """Withdraw a draft, or what waits for the council."""
    referral = _referral(request, Act.WITHDRAW_REFERRAL, reference)
    form = forms.Why(sent(request))
    gone = attempt(
        form,
        lambda: actions.withdraw_referral(referral, by=request.actor, at=request.at, **form.cleaned_data),
        SORRY,
        done=request.method == "POST" and referral.state == "withdrawn",
    )
    if gone is None:
        context = pages.referral_page(request.actor, referral, request.at)
        return show(request, "referrals/referral_withdraw.html", form, **context)
    return land(request, gone, _page(reference), "The referral is withdrawn.")
