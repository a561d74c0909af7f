"""Goals of the case list, for nine kinds of actor: what the door asks, and the pages that people open."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agencies.acting import bounds
from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.narrowing import asked
from interventions.case_page.pages.listed import FILTERS
from interventions.case_page.pages.listed import _narrow as narrow_of
from interventions.work.pages import count_unread
from referrals import door
from referrals.cases.models import Case
from referrals.door.cases import _walks
from tests.bench.ruler import Measure, weigh
from tests.bench.world import INBOX, KINDS, World
from tests.people import AT

NOT_NARROWED: dict[str, Any] = {}
OPEN = {"state": "open"}
ROWS = {"teacher": 1, "few": 1, "ended": 0}
"""At least so many on the first page, else a whole one, or it is another list that is measured."""
DEEP = 20_000


def first_pages(world: World) -> Iterator[Measure]:
    """The statements of the first page, by themselves."""
    for kind in KINDS:
        yield from _as(
            world, kind, lambda actor, kind: _statements(f"1.{kind}", actor, {}, None, least=ROWS.get(kind, 25))
        )


def deep_pages(world: World) -> Iterator[Measure]:
    """The same for those of open cases, first and deep down."""
    for kind in KINDS:
        yield from _as(world, kind, lambda actor, kind: _statements(f"2.{kind}.open", actor, OPEN))
        yield from _as(world, kind, _deep)


def _deep(actor: Actor, kind: str) -> Iterator[Measure]:
    listed, _ = door.page(actor, Act.SEE_CASE, {}, size=DEEP)
    if len(listed) > 1:
        key = listed[len(listed) * 4 // 5]
        yield from _statements(f"2.{kind}.deep", actor, {}, (key.changed_at, key.case.pk), depth=len(listed) * 4 // 5)


def buffers(world: World) -> Iterator[Measure]:
    """What the first page reads, for each standing."""
    for kind in KINDS:
        yield from _as(
            world,
            kind,
            lambda actor, kind: _statements(f"3.{kind}", actor, standings=max(1, len(_walks(actor, Act.SEE_CASE, {})))),
        )


def counts(world: World) -> Iterator[Measure]:
    """How many letters are unread, of 37,000: on every page."""
    officer = Actor(person_id=INBOX, name="", seats=world.actor("officer").seats)

    def one() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select 1")

    with transaction.atomic():
        bounds.enter(officer, AT)
        assert count_unread(officer) > 0
        yield weigh("4.unread", one, lambda: count_unread(officer))


def through_the_orm(world: World) -> Iterator[Measure]:
    """The list as Django makes its objects."""
    for kind in KINDS:
        yield from _as(world, kind, _objects)


def _objects(actor: Actor, kind: str) -> Iterator[Measure]:
    floor = _by_key(_first_ids(actor))
    yield weigh(f"5.{kind}", lambda: list(floor.all()), lambda: door.page(actor, Act.SEE_CASE, {}))


def narrowed(world: World) -> Iterator[Measure]:
    """The case list by each filter that is offered, named with the index that serves it."""
    for kind in ("lead", "officer", "police"):
        yield from _as(world, kind, _by_each_filter)


def _by_each_filter(actor: Actor, kind: str) -> Iterator[Measure]:
    for one, offered in ((one, one.offers(actor, AT, {})) for one in FILTERS):
        if len(offered) < one.least:
            continue
        value, _, _ = offered[len(offered) // 2]
        narrow = narrow_of(actor, asked(FILTERS, actor, AT, {one.name: value}))
        if narrow is not None:
            yield from _statements(f"narrowed.{kind}.{one.name}.{one.indexes[-1]}", actor, narrow)


Doing = Callable[[Actor, str], Iterator[Measure]]


def _as(world: World, kind: str, doing: Doing) -> Iterator[Measure]:
    """In one transaction of this actor's, whose bounds are set before anything is measured."""
    actor = world.actor(kind)
    with transaction.atomic():
        bounds.enter(actor, AT)
        yield from doing(actor, kind)


def _statements(
    name: str,
    actor: Actor,
    narrow: dict[str, Any] = NOT_NARROWED,
    before: Any = None,
    *,
    least: int = 0,
    **facts: int,
) -> Iterator[Measure]:
    with CaptureQueriesContext(connection) as asked:
        listed, _ = door.page(actor, Act.SEE_CASE, narrow, before=before)
    assert len(listed) >= least, (name, len(listed))
    floor = _by_key(_first_ids(actor)).query.sql_with_params()
    statements = [(one["sql"], None) for one in asked.captured_queries]
    yield weigh(name, lambda: _run([floor]), lambda: _run(statements), rows=len(listed), **facts)


def _run(statements: Any) -> None:
    with connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)
            cursor.fetchall()


def _first_ids(actor: Actor) -> list[int]:
    """The keys of 25 cases: of the actor's own first page where it has so many."""
    listed, _ = door.page(actor, Act.SEE_CASE, {})
    own = [one.case.pk for one in listed]
    return [*own, *(n for n in range(1, 51) if n not in own)][:25]


def _by_key(ids: list[int]) -> Any:
    return Case.objects.filter(pk__in=ids).select_related("pupil", "school", "lead")


GOALS = {"1": first_pages, "2": deep_pages, "3": buffers, "4": counts, "5": through_the_orm, "narrowed": narrowed}
