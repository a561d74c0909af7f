"""Goals of the imports: the product's own importer against a bare COPY of the same rows into a temporary table."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connections, transaction

from agencies.register.imports import ESTABLISHMENTS, Landed, bring_in
from agencies.register.models import Establishment
from tests.bench.fresh import register
from tests.bench.ruler import Measure, measure


def _bare_copy(path: Path) -> int:
    """What nothing can beat: the file as it is into a table without keys, indexes or checks; its rows."""
    names = [column.field for column in ESTABLISHMENTS.columns if column.header != "successor_urns"]
    with transaction.atomic(), connections["default"].cursor() as cursor, path.open("rb") as file:
        columns = ", ".join(f'"{name}"' for name in names)
        cursor.execute(
            f"create temporary table bare on commit drop as select {columns} from agencies_establishment limit 0"
        )
        cursor.copy_expert("copy bare from stdin (format csv, header)", file)
        return int(cursor.rowcount)


def _empty() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate agencies_establishment")


def _bring(path: Path, rows: int, *, is_first: bool) -> None:
    _, landed = bring_in(path, [ESTABLISHMENTS], using="default")
    assert landed == (Landed(rows, 0, 0) if is_first else Landed(0, 0, rows)), landed


def goals(folder: Path) -> Iterator[Measure]:
    """The first run and a second one; rows are asserted before time."""
    path = register(folder)
    rows = _bare_copy(path)
    _bring(path, rows, is_first=True)
    assert Establishment.objects.count() == rows

    def floor() -> None:
        assert _bare_copy(path) == rows

    yield measure("import_again", floor, lambda: _bring(path, rows, is_first=False), lambda: None, rows=rows)
    yield measure("import_first", floor, lambda: _bring(path, rows, is_first=True), _empty, rows=rows)
