"""A share: offered and changed by who keeps the case, accepted and answered by who receives it."""

from agencies.policy.rows import AGENCY, COUNCIL, HEADS, KEEPERS, LEADS, READERS, SCHOOL, LawRow
from agencies.policy.terms import Act, Role, Standing

ANSWERERS = frozenset({Standing.OFFERED, Standing.GRANTED, Standing.INVITED, Standing.RECEIVES})
"""Also those for whom it was accepted: a second click, or a colleague who comes second, is told so."""
SECONDS = HEADS | {Role.SAFEGUARDING_LEAD} | COUNCIL
"""Who agrees to a share of which the family is not told: never whoever asks for it (data.md 1.5)."""

LAW = (
    LawRow(Act.SHARE_CASE, LEADS | COUNCIL, KEEPERS),
    LawRow(Act.AGREE_SHARE, SECONDS, KEEPERS),
    LawRow(Act.REFUSE_SHARE, SECONDS, KEEPERS),
    LawRow(Act.REFUSE_REQUEST, LEADS | COUNCIL, KEEPERS),
    LawRow(Act.ACCEPT_SHARE, AGENCY | LEADS, ANSWERERS),
    LawRow(Act.DECLINE_SHARE, AGENCY | LEADS, ANSWERERS),
    LawRow(Act.ANSWER_QUESTION, AGENCY, frozenset({Standing.GRANTED})),
    LawRow(Act.EXTEND_SHARE, LEADS | COUNCIL, KEEPERS),
    LawRow(Act.NARROW_SHARE, LEADS | COUNCIL, KEEPERS),
    LawRow(Act.WIDEN_SHARE, LEADS | COUNCIL, KEEPERS),
    LawRow(Act.SHOW_OTHER_HALF, LEADS | COUNCIL, KEEPERS),  # whoever gave it: the agency’s people alone
    LawRow(Act.WITHDRAW_SHARE, LEADS | COUNCIL, KEEPERS),
    LawRow(Act.FINISH_SHARE, AGENCY, frozenset({Standing.GRANTED})),
    LawRow(Act.SEE_SHARE, SCHOOL | COUNCIL | AGENCY, READERS | {Standing.OFFERED, Standing.INVITED, Standing.RECEIVES}),
)
