"""The country in small, made once a run; each process has a copy, and each test leaves it as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections, transaction

from tests.casting import stopped
from tests.conftest import point_at
from tests.country import world
from tests.people import AT, Cast, set_clock
from tests.servers import Servers

__all__ = ["stopped"]


@pytest.fixture(scope="session")
def copied(django_db_setup: None, servers: Servers, worker_id: str, django_db_blocker: Any) -> str:
    """The name of this process's copy."""

    def fill(half: str) -> None:
        point_at(servers, half)
        world.fill()

    database = f"country_{worker_id}"
    with django_db_blocker.unblock():
        servers.clone(database, servers.make_once("country", fill))
    return database


@pytest.fixture
def country(copied: str, servers: Servers, worker_id: str, django_db_blocker: Any) -> Iterator[Cast]:
    """The cast in the midst of it, in a transaction with the database's clock at `AT`."""
    with django_db_blocker.unblock():
        point_at(servers, copied)
        with transaction.atomic():
            set_clock(AT)
            yield world.known()
            transaction.set_rollback(True)
        connections.close_all()
        point_at(servers, f"test_{worker_id}")
