"""Within 30 days one proposes that the record becomes two again, and another does it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from agencies.acting.doing import done, transition
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.history.actions import Keeping
from agencies.policy import Act
from referrals.duplicates.states import State as Pair
from referrals.merges.actions.moving import move_back
from referrals.merges.actions.steps import doing_on, lock_both, owed, require_another
from referrals.merges.facts import LATE, is_undoable
from referrals.merges.models import Merge
from referrals.merges.states import UNDO, State
from referrals.merges.words import TAKEN
from referrals.pupils.turns import alone

NOT_UNDONE = {"undone_at": None, "undone_by_id": None, "undone_why": ""}


def _require_time(merge: Merge, at: datetime) -> None:
    if not is_undoable(merge, at):
        raise NotNow(LATE)


@transaction.atomic
def propose_split(merge: Merge, *, why: str, by: Actor, at: datetime) -> None:
    """Propose that they are two records again. NotNow after 30 days."""
    said = {"undo_at": at, "undo_by_id": by.who, "undo_why": why, **NOT_UNDONE}
    if merge.state == State.MERGED:
        _require_time(merge, at)
    transition(merge, "merge", Act.PROPOSE_SPLIT, State.DIVIDING, **said)
    done(doing_on(merge, Act.PROPOSE_SPLIT, by, at, why=why, owes=owed(UNDO, merge.authority_id)))


@transaction.atomic
def approve_split(merge: Merge, *, why: str, by: Actor, at: datetime) -> None:
    """Make two records again: what came goes back, and what was written since stays with the one that stayed."""
    require_another(merge.undo_by_id, by)
    alone(merge.authority_id)
    lock_both(merge.pair)
    merge.refresh_from_db(fields=["state", "version"])
    if merge.state == State.DIVIDING:
        _require_time(merge, at)
    said = {"undone_at": at, "undone_by_id": by.who, "undone_why": why}
    transition(merge, "merge", Act.APPROVE_SPLIT, State.SPLIT, **said)
    transition(merge.pair, "duplicate", Act.APPROVE_SPLIT, Pair.WAITING)
    kept = Keeping(Act.APPROVE_SPLIT, by, at)
    try:
        with transaction.atomic():
            move_back(merge, kept)
    except IntegrityError as taken:
        raise NotNow(TAKEN) from taken
    facts = {"stays": merge.stays.reference, "goes": merge.goes.reference, **kept.facts}
    done(doing_on(merge, Act.APPROVE_SPLIT, by, at, why=why, facts=facts, meets=frozenset({UNDO.rule})))


@transaction.atomic
def decline_split(merge: Merge, *, why: str, by: Actor, at: datetime) -> None:
    """It stays one record."""
    said = {"undone_at": at, "undone_by_id": by.who, "undone_why": why}
    transition(merge, "merge", Act.DECLINE_SPLIT, State.MERGED, **said)
    done(doing_on(merge, Act.DECLINE_SPLIT, by, at, why=why, meets=frozenset({UNDO.rule})))
