"""The clocks of a managed move."""

from dataclasses import replace

from agencies.deadlines import arrivals
from agencies.deadlines.forms import Unit, local

PROTOCOL = "The council’s protocol for managed moves: check it against the 2026 guidance"
RULES = (
    local("hear_pupil", "Hear the pupil about the move", 5, Unit.SCHOOL_DAYS, "the day it was proposed", PROTOCOL),
    local(
        "agree_move",
        "Say whether your school agrees to the move",
        5,
        Unit.SCHOOL_DAYS,
        "the day it was asked",
        PROTOCOL,
    ),
    local(
        "answer_move",
        "Answer for your school and its admission authority",
        5,
        Unit.SCHOOL_DAYS,
        "the day it was asked",
        PROTOCOL,
    ),
    local(
        "answer_for_council",
        "Answer for the council’s SEN team or the virtual school",
        5,
        Unit.WORKING_DAYS,
        "the day it was asked",
        PROTOCOL,
    ),
    local(
        "tell_move_social_worker",
        "Tell the social worker how the managed move stands",
        1,
        Unit.WORKING_DAYS,
        "the day of the step",
        PROTOCOL,
    ),
    local(
        "tell_move_virtual_head",
        "Tell the virtual school head how the managed move stands",
        1,
        Unit.WORKING_DAYS,
        "the day of the step",
        PROTOCOL,
    ),
    local("decide_move", "Decide on the managed move", 5, Unit.WORKING_DAYS, "the day everyone had agreed", PROTOCOL),
    local("admit_move", "Put the pupil on the roll", 0, Unit.SCHOOL_DAYS, "the first day agreed", PROTOCOL),
    local(
        "settle_6", "Look in: six school weeks after the move", 30, Unit.SCHOOL_DAYS, "the day of admission", PROTOCOL
    ),
    local(
        "settle_12",
        "Look in: twelve school weeks after the move",
        60,
        Unit.SCHOOL_DAYS,
        "the day of admission",
        PROTOCOL,
    ),
    *(replace(one, name=f"{one.name}_of_move") for one in arrivals.SENDING),
)
