"""Files of what the country publishes: read, held to their columns, and landed."""

from agencies.register.imports.landing import Land, Landed, bring_in
from agencies.register.imports.published import ESTABLISHMENTS_AS_PUBLISHED, LINKS_AS_PUBLISHED
from agencies.register.imports.reading import Problem, Refused
from agencies.register.imports.tables import AUTHORITIES, BANK_HOLIDAYS, CODES, ESTABLISHMENTS, LINKS, Table

__all__ = [
    "AUTHORITIES",
    "BANK_HOLIDAYS",
    "CODES",
    "ESTABLISHMENTS",
    "ESTABLISHMENTS_AS_PUBLISHED",
    "LINKS",
    "LINKS_AS_PUBLISHED",
    "Land",
    "Landed",
    "Problem",
    "Refused",
    "Table",
    "bring_in",
]
