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
CONDITIONS = {
    "para_18": "Safeguarding of children: Art 9(2)(g) and DPA 2018 Sch 1 para 18",
    "para_6": "A task that an Act gives: Art 9(2)(g) and DPA 2018 Sch 1 para 6",
    "para_10": "Preventing or detecting unlawful acts: Art 9(2)(g) and DPA 2018 Sch 1 para 10",
    "health_care": "Health or social care: Art 9(2)(h) and DPA 2018 Sch 1 para 2",
    "ordinary": "None is needed: nothing of health, belief, origin or offences is shared",
}
LIMBS = {
    "cannot_give": "Consent can’t be given",
    "cannot_reasonably_be_obtained": "Consent can’t reasonably be obtained",
    "seeking_would_prejudice_protection": "Asking for it would prejudice the protection",
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

TAKING_BACK = {
    "waits": (
        "Take the share with {agency} back",
        "Nobody is asked to agree to it any more. {agency} was told nothing of it, and is not.",
        "Take it back",
    ),
    "offered": (
        "Take the offer to {agency} back",
        "{agency} has read the offer alone. From that second nobody there sees it.",
        "Take the offer back",
    ),
}
"""Where nobody has accepted: heading, lead and button of its end."""
SECOND_FIRST = (
    "The family is not told, so a second person is asked first. Until they agree {agency} reads on what it reads now, "
    "and hears nothing of this. From their yes on it is offered this in its place, and reads nothing until it accepts."
)
"""What widening means where the family is not told."""
