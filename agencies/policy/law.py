"""The two tables: which roles may do an act, standing how to the record; and which role gives which."""

from agencies.policy.acts import Act
from agencies.policy.nouns import PARTNERS, SETTINGS, Kind, Role, Standing

_HEADS = frozenset({Role.HEAD, Role.ACTING_HEAD})
_LEADS = _HEADS | {Role.INCLUSION_LEAD}
_SCHOOL = _LEADS | {Role.STAFF}
_COUNCIL = frozenset({Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER})
_AGENCY = frozenset({Role.AGENCY_WORKER, Role.AGENCY_MANAGER})
_TEAM_LEADERS = frozenset({Role.HEAD, Role.ACTING_HEAD, Role.AGENCY_MANAGER, Role.COUNCIL_MANAGER})
_PEOPLE = frozenset(Role) - {Role.MIS_CLIENT}

ROLES: dict[Act, frozenset[Role]] = {
    Act.LOG_CONCERN: _SCHOOL,
    Act.JOIN_CONCERN: _LEADS,
    Act.DISMISS_CONCERN: _LEADS,
    Act.ADD_PUPIL: _SCHOOL,
    Act.OPEN_CASE: _LEADS,
    Act.NAME_LEAD: _LEADS,
    Act.ADD_ENTRY: _SCHOOL | _COUNCIL | _AGENCY,
    Act.RESTRICT_ENTRY: _LEADS,
    Act.RECORD_FAMILY_TOLD: _SCHOOL,
    Act.CLOSE_CASE: _LEADS,
    Act.REOPEN_CASE: _LEADS,
    Act.DRAFT_REFERRAL: _LEADS,
    Act.SEND_REFERRAL: _LEADS,
    Act.ACKNOWLEDGE_REFERRAL: _COUNCIL,
    Act.RETURN_REFERRAL: _COUNCIL,
    Act.ANSWER_REFERRAL: _LEADS,
    Act.ACCEPT_REFERRAL: _COUNCIL,
    Act.DECLINE_REFERRAL: _COUNCIL,
    Act.REDIRECT_REFERRAL: _COUNCIL,
    Act.WITHDRAW_REFERRAL: _LEADS,
    Act.SHARE_CASE: _LEADS | _COUNCIL,
    Act.ACCEPT_SHARE: _AGENCY | _LEADS,
    Act.DECLINE_SHARE: _AGENCY | _LEADS,
    Act.ANSWER_QUESTION: _AGENCY,
    Act.EXTEND_SHARE: _LEADS | _COUNCIL,
    Act.NARROW_SHARE: _LEADS | _COUNCIL,
    Act.WIDEN_SHARE: _LEADS | _COUNCIL,
    Act.WITHDRAW_SHARE: _LEADS | _COUNCIL,
    Act.INVITE_PERSON: _TEAM_LEADERS | _COUNCIL,
    Act.CHANGE_ROLE: _TEAM_LEADERS,
    Act.END_SEAT: _TEAM_LEADERS,
    Act.ADD_AGENCY: _COUNCIL,
    Act.MEND_PROFILE: _PEOPLE,
    Act.END_SESSION: _PEOPLE,
    Act.FORGET_FACTORS: frozenset(),
    Act.SIGN_OUT_EVERYWHERE: _PEOPLE,
    Act.RECORD_PUPIL_FACT: _LEADS,
    Act.PROPOSE_MOVE: _LEADS,
    Act.HEAR_PUPIL: _LEADS,
    Act.CONSENT_TO_MOVE: _LEADS | _COUNCIL,
    Act.CHECK_PLACE: _LEADS | _COUNCIL,
    Act.RETURN_MOVE: _COUNCIL,
    Act.APPROVE_MOVE: _COUNCIL,
    Act.REFUSE_MOVE: _COUNCIL,
    Act.WITHDRAW_MOVE: _LEADS | _COUNCIL,
    Act.ADMIT_MOVE: _LEADS,
    Act.REVIEW_MOVE: _LEADS,
    Act.MAKE_CLIENT: _LEADS | _COUNCIL,
    Act.ROTATE_CLIENT: _LEADS | _COUNCIL,
    Act.REVOKE_CLIENT: _LEADS | _COUNCIL,
    Act.KEEP_PUPIL: frozenset({Role.MIS_CLIENT}),
    Act.IMPOSE_SUSPENSION: _HEADS,
    Act.REPORT_SUSPENSION: frozenset({Role.MIS_CLIENT}),
    Act.RECORD_NOTICE: _LEADS,
    Act.SEE_SUSPENSION: _LEADS | _COUNCIL | {Role.MIS_CLIENT},
    Act.CANCEL_SUSPENSION: _HEADS,
    Act.RECORD_REPRESENTATIONS: _LEADS,
    Act.BEGIN_BOARD_MEETING: _LEADS,
    Act.RECORD_BOARD_DECISION: _LEADS,
    Act.SEE_SUSPENSION_LETTER: _LEADS,
    Act.SEE_MOVE: _LEADS | _COUNCIL,
    Act.SEE_MOVE_LETTER: _LEADS | _COUNCIL,
    Act.SEE_PUPIL: _SCHOOL | {Role.MIS_CLIENT},
    Act.SEE_CONCERN: _SCHOOL,
    Act.SEE_CASE: _SCHOOL | _COUNCIL | _AGENCY,
    Act.SEE_ENTRY: _SCHOOL | _COUNCIL | _AGENCY,
    Act.SEE_REFERRAL: _SCHOOL | _COUNCIL,
    Act.SEE_SHARE: _SCHOOL | _COUNCIL | _AGENCY,
    Act.SEE_REASONS: _SCHOOL | _COUNCIL | _AGENCY,
    Act.SEE_TRAIL: _LEADS | _COUNCIL,
    Act.SEE_QUEUE: _COUNCIL,
    Act.SEE_PEOPLE: _TEAM_LEADERS,
    Act.SEE_AGENCIES: _COUNCIL,
    Act.SEE_CLIENTS: _LEADS | _COUNCIL,
    Act.SEE_STATUS: frozenset({Role.MIS_CLIENT}),
}
"""First table: which roles may do the act at all. `forget_factors` is the operator's, at the command line."""

_OWN = frozenset({Standing.RAISED})
_KEEPERS = frozenset({Standing.RAISED, Standing.OVERSEES})
_READERS = _KEEPERS | {Standing.GRANTED, Standing.NAMED}
_PARTIES = frozenset({Standing.RAISED, Standing.RECEIVES, Standing.ASKED})

STANDINGS: dict[Act, frozenset[Standing]] = {
    Act.LOG_CONCERN: frozenset({Standing.ON_ROLL}),
    Act.JOIN_CONCERN: _OWN,
    Act.DISMISS_CONCERN: _OWN,
    Act.ADD_PUPIL: frozenset(),
    Act.OPEN_CASE: _OWN,
    Act.NAME_LEAD: _OWN,
    Act.ADD_ENTRY: _READERS,
    Act.RESTRICT_ENTRY: _OWN,
    Act.RECORD_FAMILY_TOLD: _OWN | {Standing.NAMED},
    Act.CLOSE_CASE: _OWN,
    Act.REOPEN_CASE: _OWN,
    Act.DRAFT_REFERRAL: _OWN,
    Act.SEND_REFERRAL: _OWN,
    Act.ACKNOWLEDGE_REFERRAL: frozenset({Standing.ASKED, Standing.OVERSEES}),
    Act.RETURN_REFERRAL: frozenset({Standing.ASKED, Standing.OVERSEES}),
    Act.ANSWER_REFERRAL: _OWN,
    Act.ACCEPT_REFERRAL: frozenset({Standing.ASKED, Standing.OVERSEES}),
    Act.DECLINE_REFERRAL: frozenset({Standing.ASKED, Standing.OVERSEES}),
    Act.REDIRECT_REFERRAL: frozenset({Standing.ASKED, Standing.OVERSEES}),
    Act.WITHDRAW_REFERRAL: _OWN,
    Act.SHARE_CASE: _KEEPERS,
    # granted, receives: a second click finds it done
    Act.ACCEPT_SHARE: frozenset({Standing.OFFERED, Standing.GRANTED, Standing.INVITED, Standing.RECEIVES}),
    Act.DECLINE_SHARE: frozenset({Standing.OFFERED, Standing.INVITED}),
    Act.ANSWER_QUESTION: frozenset({Standing.GRANTED}),
    Act.EXTEND_SHARE: _KEEPERS,
    Act.NARROW_SHARE: _KEEPERS,
    Act.WIDEN_SHARE: _KEEPERS,
    Act.WITHDRAW_SHARE: _KEEPERS,
    Act.INVITE_PERSON: frozenset(),
    Act.CHANGE_ROLE: frozenset(),
    Act.END_SEAT: frozenset(),
    Act.ADD_AGENCY: frozenset(),
    Act.MEND_PROFILE: frozenset(),
    Act.END_SESSION: frozenset(),
    Act.FORGET_FACTORS: frozenset(),
    Act.SIGN_OUT_EVERYWHERE: frozenset(),
    Act.RECORD_PUPIL_FACT: frozenset({Standing.ON_ROLL}),
    Act.PROPOSE_MOVE: _OWN,
    Act.HEAR_PUPIL: _OWN,
    Act.CONSENT_TO_MOVE: _PARTIES,
    Act.CHECK_PLACE: frozenset({Standing.RECEIVES, Standing.ASKED}),
    Act.RETURN_MOVE: frozenset({Standing.ASKED}),
    Act.APPROVE_MOVE: frozenset({Standing.ASKED}),
    Act.REFUSE_MOVE: frozenset({Standing.ASKED}),
    Act.WITHDRAW_MOVE: _PARTIES,
    Act.ADMIT_MOVE: frozenset({Standing.RECEIVES}),
    Act.REVIEW_MOVE: frozenset({Standing.RECEIVES}),
    Act.MAKE_CLIENT: frozenset(),
    Act.ROTATE_CLIENT: frozenset(),
    Act.REVOKE_CLIENT: frozenset(),
    Act.KEEP_PUPIL: frozenset(),
    Act.IMPOSE_SUSPENSION: frozenset({Standing.ON_ROLL}),
    Act.REPORT_SUSPENSION: frozenset({Standing.CONNECTED}),
    Act.RECORD_NOTICE: _OWN,
    Act.SEE_SUSPENSION: frozenset({Standing.RAISED, Standing.NOTIFIED, Standing.CONNECTED}),
    Act.CANCEL_SUSPENSION: _OWN,
    Act.RECORD_REPRESENTATIONS: _OWN,
    Act.BEGIN_BOARD_MEETING: _OWN,
    Act.RECORD_BOARD_DECISION: _OWN,
    Act.SEE_SUSPENSION_LETTER: _OWN,
    Act.SEE_MOVE: _PARTIES,
    Act.SEE_MOVE_LETTER: frozenset({Standing.RAISED, Standing.ASKED}),
    Act.SEE_PUPIL: frozenset({Standing.ON_ROLL, Standing.CONNECTED}),
    Act.SEE_CONCERN: frozenset({Standing.WROTE, Standing.RAISED}),
    Act.SEE_CASE: _READERS | {Standing.RECEIVES},
    Act.SEE_ENTRY: _READERS,
    Act.SEE_REFERRAL: _KEEPERS | {Standing.ASKED, Standing.NAMED},
    Act.SEE_SHARE: _READERS | {Standing.OFFERED, Standing.INVITED, Standing.RECEIVES},
    Act.SEE_REASONS: _READERS | {Standing.RECEIVES},
    Act.SEE_TRAIL: _KEEPERS,
    Act.SEE_QUEUE: frozenset(),
    Act.SEE_PEOPLE: frozenset(),
    Act.SEE_AGENCIES: frozenset(),
    Act.SEE_CLIENTS: frozenset(),
    Act.SEE_STATUS: frozenset({Standing.CONNECTED}),
}
"""Second table: standing how to the record. An empty set: the act is on no child's record, so the role decides; of
people and agencies, `GIVES`, `FIRST_ROLES` and `ADDS` then say where."""

HOLDERS: dict[Standing, frozenset[Role]] = {
    Standing.ON_ROLL: _SCHOOL,
    Standing.WROTE: _SCHOOL,
    Standing.NAMED: _SCHOOL,
    Standing.RAISED: _LEADS,
    Standing.ASKED: _COUNCIL,
    Standing.OVERSEES: _COUNCIL,
    Standing.OFFERED: _AGENCY,
    Standing.GRANTED: _AGENCY,
    Standing.INVITED: _LEADS,
    Standing.RECEIVES: _LEADS,
    Standing.NOTIFIED: _COUNCIL,
    Standing.CONNECTED: frozenset({Role.MIS_CLIENT}),
}
"""Who can stand so at all: a teacher never stands as *raised*, so she sees her concern and not the case."""


GIVES: dict[Role, frozenset[Role]] = {
    Role.HEAD: frozenset({Role.STAFF, Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD, Role.CLERK}),
    Role.ACTING_HEAD: frozenset({Role.STAFF, Role.INCLUSION_LEAD, Role.CLERK}),
    Role.AGENCY_MANAGER: _AGENCY,
    Role.COUNCIL_MANAGER: _COUNCIL,
}
"""Which roles a seat gives in its own agency, and takes away: none above its own. Nobody gives one to herself."""

FIRST_ROLES: dict[Kind, Role] = {
    **dict.fromkeys(SETTINGS, Role.HEAD),
    **dict.fromkeys(PARTNERS, Role.AGENCY_MANAGER),
    Kind.TRUST: Role.TRUST_LEAD,
}
"""What the council's officer gives the first person of an agency, while nobody leads there, and nothing else."""

LEADERS = _TEAM_LEADERS | {Role.TRUST_LEAD}
"""Roles of which an agency keeps one: the last such seat ends only when somebody follows."""

ADDS: dict[Role, frozenset[Kind]] = {
    Role.COUNCIL_OFFICER: frozenset(Kind) - {Kind.COUNCIL},
    Role.COUNCIL_MANAGER: frozenset(Kind),
}
"""Which kinds of agency a seat adds to its own council's area: a second council team would be a way to more."""

DATED = frozenset({Role.ACTING_HEAD})
"""Roles that are given until a day."""


def may(act: Act, role: Role, standing: Standing | None) -> bool:
    """Say whether a seat of this role, standing so (None: on no record), may do the act."""
    if role not in ROLES[act]:
        return False
    if standing is None:
        return not STANDINGS[act]
    return standing in STANDINGS[act] and role in HOLDERS[standing]


def stands(act: Act, role: Role) -> frozenset[Standing]:
    """Every standing in which a seat of this role may do the act."""
    return frozenset(standing for standing in STANDINGS[act] if may(act, role, standing))
