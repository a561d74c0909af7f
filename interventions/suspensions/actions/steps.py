"""The steps that acts on a suspension share: how it moves on, and what follows of it."""

from datetime import datetime
from typing import Any

from agencies.acting.doing import FIRST, Doing, Owed
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.deadlines import NoticeRule
from agencies.deadlines.regimes import Regime
from agencies.policy import Act
from agencies.register.facts import regime_of
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import TELL
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.pupils.models import Pupil


def move_on(suspension: Suspension, act: Act, **fields: Any) -> None:
    """Move on by compare-and-set; `NotNow` where the act leads nowhere, or somebody was first."""
    (new,) = leads_to("suspension", suspension.state, act)
    if not Suspension.objects.transition(suspension.pk, suspension.state, new, **fields):
        raise NotNow(FIRST)
    suspension.refresh_from_db()


def told_case(suspension: Suspension, at: datetime) -> Case | None:
    """The school's own open case, in whose story it stands; none once the pupil has left, when nothing is added."""
    case = suspension.case
    if case is None or case.state == CaseState.CLOSED or case.school_id != suspension.school_id:
        return None
    return None if case.left_at and case.left_at <= at else case


def doing_on(suspension: Suspension, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """One act on this suspension; its duties and its letter are not the case's: they stay when that is closed.

    The council is told of the suspension, and not of the school's own case.
    """
    one = suspension
    return Doing(act, by, at, "suspension", one, case=one.case, pupil=one.pupil, is_apart=True, **more)


def require_first(suspension: Suspension) -> None:
    """Of two that change one suspension at once only the first does; with the pupil locked totals are of both."""
    Pupil.objects.select_for_update().get(pk=suspension.pupil_id)
    if not Suspension.objects.filter(pk=suspension.pk, revision=suspension.revision, state=suspension.state).exists():
        raise NotNow(FIRST)


def notice_to(suspension: Suspension, recipient: str, of: str, **more: Any) -> Owed:
    """The duty of the suspension's school to tell one recipient: by our own rule where the Regulations do not apply."""
    own = NoticeRule(recipient, of, is_own=True)
    is_own = own in TELL and is_outside(suspension)
    return Owed(TELL[own if is_own else NoticeRule(recipient, of)], suspension.school_id, **more)


def is_outside(suspension: Suspension) -> bool:
    """Whether its school is a setting to which the Regulations do not apply: one query."""
    return regime_of(suspension.school_id) is Regime.OUTSIDE
