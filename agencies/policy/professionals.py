"""Professionals around a child who have no account here, written down by the child's school (decision 46)."""

from agencies.policy.rows import AGENCY, COUNCIL, SAFEGUARDING, LawRow
from agencies.policy.terms import Act, Standing

ROLL = frozenset({Standing.ON_ROLL})

LAW = (
    LawRow(Act.ADD_PROFESSIONAL, SAFEGUARDING, ROLL),
    LawRow(Act.CHANGE_PROFESSIONAL, SAFEGUARDING, ROLL),
    LawRow(Act.END_PROFESSIONAL, SAFEGUARDING, ROLL),
    LawRow(  # an agency by a share of the whole case alone
        Act.SEE_PROFESSIONALS, SAFEGUARDING | COUNCIL | AGENCY, ROLL | {Standing.OVERSEES, Standing.GRANTED}
    ),
)
