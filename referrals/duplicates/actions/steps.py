"""One act on a possible duplicate, and both of its records as they stand now."""

from datetime import datetime
from typing import Any

from agencies.acting.doing import Doing
from agencies.actors import Actor
from agencies.policy import Act
from referrals.duplicates.facts import read
from referrals.duplicates.models import Duplicate
from referrals.pupils.models import Pupil

NOT_APART: dict[str, Any] = {"compared": "", "apart_at": None, "apart_by_id": None, "apart_why": ""}


def doing_on(pair: Duplicate, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """The act on this pair; its facts tell of no child."""
    return Doing(act, by, at, "duplicate", pair, pupil=pair.one, **more)


def both(pair: Duplicate) -> tuple[Pupil, Pupil]:
    """The two records, locked in order, with what of them is compared."""
    keys = [pair.one_id, pair.other_id]
    list(Pupil.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))
    return read(pair)
