"""A seat's end against other writers, in threads: no case is left to who has gone, no agency without a leader."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from agencies.acting.refusals import NotNow
from agencies.people import actions as people
from agencies.people.access import actor_for
from agencies.people.models import Person, Seat
from agencies.policy import LEADERS, Role
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.teams import actions as teams
from tests import stories
from tests.people import LONG_AGO, Cast, make_cast, make_person

ROUNDS = 40


@pytest.fixture
def cast(committed: str) -> Cast:
    return make_cast()


def both(*acts: Any) -> list[bool]:
    """Do the acts at the same moment, each in its own connection; which of them were done."""
    start = threading.Barrier(len(acts))

    def do(act: Any) -> bool:
        try:
            start.wait()
            act()
        except NotNow:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result() for done in [pool.submit(do, act) for act in acts]]


def test_who_is_named_while_their_seat_ends_is_not_left_leading(cast: Cast) -> None:
    case, dan = stories.case(cast), cast.people["dan"]
    for n in range(ROUNDS):
        seat = Seat.objects.create(
            person=dan, agency=cast.alder, role="staff", starts_at=LONG_AGO + timedelta(seconds=n)
        )
        Seat.objects.filter(person=dan).exclude(pk=seat.pk).update(ends_at=LONG_AGO + timedelta(days=1))
        Case.objects.filter(pk=case.pk).update(lead=None)
        at = timezone.now()
        both(
            lambda at=at: cases.name_lead(
                Case.objects.get(pk=case.pk), Person.objects.get(pk=dan.pk), by=cast.actor("amara", at), at=at
            ),
            lambda at=at, seat=seat: teams.end_seat(
                Seat.objects.select_related("person", "agency").get(pk=seat.pk), by=cast.actor("colm", at), at=at
            ),
        )
        assert Case.objects.get(pk=case.pk).lead_id is None, n


def test_two_heads_who_end_each_other_leave_one(cast: Cast) -> None:
    colm, second = cast.people["colm"], make_person("deputy", "Dee Puty")
    for n in range(ROUNDS // 4):
        Seat.objects.filter(agency=cast.alder, role="head").update(ends_at=LONG_AGO + timedelta(days=1))
        seats = [
            Seat.objects.create(person=one, agency=cast.alder, role=Role.HEAD.value, starts_at=LONG_AGO)
            for one in (colm, second)
        ]
        at = timezone.now()
        ends = [
            lambda at=at, seat=seat, by=by: teams.end_seat(
                Seat.objects.select_related("person", "agency").get(pk=seat.pk), by=actor_for(by, at), at=at
            )
            for seat, by in ((seats[1], colm), (seats[0], second))
        ]
        assert sorted(both(*ends)) == [False, True], n
        leads = [role.value for role in LEADERS]
        assert Seat.objects.live(timezone.now()).filter(agency=cast.alder, role__in=leads).count() == 1


def test_two_agencies_that_invite_one_new_address_at_once_seat_one_person(cast: Cast) -> None:
    at = timezone.now()
    for n in range(ROUNDS // 4):
        email = f"new{n}@example.org"
        invites = [
            lambda at=at, email=email, agency=agency, role=role, by=by: people.invite_person(
                email=email, name="Nia New", agency=agency, role=role, by=cast.actor(by, at), at=at
            )
            for agency, role, by in (
                (cast.alder, Role.STAFF, "colm"),
                (cast.camhs, Role.AGENCY_WORKER, "mona"),
            )
        ]
        assert both(*invites) == [True, True]
        assert Seat.objects.filter(person=Person.objects.get(email=email)).count() == 2
