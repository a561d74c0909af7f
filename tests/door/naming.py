"""Whom a line names: the inbox, *New*, My work and titles give a child to who may know whom the record is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from agencies.acting.naming import mark
from agencies.outbox.models import Delivery, Letter
from agencies.policy import Standing
from interventions.work.pages.inbox import in_lines, inbox, is_there, unread
from interventions.work.pages.my_work import my_work
from referrals.shares.models import CaseShare
from tests import wide
from tests.door.model import Model
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, asked_by
from tests.door.worlds.shapes import PEOPLE
from tests.people import AT

OFFERS = {Standing.OFFERED, Standing.INVITED}


def names_agree(scene: Scene) -> None:
    """Every letter about every record in every inbox, and every line of My work."""
    kinds: dict[str, list[Any]] = {
        "case": scene.rows.cases,
        "entry": scene.rows.entries,
        "referral": scene.rows.referrals,
        "concern": scene.rows.concerns,
        "move": scene.rows.moves,
        "suspension": scene.rows.suspensions,
        "share": scene.rows.shares,
        "duty": scene.rows.duties,
    }
    with _in_every_inbox(scene, kinds):
        for who in PEOPLE:
            actor, model = scene.actor(who), scene.model
            known, seen = _named(model, who), _seen(model, who)
            about = {kind: {kinds[kind][n].reference for n in numbers} for kind, numbers in known.items()}
            there = {kind: {kinds[kind][n].reference for n in numbers} for kind, numbers in seen.items()}
            with asked_by(actor):
                lines, new = inbox(actor).lines, in_lines(actor, list(unread(actor.who, 100)))
                for surface, found in (("inbox", lines), ("new", new)):
                    agree(surface, who, {one.about for one in found if one.child}, set().union(*about.values()))
                letters = [one.letter for one in Delivery.objects.filter(person_id=actor.person_id)]
                opened = {one.subject_ref for one in letters if is_there(actor, one)}
                agree("opened", who, opened, set().union(*there.values()))
                page = my_work(actor, AT)
                rows = [*page.worried, *page.asks, *(one for group in page.groups for one in group.rows), *page.waiting]
                named = {row.duty.reference for row in rows if row.child or row.year}
                agree("my work", who, named - about["duty"], set())
                agree("my work", f"{who}, its own", named & _owed(scene, who), about["duty"] & _owed(scene, who))
                for kind in ("share", "duty"):
                    with_initials = {row.reference for row in kinds[kind] if "." in mark(actor, row)}
                    agree("title", f"{who}, {kind}", with_initials, about[kind])


def _seen(model: Model, who: int) -> dict[str, set[int]]:
    world = model.world
    return {
        "case": model.cases(who),
        "entry": model.entries(who),
        "referral": model.referrals(who),
        "concern": model.concerns(who),
        "move": {n for n in range(len(world.moves)) if model.parties(who, n)},
        "suspension": {n for n in range(len(world.suspensions)) if model.told(who, n)},
        "share": model.shares(who),
        "duty": model.duties(who),
    }


def _named(model: Model, who: int) -> dict[str, set[int]]:
    """Whoever may see a record knows its child; of an offer, and of what is owed on it, only whoever keeps the case."""
    world, seen = model.world, _seen(model, who)
    return seen | {
        "share": {n for n in seen["share"] if model.keeps(who, world.shares[n].case) or _is_accepted(model, who, n)},
        "duty": {n for n in seen["duty"] if world.duties[n].standing not in OFFERS}
        | {n for n, duty in enumerate(world.duties) if model.keeps(who, duty.case) and model.is_open_to(who, duty)},
    }


def _is_accepted(model: Model, who: int, n: int) -> bool:
    share = model.world.shares[n]
    return any(share == opened for opened, _ in model.opened(who, share.case))


def _owed(scene: Scene, who: int) -> set[str]:
    """What stands on their own list: all that they owe, but for an end that is weeks away."""
    return {
        scene.rows.duties[n].reference for n in scene.model.duties(who) if scene.rows.duties[n].rule != "renew_share"
    }


@contextmanager
def _in_every_inbox(scene: Scene, kinds: dict[str, list[Any]]) -> Iterator[None]:
    with transaction.atomic():
        letters = Letter.objects.bulk_create(
            Letter(
                key=f"{kind}:{row.reference}",
                authority_id=row.authority_id,
                act="-",
                subject_kind=kind,
                subject_ref=row.reference,
                tells=[],
                words="-",
                posted_at=AT,
            )
            for kind, rows in kinds.items()
            for row in rows
        )
        Delivery.objects.bulk_create(
            Delivery(letter=letter, person=person, channel="inbox", state="sent", not_before=AT, sent_at=AT)
            for letter in letters
            for person in scene.rows.stage.people
        )
        yield
        transaction.set_rollback(True)
    wide.widen()


def leak_inbox(patch: pytest.MonkeyPatch) -> None:
    """A letter about an offer names its child."""
    plant(patch, CaseShare, names=lambda _: CaseShare.objects.all())


def leak_title(patch: pytest.MonkeyPatch) -> None:
    """The page of an offer has its child's initials in its title."""
    plant(patch, CaseShare, names=None)


LEAKS: Leaks = {"inbox": (SHOW, leak_inbox), "title": (SHOW, leak_title)}
