"""The codes of a referral in the words that people read, and how a school can disagree with a decision."""

BASES = {
    "safeguarding": "Safeguarding a child at risk",
    "public_task": "Public task: working together",
    "family_agreement": "The family agrees to this help",
    "crime_prevention": "Preventing crime",
    "health_care": "Health or social care provision",
    "duty_to_share": "Duty to share (Children Act 2004 s.16LA)",
}
"""The lawful bases of law.md 3.6, of a referral and of a share."""
URGENCIES = {  # with how long its council has
    "routine": ("Routine", "The council decides {}"),
    "urgent": ("Urgent", "The council decides {}. It does not replace a call to the front door"),
}
HOW = {
    "visit": "A visit",
    "school": "At school",
    "phone": "By phone",
    "video": "By video",
    "letter": "By letter or message",
}
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
