"""What is known of a pupil who is suspended: asked until somebody has said yes or no (law.md 1.4, SI 2022/788)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, Owed, done, follows
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.suspensions.actions.steps import doing_on, is_outside
from interventions.suspensions.facts import NO, YES, not_known
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import ASK_FACTS, KNOWN
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import Pupil


def as_asked(answers: Mapping[str, str], by: Actor, at: datetime) -> dict[str, dict[str, str]]:
    """The answers as a suspension keeps them, with who gave them and when; what is not known is left out."""
    whose = {"by": by.name, "on": local_day(at).isoformat()}
    return {kind: {"said": answer, **whose} for kind, answer in sorted(answers.items()) if answer in (YES, NO)}


def keep_known(suspension: Suspension, answers: Mapping[str, str], by: Actor, at: datetime) -> None:
    """What a person said yes to is a fact about the pupil from the day of the decision, of which they were asked."""
    pupil, on = suspension.pupil, local_day(suspension.decided_at)
    held = set(pupil.facts.on(on).values_list("kind", flat=True))
    for kind in sorted({kind for kind, answer in answers.items() if answer == YES} - held):
        record_pupil_fact(pupil, kind=kind, starts_on=on, ends_on=None, words="", by=by, at=at)


def owed_of_facts(suspension: Suspension) -> tuple[Owed, ...]:
    """What is not known is asked of the school that suspended, from the day of the decision on."""
    if is_outside(suspension):
        return ()
    on = local_day(suspension.decided_at)
    return (Owed(ASK_FACTS, suspension.school_id, from_on=on),) if not_known(suspension) else ()


@transaction.atomic
def settle_facts(suspension: Suspension, answers: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Say yes or no of what was not known; the rest stays asked. `AlreadyDone` where all of that is said."""
    leads_to("suspension", suspension.state, Act.SETTLE_FACTS)
    Pupil.objects.select_for_update().get(pk=suspension.pupil_id)
    suspension.refresh_from_db(from_queryset=Suspension.objects.select_for_update(of=("self",), no_key=True))
    open_ones = not_known(suspension)
    new = {kind: answer for kind, answer in answers.items() if kind in open_ones and answer in (YES, NO)}
    if not new:
        raise AlreadyDone(suspension)
    suspension.asked = suspension.asked | as_asked(new, by, at)
    suspension.save(update_fields=["asked"])
    keep_known(suspension, new, by, at)
    meets = frozenset() if not_known(suspension) else KNOWN
    done(doing_on(suspension, Act.SETTLE_FACTS, by, at, facts={"answers": new}, meets=meets))


@follows(Act.RECORD_PUPIL_FACT, Act.PUT_BACK_CHANGE)
def settle_by_a_fact(doing: Doing) -> None:
    """What is recorded of the pupil elsewhere answers the question too."""
    of: dict[str, Any] = {"subject_kind": "suspension", "rule": ASK_FACTS.rule, "pupil": doing.pupil}
    asked = Duty.objects.owed().filter(**of).values("subject_ref")
    for one in Suspension.objects.filter(reference__in=asked).select_related("pupil").order_by("pk"):
        if not not_known(one):
            duties.meet(doing_on(one, doing.act, doing.by, doing.at), KNOWN)
