"""Which agencies a council's area has, and what a school's letters say of it."""

from agencies.policy.rows import COUNCIL, HEADS, NO_RECORD, LawRow
from agencies.policy.terms import Act, Kind, Role

LAW = (
    LawRow(Act.ADD_AGENCY, COUNCIL, NO_RECORD),
    LawRow(Act.KEEP_LETTERHEAD, HEADS, NO_RECORD),
    LawRow(Act.SEE_AGENCIES, COUNCIL, NO_RECORD),
)

ADDS: dict[Role, frozenset[Kind]] = {
    Role.COUNCIL_OFFICER: frozenset(Kind) - {Kind.COUNCIL},
    Role.COUNCIL_MANAGER: frozenset(Kind),
}
"""Which kinds of agency a seat adds to its own council's area: a second council team would be a way to more."""
