"""A school's roll as its system writes it out, read line by line."""

from referrals.rolls.imports.lines import NAMES
from referrals.rolls.imports.tables import MOST_BYTES, NotARoll, Read, decoded, read, with_reasons, written

__all__ = ["MOST_BYTES", "NAMES", "NotARoll", "Read", "decoded", "read", "with_reasons", "written"]
