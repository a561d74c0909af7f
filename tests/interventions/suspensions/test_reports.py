"""A machine's report of a decision that a head has taken."""

from datetime import date, timedelta
from typing import Any

import pytest

from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act, Role
from agencies.web.asking import NotFound
from interventions.suspensions import actions as suspensions
from referrals import door
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil
from tests.people import AT, Cast
from tests.suspensions import facts, untold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
TODAY = date(2026, 11, 23)


def test_a_report_keeps_a_heads_decision_and_no_other(cast: Cast) -> None:
    seat = _machine_seat(cast)
    machine = Actor(person_id=None, name="Alder MIS", seats=(seat,), is_machine=True)
    admitted = door.admit(machine, Act.REPORT_SUSPENSION, cast.kofi.reference, of=Pupil, at=AT)
    taken = {"decided_at": AT - timedelta(hours=2), "seat": seat, "by": machine, "at": AT}
    with pytest.raises(NotNow, match="Only a headteacher"):
        suspensions.report_suspension(admitted, facts(), decided_by_role=Role.STAFF, **taken)
    one = suspensions.report_suspension(admitted, facts(), decided_by_role=Role.HEAD, **taken)
    assert (one.reported_by, one.imposed_by, one.decided_by_role) == ("Alder MIS", None, "head")
    assert untold(one) == {"parents"}
    with pytest.raises(NotFound):
        door.admit(machine, Act.REPORT_SUSPENSION, cast.maisie.reference, of=Pupil, at=AT)


def test_a_report_that_comes_late_is_owed_from_the_day_of_the_decision(cast: Cast) -> None:
    seat = _machine_seat(cast)
    machine = Actor(person_id=None, name="Alder MIS", seats=(seat,), is_machine=True)
    taken = {"decided_by_role": Role.HEAD, "decided_at": AT - timedelta(days=5), "seat": seat, "by": machine, "at": AT}
    one = suspensions.report_suspension(cast.kofi, facts(), **taken)
    found = (
        Duty.objects.filter(subject_ref=one.reference, rule__startswith="tell_")
        .values_list("from_on", "due_on")
        .distinct()
    )
    assert list(found) == [(date(2026, 11, 18), date(2026, 11, 18))]


def _machine_seat(cast: Cast) -> Any:
    from dataclasses import replace

    return replace(cast.seat("colm"), seat_id=None, role=Role.MIS_CLIENT)
