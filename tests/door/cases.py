"""Cases: the list, the page, one record, and the reasons that the page of reasons gives."""

from datetime import datetime
from typing import Any
from unittest import mock

import pytest
from django.db.models import Q, QuerySet

from agencies.policy import Act, Standing
from agencies.web.asking import NotFound
from referrals import door
from referrals.cases.models import Case
from referrals.door import records, standings
from referrals.shares.models import CaseShare
from referrals.shares.querysets import Shares
from tests.door.model import Model
from tests.door.planting import LEFT, SHOW, Leaks, plant, plant_way
from tests.door.scene import Scene, agree, numbers
from tests.door.worlds.children import key_of
from tests.door.worlds.shapes import PEOPLE
from tests.people import AT


def list_agrees(scene: Scene, who: int) -> None:
    """The filter that lists, counts and facets start from."""
    ought = scene.model.cases(who)
    found = door.cases(scene.actor(who), Act.SEE_CASE)
    agree("list", who, numbers(scene.rows.cases, found), ought)
    agree("list", f"{who}, counting", found.count(), len(ought))


def page_agrees(scene: Scene, who: int) -> None:
    """Pages of two, walked to the end: each case once, newest first by the reader's own key; open ones too.

    Also as for who sits in very many places: one walk for all of them.
    """
    with mock.patch("referrals.door.cases.FEW", 0):
        _pages_agree(scene, who)
    _pages_agree(scene, who)


def _pages_agree(scene: Scene, who: int) -> None:
    for narrow in ({}, {"state": "open"}):
        ought = [n for n in scene.model.cases(who) if not (narrow and scene.rows.world.cases[n].is_closed)]
        keyed = sorted(((key_in(scene, scene.model, who, n), scene.rows.cases[n].pk) for n in ought), reverse=True)
        found: list[door.Listed] = []
        before = None
        for _ in range(len(scene.rows.cases) + 1):
            rows, before = door.page(scene.actor(who), Act.SEE_CASE, narrow, before=before, size=2)
            found += rows
            if before is None:
                break
        agree("page", who, [(one.changed_at, one.case.pk) for one in found], keyed)


def key_in(scene: Scene, model: Model, who: int, n: int) -> datetime:
    """The newest of the keys by which somebody reaches a case: the case's own, or one of an agency and case."""
    at = scene.rows.cases[n].updated_at
    return at if model.keeps(who, n) else max(key_of(at, h.place) for h, _ in model.opened(who, n))


def detail_agrees(scene: Scene, who: int) -> None:
    """One record: it, or *not found*; and the acts that the door allows on it."""
    actor, ought, found = scene.actor(who), scene.model.cases(who), set()
    for n, case in enumerate(scene.rows.cases):
        try:
            door.admit(actor, Act.SEE_CASE, case.reference, of=Case, at=AT)
        except NotFound:
            continue
        found.add(n)
        agree("detail", f"{who}, acts", door.may_on_case(actor, case), scene.model.can(who, n))
    agree("detail", who, found, ought)


def reasons_agree(scene: Scene) -> None:
    """The page that says who can see the case, and why, names everyone who can, with the standing, and nobody else."""
    for n, case in enumerate(scene.rows.cases):
        ought = {(f"Person {who}", standing) for who in PEOPLE for standing, _ in scene.model.stands(who, n)}
        found = {(name, reason.standing) for reason in door.explain(case) for name in reason.people}
        agree("reasons", f"case {n}", found, ought)


def _shares(seats: Any, **still: Any) -> QuerySet[CaseShare]:
    """The shares with the agencies of these seats that are still so, whatever else has become of them."""
    return CaseShare.objects.filter(agency_id__in=[seat.agency_id for seat in seats], **still)


def leak_list(patch: pytest.MonkeyPatch) -> None:
    """The list forgets that a share was withdrawn."""
    opened = lambda _, seats: Q(pk__in=_shares(seats, accepted_at__isnull=False).values("case_id"))  # noqa: E731
    plant_way(patch, door.BY_SHARE, opens=opened)


def leak_page(patch: pytest.MonkeyPatch) -> None:
    """The ordered walk forgets that a share has ended."""

    def walks(_: Any, seats: Any, narrow: Any) -> list[Any]:
        shares = CaseShare.objects.filter(closed_at=None, accepted_at__isnull=False)
        ordered = shares.filter(**{f"case__{k}": v for k, v in narrow.items()}).order_by("-touched_at", "-case_id")
        keys = ordered.values_list("touched_at", "case_id").distinct()
        return [keys.filter(agency_id=pk) for pk in door.agency_ids(seats)]

    plant_way(patch, door.BY_SHARE, walks=walks)


def leak_detail(patch: pytest.MonkeyPatch) -> None:
    """One record is let through by an offer that nobody accepted."""

    def within(actor: Any, act: Act, _: Any) -> Any:
        offers = _shares(actor.seats, closed_at=None).values("case_id")
        return Case.objects.filter(Q(pk__in=door.cases(actor, act).values("pk")) | Q(pk__in=offers))

    plant(patch, Case, within=within)


def adding_agrees(scene: Scene, who: int) -> None:
    """The cases to whose story somebody may add: not the old school of a pupil who has left, who still sees it."""
    ought = {n for n in scene.model.cases(who) if Act.ADD_ENTRY in scene.model.can(who, n)}
    agree("adding", who, numbers(scene.rows.cases, door.cases(scene.actor(who), Act.ADD_ENTRY)), ought)


def leak_after_leaving(patch: pytest.MonkeyPatch) -> None:
    """The school that a pupil has left goes on as if they were there."""
    patch.setattr(standings, "AFTER_LEAVING", frozenset(Act))


def leak_acts_after_leaving(patch: pytest.MonkeyPatch) -> None:
    """The case page has the buttons of a pupil who is there."""
    patch.setattr(records, "ends_with_roll", lambda *_: False)


def leak_leaving_of_shares(patch: pytest.MonkeyPatch) -> None:
    """A share stands although the pupil has left the school."""

    def standing(rows: Any, at: Any) -> Any:
        return rows.filter(closed_at=None, withdrawn_at=None, declined_at=None, ends_at__gt=at)

    patch.setattr(Shares, "standing", standing)
    patch.setattr(type(CaseShare.objects), "standing", lambda of, at: standing(of.get_queryset(), at))


def leak_reasons(patch: pytest.MonkeyPatch) -> None:
    """The page of reasons names the council's people on a case that it does not oversee."""
    plant_way(patch, {Standing.OVERSEES}, seats=lambda case: Q(agency__authority_id=case.authority_id))


LEAKS: Leaks = {
    "list": (SHOW, leak_list),
    "page": (SHOW, leak_page),
    "detail": (SHOW, leak_detail),
    "reasons": (SHOW, leak_reasons),
    "adding": (LEFT, leak_after_leaving),
    "detail, acts after leaving": (LEFT, leak_acts_after_leaving),
    "list, shares after leaving": (LEFT, leak_leaving_of_shares),
}
