"""A sign is answered: by a concern, by what helps already, or as not useful; by nothing else."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, done, follows, transition
from agencies.actors import Actor
from agencies.policy import Act
from interventions.signals.after import FIELDS
from interventions.signals.models import LIVES, Signal
from interventions.signals.states import Result, State
from referrals import door
from referrals.concerns.models import Concern
from referrals.pupils.models import Pupil


@transaction.atomic
def answer_signal(
    signal: Signal, *, result: Result, why: str = "", concern: Concern | None = None, by: Actor, at: datetime
) -> None:
    """Say what comes of it; what was said before is in the trail."""
    said: dict[str, Any] = {
        "result": result.value,
        "why": why,
        "concern": concern,
        "answered_at": at,
        "answered_by_id": by.who,
        **dict.fromkeys(FIELDS),
    }
    transition(signal, "signal", Act.ANSWER_SIGNAL, **said)
    facts = {"rule": signal.rule, "result": result.value}
    done(Doing(Act.ANSWER_SIGNAL, by, at, "signal", signal, why=why, facts=facts, pupil=signal.pupil))


@follows(Act.LOG_CONCERN)
def answer_by_concern(doing: Doing) -> None:
    """A concern that was logged from a sign of the same child answers it, where whoever logs it may."""
    signal = _led(doing.by, doing.facts.get("led_by", ""), doing.pupil)
    if signal is not None:
        answer_signal(signal, result=Result.CONCERN, concern=doing.record, by=doing.by, at=doing.at)


@follows(Act.WITHDRAW_CONCERN)
def stand_again(doing: Doing) -> None:
    """A concern that its author withdraws answers nothing: what it answered stands again."""
    nobody = {"result": "", "why": "", "concern": None, "answered_at": None, "answered_by": None}
    answered = Signal.objects.filter(state=State.ANSWERED.value, concern=doing.record)
    answered.update(state=State.STANDS.value, **nobody, **dict.fromkeys(FIELDS))


def _led(by: Actor, reference: str, pupil: Pupil) -> Signal | None:
    """The sign of this child from which the form was opened, while it lasts and they may answer it.

    Locked before it is judged: where it ends meanwhile it is answered by nothing, and the concern is saved.
    """
    if not reference:
        return None
    may = door.within(Signal, by, Act.ANSWER_SIGNAL).filter(reference=reference, pupil=pupil).values("pk")
    there = Signal.objects.filter(LIVES, pk__in=may).select_related("pupil")
    one: Signal | None = there.select_for_update(of=("self",), no_key=True).first()
    return one
