"""A suspension: decided by a head, reported by a school's system, told to the council."""

from agencies.policy.rows import COUNCIL, HEADS, LEADS, OWN, SYSTEMS, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.IMPOSE_SUSPENSION, HEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.REPORT_SUSPENSION, SYSTEMS, frozenset({Standing.CONNECTED})),
    LawRow(Act.RECORD_NOTICE, LEADS, OWN),
    LawRow(Act.CANCEL_SUSPENSION, HEADS, OWN),
    LawRow(Act.VOID_SUSPENSION, HEADS | SYSTEMS, OWN | {Standing.CONNECTED}),
    LawRow(Act.CORRECT_SUSPENSION, HEADS | SYSTEMS, OWN | {Standing.CONNECTED}),
    LawRow(Act.SHORTEN_SUSPENSION, HEADS | SYSTEMS, OWN | {Standing.CONNECTED}),
    LawRow(Act.RECORD_REPRESENTATIONS, LEADS, OWN),
    LawRow(Act.BEGIN_BOARD_MEETING, LEADS, OWN),
    LawRow(Act.RECORD_BOARD_DECISION, LEADS, OWN),
    LawRow(
        Act.SEE_SUSPENSION,
        LEADS | COUNCIL | SYSTEMS,
        frozenset({Standing.RAISED, Standing.NOTIFIED, Standing.CONNECTED}),
    ),
    LawRow(Act.SEE_SUSPENSION_LETTER, LEADS, OWN),
)
