"""An officer has looked at the two."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import done, transition
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from referrals.duplicates.actions.steps import both, doing_on
from referrals.duplicates.facts import digest
from referrals.duplicates.models import Duplicate

CHANGED = "A record was changed since you opened this page. Look at the two again, and then say."


@transaction.atomic
def keep_apart(pair: Duplicate, *, why: str, asked: str, by: Actor, at: datetime) -> None:
    """They are two children, by what stood on the page: `asked` is its digest. NotNow where that was changed since."""
    now = digest(*both(pair))
    if asked != now:
        raise NotNow(CHANGED)
    said: dict[str, Any] = {"compared": now, "apart_at": at, "apart_by_id": by.who, "apart_why": why}
    transition(pair, "duplicate", Act.KEEP_APART, **said)
    done(doing_on(pair, Act.KEEP_APART, by, at, why=why))
