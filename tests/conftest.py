"""What every test stands on: the environment, the database clones and the fixtures of the rooms beside this file."""

from __future__ import annotations

import atexit
import gc
import itertools
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "inclusion.settings",
        "INCLUSION_TESTING": "1",
        "DEMONSTRATION": "1",
        "DATABASE_URL": "postgres://inclusion_app:none@127.0.0.1:1/none",
        "DATABASE_OWNER_URL": "postgres://inclusion_owner:none@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "SECRET_KEY": "for-the-tests-only-" + "x" * 50,
        "FACTOR_KEYS": "dGhpcyBpcyBhIGtleSBmb3IgdGhlIHRlc3RzIG9ubHk=",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "SITE_URL": "http://localhost",
        "TICK_SECONDS": "1",
        "DOCUMENTS_FOLDER": tempfile.mkdtemp(prefix="inclusion-documents-"),
    }
)
atexit.register(shutil.rmtree, os.environ["DOCUMENTS_FOLDER"], ignore_errors=True)
for name in ("DEBUG", "EMBEDDED", "CLAMD_URL"):
    os.environ.pop(name, None)

import django  # noqa: E402  (it reads its settings from the environment above)
import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from whitenoise.base import WhiteNoise  # noqa: E402

from agencies import references  # noqa: E402
from inclusion.embedded import static  # noqa: E402
from inclusion.embedded.errors import StartError  # noqa: E402
from inclusion.embedded.postgres import APPLICATION, OWNER  # noqa: E402
from tests import servers as running  # noqa: E402

pytest_plugins = ["tests.live", "tests.gate", "tests.whole", "tests.chromium"]
RUN = "INCLUSION_TEST_RUN"
CLONES = itertools.count(1)

# No test that looks for "UPN" on a page finds it in a reference such as Q2JK-VUPN-8.
references.secrets = SimpleNamespace(choice=lambda of: secrets.choice([c for c in of if c not in "AEUN"]))  # type: ignore
django.setup()
from tests import forgetting, kept, rolls, wide  # noqa: E402  (their models need the set-up)

forgetting.listen()
wide.listen()
kept.listen()
rolls.listen()
hypothesis.settings.register_profile("inclusion", deadline=None, print_blob=True)
hypothesis.settings.load_profile("inclusion")


def _is_controller(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """The controller names the run's folder; its processes inherit the name. No server starts before a test asks."""
    if _is_controller(config):
        os.environ[RUN] = str(running.new_folder())


def pytest_report_header(config: pytest.Config) -> str:
    """The static files are brought up to date first; a failure is said here and met by the tests that need them."""
    try:
        return "static files: " + ("built" if static.build() else "up to date")
    except StartError as trouble:
        return f"static files: {trouble}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """After the shuffle the longest kinds of test go first in each process's part, and the short ones fill its end.

    `--dist worksteal` gives each process an unbroken part of the list, so the long ones are dealt out to the parts.
    """
    parts = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long, short = [], []
    for item in items:
        (long if _is_long(item) else short).append(item)
    share = -(-len(items) // parts)
    dealt = [long[part::parts] for part in range(parts)]
    items[:] = [item for some in dealt for item in _filled(some, short, share)] + short


def _is_long(item: pytest.Item) -> bool:
    """A browser, a real worker, a `make run`, or many made-up worlds."""
    names = {"committed", "run"}.intersection(getattr(item, "fixturenames", ()))
    return bool(names) or hasattr(getattr(item, "obj", None), "hypothesis")


def _filled(some: list[pytest.Item], short: list[pytest.Item], share: int) -> list[pytest.Item]:
    taken = short[: max(share - len(some), 0)]
    del short[: len(taken)]
    return [*some, *taken]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """The test, and then, where our own code wrote a place on a roll, whether each case says it."""
    rolls.WRITTEN.clear()
    yield
    rolls.compare()


def pytest_collection_finish() -> None:
    """What was imported stays, so the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_controller(config) and RUN in os.environ:
        running.end(Path(os.environ.pop(RUN)))


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_listed_once() -> Iterator[None]:
    """Each test client loads the middleware again, and WhiteNoise would look at every static file again."""
    listed: dict[tuple[str, str], dict[str, Any]] = {}
    look = WhiteNoise.update_files_dictionary

    def once(self: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in listed:
            before, self.files = self.files, {}
            look(self, root, prefix)
            listed[root, prefix], self.files = self.files, before
        self.files.update(listed[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", once)
        yield


@pytest.fixture(scope="session")
def servers() -> running.Servers:
    """The run's PostgreSQL, shared by its processes."""
    return running.get(Path(os.environ[RUN]))


@pytest.fixture(scope="session")
def django_db_setup(servers: running.Servers, worker_id: str) -> Iterator[None]:
    """In place of pytest-django's own: this process's clone, used as the application role."""
    database = f"test_{worker_id}"
    servers.clone(database)
    point_at(servers, database)
    yield
    connections.close_all()


@pytest.fixture
def committed(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    servers: running.Servers,
    worker_id: str,
    django_db_blocker: Any,
) -> Iterator[str]:
    """A fresh database for a test that commits (threads, processes, a browser): its name. Never beside `django_db`.

    The trail refuses DELETE and TRUNCATE, so what was committed is not flushed: the whole database is dropped. Marked
    with `demonstration`, the test finds the demonstration in it, which a run makes once.
    """
    database = f"committed_{worker_id}_{next(CLONES)}"
    with django_db_blocker.unblock():
        if request.node.get_closest_marker("demonstration"):
            servers.clone(database, servers.make_once("demonstration", lambda half: _demonstrate(servers, half)))
        else:
            servers.clone(database)
        point_at(servers, database)
        yield database
        point_at(servers, f"test_{worker_id}")
    servers.drop(database)


def _demonstrate(servers: running.Servers, database: str) -> None:
    point_at(servers, database)
    call_command("make_demonstration")
    connections.close_all()


def point_at(servers: running.Servers, database: str) -> None:
    from django.contrib.contenttypes.models import ContentType

    connections.close_all()
    ContentType.objects.clear_cache()
    cluster = servers.cluster
    for alias, role, password in (
        ("default", APPLICATION, cluster.keys.application),
        ("owner", OWNER, cluster.keys.owner),
    ):
        place = {"NAME": database, "HOST": "127.0.0.1", "PORT": cluster.port, "USER": role, "PASSWORD": password}
        connections.settings[alias].update(place)
        connections[alias].settings_dict.update(place)
