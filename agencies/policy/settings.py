"""A council's own settings: who reads them, and who changes one."""

from agencies.policy.rows import COUNCIL, NO_RECORD, LawRow
from agencies.policy.terms import Act, Role

LAW = (
    LawRow(Act.SEE_SETTINGS, COUNCIL, NO_RECORD),
    LawRow(Act.KEEP_SETTING, frozenset({Role.COUNCIL_MANAGER}), NO_RECORD),
)
