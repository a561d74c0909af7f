"""A document of a case: added and read as an entry of its part is, scanned by nobody (decision 45)."""

from agencies.policy.rows import AGENCY, COUNCIL, LEADS, NO_RECORD, NO_ROLE, OWN, READERS, SCHOOL, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.ADD_DOCUMENT, SCHOOL | COUNCIL | AGENCY, READERS),
    LawRow(Act.ADD_VERSION, SCHOOL | COUNCIL | AGENCY, READERS),
    LawRow(Act.TAKE_BACK_VERSION, SCHOOL | COUNCIL | AGENCY, READERS),
    LawRow(Act.RESTRICT_DOCUMENT, LEADS, OWN),
    LawRow(Act.SCAN_VERSION, NO_ROLE, NO_RECORD),  # the virus scanner
    LawRow(Act.SEE_DOCUMENT, SCHOOL | COUNCIL | AGENCY, READERS),
    LawRow(Act.SEE_VERSION, SCHOOL | COUNCIL | AGENCY, READERS),
)
