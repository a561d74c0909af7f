"""The clocks of a second person who is asked whether two records become one, or two again."""

from agencies.deadlines.forms import Unit, local

SOURCE = "The service’s own rule: two people of the council"
RULES = (
    local(
        "decide_merge", "Say whether two records become one", 5, Unit.WORKING_DAYS, "the day it was proposed", SOURCE
    ),
    local(
        "decide_split",
        "Say whether one record becomes two again",
        2,
        Unit.WORKING_DAYS,
        "the day it was proposed",
        SOURCE,
    ),
)
