"""Two records that become one: the list, the page, and each act of the council's two people."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, seat_for
from agencies.web.fields import Why
from agencies.web.pages import show
from referrals import door
from referrals.duplicates.facts import digest, read, still_alike
from referrals.duplicates.models import Duplicate
from referrals.duplicates.pages import DuplicateActPage, act_page
from referrals.merges import actions, forms, pages
from referrals.merges.facts import who_stays
from referrals.merges.models import Merge

REFUSED = (NotNow,)


def see_merges(request: Request) -> HttpResponse:
    """Those that wait, and those that were made."""
    seat_for(request.actor, Act.SEE_MERGES, Standing.ASKED)
    page = pages.merges_page(request.actor, request.GET.get("after", ""))
    door.note_list(request.actor, Act.SEE_MERGES, "merges", page.shown, request.at)
    return show(request, page)


def see_merge(request: Request, reference: str) -> HttpResponse:
    """One of them, and what can be done."""
    merge = door.admit(request.actor, Act.SEE_MERGE, reference, of=Merge, at=request.at)
    return show(request, pages.merge_page(request.actor, merge, request.at))


def propose_merge(request: Request, reference: str) -> HttpResponse:
    """Propose that the two are one record."""
    writes = request.method == "POST"
    pair = door.admit(request.actor, Act.PROPOSE_MERGE, reference, of=Duplicate, at=request.at, to_write=writes)
    form, page = _proposing(request, pair)

    def do() -> Merge:
        return actions.propose_merge(pair, **form.cleaned_data, by=request.actor, at=request.at)

    did = attempt(request, form, do, REFUSED, on=pair)
    if did is None:
        return show(request, page)
    return land(request, did, reverse("see_merges"), "Proposed. Another person of your council decides.")


def _proposing(request: Request, pair: Duplicate) -> tuple[forms.ProposeMerge, DuplicateActPage]:
    one, other = read(pair)
    if request.method != "POST":
        still_alike(one, other)
    offered = [
        (two.reference, f"{words}: {two.name}") for two, words in ((one, "First record"), (other, "Second record"))
    ]
    first = who_stays(one, other, local_day(request.at)).reference
    form = forms.ProposeMerge(sent(request), offered=offered, first=first, stands=digest(one, other))
    return form, act_page(pair, one, other, Act.PROPOSE_MERGE, form)


def approve_merge(request: Request, reference: str) -> HttpResponse:
    """Make the two one record."""
    return _act(request, Act.APPROVE_MERGE, reference, actions.approve_merge, "The two are one record.")


def decline_merge(request: Request, reference: str) -> HttpResponse:
    """They stay two."""
    return _act(request, Act.DECLINE_MERGE, reference, actions.decline_merge, "Declined. They stay two records.")


def propose_split(request: Request, reference: str) -> HttpResponse:
    """Propose that they are two again."""
    words = "Proposed. Another person of your council decides."
    return _act(request, Act.PROPOSE_SPLIT, reference, actions.propose_split, words)


def approve_split(request: Request, reference: str) -> HttpResponse:
    """Make two of the one again."""
    return _act(request, Act.APPROVE_SPLIT, reference, actions.approve_split, "They are two records again.")


def decline_split(request: Request, reference: str) -> HttpResponse:
    """It stays one."""
    return _act(request, Act.DECLINE_SPLIT, reference, actions.decline_split, "Declined. It stays one record.")


def _act(request: Request, act: Act, reference: str, do: Callable[..., None], words: str) -> HttpResponse:
    """Each with its reason."""
    merge = door.admit(request.actor, act, reference, of=Merge, at=request.at, to_write=request.method == "POST")
    form = Why(sent(request))
    did = attempt(
        request, form, lambda: do(merge, **form.cleaned_data, by=request.actor, at=request.at), REFUSED, on=merge
    )
    if did is None:
        return show(request, pages.act_page(merge, act, form))
    return land(request, did, reverse("see_merge", args=[merge.reference]), words)
