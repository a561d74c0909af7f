"""The duties of a managed move: who owes each, which act meets it, and where."""

from agencies.acting.rows import Opening
from agencies.policy import Act, Standing
from referrals.arrivals.states import Sending

HEAR = Opening("hear_pupil", Standing.RAISED, Act.HEAR_PUPIL, "see_move")
AGREE = Opening("agree_move", Standing.RAISED, Act.CONSENT_TO_MOVE, "see_move")
ANSWER = Opening("answer_move", Standing.RECEIVES, Act.CONSENT_TO_MOVE, "see_move")
COUNCIL_ANSWER = Opening("answer_for_council", Standing.ASKED, Act.CONSENT_TO_MOVE, "see_move")
DECIDE = Opening("decide_move", Standing.ASKED, Act.APPROVE_MOVE, "see_move")
ADMIT = Opening("admit_move", Standing.RECEIVES, Act.ADMIT_MOVE, "see_move")
LOOK_IN = {
    6: Opening("settle_6", Standing.RECEIVES, Act.REVIEW_MOVE, "see_move"),
    12: Opening("settle_12", Standing.RECEIVES, Act.REVIEW_MOVE, "see_move"),
}
"""By school weeks after the admission."""
TELL = {
    who: Opening(f"tell_move_{who}", Standing.RAISED, Act.TELL_OF_MOVE, "tell_of_move")
    for who in ("social_worker", "virtual_head")
}
"""By who is told; owed by the school whose case it is."""
SEND = {
    one: Opening(f"send_{one.value}_of_move", Standing.RAISED, Act.RECORD_MOVE_TRANSFER, "record_move_transfer")
    for one in Sending
}
"""What the old school sends after the pupil, outside this service (DD-7)."""
