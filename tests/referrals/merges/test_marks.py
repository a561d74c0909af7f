"""The marks of a school's registers of two records that become one, and two again; and a share of one half of them."""

from datetime import date, timedelta
from typing import Any

import pytest

from agencies.acting.refusals import NotNow
from agencies.policy import Act, Level, Section
from referrals import door
from referrals.attendance.access import attendance_of
from referrals.attendance.models import HALVES, AttendanceCorrection, AttendanceWeek, WeekBefore
from referrals.cases.models import Case
from referrals.merges.models import Merge
from referrals.pupils.models import Enrolment, ExternalId, Pupil
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import merges, stories
from tests.attendance import mark, send, system_of
from tests.machines import known_system
from tests.people import AT, Cast, make_pupil, set_clock

pytestmark = pytest.mark.usefixtures("ticking")
OWN, BOTH, OTHERS, NEW = date(2026, 11, 2), date(2026, 11, 9), date(2026, 9, 7), date(2026, 11, 16)
LATER = AT + timedelta(days=3)


def week(cast: Cast, pupil: Pupil, monday: date, school: str = "alder", **marks: str) -> None:
    AttendanceWeek.objects.create(pupil=pupil, school=getattr(cast, school), week=monday, **marks)


def marks_of(pupil: Pupil, monday: date, school: str = "Alder Hythe School") -> str:
    """The first four marks of a week; nothing where there is no such week."""
    rows = AttendanceWeek.objects.filter(pupil=pupil, week=monday, school__name=school).values_list(*HALVES[:4])
    return next((" ".join(one or "-" for one in row) for row in rows), "")


def with_marks(cast: Cast) -> Any:
    """Kofi and a record like his, of whom Alder Hythe sent marks under both."""
    two = merges.pair(cast)
    week(cast, two.one, OWN, am_1="/")
    week(cast, two.one, BOTH, am_1="I", am_2="/")
    week(cast, two.other, BOTH, am_1="O", pm_1="L")
    week(cast, two.other, OTHERS, am_1="N")
    return two


def test_the_one_record_has_the_marks_of_both_and_of_a_half_day_of_both_its_own(cast: Cast) -> None:
    two = with_marks(cast)
    merge = merges.merged(cast, two=two)
    assert not AttendanceWeek.objects.filter(pupil=two.other).exists()
    assert [marks_of(two.one, one) for one in (OWN, BOTH, OTHERS)] == ["/ - - -", "I L / -", "N - - -"]
    merges.split(cast, merge)
    assert [marks_of(two.one, one) for one in (OWN, BOTH, OTHERS)] == ["/ - - -", "I - / -", ""]
    assert [marks_of(two.other, one) for one in (OWN, BOTH, OTHERS)] == ["", "O L - -", "N - - -"]
    assert not WeekBefore.objects.exists()


@pytest.mark.parametrize("of", ["one", "other"])
def test_what_a_school_sent_since_goes_with_its_system_s_id(cast: Cast, of: str) -> None:
    """As marks, and as what they took the place of; what nobody sent since is as it was."""
    two = with_marks(cast)
    Enrolment.objects.filter(pupil=two.other).update(school=cast.alder, ends_on=date(2026, 11, 20))
    system = system_of(cast, k_1=getattr(two, of))
    merge = merges.merged(cast, two=two)
    assert send(system, BOTH.isoformat(), mark("k-1", am="E")).status_code == 200
    assert send(system, NEW.isoformat(), mark("k-1", am="/")).status_code == 200
    assert marks_of(two.one, BOTH) == "E L / -"
    assert AttendanceCorrection.objects.get().pupil == two.one
    set_clock(LATER)
    merges.split(cast, merge, at=LATER)
    said = [(marks_of(two.one, one), marks_of(two.other, one)) for one in (BOTH, NEW)]
    sent = {"one": [("E - / -", "O L - -"), ("/ - - -", "")], "other": [("I - / -", "E L - -"), ("", "/ - - -")]}
    assert said == sent[of]
    assert AttendanceCorrection.objects.get().pupil == getattr(two, of)


def test_marks_that_hang_elsewhere_by_now_are_not_given_back(cast: Cast) -> None:
    two = with_marks(cast)
    merge = merges.merged(cast, two=two)
    AttendanceWeek.objects.filter(pupil=two.one, week=OTHERS).update(pupil=make_pupil(cast.alder, "Esi", "Mensah"))
    with pytest.raises(NotNow):
        merges.split(cast, merge)
    assert Merge.objects.get().state == "dividing"
    assert marks_of(two.one, BOTH) == "I L / -"


def seen(cast: Cast) -> set[date]:
    """The weeks that CAMHS reads."""
    read = door.within(AttendanceWeek, cast.actor("priti"), Act.SEE_ATTENDANCE)
    return set(read.values_list("week", flat=True))


def corrected(cast: Cast, pupil: Pupil) -> None:
    said = {"session": "AM", "code": "N", "replaced_at": AT - timedelta(days=1)}
    system = known_system(cast.alder, cast.people["amara"])
    AttendanceCorrection.objects.create(pupil=pupil, school=cast.alder, system=system, day=OWN, **said)


def corrections(cast: Cast, pupil: Pupil) -> int:
    return len(attendance_of(cast.actor("priti"), pupil.pk, OTHERS, LATER.date())[2])


@pytest.mark.parametrize("half", ["one", "other"])
@pytest.mark.parametrize("stays", ["one", "other"])
def test_a_share_of_one_half_shows_no_mark_of_the_other(cast: Cast, half: str, stays: str) -> None:
    """Of a week in which both have marks it shows nothing: what stands there by now is of both."""
    two = with_marks(cast)
    mine, others = (two.one, two.other) if half == "one" else (two.other, two.one)
    kofi, cast.kofi = cast.kofi, mine
    stories.shared(cast, stories.case(cast), level=Level.SECTIONS, sections=[Section.ATTENDANCE])
    cast.kofi = kofi
    corrected(cast, others)
    alone = {"one": OWN, "other": OTHERS}
    assert seen(cast) == {alone[half], BOTH}
    staying = getattr(two, stays)
    merge = merges.merged(cast, two=two, stays=staying)
    assert seen(cast) - {BOTH} == {alone[half]}
    is_own = AttendanceWeek.objects.get(week=BOTH).am_1 == ("I" if half == "one" else "O")
    assert BOTH not in seen(cast)
    assert is_own is (half == stays)
    assert corrections(cast, staying) == 0
    week(cast, staying, NEW, am_1="/")
    assert NEW in seen(cast)  # the school sends it of the one child, and no id hung on the other half
    shares.show_other_half(CaseShare.objects.get(), why="They help both.", by=cast.actor("amara"), at=AT)
    assert seen(cast) == {OWN, BOTH, OTHERS, NEW}
    assert corrections(cast, staying) == 1
    AttendanceWeek.objects.filter(week=NEW).delete()
    merges.split(cast, merge)
    assert seen(cast) == {alone[half], BOTH}


@pytest.mark.parametrize("stays", ["one", "other"])
def test_what_the_other_half_s_system_sends_since_is_not_shown(cast: Cast, stays: str) -> None:
    two = with_marks(cast)
    Enrolment.objects.filter(pupil=two.other).update(school=cast.alder, ends_on=date(2026, 11, 20))
    system = system_of(cast, k_1=two.other)
    stories.shared(cast, stories.case(cast), level=Level.SECTIONS, sections=[Section.ATTENDANCE])
    merges.merged(cast, two=two, stays=getattr(two, stays))
    for monday in (OWN, NEW):
        assert send(system, monday.isoformat(), mark("k-1", pm="O")).status_code == 200
    assert seen(cast) == set()
    assert corrections(cast, getattr(two, stays)) == 0
    assert Case.objects.get().pupil == getattr(two, stays)
    assert ExternalId.objects.get().pupil == getattr(two, stays)
