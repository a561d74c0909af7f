"""What a page asks is put together once for each shape of who asks, and bound for each who asks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext

from agencies.acting.prepared import Prepared, at_once
from agencies.actors import Actor
from agencies.people.models import Person, Seat
from agencies.policy import Act
from referrals import door
from referrals.cases.models import Case
from referrals.shares.models import CaseShare
from tests import stories
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def columns(rows: list[object]) -> list[dict[str, object]]:
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def test_rows_read_at_once_are_those_that_each_queryset_reads(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    parts: list[QuerySet[object]] = [
        Case.objects.order_by("id"),
        CaseShare.objects.order_by("id"),
        Person.objects.order_by("-id").annotate(again=F("email"))[:3],
        Case.objects.none(),
    ]
    with CaptureQueriesContext(connection) as asked:
        found = at_once(
            *parts, Case.objects.select_related("pupil", "lead", "school"), Seat.objects.values_list("role")
        )
    assert len(asked) == 1
    assert [columns(rows) for rows in found[:4]] == [columns(list(rows)) for rows in parts]
    assert sorted(found[5]) == sorted(Seat.objects.values_list("role"))
    with CaptureQueriesContext(connection) as asked:
        assert (found[4][0].pupil, found[4][0].school) == (cast.kofi, cast.alder)
    assert not asked


def test_where_nothing_can_be_found_nothing_is_asked(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert at_once(Case.objects.none(), Seat.objects.filter(pk__in=[])) == [[], []]
    assert not asked


def test_nobody_gets_what_another_of_the_same_roles_asked_for(cast: Cast) -> None:
    mine = Prepared(lambda actor: [door.cases(actor, Act.SEE_CASE).order_by("id")])
    case = stories.case(cast)
    amara = cast.actor("amara")
    far = [_of_the_same_roles(amara, first) for first in (90_000, 91_000)]
    assert [mine(actor)[0] for actor in (*far, amara, *far)] == [[], [], [case], [], []]
    assert len(mine.known) <= 2  # where two numbers of one actor are the same by chance, that is a shape of its own


def _of_the_same_roles(actor: Actor, first: int) -> Actor:
    seats = [replace(one, seat_id=first + 1, agency_id=first + 2, authority_id=first + 3) for one in actor.seats]
    return Actor(first, "", tuple(seats))


def test_which_numbers_are_the_same_is_another_statement(cast: Cast) -> None:
    both = Prepared(lambda one, other: [Person.objects.filter(pk__in=[one, other]).order_by("id")])
    first, last = cast.people["amara"], cast.people["sandra"]
    assert both(first.pk, first.pk) == [[first]]
    assert both(first.pk, last.pk) == [[first, last]]
    assert len(both.known) == 2


def test_an_instant_is_bound_for_each_who_asks(cast: Cast) -> None:
    live = Prepared(lambda at: [Seat.objects.live(at)])
    assert live(AT)[0]
    assert not live(AT - timedelta(days=10_000))[0]
    assert len(live.known) == 1


def test_a_statement_into_whose_text_a_value_goes_is_not_kept(cast: Cast) -> None:
    first = cast.people["amara"]
    in_text = Prepared(lambda pk: [Person.objects.alias(n=RawSQL(f"id - {pk}", [])).filter(n=0)])  # noqa: S611
    changed = Prepared(lambda text: [Person.objects.filter(email__contains=text)])
    assert (in_text(first.pk), changed(first.email)) == ([[first]], [[first]])
    assert [*in_text.known.values(), *changed.known.values()] == [None, None]
