"""A school's year: who writes it, who publishes one for an area and takes it over, and who closes for a day."""

from agencies.policy.rows import COUNCIL, LEADS, NO_RECORD, SYSTEMS, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.KEEP_YEAR, LEADS | COUNCIL | SYSTEMS, NO_RECORD),
    LawRow(Act.KEEP_CLOSURE, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.END_CLOSURE, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.PUBLISH_YEAR, COUNCIL, NO_RECORD),
    LawRow(Act.TAKE_YEAR, LEADS, NO_RECORD),
    LawRow(Act.KEEP_OWN_YEAR, LEADS, NO_RECORD),
    LawRow(Act.SEE_AREA_YEARS, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.SEE_YEARS, LEADS | COUNCIL, NO_RECORD),
)
