"""What a school may still do with a case from midnight after the pupil's last day on its roll (data.md 5.6).

It reads what it had and adds nothing but what it does about a danger to the child. What it wrote wrongly it puts right:
its author edits an entry, and one on the wrong child is moved, since what is kept has to be accurate (data.md 1.8).
It closes the case, and for that ends what stands in the way: a referral that waits, and a managed move, which is how a
case is handed over.
"""

from agencies.policy.terms import READINGS, Act, Standing

HELD_BY_ROLL = frozenset({Standing.RAISED, Standing.NAMED})
"""The standings that rest on the pupil's place at the case's school."""

AFTER_LEAVING = READINGS | {
    Act.CLOSE_CASE,
    Act.EDIT_ENTRY,
    Act.MOVE_ENTRY,
    Act.RECORD_CALL,
    Act.ANSWER_HANDED,
    Act.TAKE_RECORD,
    Act.WITHDRAW_REFERRAL,
    Act.HEAR_PUPIL,
    Act.CONSENT_TO_MOVE,
    Act.CHECK_PLACE,
    Act.APPROVE_MOVE,
    Act.REFUSE_MOVE,
    Act.WITHDRAW_MOVE,
    Act.ADMIT_MOVE,
}
"""What those who stand so may do from then on."""

IN_YEAR_OF_LEAVING = frozenset({Act.SEE_CONTACT, Act.RESTRICT_CONTACT, Act.END_CONTACT})
"""What a school may do with a person whom it recorded around a child, to the end of the school year in which the child
left: its letters of what was before still go out, and an order that comes then has to hold for them.
"""

WHILE_OPEN = frozenset(
    {
        Act.SEE_CHILD,
        Act.SEE_FLAGS,
        Act.SEE_CONTACTS,
        Act.SEE_ATTENDANCE,
        Act.SEE_LINKS,
        Act.LINK_FAMILY,
        Act.END_LINK,
        Act.SEE_PROFESSIONALS,
    }
)
"""What the council may do by its case while that is open alone: the child as they are now, not as they were."""
