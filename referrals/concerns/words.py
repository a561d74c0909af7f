"""The codes of a concern in the words that people read."""

SEEN = {
    "upset": "Upset or withdrawn",
    "left_lesson": "Left a lesson",
    "missing": "Late or missing",
    "hurt": "Angry or hurt someone",
    "home": "Change at home",
    "other": "Something else",
}
DANGERS = {
    "harm": "Risk of significant harm",
    "weapon": "A weapon",
    "exploitation": "Exploitation",
    "sexual": "Sexual harm",
    "self_harm": "Self-harm with a plan",
    "missing": "A missing child",
}
"""What stops the form until it is said whether the front door was rung (law.md 3.4)."""
WORRY = {1: "A little", 2: "Quite", 3: "Very"}
