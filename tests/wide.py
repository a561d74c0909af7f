"""Tests read and write rows of every authority themselves; the requests that they send have their own actors' alone.

Outside a request the connection of a test has every authority set. A request begins with none, as in a real process.
"""

from typing import Any

import psycopg2
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save

from agencies.directory.models import Authority

WIDE = """
select set_config('inclusion.authorities', coalesce(string_agg(id::text, ','), ''), false) from agencies_authority
"""
NONE = "select set_config('inclusion.authorities', '', false)"


def listen() -> None:
    """Widen with each connection and each authority that is made, and narrow for the length of a request."""
    connection_created.connect(_on_connection)
    post_save.connect(_on_authority, sender=Authority)
    request_started.connect(narrow)
    request_finished.connect(widen)


def widen(**_: Any) -> None:
    _say(WIDE)


def narrow(**_: Any) -> None:
    connection.ensure_connection()
    _say(NONE)


def _on_connection(connection: Any, **_: Any) -> None:
    if connection.alias == DEFAULT_DB_ALIAS:
        widen()


def _on_authority(using: str, **_: Any) -> None:
    if using == DEFAULT_DB_ALIAS:
        widen()


def _say(statement: str) -> None:
    """Past Django's own cursors, so that no test counts it; a broken transaction is left to its rollback."""
    if connection.connection is None or connection.connection.closed:
        return
    try:
        with connection.connection.cursor() as cursor:
            cursor.execute(statement)
    except psycopg2.errors.InFailedSqlTransaction:
        return
