"""A pupil on the rolls of two schools: each head suspends from their own, and a session of the child counts once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.acting.refusals import NotNow
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts, reckon
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.suspensions.totals import Session, Unit
from referrals.pupils.models import Enrolment
from tests.arriving import head_of_merrow
from tests.browsing import browse, text
from tests.people import Cast
from tests.suspensions import MONDAY, NO_TO_ALL, cancel, form, impose, instant
from tests.terms import EX_MAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
UNCERTAIN = "Uncertain: the pupil is on the roll of another school too"


@pytest.fixture
def both(cast: Cast) -> Cast:
    """Kofi at Merrow Lane too, beside his place at Alder Hythe."""
    head_of_merrow(cast)
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2026, 9, 2), kind="dual")
    return cast


def suspend(cast: Cast, who: str, *sessions: tuple[date, Session], **more: bool) -> Suspension:
    facts = SuspensionFacts("sessions", sessions, ("PA",), "Mentoring.", answers=NO_TO_ALL, **more)
    at = instant(min(day for day, _ in sessions), 8)
    return suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat(who), by=cast.actor(who), at=at)


def whole(*days: date) -> tuple[tuple[date, Session], ...]:
    return totals.sessions(days, "whole")


def test_both_heads_suspend_for_the_same_day_and_the_child_was_out_once(both: Cast) -> None:
    suspend(both, "colm", *whole(MONDAY))
    suspend(both, "farida", *whole(MONDAY))
    found = reckon(both.kofi, whole(MONDAY + timedelta(1)), both.merrow.pk)
    assert [(one.over, one.before, one.is_of_two_rolls) for one in found] == [
        (Unit.TERM, 2, True),
        (Unit.YEAR, 2, True),
    ]


def test_a_second_one_of_the_same_school_for_the_same_session_is_refused_also_by_the_database(both: Cast) -> None:
    suspend(both, "colm", *whole(MONDAY))
    one = suspend(both, "farida", *whole(MONDAY))
    with pytest.raises(NotNow, match="already"):
        suspend(both, "farida", (MONDAY, Session.AM))
    with pytest.raises(IntegrityError), transaction.atomic():
        SuspendedSession.objects.create(suspension=one, pupil=both.kofi, day=MONDAY, session="PM")


def test_a_day_out_of_both_schools_takes_nobody_over_45_where_one_day_does_not(both: Cast) -> None:
    spread = EX_MAN.school_days(date(2026, 9, 1), date(2026, 11, 20))
    suspend(both, "colm", *whole(*spread[:44]))
    assert not suspend(both, "farida", *whole(spread[43], MONDAY)).is_beyond_power
    with pytest.raises(NotNow, match="45 days"):
        suspend(both, "farida", (MONDAY + timedelta(1), Session.AM))


def test_before_and_after_the_decision_it_is_said_that_two_rolls_are_uncertain(both: Cast) -> None:
    asked = text(browse(both, "colm").post("/suspensions/impose-suspension/", form(both)))
    assert f"{UNCERTAIN} in this term" in asked
    assert f"{UNCERTAIN} in this year" in asked
    one = suspend(both, "farida", *whole(MONDAY))
    page = text(browse(both, "farida").get(f"/suspensions/{one.reference}/"))
    assert f"{UNCERTAIN} in this term" in page
    assert both.alder.name not in page


def test_a_place_that_ended_before_the_term_leaves_nothing_uncertain(both: Cast) -> None:
    Enrolment.objects.filter(school=both.merrow).update(starts_on=date(2026, 1, 5), ends_on=date(2026, 7, 1))
    assert UNCERTAIN not in text(browse(both, "colm").post("/suspensions/impose-suspension/", form(both)))


def test_what_was_served_before_a_cancellation_is_uncertain_where_it_makes_the_difference(
    cast: Cast,
) -> None:
    first = impose(cast, date(2026, 11, 2), date(2026, 11, 6), at=instant(date(2026, 11, 2), 8))
    cancel(cast, first, date(2026, 11, 4), at=instant(date(2026, 11, 4), 8))
    second = impose(cast, date(2026, 11, 9), date(2026, 11, 11), at=instant(date(2026, 11, 9), 8))
    assert "served before a suspension was cancelled" not in _page(cast, second)
    third = impose(cast, date(2026, 11, 16), date(2026, 11, 16), at=instant(date(2026, 11, 16), 8))
    words = (
        "Uncertain: 2 days of it were served before a suspension was cancelled, and without them it is not over 5 days."
    )
    assert words in _page(cast, third)
    assert words not in _page(cast, second)
    decision = text(browse(cast, "colm").post("/suspensions/impose-suspension/", form(cast, last_on="23 11 2026")))
    assert words in decision
    assert "They count towards 45" in decision


def _page(cast: Cast, one: Suspension) -> str:
    return text(browse(cast, "colm").get(f"/suspensions/{one.reference}/"))


OPEN = EX_MAN.school_days(date(2026, 9, 1), date(2026, 11, 20))
STRETCH = st.tuples(st.sampled_from(["colm", "farida"]), st.integers(0, len(OPEN) - 12), st.integers(1, 12))


def _once_a_school(drawn: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Those that one school did not have out already."""
    taken: set[tuple[str, int]] = set()
    found = []
    for who, first, length in drawn:
        own = {(who, n) for n in range(first, first + length)}
        if not own & taken:
            taken |= own
            found.append((who, first, length))
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_two_rolls_any_order_of_the_same_decisions_means_the_same(both: Cast, data: st.DataObject) -> None:
    drawn = _once_a_school(data.draw(st.lists(STRETCH, min_size=2, max_size=6)))

    def means(order: list[tuple[str, int, int]]) -> dict[tuple[str, int], tuple[str, bool]]:
        with transaction.atomic():
            kept = {
                (who, first): suspend(both, who, *whole(*OPEN[first : first + length]), is_fact_only=True)
                for who, first, length in order
            }
            for one in kept.values():
                one.refresh_from_db()
            out = {day for _, first, length in order for day in OPEN[first : first + length]}
            year = next(one for one in reckon(both.kofi, whole(MONDAY), both.alder.pk) if one.over is Unit.YEAR)
            assert year.before == 2 * len(out)
            transaction.set_rollback(True)
        return {key: (one.board, one.is_beyond_power) for key, one in kept.items()}

    first = means(drawn)
    assert means(data.draw(st.permutations(drawn))) == first
    assert means(drawn[::-1]) == first
