"""The clocks of a case."""

from agencies.deadlines.concerns import PROTOCOL
from agencies.deadlines.forms import SINCE_EVER, Force, Rule, Unit, local

FAMILY_REVIEW_WORKING_DAYS = 20
RULES = (
    local("name_lead", "Name the lead professional", 5, Unit.SCHOOL_DAYS, "the day the case was opened", PROTOCOL),
    local(
        "tell_family",
        "Tell the family, or record why not",
        5,
        Unit.SCHOOL_DAYS,
        "the day the case was opened",
        PROTOCOL,
    ),
    local(
        "hand_over_case",
        "Hand the case over, or close it",
        15,
        Unit.SCHOOL_DAYS,
        "the pupil’s last day on the roll",
        "The council’s protocol: as long as the pupil’s file has to follow them (SI 2005/1437)",
    ),
    Rule(
        name="review_not_told",
        what="Look again at why the family was not told",
        limit=FAMILY_REVIEW_WORKING_DAYS,
        unit=Unit.WORKING_DAYS,
        counted_from="the day the reason was recorded",
        force=Force.LOCAL,
        source="The service's own rule: a reason for not telling the family is reviewed within 20 working days",
        starts_on=SINCE_EVER,
        setting=None,
    ),
)
