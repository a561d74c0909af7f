"""Where sessions are kept: Django's own store over rows that say whose they are, so that one can be seen and ended."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

KEY_LENGTH = 40
FACTORS = ("totp", "webauthn")
"""What counts as a second factor; recovery codes alone are none."""
SEAT = {
    "seat_id": F("pk"),
    "agency_id": F("agency_id"),
    "agency_name": F("agency__name"),
    "authority_id": F("agency__authority_id"),
    "kind": F("agency__kind"),
    "role": F("role"),
}
"""What of a seat makes the facts of an actor's."""


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
        at = self.at or timezone.now()
        found = self.model.objects.filter(session_key=stored_key(self.session_key), expire_date__gt=at)
        self.row = _with_holder(found, at).first()
        if self.row is None:
            self._session_key = None
        row: AbstractBaseSession | None = self.row
        return row


def _with_holder(found: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """Whoever is refused afterwards is refused by the same facts as if each had been asked for alone."""
    factors = apps.get_model("mfa", "Authenticator").objects.filter(user_id=OuterRef("person_id"), type__in=FACTORS)
    seats = apps.get_model("agencies", "Seat").objects.live(at).filter(person_id=OuterRef("person_id"))
    facts = ArraySubquery(seats.order_by("id").values(facts=JSONObject(**SEAT)))
    joined: QuerySet[Any] = found.select_related("person").annotate(has_factor=Exists(factors), seats=facts)
    return joined


def _instant(timestamp: float | None) -> datetime | None:
    return None if timestamp is None else datetime.fromtimestamp(timestamp, UTC)
