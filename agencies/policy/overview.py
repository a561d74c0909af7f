"""The overview: in numbers, what waits at the schools of a council, or at one's own school."""

from agencies.policy.rows import COUNCIL, LEADS, NO_RECORD, LawRow
from agencies.policy.terms import Act

LAW = (LawRow(Act.SEE_OVERVIEW, LEADS | COUNCIL, NO_RECORD),)
