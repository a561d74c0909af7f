"""The fixtures of the named cast, its clocks and its systems, which the `conftest` of each app hands to its tests."""

import itertools
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.machines import OTHER_URN, System, connect
from tests.people import AT, Cast, make_cast, set_clock


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody of the story, with the database's clock at `AT`."""
    set_clock(AT)
    return make_cast()


@pytest.fixture
def stopped() -> Iterator[None]:
    """Every clock of the process stands at `AT`."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def system(cast: Cast) -> System:
    """The system of Alder Hythe School, with its token."""
    return connect(cast, cast.alder)


@pytest.fixture
def other(cast: Cast) -> System:
    """The system of Merrow Lane Primary, with its token."""
    return connect(cast, cast.merrow, OTHER_URN, "helen")
