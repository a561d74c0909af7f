"""An empty database begins with the snapshot of its shape, and with no other than that of its own migrations."""

from pathlib import Path

from django.db import connection, connections

from agencies.management.commands.prepare_database import _begin_with
from agencies.management.shape import mark
from inclusion.embedded.schema import SNAPSHOT
from tests.servers import Servers


def test_an_empty_database_begins_with_the_snapshot_of_its_own_migrations(
    committed: str, servers: Servers, tmp_path: Path
) -> None:
    connection.close()
    servers.drop(committed)
    servers.cluster.prepare_database(committed)
    other, owner = tmp_path / "schema.sql", connections["owner"]
    head, _, body = SNAPSHOT.read_text().partition("\n\n")
    assert mark(body) in head
    with owner.cursor() as cursor:
        without = body.replace("CREATE POLICY", "--")
        for text in (head.replace(mark(body), "0" * 16) + f"\n\n{body}", f"{head}\n\n{without}"):
            other.write_text(text)
            _begin_with(other, cursor)
            assert owner.introspection.table_names(cursor) == []
        _begin_with(SNAPSHOT, cursor)
        assert {"referrals_case", "level_permission"} <= set(owner.introspection.table_names(cursor))
        cursor.execute("select count(*) from django_migrations where app = 'referrals'")
        assert cursor.fetchone()[0] == len(list((SNAPSHOT.parents[1] / "referrals" / "migrations").glob("0*.py")))
        _begin_with(SNAPSHOT, cursor)  # it is not empty any more, so nothing is done
    owner.close()
