"""The clocks of a concern."""

from agencies.deadlines.forms import SINCE_EVER, Force, Rule, Unit, local

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
    Rule(
        name="record_call",
        what="Ring the front door, or record that somebody did",
        limit=0,
        unit=Unit.CALENDAR_DAYS,
        counted_from="the day the danger was ticked, whatever day it is",
        force=Force.LOCAL,
        source="The service's own rule: a call to the front door is recorded the same day",
        starts_on=SINCE_EVER,
        setting=None,
    ),
    Rule(
        name="answer_handed",
        what="See to the concern that was handed to the safeguarding lead",
        limit=0,
        unit=Unit.CALENDAR_DAYS,
        counted_from="the day it was handed over, whatever day it is",
        force=Force.LOCAL,
        source="The service's own rule: who is worried enough to hand it over is answered the same day",
        starts_on=SINCE_EVER,
        setting=None,
    ),
)
