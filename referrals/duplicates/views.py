"""Possible duplicates: the list, two records side by side, and what an officer says of them."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act, Standing
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, seat_for
from agencies.web.fields import Why
from agencies.web.pages import show
from referrals import door
from referrals.duplicates import actions, forms, pages
from referrals.duplicates.facts import digest, read, still_alike
from referrals.duplicates.models import Duplicate
from referrals.pupils.models import Pupil

REFUSED = (NotNow,)


def _read(request: Request, act: Act, reference: str) -> tuple[Duplicate, Pupil, Pupil]:
    """The pair, and both records as they stand; NotNow where a page asks for two who are alike no more."""
    writes = request.method == "POST"
    pair = door.admit(request.actor, act, reference, of=Duplicate, at=request.at, to_write=writes)
    one, other = read(pair)
    if not writes:
        still_alike(one, other)
    return pair, one, other


def see_duplicates(request: Request) -> HttpResponse:
    """The pairs that wait for the council, a page at a time."""
    seat_for(request.actor, Act.SEE_DUPLICATES, Standing.ASKED)
    page = pages.duplicates_page(request.actor, request.GET.get("after", ""))
    door.note_list(request.actor, Act.SEE_DUPLICATES, "duplicates", page.shown, request.at)
    return show(request, page)


def see_kept_apart(request: Request) -> HttpResponse:
    """The pairs of two children by the council's word, from where one is opened again."""
    seat_for(request.actor, Act.SEE_DUPLICATES, Standing.ASKED)
    page = pages.kept_apart_page(request.actor, request.GET.get("after", ""))
    door.note_list(request.actor, Act.SEE_DUPLICATES, "kept apart", page.shown, request.at)
    return show(request, page)


def compare_pupils(request: Request, reference: str) -> HttpResponse:
    """Two records side by side."""
    pair, one, other = _read(request, Act.COMPARE_PUPILS, reference)
    return show(request, pages.compare_page(request.actor, pair, one, other))


def keep_apart(request: Request, reference: str) -> HttpResponse:
    """Say that they are two children."""
    pair, one, other = _read(request, Act.KEEP_APART, reference)
    form = forms.KeepApart(sent(request), stands=digest(one, other))

    def do() -> None:
        actions.keep_apart(pair, **form.cleaned_data, by=request.actor, at=request.at)

    did = attempt(request, form, do, REFUSED, on=pair)
    if did is None:
        return show(request, pages.act_page(pair, one, other, Act.KEEP_APART, form))
    return land(request, did, reverse("see_duplicates"), "They are two children. The pair is off the list.")


def reopen_duplicate(request: Request, reference: str) -> HttpResponse:
    """Open again what was said by mistake."""
    pair, one, other = _read(request, Act.REOPEN_DUPLICATE, reference)
    form = Why(sent(request))

    def do() -> None:
        actions.reopen_duplicate(pair, **form.cleaned_data, by=request.actor, at=request.at)

    did = attempt(request, form, do, REFUSED, on=pair)
    if did is None:
        return show(request, pages.act_page(pair, one, other, Act.REOPEN_DUPLICATE, form))
    return land(request, did, reverse("compare_pupils", args=[pair.reference]), "The pair is on the list again.")
