"""The clocks of what one gives another to do: the day that whoever gives it chose."""

from agencies.deadlines.forms import SINCE_EVER, Force, Rule, Unit

OWN = "The day that whoever gave it chose"
RULES = tuple(
    Rule(
        name=name,
        what=what,
        limit=0,
        unit=Unit.CALENDAR_DAYS,
        counted_from="the day chosen",
        force=Force.LOCAL,
        source=OWN,
        starts_on=SINCE_EVER,
        setting=None,
    )
    for name, what in (("do_task", "Do what you were given to do"), ("answer_task", "Answer what you were asked"))
)
