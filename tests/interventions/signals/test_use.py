"""How often a rule was useful, for whom, and what became of absence: with too few, and marked until it is kept."""

from datetime import date, timedelta

import pytest

from agencies.acting.refusals import NotNow
from interventions.signals import actions
from interventions.signals.after import measure
from interventions.signals.facts import RuleAt
from interventions.signals.models import Signal, SignalSwitch
from interventions.signals.rules import rules
from interventions.signals.states import Result, State
from interventions.signals.use import after_said, differences, uses
from referrals.attendance.models import AttendanceWeek
from referrals.pupils.models import Pupil, PupilFact
from tests.browsing import browse, text
from tests.people import AT, LONG_AGO, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
RULES = "/signals/rules/"
BEGUN = {"begun": "2026-11-02"}
FOUND = AT - timedelta(28)
"""Monday 26 October, in the half-term; the fifteen school days after it are over on the 20th of November."""


def week(pupil: Pupil, cast: Cast, monday: date, missed: int) -> AttendanceWeek:
    """So many of its ten half days were missed, from Monday on."""
    names = [f"{half}_{day}" for day in range(1, 6) for half in ("am", "pm")]
    marks = {name: "O" if n < missed else "/" for n, name in enumerate(names)}
    return AttendanceWeek(pupil=pupil, school=cast.alder, week=monday, **marks)


def sign(cast: Cast, pupil: Pupil, result: str = "", **more: object) -> Signal:
    said = {"result": result, "answered_at": FOUND, "answered_by": cast.people["amara"], "state": "answered"}
    made: Signal = Signal.objects.create(
        pupil=pupil, school=cast.alder, rule="SG5", found_at=FOUND, numbers=BEGUN, **((said if result else {}) | more)
    )
    return made


def with_weeks(cast: Cast, before: int, after: int, name: str = "Quill") -> Pupil:
    """Three weeks before the half-term with so many half days missed in each, and three after it."""
    pupil = make_pupil(cast.alder, "Ada", name)
    weeks = [date(2026, 10, 5) + timedelta(7 * n) for n in range(3)]
    later = [date(2026, 11, 2) + timedelta(7 * n) for n in range(3)]
    AttendanceWeek.objects.bulk_create(
        week(pupil, cast, monday, many) for mondays, many in ((weeks, before), (later, after)) for monday in mondays
    )
    return pupil


def test_fifteen_school_days_before_and_after_are_counted_over_a_half_term_and_once(cast: Cast) -> None:
    one = sign(cast, with_weeks(cast, 4, 1), "helping")
    assert measure(cast.alder.pk, AT) == 1
    one.refresh_from_db()
    assert (one.before_missed, one.before_possible, one.after_missed, one.after_possible) == (12, 30, 3, 30)
    assert measure(cast.alder.pk, AT) == 0


def test_it_is_not_counted_before_the_fifteenth_day_is_over_nor_where_terms_are_not_known(cast: Cast) -> None:
    sign(cast, with_weeks(cast, 4, 1), "helping")
    assert measure(cast.alder.pk, AT - timedelta(3)) == 0  # Friday 20 November, the fifteenth
    assert measure(cast.alder.pk, AT - timedelta(2)) == 1
    late = sign(cast, with_weeks(cast, 4, 1, "Zola"), "helping", answered_at=AT - timedelta(150))
    assert measure(cast.alder.pk, AT) == 0
    late.refresh_from_db()
    assert late.after_possible is None


def test_another_answer_is_counted_from_its_own_day(cast: Cast) -> None:
    one = sign(cast, with_weeks(cast, 4, 1))
    measure(cast.alder.pk, AT)
    one.refresh_from_db()
    assert one.after_possible == 30
    actions.answer_signal(one, result=Result.HELPING, why="We meet.", by=cast.actor("amara"), at=AT)
    one.refresh_from_db()
    assert (one.after_possible, one.before_missed) == (None, None)


def test_what_became_of_absence_stands_by_answer_beside_those_whom_nobody_answered(cast: Cast) -> None:
    for n in range(10):
        sign(cast, with_weeks(cast, 4, 1 if n < 7 else 4, f"Quill{n}"), "helping")
    for n in range(3):
        sign(cast, with_weeks(cast, 4, 1, f"Rowe{n}"))
    measure(cast.alder.pk, AT)
    page = text(browse(cast, "amara").get(RULES))
    assert "Already helping: less in 7 of 10 children, 70.0 %." in page
    assert "Nobody answered it: too few children to say." in page
    assert "does not show that the answer helped" in page


def test_of_a_child_with_few_marks_nothing_is_compared(cast: Cast) -> None:
    pupil = make_pupil(cast.alder, "Ada", "Quill")
    AttendanceWeek.objects.bulk_create(
        [week(pupil, cast, date(2026, 10, 19), 4), week(pupil, cast, date(2026, 11, 2), 1)]
    )
    sign(cast, pupil, "helping")
    measure(cast.alder.pk, AT)
    assert after_said(uses(cast.alder.pk, AT)["SG5"]) == []


def groups(cast: Cast, useful: int, of: int, others: int, of_others: int) -> None:
    """Children with a social worker, and others: for so many of them an answer was that it is useful."""
    for n in range(of + of_others):
        pupil = make_pupil(cast.alder, "Ada", f"Quill{n}")
        is_of = n < of
        if is_of:
            by = {"recorded_at": AT, "recorded_by": cast.people["amara"]}
            PupilFact.objects.create(pupil=pupil, kind="social_worker", starts_on=LONG_AGO.date(), **by)
        is_useful = n < useful if is_of else n - of < others
        sign(cast, pupil, "helping" if is_useful else "not_useful")


def test_a_rule_whose_use_differs_is_marked_until_the_lead_keeps_it(cast: Cast) -> None:
    groups(cast, 5, 20, 20, 20)
    page = text(browse(cast, "amara").get(RULES))
    assert "Its use differs: keep it, or switch it off" in page
    assert "Has a social worker: useful for 5 of 20 children, 25.0 %; of all others for 20 of 20, 100.0 %." in page
    said = {"why": "We looked: their absence has other reasons.", "by": cast.actor("amara"), "at": AT}
    actions.switch_signal(RuleAt(cast.alder, rules()["SG5"]), is_on=True, **said)
    page = text(browse(cast, "amara").get(RULES))
    assert "Its use differs: keep it, or switch it off" not in page
    assert "Has a social worker: useful for 5 of 20 children" in page
    assert "kept it on on 23 Nov 2026: We looked" in page
    SignalSwitch.objects.update(switched_at=AT - timedelta(366))
    assert "Its use differs: keep it, or switch it off" in text(browse(cast, "amara").get(RULES))


def test_switching_it_on_before_the_difference_showed_is_no_keeping(cast: Cast) -> None:
    said = {"why": "So.", "by": cast.actor("amara"), "at": AT}
    for is_on in (False, True):
        actions.switch_signal(RuleAt(cast.alder, rules()["SG5"]), is_on=is_on, **said)
    groups(cast, 5, 20, 20, 20)
    assert "Its use differs: keep it, or switch it off" in text(browse(cast, "amara").get(RULES))


@pytest.mark.parametrize("counts", [(4, 20, 20, 20), (5, 19, 20, 20), (15, 20, 18, 20)])
def test_with_too_few_or_no_clear_difference_nothing_is_marked(cast: Cast, counts: tuple[int, int, int, int]) -> None:
    groups(cast, *counts)
    assert differences(uses(cast.alder.pk, AT), AT) == {}
    with pytest.raises(NotNow):
        actions.switch_signal(
            RuleAt(cast.alder, rules()["SG5"]), is_on=True, why="Keep.", by=cast.actor("amara"), at=AT
        )


def test_what_is_over_still_counts_and_what_is_older_than_a_year_does_not(cast: Cast) -> None:
    one = sign(cast, make_pupil(cast.alder, "Ada", "Quill"), "helping")
    Signal.objects.filter(pk=one.pk).update(state=State.OVER.value, over_at=AT, numbers={}, why="")
    assert uses(cast.alder.pk, AT)["SG5"].answers["helping"] == 1
    assert not uses(cast.alder.pk, AT + timedelta(365))
