"""A document: added and read as an entry of its part is, or as what it hangs on; scanned by nobody (decision 45)."""

from agencies.policy.rows import AGENCY, COUNCIL, LEADS, NO_RECORD, NO_ROLE, OWN, READERS, SCHOOL, LawRow
from agencies.policy.terms import Act, Standing

WRITERS = READERS | {Standing.WROTE}
"""Whoever wrote a concern adds to its documents, without reading a case."""
READERS_OF_ALL = WRITERS | {Standing.ASKED}
"""And the council reads those of what it was sent."""

LAW = (
    LawRow(Act.ADD_DOCUMENT, SCHOOL | COUNCIL | AGENCY, READERS),
    LawRow(Act.ATTACH_TO_CONCERN, SCHOOL, frozenset({Standing.WROTE, Standing.RAISED})),
    LawRow(Act.ATTACH_TO_REFERRAL, LEADS, OWN),
    LawRow(Act.ADD_VERSION, SCHOOL | COUNCIL | AGENCY, WRITERS),
    LawRow(Act.TAKE_BACK_VERSION, SCHOOL | COUNCIL | AGENCY, WRITERS),
    LawRow(Act.RESTRICT_DOCUMENT, LEADS, OWN),
    LawRow(Act.SCAN_VERSION, NO_ROLE, NO_RECORD),  # the virus scanner
    LawRow(Act.SEE_DOCUMENT, SCHOOL | COUNCIL | AGENCY, READERS_OF_ALL),
    LawRow(Act.SEE_VERSION, SCHOOL | COUNCIL | AGENCY, READERS_OF_ALL),
)
