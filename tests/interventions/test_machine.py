"""Suspensions, their board and a managed move in any order, while the school's calendar changes under them."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.calendar.actions import keep_year
from agencies.calendar.facts import SchoolYear, bank_holidays, school_calendar
from agencies.closures.actions import end_closure, keep_closure
from agencies.closures.models import Closure
from agencies.schoolday import LONDON, Row
from agencies.trail.models import TrailEntry
from interventions.moves import actions as moves
from interventions.moves.facts import consents
from interventions.moves.models import Move
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.actions import Correction
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.suspensions.states import OPEN
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment
from referrals.shares import actions as shares
from tests import moves as steps
from tests import stories
from tests.people import TERMS, Cast, set_clock
from tests.suspensions import begin, cancel, decide, decision, impose, tell

pytestmark = pytest.mark.django_db
WORLDS = int(os.environ.get("MACHINE_WORLDS", "4"))
MONDAY = date(2026, 9, 14)
LENGTHS, SOON = st.sampled_from([1, 2, 3, 6, 9, 16]), st.integers(0, 4)
BAND = {0: "", 5: "asked", 15: "meets"}
OVER = {"withdrawn", "refused", "settled"}


class Pupil(RuleBasedStateMachine):
    """Kofi from 14 September on: each rule is an act of somebody, taken or refused; days pass between them."""

    def __init__(self, cast: Cast) -> None:
        super().__init__()
        self.cast, self.day = replace(cast, people=dict(cast.people)), MONDAY  # who joins, goes with the world
        self.minutes = 0
        self.undo = contextlib.ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.undo.callback(transaction.set_rollback, True)
        stories.case(cast, self.at)

    def teardown(self) -> None:
        self.undo.close()

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time(10), LONDON) + timedelta(minutes=self.minutes)

    def calendar(self) -> Any:
        return school_calendar(self.cast.alder.pk, bank_holidays())

    def acts(self, doing: Callable[[], Any]) -> None:
        """It is done, or it is refused and nothing is changed."""
        self.minutes += 1
        set_clock(self.at)
        before = self.all_rows()
        try:
            doing()
        except (NotNow, AlreadyDone):
            assert self.all_rows() == before

    def all_rows(self) -> list[Any]:
        return [
            list(Suspension.objects.order_by("pk").values_list("pk", "state", "board", "revision", "version")),
            list(Duty.objects.order_by("pk").values_list("pk", "state", "due_on")),
            list(Move.objects.order_by("pk").values_list("pk", "state")),
            list(Enrolment.objects.order_by("pk").values_list("school", "starts_on", "ends_on")),
            list(Closure.objects.order_by("pk").values_list("pk", "state")),
            SuspendedSession.objects.filter(fell_away=True).count(),
            TrailEntry.objects.count(),
        ]

    def one(self, n: int) -> Suspension | None:
        found = list(Suspension.objects.filter(pupil=self.cast.kofi).order_by("pk"))
        return found[n % len(found)] if found else None

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.day = min(self.day + timedelta(days), date(2026, 12, 11))

    @rule(ahead=SOON, length=LENGTHS, kind=st.sampled_from(["whole", "lunch", "mornings"]))
    def the_head_suspends(self, ahead: int, length: int, kind: str) -> None:
        days = self.calendar().school_days(self.day + timedelta(ahead - 1), date(2026, 12, 18))[:length]
        if days:
            self.acts(lambda: impose(self.cast, days[0], days[-1], kind, at=self.at))

    @rule(n=st.integers(0, 5), back=SOON, how=st.sampled_from(["cancel", "shorten", "correct", "void"]))
    def the_head_changes_one(self, n: int, back: int, how: str) -> None:
        if not (one := self.one(n)):
            return
        by, at, days = self.cast.actor("colm", self.at), self.at, self.calendar().school_days(self.day, self.day)
        back_on = self.day + timedelta(back)
        fewer = tuple(totals.sessions(tuple(days or (one.first_on,)), "whole"))
        self.acts(
            {
                "cancel": lambda: cancel(self.cast, one, back_on, at=at),
                "shorten": lambda: suspensions.shorten_suspension(
                    one, why="Better.", back_on=back_on, back_session="AM", by=by, at=at
                ),
                "correct": lambda: suspensions.correct_suspension(
                    one, Correction(fewer, ("PA",)), why="Typed wrongly.", by=by, at=at
                ),
                "void": lambda: suspensions.void_suspension(one, why="Another pupil.", by=by, at=at),
            }[how]
        )

    @rule(n=st.integers(0, 5), what=st.sampled_from(["told", "written", "begun", "declined", "reinstated"]))
    def the_board(self, n: int, what: str) -> None:
        if not (one := self.one(n)):
            return
        later = self.at + timedelta(minutes=30)
        back_on = self.day + timedelta(1) if what == "reinstated" else None
        steps_of: dict[str, Callable[[], Any]] = {
            "told": lambda: tell(self.cast, one, "governors", self.day),
            "written": lambda: suspensions.record_representations(
                one, whose="Abena", on=self.day, by=self.cast.actor("amara", self.at), at=self.at
            ),
            "begun": lambda: begin(self.cast, one, self.at),
        }
        self.acts(steps_of.get(what, lambda: decide(self.cast, one, decision(what, self.at, back_on=back_on), later)))

    @rule(ahead=st.integers(-9, 9))
    def the_school_is_shut(self, ahead: int) -> None:
        day, by = self.day + timedelta(ahead), self.cast.actor("colm", self.at)
        self.acts(lambda: keep_closure(self.cast.alder, first_on=day, last_on=day, why="weather", by=by, at=self.at))

    @rule()
    def it_was_not_shut(self) -> None:
        if closure := Closure.objects.filter(school=self.cast.alder).select_related("school").last():
            self.acts(lambda: end_closure(closure, by=self.cast.actor("colm", self.at), at=self.at))

    @rule(inset=st.integers(0, 60))
    def the_year_is_written_again(self, inset: int) -> None:
        day = MONDAY + timedelta(inset)
        rows = [Row(*row) for row in TERMS] + ([Row(day, day, "inset")] if self.calendar().is_school_day(day) else [])
        by = self.cast.actor("colm", self.at)
        self.acts(lambda: keep_year(SchoolYear(self.cast.alder, 2026), rows, by=by, at=self.at))

    @rule()
    def a_move_is_proposed_and_heard(self) -> None:
        def propose() -> None:
            move = steps.proposed(self.cast, Case.objects.get(), at=self.at)
            shares.accept_share(move.share, by=self.cast.actor("farida", self.at), at=self.at)
            said = {"by_whom": "Ms Harrow", "words": "I could do textiles.", "on": self.day}
            moves.hear_pupil(move, **said, by=self.cast.actor("amara", self.at), at=self.at)

        with contextlib.suppress(NotNow):
            self.acts(propose)

    @rule(yes=st.sampled_from(["yes", "yes", "yes", "no"]))
    def everybody_answers(self, yes: str) -> None:
        if move := Move.objects.filter(state__in=["proposed", "agreed"]).last():
            for row in consents(move, self.at):
                self.acts(lambda row=row: steps.answer(self.cast, move, row, yes, self.at))

    @rule(what=st.sampled_from(["checked", "approved", "admitted", "withdrawn"]))
    def the_move_goes_on(self, what: str) -> None:
        if not (move := Move.objects.last()):
            return
        first = next(iter(self.calendar().school_days(self.day + timedelta(5), date(2026, 12, 18))), self.day)
        self.acts(
            {
                "checked": lambda: moves.check_place(
                    move, steps.FREE, by=self.cast.actor("grace", self.at), at=self.at
                ),
                "approved": lambda: steps.approve(self.cast, move, at=self.at, on=first),
                "admitted": lambda: moves.admit_move(
                    move, on=move.starts_on or self.day, by=self.cast.actor("farida", self.at), at=self.at
                ),
                "withdrawn": lambda: moves.withdraw_move(
                    move, party="parent", why="", by=self.cast.actor("amara", self.at), at=self.at
                ),
            }[what]
        )

    @invariant()
    def what_the_board_has_to_do_is_what_the_days_come_to(self) -> None:
        """Counted here from the rows alone: half days in the term, with those decided before, but for days shut."""
        school, half_days = self.calendar(), 0
        for one in Suspension.objects.filter(pupil=self.cast.kofi).exclude(state="void").order_by("decided_at", "pk"):
            stand = one.sessions.filter(fell_away=False)
            counted = [day for day, _ in stand.values_list("day", "session") if school.is_school_day(day)]
            half_days += len(counted)
            if one.state in OPEN and stand.exists():
                over = max(most for most in BAND if half_days > most * 2 or most == 0)
                assert one.board == BAND[over], (one, half_days, one.board)

    @invariant()
    def nothing_is_owed_on_what_is_over(self) -> None:
        owed = Duty.objects.owed()
        never = Suspension.objects.filter(state="void").values("reference")
        left = owed.filter(subject_kind="suspension", subject_ref__in=never).exclude(rule__contains="_void")
        assert not left.exists(), list(left.values_list("rule", flat=True))
        ended = Move.objects.filter(state__in=OVER).values("reference")
        assert not owed.filter(subject_kind="move", subject_ref__in=ended).exists()

    @invariant()
    def the_pupil_has_one_place(self) -> None:
        assert Enrolment.objects.filter(pupil=self.cast.kofi, ends_on=None).count() == 1


def test_any_order_of_acts_keeps_what_the_law_says(cast: Cast) -> None:
    limits = settings(
        max_examples=WORLDS, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(lambda: Pupil(cast), settings=limits)
