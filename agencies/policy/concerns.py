"""A concern: anybody of the school logs one, a lead looks at it, and whoever safeguards sees to what is grave in it.

Until somebody who leads or safeguards has read it, its author may add to it or withdraw it (decision 49).
"""

from agencies.policy.rows import LEADS, OWN, SAFEGUARDING, SCHOOL, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.LOG_CONCERN, SCHOOL, frozenset({Standing.ON_ROLL})),
    LawRow(Act.ADD_TO_CONCERN, SCHOOL, frozenset({Standing.WROTE})),
    LawRow(Act.WITHDRAW_CONCERN, SCHOOL, frozenset({Standing.WROTE})),
    LawRow(Act.DISMISS_CONCERN, LEADS, OWN),
    LawRow(Act.RECORD_CALL, SAFEGUARDING, OWN),
    LawRow(Act.HAND_TO_SAFEGUARDING, SCHOOL, frozenset({Standing.WROTE, Standing.RAISED})),
    LawRow(Act.ANSWER_HANDED, SAFEGUARDING, OWN),
    LawRow(Act.SEE_CONCERN, SCHOOL, frozenset({Standing.WROTE, Standing.RAISED})),
)
