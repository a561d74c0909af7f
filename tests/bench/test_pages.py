"""Goals of whole pages: one case opened, and what each page asks from the request to the answer."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test import Client, RequestFactory

from agencies.acting import bounds
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act
from referrals import door
from referrals.cases.models import Case
from tests.bench.ruler import TIMES, Measure, weigh
from tests.bench.world import INBOX, KINDS, World
from tests.browsing import BACKEND
from tests.people import AT

CASES, CORE_TIMES = 3, 4 * TIMES


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


def children(world: World) -> Iterator[Measure]:
    """A child's page with its picture, as the case page's readers open it."""
    for kind in KINDS:
        if of_it := _first_case(world, kind):
            with signed_in(world.person(kind)) as client:
                yield _on_the_core(f"child.{kind}", client, f"/pupils/{of_it.pupil.reference}/")


def work(world: World) -> Iterator[Measure]:
    """My work, and the inbox of 37,000 letters: no goal of their own, but the same law."""
    for kind in KINDS:
        with signed_in(world.person(kind)) as client:
            yield weigh(f"my_work.{kind}", _get(client, "/still-here/"), _get(client, "/my-work/"))
    with signed_in(Person.objects.get(pk=INBOX)) as client:
        yield weigh("my_work.inbox", _get(client, "/still-here/"), _get(client, "/inbox/"))


def lists_on_the_core(world: World) -> Iterator[Measure]:
    """What of a core the list takes, from the web server's call to the last byte; so does the floor."""
    for kind in KINDS:
        with signed_in(world.person(kind)) as client:
            yield _on_the_core(f"7.{kind}", client, "/cases/")


def cases_on_the_core(world: World) -> Iterator[Measure]:
    """The same of the case page."""
    for kind in KINDS:
        if of_it := _first_case(world, kind):
            with signed_in(world.person(kind)) as client:
                yield _on_the_core(f"8.{kind}", client, f"/cases/{of_it.reference}/")


def _on_the_core(name: str, client: Client, path: str) -> Measure:
    floor, page = _serve(client, "/still-here/", 204), _serve(client, path, 200)
    return weigh(name, floor, page, times=CORE_TIMES, clock=time.process_time)


def _serve(client: Client, path: str, status: int) -> Callable[[], None]:
    """One request as gunicorn hands it to Django, by the session of this browser."""
    handler = get_wsgi_application()
    environ = RequestFactory(headers={"cookie": client.cookies.output(header="", sep=";")}).get(path).environ
    said: list[str] = []

    def serve() -> None:
        answer = handler({**environ}, lambda line, _headers, _trouble=None: said.append(line))
        b"".join(answer)
        answer.close()
        assert said[-1].startswith(str(status)), (path, said[-1])

    return serve


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


GOALS = {"6": opening, "7": lists_on_the_core, "8": cases_on_the_core, "10": pages, "child": children, "my_work": work}
