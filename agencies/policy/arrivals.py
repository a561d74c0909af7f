"""A child of another school's record who arrives at a school: asked, answered, settled and joined (decision 31)."""

from agencies.policy.rows import COUNCIL, LEADS, NO_RECORD, OWN, SCHOOL, SYSTEMS, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.ASK_SCHOOL, SCHOOL | SYSTEMS | COUNCIL, NO_RECORD),
    LawRow(Act.ANSWER_ARRIVAL, LEADS, OWN),
    LawRow(Act.SETTLE_ARRIVAL, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.JOIN_RECORDS, SCHOOL | SYSTEMS | COUNCIL, NO_RECORD),
    LawRow(Act.PART_RECORDS, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.LOOK_AGAIN, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.RECORD_TRANSFER, LEADS, OWN),
    LawRow(Act.SEE_ARRIVAL, LEADS | COUNCIL, frozenset({Standing.RAISED, Standing.RECEIVES, Standing.ASKED})),
)
