"""Who is told of a suspension, of its cancellation and of the board's decision: notices, letters and their duties."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from agencies.actors import Actor
from agencies.calendar import local_day
from agencies.policy import Act, Standing
from agencies.words import long_day
from interventions.actions import board_clock
from interventions.lifecycle import NotNow, ways_of_telling
from interventions.models import Suspension, SuspensionNotice
from interventions.notices import NOTICES
from referrals.actions import acting, duties
from referrals.actions.acting import Doing, note
from referrals.lifecycle import AlreadyDone, Opening
from referrals.models import Duty

CHANGED_SINCE = "It was cancelled or decided meanwhile. Look again at what they are to be told of."
NOT_THAT_WAY = "A notice goes to the family in writing, and through this service to the council alone."


@transaction.atomic
def record_notice(
    suspension: Suspension,
    recipient: str,
    *,
    whom: str,
    how: str,
    told_on: date,
    by: Actor,
    at: datetime,
    of: str = "",
) -> SuspensionNotice:
    """Record that one recipient was told: who, how and when. What the council is told it then sees.

    Each parent has a notice of their own. Once it is cancelled or decided, it is the notice of that: `of` says what
    they were told of. NotNow where that has changed meanwhile, for a day before there was anything to tell, and for a
    way by which the law does not let this recipient be told. The board's clock runs from its own notice.
    """
    suspension = Suspension.objects.select_for_update(of=("self",), no_key=True).get(pk=suspension.pk)
    if (there := told_before(suspension, recipient, whom)) is not None:
        raise AlreadyDone(there)
    _check_told(suspension, recipient, how, told_on, of)
    given: SuspensionNotice = SuspensionNotice.objects.create(
        suspension=suspension,
        recipient=recipient,
        of=notice_of(suspension),
        whom=whom,
        how=how,
        told_on=told_on,
        recorded_at=at,
        recorded_by_id=by.who,
    )
    facts = {"recipient": recipient, "of": given.of, "how": how, "told_on": str(told_on)}
    doing = Doing(Act.RECORD_NOTICE, by, at, "suspension", suspension, case=suspension.case, facts=facts)
    note(doing)
    duties.meet(doing, frozenset({f"tell_{recipient}_{given.of}"}))
    board_clock.run(doing)
    if recipient == "council":
        tell(doing)
    return given


def _check_told(suspension: Suspension, recipient: str, how: str, told_on: date, of: str) -> None:
    if of not in ("", notice_of(suspension)):
        raise NotNow(CHANGED_SINCE)
    if how not in ways_of_telling(recipient):
        raise NotNow(NOT_THAT_WAY)
    if told_on < tellable_from(suspension):
        raise NotNow(too_early(suspension))


def told_before(suspension: Suspension, recipient: str, whom: str) -> SuspensionNotice | None:
    """The notice that this recipient has had of what there is to tell now; of the parents, the one of this name."""
    found = suspension.notices.filter(recipient=recipient, of=notice_of(suspension))
    there: SuspensionNotice | None = (found.filter(whom=whom) if recipient == "parents" else found).first()
    return there


def notice_of(suspension: Suspension) -> str:
    """What a notice given now is of."""
    return {"cancelled": "cancellation", "decided": "decision"}.get(suspension.state, "suspension")


def tellable_from(suspension: Suspension) -> date:
    """The day from which there was something to tell: of the decision, of the cancellation, of the board's decision."""
    if suspension.state == "decided" and suspension.decided_on:
        return suspension.decided_on
    return local_day(suspension.cancelled_at or suspension.decided_at)


def too_early(suspension: Suspension) -> str:
    """The sentence for a day before that."""
    return f"Enter {long_day(tellable_from(suspension))} or a day after it: before, there was nothing to tell"


def tell(doing: Doing) -> None:
    """Post the act's letter: on no case, for the council is told of the suspension and not of the school's own case."""
    acting.tell(replace(doing, case=None), NOTICES[doing.act])


def owe_notice(suspension: Suspension, who: str, doing: Doing) -> None:
    """Open the duty to tell one more, unless it was owed or met before."""
    rule = f"tell_{who}_{notice_of(suspension)}"
    there = Duty.objects.filter(subject_kind="suspension", subject_ref=suspension.reference, rule=rule)
    if not there.exists():
        apart = Doing(doing.act, doing.by, doing.at, "suspension", suspension)
        opening = Opening(rule, Standing.RAISED, Act.RECORD_NOTICE)
        duties.open_duty(apart, opening, pupil=suspension.pupil, owner_agency_id=suspension.school_id)
