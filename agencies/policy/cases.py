"""A case: opened on a concern by a lead of the school, closed by one, read by its keepers and by who was let in."""

from agencies.policy.rows import AGENCY, COUNCIL, KEEPERS, LEADS, OWN, READERS, SCHOOL, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.OPEN_CASE, LEADS, OWN),
    LawRow(Act.JOIN_CONCERN, LEADS, OWN),
    LawRow(Act.NAME_LEAD, LEADS, OWN),
    LawRow(Act.RECORD_FAMILY_TOLD, SCHOOL | COUNCIL, KEEPERS | {Standing.NAMED}),
    LawRow(Act.CLOSE_CASE, LEADS, OWN),
    LawRow(Act.REOPEN_CASE, LEADS, OWN),
    LawRow(Act.SEE_CASE, SCHOOL | COUNCIL | AGENCY, READERS | {Standing.RECEIVES}),
    LawRow(Act.SEE_REASONS, SCHOOL | COUNCIL | AGENCY, READERS | {Standing.RECEIVES}),
    LawRow(Act.SEE_TRAIL, LEADS | COUNCIL, KEEPERS),
    LawRow(Act.TAKE_RECORD, SCHOOL | COUNCIL, KEEPERS | {Standing.NAMED}),  # what was lent for a time is not taken
)
