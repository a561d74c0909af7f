"""Where sessions are kept: Django's own store over rows that say whose they are, so that one can be seen and ended."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from agencies.acting.prepared import Prepared

KEY_LENGTH = 40
FACTORS = ("totp", "webauthn")
"""What counts as a second factor; recovery codes alone are none."""
SEAT = ("pk", "agency_id", "agency__name", "agency__authority_id", "agency__kind", "role")
"""What of a seat makes the facts of an actor's, in their order."""


def stored_key(key: str | None) -> str:
    """What stands in a row for the key in the cookie: whoever reads the table can open nothing with it."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:KEY_LENGTH]


class SessionStore(DatabaseStore):
    """Each row stands under its key's hash, and repeats from its data whose it is, since when and on what device.

    It is read with its person, their live seats and whether they have a second factor: `held`, by one statement.
    """

    at: datetime | None = None
    """The instant of the request, once its edge has read the clock."""
    row: Any = None

    @property
    def held(self) -> Any:
        """The row as it was read, with `person`, `has_factor` and `seats`, or None."""
        self._get_session()  # type: ignore[attr-defined]
        return self.row

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """Our own rows."""
        found: type[AbstractBaseSession] = apps.get_model("agencies", "Session")
        return found

    def exists(self, session_key: str) -> bool:
        """Whether a row stands for this key."""
        there: bool = self.model.objects.filter(session_key=stored_key(session_key)).exists()
        return there

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this key, or this one."""
        if (key := session_key or self.session_key) is not None:
            self.model.objects.filter(session_key=stored_key(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row of this data, which is the truth; its columns are for the person's own list."""
        row: Any = super().create_model_instance(data)
        row.session_key = stored_key(row.session_key)
        whose = data.get("_auth_user_id")
        row.person_id = int(whose) if whose else None
        row.began_at, row.seen_at = _instant(data.get("began")), _instant(data.get("seen"))
        row.device = data.get("device", "")
        kept: AbstractBaseSession = row
        return kept

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        rows, seats = _held(stored_key(self.session_key), self.at or timezone.now())
        self.row = next(iter(rows), None)
        if self.row is None:
            self._session_key = None
        else:
            self.row.seats = seats
        row: AbstractBaseSession | None = self.row
        return row


@Prepared
def _held(key: str, at: datetime) -> list[QuerySet[Any]]:
    """Whoever is refused afterwards is refused by the same facts as if each had been asked for alone."""
    session, seat, factor = (apps.get_model(one) for one in ("agencies.Session", "agencies.Seat", "mfa.Authenticator"))
    found = session.objects.filter(session_key=key, expire_date__gt=at)
    factors = factor.objects.filter(user_id=OuterRef("person_id"), type__in=FACTORS)
    seats = seat.objects.live(at).filter(person_id__in=found.values("person_id")).order_by("id")
    return [found.select_related("person").annotate(has_factor=Exists(factors)), seats.values_list(*SEAT)]


def _instant(timestamp: float | None) -> datetime | None:
    return None if timestamp is None else datetime.fromtimestamp(timestamp, UTC)
