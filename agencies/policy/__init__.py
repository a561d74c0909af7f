"""The law of access as data: who may do what, standing how to the record. Two tables; standard library only."""

from agencies.policy.acts import READINGS, SCOPES, Act, Scope
from agencies.policy.law import ADDS, DATED, FIRST_ROLES, GIVES, HOLDERS, LEADERS, ROLES, STANDINGS, may, stands
from agencies.policy.nouns import PARTNERS, ROLE_KINDS, SETTINGS, Basis, Kind, Level, Purpose, Role, Section, Standing
from agencies.policy.sharing import MATRIX, PURPOSE_BASES

__all__ = [
    "ADDS",
    "DATED",
    "FIRST_ROLES",
    "GIVES",
    "HOLDERS",
    "LEADERS",
    "MATRIX",
    "PARTNERS",
    "PURPOSE_BASES",
    "READINGS",
    "ROLES",
    "ROLE_KINDS",
    "SCOPES",
    "SETTINGS",
    "STANDINGS",
    "Act",
    "Basis",
    "Kind",
    "Level",
    "Purpose",
    "Role",
    "Scope",
    "Section",
    "Standing",
    "may",
    "stands",
]
