"""Plots of a referral: each leads to one of its states."""

from interventions.demonstration import themes
from interventions.demonstration.parts import Part
from interventions.demonstration.plots import steps
from interventions.demonstration.stage import Stage, Story

DISAGREE, ANSWERED = 0.6, 0.5
"""Of the schools that were told no, and of those that said so."""


def drafting(stage: Stage, part: Part) -> Story:
    """A referral in the making."""
    case = yield from steps.begin(stage, part, 25)
    scene = yield stage.days.school(part.key, part.chance.randint(1, 3), "15:50")
    scene.draft_referral(part.lead, case, steps.ask(part))


def accepted(stage: Stage, part: Part, ago: int) -> Story:
    """Accepted; the council has yet to find who helps: within two working days."""
    case = yield from steps.begin(stage, part, 26)
    yield from steps.accept(stage, part, case, ago)


def declined(stage: Stage, part: Part) -> Story:
    """A referral declined, with what the school can do meanwhile; some schools disagree, and some are answered."""
    case = yield from steps.begin(stage, part, 38)
    referral = yield from steps.send(stage, part, case, part.chance.randint(8, 14))
    scene = yield stage.days.office(5, "16:20")
    scene.decline_referral(part.officer, referral, *part.chance.choice(themes.DECLINED))
    if part.chance.random() < DISAGREE:
        scene = yield stage.days.school(part.key, 3, "15:40")
        scene.dispute_decision(part.lead, referral, part.chance.choice(themes.DISPUTED))
        if part.chance.random() < ANSWERED:
            scene = yield stage.days.office(1, "11:30")
            scene.answer_dispute("grace", referral, "The decision stands. I read it all, and rang you to say why.")


def redirected(stage: Stage, part: Part) -> Story:
    """A referral passed on to whom it belongs."""
    case = yield from steps.begin(stage, part, 42)
    referral = yield from steps.send(stage, part, case, part.chance.randint(11, 16))
    scene = yield stage.days.office(8, "13:15")
    scene.redirect_referral(part.officer, referral, *part.chance.choice(themes.REDIRECTED))


def referral_withdrawn(stage: Stage, part: Part) -> Story:
    """A referral that the school took back."""
    case = yield from steps.begin(stage, part, 36)
    referral = yield from steps.send(stage, part, case, 9)
    scene = yield stage.days.office(7, "15:00")
    scene.withdraw_referral(part.lead, referral, "The family would like to wait until after the holidays.")
