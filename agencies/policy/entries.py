"""An entry of a case's story: added by everyone who works on it, edited by its author, restricted by the school."""

from agencies.policy.rows import AGENCY, COUNCIL, LEADS, OWN, READERS, SCHOOL, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.ADD_ENTRY, SCHOOL | COUNCIL | AGENCY, READERS),
    LawRow(Act.EDIT_ENTRY, SCHOOL | COUNCIL | AGENCY, READERS),  # whoever wrote it, while they may read it
    LawRow(Act.MOVE_ENTRY, LEADS, OWN),  # to another case of the school, on which they stand so too
    LawRow(Act.RESTRICT_ENTRY, LEADS, OWN),
    LawRow(Act.UNRESTRICT_ENTRY, LEADS, OWN),
    LawRow(Act.SEE_ENTRY, SCHOOL | COUNCIL | AGENCY, READERS),
)
