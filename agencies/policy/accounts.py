"""What one does with one's own account, and who sees who signed in."""

from agencies.policy.rows import NO_RECORD, PEOPLE, TEAM_LEADERS, LawRow
from agencies.policy.terms import Act

LAW = (
    *(
        LawRow(act, PEOPLE, NO_RECORD)
        for act in (
            Act.SIGN_IN,
            Act.FAIL_SIGN_IN,
            Act.SIGN_OUT,
            Act.CHANGE_PASSWORD,
            Act.ADD_FACTOR,
            Act.REMOVE_FACTOR,
            Act.FORGET_DEVICE,
        )
    ),
    LawRow(Act.GIVE_CODE, TEAM_LEADERS, NO_RECORD),
    LawRow(Act.SEE_SIGN_INS, TEAM_LEADERS, NO_RECORD),
)
