"""The clocks of a child who changes school (law.md REG-5, DD-7)."""

from datetime import date

from agencies.deadlines.forms import Force, Rule, Unit, local

PROTOCOL = "The council’s protocol for children who change school"
SENDING = (
    Rule(
        name="send_file",
        what="Send the child’s safeguarding file to the new school, apart from the main file",
        limit=5,
        unit=Unit.SCHOOL_DAYS,
        counted_from="the last day on the roll",
        force=Force.SHOULD,
        source="Keeping children safe in education: within five days, or the first five days of a new term",
        starts_on=date(2022, 9, 1),
        setting=None,
    ),
    Rule(
        name="send_ctf",
        what="Send the common transfer file to the new school",
        limit=15,
        unit=Unit.SCHOOL_DAYS,
        counted_from="the last day on the roll",
        force=Force.MUST,
        source="SI 2005/1437",
        starts_on=date(2005, 9, 1),
        setting=None,
    ),
)
"""What follows a child to the new school, however they came there."""
RULES = (
    local(
        "answer_arrival",
        "Say whether the child is still on your roll",
        2,
        Unit.SCHOOL_DAYS,
        "the day another school had the child on its roll",
        PROTOCOL,
    ),
    local(
        "settle_arrival",
        "See that two schools’ records of a child are settled",
        5,
        Unit.WORKING_DAYS,
        "the day another school had the child on its roll",
        PROTOCOL,
    ),
    *SENDING,
)
