"""What turns a line red on purpose (`SPOIL=…`), so that it is known to show what it is there for."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any
from unittest import mock

from django.db.models import Q

from agencies.actors import Actor
from agencies.outbox.models import Delivery
from agencies.policy import Act
from inclusion.embedded.postgres import DATABASE
from referrals import door
from referrals.cases.models import Case
from tests.bench.world import World

cases: Any = import_module("referrals.door.cases")  # the door has a function of that name
VALID = "update pg_index set indisvalid = {} where indexrelid::regclass::text in ('case_school', 'share_touched')"


def _or_exists(_: World) -> AbstractContextManager[Any]:
    """The list by the OR of standings, sorted."""

    def page(actor: Actor, act: Act, narrow: Any, *, before: Any = None, size: int = cases.PAGE_SIZE) -> Any:
        found = cases.cases(actor, act).filter(**narrow).order_by("-updated_at", "-id")
        past = found.filter(updated_at__lt=before[0]) if before else found
        return [door.Listed(one, one.updated_at) for one in past[:size]], None

    return mock.patch.object(door, "page", page)


def _exact_count(_: World) -> AbstractContextManager[Any]:
    """The unread letters, all of them counted."""
    unread = Delivery.objects.unread()
    return mock.patch("tests.bench.test_lists.count_unread", lambda one: unread.filter(person_id=one.who).count())


def _n_plus_one(_: World) -> AbstractContextManager[Any]:
    """The list asks for each case by itself."""
    page = door.page

    def one_by_one(*args: Any, **how: Any) -> Any:
        listed, following = page(*args, **how)
        return [door.Listed(Case.objects.get(pk=one.case.pk), one.changed_at) for one in listed], following

    return mock.patch.object(door, "page", one_by_one)


@contextmanager
def _no_index(world: World) -> Iterator[None]:
    """The walks have no index; PostgreSQL passes over one that is not valid."""
    try:
        world.cluster.execute(VALID.format("false"), DATABASE)
        yield
    finally:
        world.cluster.execute(VALID.format("true"), DATABASE)


def _deep_cursor(_: World) -> AbstractContextManager[Any]:
    """A cursor without its bound: the walk begins at the first row."""

    def past(walk: Any, before: Any) -> Any:
        when, pk = cases._names(walk)
        return walk.filter(Q(**{f"{when}__lt": before[0]}) | Q(**{when: before[0], f"{pk}__lt": before[1]}))

    return mock.patch.object(cases, "_from", lambda walk, before: past(walk, before) if before else walk)


SPOILERS: dict[str, Callable[[World], AbstractContextManager[Any]]] = {
    "or_exists": _or_exists,
    "exact_count": _exact_count,
    "n_plus_one": _n_plus_one,
    "no_index": _no_index,
    "deep_cursor": _deep_cursor,
}
