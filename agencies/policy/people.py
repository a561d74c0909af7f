"""Who sits where, what one changes of one's own account, and who ends a session."""

from agencies.policy.rows import AGENCY, CLERKS, COUNCIL, NO_RECORD, NO_ROLE, PEOPLE, SCHOOL, TEAM_LEADERS, LawRow
from agencies.policy.terms import PARTNERS, SETTINGS, Act, Kind, Role

LAW = (
    LawRow(Act.INVITE_PERSON, TEAM_LEADERS | COUNCIL, NO_RECORD),
    LawRow(Act.RENEW_INVITATION, TEAM_LEADERS | COUNCIL, NO_RECORD),
    LawRow(Act.CHANGE_ROLE, TEAM_LEADERS, NO_RECORD),
    LawRow(Act.END_SEAT, TEAM_LEADERS, NO_RECORD),
    LawRow(Act.MEND_PROFILE, PEOPLE, NO_RECORD),
    LawRow(Act.END_SESSION, PEOPLE, NO_RECORD),
    LawRow(Act.SIGN_OUT_EVERYWHERE, PEOPLE, NO_RECORD),
    LawRow(Act.TAKE_LIST, SCHOOL | COUNCIL | AGENCY | CLERKS, NO_RECORD),  # each row of it as the door lets through
    LawRow(Act.END_SESSIONS, TEAM_LEADERS, NO_RECORD),
    LawRow(Act.RESEND_MAIL, TEAM_LEADERS, NO_RECORD),
    # the operator's, at the command line
    LawRow(Act.FORGET_FACTORS, NO_ROLE, NO_RECORD),
    LawRow(Act.SEE_PEOPLE, TEAM_LEADERS, NO_RECORD),
)

_SCHOOL = frozenset({Role.STAFF, Role.INCLUSION_LEAD, Role.SAFEGUARDING_LEAD, Role.CLERK})
GIVES: dict[Role, frozenset[Role]] = {
    Role.HEAD: _SCHOOL | {Role.HEAD, Role.ACTING_HEAD},
    Role.ACTING_HEAD: _SCHOOL,
    Role.AGENCY_MANAGER: AGENCY,
    Role.COUNCIL_MANAGER: COUNCIL,
}
"""Which roles a seat gives in its own agency, and takes away: none above its own. Nobody gives one to herself."""

FIRST_ROLES: dict[Kind, Role] = {
    **dict.fromkeys(SETTINGS, Role.HEAD),
    **dict.fromkeys(PARTNERS, Role.AGENCY_MANAGER),
    Kind.TRUST: Role.TRUST_LEAD,
}
"""What the council's officer gives the first person of an agency, while nobody leads there, and nothing else."""

LEADERS = TEAM_LEADERS | {Role.TRUST_LEAD}
"""Roles of which an agency keeps one: the last such seat ends only when somebody follows."""

DATED = frozenset({Role.ACTING_HEAD})
"""Roles that are given until a day."""
