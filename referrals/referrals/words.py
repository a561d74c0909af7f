"""The codes of a referral in the words that people read, and how a school can disagree with a decision."""

MAY_DISAGREE = "The school can disagree, here, for ten working days. Your manager answers."

DECLINED = {
    "school_can_meet": "The school can meet this with what it has",
    "already_open": "Another service already works on this",
    "below_threshold": "Below the level of need for this help",
    "not_agreed": "The family has not agreed to this help",
    "not_enough": "There is not enough to decide on",
}
REDIRECTED = {
    "social_care": "It belongs to children’s social care",
    "health": "It belongs to a health service",
    "send": "It belongs to the SEND team",
    "attendance": "It belongs to the attendance team",
    "early_help": "It belongs to Family Help",
    "other_area": "It belongs to another council",
}
