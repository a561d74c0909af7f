"""The codes of a share in the words that people read."""

from referrals.referrals.words import BASES

__all__ = ["BASES"]

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
