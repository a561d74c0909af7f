"""Old marks become sums by week, and after the council's years all of a week goes."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from agencies.outbox.models import Sweep
from agencies.schoolday import local_instant
from agencies.settings.models import Setting
from agencies.trail.models import TrailEntry
from referrals.attendance.actions import rounding
from referrals.attendance.actions.rounding import round_off_attendance, round_off_what_is_due, years_before
from referrals.attendance.codes import Counts, codes
from referrals.attendance.counting import Mark, Sums, sums
from referrals.attendance.facts import MARKS, SUMS, day_at, held, summed
from referrals.attendance.models import HALVES, AttendanceCorrection, AttendanceSum, AttendanceWeek, WeekBefore
from referrals.cases import actions as cases
from referrals.merges.models import Merge
from referrals.pupils.models import Pupil
from tests import attendance, merges, stories
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
OLD, LAST = date(2025, 11, 3), date(2026, 11, 2)
"""A week of 2025/26 and one of 2026/27, looked at from 2027/28."""
NIGHT = datetime(2027, 8, 1, 4, tzinfo=AT.tzinfo)


def week(pupil: Pupil, school: Any, monday: date = OLD, **marks: str) -> None:
    AttendanceWeek.objects.create(pupil=pupil, school=school, week=monday, **marks)


def corrected(pupil: Pupil, school: Any, day: date = OLD) -> None:
    AttendanceCorrection.objects.create(pupil=pupil, school=school, day=day, session="AM", code="N", replaced_at=AT)


def run(cast: Cast, at: datetime = NIGHT) -> int:
    """Batches until nothing is left; how many."""
    done = 0
    while round_off_attendance(cast.wexmoor.pk, at):
        done += 1
    return done


def marks_of(pupil: Pupil) -> list[Mark]:
    return [one.mark for one in held(AttendanceWeek.objects.filter(pupil=pupil).values_list(*MARKS))]


def kept_of(pupil: Pupil) -> dict[date, Sums]:
    rows = AttendanceSum.objects.filter(pupil=pupil).values_list(*SUMS)
    return {one.week: one.sums for one in summed(rows, [])}


def line(cast: Cast) -> dict[str, Any]:
    ref = cast.alder.reference
    return TrailEntry.objects.filter(act="round_off_attendance", subject_ref=ref).latest("id").facts


def test_marks_older_than_the_last_school_year_become_the_sums_they_gave(cast: Cast) -> None:
    week(cast.kofi, cast.alder, am_1="/", pm_1="I", am_2="O", pm_2="U", am_3="L", am_4="F9", pm_4="Y5", am_5="#")
    week(cast.kofi, cast.alder, LAST, am_1="/")
    corrected(cast.kofi, cast.alder, OLD + timedelta(4))
    corrected(cast.kofi, cast.alder, LAST)
    before = sums(marks_of(cast.kofi)[:-1])
    assert run(cast) == 1
    assert kept_of(cast.kofi) == {OLD: before}
    assert before == Sums(2, 1, 2, 2, 1, 1, 1, 1)
    assert list(AttendanceWeek.objects.values_list("week", flat=True)) == [LAST]
    assert list(AttendanceCorrection.objects.values_list("day", flat=True)) == [LAST]
    assert AttendanceSum.objects.get().made_at == NIGHT


def test_one_line_of_the_trail_has_numbers_and_no_name(cast: Cast) -> None:
    week(cast.kofi, cast.alder, am_1="/")
    corrected(cast.kofi, cast.alder)
    run(cast)
    found = TrailEntry.objects.get(act="round_off_attendance")
    assert (found.subject_kind, found.subject_ref) == ("agency", cast.alder.reference)
    assert found.facts == {"weeks": 1, "corrections": 1, "first": "2025-11-03", "last": "2025-11-03"}
    assert found.case_ref == ""


@pytest.mark.parametrize(
    ("at", "are_marks"),
    [(datetime(2027, 7, 31, 4, tzinfo=AT.tzinfo), True), (NIGHT, False)],
)
def test_the_day_is_the_first_of_august(cast: Cast, at: datetime, are_marks: bool) -> None:
    week(cast.kofi, cast.alder, date(2026, 7, 20), am_1="/")
    run(cast, at)
    assert AttendanceWeek.objects.exists() is are_marks


def test_a_week_in_which_the_last_school_year_begins_stays_another_year(cast: Cast) -> None:
    """The 1st of August 2027 is a Sunday, of 2028 a Tuesday: that Monday is of the year before, its Friday is not."""
    week(cast.kofi, cast.alder, date(2028, 7, 24), am_1="/")
    week(cast.kofi, cast.alder, date(2028, 7, 31), am_5="/")
    run(cast, datetime(2029, 9, 1, 4, tzinfo=AT.tzinfo))
    assert list(AttendanceWeek.objects.values_list("week", flat=True)) == [date(2028, 7, 31)]


@pytest.mark.parametrize("is_closed", [False, True])
def test_marks_of_a_child_with_a_case_at_the_school_stay(cast: Cast, is_closed: bool) -> None:
    case = stories.case(cast)
    if is_closed:
        said = {"outcome": "met", "words": "Settled.", "family_words": "We are glad."}
        cases.close_case(case, **said, by=cast.actor("amara"), at=AT)
    other = make_pupil(cast.alder, "Tess", "Rowe")
    for pupil, school in ((cast.kofi, cast.alder), (cast.kofi, cast.merrow), (other, cast.alder)):
        week(pupil, school, am_1="/")
        corrected(pupil, school)
    run(cast)
    assert list(AttendanceWeek.objects.values_list("pupil", "school")) == [(cast.kofi.pk, cast.alder.pk)]
    assert list(AttendanceCorrection.objects.values_list("pupil", "school")) == [(cast.kofi.pk, cast.alder.pk)]
    made = set(AttendanceSum.objects.values_list("pupil", "school"))
    assert made == {(cast.kofi.pk, cast.merrow.pk), (other.pk, cast.alder.pk)}


def test_a_case_that_opens_later_brings_nothing_back_and_keeps_what_is_there(cast: Cast) -> None:
    week(cast.kofi, cast.alder, am_1="/")
    run(cast)
    stories.case(cast)
    week(cast.kofi, cast.alder, LAST, am_1="/")
    run(cast, datetime(2028, 9, 1, 4, tzinfo=AT.tzinfo))
    assert list(AttendanceWeek.objects.values_list("week", flat=True)) == [LAST]
    assert set(kept_of(cast.kofi)) == {OLD}


def drawn(rng: random.Random) -> dict[str, str]:
    return {name: rng.choice([*codes(), "F9", "", "", ""]) for name in HALVES}


def test_for_drawn_marks_the_sums_are_what_they_gave(cast: Cast) -> None:
    rng = random.Random(54)
    for n in range(60):
        week(cast.kofi, cast.alder, OLD + timedelta(7 * n), **drawn(rng))
    asked = marks_of(cast.kofi)
    by_week: dict[date, list[Mark]] = {}
    for one in asked:
        by_week.setdefault(one.day - timedelta(one.day.weekday()), []).append(one)
    run(cast, datetime(2028, 9, 1, 4, tzinfo=AT.tzinfo))
    assert kept_of(cast.kofi) == {monday: sums(marks) for monday, marks in by_week.items()}
    assert sum(kept_of(cast.kofi).values(), Sums()) == sums(asked)


def test_each_code_counts_as_it_did_on_its_own_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A code that changes in the middle of a week counts by each day, and not by the night's."""
    real = rounding.codes()
    one = real["O"][0]
    then, now = replace(one, ends_on=OLD + timedelta(1)), replace(one, starts_on=OLD + timedelta(2))
    found = {**real, "O": (then, replace(now, counts=Counts.AUTHORISED))}
    monkeypatch.setattr(rounding, "codes", lambda: found)
    week(cast.kofi, cast.alder, am_1="O", am_2="O", pm_2="O", am_3="O", am_5="O")
    run(cast)
    assert kept_of(cast.kofi) == {OLD: Sums(authorised=2, unauthorised=3)}


@pytest.mark.parametrize(("missed", "is_persistent"), [(3, False), (4, True)])
def test_persistent_at_its_limit_is_the_same_before_and_after(cast: Cast, missed: int, is_persistent: bool) -> None:
    halves = ["O"] * missed + ["/"] * (40 - missed)
    for n in range(4):
        week(cast.kofi, cast.alder, OLD + timedelta(7 * n), **dict(zip(HALVES, halves[10 * n :], strict=False)))
    assert sums(marks_of(cast.kofi)).is_persistent is is_persistent
    run(cast)
    got = sum(kept_of(cast.kofi).values(), Sums())
    assert (got.is_persistent, got.is_severe, got.possible) == (is_persistent, False, 40)


def test_twice_is_harmless_and_leaves_no_second_line(cast: Cast) -> None:
    week(cast.kofi, cast.alder, am_1="/")
    assert (run(cast), run(cast)) == (1, 0)
    assert AttendanceSum.objects.count() == TrailEntry.objects.filter(act="round_off_attendance").count() == 1


def test_an_interrupted_night_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding, "BATCH", 2)
    for n in range(5):
        week(cast.kofi, cast.alder, OLD + timedelta(7 * n), am_1="/")

    def fall(*_: Any) -> None:
        raise RuntimeError

    assert round_off_attendance(cast.wexmoor.pk, NIGHT)
    with monkeypatch.context() as broken:
        broken.setattr(rounding, "done", fall)
        with pytest.raises(RuntimeError):
            round_off_attendance(cast.wexmoor.pk, NIGHT)
    assert (AttendanceWeek.objects.count(), AttendanceSum.objects.count()) == (3, 2)
    assert run(cast) == 2
    assert (AttendanceWeek.objects.count(), AttendanceSum.objects.count()) == (0, 5)


def test_the_tick_sees_to_each_council_once_a_night_from_three_on(cast: Cast) -> None:
    day = NIGHT.date()
    week(cast.kofi, cast.alder, am_1="/")
    assert round_off_what_is_due(local_instant(day, 2)) == []
    seen = 0
    while round_off_what_is_due(local_instant(day, 3)):
        seen += 1
    assert not AttendanceWeek.objects.exists()
    nights = Sweep.objects.filter(name__startswith="round_off_attendance_of_")
    assert seen == nights.count() + 1
    assert round_off_what_is_due(local_instant(day, 5)) == []
    assert round_off_what_is_due(local_instant(day + timedelta(1), 3)) != []


def of_old_weeks(cast: Cast) -> None:
    """Two weeks of each thing that is held of marks: of a child with a case, of two records made one."""
    stories.case(cast)
    pair = merges.pair(cast)
    for monday in (OLD, OLD + timedelta(7)):
        week(cast.kofi, cast.alder, monday, am_1="/")
        week(pair.other, cast.alder, monday, pm_1="/")
        corrected(cast.kofi, cast.alder, monday + timedelta(4))
        of = {"pupil": cast.kofi, "school": cast.merrow, "week": monday, "made_at": AT}
        AttendanceSum.objects.create(**of, **attendance.sums(attended=1))
    merges.merged(cast, two=pair)


@pytest.mark.parametrize("years", [6, 7])
def test_of_a_week_all_goes_the_day_after_six_years_or_the_councils(cast: Cast, years: int) -> None:
    of_old_weeks(cast)
    if years > 6:
        set_to(cast, years)
    last = datetime(2025 + years, 11, 7, 4, tzinfo=AT.tzinfo)
    assert run(cast, last) == 0
    assert run(cast, last + timedelta(1)) == 2
    assert line(cast) == {f"ended_{one}": 1 for one in ("attendanceweek", "attendancecorrection", "weekbefore")}
    for model in (AttendanceWeek, AttendanceSum, WeekBefore):
        assert list(model.objects.values_list("week", flat=True)) == [OLD + timedelta(7)]
    assert AttendanceCorrection.objects.get().day == OLD + timedelta(11)


def set_to(cast: Cast, years: int) -> None:
    said = {"name": "attendance_years", "starts_on": AT.date(), "set_by": "Grace"}
    Setting.objects.create(authority=cast.wexmoor, value=years, **said)


def test_a_council_keeps_them_no_shorter_than_the_law(cast: Cast) -> None:
    set_to(cast, 3)
    assert rounding.years_kept(cast.wexmoor.pk, NIGHT.date()) == 6


@pytest.mark.parametrize(
    ("today", "first"),
    [("2031-11-08", "2025-11-08"), ("2032-02-29", "2026-03-01"), ("2030-03-01", "2024-03-01")],
)
def test_the_first_day_that_is_kept(today: str, first: str) -> None:
    assert years_before(date.fromisoformat(today), 6) == date.fromisoformat(first)


def test_two_records_are_held_as_they_were_while_they_can_be_two_again(cast: Cast) -> None:
    pair = merges.pair(cast)
    week(cast.kofi, cast.alder, am_1="/")
    week(pair.other, cast.alder, pm_1="O")
    merge = merges.merged(cast, two=pair)
    autumn = {"at": datetime(2027, 9, 1, 4, tzinfo=AT.tzinfo)}
    Merge.objects.filter(pk=merge.pk).update(decided_at=autumn["at"] - timedelta(30))
    assert run(cast, **autumn) == 0
    Merge.objects.filter(pk=merge.pk).update(decided_at=autumn["at"] - timedelta(40), state="dividing")
    assert run(cast, **autumn) == 0
    Merge.objects.filter(pk=merge.pk).update(state="merged")
    assert run(cast, **autumn) == 1
    assert kept_of(cast.kofi) == {OLD: Sums(attended=1, unauthorised=1)}
    assert not WeekBefore.objects.exists()


def test_a_day_of_a_year_that_was_rounded_off_is_refused_as_before(cast: Cast) -> None:
    week(cast.kofi, cast.alder, am_1="/")
    run(cast)
    assert "this school year and the last" in day_at(cast.alder.pk, OLD, NIGHT.date()).refused


def test_a_council_that_fails_is_left_for_the_night_and_stops_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_authority: int, _at: datetime) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(rounding, "round_off_attendance", broken)
    at, councils = local_instant(AT.date(), 3), []
    while done := round_off_what_is_due(at):
        councils += done
    assert len(councils) == len(set(councils)) > 1
    assert "could not be rounded off" in caplog.text
