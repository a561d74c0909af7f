"""The clocks of a concern."""

from agencies.deadlines.forms import Unit, local

PROTOCOL = "The council's protocol for concerns and cases"
RULES = (
    local("look_at_concern", "Look at the concern", 2, Unit.SCHOOL_DAYS, "the day the concern was logged", PROTOCOL),
    local(
        "look_at_concern_very",
        "Look at the concern of somebody very worried",
        0,
        Unit.SCHOOL_DAYS,
        "the day the concern was logged",
        PROTOCOL,
    ),
)
