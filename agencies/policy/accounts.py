"""What one does with one's own account, and who sees who signed in."""

from agencies.policy.rows import NO_RECORD, NO_ROLE, PEOPLE, TEAM_LEADERS, LawRow
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
    # the service’s own, from the sums below
    LawRow(Act.FLAG_UNUSUAL, NO_ROLE, NO_RECORD),
    LawRow(Act.SEE_SIGN_INS, TEAM_LEADERS, NO_RECORD),
)

UNUSUAL = {"opened": 60, "refused": 20}
"""So many openings, or refusals, by one person or system within an hour are reported to who leads them. Plain sums."""
