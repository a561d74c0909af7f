"""One of the council proposes that two records become one."""

from datetime import datetime

from django.db import IntegrityError, transaction

from agencies.acting.doing import done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor
from agencies.policy import Act
from referrals.duplicates.actions.answering import CHANGED
from referrals.duplicates.facts import digest
from referrals.duplicates.models import Duplicate
from referrals.merges.actions.moving import require_room
from referrals.merges.actions.steps import doing_on, lock_both, owed
from referrals.merges.facts import ANOTHER, require_free
from referrals.merges.models import Merge
from referrals.merges.states import DECIDE, State


@transaction.atomic
def propose_merge(pair: Duplicate, *, stays: str, why: str, asked: str, by: Actor, at: datetime) -> Merge:
    """Propose it, by what stood on the page (`asked`, its digest); `stays` is the reference of the one that stays.

    NotNow where a record was changed since, or the two can't become one now.
    """
    one, other = lock_both(pair)
    same = Merge.objects.filter(pair=pair, state=State.PROPOSED.value, proposed_by_id=by.who, proposed_why=why)
    if (there := same.filter(stays__reference=stays).first()) is not None:
        raise AlreadyDone(there)
    leads_to("duplicate", pair.state, Act.PROPOSE_MERGE)
    leads_to("merge", NEW, Act.PROPOSE_MERGE)
    now = digest(one, other)
    if asked != now:
        raise NotNow(CHANGED)
    require_free(pair, one, other, at)
    keeps, goes = (one, other) if one.reference == stays else (other, one)
    require_room(goes, keeps)
    said = {"compared": now, "proposed_at": at, "proposed_by_id": by.who, "proposed_why": why}
    try:
        with transaction.atomic():
            merge: Merge = Merge.objects.create(pair=pair, stays=keeps, goes=goes, **said)
    except IntegrityError as there:
        raise NotNow(ANOTHER) from there
    facts = {"stays": keeps.reference, "goes": goes.reference}
    done(doing_on(merge, Act.PROPOSE_MERGE, by, at, why=why, facts=facts, owes=owed(DECIDE, merge.authority_id)))
    return merge
