"""What was changed of an agency and of its seats: kept, and read by who manages them."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from agencies.directory.models import Authority
from agencies.history.facts import first_fault
from agencies.history.models import AgencyChange
from agencies.policy import Role
from agencies.trail.models import TrailEntry
from referrals.teams import actions as teams
from tests.machines import URN, connect
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def page(cast: Cast, who: str, reference: str) -> tuple[int, str]:
    client = Client()
    client.force_login(cast.people[who])
    answer = client.get(f"/people/{reference}/changes/")
    return answer.status_code, answer.content.decode()


def test_a_seat_that_was_changed_and_one_that_was_ended_are_kept_and_read_by_its_leader(cast: Cast) -> None:
    seat, until = cast.people["priti"].seats.get(), AT + timedelta(days=9)
    type(seat).objects.filter(pk=seat.pk).update(ends_at=until)
    new = teams.change_role(seat, role=Role.AGENCY_MANAGER, by=cast.actor("mona"), at=AT)
    teams.end_seat(new, by=cast.actor("mona"), at=AT + timedelta(seconds=1))
    first, second = AgencyChange.objects.order_by("id")
    assert (first.key, first.act, first.field) == (seat.pk, "change_role", "ends_at")
    assert (first.old, first.new) == (until.isoformat(), AT.isoformat())
    assert (second.key, second.act, second.old, second.by_name) == (new.pk, "end_seat", None, "Mona Ellis")
    assert first.reference in TrailEntry.objects.get(act="change_role").facts["changed"]
    status, shown = page(cast, "mona", cast.camhs.reference)
    assert status == 200
    assert "End of the seat: Priti Nair" in shown
    assert {who: page(cast, who, cast.camhs.reference)[0] for who in ("ruth", "colm", "far", "tom")} == dict.fromkeys(
        ("ruth", "colm", "far", "tom"), 404
    )
    status, shown = page(cast, "sandra", cast.camhs.reference)
    assert (status, "Priti" in shown) == (200, False)


def test_the_urn_that_connecting_a_system_gives_is_kept_and_no_line_of_the_trail_has_it(cast: Cast) -> None:
    connect(cast, cast.alder)
    kept = AgencyChange.objects.get()
    assert (kept.kind, kept.key, kept.field, kept.old, kept.new) == ("agency", cast.alder.pk, "urn", "", URN)
    assert not [line for line in TrailEntry.objects.all() if URN in str(line.facts)]
    for who in ("sandra", "colm"):
        assert URN in page(cast, who, cast.alder.reference)[1]
    assert first_fault(Authority.objects.values_list("pk", flat=True)) is None


@pytest.mark.parametrize("what", ["update", "delete"])
def test_the_application_may_neither_change_nor_remove_one(cast: Cast, what: str) -> None:
    connect(cast, cast.alder)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AgencyChange.objects.update(old="") if what == "update" else AgencyChange.objects.all().delete()
