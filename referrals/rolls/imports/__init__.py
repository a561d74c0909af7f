"""A school's roll as its system writes it out, read line by line."""

from agencies.web.tables import MOST_BYTES, decoded
from referrals.rolls.imports.lines import NAMES, NotARoll, day_in
from referrals.rolls.imports.tables import Read, read, with_reasons, written
from referrals.rolls.imports.transfer import as_table, is_transfer

__all__ = [
    "MOST_BYTES",
    "NAMES",
    "NotARoll",
    "Read",
    "as_table",
    "day_in",
    "decoded",
    "is_transfer",
    "read",
    "with_reasons",
    "written",
]
