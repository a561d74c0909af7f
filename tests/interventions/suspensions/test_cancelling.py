"""How a suspension ends early: cancelled, counted, told of."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from agencies.acting.refusals import NotNow
from agencies.calendar.facts import bank_holidays, school_calendar
from interventions.suspensions import actions as suspensions
from interventions.suspensions.facts import outs_of
from interventions.suspensions.models import Suspension
from interventions.suspensions.totals import run_of, sixth_day
from referrals.duties.models import Duty
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import begin, cancel, days, impose, in_term, instant, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY = date(2026, 11, 23)


def test_one_cancelled_before_it_begins_counts_nothing_and_the_days_are_free_again(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 30), date(2026, 12, 2), at=AT)
    cancel(cast, one)
    assert (one.state, one.back_on, one.cancelled_why) == ("cancelled", None, "New evidence.")
    assert outs_of(cast.kofi) == []
    assert one.sessions.count() == 6  # kept, and shown as what was decided
    assert impose(cast, date(2026, 11, 30), at=AT).half_days == 2


def test_vector_cancelled_after_two_of_five_days_two_days_count(cast: Cast) -> None:
    """law.md 1.11 C: 2.0 counts to 45 (CAN-3), and to 5 and 15 until the guidance says otherwise (CAN-6)."""
    one = impose(cast, MONDAY, date(2026, 11, 30))
    assert one.half_days == 10
    cancel(cast, one, date(2026, 11, 25), at=instant(date(2026, 11, 25), 8))
    assert (in_term(cast), Suspension.objects.get().half_days) == ("2", 10)


def test_back_from_the_afternoon_keeps_the_morning(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    cancel(cast, one, MONDAY, "PM")
    assert in_term(cast) == "0.5"


@pytest.mark.parametrize("back_on", [date(2026, 11, 22), date(2026, 11, 25)])
def test_the_pupil_is_back_without_delay(cast: Cast, back_on: date) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 30))
    with pytest.raises(NotNow, match="without delay"), transaction.atomic():
        cancel(cast, one, back_on)
    assert in_term(cast) == "5"


def test_all_are_told_of_the_cancellation_with_the_board_always_and_nothing_else_stays_owed(cast: Cast) -> None:
    one = impose(cast, answers={"social_worker": "yes"})
    tell(cast, one, "parents")
    cancel(cast, one)
    assert owed(one) == dict.fromkeys(
        (f"tell_{who}_cancellation" for who in ("parents", "governors", "social_worker")), MONDAY
    )
    tell(cast, one, "parents")
    assert one.notices.filter(recipient="parents").count() == 2
    assert "tell_parents_cancellation" not in owed(one)


def test_guard_1_no_cancelling_from_the_instant_at_which_the_meeting_begins(cast: Cast) -> None:
    one = impose(cast, misses_exam=True)
    tell(cast, one, "governors")
    evening = datetime(2026, 12, 10, 18, 3, tzinfo=UTC)
    with transaction.atomic():
        cancel(cast, one, date(2026, 12, 10), at=evening - timedelta(seconds=1))
        assert one.state == "cancelled"
        assert not Duty.objects.owed().filter(rule__startswith="board").exists()
        transaction.set_rollback(True)
    one = Suspension.objects.get()
    stale = Suspension.objects.get()
    begin(cast, one, evening)
    for again in (one, stale):
        with pytest.raises(NotNow, match=r"begun|first"), transaction.atomic():
            cancel(cast, again, date(2026, 12, 10), at=evening + timedelta(seconds=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.filter(pk=one.pk).update(
            state="cancelled", cancelled_at=AT, cancelled_by=cast.people["colm"], cancelled_why="x"
        )


def test_guard_5_the_second_of_two_is_cancelled_the_day_before_it_begins(cast: Cast) -> None:
    first = impose(cast, date(2026, 11, 9), date(2026, 11, 13))
    second = impose(cast, date(2026, 11, 16), date(2026, 11, 19), at=instant(date(2026, 11, 13)))
    cancel(cast, second, date(2026, 11, 16), at=instant(date(2026, 11, 13), 12))
    run = run_of(outs_of(cast.kofi), first.first_on, school_calendar(cast.alder.pk, bank_holidays()))
    assert (len(run), sixth_day(run), in_term(cast)) == (5, None, "5")


def test_over_forty_five_days_nothing_is_cancelled(cast: Cast) -> None:
    last = days(cast, date(2026, 9, 2), date(2026, 11, 20))[44]
    impose(cast, date(2026, 9, 2), last)
    over = impose(cast, MONDAY, date(2026, 11, 24), is_fact_only=True)
    with pytest.raises(NotNow, match="45 days"), transaction.atomic():
        cancel(cast, over, date(2026, 11, 24), at=instant(MONDAY, 16))
    assert Suspension.objects.get(pk=over.pk).state == "imposed"


@pytest.mark.parametrize(("name", "status"), [("colm", 200), ("amara", 403), ("tom", 404), ("helen", 404)])
def test_the_head_alone_cancels(cast: Cast, name: str, status: int) -> None:
    one = impose(cast)
    assert browse(cast, name).get(f"/suspensions/{one.reference}/cancel-suspension/").status_code == status


def test_cancelling_over_http_a_second_click_and_what_the_council_reads(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    url = f"/suspensions/{one.reference}/"
    typed = {"why": "New evidence.", "back_on": "23 11 2026", "back_session": "AM"}
    head = browse(cast, "colm")
    assert head.post(f"{url}cancel-suspension/", {**typed, "why": ""}).status_code == 422
    assert "Cancelled on Monday 23 November 2026" in text(head.post(f"{url}cancel-suspension/", typed, follow=True))
    assert "Already done: here it is." in text(head.post(f"{url}cancel-suspension/", typed, follow=True))
    assert "; of the cancellation" in text(head.get(url))
    assert "Cancelled on Monday 23 November 2026" in text(browse(cast, "sandra").get(url))
    assert "New evidence." in text(head.get(f"{url}letter/"))


def test_a_notice_written_before_the_cancellation_is_not_kept_as_one_of_it(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    url, head = f"/suspensions/{one.reference}/", browse(cast, "colm")
    told = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": "", "of": "suspension"}
    typed = {"why": "New evidence.", "back_on": "23 11 2026", "back_session": "AM"}
    assert head.post(f"{url}cancel-suspension/", typed).status_code == 302
    late = head.post(f"{url}record-notice/", told)
    assert late.status_code == 422
    assert "cancelled or decided meanwhile" in late.content.decode()
    assert 'value="cancellation"' in late.content.decode()
    assert "Abena Mensah" in late.content.decode()
    with pytest.raises(NotNow, match="meanwhile"):  # where it was read before, and is done after
        suspensions.record_notice(
            one, "parents", whom="A", how="by_hand", told_on=MONDAY, of="suspension", by=cast.actor("colm"), at=AT
        )
    assert not one.notices.filter(recipient="parents").exists()
    assert head.post(f"{url}record-notice/", told | {"of": "cancellation"}).status_code == 302
    assert one.notices.get(recipient="parents").of == "cancellation"


def test_can_3_days_to_come_of_another_suspension_never_bar_a_cancellation(cast: Cast) -> None:
    last = days(cast, date(2026, 9, 2), date(2026, 11, 20))[43]
    impose(cast, date(2026, 9, 2), last)
    one = impose(cast, MONDAY, MONDAY, at=instant(MONDAY, 8))
    impose(cast, date(2026, 12, 1), date(2026, 12, 2), at=instant(MONDAY, 9), is_fact_only=True)
    cancel(cast, one, MONDAY, "PM", at=instant(MONDAY, 12))
    assert one.state == "cancelled"


def test_entered_the_day_after_it_is_cancelled_from_the_session_in_which_the_pupil_came_back(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 26))
    cancel(cast, one, date(2026, 11, 24), "PM", at=instant(date(2026, 11, 25)))
    assert in_term(cast) == "1.5"
