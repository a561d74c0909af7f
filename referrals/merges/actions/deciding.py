"""Another of the council makes the two one record, or declines."""

from datetime import datetime

from django.db import IntegrityError, transaction

from agencies.acting.doing import done, transition
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.history.actions import Keeping
from agencies.policy import Act
from referrals.duplicates.facts import digest
from referrals.duplicates.states import State as Pair
from referrals.merges.actions.moving import exchange_numbers, move_all, require_room
from referrals.merges.actions.steps import doing_on, lock_both, require_another
from referrals.merges.facts import require_free
from referrals.merges.models import Merge
from referrals.merges.states import DECIDE, State
from referrals.merges.words import BOTH
from referrals.pupils.turns import alone

CHANGED = "A record was changed since it was proposed. Decline it, look at the two again, and propose it again."


@transaction.atomic
def approve_merge(merge: Merge, *, why: str, by: Actor, at: datetime) -> None:
    """Make the two one record. NotNow for whoever proposed it, and where the two can't become one any more."""
    require_another(merge.proposed_by_id, by)
    alone(merge.authority_id)
    one, other = lock_both(merge.pair)
    merge.refresh_from_db(fields=["state", "version"])
    if digest(one, other) != merge.compared:
        raise NotNow(CHANGED)
    require_free(merge.pair, one, other, at, but=merge.pk)
    require_room(merge.goes, merge.stays)
    exchange_numbers(merge)
    said = {"decided_at": at, "decided_by_id": by.who, "decided_why": why}
    transition(merge, "merge", Act.APPROVE_MERGE, State.MERGED, **said)
    transition(merge.pair, "duplicate", Act.APPROVE_MERGE, Pair.ONE)
    kept = Keeping(Act.APPROVE_MERGE, by, at)
    try:
        with transaction.atomic():
            move_all(merge, kept)
    except IntegrityError as twice:
        raise NotNow(BOTH) from twice
    facts = {"stays": merge.stays.reference, "goes": merge.goes.reference, **kept.facts}
    done(doing_on(merge, Act.APPROVE_MERGE, by, at, why=why, facts=facts, meets=frozenset({DECIDE.rule})))


@transaction.atomic
def decline_merge(merge: Merge, *, why: str, by: Actor, at: datetime) -> None:
    """They stay two records; whoever proposed it may say so too."""
    said = {"decided_at": at, "decided_by_id": by.who, "decided_why": why}
    transition(merge, "merge", Act.DECLINE_MERGE, State.DECLINED, **said)
    done(doing_on(merge, Act.DECLINE_MERGE, by, at, why=why, meets=frozenset({DECIDE.rule})))
