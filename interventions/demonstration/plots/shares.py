"""Plots of a share: each leads to one of its states."""

from agencies.policy import Level, Section
from interventions.demonstration.parts import Part
from interventions.demonstration.plots import steps
from interventions.demonstration.stage import Stage, Story


def offered(stage: Stage, part: Part) -> Story:
    """Offered to an agency, which has not answered yet."""
    case = yield from steps.begin(stage, part, 28)
    yield from steps.accept(stage, part, case, 4)
    scene = yield stage.days.office(part.chance.randint(1, 3), "11:15")
    scene.share_case(part.officer, case, steps.offer(stage, part, 60), part.family)


def live_summary(stage: Stage, part: Part) -> Story:
    """A summary, being read."""
    yield from steps.share_case(stage, part, 4, 55, Level.SUMMARY)


def live_parts(stage: Stage, part: Part) -> Story:
    """Some parts, being read."""
    case, _, worker = yield from steps.share_case(stage, part, part.chance.randint(3, 6), 60)
    scene = yield stage.days.office(1, "13:20")
    scene.look(worker, case)


def live_whole(stage: Stage, part: Part) -> Story:
    """A whole case, being read; the worker has added to it."""
    case, share, worker = yield from steps.share_case(stage, part, 9, 50, Level.FULL)
    scene = yield stage.days.office(5, "16:15")
    scene.add_entry(
        worker,
        case,
        "contact",
        "social_care",
        "Visited at home",
        "Everyone was in, and the kettle was on. We go on Tuesday.",
    )
    scene.answer_question(worker, share, part.say(part.theme.answer))


def answered(stage: Stage, part: Part) -> Story:
    """Asked and answered; the share goes on."""
    ago = part.chance.randint(12, 24)
    case, share, worker = yield from steps.share_case(stage, part, ago, 40)
    scene = yield stage.days.office(ago - 4, "15:05")
    scene.look(worker, case)
    scene.answer_question(steps.WORKERS[part.theme.helper], share, part.say(part.theme.answer))


def ended(stage: Stage, part: Part) -> Story:
    """A share that its date has ended; the case goes on."""
    _, share, worker = yield from steps.share_case(stage, part, 34, -part.chance.randint(2, 9))
    scene = yield stage.days.office(30, "10:50")
    scene.answer_question(worker, share, part.say(part.theme.answer))


def share_withdrawn(stage: Stage, part: Part) -> Story:
    """A share that the officer ended."""
    _, share, _ = yield from steps.share_case(stage, part, 15, 50)
    scene = yield stage.days.office(6, "9:10")
    scene.withdraw_share(part.officer, share, "The family has found help of their own, and asked us to stop.")


def share_declined(stage: Stage, part: Part) -> Story:
    """An offer that the agency turned down."""
    case = yield from steps.begin(stage, part, 40)
    yield from steps.accept(stage, part, case, 12)
    scene = yield stage.days.office(11, "11:40")
    share = scene.share_case(part.officer, case, steps.offer(stage, part, 60), part.family)
    scene = yield stage.days.office(9, "14:25")
    scene.decline_share(
        steps.WORKERS[part.theme.helper], share, "We see this family already, in another service: ask there first."
    )


def narrowed(stage: Stage, part: Part) -> Story:
    """A share that gives less than it did."""
    _, share, worker = yield from steps.share_case(stage, part, 18, 50)
    scene = yield stage.days.office(14, "10:05")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.office(7, "15:20")
    scene.narrow_share(
        part.officer, share, (Section.VOICE,), stage.days.until(40), "For what is left to do, this is enough."
    )


def extended(stage: Stage, part: Part) -> Story:
    """A share with a later end than it had."""
    _, share, worker = yield from steps.share_case(stage, part, 25, 12)
    scene = yield stage.days.office(21, "10:35")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.office(5, "12:15")
    scene.extend_share(part.officer, share, stage.days.until(45), "It helps, and the family asked for six weeks more.")


def widened(stage: Stage, part: Part) -> Story:
    """A summary that is to become more, and waits to be accepted again."""
    _, share, _ = yield from steps.share_case(stage, part, 10, 50, Level.SUMMARY)
    scene = yield stage.days.office(2, "14:50")
    scene.widen_share(
        part.officer,
        share,
        steps.OFFERS[part.theme.helper][2],
        "They asked for what was tried in school, to go on from there.",
    )
