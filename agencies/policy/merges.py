"""Two records of one child become one by two people of the council, and within 30 days two again, likewise."""

from agencies.policy.rows import COUNCIL, LawRow
from agencies.policy.terms import Act, Standing

ASKED = frozenset({Standing.ASKED})

LAW = (
    LawRow(Act.PROPOSE_MERGE, COUNCIL, ASKED),
    LawRow(Act.APPROVE_MERGE, COUNCIL, ASKED),  # never whoever proposed it
    LawRow(Act.DECLINE_MERGE, COUNCIL, ASKED),
    LawRow(Act.PROPOSE_SPLIT, COUNCIL, ASKED),
    LawRow(Act.APPROVE_SPLIT, COUNCIL, ASKED),  # nor here
    LawRow(Act.DECLINE_SPLIT, COUNCIL, ASKED),
    LawRow(Act.SEE_MERGE, COUNCIL, ASKED),
    LawRow(Act.SEE_MERGES, COUNCIL, ASKED),
)
