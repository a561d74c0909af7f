"""A school's roll as its system writes it out, read line by line."""

from referrals.rolls.imports.lines import NAMES, NotARoll
from referrals.rolls.imports.tables import MOST_BYTES, Read, decoded, read, with_reasons, written
from referrals.rolls.imports.transfer import as_table, is_transfer

__all__ = [
    "MOST_BYTES",
    "NAMES",
    "NotARoll",
    "Read",
    "as_table",
    "decoded",
    "is_transfer",
    "read",
    "with_reasons",
    "written",
]
