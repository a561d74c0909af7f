"""What one gives another to do on a case, or asks: of their two agencies alone (decision 48)."""

from agencies.policy.rows import AGENCY, COUNCIL, READERS, SCHOOL, LawRow
from agencies.policy.terms import Act

WORKING = SCHOOL | COUNCIL | AGENCY

LAW = (
    LawRow(Act.GIVE_TASK, WORKING, READERS),
    LawRow(Act.ASSIGN_TASK, WORKING, READERS),  # in the agency that it was given to
    LawRow(Act.FINISH_TASK, WORKING, READERS),  # there too
    LawRow(Act.RETURN_TASK, WORKING, READERS),  # there too
    LawRow(Act.TAKE_BACK_TASK, WORKING, READERS),  # in the agency that gave it
    LawRow(Act.SEE_TASK, WORKING, READERS),  # in both; no other agency, nor who oversees from elsewhere
)
