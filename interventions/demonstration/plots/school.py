"""Plots of the school's own work: cases that are new, under way, or kept from the family."""

from interventions.demonstration import themes
from interventions.demonstration.parts import Part
from interventions.demonstration.plots import steps
from interventions.demonstration.stage import Stage, Story


def under_way(stage: Stage, part: Part) -> Story:
    """The school's own work, going on; now and then somebody adds what they saw."""
    ago = part.chance.randint(18, 60)
    case = yield from steps.begin(stage, part, ago)
    if ago % 2:
        scene = yield stage.days.school(part.key, ago // 2, steps.hour(part.chance))
        seen = part.chance.choice(themes.SMALL_FACTS)
        concern = scene.log_concern(part.staff, part.pupil, part.say(seen), ("other",), worry=1)
        scene = yield stage.days.school(part.key, ago // 2 - 1, "12:50")
        scene.join_concern(part.lead, concern, case, part.chance.choice(themes.JOINED))
        entry = scene.add_entry(
            part.lead, case, "contact", "home", "A talk at the gate", "Asked that this stay with us."
        )
        scene.restrict_entry(part.lead, entry, "The parent asked for it, and nobody else needs it.")


def new(stage: Stage, part: Part) -> Story:
    """Opened this week: no lead professional yet, and the family not told yet."""
    case = yield from steps.open_case(stage, part, part.chance.randint(3, 5))
    scene = yield stage.days.school(part.key, 1, "15:30")
    scene.put_off_telling(part.lead, case, "Rang twice; we meet on the first day that suits them.")


def not_told(stage: Stage, part: Part, ago: int) -> Story:
    """The family is not told, for a recorded reason that is looked at again."""
    case = yield from steps.open_case(stage, part, ago)
    scene = yield stage.days.school(part.key, ago - 2, "9:00")
    scene.name_lead(part.lead, case, part.staff)
    scene.keep_from_family(
        part.lead,
        case,
        "risk_of_harm",
        part.say("{name} is afraid of what follows at home. The safeguarding lead rang the front door."),
    )
