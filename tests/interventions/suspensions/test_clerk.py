"""The clerk to the governing board: the meeting at its true times, entered then or later, by nobody who leads."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from agencies.acting.refusals import NotNow
from agencies.calendar.models import TermDate
from agencies.deadlines import RULES, Force
from agencies.directory.models import Agency
from agencies.outbox.models import Delivery
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.schoolday import end_of_day, local_day
from agencies.settings.models import Setting
from interventions.demonstration.stage import tick
from interventions.suspensions import access
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension
from interventions.suspensions.pages import suspensions_for_system
from interventions.work.pages import my_work
from referrals.duties.models import Duty
from tests import stories
from tests.browsing import browse, text
from tests.people import AT, LONG_AGO, Cast, make_people, set_clock
from tests.suspensions import (
    begin,
    cancel,
    clerk,
    decide,
    decision,
    impose,
    in_term,
    instant,
    letter_of,
    owed,
    seat_clerk,
    tell,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY, LAST = date(2026, 11, 23), date(2026, 12, 15)
EVENING = datetime(2026, 12, 15, 18, 3, tzinfo=UTC)
NEXT_DAY = instant(date(2026, 12, 16))


@pytest.fixture
def one(cast: Cast) -> Suspension:
    """Sixteen days: the board was told on Monday 23 November, and has until Tuesday 15 December (law.md 1.11 A)."""
    suspension = impose(cast, MONDAY, date(2026, 12, 15))
    seat_clerk(cast)
    tell(cast, suspension, "governors")
    return suspension


def represent(cast: Cast, one: Suspension, on: date) -> None:
    suspensions.record_representations(one, whose="Abena Mensah", on=on, by=clerk(cast), at=instant(on))


def refused(do: Callable[[], object], why: str) -> None:
    with pytest.raises(NotNow, match=why), transaction.atomic():
        do()


def adjourn(cast: Cast, one: Suspension, ended_at: datetime, goes_on_on: date | None = None, at: Any = None) -> None:
    suspensions.adjourn_board_meeting(one, ended_at=ended_at, goes_on_on=goes_on_on, by=clerk(cast), at=at or NEXT_DAY)


def five_days(cast: Cast) -> None:
    """The council's own limit for a board that by law has fifteen school days."""
    limit = {"name": "board_within_15_limit", "value": 5, "starts_on": MONDAY, "set_by": "Grace"}
    Setting.objects.create(authority=cast.wexmoor, **limit)


def board_duty() -> Duty:
    duty: Duty = Duty.objects.get(rule="board_within_15")
    return duty


def test_a_meeting_held_on_the_limit_and_entered_the_next_day_is_in_time(cast: Cast, one: Suspension) -> None:
    assert board_duty().due_on == LAST
    begin(cast, one, NEXT_DAY, EVENING)
    decide(cast, one, decision("declined", EVENING + timedelta(minutes=50)), at=NEXT_DAY)
    duty = board_duty()
    assert duty.state == "met"
    assert duty.ended_at == EVENING + timedelta(minutes=50)
    assert duty.ended_at < end_of_day(duty.due_on) < NEXT_DAY
    assert (one.begun_at, one.decided_on) == (EVENING, LAST)
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    assert "It decided in time: the limit was Tuesday 15 December 2026." in page
    assert "Tuesday 15 December 2026, 6:03pm to 6:53pm: decided at 6:53pm" in page


def test_a_meeting_a_day_after_the_limit_is_late_and_still_decides(cast: Cast, one: Suspension) -> None:
    """law.md GB-10: passing the limit does not void the duty."""
    begin(cast, one, NEXT_DAY)
    decide(cast, one, decision("declined", NEXT_DAY))
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    assert "It decided late: the limit was Tuesday 15 December 2026." in page


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2026, 12, 1), ("in time", "in time")),
        (date(2026, 12, 8), ("in time", "late")),
        (date(2026, 12, 16), ("late", "late")),
    ],
)
def test_within_the_laws_days_a_board_is_in_time_by_law_whatever_the_councils_own_limit(
    cast: Cast, on: date, says: tuple[str, str]
) -> None:
    """The council asks for five school days where the law gives fifteen: each is said by itself."""
    five_days(cast)
    one = impose(cast, MONDAY, date(2026, 12, 15))
    seat_clerk(cast)
    tell(cast, one, "governors")
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    assert "Meets and decides by Tuesday 1 December 2026" in page
    assert "That is the council’s own limit. By law it is Tuesday 15 December 2026: SI 2012/1033" in page
    assert "The law says so" not in page
    begin(cast, one, instant(on, 17))
    decide(cast, one, decision("declined", instant(on, 17)))
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    by_law, by_own = says
    assert f"It decided {by_law} by law, whose limit was Tuesday 15 December 2026" in page
    assert f"; {by_own} by the council’s own, which was Tuesday 1 December 2026." in page


def test_a_system_is_not_told_that_the_councils_own_limit_is_the_laws(cast: Cast) -> None:
    five_days(cast)
    one = impose(cast, MONDAY, date(2026, 12, 15))
    tell(cast, one, "governors")
    (shown,) = suspensions_for_system([one], {})
    (board,) = [duty for duty in shown["duties"] if duty["rule"] == "board_within_15"]  # type: ignore[attr-defined]
    assert board["source"].startswith("The council’s own limit, tighter than that of: SI 2012/1033")


@pytest.mark.parametrize("name", ["Alder Hythe School", "The Very Long Name " * 7])
def test_the_councils_manager_is_told_which_limit_has_passed_its_own_or_the_laws(cast: Cast, name: str) -> None:
    five_days(cast)
    Agency.objects.filter(pk=cast.alder.pk).update(name=name)
    tell(cast, impose(cast, MONDAY, date(2026, 12, 15)), "governors")
    on_the_morning_of(date(2026, 12, 3))
    (said,) = told_of(cast, "grace")
    assert "which was due by 1 Dec 2026, your council’s own limit: by law it is due by 15 Dec 2026. " in said


def test_what_is_entered_a_year_later_is_kept_with_the_day_on_which_it_was(cast: Cast, one: Suspension) -> None:
    later = EVENING + timedelta(days=365)
    begin(cast, one, later, EVENING)
    decide(cast, one, decision("declined", EVENING), at=later)
    sitting = one.sittings.get()
    assert (sitting.began_at, sitting.ended_at, sitting.entered_at) == (EVENING, EVENING, later)
    assert (board_duty().ended_at, one.decided_on) == (EVENING, LAST)


def test_an_adjourned_meeting_goes_on_and_its_limit_stands(cast: Cast, one: Suspension) -> None:
    first = instant(date(2026, 12, 10), 17)
    begin(cast, one, first)
    adjourn(cast, one, first + timedelta(hours=1), LAST, first + timedelta(hours=2))
    assert (one.state, board_duty().due_on, board_duty().state) == ("adjourned", LAST, "open")
    refused(lambda: cancel(cast, one, local_day(first), at=first + timedelta(hours=3)), "has begun")
    begin(cast, one, NEXT_DAY, EVENING)
    decide(cast, one, decision("declined", EVENING + timedelta(hours=1)), at=NEXT_DAY)
    assert one.begun_at == first
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    assert "Thursday 10 December 2026, 5:00pm to 6:00pm: adjourned until Tuesday 15 December 2026" in page
    assert "Tuesday 15 December 2026, 6:03pm to 7:03pm: decided at 7:03pm" in page


def test_in_the_wrong_order_nothing_is_recorded(cast: Cast, one: Suspension) -> None:
    refused(lambda: decide(cast, one, decision("declined", EVENING), at=NEXT_DAY), "has not begun")
    refused(lambda: adjourn(cast, one, EVENING), "has not begun")
    refused(lambda: begin(cast, one, NEXT_DAY, instant(date(2026, 11, 20))), "before the head decided")
    begin(cast, one, NEXT_DAY, EVENING)
    refused(lambda: begin(cast, one, NEXT_DAY, EVENING), "has begun")
    before = EVENING - timedelta(minutes=1)
    refused(lambda: decide(cast, one, decision("declined", before), at=NEXT_DAY), "before the meeting began")
    refused(lambda: adjourn(cast, one, before), "before the meeting began")
    adjourn(cast, one, EVENING + timedelta(hours=1))
    refused(lambda: adjourn(cast, one, EVENING + timedelta(hours=2)), "It was adjourned")
    refused(lambda: begin(cast, one, NEXT_DAY, EVENING + timedelta(minutes=59)), "before the meeting was adjourned")
    one.refresh_from_db()
    assert one.sittings.count() == 1


def test_a_sitting_that_ended_as_it_began_does_not_begin_again_at_that_very_time(cast: Cast, one: Suspension) -> None:
    begin(cast, one, NEXT_DAY, EVENING)
    adjourn(cast, one, EVENING)
    refused(lambda: begin(cast, one, NEXT_DAY, EVENING), "before the meeting was adjourned")


def test_nothing_is_recorded_that_is_still_to_come(cast: Cast, one: Suspension) -> None:
    refused(lambda: begin(cast, one, AT, AT + timedelta(minutes=1)), "still to come")
    begin(cast, one, NEXT_DAY, EVENING)
    refused(lambda: adjourn(cast, one, NEXT_DAY + timedelta(hours=1)), "still to come")
    refused(lambda: adjourn(cast, one, EVENING, date(2026, 12, 14)), "before the meeting was adjourned")
    refused(lambda: adjourn(cast, one, EVENING, date(2028, 1, 14)), "more than one year")
    later = decision("declined", NEXT_DAY + timedelta(hours=1))
    refused(lambda: decide(cast, one, later, at=NEXT_DAY), "still to come")


@pytest.mark.parametrize("name", ["colm", "amara"])
def test_neither_the_head_nor_the_inclusion_lead_records_the_board(cast: Cast, one: Suspension, name: str) -> None:
    client, url = browse(cast, name), f"/suspensions/{one.reference}/"
    page = text(client.get(url))
    for act in ("begin-board-meeting", "adjourn-board-meeting", "record-board-decision", "consider-representations"):
        assert f"{url}{act}/" not in page
        assert client.get(f"{url}{act}/").status_code == 403
        assert client.post(f"{url}{act}/", {"on": "23 11 2026", "clock": "10:00"}).status_code == 403
    assert Suspension.objects.get().state == "imposed"


def test_who_leads_and_has_a_clerks_seat_too_records_nothing_and_the_school_still_needs_a_clerk(cast: Cast) -> None:
    one = impose(cast, misses_exam=True)
    tell(cast, one, "governors")
    Seat.objects.create(person=cast.people["amara"], agency=cast.alder, role=Role.CLERK, starts_at=LONG_AGO)
    url = f"/suspensions/{one.reference}/begin-board-meeting/"
    assert browse(cast, "amara").get(url).status_code == 403
    assert [row.label for group in my_work(cast.actor("colm"), AT).groups for row in group.rows if row.duty.act == (
        Act.RECORD_BOARD_DECISION
    )] == ["Invite a clerk"]  # fmt: skip


def test_the_clerk_reads_the_suspension_and_its_letter_and_not_the_case(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose(cast)
    seat_clerk(cast)
    client = browse(cast, "iris")
    assert "Kofi Mensah-Hart" in text(client.get("/suspensions/"))
    page = text(client.get(f"/suspensions/{one.reference}/"))
    assert "Mentoring." in page
    assert case.reference not in page
    assert "record-notice" not in page
    assert client.get(f"/suspensions/{one.reference}/letter/").status_code == 200
    for url in (f"/cases/{case.reference}/", f"/pupils/{cast.kofi.reference}/", "/suspensions/impose-suspension/"):
        assert client.get(url).status_code in (403, 404), url
    assert client.get(f"/suspensions/{one.reference}/record-notice/").status_code == 403
    assert "Kofi" not in text(client.get("/cases/"))


def test_a_clerk_of_another_school_finds_nothing(cast: Cast, one: Suspension) -> None:
    cast.people |= make_people({"olive": ("Olive Marsh", cast.merrow, Role.CLERK)})
    client = browse(cast, "olive")
    for path in ("", "begin-board-meeting/", "letter/"):
        assert client.get(f"/suspensions/{one.reference}/{path}").status_code == 404


def test_a_clerk_whose_seat_has_ended_finds_nothing_and_the_head_is_asked_to_invite_one(
    cast: Cast, one: Suspension
) -> None:
    duty = board_duty()
    shown = text(browse(cast, "iris").get("/my-work/"))
    assert "The governing board meets and decides on reinstatement" in shown
    assert "Invite a clerk" not in shown
    assert "Invite a clerk" not in text(browse(cast, "colm").get("/my-work/"))
    Seat.objects.filter(person=cast.people["iris"]).update(ends_at=AT)
    assert browse(cast, "iris").get(f"/suspensions/{one.reference}/").status_code == 404
    assert not access.suspensions(cast.actor("iris"), Act.BEGIN_BOARD_MEETING).exists()
    page = text(browse(cast, "colm").get("/my-work/"))
    assert "The school has no clerk here. The governing board meets and decides on reinstatement" in page
    assert f'href="/people/{cast.alder.reference}/invite-person/"' in page
    assert browse(cast, "colm").get(f"/duties/{duty.reference}/").status_code == 200
    assert "Invite a clerk" not in text(browse(cast, "amara").get("/my-work/"))


def told_of(cast: Cast, name: str) -> list[str]:
    found = Delivery.objects.filter(person=cast.people[name], channel="inbox").order_by("id")
    return [delivery.letter.words for delivery in found.select_related("letter")]


def on_the_morning_of(day: date) -> None:
    at = instant(day, 9)
    set_clock(at)
    tick(at)


def test_the_councils_manager_is_told_of_the_school_and_no_child_once_it_is_late(cast: Cast, one: Suspension) -> None:
    Seat.objects.filter(person=cast.people["iris"]).update(ends_at=AT)
    on_the_morning_of(date(2026, 12, 16))
    assert not told_of(cast, "grace")  # held on the last day it may be entered the day after
    on_the_morning_of(date(2026, 12, 17))
    on_the_morning_of(date(2026, 12, 18))
    (said,) = told_of(cast, "grace")
    assert said == (
        "Nobody has recorded that the governing board of Alder Hythe School met, which was due by 15 Dec 2026. "
        "The school has no clerk here: its head can invite one."
    )
    assert any("late" in words for words in told_of(cast, "colm"))


def test_with_a_clerk_the_clerk_is_reminded_and_nobody_is_told_of_what_is_met_in_time(
    cast: Cast, one: Suspension
) -> None:
    on_the_morning_of(LAST)
    assert any(words.startswith("Due today") for words in told_of(cast, "iris"))
    begin(cast, one, NEXT_DAY, EVENING)
    decide(cast, one, decision("declined", EVENING), at=NEXT_DAY)
    on_the_morning_of(date(2026, 12, 18))
    assert not told_of(cast, "grace")


def test_reinstated_after_the_days_were_served_there_is_no_day_of_return(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25), misses_exam=True)
    tell(cast, one, "governors")
    at = instant(date(2026, 12, 2))
    begin(cast, one, at)
    a_day = decision("reinstated", at, "Never.", date(2026, 12, 3))
    refused(lambda: decide(cast, one, a_day), "nobody comes back on it")
    decide(cast, one, decision("reinstated", at, "It should not have been."))
    assert (one.back_on, in_term(cast)) == (None, "3")
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    said = "Decided that the pupil should have been reinstated: the suspension was over by then, and its days count"
    assert said in page
    assert "Back in school from" not in page
    letter = letter_of(cast, one)
    assert "decided that Kofi should have been reinstated" in letter
    assert "is back in school from" not in letter


def test_reinstated_while_days_are_to_come_there_is_one(cast: Cast, one: Suspension) -> None:
    at = instant(date(2026, 12, 2), 17)
    begin(cast, one, at)
    refused(lambda: decide(cast, one, decision("reinstated", at)), "say from which")
    decide(cast, one, decision("reinstated", at, back_on=date(2026, 12, 2)))
    kept = one.sessions.filter(fell_away=False, day=date(2026, 12, 2)).values_list("session", flat=True)
    assert list(kept) == ["AM", "PM"]
    assert one.back_on == date(2026, 12, 3)


EXAMS = {  # row of law.md 1.11 E, as it applies to a suspension: first day, day of the exam, hard limit, target
    "E, exam on Mon 17 May": (date(2027, 5, 10), date(2027, 5, 17), date(2027, 6, 8), date(2027, 5, 14)),
    "E, exam on the day after": (date(2027, 5, 10), date(2027, 5, 11), date(2027, 6, 8), date(2027, 5, 10)),
    "E, exam after the INSET day": (MONDAY, date(2026, 11, 30), date(2026, 12, 15), date(2026, 11, 26)),
}


@pytest.mark.parametrize("row", EXAMS)
def test_vectors_e_before_the_exam_so_far_as_practicable_and_by_the_limit(cast: Cast, row: str) -> None:
    first, exam_on, limit, target = EXAMS[row]
    TermDate.objects.create(agency=cast.alder, first_on=date(2027, 6, 7), last_on=date(2027, 6, 7), kind="inset")
    one = impose(cast, first, exam_on, misses_exam=True, exam_on=exam_on)
    assert not {"board_before_exam", "board_within_15"} & set(owed(one))
    tell(cast, one, "governors")
    assert {rule: due for rule, due in owed(one).items() if rule.startswith("board")} == {
        "board_within_15": limit,
        "board_before_exam": target,
    }


def test_a_missed_target_is_amber_and_a_missed_limit_is_late(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 30), misses_exam=True, exam_on=date(2026, 11, 30))
    seat_clerk(cast)
    tell(cast, one, "governors")
    at = instant(date(2026, 12, 17))
    rows = {row.duty.rule: row.tag for group in my_work(cast.actor("iris"), at).groups for row in group.rows}
    assert rows == {"board_before_exam": "due", "board_within_15": "late"}


def test_an_exam_whose_day_has_come_has_the_limit_alone(cast: Cast) -> None:
    one = impose(cast, MONDAY, misses_exam=True, exam_on=MONDAY)
    tell(cast, one, "governors")
    assert {rule for rule in owed(one) if rule.startswith("board")} == {"board_within_15"}


def test_up_to_five_days_the_board_considers_what_the_family_wrote(cast: Cast) -> None:
    """law.md GB-1: no duty to meet, no power; ten school days are ours."""
    one = impose(cast)
    represent(cast, one, date(2026, 11, 24))
    assert owed(one)["consider_representations"] == date(2026, 12, 9)
    refused(lambda: begin(cast, one), "no power to reinstate")
    at = instant(date(2026, 11, 30))
    consider = {"on": date(2026, 11, 30), "view": "A day was too much.", "by": clerk(cast), "at": at}
    refused(lambda: suspensions.consider_representations(one, **{**consider, "on": MONDAY}), "on which they came")
    suspensions.consider_representations(one, **consider)
    assert "consider_representations" not in owed(one)
    refused(lambda: suspensions.consider_representations(one, **consider), "No representations wait")
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    assert "What was written to the board was considered on Monday 30 November 2026. A day was too much." in page


def test_ten_days_that_are_ours_are_called_nobodys_law_and_the_council_may_set_others(cast: Cast) -> None:
    assert {rule.name for rule in RULES if "ours" in rule.source and rule.force is not Force.LOCAL} == set()
    limit = {"name": "consider_representations_limit", "value": 15, "starts_on": MONDAY, "set_by": "Grace"}
    Setting.objects.create(authority=cast.wexmoor, **limit)
    one = impose(cast)
    represent(cast, one, date(2026, 11, 24))
    duty = Duty.objects.get(rule="consider_representations")
    assert duty.limit == 15
    seat_clerk(cast)
    page = text(browse(cast, "iris").get(f"/duties/{duty.reference}/"))
    assert "The council’s or the service’s own rule, not law." in page
    assert "by the guidance promptly" in page
    page = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/"))
    assert "That day is the council’s or the service’s own: the guidance says promptly." in page


def test_over_five_days_without_a_word_from_the_family_nothing_is_owed_of_the_board(cast: Cast) -> None:
    """law.md GB-3."""
    one = impose(cast, MONDAY, date(2026, 12, 1))
    tell(cast, one, "governors")
    assert not {rule for rule in owed(one) if rule.startswith(("board", "consider"))}


def test_what_was_to_be_considered_becomes_a_meeting_when_an_earlier_one_is_entered(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 24), date(2026, 11, 24), at=instant(date(2026, 11, 24)))
    represent(cast, one, date(2026, 11, 24))
    assert "consider_representations" in owed(one)
    impose(cast, date(2026, 11, 16), date(2026, 11, 20), at=instant(date(2026, 11, 16)))
    one.refresh_from_db()
    assert one.board == "asked"
    assert "consider_representations" not in owed(one)
    tell(cast, one, "governors")
    assert "board_within_50" in owed(one)


def test_under_an_open_meeting_the_duty_is_derived_again_and_the_board_gives_its_view(cast: Cast) -> None:
    """An earlier suspension never happened: the board that has begun has no power any more, and its duty is gone."""
    earlier = impose(cast, date(2026, 11, 2), date(2026, 11, 20), at=instant(date(2026, 11, 2)))
    one = impose(cast, MONDAY, MONDAY)
    tell(cast, one, "governors")
    begin(cast, one)
    assert "board_within_15" in owed(one)
    suspensions.void_suspension(earlier, why="Another pupil.", by=cast.actor("colm"), at=AT)
    one.refresh_from_db()
    assert (one.board, one.state) == ("", "begun")
    assert not {rule for rule in owed(one) if rule.startswith("board")}
    refused(lambda: decide(cast, one, decision("declined", AT)), "no power to reinstate")
    decide(cast, one, decision("viewed", AT, "A day was right."))
    assert one.state == "decided"


def test_a_board_that_has_power_decides_and_gives_no_mere_view(cast: Cast, one: Suspension) -> None:
    begin(cast, one)
    refused(lambda: decide(cast, one, decision("viewed", AT)), "has to decide")


def test_under_an_open_meeting_it_is_neither_voided_nor_corrected_nor_cancelled(cast: Cast, one: Suspension) -> None:
    begin(cast, one)
    client = browse(cast, "colm")
    for act in ("void", "correct", "shorten", "cancel"):
        assert client.get(f"/suspensions/{one.reference}/{act}-suspension/").status_code == 409


def test_guard_1_before_the_meeting_the_head_says_that_it_has_not_begun(cast: Cast, one: Suspension) -> None:
    """Its clerk may write down later when it began, so whoever cancels is asked."""
    url, client = f"/suspensions/{one.reference}/cancel-suspension/", browse(cast, "colm")
    typed = {"why": "New evidence.", "back_on": "23 11 2026", "back_session": "PM"}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert "the law bars cancelling" in text(answer)
    assert client.post(url, {**typed, "not_begun": "on"}).status_code == 302
    assert "board_within_15" not in owed(one)
    refused(lambda: begin(cast, Suspension.objects.get(), NEXT_DAY, EVENING), "was cancelled")
