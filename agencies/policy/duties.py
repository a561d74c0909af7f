"""A duty: who waits for it reminds whoever owes it, and those who owe it say who of them has it (decision 48)."""

from agencies.policy.given_tasks import WORKING
from agencies.policy.rows import READERS, LawRow
from agencies.policy.terms import Act, Standing

OWING = READERS | {Standing.ASKED, Standing.OFFERED}

LAW = (
    LawRow(Act.REMIND_OWNER, WORKING, READERS),
    LawRow(Act.HAND_DUTY, WORKING, OWING),  # whoever may do what meets it, as the duty says
)
