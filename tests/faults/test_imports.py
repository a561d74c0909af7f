"""Imports at once, and one that is ended half-way: each school once, and nothing of what did not commit."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from agencies.register.imports import ESTABLISHMENTS, Landed, bring_in
from agencies.register.models import Establishment

OPEN = Path(__file__).parents[1] / "data" / "register" / "establishments.csv"


def test_two_imports_at_once_bring_each_school_once(committed: str) -> None:
    def one(_: int) -> Landed:
        try:
            return bring_in(OPEN, [ESTABLISHMENTS], using="default")[1]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        landed = list(pool.map(one, range(4)))
    assert sorted(one.new for one in landed) == [0, 0, 0, 28]
    assert {one.changed for one in landed} == {0}
    assert Establishment.objects.count() == 28


def test_an_import_that_ends_half_way_leaves_nothing(committed: str) -> None:
    class Ended(Exception):
        pass

    def ending(done: int, size: int) -> None:
        raise Ended

    with pytest.raises(Exception, match="Ended"):
        bring_in(OPEN, [ESTABLISHMENTS], using="default", progress=ending)
    assert Establishment.objects.count() == 0
    assert bring_in(OPEN, [ESTABLISHMENTS], using="default")[1] == Landed(28, 0, 0)
