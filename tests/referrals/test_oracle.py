"""The door held to the oracle over random worlds, and each planted leak turning it red."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, settings

from agencies.policy import Act, Level, Role, Section
from interventions.pages import case as case_page
from referrals import access
from referrals.access import door, reasons, ways
from referrals.models import Case, CaseShare, Entry, Referral
from tests.referrals import oracle, worlds
from tests.referrals.worlds import CaseIn, EntryIn, ReferralIn, SeatIn, ShareIn, Stage, World

pytestmark = pytest.mark.django_db
WORLDS = int(os.environ.get("ORACLE_WORLDS", "40"))
PHASES = [Phase.explicit, Phase.reuse, Phase.generate] + [Phase.shrink] * ("ORACLE_SHRINK" in os.environ)
"""Making a failing world small takes minutes: ask for it with ORACLE_SHRINK=1."""


@pytest.fixture
def stage() -> Stage:
    return worlds.make_stage()


@settings(max_examples=WORLDS, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(world=worlds.worlds())
def test_the_door_is_the_model(stage: Stage, world: World) -> None:
    """`stage` stays through all the worlds; what a world adds is rolled back at its end."""
    oracle.check(world, stage)


SHOW = World(
    seats=(
        SeatIn(0, 0, Role.INCLUSION_LEAD),
        SeatIn(1, 3, Role.AGENCY_WORKER),
        SeatIn(2, 2, Role.COUNCIL_OFFICER),
        SeatIn(3, 4, Role.AGENCY_WORKER),
        SeatIn(4, 6, Role.COUNCIL_OFFICER),
    ),
    cases=(CaseIn(0, is_overseen=True), CaseIn(0, days=2, name=1), CaseIn(1, days=3)),
    shares=(
        ShareIn(0, 3, Level.SECTIONS, frozenset({Section.HEALTH})),
        ShareIn(1, 3, fate="withdrawn"),
        ShareIn(0, 4, fate="offered"),
        ShareIn(1, 4, fate="ends"),
    ),
    entries=(EntryIn(0, 0, 0), EntryIn(0, 0, 0, Section.HEALTH), EntryIn(0, 0, 0, is_restricted=True)),
    referrals=(ReferralIn(0, "drafted", was_sent=False),),
)
"""A world where each leak below would show somebody something."""


def _plus(where: Callable[[Any], Q]) -> Callable[..., Any]:
    """The filter over cases, and besides what `where` lets through for the agencies of the actor."""
    honest = door.cases

    def leaky(actor: Any, act: Act) -> Any:
        places = [seat.agency_id for seat in actor.seats]
        return Case.objects.filter(Q(pk__in=honest(actor, act).values("pk")) | where(places))

    return leaky


def _shared(**still: Any) -> Callable[[Any], Q]:
    return lambda places: Q(pk__in=CaseShare.objects.filter(agency_id__in=places, **still).values("case_id"))


def _leak_list(patch: pytest.MonkeyPatch) -> None:
    """The list forgets that a share was withdrawn."""
    patch.setattr(access, "cases", _plus(_shared(accepted_at__isnull=False)))


def _leak_page(patch: pytest.MonkeyPatch) -> None:
    """The ordered walk forgets that a share has ended."""

    def walk(narrow: Any, seat: Any) -> Any:
        shares = CaseShare.objects.filter(agency_id=seat.agency_id, closed_at=None, accepted_at__isnull=False)
        ordered = shares.filter(**{f"case__{k}": v for k, v in narrow.items()}).order_by("-touched_at", "-case_id")
        return ordered.values_list("touched_at", "case_id").distinct()

    patch.setattr(ways, "_share_walk", walk)


def _leak_detail(patch: pytest.MonkeyPatch) -> None:
    """One record is let through by an offer that nobody accepted."""
    patch.setitem(door._WITHIN, Case, _plus(_shared(closed_at=None)))


def _leak_search(patch: pytest.MonkeyPatch) -> None:
    """Search looks at every case of the authority."""

    def search(actor: Any, text: str) -> list[Case]:
        area = {seat.authority_id for seat in actor.seats}
        return list(Case.objects.filter(authority_id__in=area, pupil__name_key__contains=text.lower()))

    patch.setattr(access, "search", search)


def _leak_entries(patch: pytest.MonkeyPatch) -> None:
    """Keepers read restricted entries."""
    patch.setattr(door, "_cleared", lambda actor: Q(pk__isnull=False))


def _leak_children(patch: pytest.MonkeyPatch) -> None:
    """The council reads a draft."""
    patch.setitem(door._WITHIN, Referral, lambda actor, act: Referral.objects.filter(case__in=door.cases(actor, act)))


def _leak_preview(patch: pytest.MonkeyPatch) -> None:
    """The preview is not what the receiver will get."""
    honest = case_page._entries
    patch.setattr(
        case_page,
        "_entries",
        lambda actor, case: honest(actor, case) if actor.person_id else Entry.objects.filter(case=case),
    )


def _leak_mail(patch: pytest.MonkeyPatch) -> None:
    """Letters go out on a share whatever has become of it."""
    shares = CaseShare.objects.all()
    patch.setattr(
        reasons, "_receives", lambda ref, standing: Q(agency_id__in=shares.filter(reference=ref).values("agency_id"))
    )


def _leak_guardian(_: pytest.MonkeyPatch) -> None:
    """Guardian's view forgets that a share was withdrawn; a temporary view stands before the real one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_viewdef('live_share'::regclass)")
        honest = cursor.fetchone()[0]
        leaky = honest.replace("(share.closed_at IS NULL)", "true").replace("(share.withdrawn_at IS NULL)", "true")
        assert leaky.count("true") == 2
        cursor.execute(f"create temporary view live_share as {leaky}")


LEAKS = {
    "list": _leak_list,
    "page": _leak_page,
    "detail": _leak_detail,
    "search": _leak_search,
    "entries": _leak_entries,
    "children": _leak_children,
    "preview": _leak_preview,
    "mail": _leak_mail,
    "guardian": _leak_guardian,
}


def test_the_world_of_the_leaks_is_right_without_them(stage: Stage) -> None:
    oracle.check(SHOW, stage)


@pytest.mark.parametrize("leak", LEAKS)
def test_each_planted_leak_is_caught(leak: str, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    LEAKS[leak](monkeypatch)
    with pytest.raises(AssertionError, match=f"^{leak}: "):
        oracle.check(SHOW, stage)
