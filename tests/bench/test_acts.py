"""Goals of what writes: the ticks, as the worker, and acts on a case and a share; each is undone once measured."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import F

from agencies.acting import bounds
from agencies.actors import Actor
from agencies.calendar.models import TermDate
from agencies.closures.actions import keep_closure
from agencies.directory.models import Agency
from agencies.trail.actions import seal
from agencies.trail.models import TrailEntry
from inclusion.embedded.postgres import WORKER
from referrals import door
from referrals.cases.actions import touch
from referrals.cases.models import Case
from referrals.duties.actions import lease_next, plan_what_is_due
from referrals.duties.models import Duty
from referrals.shares.actions import showing, withdraw_share
from referrals.shares.models import CaseShare
from tests.bench.ruler import Measure, as_role, weigh
from tests.bench.world import World
from tests.people import AT

LATE = "select count(*) from referrals_duty where state in ('open', 'stopped') and due_at < inclusion_at()"
LINES, MAILS = 12_000, 50
WRITTEN = f"""
insert into trail_entry (at, outcome, act, person_id, by_name, by_role, by_agency, authority_id, subject_kind,
    subject_ref, case_ref, why, facts)
select '{AT.isoformat()}'::timestamptz - interval '5 minutes', 'opened', 'see_case', n, 'Ama Archer', 'staff', 'School',
    1001, 'case', 'AAAA-AAAA-A', 'AAAA-AAAA-A', '', '{{}}' from generate_series(1, {LINES}) n
"""
WAITING = f"""
update agencies_delivery set state = 'waiting', sent_at = null, not_before = '{AT.isoformat()}'::timestamptz
where id in (select id from agencies_delivery where channel = 'email' and id < {MAILS * 4} limit {MAILS})
"""
CLAIMED = f"""
update agencies_delivery set lease_until = inclusion_at(), attempts = attempts + 1
where id in (select id from agencies_delivery where state = 'waiting' and channel = 'email'
    and not_before <= inclusion_at() order by not_before, id for update skip locked limit {MAILS})
"""

SCHOOL, OWED, SHUT = 1100, 20_000, AT.date() + timedelta(days=2)
OF_THE_SCHOOL = f"""
insert into referrals_duty (id, reference, authority_id, pupil_id, school_id, agency_id, subject_kind, subject_ref,
    rule, rule_from_on, standing, act, opened_at, from_on, "limit", due_on, due_at,
    state, pauses, shifts, ended_by, why, version)
select 900000000 + n, 'SHUT-' || n, authority_id, pupil_id, {SCHOOL}, {SCHOOL}, 'concern', 'SHUT-' || n,
    'look_at_concern', '2025-09-01', 'raised', 'see_concern', %(at)s::timestamptz - interval '1 day' * (n %% 10),
    (%(at)s::timestamptz)::date - n %% 10, 10 + n %% 10, (%(at)s::timestamptz)::date + 14,
    %(at)s::timestamptz + interval '14 days', 'open', '[]', '[]', '', '', 1
from generate_series(1, {OWED}) n,
    (select authority_id, pupil_id from referrals_case where school_id = {SCHOOL} limit 1) as one;
insert into referrals_dutystep (name, tells, at, duty_id, authority_id, why)
select step.name, step.tells, due_at + step.after, id, authority_id, ''
from referrals_duty, (values ('before', 'owner', interval '-41 hours'), ('due', 'owner', interval '-16 hours'),
    ('late_1', 'manager', interval '8 hours')) as step (name, tells, after) where id > 900000000
"""
LATER = """
update referrals_duty set due_on = due_on + 1, due_at = due_at + interval '1 day', version = version + 1
where id > 900000000
"""


def planner(_: World) -> Iterator[Measure]:
    """What is late has been told, and nothing new has come: against counting what is late."""
    with as_role(WORKER), transaction.atomic():
        _set_clock()
        assert not plan_what_is_due(AT, AT)
        yield weigh("13.plan", _sql(LATE), _undone(lambda: plan_what_is_due(AT, AT)))


def dispatcher(_: World) -> Iterator[Measure]:
    """Fifty mails claimed, a person at a time, against one statement that claims them all."""

    def claim() -> None:
        claimed = 0
        while found := lease_next(AT, door.audience):
            claimed += found[1].count()
            found[1].update(state="sent")
        assert claimed == MAILS

    with as_role(WORKER), transaction.atomic():
        _set_clock()
        _sql(WAITING)()
        yield weigh("14.claim", _undone(_sql(CLAIMED)), _undone(claim), times=5)
        transaction.set_rollback(True)


def sealing(_: World) -> Iterator[Measure]:
    """A busy minute of the trail, against reading its rows."""

    def sealed() -> None:
        assert seal(AT + timedelta(minutes=10)) >= LINES

    with transaction.atomic():
        _sql(WRITTEN)()
        yield weigh("16.seal", lambda: list(TrailEntry.objects.order_by("-id")[:LINES]), _undone(sealed), times=5)
        transaction.set_rollback(True)


def writing(world: World) -> Iterator[Measure]:
    """A case is written to and its shares told, against the bare UPDATE."""
    with _within(world.actor("officer")):
        case = _shared().case
        found = Case.objects.filter(pk=case.pk)

        def write() -> None:
            touch(case, AT)
            showing.show_change(case, AT)

        floor = _undone(lambda: found.update(updated_at=AT, version=F("version") + 1))
        yield weigh("19.write", floor, _undone(write))


def sharing(world: World) -> Iterator[Measure]:
    """A share is withdrawn, with all that follows, against a bare INSERT of one."""
    officer = world.actor("officer")
    with _within(officer):
        share = _shared()
        row = CaseShare.objects.get(pk=share.pk)
        row.pk, row.reference, row.closed_at, row.replaces_id = None, "AAAA-AAAA-A", AT, None

        def insert() -> None:
            row.pk = None
            row.save(force_insert=True)

        withdraw = _undone(lambda: withdraw_share(copy(share), why="-", by=officer, at=AT))
        yield weigh("20.withdraw", _undone(insert), withdraw)


def closing(world: World) -> Iterator[Measure]:
    """A day's closure moves 20,000 clocks and plans their reminders again, against the bare UPDATE of the days."""
    school = Agency.objects.get(pk=SCHOOL)
    lead = world.actor("lead")

    def close() -> None:
        keep_closure(school, first_on=SHUT, last_on=SHUT, why="weather", by=lead, at=AT)

    def moved() -> None:
        close()
        assert Duty.objects.filter(rule="look_at_concern").exclude(shifts=[]).count() == OWED

    with _within(lead):
        TermDate.objects.create(agency=school, kind="term", first_on=date(2026, 9, 1), last_on=date(2027, 7, 21))
        _sql(OF_THE_SCHOOL, at=AT)()
        _undone(moved)()
        yield weigh("moved.closing", _undone(_sql(LATER)), _undone(close), times=3)


@contextmanager
def _within(actor: Actor) -> Iterator[None]:
    """A transaction of theirs, undone."""
    with transaction.atomic():
        bounds.enter(actor, AT)
        yield
        transaction.set_rollback(True)


def _shared() -> CaseShare:
    """A live share of a case that the first council oversees."""
    found = CaseShare.objects.live(door.AT).filter(case__overseen_from__isnull=False, case__authority_id=1001)
    joined = found.exclude(agency__kind="school").select_related("case__pupil", "case__school", "agency")
    share: CaseShare = joined.order_by("id").first()
    return share


def _set_clock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [AT.isoformat()])


def _sql(statement: str, **named: object) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, named or None)

    return run


def _undone(doing: Callable[[], object]) -> Callable[[], None]:
    """It, in a savepoint that is rolled back."""

    def done() -> None:
        with transaction.atomic():
            doing()
            transaction.set_rollback(True)

    return done


GOALS = {"13": planner, "14": dispatcher, "16": sealing, "19": writing, "20": sharing, "moved": closing}
