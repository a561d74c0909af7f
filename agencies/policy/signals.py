"""Early signs: worked out by the night, read by whoever leads or safeguards at the child's school, and by nobody else.

No share, no letter and no list of the council's has them (data.md 7.2): they would label a child.
"""

from agencies.policy.rows import LEADS, NO_RECORD, NO_ROLE, SAFEGUARDING, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.WORK_OUT_SIGNALS, NO_ROLE, NO_RECORD),
    LawRow(Act.SEE_SIGNALS, SAFEGUARDING, frozenset({Standing.ON_ROLL})),
    LawRow(Act.SEE_SIGNAL, SAFEGUARDING, frozenset({Standing.ON_ROLL})),
    LawRow(Act.ANSWER_SIGNAL, SAFEGUARDING, frozenset({Standing.ON_ROLL})),
    LawRow(Act.SWITCH_SIGNAL, LEADS, frozenset({Standing.ON_ROLL})),
)
