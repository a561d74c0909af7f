"""Goals of whole pages: one case opened, and what each page asks from the request to the answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection, transaction
from django.test import Client

from agencies.acting import bounds
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act
from referrals import door
from referrals.cases.models import Case
from tests.bench.ruler import Measure, weigh
from tests.bench.world import INBOX, KINDS, World
from tests.browsing import BACKEND
from tests.people import AT

CASES = 3


def opening(world: World) -> Iterator[Measure]:
    """One case through the door, with the trail's line, but for the flush at the end."""
    for kind in KINDS:
        actor, of_it = world.actor(kind), _first_case(world, kind)
        if of_it:
            yield weigh(f"6.{kind}", _undone(actor, _read(of_it)), _undone(actor, _admit(actor, of_it)))


def pages(world: World) -> Iterator[Measure]:
    """The list and the case page as people open them; the floor is the answer that keeps a session."""
    for kind in KINDS:
        of_it = _first_case(world, kind)
        paths = {"list": "/cases/", **({"case": f"/cases/{of_it.reference}/"} if of_it else {})}
        with signed_in(world.person(kind)) as client:
            for name, path in paths.items():
                yield weigh(f"10.{name}.{kind}", _get(client, "/still-here/"), _get(client, path))


def work(world: World) -> Iterator[Measure]:
    """My work, and the inbox of 37,000 letters: no goal of their own, but the same law."""
    for kind in KINDS:
        with signed_in(world.person(kind)) as client:
            yield weigh(f"my_work.{kind}", _get(client, "/still-here/"), _get(client, "/my-work/"))
    with signed_in(Person.objects.get(pk=INBOX)) as client:
        yield weigh("my_work.inbox", _get(client, "/still-here/"), _get(client, "/inbox/"))


def _first_case(world: World, kind: str) -> Case | None:
    actor = world.actor(kind)
    with transaction.atomic():
        bounds.enter(actor, AT)
        listed, _ = door.page(actor, Act.SEE_CASE, {"state": "open"}, size=CASES)
    return listed[-1].case if listed else None


def _undone(actor: Actor, doing: Callable[[], object]) -> Callable[[], None]:
    def done() -> None:
        with transaction.atomic():
            bounds.enter(actor, AT)
            doing()
            transaction.set_rollback(True)

    return done


def _read(case: Case) -> Callable[[], object]:
    return lambda: Case.objects.get(pk=case.pk)


def _admit(actor: Actor, case: Case) -> Callable[[], object]:
    return lambda: door.admit(actor, Act.SEE_CASE, case.reference, of=Case, at=AT)


@contextmanager
def signed_in(person: Person) -> Iterator[Client]:
    """A browser of theirs, at `AT`."""
    with mock.patch("django.utils.timezone.now", return_value=AT):
        client = Client()
        client.force_login(person, backend=BACKEND)
        yield client


def _get(client: Client, path: str) -> Callable[[], None]:
    def get() -> None:
        answer = client.get(path)
        assert answer.status_code in (200, 204), (path, answer.status_code)
        assert not connection.in_atomic_block

    return get


GOALS = {"6": opening, "10": pages, "my_work": work}
