"""The early signs of Alder Hythe: worked out once its registers came, answered, and a rule that its lead switches off."""

# fmt: off
# An act a line: these are sentences first, and code second.
from agencies.policy import Act
from interventions.demonstration.registers import KOFI
from interventions.demonstration.stage import Stage, Story
from interventions.signals import actions
from interventions.signals.facts import RuleAt
from interventions.signals.models import Signal
from interventions.signals.rules import rules
from interventions.signals.states import Result
from referrals import door

HELPS = "A place for the end of the day, and his mum rings Amara on Fridays."
NEW_INTAKE = "A whole class came in October this year: it says nothing here."


def early_signs(stage: Stage) -> Story:
    """Amara answers Kofi’s by what helps already, and switches off what looks at who joined during the year."""
    scene = yield stage.days.school("alder", 1, "17:10")
    school = scene.agencies["alder"]
    actions.work_out_signals(school, scene.at)
    scene = yield stage.days.school("alder", 1, "17:25")
    kofi = Signal.objects.filter(pupil=stage.pupil("alder", KOFI), rule__startswith="SG6").first()
    if kofi is not None:
        by = scene.actor("amara")
        fresh = door.admit(by, Act.ANSWER_SIGNAL, kofi.reference, of=Signal, at=scene.at, to_write=True)
        actions.answer_signal(fresh, result=Result.HELPING, why=HELPS, by=by, at=scene.at)
    actions.switch_signal(RuleAt(school, rules()["SG9"]), is_on=False, why=NEW_INTAKE, by=scene.actor("amara"), at=scene.at)
