"""What a concern opens, and what meets it."""

from datetime import UTC, date, datetime

import pytest

from agencies.schoolday import end_of_day
from referrals.cases import actions as cases
from referrals.concerns import actions as concerns
from referrals.duties.models import Duty
from tests import stories
from tests.owing import on, owed
from tests.people import AT, Cast, set_clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("logged", "due"),
    [
        (on(23), date(2026, 11, 25)),
        (on(25), date(2026, 11, 30)),  # the INSET day of Friday 27 November is no school day
        (on(28), date(2026, 12, 1)),  # a Saturday is nought, Monday one
        (on(17, 12), date(2027, 1, 5)),  # over Christmas: Friday 18 December is one
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), date(2026, 11, 25)),
    ],
    ids=str,
)
def test_a_concern_is_looked_at_within_two_school_days(cast: Cast, logged: datetime, due: date) -> None:
    set_clock(logged)
    stories.concern(cast, at=logged)
    duty = Duty.objects.get()
    assert (duty.rule, duty.standing, duty.agency, duty.act) == ("look_at_concern", "raised", cast.alder, "open_case")
    assert (duty.due_on, duty.due_at, duty.limit) == (due, end_of_day(due), 2)


@pytest.mark.parametrize(("logged", "due"), [(on(23), date(2026, 11, 23)), (on(27), date(2026, 11, 30))], ids=str)
def test_that_of_somebody_very_worried_the_same_school_day(cast: Cast, logged: datetime, due: date) -> None:
    stories.concern(cast, worry=3, at=logged)
    assert owed() == {"look_at_concern_very": due}


@pytest.mark.parametrize("answer", ["open_case", "join_concern", "dismiss_concern"])
def test_each_answer_to_a_concern_meets_it(cast: Cast, answer: str) -> None:
    concern = stories.concern(cast, worry=3)
    by = {"by": cast.actor("amara"), "at": AT}
    if answer == "open_case":
        cases.open_case(concern, why="-", reply="-", **by)
    elif answer == "dismiss_concern":
        concerns.dismiss_concern(concern, reply="-", **by)
    else:
        case = stories.case(cast)
        cases.join_concern(concern, case, reply="-", **by)
    duty = Duty.objects.get(subject_ref=concern.reference)
    assert (duty.state, duty.ended_at, duty.ended_by) == ("met", AT, "Amara Adeyemi")
