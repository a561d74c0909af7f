"""Days of suspension at another school, which this service cannot know: asked of the head until somebody has said."""

from datetime import datetime

from django.db import transaction

from agencies.acting.doing import Doing, Owed, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.suspensions.actions.steps import doing_on, is_outside
from interventions.suspensions.elsewhere import Elsewhere, holds_now, is_otherwise, is_said, said_before
from interventions.suspensions.models import DaysElsewhere, Suspension
from interventions.suspensions.states import ASK_ELSEWHERE, OPEN, SAID, State
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil

SAID_SINCE = "Somebody said it since you opened this page, or said it otherwise. Look at what stands now."


def keep_elsewhere(suspension: Suspension, said: Elsewhere, by: Actor, at: datetime) -> DaysElsewhere:
    """The answer as a row; who said it and when."""
    return DaysElsewhere.objects.create(
        suspension=suspension,
        half_days=said.half_days,
        school=said.school,
        source=said.source,
        asked_on=said.asked_on,
        said_at=at,
        **({"said_by_system": by.name} if by.is_machine else {"said_by_id": by.who}),
    )


def owed_of_elsewhere(suspension: Suspension) -> tuple[Owed, ...]:
    """Where its school has not said it of the year, it is asked, from the day of the decision on."""
    on = local_day(suspension.decided_at)
    return (
        ()
        if is_said(suspension) or is_outside(suspension)
        else (Owed(ASK_ELSEWHERE, suspension.school_id, from_on=on),)
    )


@transaction.atomic
def record_days_elsewhere(
    suspension: Suspension,
    said: Elsewhere,
    *,
    by: Actor,
    at: datetime,
    instead_of: int | None = None,
    has_seen: bool = True,
) -> None:
    """Say it, or say it otherwise than the answer of that key: the old one stays, and all totals are counted again.

    `AlreadyDone` where that is what stands; `NotNow` where another stands than whoever says it has seen. Who has seen
    none (`has_seen`) says nothing otherwise than the school has said on another suspension of the year.
    """
    leads_to("suspension", suspension.state, Act.RECORD_DAYS_ELSEWHERE)
    Pupil.objects.select_for_update().get(pk=suspension.pupil_id)
    stands = holds_now(suspension)
    if stands and said == Elsewhere(stands.half_days, stands.school, stands.source, stands.asked_on):
        raise AlreadyDone(suspension)
    is_blind = not has_seen and is_otherwise(said, said_before(suspension))
    if is_blind or (stands.pk if stands else None) != instead_of:
        raise NotNow(SAID_SINCE)
    suspension.elsewhere.filter(replaced_at=None).update(replaced_at=at)
    keep_elsewhere(suspension, said, by, at)
    facts = {"half_days": said.half_days, "source": said.source} | ({"was": stands.half_days} if stands else {})
    doing = doing_on(suspension, Act.RECORD_DAYS_ELSEWHERE, by, at, facts=facts)
    done(doing)
    _meet_all(doing)


def _meet_all(doing: Doing) -> None:
    """It is said for every suspension of the pupil that it holds for."""
    owed = Duty.objects.owed().filter(subject_kind="suspension", rule=ASK_ELSEWHERE.rule, pupil=doing.pupil)
    asked = Suspension.objects.filter(reference__in=owed.values("subject_ref")).select_related("pupil")
    for one in asked.order_by("pk"):
        if is_said(one):
            duties.meet(doing_on(one, doing.act, doing.by, doing.at), SAID)


def ask_again(of: Pupil, doing: Doing) -> list[int]:
    """What was said of another school is asked again, since that school may be known here now; of which ones it was."""
    holds = DaysElsewhere.objects.filter(suspension__pupil=of, replaced_at=None)
    said = list(holds.values_list("suspension_id", flat=True))
    holds.update(replaced_at=doing.at)
    return said


def said_by(suspension: Suspension) -> list[int]:
    """The others of its school and pupil for which it is said, where something was said on this one."""
    if holds_now(suspension) is None:
        return []
    there = Suspension.objects.filter(pupil=suspension.pupil_id, school=suspension.school_id).exclude(pk=suspension.pk)
    return [one.pk for one in there.filter(state__in=(*OPEN, State.DECIDED)).select_related("pupil") if is_said(one)]


def owe_again(said: list[int], doing: Doing) -> None:
    """Open the question on each of these where it is not said."""
    for one in Suspension.objects.filter(pk__in=said).select_related("pupil").order_by("pk"):
        for owed in owed_of_elsewhere(one):
            duties.open_duty(doing_on(one, doing.act, doing.by, doing.at), owed)
