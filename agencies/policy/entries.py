"""An entry of a case's story: added by everyone who works on it, restricted by the school."""

from agencies.policy.rows import AGENCY, COUNCIL, LEADS, OWN, READERS, SCHOOL, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.ADD_ENTRY, SCHOOL | COUNCIL | AGENCY, READERS),
    LawRow(Act.RESTRICT_ENTRY, LEADS, OWN),
    LawRow(Act.SEE_ENTRY, SCHOOL | COUNCIL | AGENCY, READERS),
)
