"""An officer has looked at the two."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import done, transition
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from referrals.duplicates.actions.steps import NOT_APART, both, doing_on
from referrals.duplicates.facts import digest, not_asked_elsewhere, still_alike
from referrals.duplicates.models import Duplicate
from referrals.duplicates.states import State

CHANGED = "A record was changed since you opened this page. Look at the two again, and then say."
ELSEWHERE = "The two stand as a change of school, or are linked as family. Say it there."


@transaction.atomic
def keep_apart(pair: Duplicate, *, why: str, asked: str, by: Actor, at: datetime) -> None:
    """They are two children, by what stood on the page: `asked` is its digest. NotNow where that was changed since."""
    now = digest(*both(pair))
    if asked != now:
        raise NotNow(CHANGED)
    said: dict[str, Any] = {"compared": now, "apart_at": at, "apart_by_id": by.who, "apart_why": why}
    transition(pair, "duplicate", Act.KEEP_APART, **said)
    done(doing_on(pair, Act.KEEP_APART, by, at, why=why))


@transaction.atomic
def reopen_duplicate(pair: Duplicate, *, why: str, by: Actor, at: datetime) -> None:
    """That they are two children was a mistake, or may be: the pair waits again. NotNow where they are asked elsewhere.

    NotNow too where the two are alike no more.
    """
    still_alike(*both(pair))
    if not Duplicate.objects.filter(not_asked_elsewhere(), pk=pair.pk).exists():
        raise NotNow(ELSEWHERE)
    transition(pair, "duplicate", Act.REOPEN_DUPLICATE, State.WAITING, **NOT_APART)
    done(doing_on(pair, Act.REOPEN_DUPLICATE, by, at, why=why))
