"""A managed move: proposed by the home school, agreed by its parties, approved by the council."""

from agencies.policy.rows import COUNCIL, LEADS, OWN, PARTIES, LawRow
from agencies.policy.terms import Act, Standing

LAW = (
    LawRow(Act.PROPOSE_MOVE, LEADS, OWN),
    LawRow(Act.HEAR_PUPIL, LEADS, OWN),
    LawRow(Act.CONSENT_TO_MOVE, LEADS | COUNCIL, PARTIES),
    LawRow(Act.CHECK_PLACE, LEADS | COUNCIL, frozenset({Standing.RECEIVES, Standing.ASKED})),
    LawRow(Act.RETURN_MOVE, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.APPROVE_MOVE, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.REFUSE_MOVE, COUNCIL, frozenset({Standing.ASKED})),
    LawRow(Act.WITHDRAW_MOVE, LEADS | COUNCIL, PARTIES),
    LawRow(Act.ADMIT_MOVE, LEADS, frozenset({Standing.RECEIVES})),
    LawRow(Act.REVIEW_MOVE, LEADS, frozenset({Standing.RECEIVES})),
    LawRow(Act.TELL_OF_MOVE, LEADS, frozenset({Standing.RAISED, Standing.RECEIVES})),
    LawRow(Act.RECORD_MOVE_TRANSFER, LEADS, OWN),
    LawRow(Act.SEE_MOVE, LEADS | COUNCIL, PARTIES),
    LawRow(Act.SEE_MOVE_LETTER, LEADS | COUNCIL, frozenset({Standing.RAISED, Standing.ASKED})),
)
