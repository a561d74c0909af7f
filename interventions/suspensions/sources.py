"""Where the law on suspensions stands, written once for every page and refusal that names it."""

from agencies.policy import Kind

REGULATIONS = "SI 2012/1033"
REGULATED = frozenset({Kind.SCHOOL, Kind.ALTERNATIVE_PROVISION})
"""The kinds of setting that the Regulations speak of: maintained schools, academies and pupil referral units."""
TERMS = f"{REGULATIONS} reg 2"
CANCELLED_BY = "reg 8A"
CANCELLING = f"{REGULATIONS} {CANCELLED_BY} (academies 26A, PRUs 17A)"
SIXTH_DAY = "SI 2007/1870 reg 3"
NO_LETTER = "No letter is made of it, since none could say that it is lawful."
"""Of a suspension beyond the power to suspend, before it is kept and after."""
