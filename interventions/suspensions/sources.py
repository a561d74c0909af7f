"""Where the law on suspensions stands, written once for every page and refusal that names it."""

from agencies.deadlines.regimes import REGULATIONS, Twins

TERMS = f"{REGULATIONS} reg 2"
CANCELLING = Twins("reg 8A", "reg 17A", "reg 26A")
SIXTH_DAY = "SI 2007/1870 reg 3"
NOT_OWED = "SI 2007/1870 reg 5"
NO_LETTER = "No letter is made of it, since none could say that it is lawful."
"""Of a suspension beyond the power to suspend, before it is kept and after."""
NO_BOARD = (
    "The Regulations on suspension do not apply at this setting: its board has no duty to meet on this by them, and no "
    "power to reinstate."
)
NOT_THERE = "The Regulations on suspension do not apply at this setting: they ask for nothing of the sort here."
"""Of a setting outside them (law.md 11)."""
