"""Acts on concerns: a row of its own, with its author, until the lead has looked at it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.acting.doing import Doing, Owed, by_token, done, follows, once_only, transition
from agencies.acting.lives import leads_to
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.policy import Act
from referrals.concerns.models import Concern
from referrals.concerns.states import LOOK, LOOK_TODAY
from referrals.pupils.models import Pupil

VERY_WORRIED = 3


@dataclass(frozen=True, slots=True)
class ConcernFacts:
    """What a member of staff says of what they saw."""

    seen: list[str]
    fact: str
    worry: int
    happened_on: date
    child_words: str = ""
    done_so_far: str = ""
    told_whom: str = ""


@transaction.atomic
@once_only(by_token(Concern))
def log_concern(
    pupil: Pupil, facts: ConcernFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Concern:
    """Log a concern about a pupil of the seat's school; the inclusion lead then owes a look at it."""
    leads_to("concern", NEW, Act.LOG_CONCERN)
    concern: Concern = Concern.objects.create(
        authority_id=pupil.authority_id,
        pupil=pupil,
        school_id=seat.agency_id,
        author_id=by.who,
        author_role=seat.role.value,
        logged_at=at,
        once=once,
        **asdict(facts),
    )
    look = Owed(LOOK_TODAY if facts.worry == VERY_WORRIED else LOOK, seat.agency_id)
    told = {"worry": facts.worry}
    done(Doing(Act.LOG_CONCERN, by, at, "concern", concern, facts=told, pupil=pupil, owes=(look,)))
    return concern


@transaction.atomic
def dismiss_concern(concern: Concern, *, reply: str, by: Actor, at: datetime) -> None:
    """Answer the concern without a case, with a reason that its author can read."""
    transition(concern, "concern", Act.DISMISS_CONCERN, decided_at=at, decided_by_id=by.who, reply=reply)
    done(Doing(Act.DISMISS_CONCERN, by, at, "concern", concern, why=reply, pupil=concern.pupil))


@follows(Act.JOIN_RECORDS)
def join_concerns(doing: Doing) -> None:
    """What was logged about the child by the new school goes with them into the one record (decision 31)."""
    Concern.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
