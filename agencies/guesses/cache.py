"""What the libraries keep for a moment, such as a code that was used: rows of JSON in PostgreSQL, and no pickles."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

SET = """
insert into throttle (cache_key, value, expires) values (%s, %s, %s)
on conflict (cache_key) do update set value = excluded.value, expires = excluded.expires
"""
UNLESS_LIVE = SET + " where throttle.expires <= %s"


class JsonCache(BaseCache):
    """Django's cache over one table; a value is whatever JSON holds."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it unless something is kept under this key."""
        return self._run(UNLESS_LIVE, [*self._row(key, value, timeout, version), timezone.now()]) == 1

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept under this key."""
        with connection.cursor() as cursor:
            named = self.make_and_validate_key(key, version)
            cursor.execute("select value from throttle where cache_key = %s and expires > %s", [named, timezone.now()])
            row = cursor.fetchone()
        return json.loads(row[0]) if row else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep it in place of what was kept."""
        self._run(SET, self._row(key, value, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Keep it no longer."""
        named = self.make_and_validate_key(key, version)
        return self._run("delete from throttle where cache_key = %s", [named]) == 1

    def clear(self) -> None:
        """Keep nothing."""
        self._run("delete from throttle", [])

    def _row(self, key: str, value: Any, timeout: Any, version: int | None) -> list[Any]:
        until = self.get_backend_timeout(timeout)
        ends = timezone.now() + timedelta(days=1) if until is None else datetime.fromtimestamp(until, UTC)
        return [self.make_and_validate_key(key, version), json.dumps(value), ends]

    def _run(self, statement: str, values: list[Any]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            changed: int = cursor.rowcount
        return changed
