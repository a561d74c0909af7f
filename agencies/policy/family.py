"""Two children of one family: linked and read by who reaches both of them (decision 46)."""

from agencies.policy.rows import AGENCY, COUNCIL, SAFEGUARDING, LawRow
from agencies.policy.terms import Act, Standing

KEEPS = frozenset({Standing.ON_ROLL, Standing.OVERSEES})

LAW = (
    LawRow(Act.LINK_FAMILY, SAFEGUARDING | COUNCIL, KEEPS),  # each standing so to both children
    LawRow(Act.END_LINK, SAFEGUARDING | COUNCIL, KEEPS),
    LawRow(Act.SEE_LINKS, SAFEGUARDING | COUNCIL | AGENCY, KEEPS | {Standing.GRANTED}),
)
