"""The codes of a concern in the words that people read."""

import re

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
UNLAWFUL = "Sending a pupil home without a formal suspension is unlawful, even when a parent agrees."
"""Law.md EX-08; said to whoever writes of it, and to whoever leads on what was written."""

_SENT_HOME = re.compile(r"\b[Ss]en(?:d|t|ding)\s+(?:(?:him|her|them|[A-Z]\S+)\s+)?home\b")


def sent_home(text: str) -> str:
    """The words that say a pupil was sent home, as they stand in the text, or nothing."""
    found = _SENT_HOME.search(text)
    return found.group(0) if found else ""
