"""A school's own systems: who connects one, gives it a new secret, or cuts it off."""

from agencies.policy.rows import COUNCIL, LEADS, NO_RECORD, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.MAKE_CLIENT, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.ROTATE_CLIENT, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.REVOKE_CLIENT, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.SEE_CLIENTS, LEADS | COUNCIL, NO_RECORD),
)
