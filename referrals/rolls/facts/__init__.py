"""What a file says of a school's roll beside what is kept of it: who is new, changed, or maybe the same child."""

from referrals.rolls.facts.comparing import changes_of, compare
from referrals.rolls.facts.lines import Change, Compared, Kind, Line, Roll

__all__ = ["Change", "Compared", "Kind", "Line", "Roll", "changes_of", "compare"]
