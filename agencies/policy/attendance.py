"""A school's registers: sent by its own system, and read of one child by whoever leads or safeguards there."""

from agencies.policy.rows import AGENCY, COUNCIL, LEADS, NO_RECORD, NO_ROLE, SAFEGUARDING, SYSTEMS, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.KEEP_ATTENDANCE, SYSTEMS, NO_RECORD),
    LawRow(Act.TAKE_ATTENDANCE, LEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.ROUND_OFF_ATTENDANCE, NO_ROLE, NO_RECORD),
    # A code can tell of a suspension, of health or of detention, so no teacher reads them here; an agency reads them by
    # a share with the section, and of such a code no more than how it counts (decision 52).
    LawRow(
        Act.SEE_ATTENDANCE,
        SAFEGUARDING | COUNCIL | AGENCY,
        frozenset({Standing.ON_ROLL, Standing.OVERSEES, Standing.GRANTED}),
    ),
)
