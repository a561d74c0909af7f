"""The kinds of agency in the words that people read."""

KINDS = {
    "school": "School",
    "early_years": "Early years setting",
    "college": "College",
    "alternative_provision": "Alternative provision",
    "trust": "Trust",
    "council": "Council team",
    "police": "Police",
    "health": "Health",
    "social_care": "Social care",
    "youth_justice": "Youth justice",
}
