"""Where sessions are kept: Django's own store over rows that say whose they are, so that one can be seen and ended."""

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession


class SessionStore(DatabaseStore):
    """Each row repeats from the session's data whose it is, since when, when last seen and on what device."""

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """Our own rows."""
        found: type[AbstractBaseSession] = apps.get_model("agencies", "Session")
        return found

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row of this data, which is the truth; its columns are for the person's own list."""
        row: Any = super().create_model_instance(data)
        whose = data.get("_auth_user_id")
        row.person_id = int(whose) if whose else None
        row.began_at, row.seen_at = _instant(data.get("began")), _instant(data.get("seen"))
        row.device = data.get("device", "")
        kept: AbstractBaseSession = row
        return kept


def _instant(timestamp: float | None) -> datetime | None:
    return None if timestamp is None else datetime.fromtimestamp(timestamp, UTC)
