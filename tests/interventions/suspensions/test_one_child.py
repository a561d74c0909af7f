"""Days of suspension of a child who changed school: one year, wherever they were served."""

from datetime import UTC, date, datetime

import pytest

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Letter
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts, reckon
from interventions.suspensions.models import SuspendedSession, Suspension
from referrals.arrivals import actions as arrivals
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Answer, Outcome
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import Pupil
from tests import suspensions as kept
from tests.arriving import FRIDAY, add, head_of_merrow, known
from tests.browsing import browse, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY = date(2026, 11, 23)


def year(pupil: Pupil, cast: Cast) -> int:
    """Half days before Monday in the school year, as the head at Merrow Lane reads them."""
    found = reckon(pupil, totals.sessions([MONDAY], "whole"), cast.merrow.pk)
    return next(one.before for one in found if one.over is totals.Unit.YEAR)


def impose_at_merrow(cast: Cast, pupil: Pupil) -> Suspension:
    who = head_of_merrow(cast)
    facts = SuspensionFacts("whole", totals.sessions([MONDAY], "whole"), ("PA",), "Mentoring.")
    return suspensions.impose_suspension(pupil, facts, seat=cast.seat(who), by=cast.actor(who), at=AT)


def test_days_served_at_the_old_school_count_towards_45_once_joined(cast: Cast) -> None:
    kept.impose(cast, date(2026, 9, 7), date(2026, 9, 18))
    known(cast)
    new = add(cast)
    assert year(new, cast) == 0
    arrivals.answer_arrival(
        Arrival.objects.select_related("known").get(),
        answer=Answer.LEFT, left_on=FRIDAY, by=cast.actor("amara"), at=AT,
    )  # fmt: skip
    assert year(cast.kofi, cast) == 20


def test_a_suspension_by_the_new_school_meanwhile_goes_along_and_is_beyond_power_where_it_is(cast: Cast) -> None:
    kept.impose(cast, date(2026, 9, 2), date(2026, 11, 6), at=datetime(2026, 9, 2, 10, tzinfo=UTC))
    assert SuspendedSession.objects.count() > 80
    extra = 90 - SuspendedSession.objects.count()
    assert extra >= 0
    if extra:
        kept.impose(cast, date(2026, 11, 9), date.fromordinal(date(2026, 11, 9).toordinal() + extra // 2 - 1))
    assert SuspendedSession.objects.count() == 90
    known(cast, left_on=None)
    one = impose_at_merrow(cast, add(cast))
    assert not one.is_beyond_power
    arrivals.answer_arrival(
        Arrival.objects.select_related("known").get(),
        answer=Answer.LEFT, left_on=FRIDAY, by=cast.actor("amara"), at=AT,
    )  # fmt: skip
    one.refresh_from_db()
    assert (one.pupil, one.is_beyond_power) == (cast.kofi, True)
    assert not SuspendedSession.objects.exclude(pupil=cast.kofi).exists()


def lunch_at_merrow(cast: Cast) -> Arrival:
    """Alder Hythe has Kofi out on Monday; so has Merrow Lane, at lunchtime, by a record of its own."""
    known(cast)
    new, who = add(cast), head_of_merrow(cast)
    facts = SuspensionFacts("lunch", totals.sessions([MONDAY], "lunch"), ("PA",), "Mentoring.")
    suspensions.impose_suspension(new, facts, seat=cast.seat(who), by=cast.actor(who), at=AT)
    return Arrival.objects.select_related("known").get()


def test_sessions_of_one_school_that_one_record_cannot_have_are_the_councils(cast: Cast) -> None:
    kept.impose(cast, MONDAY, MONDAY)
    Suspension.objects.update(school=cast.merrow)  # where he was before
    SuspendedSession.objects.update(school=cast.merrow)
    arrival = lunch_at_merrow(cast)
    arrivals.answer_arrival(arrival, answer=Answer.LEFT, left_on=FRIDAY, by=cast.actor("amara"), at=AT)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.answer) == ("asked", "left")
    arrivals.join_those_who_left(AT)
    with pytest.raises(NotNow, match="out in the same sessions"):
        arrivals.settle_arrival(arrival, outcome=Outcome.SAME, why="Rang.", by=cast.actor("sandra"), at=AT)


def test_sessions_of_both_schools_are_joined_and_a_day_counts_as_one(cast: Cast) -> None:
    kept.impose(cast, MONDAY, MONDAY)
    arrival = lunch_at_merrow(cast)
    arrivals.answer_arrival(arrival, answer=Answer.LEFT, left_on=FRIDAY, by=cast.actor("amara"), at=AT)
    arrival.refresh_from_db()
    assert arrival.state == "joined"
    found = reckon(cast.kofi, totals.sessions([date(2026, 11, 24)], "whole"), cast.merrow.pk)
    assert [(one.over, one.before) for one in found] == [(totals.Unit.TERM, 1), (totals.Unit.YEAR, 2)]


def test_once_joined_who_is_known_of_the_child_has_to_be_told_and_the_head_reads_that_it_is_over_45(cast: Cast) -> None:
    kept.impose(cast, date(2026, 9, 2), kept.days(cast, date(2026, 9, 2), date(2026, 11, 20))[44])
    known(cast, left_on=None)
    one = impose_at_merrow(cast, add(cast))
    said = {"kind": "social_worker", "starts_on": date(2026, 9, 1), "ends_on": None, "words": ""}
    record_pupil_fact(cast.kofi, **said, by=cast.actor("amara"), at=AT)
    assert "tell_social_worker_suspension" not in kept.owed(one)
    arrivals.answer_arrival(
        Arrival.objects.select_related("known").get(),
        answer=Answer.LEFT, left_on=FRIDAY, by=cast.actor("amara"), at=AT,
    )  # fmt: skip
    assert kept.owed(one)["tell_social_worker_suspension"] == MONDAY
    page = text(browse(cast, "farida").get(f"/suspensions/{one.reference}/"))
    assert (
        "The child’s records at two schools became one: it takes the pupil over 45 days in the school year, beyond the "
        "power to suspend; the board has no duty to meet on it"
    ) in page
    letter = Letter.objects.get(key__startswith=f"shut:{one.reference}")
    assert letter.words.startswith("The child’s records at two schools became one, and with it what counts")
