"""What the author of a concern can still do with it, until somebody who leads or safeguards has read it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.acting.doing import Doing, by_token, done, once_only, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.words import clock, short_day
from referrals.concerns.facts import first_reader
from referrals.concerns.models import Concern, ConcernAddition
from referrals.pupils.facts import left_words

READ = (
    "{name} read this concern on {day} at {time}, so what it says stays as it is. "
    "Tell them what has changed, attach a document, or log another concern."
)
SAFE = (
    "A danger was ticked on this concern, or it was handed over, so it isn’t withdrawn: "
    "whoever safeguards sees to it. Add to it what was wrong."
)


def require_here(concern: Concern, at: datetime) -> None:
    """`NotNow` where the pupil has left the school: it reads what it had, and adds nothing (data.md 5.6)."""
    if left := left_words(concern.pupil, concern.school, at):
        raise NotNow(f"{left} Nothing is added here any more.")


def require_addable(concern: Concern, at: datetime) -> None:
    """`NotNow` where the pupil has left, or where it was read."""
    require_here(concern, at)
    require_unread(concern)


def require_unread(concern: Concern) -> None:
    """`NotNow`, with who read it first and when, where somebody who leads or safeguards has opened it."""
    if (line := first_reader(concern)) is not None:
        raise NotNow(READ.format(name=line.by_name, day=short_day(line.at), time=clock(line.at)))


def require_withdrawable(concern: Concern) -> None:
    """`NotNow` where it was read, or where whoever safeguards sees to it."""
    require_unread(concern)
    if concern.safeguarding_at is not None:
        raise NotNow(SAFE)


@transaction.atomic
@once_only(by_token(ConcernAddition))
def add_to_concern(
    concern: Concern, *, text: str, by: Actor, at: datetime, once: UUID | None = None
) -> ConcernAddition:
    """Add to it; what was logged stays as it is."""
    leads_to("concern", _locked(concern).state, Act.ADD_TO_CONCERN)
    require_addable(concern, at)
    made = ConcernAddition.objects.create(concern=concern, text=text, added_at=at, added_by_id=by.who, once=once)
    done(Doing(Act.ADD_TO_CONCERN, by, at, "concern", concern, pupil=concern.pupil))
    return made


@transaction.atomic
def withdraw_concern(concern: Concern, *, why: str, by: Actor, at: datetime) -> None:
    """Withdraw it, with a reason: it is kept, and who leads still sees it."""
    require_withdrawable(_locked(concern))
    transition(concern, "concern", Act.WITHDRAW_CONCERN, decided_at=at, decided_by_id=by.who, reply=why)
    done(Doing(Act.WITHDRAW_CONCERN, by, at, "concern", concern, why=why, pupil=concern.pupil))


def _locked(concern: Concern) -> Concern:
    """As it stands now, held until this is done."""
    return Concern.objects.select_for_update(of=("self",), no_key=True).get(pk=concern.pk)
