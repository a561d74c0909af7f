"""What is said of a sign, and of a rule."""

from agencies.web.fields import OneOf, Pick, Why
from interventions.signals.states import Result


class AnswerSignal(Why):
    """Already helping, or not useful; and why, in a line."""

    result = OneOf(
        label="What do you say?",
        choices=[
            (Result.HELPING.value, Pick("Already helping", "Say below what is being done")),
            (Result.NOT_USEFUL.value, Pick("Not useful", "Say below why")),
        ],
        error_messages={"required": "Say whether somebody helps already, or it is not useful"},
    )
    field_order = ("result", "why")


class SwitchSignal(Why):
    """On or off, and why."""

    is_on = OneOf(
        label="Is it worked out for your school?",
        choices=[("on", "On"), ("off", "Off")],
        error_messages={"required": "Say on or off"},
    )
    field_order = ("is_on", "why")
