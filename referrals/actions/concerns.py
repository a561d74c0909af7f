"""Acts on concerns: a row of its own, with its author, until the lead has looked at it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.actors import Actor, SeatFacts
from agencies.policy import Act
from referrals import lifecycle
from referrals.actions.acting import Doing, done, first_time, touch, turn
from referrals.lifecycle import NotNow
from referrals.models import Case, Concern, Entry, Pupil


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
def log_concern(
    pupil: Pupil, facts: ConcernFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Concern:
    """Log a concern about a pupil of the seat's school; the inclusion lead then owes a look at it."""
    lifecycle.leads_to("concern", lifecycle.NEW, Act.LOG_CONCERN)
    first_time(Concern, once)
    concern = Concern.objects.create(
        authority_id=pupil.authority_id,
        pupil=pupil,
        school_id=seat.agency_id,
        author_id=by.who,
        author_role=seat.role.value,
        logged_at=at,
        seen=facts.seen,
        fact=facts.fact,
        worry=facts.worry,
        happened_on=facts.happened_on,
        child_words=facts.child_words,
        done_so_far=facts.done_so_far,
        told_whom=facts.told_whom,
        once=once,
    )
    doing = Doing(Act.LOG_CONCERN, by, at, "concern", concern, facts={"worry": facts.worry})
    done(doing, pupil=pupil, owner_agency_id=seat.agency_id)
    return concern


@transaction.atomic
def join_concern(concern: Concern, case: Case, *, reply: str, by: Actor, at: datetime) -> None:
    """Join the concern to the pupil's open case: it becomes an entry of the story."""
    if case.pupil_id != concern.pupil_id or case.state == "closed":
        raise NotNow("That case is not this pupil’s open case.")
    turn(concern, "concern", Act.JOIN_CONCERN, case=case, decided_at=at, decided_by_id=by.who, reply=reply)
    tell_story_of(concern, case, at)
    touch(case, at)
    done(Doing(Act.JOIN_CONCERN, by, at, "concern", concern, case=case), pupil=concern.pupil)


@transaction.atomic
def dismiss_concern(concern: Concern, *, reply: str, by: Actor, at: datetime) -> None:
    """Answer the concern without a case, with a reason that its author can read."""
    turn(concern, "concern", Act.DISMISS_CONCERN, decided_at=at, decided_by_id=by.who, reply=reply)
    done(Doing(Act.DISMISS_CONCERN, by, at, "concern", concern, why=reply), pupil=concern.pupil)


def tell_story_of(concern: Concern, case: Case, at: datetime) -> None:
    """Put the concern into the case's story as its author's entry."""
    Entry.objects.create(
        case=case,
        kind="concern",
        section="behaviour",
        title="Concern",
        text=concern.fact,
        happened_on=concern.happened_on,
        at=at,
        author_id=concern.author_id,
        agency_id=concern.school_id,
        author_role=concern.author_role,
    )
