"""One act on a merge, with its duty of the council, and both records as they stand once both are locked."""

from datetime import datetime
from typing import Any

from agencies.acting.doing import Doing, Owed
from agencies.acting.refusals import NotNow
from agencies.acting.rows import Opening
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import Act
from referrals.cases.models import Case
from referrals.duplicates.facts import read
from referrals.duplicates.models import Duplicate
from referrals.merges.models import Merge
from referrals.pupils.models import Pupil

OWN = "You proposed it: another person of your council decides."


def doing_on(merge: Merge, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """The act on this merge; its facts tell of no child."""
    return Doing(act, by, at, "merge", merge, pupil=merge.stays, **more)


def owed(opening: Opening, authority_id: int) -> tuple[Owed, ...]:
    """The council's duty to decide."""
    team = Agency.objects.filter(authority_id=authority_id, kind="council", closed_at=None).order_by("id")
    return tuple(Owed(opening, pk) for pk in team.values_list("pk", flat=True)[:1])


def lock_both(pair: Duplicate) -> tuple[Pupil, Pupil]:
    """The cases of both, then both records, whole: whoever adds something to one of them waits."""
    two = [pair.one_id, pair.other_id]
    list(Case.objects.filter(pupil__in=two).order_by("pk").select_for_update())
    list(Pupil.objects.filter(pk__in=two).order_by("pk").select_for_update())
    pair.refresh_from_db(fields=["state", "version"])
    return read(pair)


def require_another(first_id: int | None, by: Actor) -> None:
    """`NotNow` for whoever proposed it."""
    if first_id == by.who:
        raise NotNow(OWN)
