"""Plots of a case that was closed, for good or for a while."""

from interventions.demonstration.parts import Part
from interventions.demonstration.plots import steps
from interventions.demonstration.stage import Stage, Story


def closed(stage: Stage, part: Part) -> Story:
    """Helped, and closed with the family's words."""
    case, share, worker = yield from steps.share_case(stage, part, 38, 20)
    scene = yield stage.days.office(33, "14:10")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.school(part.key, part.chance.randint(4, 20), "15:15")
    outcome = part.chance.choice(("needs_met", "support_continues"))
    scene.close_case(part.lead, case, outcome, part.say(part.theme.better), f"“{part.theme.family}”")


def reopened(stage: Stage, part: Part) -> Story:
    """Closed once, and open again; the shares of the first time did not come back."""
    case, share, worker = yield from steps.share_case(stage, part, 40, 20)
    scene = yield stage.days.office(36, "14:10")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.school(part.key, 24, "15:15")
    scene.close_case(part.lead, case, "needs_met", part.say(part.theme.better), f"“{part.theme.family}”")
    scene = yield stage.days.school(part.key, 7, "9:50")
    scene.reopen_case(part.lead, case, part.say("{name} asked for it: the old worry is back since the weekend."))
