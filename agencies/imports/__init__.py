"""Files in: what the country publishes, from CSV into its tables by COPY and set operations, or a list of bad lines."""

from agencies.imports.landing import Land, Landed, bring_in
from agencies.imports.reading import Problem, Refused
from agencies.imports.tables import AUTHORITIES, BANK_HOLIDAYS, CODES, ESTABLISHMENTS, LINKS, Table

__all__ = [
    "AUTHORITIES",
    "BANK_HOLIDAYS",
    "CODES",
    "ESTABLISHMENTS",
    "LINKS",
    "Land",
    "Landed",
    "Problem",
    "Refused",
    "Table",
    "bring_in",
]
