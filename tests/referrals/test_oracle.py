"""The door held to the oracle over random worlds, and each planted leak turning it red."""

import os
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q
from hypothesis import HealthCheck, Phase, given, settings

from agencies.acting import nouns
from agencies.policy import HOLDERS, ROLES, STANDINGS, Act, Level, Role, Section, Standing
from interventions.moves.models import Move
from interventions.suspensions import pages as suspension_pages
from interventions.suspensions.models import Suspension, SuspensionNotice
from referrals import door
from referrals.cases.models import Case
from referrals.door import standings
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.pupils.querysets import Enrolments
from referrals.referrals.models import Referral
from referrals.search import access as search_access
from referrals.shares.models import CaseShare
from tests.referrals import oracle, oracle_above, worlds
from tests.referrals.worlds import CaseIn, EntryIn, MoveIn, ReferralIn, SeatIn, ShareIn, Stage, SuspensionIn, World

pytestmark = pytest.mark.django_db
WORLDS = int(os.environ.get("ORACLE_WORLDS", "30"))
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


def plant(patch: pytest.MonkeyPatch, model: type[Model], **row: Any) -> None:
    """Let the door read another row of this noun."""
    leaky = replace(nouns.noun_of(model), **row)
    patch.setitem(nouns.BY_MODEL, model, leaky)
    patch.setitem(nouns.BY_KIND, leaky.kind, leaky)


def _plus(where: Callable[[Any], Q]) -> Callable[..., Any]:
    """The cases, and besides what `where` lets through for the agencies of the actor."""
    honest = door.cases

    def leaky(actor: Any, act: Act, _at: Any = None) -> Any:
        places = [seat.agency_id for seat in actor.seats]
        return Case.objects.filter(Q(pk__in=honest(actor, act).values("pk")) | where(places))

    return leaky


def _shared(**still: Any) -> Callable[[Any], Q]:
    return lambda places: Q(pk__in=CaseShare.objects.filter(agency_id__in=places, **still).values("case_id"))


def _leak_list(patch: pytest.MonkeyPatch) -> None:
    """The list forgets that a share was withdrawn."""
    patch.setattr(door, "cases", _plus(_shared(accepted_at__isnull=False)))


def _leak_page(patch: pytest.MonkeyPatch) -> None:
    """The ordered walk forgets that a share has ended."""

    def walks(actor: Any, seats: Any, narrow: Any) -> list[Any]:
        places = [seat.agency_id for seat in seats]
        shares = CaseShare.objects.filter(agency_id__in=places, closed_at=None, accepted_at__isnull=False)
        ordered = shares.filter(**{f"case__{k}": v for k, v in narrow.items()}).order_by("-touched_at", "-case_id")
        return [ordered.values_list("touched_at", "case_id").distinct()] if places else []

    leaky = tuple(replace(way, walks=walks) if way.standing in standings.BY_SHARE else way for way in standings.WAYS)
    patch.setattr(standings, "WAYS", leaky)


def _leak_detail(patch: pytest.MonkeyPatch) -> None:
    """One record is let through by an offer that nobody accepted."""
    plant(patch, Case, within=_plus(_shared(closed_at=None)))


def _leak_search(patch: pytest.MonkeyPatch) -> None:
    """Search looks at every case of the authority."""

    def search(actor: Any, text: str) -> list[Case]:
        area = {seat.authority_id for seat in actor.seats}
        return list(Case.objects.filter(authority_id__in=area, pupil__name_key__contains=text.lower()))

    patch.setattr(search_access, "search", search)


def _leak_entries(patch: pytest.MonkeyPatch) -> None:
    """Keepers read restricted entries."""
    plant(patch, Entry, within=lambda actor, act, _: Entry.objects.filter(case__in=door.cases(actor, act)))


def _leak_children(patch: pytest.MonkeyPatch) -> None:
    """The council reads a draft."""
    plant(patch, Referral, within=lambda actor, act, _: Referral.objects.filter(case__in=door.cases(actor, act)))


def _leak_preview(patch: pytest.MonkeyPatch) -> None:
    """The preview is not what the receiver will get."""
    honest = nouns.noun_of(Entry).within
    plant(
        patch,
        Entry,
        within=lambda actor, act, at: honest(actor, act, at) if actor.person_id else Entry.objects.all(),
    )


def _leak_mail(patch: pytest.MonkeyPatch) -> None:
    """Letters go out on a share whatever has become of it."""
    shares = CaseShare.objects.all()
    honest = nouns.noun_of(CaseShare).hears
    assert honest is not None
    waits = (Standing.OFFERED, Standing.INVITED, *standings.BY_SHARE)
    of = lambda letter: Q(agency_id__in=shares.filter(reference=letter.subject_ref).values("agency_id"))  # noqa: E731
    plant(patch, CaseShare, hears=lambda letter, so: of(letter) if so in waits else honest(letter, so))


def _leak_guardian(_: pytest.MonkeyPatch) -> None:
    """Guardian's view forgets that a share was withdrawn; a temporary view stands before the real one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_viewdef('live_share'::regclass)")
        honest = cursor.fetchone()[0]
        leaky = honest.replace("(share.closed_at IS NULL)", "true").replace("(share.withdrawn_at IS NULL)", "true")
        assert leaky.count("true") == 2
        cursor.execute(f"create temporary view live_share as {leaky}")


ABOVE = World(
    seats=(
        SeatIn(0, 0, Role.INCLUSION_LEAD),
        SeatIn(1, 1, Role.HEAD),
        SeatIn(2, 2, Role.COUNCIL_OFFICER),
        SeatIn(3, 0, Role.STAFF),
        SeatIn(4, 6, Role.COUNCIL_OFFICER),
    ),
    cases=(CaseIn(0), CaseIn(0, days=2, name=1), CaseIn(1, days=3), CaseIn(0, is_on_roll=False)),
    shares=(
        ShareIn(0, 1, Level.SUMMARY, fate="ends"),
        ShareIn(1, 1, Level.SUMMARY, fate="offered"),
        ShareIn(2, 1, Level.SUMMARY, fate="withdrawn"),
    ),
    moves=(MoveIn(0, 0, 1, "proposed", 0), MoveIn(1, 0, 1, "proposed", 1), MoveIn(2, 0, 1, "admitted", 2)),
    suspensions=(SuspensionIn(0, 0), SuspensionIn(1, 0, is_council_told=True)),
    referrals=(ReferralIn(0), ReferralIn(3)),
)
"""A world of moves, suspensions and rolls where each of the later leaks would show somebody something."""


def _leak_move(opens: Callable[[Any], Q]) -> Callable[[pytest.MonkeyPatch], None]:
    """Besides, the moves that `opens` says for the agencies of the actor."""
    honest = nouns.noun_of(Move).within

    def leak(patch: pytest.MonkeyPatch) -> None:
        def within(actor: Any, act: Act, at: Any) -> Any:
            leads = [seat.agency_id for seat in actor.seats if seat.role in HOLDERS[Standing.RAISED]]
            return Move.objects.filter(Q(pk__in=honest(actor, act, at).values("pk")) | opens(leads))

        plant(patch, Move, within=within)

    return leak


_ENDED = Q(Exists(CaseShare.objects.filter(pk=OuterRef("share_id"), accepted_at__isnull=False)))


def _leak_letters(patch: pytest.MonkeyPatch) -> None:
    """The receiving school hears of a move whose summary it has not accepted."""
    honest = nouns.noun_of(Move).hears
    assert honest is not None
    at_new = lambda ref: Q(agency_id__in=Move.objects.filter(reference=ref).values("receiving_school_id"))  # noqa: E731
    plant(
        patch,
        Move,
        hears=lambda one, so: at_new(one.subject_ref) if so is Standing.RECEIVES else honest(one, so),
    )


def _leak_move_letter(patch: pytest.MonkeyPatch) -> None:
    """The receiving school reads the letters to the family."""
    patch.setitem(STANDINGS, Act.SEE_MOVE_LETTER, STANDINGS[Act.SEE_MOVE])


def _leak_suspension(patch: pytest.MonkeyPatch) -> None:
    """The council sees a suspension of which only the parents were told."""
    told = Exists(SuspensionNotice.objects.filter(suspension_id=OuterRef("pk")))
    honest = nouns.noun_of(Suspension).within

    def within(actor: Any, act: Act, at: Any) -> Any:
        area = {seat.authority_id for seat in actor.seats_for(act, Standing.NOTIFIED)}
        return Suspension.objects.filter(Q(pk__in=honest(actor, act, at)) | Q(told, authority_id__in=area))

    plant(patch, Suspension, within=within)


def _leak_page_of_suspension(patch: pytest.MonkeyPatch) -> None:
    """The council reads the school's own part of a suspension."""
    honest = suspension_pages.suspension_page
    leaky = lambda *asked: SimpleNamespace(**honest(*asked).context() | {"told": []})  # noqa: E731
    patch.setattr(suspension_pages, "suspension_page", leaky)


def _leak_pupils(patch: pytest.MonkeyPatch) -> None:
    """A pupil who has left is still found."""
    patch.setattr(Enrolments, "on", lambda self, day: self.filter(starts_on__lte=day))


def _leak_machine(patch: pytest.MonkeyPatch) -> None:
    """A school's system reaches the pupils of every school of the council."""
    honest = nouns.noun_of(Pupil).within

    def within(actor: Any, act: Act, at: Any) -> Any:
        area = {seat.authority_id for seat in actor.seats}
        return Pupil.objects.filter(authority_id__in=area) if actor.is_machine else honest(actor, act, at)

    plant(patch, Pupil, within=within)


def _leak_machine_cases(patch: pytest.MonkeyPatch) -> None:
    """A school's system reads what a lead reads."""
    patch.setitem(ROLES, Act.SEE_CASE, ROLES[Act.SEE_CASE] | {Role.MIS_CLIENT})
    patch.setitem(HOLDERS, Standing.RAISED, HOLDERS[Standing.RAISED] | {Role.MIS_CLIENT})


def _leak_machine_status(patch: pytest.MonkeyPatch) -> None:
    """A school's system hears of the suspensions and referrals of who has left."""
    for model, school in ((Suspension, "school_id"), (Referral, "case__school_id")):
        plant(patch, model, within=_of_the_school(model, school))


def _of_the_school(model: Any, school: str) -> Callable[..., Any]:
    honest = nouns.noun_of(model).within

    def within(actor: Any, act: Act, at: Any) -> Any:
        own = [seat.agency_id for seat in actor.seats_for(act, Standing.CONNECTED)]
        return model.objects.filter(Q(pk__in=honest(actor, act, at)) | Q(**{f"{school}__in": own}))

    return within


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
LEAKS_ABOVE = {
    "moves, after the share ended and before all agreed": _leak_move(
        lambda own: _ENDED & Q(receiving_school_id__in=own)
    ),
    "moves, for the home school after the admission": _leak_move(lambda own: Q(home_school_id__in=own)),
    "moves, their letters": _leak_move_letter,
    "letters": _leak_letters,
    "suspensions, without a notice": _leak_suspension,
    "suspensions, the school’s own part": _leak_page_of_suspension,
    "pupils": _leak_pupils,
    "machines, of another school": _leak_machine,
    "machines, cases": _leak_machine_cases,
    "machines, of who has left": _leak_machine_status,
}
"""Named by the surface that has to catch it."""


def test_the_tables_of_the_oracle_and_of_the_law_say_the_same_of_moves_and_suspensions() -> None:
    """The random worlds then need not try every act on every record."""
    known = oracle_above.MOVE_ACTS | oracle_above.SUSPENSION_ACTS
    assert {act: set(STANDINGS[act]) for act in known} == known
    of_these = {act for act in Act if STANDINGS[act] & {Standing.NOTIFIED} or act.endswith("_move")}
    assert of_these - {Act.PROPOSE_MOVE} <= set(known)


@pytest.mark.parametrize("world", [SHOW, ABOVE], ids=["cases", "above"])
def test_the_world_of_the_leaks_is_right_without_them(world: World, stage: Stage) -> None:
    oracle.check(world, stage)


@pytest.mark.parametrize("leak", [*LEAKS, *LEAKS_ABOVE])
def test_each_planted_leak_is_caught(leak: str, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    (LEAKS | LEAKS_ABOVE)[leak](monkeypatch)
    with pytest.raises(AssertionError, match=f"^{leak.split(', ')[0]}: "):
        oracle.check(ABOVE if leak in LEAKS_ABOVE else SHOW, stage)
