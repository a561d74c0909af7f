"""A school switches a rule off, or on again."""

from datetime import datetime

from django.db import transaction

from agencies.acting.doing import Doing, done
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from interventions.signals.actions.working_out import end
from interventions.signals.facts import RuleAt, switched_off
from interventions.signals.models import LIVES, Signal, SignalRun, SignalSwitch
from interventions.signals.use import differences, uses

ALREADY = {True: "It is on already.", False: "It is off already."}


@transaction.atomic
def switch_signal(one: RuleAt, *, is_on: bool, why: str, by: Actor, at: datetime) -> SignalSwitch:
    """Off: what it showed is over at once. On: it is worked out within minutes. `NotNow` where it stands so already.

    One whose use differs by group is marked, and is kept by saying on.
    """
    school, rule = one.school, one.rule
    run, _ = SignalRun.objects.get_or_create(school=school, defaults={"authority_id": school.authority_id})
    SignalRun.objects.select_for_update().get(pk=run.pk)
    differ = sorted(differences(uses(school.pk, at), at).get(rule.key, ())) if is_on else []
    if is_on == (rule.key not in switched_off(school.pk)) and not differ:
        raise NotNow(ALREADY[is_on])
    said = {"is_on": is_on, "why": why, "kept": differ, "switched_at": at, "switched_by_id": by.who}
    made: SignalSwitch = SignalSwitch.objects.create(
        school=school, authority_id=school.authority_id, rule=rule.key, **said
    )
    if is_on:
        SignalRun.objects.filter(pk=run.pk).update(wanted_at=at)
    else:
        end(Signal.objects.filter(LIVES, school=school, rule=rule.key), at)
    facts = {"rule": rule.key, "is_on": is_on}
    done(Doing(Act.SWITCH_SIGNAL, by, at, "agency", school, why=why, facts=facts))
    return made
