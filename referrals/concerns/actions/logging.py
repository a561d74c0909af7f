"""Acts on concerns: a row of its own, with its author, until the lead has looked at it."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.acting.doing import Doing, Owed, StoryLine, by_token, done, follows, once_only, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.policy import Act
from agencies.words import in_sentence, listed
from referrals.concerns.actions.handing import handing_lines
from referrals.concerns.facts import call_words, ticked
from referrals.concerns.models import RUNG, Call, Concern
from referrals.concerns.states import CALL, LOOK, LOOK_TODAY, State
from referrals.duties import actions as duties
from referrals.pupils.models import Pupil

VERY_WORRIED = 3
DANGER = "Ticked as danger on a concern"
ASK_FIRST = "You ticked a danger. Say first whether the front door was rung."
NO_DANGER = "Nothing was ticked as danger on this concern."
RECORDED = "The call to the front door has already been recorded."


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
    dangers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What somebody says of the call to the front door: whom they reached and when, or that nobody rang."""

    is_rung: bool
    whom: str = ""
    rung_at: datetime | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class TickedFacts:
    """The dangers that somebody ticked on a form about a child, and what they say of the call."""

    dangers: list[str]
    call: CallFacts


@transaction.atomic
@once_only(by_token(Concern))
def log_concern(
    pupil: Pupil,
    facts: ConcernFacts,
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None = None,
    call: CallFacts | None = None,
    led_by: str = "",
) -> Concern:
    """Log a concern about a pupil of the seat's school; the inclusion lead then owes a look at it.

    Of a danger it is said whether the front door was rung; whoever safeguards there sees to it the same day.
    `led_by`: the reference of the record from which its form was opened, where it was from one.
    """
    leads_to("concern", NEW, Act.LOG_CONCERN)
    if facts.dangers and call is None:
        raise NotNow(ASK_FIRST)
    concern: Concern = Concern.objects.create(
        authority_id=pupil.authority_id,
        pupil=pupil,
        school_id=seat.agency_id,
        author_id=by.who,
        author_role=seat.role.value,
        logged_at=at,
        safeguarding_at=at if facts.dangers else None,
        once=once,
        **asdict(facts),
    )
    if facts.dangers and call:
        _keep_call(concern, call, by, at)
    told = {"worry": facts.worry, "dangers": len(facts.dangers), **({"led_by": led_by} if led_by else {})}
    owes = _owes(facts, seat.agency_id)
    done(Doing(Act.LOG_CONCERN, by, at, "concern", concern, facts=told, pupil=pupil, owes=owes))
    return concern


def _owes(facts: ConcernFacts, school_id: int) -> tuple[Owed, ...]:
    look = Owed(LOOK_TODAY if facts.worry == VERY_WORRIED else LOOK, school_id)
    return (look, Owed(CALL, school_id)) if facts.dangers else (look,)


def _keep_call(concern: Concern, call: CallFacts, by: Actor, at: datetime, *, is_follow_up: bool = False) -> Call:
    told = {"recorded_at": at, "recorded_by_id": by.who, "is_follow_up": is_follow_up}
    made: Call = Call.objects.create(concern=concern, **asdict(call), **told)
    return made


def log_ticked(doing: Doing, ticked: TickedFacts, what: str, *, role: str, happened_on: date) -> Concern:
    """A danger ticked on another form about a child is a concern of its case from the first, with the same duty.

    Whoever safeguards at the case's school sees to the call the same day; nothing is referred by it.
    """
    case = doing.case
    concern: Concern = Concern.objects.create(
        authority_id=case.authority_id,
        pupil=case.pupil,
        school_id=case.school_id,
        author_id=doing.by.who,
        author_role=role,
        seen=["other"],
        dangers=ticked.dangers,
        fact=what,
        worry=VERY_WORRIED,
        happened_on=happened_on,
        logged_at=doing.at,
        safeguarding_at=doing.at,
        state=State.JOINED.value,
        case=case,
        decided_at=doing.at,
        decided_by_id=doing.by.who,
    )
    _keep_call(concern, ticked.call, doing.by, doing.at)
    duties.open_duty(replace(doing, kind="concern", record=concern), Owed(CALL, case.school_id))
    return concern


def require_danger(concern: Concern) -> None:
    """`NotNow` where nothing was ticked, or the call is recorded."""
    if not concern.dangers:
        raise NotNow(NO_DANGER)
    if concern.calls.filter(RUNG).exists():
        raise NotNow(RECORDED)


@transaction.atomic
def record_call(concern: Concern, call: CallFacts, *, by: Actor, at: datetime) -> None:
    """Record that the front door was rung, or why not, by whoever safeguards; it refers nobody by itself."""
    leads_to("concern", concern.state, Act.RECORD_CALL)
    require_danger(concern)
    try:
        with transaction.atomic():
            kept = _keep_call(concern, call, by, at, is_follow_up=True)
    except IntegrityError as there:
        raise NotNow(RECORDED) from there
    case, told = concern.case, {"is_rung": call.is_rung}
    story = (_line(concern, "The call to the front door", kept),) if case else ()
    done(Doing(Act.RECORD_CALL, by, at, "concern", concern, case=case, facts=told, pupil=concern.pupil, story=story))


def _line(concern: Concern, title: str, *calls: Call, **more: Any) -> StoryLine:
    said = "\n".join(filter(None, (one for call in calls for one in (call_words(call), call.said))))
    return StoryLine(title, said, concern.school_id, kind="danger", restricted_why=DANGER, **more)


def as_danger(concern: Concern) -> tuple[StoryLine, ...]:
    """What was ticked on the concern and what is said of the call, as a restricted line of a case's story."""
    if not concern.dangers:
        return handing_lines(concern)
    wrote = {"author_id": concern.author_id, "author_role": concern.author_role, "happened_on": concern.happened_on}
    title = f"Ticked: {listed([in_sentence(one) for one in ticked(concern)])}"
    return (_line(concern, title, *concern.calls.order_by("id"), **wrote), *handing_lines(concern))


@transaction.atomic
def dismiss_concern(concern: Concern, *, reply: str, by: Actor, at: datetime) -> None:
    """Answer the concern without a case, with a reason that its author can read."""
    transition(concern, "concern", Act.DISMISS_CONCERN, decided_at=at, decided_by_id=by.who, reply=reply)
    done(Doing(Act.DISMISS_CONCERN, by, at, "concern", concern, why=reply, pupil=concern.pupil))


@follows(Act.PART_RECORDS)
def part_concerns(doing: Doing) -> None:
    """What the new school logged goes with its record."""
    Concern.objects.filter(pupil=doing.pupil, school=doing.record.school_id).update(pupil=doing.record.pupil_id)


@follows(Act.JOIN_RECORDS)
def join_concerns(doing: Doing) -> None:
    """What was logged about the child by the new school goes with them into the one record (decision 31)."""
    Concern.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
