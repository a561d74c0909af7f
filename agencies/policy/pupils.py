"""A pupil on a school's roll, and the facts that change who must agree or be told."""

from agencies.policy.rows import AGENCY, COUNCIL, LEADS, NO_RECORD, NO_ROLE, SAFEGUARDING, SCHOOL, SYSTEMS, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.ADD_PUPIL, SCHOOL, NO_RECORD),
    LawRow(Act.TAKE_ROLL, LEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.PLAN_ROLL, LEADS, NO_RECORD),
    LawRow(Act.ROLL_ON, NO_ROLE, NO_RECORD),  # the first of September
    LawRow(Act.RECORD_PUPIL_FACT, LEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.KEEP_FORMER_NAMES, LEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.SEE_CHANGES, LEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.PUT_BACK_CHANGE, LEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.KEEP_PUPIL, SYSTEMS, NO_RECORD),
    LawRow(Act.SEE_PUPIL, SCHOOL | SYSTEMS, frozenset({Standing.ON_ROLL, Standing.CONNECTED})),
    LawRow(
        Act.SEE_CHILD,  # the child's page; each panel of it by the law of what stands there
        SCHOOL | COUNCIL | AGENCY,
        frozenset({Standing.ON_ROLL, Standing.OVERSEES, Standing.ASKED, Standing.GRANTED, Standing.RECEIVES}),
    ),
    # a plan, care, a social worker, and the UPN
    LawRow(Act.SEE_FLAGS, SAFEGUARDING | COUNCIL, frozenset({Standing.ON_ROLL, Standing.OVERSEES})),
)
