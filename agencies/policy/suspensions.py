"""A suspension: decided by a head, reported by a school's system, told to the council, before the governing board.

The board's meeting is its clerk's to record: never the head's, whose decision the board looks at.
"""

from agencies.policy.rows import BOARD, CLERKS, COUNCIL, HEADS, LEADS, OWN, SYSTEMS, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.IMPOSE_SUSPENSION, HEADS, frozenset({Standing.ON_ROLL})),
    LawRow(Act.REPORT_SUSPENSION, SYSTEMS, frozenset({Standing.CONNECTED})),
    LawRow(Act.SETTLE_FACTS, LEADS, OWN),
    LawRow(Act.RECORD_DAYS_ELSEWHERE, LEADS | SYSTEMS, OWN | {Standing.CONNECTED}),
    LawRow(Act.ARRANGE_EDUCATION, LEADS, OWN),
    LawRow(Act.RECORD_EXAM_DAY, LEADS, OWN),
    LawRow(Act.RECORD_NOTICE, LEADS | CLERKS, OWN | BOARD),
    LawRow(Act.CANCEL_SUSPENSION, HEADS, OWN),
    LawRow(Act.VOID_SUSPENSION, HEADS | SYSTEMS, OWN | {Standing.CONNECTED}),
    LawRow(Act.CORRECT_SUSPENSION, HEADS | SYSTEMS, OWN | {Standing.CONNECTED}),
    LawRow(Act.SHORTEN_SUSPENSION, HEADS | SYSTEMS, OWN | {Standing.CONNECTED}),
    LawRow(Act.RECORD_REPRESENTATIONS, LEADS | CLERKS, OWN | BOARD),
    LawRow(Act.CONSIDER_REPRESENTATIONS, CLERKS, BOARD),
    LawRow(Act.BEGIN_BOARD_MEETING, CLERKS, BOARD),
    LawRow(Act.ADJOURN_BOARD_MEETING, CLERKS, BOARD),
    LawRow(Act.CORRECT_BOARD_MEETING, CLERKS, BOARD),
    LawRow(Act.RECORD_BOARD_DECISION, CLERKS, BOARD),
    LawRow(
        Act.SEE_SUSPENSION,
        LEADS | COUNCIL | SYSTEMS | CLERKS,
        frozenset({Standing.RAISED, Standing.NOTIFIED, Standing.CONNECTED, Standing.CLERKS}),
    ),
    LawRow(Act.SEE_SUSPENSION_LETTER, LEADS | CLERKS, OWN | BOARD),
)
