"""The law of access as data: who may do what, standing how to the record. Standard library only."""

from agencies.policy.directory import ADDS
from agencies.policy.law import HOLDERS, ROLES, STANDINGS, may, stands
from agencies.policy.leaving import AFTER_LEAVING, HELD_BY_ROLL, WHILE_OPEN
from agencies.policy.machines import SCOPES, Scope
from agencies.policy.people import DATED, FIRST_ROLES, GIVES, LEADERS
from agencies.policy.sharing import (
    ARTICLE_6,
    BASIS_SINCE,
    MATRIX,
    PURPOSE_BASES,
    Matching,
    MatrixRow,
    carrying,
    matching,
)
from agencies.policy.terms import (
    PARTNERS,
    READINGS,
    ROLE_KINDS,
    SETTINGS,
    Act,
    Basis,
    Condition,
    Kind,
    Level,
    Limb,
    Purpose,
    Role,
    Section,
    Standing,
)

__all__ = [
    "ADDS",
    "AFTER_LEAVING",
    "ARTICLE_6",
    "BASIS_SINCE",
    "DATED",
    "FIRST_ROLES",
    "GIVES",
    "HELD_BY_ROLL",
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
    "WHILE_OPEN",
    "Act",
    "Basis",
    "Condition",
    "Kind",
    "Level",
    "Limb",
    "Matching",
    "MatrixRow",
    "Purpose",
    "Role",
    "Scope",
    "Section",
    "Standing",
    "carrying",
    "matching",
    "may",
    "stands",
]
