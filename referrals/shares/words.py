"""The codes of a share in the words that people read."""

LEVELS = {
    "E": "That the case exists",
    "C": "Whom to contact",
    "S": "Summary",
    "T": "Chosen parts",
    "F": "Whole case",
    "R": "Restricted entries",
}
LEVEL_HINTS = {
    "S": "Who the child is, why, whom to ring, and what you ask",
    "T": "The summary, and the parts of the story that you choose",
    "F": "Everything but restricted entries",
}
PURPOSES = {
    "safeguard": "Keeping a child safe",
    "early_help": "Support for the family",
    "health_support": "Health support",
    "social_care": "Social care support",
    "prevent_harm": "Preventing harm and offending",
    "youth_justice": "Youth justice support",
    "education_provision": "Planning a school place",
}
BASES = {
    "safeguarding": "Safeguarding a child at risk",
    "public_task": "Public task: working together",
    "family_agreement": "The family agrees to this help",
    "crime_prevention": "Preventing crime",
    "health_care": "Health or social care provision",
    "duty_to_share": "Duty to share (Children Act 2004 s.16LA)",
}
