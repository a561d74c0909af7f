"""Two records of a council that may be of one child: found by a tick, compared and answered by its officers."""

from agencies.policy.rows import COUNCIL, NO_RECORD, NO_ROLE, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.FIND_DUPLICATE, NO_ROLE, NO_RECORD),  # the look of the tick, by the rows of likeness
    LawRow(Act.DROP_DUPLICATE, NO_ROLE, NO_RECORD),
    LawRow(Act.SEE_DUPLICATES, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.COMPARE_PUPILS, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.KEEP_APART, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.REOPEN_DUPLICATE, COUNCIL, frozenset({Standing.ASKED})),
)
