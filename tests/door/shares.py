"""Shares: the rows, and the cases that guardian opens through them."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from guardian.shortcuts import get_objects_for_user, get_perms

from agencies.people.models import Person
from agencies.policy import Act, Level
from referrals import door
from referrals.cases.models import Case
from referrals.shares import querysets
from referrals.shares.models import CaseShare
from tests.door.planting import LEFT, SHOW, Leaks, plant
from tests.door.scene import Scene, agree, children_agree, numbers
from tests.door.worlds.shapes import ShareIn


def shares_agree(scene: Scene, who: int) -> None:
    """The shares themselves, as one of the surfaces of a case's children."""
    children_agree(scene, who, Act.SEE_SHARE, CaseShare, scene.rows.shares, scene.model.shares(who))


def guardian_agrees(scene: Scene, who: int) -> None:
    """Guardian opens cases through agency-wide shares alone, at their level and below, and never to anyone else."""
    person = Person.objects.get(pk=scene.rows.stage.people[who].pk)
    granted = {n: scene.model.by_group(who, n) for n in range(len(scene.rows.cases))}
    active = who not in scene.rows.world.inactive
    for n, case in enumerate(scene.rows.cases):
        reach = max((list(Level).index(level) for level in granted[n]), default=-1) if active else -1
        ought = {f"level_{level.value.lower()}" for level in list(Level)[: reach + 1]}
        agree("guardian", f"{who}, get_perms", set(get_perms(person, case)), ought)
        if n == who % len(scene.rows.cases):
            agree("guardian", f"{who}, has_perm", person.has_perm("referrals.level_t", case), "level_t" in ought)
    found = get_objects_for_user(
        person, "referrals.level_e", klass=Case, with_superuser=False, accept_global_perms=False
    )
    if active:
        agree("guardian", who, numbers(scene.rows.cases, found), {n for n, levels in granted.items() if levels})


def leak_guardian(_: pytest.MonkeyPatch) -> None:
    """Guardian's view forgets that a share was withdrawn; a temporary view stands before the real one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_viewdef('live_share'::regclass)")
        honest = cursor.fetchone()[0]
        leaky = honest.replace("(share.closed_at IS NULL)", "true").replace("(share.withdrawn_at IS NULL)", "true")
        assert leaky.count("true") == 2
        cursor.execute(f"create temporary view live_share as {leaky}")


def leak_shares(patch: pytest.MonkeyPatch) -> None:
    """An agency reads the terms of its shares whatever has become of them."""

    def within(actor: Any, _: Act, __: Any) -> Any:
        return CaseShare.objects.filter(agency_id__in=door.agency_ids(actor.seats))

    plant(patch, CaseShare, within=within)


def leak_guardian_after_leaving(_: pytest.MonkeyPatch) -> None:
    """Guardian's view forgets that the pupil has left the school."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_viewdef('live_share'::regclass)")
        honest = cursor.fetchone()[0]
        leaky = honest.replace("(share.left_at IS NULL)", "true")
        assert leaky != honest
        cursor.execute(f"create temporary view live_share as {leaky}")


def leak_what_waits(patch: pytest.MonkeyPatch) -> None:
    """An agency is shown the offer before a second person has agreed."""
    patch.setattr(querysets, "AGREED", Q())


WAITS = replace(SHOW, shares=(*SHOW.shares, ShareIn(1, 4, fate="waits")))
LEAKS: Leaks = {
    "children, shares that wait": (WAITS, leak_what_waits),
    "guardian": (SHOW, leak_guardian),
    "guardian, after leaving": (LEFT, leak_guardian_after_leaving),
    "children, shares": (SHOW, leak_shares),
}
