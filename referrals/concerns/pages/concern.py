"""What the pages of one concern show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.urls import reverse

from agencies.acting.hanging import Hanging, hanging
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act, Standing
from agencies.policy.kept_away import IS_IT
from agencies.schoolday import local_day
from agencies.settings.own import kept_away
from agencies.web.fields import Form
from agencies.web.pages import Page
from agencies.words import long_day
from referrals import door
from referrals.concerns import words
from referrals.concerns.facts import call_words, first_reader, safeguards, ticked, who_looks
from referrals.concerns.models import RUNG, Call, Concern, ConcernAddition
from referrals.concerns.pages.rows import owed_on
from referrals.concerns.states import HANDED, LOOKED_AT, State
from referrals.duties.facts import nearness
from referrals.duties.models import Duty
from referrals.pupils.access import child_url
from referrals.pupils.facts import left_words

WHILE_HERE = frozenset({Act.OPEN_CASE, Act.JOIN_CONCERN, Act.ADD_TO_CONCERN, Act.ATTACH_TO_CONCERN})
"""What is done with no concern about a pupil who has left: it is taken into no case, and nothing is added to it."""
AUTHORS = frozenset({Act.ADD_TO_CONCERN, Act.WITHDRAW_CONCERN})
"""What its author can do until somebody who leads or safeguards has read it."""
SAFEGUARDS = frozenset({Act.RECORD_CALL, Act.HAND_TO_SAFEGUARDING, Act.ANSWER_HANDED})
"""What stands apart from the choices of who leads."""


@dataclass(frozen=True, slots=True)
class Called:
    """What somebody said of the call to the front door, and who."""

    call: Call
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Handed:
    """Who handed it to the safeguarding lead, and who said what is done, if anybody has.

    `why` is for who handed it over, and who leads or safeguards: empty for anybody else.
    """

    by: Person | None
    answered_by: Person | None
    answer_by: str
    nearness: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ConcernPage(Page):
    """One concern: all of it for its author and the lead; the case and the choices for the lead alone."""

    template: ClassVar[str] = "referrals/concern_page.html"
    concern: Concern
    seen: list[str]
    worry: str
    state: str
    is_lead: bool
    is_author: bool
    open_case: Model | None
    ticked: list[str]
    calls: list[Called]
    can: frozenset[Act]
    additions: list[ConcernAddition]
    its_author_can: frozenset[Act]
    can_call: bool
    handed: Handed | None
    can_hand: bool
    can_answer: bool
    hears: str
    look_by: str
    nearness: str
    looks: str
    decided_by: Person | None
    kept_away: str
    hanging: list[Hanging]
    attach_url: str
    left: str
    child_url: str
    is_it: str = IS_IT
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DismissConcernPage(ConcernPage):
    """The concern, about to be answered without a case."""

    template: ClassVar[str] = "referrals/concern_dismiss.html"


@dataclass(frozen=True, kw_only=True)
class AddToConcernPage(ConcernPage):
    """The concern, about to be added to by its author."""

    template: ClassVar[str] = "referrals/concern_add_to.html"


@dataclass(frozen=True, kw_only=True)
class WithdrawConcernPage(ConcernPage):
    """The concern, about to be withdrawn by its author."""

    template: ClassVar[str] = "referrals/concern_withdraw.html"


@dataclass(frozen=True, kw_only=True)
class RecordCallPage(ConcernPage):
    """The danger that was ticked, about to be followed up."""

    template: ClassVar[str] = "referrals/concern_call.html"


@dataclass(frozen=True, kw_only=True)
class HandOverPage(ConcernPage):
    """The concern, about to be handed to the safeguarding lead."""

    template: ClassVar[str] = "referrals/concern_hand.html"


@dataclass(frozen=True, kw_only=True)
class AnswerHandedPage(ConcernPage):
    """The concern that was handed over, about to be answered."""

    template: ClassVar[str] = "referrals/concern_answer.html"


_C = TypeVar("_C", bound=ConcernPage)


def concern_page(
    page: type[_C], actor: Actor, concern: Concern, at: datetime, form: Form | None = None, **more: Any
) -> _C:
    """The concern on this page of it; `more`: what that page shows beside it."""
    leads = any(seat.agency_id == concern.school_id for seat in actor.seats_for(Act.SEE_CONCERN, Standing.RAISED))
    left = left_words(concern.pupil, concern.school, at)
    can, added = _can(actor, concern, has_left=bool(left)), _additions(concern)
    owed = {duty.rule: duty for duty in owed_on([concern], {*LOOKED_AT, HANDED.rule})}
    due = next((owed[rule] for rule in LOOKED_AT if rule in owed), None)
    return page(
        form=form,
        concern=concern,
        seen=[words.SEEN[code] for code in concern.seen],
        worry=words.WORRY[concern.worry],
        state=State(concern.state).label,
        is_lead=leads,
        is_author=concern.author_id == actor.person_id,
        open_case=_open_case(concern) if leads else None,
        ticked=ticked(concern),
        calls=_calls(concern),
        can=can - SAFEGUARDS - AUTHORS - {Act.ATTACH_TO_CONCERN},
        additions=added,
        its_author_can=can & AUTHORS,
        can_call=Act.RECORD_CALL in can,
        handed=_handed(concern, owed.get(HANDED.rule), at, reads=leads or concern.handed_by_id == actor.person_id),
        can_hand=Act.HAND_TO_SAFEGUARDING in can,
        can_answer=Act.ANSWER_HANDED in can,
        hears=safeguards(concern.school_id, at) if Act.HAND_TO_SAFEGUARDING in can else "",
        look_by=long_day(due.due_on) if due else "",
        nearness=nearness(due.due_on, local_day(at)) if due else "",
        looks=_looks(actor, concern, due, at),
        decided_by=concern.decided_by,
        hanging=hanging(actor, concern),
        attach_url=_attach_url(concern, can),
        kept_away=_kept_away(concern, added, at),
        left=left,
        child_url=child_url(actor, concern.pupil),
        at=at,
        **more,
    )


def _open_case(concern: Concern) -> Model | None:
    return concern.pupil.cases.open().filter(school_id=concern.school_id).first()


def _looks(actor: Actor, concern: Concern, due: Duty | None, at: datetime) -> str:
    """Who looks at it: in whose hands it is, else who leads."""
    held = due.person if due else None
    if held is not None and held.pk == actor.person_id:
        return "You look"
    who = held.name if held else who_looks(concern.school_id, at)
    return "You look" if who == actor.name else f"{who} looks" if who else "Somebody who leads is to look"


def _additions(concern: Concern) -> list[ConcernAddition]:
    return list(concern.additions.select_related("added_by").order_by("id"))


def _kept_away(concern: Concern, added: list[ConcernAddition], at: datetime) -> str:
    said = [concern.fact, concern.done_so_far, *(one.text for one in added)]
    return kept_away(concern.authority_id, local_day(at), *said)


def _can(actor: Actor, concern: Concern, *, has_left: bool) -> frozenset[Act]:
    """What one may do with it now: no case for who has left, no call where nothing was ticked or it is recorded."""
    gone = WHILE_HERE if has_left else frozenset()
    is_owed = bool(concern.dangers) and not concern.calls.filter(RUNG).exists()
    done = {
        Act.RECORD_CALL: not is_owed,
        Act.HAND_TO_SAFEGUARDING: concern.handed_at is not None,
        Act.ANSWER_HANDED: concern.handed_at is None or concern.answered_at is not None,
        Act.WITHDRAW_CONCERN: concern.safeguarding_at is not None,
    }
    over = frozenset(act for act, is_over in done.items() if is_over)
    can = door.may_now(actor, concern, State(concern.state)) - gone - over
    return can - AUTHORS if AUTHORS & can and first_reader(concern) else can


def _attach_url(concern: Concern, can: frozenset[Act]) -> str:
    """Where a document is attached to it; "" for who may not, or where its case is closed."""
    is_over = concern.case is not None and concern.case.closed_at is not None
    ends = Act.ATTACH_TO_CONCERN not in can or is_over
    return "" if ends else reverse("attach_to_concern", args=[concern.reference])


def _handed(concern: Concern, owed: Duty | None, at: datetime, *, reads: bool) -> Handed | None:
    if concern.handed_at is None:
        return None
    near = nearness(owed.due_on, local_day(at)) if owed else ""
    why = concern.handed_why if reads else ""
    return Handed(concern.handed_by, concern.answered_by, long_day(owed.due_on) if owed else "", near, why)


def _calls(concern: Concern) -> list[Called]:
    """What each said of the call, the first first."""
    if not concern.dangers:
        return []
    found = concern.calls.select_related("recorded_by").order_by("id")
    return [Called(call, call_words(call), call.recorded_by.name) for call in found]
