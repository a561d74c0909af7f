"""The world that is measured: a city, a region or the nation, made once in the real schema and kept for later runs."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.signals import connection_created
from psycopg2 import sql

from agencies.actors import Actor
from agencies.people.access import actor_for
from agencies.people.models import Person
from inclusion.embedded import keys
from inclusion.embedded.places import ROOT, Home
from inclusion.embedded.postgres import DATABASE, OWNER, Cluster
from inclusion.embedded.servers import SHORT, Embedded, environment, manage, started
from tests.bench.ruler import become_the_application
from tests.people import AT
from tests.servers import SHAPES

HERE = Path(__file__).parent
SIZES = {"city": 10_000, "region": 200_000, "nation": 2_000_000}
HOME_CASES, HOME_SCHOOLS, OTHERS, CASES_A_SCHOOL = 8_000, 100, 149, 80
"""The first authority is as large at every size; the others share what is left."""
LOADING = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
}


def _person(agency: int, number: int) -> int:
    return agency * 10_000 + number


KINDS = {
    "teacher": _person(1100, 3),
    "lead": _person(1100, 1),
    "named": _person(1101, 2),
    "forty": 1,
    "officer": _person(1001, 0),
    "police": _person(1010, 0),
    "few": _person(1011, 0),
    "old": _person(1012, 0),
    "ended": _person(1013, 0),
}
"""Nine kinds of actor, each of one size: a teacher who leads on some cases; an inclusion lead; a lead professional;
forty schools in one person; a council officer; police with 40,000 shares; few shares; all cases old; all just ended."""
INBOX = _person(1001, 5)
"""An officer with 37,000 unread letters, in a council of 3,000."""

INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid)
from pg_index join pg_class kept on kept.oid = indrelid
where kept.relnamespace = 'public'::regnamespace
    and kept.relname ~ '^(referrals|interventions|agencies_(letter|delivery))'
    and not exists (select from pg_constraint where conindid = indexrelid)
"""
SEQUENCES = """
select table_name, column_name from information_schema.columns where table_schema = 'public' and is_identity = 'YES'
"""
KEYS = """
select conrelid::regclass::text, confrelid::regclass::text,
    array(select attname::text from unnest(conkey) with ordinality as k (n, at) join pg_attribute
        on attrelid = conrelid and attnum = n order by at),
    array(select attname::text from unnest(confkey) with ordinality as k (n, at) join pg_attribute
        on attrelid = confrelid and attnum = n order by at)
from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class World:
    """A world that is there, with the application pointed at it; `cluster` is for the superuser."""

    size: str
    cases: int
    cluster: Cluster
    folder: Path

    def person(self, kind: str) -> Person:
        """Whoever stands for this kind of actor."""
        return Person.objects.get(pk=KINDS[kind])

    def actor(self, kind: str) -> Actor:
        """The actor that they are at `AT`, which is now for everything that is measured."""
        return actor_for(self.person(kind), AT)


@contextlib.contextmanager
def world(size: str) -> Iterator[World]:
    """The world of this size: made where there is none, migrated where the migrations went on; durable servers."""
    from tests import conftest

    home = Home(HERE / "out" / f"world-{size}")
    _make_once(home, size)
    with started(home) as embedded:
        stamp, shape = home.folder / "shape", _digest(path for pattern in SHAPES for path in ROOT.glob(pattern))
        if not stamp.exists() or stamp.read_text() != shape:
            _prepare(embedded)
            stamp.write_text(shape)
        conftest.point_at(embedded, DATABASE)  # type: ignore[arg-type]
        superuser = {"USER": "postgres", "PASSWORD": embedded.keys.superuser}
        connections["default"].settings_dict.update(superuser)
        connection_created.connect(become_the_application)
        yield World(size, SIZES[size], embedded.cluster, home.folder)
        connections.close_all()
        connection_created.disconnect(become_the_application)


def _make_once(home: Home, size: str) -> None:
    """Half a world is made again; the mark comes last."""
    made, facts = home.folder / "made", _facts(SIZES[size])
    digest = _digest([HERE / "world.sql"]) + str(sorted(facts.items()))
    if made.exists() and made.read_text() == digest:
        return
    shutil.rmtree(home.folder, ignore_errors=True)
    home.make()
    with started(home) as embedded:
        embedded.cluster.prepare_database()
        _prepare(embedded)
    cluster = Cluster(home, keys.load_or_make(home.secrets), LOADING)
    cluster.start()
    try:
        _load(cluster, facts)
    finally:
        cluster.stop()
    made.write_text(digest)


def _digest(paths: Any) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _prepare(embedded: Embedded) -> None:
    settings = {**os.environ, **environment(embedded, port=8000, mail_port=1)}
    settings["DATABASE_OWNER_URL"] = embedded.cluster.url(OWNER)
    manage(embedded.home, settings, "prepare_database", *SHORT)


def _facts(cases: int) -> dict[str, Any]:
    """The numbers by which the rows are made."""
    per = (cases - HOME_CASES) // OTHERS
    total = HOME_CASES + OTHERS * per
    return {
        "at": AT.isoformat(),
        "cases": total,
        "pupils": total + total // 2,
        "home": HOME_CASES,
        "per": per,
        "home_schools": HOME_SCHOOLS,
        "schools": max(1, per // CASES_A_SCHOOL),
    }


def _load(cluster: Cluster, facts: dict[str, Any]) -> None:
    """One transaction: rows without indexes and triggers, the indexes as they were, every foreign key looked at."""
    connection = cluster.connect(DATABASE)
    connection.autocommit = False
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"drop index {name}")
        cursor.execute((HERE / "world.sql").read_text(encoding="utf-8"), facts)
        for _, definition in indexes:
            cursor.execute(definition)
        _number_on(cursor)
        _look_at_keys(cursor)
    connection.commit()
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("vacuum (freeze, analyze)")
        cursor.execute("checkpoint")
    connection.close()


def _number_on(cursor: Any) -> None:
    cursor.execute(SEQUENCES)
    for table, column in cursor.fetchall():
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        statement = "select setval(pg_get_serial_sequence(%s, %s), coalesce(max({column}), 0) + 1) from {table}"
        cursor.execute(sql.SQL(statement).format(**names), [table, column])


def _look_at_keys(cursor: Any) -> None:
    """The triggers that hold foreign keys were off, so each is asked for once: none may point at nothing."""
    cursor.execute(KEYS)
    for table, other, columns, others in cursor.fetchall():
        own = ", ".join(f"here.{name}" for name in columns)
        same = " and ".join(f"there.{theirs} = here.{ours}" for ours, theirs in zip(columns, others, strict=True))
        cursor.execute(
            f"select {own} from {table} here where num_nulls({own}) = 0"
            f" and not exists (select from {other} there where {same}) limit 1"
        )
        assert cursor.fetchone() is None, (table, columns)
