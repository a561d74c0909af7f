"""A school's year: who writes its terms and its INSET days, and who closes it for a day."""

from agencies.policy.rows import COUNCIL, LEADS, NO_RECORD, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.KEEP_YEAR, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.KEEP_CLOSURE, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.END_CLOSURE, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.SEE_YEARS, LEADS | COUNCIL, NO_RECORD),
)
