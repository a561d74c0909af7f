"""A changed calendar moves the open clocks of its school: both days and the reason are kept, each is told once."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.acting.refusals import NotNow
from agencies.calendar.actions import keep_year
from agencies.calendar.facts import SchoolYear, bank_holidays, school_calendar
from agencies.calendar.models import TermDate
from agencies.closures.actions import end_closure, keep_closure
from agencies.closures.models import Closure
from agencies.outbox.models import Delivery, Letter
from agencies.schoolday import Row, local_instant
from agencies.trail.models import TrailEntry
from interventions.suspensions.models import Suspension
from referrals.duties import actions as duties
from referrals.duties.facts import Days
from referrals.duties.models import Duty, DutyStep
from tests import stories
from tests.browsing import browse, text
from tests.owing import on
from tests.people import AT, TERMS, Cast, set_clock
from tests.referrals.duties.sweeping import DUE, MINUTE, address, plan
from tests.suspensions import impose, seat_clerk, tell

pytestmark = pytest.mark.django_db
D = date
YEAR = [Row(*row) for row in TERMS]
"""What the cast's schools have from the start."""
INSET = YEAR.index(Row(D(2026, 11, 27), D(2026, 11, 27), "inset"))


def keep(cast: Cast, *changed: tuple[date, date, str], at: datetime = AT, without: int | None = None) -> dict[str, Any]:
    """The school's year with more rows, and without one of those it has."""
    rows = [row for n, row in enumerate(YEAR) if n != without] + [Row(*row) for row in changed]
    set_clock(at)
    return keep_year(SchoolYear(cast.alder, 2026), rows, by=cast.actor("colm", at), at=at)


def inset(day: date) -> tuple[date, date, str]:
    return day, day, "inset"


def due(rule: str = "name_lead") -> date:
    return Duty.objects.get(rule=rule).due_on


def page_of(rule: str) -> str:
    return reverse("see_duty", args=[Duty.objects.get(rule=rule).reference])


def of_act() -> dict[str, Any]:
    return TrailEntry.objects.filter(act="keep_year").latest("id").facts


def test_an_inset_day_moves_what_counts_it_and_the_trail_has_the_counts_in_one_line(cast: Cast) -> None:
    stories.case(cast, at=on(20))
    before = dict(Duty.objects.values_list("rule", "due_on"))
    facts = keep(cast, inset(D(2026, 11, 25)))
    assert (before["name_lead"], due("name_lead")) == (D(2026, 11, 30), D(2026, 12, 1))
    moved = {rule for rule, day in Duty.objects.owed().values_list("rule", "due_on") if day != before[rule]}
    assert (facts["later"], facts["earlier"], facts["held"]) == (len(moved), 0, 0)
    assert TrailEntry.objects.filter(act="keep_year").count() == 1
    assert {name: of_act()[name] for name in ("later", "earlier", "held", "same")} == {
        name: facts[name] for name in ("later", "earlier", "held", "same")
    }


def test_both_days_and_the_reason_stand_on_the_duty_and_on_its_page(cast: Cast) -> None:
    stories.case(cast, at=on(20))
    keep(cast, inset(D(2026, 11, 25)))
    duty = Duty.objects.get(rule="name_lead")
    assert [(one["was"], one["now"]) for one in duty.shifts] == [("2026-11-30", "2026-12-01")]
    page = text(browse(cast, "amara").get(page_of("name_lead")))
    assert "It was due on Monday 30 November 2026." in page
    assert "The change of the school year 2026/27 moved it to Tuesday 1 December 2026." in page
    assert "The date holds as it was set" not in page


def test_a_row_of_my_work_says_both_days(cast: Cast) -> None:
    stories.case(cast)
    assert "(before: " not in text(browse(cast, "amara").get("/my-work/"))
    keep(cast, inset(D(2026, 11, 25)))
    assert "Wed 2 Dec (before: Tue 1 Dec)" in text(browse(cast, "amara").get("/my-work/"))


def test_a_row_of_my_work_says_the_day_that_the_schools_days_give_where_a_later_one_holds(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE)
    address(DUE)
    assert keep(cast, without=INSET, at=DUE)["held"] == 2
    assert "Tue 1 Dec (by the school’s days: Mon 30 Nov)" in text(browse(cast, "amara").get("/my-work/"))


def test_what_its_council_wrote_a_school_hears_of_where_no_clock_moves_too(cast: Cast) -> None:
    rows = [*YEAR, Row(*inset(D(2027, 3, 9)))]
    keep_year(SchoolYear(cast.alder, 2026), rows, by=cast.actor("colm"), at=AT)
    address(AT)
    assert not Delivery.objects.filter(letter__subject_kind="year").exists()
    keep_year(SchoolYear(cast.alder, 2026), YEAR, by=cast.actor("sandra"), at=AT + MINUTE)
    address(AT + MINUTE)
    told = Delivery.objects.filter(letter__subject_kind="year", channel="inbox")
    assert {one.person.name for one in told} == {"Amara Adeyemi", "Colm Brannigan"}
    assert told[0].letter.words == "Your school’s days were changed by its council. No due day moved with them."


def test_whoever_owes_them_hears_of_one_change_once_and_its_author_does_not(cast: Cast) -> None:
    stories.case(cast, at=on(20))
    assert keep(cast, inset(D(2026, 11, 25)))["later"] > 1
    address(AT)
    told = Delivery.objects.filter(letter__subject_kind="year", channel="inbox")
    assert [one.person.name for one in told] == ["Amara Adeyemi"]
    assert told[0].letter.words.startswith("Your school’s days have changed, and 2 due days moved with them.")
    inbox = browse(cast, "amara").get("/inbox/")
    assert "Your school’s days have changed" in text(inbox)
    opened = browse(cast, "amara").post(f"/inbox/{told[0].reference}/read-letter/")
    assert (opened.status_code, opened["Location"]) == (302, "/my-work/")


def test_what_was_met_and_letters_that_were_given_stay_as_they_were(cast: Cast) -> None:
    stories.case(cast, at=on(20))
    Duty.objects.filter(rule="name_lead").update(state="met", ended_at=on(21), ended_by="Amara")
    met, letters = Duty.objects.filter(rule="name_lead").values(), list(Letter.objects.order_by("pk").values())
    before = met.get()
    keep(cast, inset(D(2026, 11, 25)))
    assert met.get() == before
    assert list(Letter.objects.exclude(subject_kind="year").order_by("pk").values()) == letters


def test_a_day_of_which_nobody_was_told_moves_earlier_and_says_so(cast: Cast) -> None:
    stories.case(cast)
    facts = keep(cast, without=INSET)
    assert (facts["earlier"], due()) == (2, D(2026, 11, 30))
    shift = Duty.objects.get(rule="name_lead").shifts[-1]
    assert (shift["was"], shift["now"]) == ("2026-12-01", "2026-11-30")


def test_a_day_that_somebody_was_told_is_not_brought_forward_and_the_page_says_both(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE)
    address(DUE)
    facts = keep(cast, without=INSET, at=DUE)
    assert (facts["held"], facts["earlier"], due()) == (2, 0, D(2026, 12, 1))
    page = text(browse(cast, "amara").get(page_of("name_lead")))
    assert "The change of the school year 2026/27 would make it due on Monday 30 November 2026." in page
    assert "Somebody was told Tuesday 1 December 2026, so that day holds." in page
    assert keep(cast, inset(D(2027, 1, 5)), without=INSET, at=DUE)["same"] == 2


def test_a_later_day_that_was_told_by_the_letter_on_a_change_holds_when_it_is_taken_back(cast: Cast) -> None:
    stories.case(cast)
    keep(cast, inset(D(2026, 11, 25)))
    assert due() == D(2026, 12, 2)
    address(AT)
    facts = keep(cast, inset(D(2026, 7, 31)), at=AT + MINUTE)
    assert (facts["held"], due()) == (2, D(2026, 12, 2))


def test_a_rung_that_was_told_is_told_again_for_the_new_day_and_for_the_same_day_never(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE)
    told = DutyStep.objects.get(duty__rule="name_lead", name="before")
    keep(cast, inset(D(2026, 12, 1)), at=DUE + MINUTE)
    assert due() == D(2026, 12, 2)
    rungs = dict(DutyStep.objects.filter(duty__rule="name_lead").values_list("name", "posted_at"))
    assert DutyStep.objects.filter(pk=told.pk, posted_at=told.posted_at).exists()
    assert [name for name, posted in rungs.items() if posted is None] == ["due", "late_1", "late_2"]
    assert plan(local_instant(D(2026, 12, 2), 8)) == 2
    due_days = Letter.objects.filter(step="due", act="name_lead").values_list("due_on", flat=True)
    assert sorted(due_days) == [D(2026, 12, 1), D(2026, 12, 2)]
    assert plan(local_instant(D(2026, 12, 2), 9)) == 0


def test_what_was_counted_in_working_days_for_want_of_terms_is_counted_again_when_they_come(cast: Cast) -> None:
    TermDate.objects.all().delete()
    stories.case(cast)
    before = Duty.objects.get(rule="name_lead")
    assert (before.due_on, before.why) == (D(2026, 11, 30), duties.NOT_THAT_FAR)
    Duty.objects.filter(pk=before.pk).update(rule="tell_parents_suspension", rule_from_on=D(2022, 9, 1))
    page = text(browse(cast, "amara").get(page_of("tell_parents_suspension")))
    assert "5 working days after Monday 23 November 2026" in page
    assert "The law says so" not in page
    assert "Working days stand in for them, which no law says" in page
    Duty.objects.filter(pk=before.pk).update(rule="name_lead", rule_from_on=before.rule_from_on)
    keep(cast)
    after = Duty.objects.get(rule="name_lead")
    assert (after.due_on, after.why) == (D(2026, 12, 1), "")
    assert set(after.steps.values_list("name", flat=True)) == {"before", "due", "late_1", "late_2"}


def test_a_clock_that_stands_still_keeps_the_days_that_it_had(cast: Cast) -> None:
    stories.case(cast)
    lead = Duty.objects.filter(rule="name_lead")
    lead.update(state="stopped", stopped_on=D(2026, 11, 25))
    stopped = lead.get()
    left = Days([stopped]).left(stopped, D(2026, 11, 25))
    keep(cast, inset(D(2026, 11, 26)))
    stopped = lead.get()
    assert (stopped.state, stopped.due_on) == ("stopped", D(2026, 12, 2))
    assert Days([stopped]).left(stopped, D(2026, 11, 25)) == left == 3


def test_another_school_and_what_counts_working_days_stay_as_they_were(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    far = Duty.objects.filter(rule__in=["acknowledge_referral", "decide_referral"])
    before = list(far.order_by("pk").values())
    Duty.objects.filter(rule="tell_family").update(agency=cast.merrow, school=None, case=None)
    keep(cast, inset(D(2026, 11, 25)))
    assert list(far.order_by("pk").values()) == before
    assert due("tell_family") == D(2026, 12, 1)


def copies(of: Duty, count: int, mark: str) -> None:
    """More duties like this one, each from a day of its own, with its rungs."""
    fields = {field.attname: getattr(of, field.attname) for field in Duty._meta.concrete_fields}
    more = [
        Duty(**fields | {"id": None, "reference": f"T{mark}{n:05}", "subject_ref": f"T{mark}{n:05}", "from_on": day})
        for n in range(count)
        for day in [D(2026, 11, 2) + timedelta(n % 20)]
    ]
    Duty.objects.bulk_create(more)
    DutyStep.objects.bulk_create(DutyStep(duty=one, name="due", tells="owner", at=on(30)) for one in more)


def test_two_hundred_clocks_move_in_as_many_statements_as_one(cast: Cast) -> None:
    stories.case(cast)
    lead = Duty.objects.get(rule="name_lead")
    counts, insets = list[int](), [inset(D(2026, 11, 24))]
    keep(cast, *insets)
    for n, day in ((0, 25), (200, 26), (400, 30)):
        copies(lead, n, f"{day:02}")
        insets += [inset(D(2026, 11, day))]
        with CaptureQueriesContext(connection) as said:
            assert keep(cast, *insets)["later"] > n / 10
        counts.append(len(said))
    assert len(set(counts)) == 1, counts


def close(cast: Cast, first: date, last: date | None = None, at: datetime = AT) -> Closure:
    set_clock(at)
    by = cast.actor("colm", at)
    return keep_closure(cast.alder, first_on=first, last_on=last or first, why="weather", by=by, at=at)


def take_back(cast: Cast, closure: Closure, at: datetime = AT) -> None:
    set_clock(at)
    end_closure(closure, by=cast.actor("colm", at), at=at)


def board(cast: Cast) -> Suspension:
    """The board, which has a clerk, was told of a suspension on 23 November, and has 15 school days."""
    seat_clerk(cast)
    one = impose(cast, D(2026, 11, 23), misses_exam=True)
    tell(cast, one, "governors")
    return one


FELL_ON = D(2026, 12, 15)
"""By when the board had to meet: the fifteenth school day after 23 November (law.md 1.11 A)."""


@pytest.mark.parametrize(
    ("row", "closed", "inset", "moved_to"),
    [
        ("F: shut by snow on 9 December", D(2026, 12, 9), True, D(2026, 12, 16)),
        ("F: school B, no INSET on 27 November", None, False, D(2026, 12, 14)),
        ("F: both", D(2026, 12, 9), False, D(2026, 12, 15)),
        ("shut after the day it is due", D(2026, 12, 16), True, FELL_ON),
        ("shut on the day on which the board was told", D(2026, 11, 23), True, FELL_ON),
        ("shut on the day it is due", FELL_ON, True, D(2026, 12, 16)),
    ],
)
def test_law_1_11_f(cast: Cast, row: str, closed: date | None, inset: bool, moved_to: date) -> None:
    board(cast)
    assert due("board_within_15") == FELL_ON
    if not inset:
        keep(cast, without=INSET)
    if closed:
        close(cast, closed)
    assert due("board_within_15") == moved_to, row


def test_g19_a_snow_day_after_letters_went_moves_the_clock_tells_once_and_rewrites_no_letter(cast: Cast) -> None:
    one = board(cast)
    address(AT)
    letters = list(Letter.objects.order_by("pk").values())
    close(cast, D(2026, 12, 9), at=on(9, 12))
    address(on(9, 12))
    assert due("board_within_15") == D(2026, 12, 16)
    assert list(Letter.objects.filter(pk__in=[row["id"] for row in letters]).order_by("pk").values()) == letters
    told = Delivery.objects.filter(letter__subject_kind="year", channel="inbox")
    assert [delivery.person.name for delivery in told] == ["Iris Fenwick"]
    page = text(browse(cast, "iris").get(page_of("board_within_15")))
    assert "It was due on Tuesday 15 December 2026." in page
    assert "The school’s closure, 9 Dec 2026 (snow or other weather), moved it to Wednesday 16 December 2026." in page
    assert one.notices.filter(recipient="governors").count() == 1


def test_g20_a_closure_entered_by_mistake_is_taken_back_and_the_later_day_that_was_told_holds(cast: Cast) -> None:
    board(cast)
    snow = close(cast, D(2026, 12, 9))
    address(AT)
    take_back(cast, snow, AT + MINUTE)
    assert due("board_within_15") == D(2026, 12, 16)
    page = text(browse(cast, "iris").get(page_of("board_within_15")))
    assert "would make it due on Tuesday 15 December 2026." in page
    assert "Somebody was told Wednesday 16 December 2026, so that day holds." in page
    assert "The date holds as it was set" not in page
    close(cast, D(2026, 12, 9), at=AT + 2 * MINUTE)
    again = text(browse(cast, "iris").get(page_of("board_within_15")))
    assert "makes it due on Wednesday 16 December 2026 again, as somebody was told." in again
    assert TrailEntry.objects.filter(act="keep_closure").latest("at").facts["held"] == 0


def test_taken_back_before_anybody_was_told_it_is_as_if_it_had_never_been(cast: Cast) -> None:
    board(cast)
    take_back(cast, close(cast, D(2026, 12, 9)))
    assert due("board_within_15") == FELL_ON


DAYS = [D(2026, 11, 24), D(2026, 11, 27), D(2026, 12, 1), D(2026, 12, 9), D(2026, 12, 15)]
STEPS = st.lists(st.integers(0, len(DAYS)), max_size=12)
"""Each turns one thing of the calendar over: a closure of that day, or, the last, the INSET day of the year."""


def turn_over(cast: Cast, step: int) -> None:
    if step == len(DAYS):
        is_kept = TermDate.objects.filter(agency=cast.alder, kind="inset").exists()
        keep(cast, without=INSET if is_kept else None)
        return
    there = Closure.objects.filter(school=cast.alder, first_on=DAYS[step], state="kept").first()
    with suppress(NotNow):
        if there is None:
            close(cast, DAYS[step])
        else:
            take_back(cast, there)


def clocks(cast: Cast) -> set[tuple[Any, ...]]:
    """What counts school days: its day, its state, the days it has left, and its rungs."""
    owed = list(Duty.objects.owed().exclude(rule__in=["acknowledge_referral", "decide_referral"]))
    rungs = {duty.pk: frozenset(duty.steps.values_list("name", "at")) for duty in owed}
    days = Days(owed)
    left = {duty.pk: days.left(duty, duty.stopped_on) if duty.stopped_on else None for duty in owed}
    return {(duty.rule, duty.due_on, duty.why, left[duty.pk], rungs[duty.pk]) for duty in owed}


def open_clocks(cast: Cast) -> None:
    """A case and a board's duty from today on, and a clock that stands still since Wednesday."""
    stories.case(cast)
    board(cast)
    Duty.objects.filter(rule="tell_family").update(state="stopped", stopped_on=D(2026, 11, 25))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_order_of_changes_to_the_same_calendar_gives_the_same_clocks(cast: Cast, steps: list[int]) -> None:
    """Of which nobody was told a day: those that lived through the changes, and those that saw only their end."""
    with transaction.atomic():
        open_clocks(cast)
        for step in steps:
            turn_over(cast, step)
        lived, calendar = clocks(cast), school_calendar(cast.alder.pk, bank_holidays())
        for duty in Duty.objects.owed().filter(limit__gt=0):
            assert duty.due_on == calendar.add_school_days(duty.from_on, duty.limit), duty
        rows = TermDate.objects.filter(agency=cast.alder).values_list("first_on", "last_on", "kind")
        shut = sorted({DAYS.index(first) for first, _, kind in rows if kind == "closure"})
        has_inset = any(kind == "inset" for *_, kind in rows)
        transaction.set_rollback(True)
    with transaction.atomic():
        open_clocks(cast)
        for step in ([] if has_inset else [len(DAYS)]) + shut:
            turn_over(cast, step)
        assert clocks(cast) == lived
        transaction.set_rollback(True)
