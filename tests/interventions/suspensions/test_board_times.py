"""Times of the board's meeting that were written down wrongly: put right by its clerk, the old ones kept."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.schoolday import local_day
from agencies.trail.models import TrailEntry
from agencies.words import long_day
from interventions.suspensions import actions as suspensions
from interventions.suspensions.actions import Times
from interventions.suspensions.models import Suspension
from referrals.duties.models import Duty
from tests.browsing import browse, carried, text
from tests.people import Cast
from tests.suspensions import begin, clerk, decide, decision, impose, in_term, instant, letter_of, seat_clerk, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY, LAST = date(2026, 11, 23), date(2026, 12, 15)
EVENING = datetime(2026, 12, 15, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NEXT_DAY = datetime(2026, 12, 16, 21, 0, tzinfo=UTC)


@pytest.fixture
def one(cast: Cast) -> Suspension:
    """Sixteen days; the board met on Wednesday 16 December by what was written down, a day after its limit."""
    suspension = impose(cast, MONDAY, LAST)
    seat_clerk(cast)
    tell(cast, suspension, "governors")
    begin(cast, suspension, NEXT_DAY, EVENING + DAY)
    decide(cast, suspension, decision("declined", EVENING + DAY + HOUR), at=NEXT_DAY)
    return suspension


def correct(cast: Cast, one: Suspension, *times: datetime | None, at: datetime = NEXT_DAY) -> None:
    sitting = one.sittings.order_by("began_at").last()
    assert sitting is not None
    to = Times(*times, back_on=one.back_on)  # type: ignore[arg-type]
    suspensions.correct_board_meeting(one, sitting, to, why="Mistyped.", by=clerk(cast), at=at)


def url_of(one: Suspension) -> str:
    return f"/suspensions/{one.reference}/correct-board-meeting/"


def refused(cast: Cast, one: Suspension, why: str, *times: datetime | None) -> None:
    with pytest.raises(NotNow, match=why), transaction.atomic():
        correct(cast, one, *times)


def typed(**changes: str) -> dict[str, str]:
    return {
        "began_on": "15 12 2026", "began": "18:00", "ended_on": "15 12 2026", "ended": "19:00", "decided": "18:50",
        "why": "It was the day before.", **changes,
    }  # fmt: skip


def test_put_right_it_was_in_time_and_the_old_time_stays(cast: Cast, one: Suspension) -> None:
    client = browse(cast, "iris")
    before = text(client.get(f"/suspensions/{one.reference}/"))
    assert "It decided late: the limit was Tuesday 15 December 2026." in before
    page = client.get(url_of(one))
    assert '"18:00"' in text(page)
    answer = text(client.post(url_of(one), {**carried(page), **typed()}, follow=True))
    assert "The times are corrected." in answer
    assert "It decided in time: the limit was Tuesday 15 December 2026." in answer
    assert "Tuesday 15 December 2026, 6:00pm to 7:00pm: decided at 6:50pm" in answer
    assert "by Iris Fenwick. It said: Wednesday 16 December 2026, 6:00pm to 7:00pm: decided at 7:00pm" in answer
    assert "It was the day before." in answer
    one.refresh_from_db()
    assert (one.begun_at, one.decided_on, one.state) == (EVENING, LAST, "decided")
    assert Duty.objects.get(rule="board_within_15").ended_at == EVENING + timedelta(minutes=50)
    line = TrailEntry.objects.get(act="correct_board_meeting")
    assert line.facts["was"]["began_at"] == (EVENING + DAY).isoformat()


def test_sent_twice_it_is_put_right_once(cast: Cast, one: Suspension) -> None:
    client = browse(cast, "iris")
    sent = {**carried(client.get(url_of(one))), **typed()}
    client.post(url_of(one), sent)
    answer = client.post(url_of(one), sent, follow=True)
    sitting = one.sittings.get()
    assert len(sitting.changes) == 1
    assert "Already done" in text(answer)
    with pytest.raises(AlreadyDone), transaction.atomic():
        correct(cast, one, sitting.began_at, sitting.ended_at, sitting.decided_at)


def test_what_a_colleague_put_right_meanwhile_is_shown_before_it_is_changed(cast: Cast, one: Suspension) -> None:
    client = browse(cast, "iris")
    sent = {**carried(client.get(url_of(one))), **typed()}
    correct(cast, one, EVENING + DAY, EVENING + DAY + HOUR, EVENING + DAY + HOUR / 2)
    answer = client.post(url_of(one), sent)
    assert answer.status_code == 422
    assert "corrected the times of the governing board’s meeting" in text(answer)
    assert "It was the day before." in text(answer)
    assert len(one.sittings.get().changes) == 1


@pytest.mark.parametrize(
    ("why", "began", "ended", "decided"),
    [
        ("before the head decided", instant(date(2026, 11, 20)), EVENING, EVENING),
        ("before the meeting began", EVENING, EVENING - HOUR, EVENING),
        ("before the meeting began", EVENING, EVENING + HOUR, EVENING - HOUR),
        ("after it was written down", NEXT_DAY + HOUR, NEXT_DAY + 2 * HOUR, NEXT_DAY + 2 * HOUR),
        ("after it was written down", EVENING, NEXT_DAY + HOUR, EVENING + HOUR),
    ],
)
def test_what_cannot_have_been_is_refused_and_changes_nothing(
    cast: Cast, one: Suspension, why: str, began: datetime, ended: datetime, decided: datetime
) -> None:
    refused(cast, one, why, began, ended, decided)
    assert one.sittings.get().changes == []


def test_a_form_that_does_not_fit_comes_back_with_what_was_typed(cast: Cast, one: Suspension) -> None:
    client = browse(cast, "iris")
    for changes in ({"began": "late"}, {"began": ""}, {"why": ""}, {"ended": "20:59", "ended_on": "17 12 2026"}):
        answer = client.post(url_of(one), {**carried(client.get(url_of(one))), **typed(**changes)})
        assert answer.status_code == 422
        assert "18:50" in text(answer)
    assert one.sittings.get().changes == []


def test_one_sitting_does_not_pass_the_next(cast: Cast) -> None:
    one = impose(cast, MONDAY, LAST)
    seat_clerk(cast)
    tell(cast, one, "governors")
    begin(cast, one, NEXT_DAY, EVENING - DAY)
    by: dict[str, Any] = {"by": clerk(cast), "at": NEXT_DAY}
    suspensions.adjourn_board_meeting(one, ended_at=EVENING - DAY + HOUR, goes_on_on=LAST, **by)
    begin(cast, one, NEXT_DAY, EVENING)
    first, second = one.sittings.order_by("began_at")
    for sitting, times, why in (
        (first, Times(EVENING - DAY, EVENING + HOUR), "after the meeting went on"),
        (second, Times(EVENING - DAY + HOUR / 2), "before the meeting was adjourned"),
        (second, Times(EVENING - DAY), "before the meeting was adjourned"),
    ):
        with pytest.raises(NotNow, match=why), transaction.atomic():
            suspensions.correct_board_meeting(one, sitting, times, why="Mistyped.", **by)
    suspensions.correct_board_meeting(one, first, Times(EVENING - DAY + HOUR / 2, EVENING - DAY + HOUR), why="x", **by)
    assert one.begun_at == EVENING - DAY + HOUR / 2
    page = text(browse(cast, "iris").get(f"{url_of(one)}?sitting=1"))
    assert "When it ended" in page
    assert "When it ended" not in text(browse(cast, "iris").get(f"{url_of(one)}?sitting=2"))
    for number in ("0", "3", "x", "9" * 40):
        assert browse(cast, "iris").get(f"{url_of(one)}?sitting={number}").status_code == 404


def test_a_reinstatement_follows_the_time_of_the_decision(cast: Cast) -> None:
    """Decided at 10 in the morning the afternoon comes back; at 6 in the evening the whole day was served."""
    one = impose(cast, MONDAY, LAST)
    seat_clerk(cast)
    tell(cast, one, "governors")
    day = date(2026, 12, 2)
    begin(cast, one, NEXT_DAY, instant(day, 9))
    decide(cast, one, decision("reinstated", instant(day, 10), back_on=day), at=NEXT_DAY)
    assert in_term(cast) == "6.5"
    correct(cast, one, instant(day, 9), instant(day, 18), instant(day, 18))
    assert in_term(cast) == "7"
    refused(cast, one, "The pupil is back on the day of the decision or later", instant(day, 9), NEXT_DAY, NEXT_DAY)


def test_a_decision_is_not_moved_past_the_day_on_which_somebody_was_told_of_it(cast: Cast) -> None:
    one = impose(cast, MONDAY, LAST)
    seat_clerk(cast)
    tell(cast, one, "governors")
    early = EVENING - 5 * DAY
    begin(cast, one, early + HOUR, early)
    decide(cast, one, decision("declined", early + HOUR))
    told = {"whom": "Abena Mensah", "how": "by_hand", "told_on": date(2026, 12, 10)}
    suspensions.record_notice(one, "parents", **told, by=cast.actor("amara"), at=NEXT_DAY)
    one.sittings.update(closed_at=NEXT_DAY, entered_at=NEXT_DAY)
    refused(cast, one, "told of the decision on a day before that", early, EVENING, EVENING)


@pytest.mark.parametrize(("name", "status"), [("colm", 403), ("amara", 403), ("sandra", 403), ("helen", 404)])
def test_it_is_the_clerks(cast: Cast, one: Suspension, name: str, status: int) -> None:
    assert browse(cast, name).get(url_of(one)).status_code == status


def test_before_a_meeting_there_is_nothing_to_correct(cast: Cast) -> None:
    one = impose(cast, MONDAY, LAST)
    seat_clerk(cast)
    assert browse(cast, "iris").get(url_of(one)).status_code == 409


DIRECT = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
EARLIER = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


def reinstated(
    cast: Cast, at: datetime, back_on: date | None, first: date = date(2026, 11, 16), last: date = LAST
) -> Suspension:
    one = impose(cast, first, last)
    seat_clerk(cast)
    tell(cast, one, "governors")
    begin(cast, one, NEXT_DAY, at)
    decide(cast, one, decision("reinstated", at, back_on=back_on), at=NEXT_DAY)
    return one


def as_it_is(one: Suspension) -> tuple[Any, ...]:
    one.refresh_from_db()
    gone = one.sessions.filter(fell_away=True).order_by("day", "id").values_list("day", "session").first()
    return one.decided_on, one.back_on, gone


def send(cast: Cast, one: Suspension, at: datetime, **changes: str) -> Any:
    day = f"{at:%d %m %Y}"
    times = typed(began_on=day, began=f"{at:%H:%M}", ended_on=day, ended=f"{at:%H:%M}", decided=f"{at:%H:%M}")
    with time_machine.travel(NEXT_DAY, tick=False):
        client = browse(cast, "iris")
        page = client.get(url_of(one))
        return client.post(url_of(one), {**carried(page), **times, **changes}, follow=True)


@pytest.mark.parametrize(
    ("first", "said", "then"), [(EARLIER, WEDNESDAY, DIRECT), (DIRECT, WEDNESDAY, EARLIER)], ids=["later", "earlier"]
)
def test_the_day_of_return_is_what_it_were_had_it_been_recorded_so(
    cast: Cast, first: datetime, said: date, then: datetime
) -> None:
    one = reinstated(cast, first, said)
    answer = send(cast, one, then, back_on="25 11 2026")
    back_on = THURSDAY if then == DIRECT else WEDNESDAY
    assert as_it_is(one) == (local_day(then), back_on, (back_on, "AM"))
    assert f"back in school from {long_day(back_on)}" in said_in(letter_of(cast, one))
    if then == DIRECT:
        assert "It said: Tuesday 24 November 2026, 6:00pm to 6:00pm: decided at 6:00pm" in text(answer)
        assert "Back in school from Wednesday 25 November 2026." in text(answer)


def said_in(letter: str) -> str:
    return " ".join(letter.split())


def test_the_day_that_the_board_said_is_asked_where_the_time_of_the_decision_changes(cast: Cast) -> None:
    one = reinstated(cast, EARLIER, WEDNESDAY)
    before = as_it_is(one)
    answer = send(cast, one, DIRECT)
    assert answer.status_code == 422
    assert "Days of the suspension were still to come then. Enter the day from which the pupil is back" in text(answer)
    assert "It is Wednesday 25 November 2026 now" in text(answer)
    assert as_it_is(one) == before
    assert send(cast, one, EARLIER, began="17:00").status_code == 200
    assert as_it_is(one) == before


def test_reinstated_when_all_was_served_and_put_right_to_a_day_when_some_was_to_come(cast: Cast) -> None:
    served = datetime(2026, 11, 25, 18, tzinfo=UTC)
    one = reinstated(cast, served, None, date(2026, 10, 5), date(2026, 11, 20))
    then = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
    assert "Enter the day from which the pupil is back" in text(send(cast, one, then))
    assert send(cast, one, then, back_on="19 11 2026").status_code == 200
    assert as_it_is(one) == (date(2026, 11, 18), date(2026, 11, 19), (date(2026, 11, 19), "AM"))
    again = datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert send(cast, one, again).status_code == 200
    assert as_it_is(one) == (WEDNESDAY, None, None)


def test_of_a_decision_that_reinstates_nobody_no_day_is_asked(cast: Cast, one: Suspension) -> None:
    assert "back_on" not in text(browse(cast, "iris").get(url_of(one)))


def test_of_two_tabs_the_second_is_told_of_the_first(cast: Cast, one: Suspension) -> None:
    with time_machine.travel(NEXT_DAY, tick=False) as clock:
        client = browse(cast, "iris")
        first, second = client.get(url_of(one)), client.get(url_of(one))
        clock.shift(60)
        assert client.post(url_of(one), {**carried(first), **typed()}).status_code == 302
        answer = client.post(url_of(one), {**carried(second), **typed(decided="18:40")})
    assert answer.status_code == 422
    assert "You corrected the times of the governing board’s meeting" in text(answer)
    assert len(one.sittings.get().changes) == 1
