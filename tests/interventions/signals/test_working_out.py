"""The signs of a school are worked out from its rows, begin once, and end with what they go by."""

import random
from datetime import date, datetime, timedelta

import pytest

from agencies.calendar.models import TermDate
from agencies.schoolday import local_day
from agencies.trail.models import TrailEntry
from interventions.signals import actions
from interventions.signals.actions import working_out
from interventions.signals.judging import Tally
from interventions.signals.models import Signal, SignalRun
from interventions.signals.reading import children, days_of
from interventions.signals.states import Result, State
from interventions.suspensions import actions as suspensions
from referrals.attendance.codes import codes
from referrals.attendance.counting import Mark, Sums, monday, sums
from referrals.attendance.models import AttendanceWeek
from referrals.entries.models import Entry
from referrals.pupils.models import Enrolment, Pupil
from tests import merges, stories
from tests.attendance import mark, send, system_of
from tests.people import AT, Cast, make_pupil
from tests.suspensions import impose

pytestmark = pytest.mark.django_db
TODAY = local_day(AT)
YEAR_BEFORE = [
    (date(2025, 9, 2), date(2025, 10, 24)),
    (date(2025, 11, 3), date(2025, 12, 19)),
    (date(2026, 1, 6), date(2026, 2, 13)),
    (date(2026, 2, 23), date(2026, 3, 27)),
    (date(2026, 4, 13), date(2026, 5, 22)),
    (date(2026, 6, 1), date(2026, 7, 22)),
]


@pytest.fixture
def known(cast: Cast) -> None:
    """The terms of the year before, so that eighty school days lie behind."""
    TermDate.objects.bulk_create(
        TermDate(agency=cast.alder, first_on=a, last_on=b, kind="term") for a, b in YEAR_BEFORE
    )


def register(pupil: Pupil, cast: Cast, marks: dict[date, tuple[str, str]]) -> None:
    """These marks as rows of weeks."""
    weeks: dict[date, AttendanceWeek] = {}
    for day, (am, pm) in marks.items():
        week = weeks.setdefault(monday(day), AttendanceWeek(pupil=pupil, school=cast.alder, week=monday(day)))
        setattr(week, f"am_{day.isoweekday()}", am)
        setattr(week, f"pm_{day.isoweekday()}", pm)
    AttendanceWeek.objects.bulk_create(weeks.values())


def weekdays(first: date, last: date) -> list[date]:
    return [day for n in range((last - first).days + 1) if (day := first + timedelta(n)).weekday() < 5]


def work_out(cast: Cast, at: datetime = AT) -> tuple[int, int]:
    return actions.work_out_signals(cast.alder, at)


def standing(pupil: Pupil) -> set[str]:
    return set(Signal.objects.filter(pupil=pupil, state=State.STANDS.value).values_list("rule", flat=True))


def tally(found: Sums) -> Tally:
    return Tally(found.attended, found.absent)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("seed", range(6))
def test_the_sums_of_the_statement_are_those_of_the_pure_count_whatever_the_marks(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    drawn = ["", "/", "\\", "/", "F9", *codes()]
    marks = {
        day: (chance.choice(drawn), chance.choice(drawn))
        for day in weekdays(date(2025, 9, 2), TODAY)
        if chance.random() < 0.9
    }
    register(cast.kofi, cast, marks)
    there, days = children(cast.alder.pk, AT)
    halves = ((day, half, code) for day, two in marks.items() for half, code in zip(("AM", "PM"), two, strict=True))
    every = [Mark(*one) for one in halves if one[2]]
    child = there[cast.kofi.pk]
    assert child.recent == tally(sums(one for one in every if one.day in days.recent))
    assert child.before == tally(sums(one for one in every if one.day in days.before))
    assert child.year == tally(sums(one for one in every if one.day >= days.year[0]))
    first = monday(min(*days.before, days.year[0]))
    assert set(child.part_time) == {monday(one.day) for one in every if one.code == "C2" and one.day >= first}


@pytest.mark.usefixtures("known")
def test_eighty_school_days_reach_over_the_summer_and_are_not_known_without_its_terms(cast: Cast) -> None:
    days, calendar = days_of(cast.alder.pk, TODAY)
    assert (len(days.recent), len(days.before)) == (20, 60)
    assert all(calendar.is_school_day(day) for day in days.recent | days.before)
    assert calendar.days_within(min(days.before), TODAY) == 80
    assert max(days.before) < min(days.recent)
    assert min(days.before) < date(2026, 7, 22)
    TermDate.objects.filter(agency=cast.alder, first_on__lt=date(2026, 8, 1)).delete()
    days, _ = days_of(cast.alder.pk, TODAY)
    assert (len(days.recent), len(days.before)) == (20, 0)


@pytest.mark.usefixtures("known")
def test_falling_attendance_is_found_once_and_is_over_when_it_rises(cast: Cast) -> None:
    days, _ = days_of(cast.alder.pk, TODAY)
    late = dict.fromkeys(weekdays(min(days.recent), TODAY), ("O", "/"))
    register(cast.kofi, cast, dict.fromkeys(weekdays(min(days.before), TODAY), ("/", "\\")) | late)
    assert work_out(cast) == (2, 0)
    assert standing(cast.kofi) == {"SG5", "SG6"}
    assert work_out(cast) == (0, 0)
    AttendanceWeek.objects.filter(pupil=cast.kofi).delete()
    register(cast.kofi, cast, dict.fromkeys(weekdays(min(days.before), TODAY), ("/", "\\")))
    assert work_out(cast) == (0, 2)
    over = Signal.objects.filter(pupil=cast.kofi)
    assert {(one.state, str(one.numbers), one.over_at) for one in over} == {("over", "{}", AT)}


def test_a_line_of_the_trail_has_numbers_and_no_child(cast: Cast) -> None:
    impose(cast)
    work_out(cast)
    line = TrailEntry.objects.get(act="work_out_signals")
    assert (line.subject_kind, line.subject_ref, line.by_name) == ("agency", cast.alder.reference, "Inclusion")
    assert line.facts == {"found": 1, "over": 0}
    assert cast.kofi.reference not in str(line.facts)
    work_out(cast)
    assert TrailEntry.objects.filter(act="work_out_signals").count() == 1


def answer(cast: Cast, one: Signal, result: Result = Result.HELPING, who: str = "amara", why: str = "We meet.") -> None:
    actions.answer_signal(one, result=result, why=why, by=cast.actor(who), at=AT)


def test_what_was_answered_is_not_found_again_while_it_lasts_and_is_once_it_begins_anew(cast: Cast) -> None:
    one = impose(cast)
    work_out(cast)
    sign = Signal.objects.get(pupil=cast.kofi, rule="SG1")
    answer(cast, sign)
    assert work_out(cast) == (0, 0)
    later = AT + timedelta(60)
    assert actions.work_out_signals(cast.alder, later) == (0, 1)
    sign.refresh_from_db()
    assert (sign.state, sign.result, sign.why, sign.numbers) == (State.OVER, "helping", "", {})
    suspensions.void_suspension(one, why="Never happened.", by=cast.actor("colm"), at=later)
    impose(cast, date(2027, 1, 18))
    actions.work_out_signals(cast.alder, datetime(2027, 1, 19, 12, tzinfo=AT.tzinfo))
    assert standing(cast.kofi) == {"SG1"}


@pytest.mark.parametrize("kind", ["contact", "visit", "meeting", "observation", "decision"])
def test_no_entry_whatever_its_kind_clears_a_sign(cast: Cast, kind: str) -> None:
    case = stories.case(cast)
    impose(cast)
    work_out(cast)
    before = list(Signal.objects.order_by("pk").values())
    entry = stories.entry(cast, case)
    Entry.objects.filter(pk=entry.pk).update(kind=kind)
    work_out(cast)
    assert list(Signal.objects.order_by("pk").values()) == before


def test_who_leaves_the_roll_has_no_sign_there_any_more(cast: Cast) -> None:
    impose(cast)
    work_out(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=TODAY - timedelta(1))
    assert work_out(cast) == (0, 1)


def test_several_colleagues_and_a_late_request(cast: Cast) -> None:
    case = stories.case(cast)
    stories.sent(cast, case)
    work_out(cast)
    assert standing(cast.kofi) == set()
    for who in ("dan", "amara", "colm"):
        facts = stories.ConcernFacts(seen=["upset"], fact="Upset.", worry=1, happened_on=TODAY)
        stories.concerns.log_concern(cast.kofi, facts, seat=cast.seat(who), by=cast.actor(who), at=AT)
    work_out(cast, AT + timedelta(14))
    assert standing(cast.kofi) == {"SG13", "SG14"}


def test_a_new_school_s_rows_are_not_anothers(cast: Cast) -> None:
    other = make_pupil(cast.merrow, "Ada", "Quill")
    impose(cast)
    work_out(cast)
    actions.work_out_signals(cast.merrow, AT)
    assert not Signal.objects.filter(pupil=other).exists()
    assert set(Signal.objects.values_list("school_id", flat=True)) == {cast.alder.pk}


def test_what_came_is_worked_out_by_the_next_tick_and_each_school_once_a_night(cast: Cast) -> None:
    night = datetime(2026, 11, 24, 2, 30, tzinfo=AT.tzinfo)
    schools = set()
    while done := actions.work_out_what_is_wanted(night):
        schools |= set(done)
    assert {cast.alder.pk, cast.merrow.pk} <= schools
    assert actions.work_out_what_is_wanted(night) == []
    impose(cast)
    assert actions.work_out_what_is_wanted(night) == [cast.alder.pk]
    assert actions.work_out_what_is_wanted(night) == []
    send(system_of(cast), "2026-11-20", mark("k-1", "/ \\"))
    assert SignalRun.objects.get(school=cast.alder).wanted_at is not None
    assert actions.work_out_what_is_wanted(night) == [cast.alder.pk]
    before_two = datetime(2026, 11, 25, 1, 59, tzinfo=AT.tzinfo)
    assert actions.work_out_what_is_wanted(before_two) == []
    assert actions.work_out_what_is_wanted(before_two + timedelta(minutes=1)) != []


def test_signs_end_where_two_records_become_one_and_are_found_again_of_the_one(cast: Cast) -> None:
    impose(cast)
    pair = merges.pair(cast)
    stays = pair.other if pair.one == cast.kofi else pair.one
    work_out(cast)
    merge = merges.merged(cast, two=pair, stays=stays)
    assert set(Signal.objects.values_list("state", flat=True)) == {State.OVER.value}
    assert SignalRun.objects.get(school=cast.alder).wanted_at is not None
    work_out(cast)
    assert standing(stays) >= {"SG1"}
    assert not standing(cast.kofi)
    merges.split(cast, merge)
    assert not Signal.objects.filter(state=State.STANDS.value).exists()
    work_out(cast)
    assert standing(cast.kofi) >= {"SG1"}


def test_a_school_that_fails_is_left_for_an_hour_and_stops_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    honest = working_out.judged
    marked = dict.fromkeys([cast.alder.pk])

    def broken(child: object, days: object) -> object:
        if marked.pop(cast.alder.pk, 1) is None:
            raise ZeroDivisionError
        return honest(child, days)  # type: ignore[arg-type]

    monkeypatch.setattr(working_out, "judged", broken)
    impose(cast)
    assert actions.work_out_what_is_wanted(AT) == [cast.alder.pk]
    assert "could not be worked out" in caplog.text
    assert cast.kofi.family_name not in caplog.text
    others = []
    while done := actions.work_out_what_is_wanted(AT):
        others += done
    assert cast.merrow.pk in others
    assert cast.alder.pk not in others
    assert actions.work_out_what_is_wanted(AT + timedelta(hours=1)) == [cast.alder.pk]
    assert standing(cast.kofi) == {"SG1"}


def test_what_is_over_for_a_year_is_gone_and_a_closed_school_has_none(cast: Cast) -> None:
    impose(cast)
    work_out(cast)
    cast.alder.closed_at = AT
    cast.alder.save()
    assert work_out(cast) == (0, 1)
    assert actions.work_out_signals(cast.alder, AT + timedelta(365)) == (0, 0)
    assert Signal.objects.count() == 1
    actions.work_out_signals(cast.alder, AT + timedelta(366))
    assert not Signal.objects.exists()


def test_a_sign_that_ends_meanwhile_never_refuses_a_concern(cast: Cast) -> None:
    impose(cast)
    work_out(cast)
    one = Signal.objects.get()
    working_out.end(Signal.objects.all(), AT)
    facts = stories.ConcernFacts(seen=["upset"], fact="Upset.", worry=1, happened_on=TODAY)
    said = {"seat": cast.seat("amara"), "by": cast.actor("amara"), "at": AT}
    for led_by in (one.reference, "x" * 500, "\u202e", ""):
        stories.concerns.log_concern(cast.kofi, facts, led_by=led_by, **said)
    one.refresh_from_db()
    assert (one.state, one.result) == (State.OVER, "")
