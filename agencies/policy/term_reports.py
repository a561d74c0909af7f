"""The report of a term to the governing board: asked for by the service, laid by whoever leads or the board's clerk."""

from agencies.policy.rows import CLERKS, LEADS, NO_RECORD, NO_ROLE, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.ASK_TERM_REPORT, NO_ROLE, NO_RECORD),  # the end of the term
    LawRow(Act.RECORD_TERM_REPORT, LEADS | CLERKS, NO_RECORD),
)
