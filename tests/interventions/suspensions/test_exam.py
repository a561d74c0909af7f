"""The day of an exam that is learned after the head decided: the board's limit and its target follow (law.md GB-6)."""

from datetime import date, timedelta

import pytest

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.calendar.models import TermDate
from agencies.outbox.models import Letter
from interventions.suspensions import actions
from interventions.suspensions.models import Suspension
from referrals.duties.models import Duty
from tests.browsing import browse, read, said, text
from tests.interventions.suspensions.test_clerk import EXAMS
from tests.people import AT, Cast
from tests.suspensions import MONDAY, begin, impose, instant, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LATER = AT + timedelta(hours=1)


def exam(cast: Cast, one: Suspension, on: date | None, *, who: str = "amara") -> None:
    actions.record_exam_day(one, misses_exam=on is not None, exam_on=on, by=cast.actor(who), at=LATER)


def of_board(one: Suspension) -> dict[str, date]:
    return {rule: due for rule, due in owed(one).items() if rule.startswith("board")}


@pytest.mark.parametrize("row", EXAMS)
def test_vectors_e_learned_after_the_decision_and_the_notice_the_clocks_are_the_same(cast: Cast, row: str) -> None:
    first, exam_on, limit, target = EXAMS[row]
    TermDate.objects.create(agency=cast.alder, first_on=date(2027, 6, 7), last_on=date(2027, 6, 7), kind="inset")
    one = impose(cast, first, exam_on)
    exam(cast, one, exam_on)
    assert one.board == "meets"
    tell(cast, one, "governors", first)
    assert of_board(one) == {"board_within_15": limit, "board_before_exam": target}


def test_vectors_e_over_five_days_it_takes_the_board_from_50_to_15_days(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 2))
    tell(cast, one, "governors")
    actions.record_representations(one, whose="Mother", on=MONDAY, by=cast.actor("amara"), at=AT)
    assert set(of_board(one)) == {"board_within_50"}
    exam(cast, one, date(2026, 12, 1))
    assert of_board(one) == {"board_within_15": date(2026, 12, 15), "board_before_exam": date(2026, 11, 30)}


def test_another_day_moves_the_target_and_what_was_said_stays(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 2), misses_exam=True, exam_on=date(2026, 12, 1))
    tell(cast, one, "governors")
    exam(cast, one, date(2026, 11, 26))
    assert of_board(one) == {"board_within_15": date(2026, 12, 15), "board_before_exam": date(2026, 11, 25)}
    fell = Duty.objects.get(subject_ref=one.reference, rule="board_before_exam", state="void")
    assert fell.why == "The exam is on another day than was said, or none is missed."
    page = read(cast, "amara", f"/suspensions/{one.reference}/")
    assert (
        "The exam, by Amara Adeyemi: one is missed on Thursday 26 November 2026. Before: one is missed on Tuesday 1 "
        "December 2026"
    ) in page


def test_where_the_school_lets_them_sit_it_the_duty_to_meet_falls_away(cast: Cast) -> None:
    one = impose(cast, MONDAY, misses_exam=True, exam_on=MONDAY)
    tell(cast, one, "governors")
    exam(cast, one, None)
    assert (one.board, of_board(one)) == ("", {})
    assert "The day of an exam was recorded: the board has no duty to meet on it" in read(
        cast, "amara", f"/suspensions/{one.reference}/"
    )


def test_it_is_a_day_of_the_suspension_once_and_not_under_the_boards_meeting(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25))
    with pytest.raises(NotNow, match="no day of the suspension"):
        exam(cast, one, date(2026, 11, 26))
    exam(cast, one, date(2026, 11, 25))
    with pytest.raises(AlreadyDone):
        exam(cast, one, date(2026, 11, 25))
    tell(cast, one, "governors")
    begin(cast, one, instant(MONDAY, 17))
    with pytest.raises(NotNow, match="has begun"):
        exam(cast, one, None)


def test_over_http_a_yes_needs_its_day(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25))
    client, url = browse(cast, "amara"), f"/suspensions/{one.reference}/record-exam-day/"
    assert "Does Kofi miss a public exam or national test?" in text(client.get(url))
    assert "Enter the day of the exam" in text(client.post(url, {"misses_exam": "yes"}))
    assert "leave its day empty" in text(client.post(url, {"misses_exam": "no", "exam_on": "24 11 2026"}))
    sent = {"misses_exam": "yes", "exam_on": "24 11 2026"}
    assert said(client.post(url, sent)) == ["It is kept. What the board owes by it is worked out again."]
    assert said(client.post(url, sent))
    one.refresh_from_db()
    assert (one.exam_on, len([change for change in one.changes if "exam" in change])) == (date(2026, 11, 24), 1)


@pytest.mark.parametrize("who", ["tom", "sandra", "helen", "priti"])
def test_nobody_but_who_leads_at_its_school_says_it(cast: Cast, who: str) -> None:
    one = impose(cast, MONDAY)
    url = f"/suspensions/{one.reference}/record-exam-day/"
    assert browse(cast, who).post(url, {"misses_exam": "yes", "exam_on": "23 11 2026"}).status_code in (403, 404)
    one.refresh_from_db()
    assert not one.misses_exam


def test_a_no_where_nobody_had_said_is_kept_with_who_said_it_and_told_to_nobody(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25))
    letters = Letter.objects.count()
    client, url = browse(cast, "amara"), f"/suspensions/{one.reference}/record-exam-day/"
    assert said(client.post(url, {"misses_exam": "no"})) == [
        "It is kept. What the board owes by it is worked out again."
    ]
    page = text(client.get(f"/suspensions/{one.reference}/"))
    assert "The exam, by Amara Adeyemi: none is missed. Before: nobody had said" in page
    assert Letter.objects.count() == letters
    again = browse(cast, "colm").post(url, {"misses_exam": "no"}, follow=True)
    assert "imposed" not in " ".join(said(again))
    one.refresh_from_db()
    assert len(one.changes) == 1
