"""What is owed by 5, 15 and 45 days belongs to the suspension that really crosses, in whatever order facts arrive."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.actors import Actor
from agencies.closures.actions import keep_closure
from agencies.outbox.models import Letter
from agencies.policy import Role
from interventions.suspensions import actions as suspensions
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import Suspension
from interventions.suspensions.totals import sessions
from referrals.duties.models import Duty
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import NO_TO_ALL, days, instant, letter_of
from tests.terms import EX_MAN

ASK = "ask_days_elsewhere"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
D = date
OPEN = EX_MAN.school_days(D(2026, 9, 1), D(2026, 11, 20))
"""School days of the cast's school, so long as nobody has closed it."""


def report(cast: Cast, name: str, first: date, last: date, decided: date | None = None, **more: Any) -> Suspension:
    """As the school's system reports it, today, of a decision of that day."""
    seat = cast.seat("colm")
    seat = replace(seat, seat_id=None, role=Role.MIS_CLIENT)
    machine = Actor(person_id=None, name="Alder MIS", seats=(seat,), is_machine=True)
    whole = sessions([day for day in OPEN if first <= day <= last], "whole")
    facts = SuspensionFacts("whole", whole, ("PA",), external_id=name, answers=NO_TO_ALL, **more)
    at = instant(decided or first, 8)
    return suspensions.report_suspension(
        cast.kofi, facts, decided_by_role=Role.HEAD, decided_at=at, seat=seat, by=machine, at=AT
    )


def board_of(cast: Cast) -> dict[str, tuple[str, bool, dict[str, date]]]:
    """Of each suspension by its name: the band, whether it is beyond power, what is owed of the board and by when."""
    found = {}
    for one in Suspension.objects.filter(pupil=cast.kofi):
        owed = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
        due = owed.exclude(rule__in=["tell_parents_suspension", "tell_council_suspension", ASK])
        found[one.external_id] = (one.board, one.is_beyond_power, dict(due.values_list("rule", "due_on")))
    return found


THREE = [
    ("a", D(2026, 9, 14), D(2026, 9, 16)),
    ("b", D(2026, 9, 28), D(2026, 9, 30)),
    ("c", D(2026, 10, 5), D(2026, 10, 14)),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_reports_out_of_order_give_each_duty_to_the_one_that_crosses(cast: Cast, order: tuple[int, ...]) -> None:
    for n in order:
        report(cast, *THREE[n])
    assert {name: board for name, (board, _, _) in board_of(cast).items()} == {"a": "", "b": "asked", "c": "asked"}
    assert {name for name, (_, _, owed) in board_of(cast).items() if owed} == {"b", "c"}


def test_an_earlier_one_that_arrives_later_is_said_with_its_reason_and_whoever_leads_hears(cast: Cast) -> None:
    b = report(cast, *THREE[1])
    report(cast, *THREE[0])
    b.refresh_from_db()
    assert b.board == "asked"
    page = text(browse(cast, "amara").get(f"/suspensions/{b.reference}/"))
    assert "A suspension that was decided earlier was entered: the board has to meet on it if" in page
    letter = Letter.objects.get(key__startswith=f"shut:{b.reference}")
    assert letter.words.startswith("A suspension that was decided earlier was entered")


def test_what_was_owed_falls_away_with_its_reason_once_an_earlier_one_never_happened(cast: Cast) -> None:
    a, b = report(cast, *THREE[0]), report(cast, *THREE[1])
    suspensions.void_suspension(a, why="Another pupil.", by=cast.actor("colm"), at=AT)
    fell = Duty.objects.get(subject_ref=b.reference, rule="tell_governors_suspension")
    assert (fell.state, fell.why) == (
        "void",
        "An earlier suspension never happened: with those that count now it is not owed.",
    )


def test_guard_5_the_second_cancelled_before_it_begins_leaves_the_run_at_five(cast: Cast) -> None:
    """9 to 13 and 16 to 19 November, the second cancelled on Friday the 13th: ten and a half days without it."""
    report(cast, "a", D(2026, 9, 14), D(2026, 9, 18))
    report(cast, "first", D(2026, 11, 9), D(2026, 11, 13))
    second = report(cast, "second", D(2026, 11, 16), D(2026, 11, 19), D(2026, 11, 12))
    third = report(cast, "third", D(2026, 11, 20), D(2026, 11, 20))
    assert third.board == "asked"
    by, at = cast.actor("colm"), instant(D(2026, 11, 13))
    back = {"back_on": D(2026, 11, 16), "back_session": "AM"}
    suspensions.cancel_suspension(second, why="New evidence.", **back, by=by, at=at)
    assert "Full-time education is given from" not in letter_of(cast, Suspension.objects.get(external_id="first"))
    assert board_of(cast)["third"][0] == "asked"


def test_over_fifteen_days_falls_back_to_over_five_once_one_is_cancelled(cast: Cast) -> None:
    report(cast, "a", D(2026, 9, 14), D(2026, 9, 25))
    b = report(cast, "b", D(2026, 11, 9), D(2026, 11, 13), D(2026, 11, 6))
    report(cast, "c", D(2026, 11, 16), D(2026, 11, 16))
    assert board_of(cast)["c"][0] == "meets"
    suspensions.cancel_suspension(
        b, why="New.", back_on=D(2026, 11, 9), back_session="AM", by=cast.actor("colm"), at=instant(D(2026, 11, 8))
    )
    assert board_of(cast)["c"][0] == "asked"


def test_vectors_d_the_forty_five_are_crossed_by_the_one_that_was_decided_last(cast: Cast) -> None:
    last = report(cast, "last", D(2026, 11, 16), D(2026, 11, 16))
    assert not last.is_beyond_power
    report(cast, "long", D(2026, 9, 2), days(cast, D(2026, 9, 2), D(2026, 11, 13))[44], D(2026, 9, 2))
    last.refresh_from_db()
    assert last.is_beyond_power
    assert not Suspension.objects.get(external_id="long").is_beyond_power


def _stretches(lengths: list[tuple[int, int]]) -> list[tuple[date, date]]:
    """Gaps and lengths in school days, one after another."""
    found, at = [], 0
    for gap, length in lengths:
        if at + gap + length > len(OPEN):
            break
        found.append((OPEN[at + gap], OPEN[at + gap + length - 1]))
        at += gap + length
    return found


STRETCHES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6)), min_size=2, max_size=6)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_order_of_the_same_facts_gives_the_same_duties(cast: Cast, data: st.DataObject) -> None:
    spans = _stretches(data.draw(STRETCHES))
    exam = data.draw(st.sets(st.integers(0, len(spans) - 1), max_size=1))
    void = data.draw(st.sets(st.integers(0, len(spans) - 1), max_size=2))
    shut = data.draw(st.sets(st.sampled_from(OPEN), max_size=2))

    def told(order: list[tuple[str, int]]) -> dict[str, tuple[str, bool, dict[str, date]]]:
        with transaction.atomic():
            for kind, n in order:
                _do(cast, kind, n, spans, exam, sorted(shut))
            found = board_of(cast)
            transaction.set_rollback(True)
        return found

    facts = [*(("report", n) for n in range(len(spans))), *(("shut", n) for n in range(len(shut)))]
    voids = [("void", n) for n in void]
    first = told([*facts, *voids])
    assert told(_with_voids(data.draw(st.permutations(facts)), voids)) == first
    assert told(_with_voids(facts[::-1], voids)) == first


def _with_voids(facts: list[tuple[str, int]], voids: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each said never to have happened as soon as it was reported."""
    follow = {n for _, n in voids}
    return [one for kind, n in facts for one in ((kind, n), ("void", n))[: 1 + (kind == "report" and n in follow)]]


def _do(cast: Cast, kind: str, n: int, spans: list[tuple[date, date]], exam: set[int], shut: list[date]) -> None:
    if kind == "report":
        report(cast, str(n), *spans[n], misses_exam=n in exam)
    elif kind == "shut":
        keep_closure(cast.alder, first_on=shut[n], last_on=shut[n], why="weather", by=cast.actor("colm"), at=AT)
    else:
        one = Suspension.objects.get(external_id=str(n))
        suspensions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT)
