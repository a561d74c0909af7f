"""Withdraw against read and against write, two threads over HTTP: nothing gets through once it has returned."""

import itertools
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from agencies.trail.models import TrailEntry
from inclusion import pacing
from interventions.case_page import pages
from interventions.case_page.pages import case_sight
from referrals.cases.models import Case, FamilyTold
from referrals.entries.models import Entry
from referrals.shares.models import CaseShare
from tests import stories
from tests.people import Cast, make_cast

ROUNDS = 100
SECRET = "He counts the exits."


@dataclass
class Stage:
    """A case with one entry, its lead and its receiver signed in; each round has a share of its own."""

    cast: Cast
    case: Case
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def page(self) -> str:
        return f"/cases/{self.case.reference}/"

    def share(self) -> CaseShare:
        """A live share of the case with the receiver's team, as a row."""
        now, one = timezone.now(), self.cast.people["amara"]
        return CaseShare.objects.create(  # type: ignore[no-any-return]
            case=self.case,
            authority=self.cast.wexmoor,
            agency=self.cast.camhs,
            level="T",
            sections=["education", "health"],
            purpose="health_support",
            basis="health_care",
            question="?",
            family_told=FamilyTold.objects.first(),
            granted_at=now,
            granted_by=one,
            granting_agency=self.cast.alder,
            starts_at=now - timedelta(days=1),
            ends_at=now + timedelta(days=30),
            accepted_at=now,
            accepted_by=self.cast.people["priti"],
            touched_at=Case.objects.get(pk=self.case.pk).updated_at,
        )

    def withdraw(self, share: CaseShare) -> float:
        """End it as its school does; the instant when the answer was back."""
        answer = self.clients["amara"].post(
            f"/shares/{share.reference}/withdraw-share/", {"why": "Enough.", "reason": "not_relevant"}
        )
        assert answer.status_code == 302, answer.content
        return time.monotonic()


@pytest.fixture(autouse=True)
def _unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many openings in one minute are what is tried here: the sum of a minute is lifted."""
    monkeypatch.setattr(pacing, "PERSON", 10_000)


@pytest.fixture
def stage(committed: str) -> Stage:
    cast = make_cast()
    case = stories.case(cast)
    stories.entry(cast, case, text=SECRET)
    FamilyTold.objects.create(
        case=case, told="yes", told_on=date(2026, 11, 19), recorded_at=timezone.now(), recorded_by=cast.people["amara"]
    )
    ready = Stage(cast, case)
    for name in ("amara", "priti"):
        ready.clients[name] = Client()
        ready.clients[name].force_login(cast.people[name])
    return ready


def race(withdraw: Callable[[], float], other: Callable[[threading.Event], Any]) -> tuple[float, Any]:
    """Both at once; `other` is told by the event that the withdrawal has returned."""
    start, over = threading.Barrier(2), threading.Event()

    def withdrawing() -> float:
        start.wait()
        time.sleep(random.uniform(0, 0.03))
        try:
            return withdraw()
        finally:
            over.set()
            connection.close()

    def opposing() -> Any:
        start.wait()
        try:
            return other(over)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.submit(withdrawing), threads.submit(opposing)
        return first.result(30), second.result(30)


def test_nothing_is_read_after_the_withdrawal_returned(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who was let in has read before the withdrawal is done, since it waits for them; later ones get 404."""
    honest, read_at = case_sight, []

    def noting(*of: Any) -> Any:
        sight = honest(*of)
        read_at.append(time.monotonic())
        return sight

    monkeypatch.setattr(pages, "case_sight", noting)

    def reading(over: threading.Event) -> list[tuple[bool, int, bool]]:
        seen = []
        while True:
            began_after = over.is_set()
            answer = stage.clients["priti"].get(stage.page)
            seen.append((began_after, answer.status_code, SECRET.encode() in answer.content))
            if began_after:
                return seen

    met = 0
    for _ in range(ROUNDS):
        share, read_at[:] = stage.share(), []
        returned, seen = race(lambda share=share: stage.withdraw(share), reading)  # type: ignore[misc]
        assert all(instant <= returned for instant in read_at)
        assert {(status, shown) for _, status, shown in seen} <= {(200, True), (404, False)}
        assert seen[-1] == (True, 404, False)
        met += (200, True) in {(status, shown) for _, status, shown in seen}
    assert met > ROUNDS / 10, "the readers came too late to race"


def test_nothing_is_written_after_the_withdrawal_returned(stage: Stage) -> None:
    """What was written stands in the trail before the withdrawal; what came too late is *not found*, and nothing."""
    facts, visits = {"kind": "observation", "title": "Seen"}, itertools.count(1)

    def writing(over: threading.Event) -> list[tuple[bool, int]]:
        seen = []
        while True:
            began_after = over.is_set()
            typed = {**facts, "text": f"At clinic, visit {next(visits)}."}
            seen.append((began_after, stage.clients["priti"].post(f"{stage.page}add-entry/", typed).status_code))
            if began_after:
                return seen

    met = 0
    for _ in range(ROUNDS):
        share, written = stage.share(), Entry.objects.filter(agency=stage.cast.camhs).count()
        before = TrailEntry.objects.order_by("-id").values_list("id", flat=True)[0]
        _, seen = race(lambda share=share: stage.withdraw(share), writing)  # type: ignore[misc]
        acts = TrailEntry.objects.filter(id__gt=before, outcome="done").order_by("id").values_list("act", flat=True)
        done = sum(status == 302 for _, status in seen)
        assert list(acts) == ["add_entry"] * done + ["withdraw_share"]
        assert Entry.objects.filter(agency=stage.cast.camhs).count() == written + done
        assert {status for _, status in seen} <= {302, 404}
        assert seen[-1] == (True, 404)
        met += done > 0
    assert met > ROUNDS / 10, "the writers came too late to race"
