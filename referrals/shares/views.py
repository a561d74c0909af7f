"""Shares: the receiver's offer, answer and end; the keeper's changes. Sharing itself, with its preview, is above."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.doing import acting_seat
from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import Outcome, attempt, land, sent, who_was_first
from agencies.web.asking import NotFound, Request
from agencies.web.fields import Confirm, Form, Why
from agencies.web.pages import show
from referrals import door
from referrals.cases.models import Case
from referrals.cases.pages import CaseActPage, said_of
from referrals.cases.views import admit_case, case_url
from referrals.entries.models import Entry
from referrals.shares import access, actions, forms, pages
from referrals.shares.facts import NotAllowed, RequestFacts, is_not_told, share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import LIFE, State

REFUSED = (NotNow, NotAllowed)


class Declined(NotNow):
    """Somebody of the receiving agency declined the offer: nobody there sees it any more."""

    has_page = False


def _share(request: Request, act: Act, reference: str) -> CaseShare:
    """The share through the door, or the one that stands in its place; its case locked where something is sent."""
    writes = request.method == "POST"
    try:
        return door.admit(request.actor, act, reference, of=CaseShare, at=request.at, to_write=writes)
    except NotFound:
        if (newest := access.newest(reference)) == reference:
            raise
        return door.admit(request.actor, act, newest, of=CaseShare, at=request.at, to_write=writes)


def _page(share: CaseShare) -> str:
    return reverse("see_share", args=[share.reference])


def see_share(request: Request, reference: str) -> HttpResponse:
    """The offer alone, for who has not accepted it; the terms, for who keeps it or has it."""
    share = _share(request, Act.SEE_SHARE, reference)
    page = pages.share_page(request.actor, share, request.at)
    if page.is_receiver and page.state_code is State.OFFERED:
        return show(request, pages.offer_page(pages.OfferPage, share, request.at, Confirm()))
    return show(request, page)


def _offer(request: Request, page: type[pages.OfferPage], share: CaseShare, form: Form) -> HttpResponse:
    """The offer again, with what is to be corrected; once it was declined who did that, and nothing of it."""
    if share.declined_at:
        raise Declined(who_was_first(request, NotNow(LIFE.why_not[State.DECLINED]), share))
    return show(request, pages.offer_page(page, share, request.at, form))


def agree_share(request: Request, reference: str) -> HttpResponse:
    """Agree to a share of which the family is not told: from now on it is offered."""
    share = _share(request, Act.AGREE_SHARE, reference)
    form = Confirm(request.POST)
    agree = lambda: actions.agree_share(share, by=request.actor, at=request.at)  # noqa: E731
    outcome = attempt(request, form, agree, REFUSED, on=share)
    if outcome is None:
        return show(request, pages.share_page(request.actor, share, request.at, form))
    return land(request, outcome, _page(share), f"You agreed. {share.agency.name} gets the offer now.")


def refuse_share(request: Request, reference: str) -> HttpResponse:
    """Refuse it, with a reason."""
    share = _share(request, Act.REFUSE_SHARE, reference)
    form = forms.RefuseShare(sent(request), today=local_day(request.at))
    outcome = attempt(request, form, lambda: _refuse(request, share, form), REFUSED, on=share)
    return _change(
        request, share, Act.REFUSE_SHARE, form, outcome, f"You refused. {share.agency.name} is told nothing."
    )


def _refuse(request: Request, share: CaseShare, form: forms.RefuseShare) -> None:
    actions.refuse_share(share, by=request.actor, at=request.at, **form.cleaned_data)


def refuse_request(request: Request, reference: str) -> HttpResponse:
    """Record that what somebody outside asked was refused, and why."""
    case = admit_case(request, Act.REFUSE_REQUEST, reference)
    form = forms.RefuseRequest(sent(request), today=local_day(request.at), born_on=case.pupil.born_on)
    outcome = attempt(request, form, lambda: _refuse_request(request, case, form), REFUSED, on=case)
    if outcome is None:
        page = CaseActPage(form=form, case=case, said=said_of(case, Act.REFUSE_REQUEST))
        return show(request, page)
    return land(request, outcome, case_url(reference), "The refusal is recorded. Tell them yourself.")


def _refuse_request(request: Request, case: Case, form: forms.RefuseRequest) -> Entry:
    facts = RequestFacts(**form.cleaned_data)
    return actions.refuse_request(case, facts, by=request.actor, at=request.at)


def accept_share(request: Request, reference: str) -> HttpResponse:
    """Accept the terms: reading begins."""
    share = _share(request, Act.ACCEPT_SHARE, reference)
    form = Confirm(request.POST)
    outcome = attempt(
        request,
        form,
        lambda: actions.accept_share(share, by=request.actor, at=request.at),
        REFUSED,
        on=share,
    )
    if outcome is None:
        return _offer(request, pages.OfferPage, share, form)
    return land(request, outcome, reverse("see_case", args=[share.case.reference]), "You accepted the terms.")


def _to_decline(request: Request, reference: str) -> CaseShare:
    try:
        return _share(request, Act.DECLINE_SHARE, reference)
    except NotNow as late:
        raise Declined(str(late)) if str(late) == LIFE.why_not[State.DECLINED] else late from None


def decline_share(request: Request, reference: str) -> HttpResponse:
    """Decline the offer with a reason."""
    share = _to_decline(request, reference)
    form = Why(sent(request))
    outcome = attempt(
        request,
        form,
        lambda: actions.decline_share(share, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=share,
    )
    if outcome is None:
        return _offer(request, pages.DeclinePage, share, form)
    return land(request, outcome, reverse("my_work"), "You declined. Whoever offered it is told why.")


def answer_question(request: Request, reference: str) -> HttpResponse:
    """Answer what was asked; the answer joins the story."""
    share = _share(request, Act.ANSWER_QUESTION, reference)
    if share.answered_at and request.method != "POST":
        raise NotNow(actions.ANSWERED)
    form = forms.AnswerQuestion(sent(request))
    answered = attempt(request, form, lambda: _answer(request, share, form), REFUSED, on=share)
    if answered is None:
        return show(request, pages.act_page(request.actor, share, Act.ANSWER_QUESTION, request.at, form))
    return land(request, answered, reverse("see_case", args=[share.case.reference]), "Your answer is in the story.")


def _answer(request: Request, share: CaseShare, form: forms.AnswerQuestion) -> None:
    seat = acting_seat(request.actor, Act.ANSWER_QUESTION, share)
    actions.answer_question(share, answer=form.cleaned_data["answer"], seat=seat, by=request.actor, at=request.at)


def _change(
    request: Request, share: CaseShare, act: Act, form: Form, outcome: Outcome | None, words: str
) -> HttpResponse:
    """The page of a change, or on to the share that now stands."""
    if outcome is None:
        return show(request, pages.act_page(request.actor, share, act, request.at, form))
    return land(request, outcome, _page(outcome.record or _standing(share)), words)


def _standing(share: CaseShare) -> CaseShare:
    """The share that took this one's place, or this one: where a change of it is written, and where it leads."""
    newer: CaseShare = getattr(share, "replaced_by", share)
    return newer


def extend_share(request: Request, reference: str) -> HttpResponse:
    """Give it a later end."""
    share = _share(request, Act.EXTEND_SHARE, reference)
    if request.method != "POST":
        actions.to_give_longer(share, request.at)  # nobody fills in for nothing what can't be done
    form = forms.ExtendShare(sent(request))
    outcome = attempt(
        request,
        form,
        lambda: actions.extend_share(share, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=_standing(share),
    )
    return _change(request, share, Act.EXTEND_SHARE, form, outcome, "The share runs until the new day.")


def narrow_share(request: Request, reference: str) -> HttpResponse:
    """Give less, or until a nearer day."""
    share = _share(request, Act.NARROW_SHARE, reference)
    form = forms.NarrowShare(sent(request), share=share)
    outcome = attempt(request, form, lambda: _narrow(request, share, form), REFUSED, on=_standing(share))
    return _change(request, share, Act.NARROW_SHARE, form, outcome, "Narrowed. They see no more than this from now on.")


def _narrow(request: Request, share: CaseShare, form: forms.NarrowShare) -> CaseShare:
    data = form.cleaned_data
    return actions.narrow_share(
        share, until_on=data["until_on"], why=data["why"], by=request.actor, at=request.at, **form.given()
    )


def show_other_half(request: Request, reference: str) -> HttpResponse:
    """Let it show both halves of a record that was two."""
    share = _share(request, Act.SHOW_OTHER_HALF, reference)
    if request.method != "POST":
        actions.require_half(share, request.actor, request.at)
    form = Why(sent(request))
    outcome = attempt(
        request,
        form,
        lambda: actions.show_other_half(share, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=share,
    )
    return _change(request, share, Act.SHOW_OTHER_HALF, form, outcome, "It shows both halves from now on.")


def widen_share(request: Request, reference: str) -> HttpResponse:
    """Offer more; they are asked again."""
    share = _share(request, Act.WIDEN_SHARE, reference)
    form = forms.WidenShare(sent(request), share=share)
    outcome = attempt(request, form, lambda: _widen(request, share, form), REFUSED, on=_standing(share))
    return _change(request, share, Act.WIDEN_SHARE, form, outcome, ASKED if is_not_told(share) else WIDENED)


WIDENED = "Offered. They read nothing until they accept again."
ASKED = "A second person is asked. Until they agree, the share runs on as it is."


def _widen(request: Request, share: CaseShare, form: forms.WidenShare) -> CaseShare:
    why = form.cleaned_data["why"]
    return actions.widen_share(share, why=why, by=request.actor, at=request.at, **form.given())


def finish_share(request: Request, reference: str) -> HttpResponse:
    """An agency ends its own part."""
    share = _share(request, Act.FINISH_SHARE, reference)
    form = forms.FinishShare(sent(request))

    def do() -> None:
        seat = acting_seat(request.actor, Act.FINISH_SHARE, share)
        actions.finish_share(share, seat=seat, by=request.actor, at=request.at, **form.cleaned_data)

    did = attempt(request, form, do, REFUSED, on=share)
    if did is None:
        return show(request, pages.act_page(request.actor, share, Act.FINISH_SHARE, request.at, form))
    return land(request, did, reverse("my_work"), "Your part has ended. The school and the council are told.")


TAKEN_BACK = {
    State.WAITS: "Taken back. They were told nothing of it.",
    State.OFFERED: "Taken back. They see the offer no more.",
}


def withdraw_share(request: Request, reference: str) -> HttpResponse:
    """End it now."""
    share = _share(request, Act.WITHDRAW_SHARE, reference)
    words = TAKEN_BACK.get(share_state(share, request.at), "Ended. They see nothing from this second on.")
    form = forms.WithdrawShare(sent(request), today=local_day(request.at))
    outcome = attempt(
        request,
        form,
        lambda: actions.withdraw_share(share, by=request.actor, at=request.at, **form.cleaned_data),
        REFUSED,
        on=share,
    )
    return _change(request, share, Act.WITHDRAW_SHARE, form, outcome, words)
