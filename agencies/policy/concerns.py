"""A concern: anybody of the school logs one, a lead looks at it, and whoever safeguards there sees to its danger."""

from agencies.policy.rows import LEADS, OWN, SAFEGUARDING, SCHOOL, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.LOG_CONCERN, SCHOOL, frozenset({Standing.ON_ROLL})),
    LawRow(Act.DISMISS_CONCERN, LEADS, OWN),
    LawRow(Act.RECORD_CALL, SAFEGUARDING, OWN),
    LawRow(Act.SEE_CONCERN, SCHOOL, frozenset({Standing.WROTE, Standing.RAISED})),
)
