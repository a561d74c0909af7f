"""The law of access as data: who may do what, standing how to the record. Two tables; standard library only."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of agency it is."""

    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    COLLEGE = "college"
    ALTERNATIVE_PROVISION = "alternative_provision"
    TRUST = "trust"
    COUNCIL = "council"
    POLICE = "police"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    YOUTH_JUSTICE = "youth_justice"


SETTINGS = frozenset({Kind.SCHOOL, Kind.EARLY_YEARS, Kind.COLLEGE, Kind.ALTERNATIVE_PROVISION})
"""Kinds that have pupils on a roll."""

PARTNERS = frozenset({Kind.POLICE, Kind.HEALTH, Kind.SOCIAL_CARE, Kind.YOUTH_JUSTICE})
"""Kinds with which a case may be shared."""


class Role(StrEnum):
    """What a seat in an agency is for. The whole list stands now; most are unused until their feature comes."""

    STAFF = "staff"
    INCLUSION_LEAD = "inclusion_lead"
    HEAD = "head"
    ACTING_HEAD = "acting_head"
    CLERK = "clerk"
    TRUST_LEAD = "trust_lead"
    AGENCY_WORKER = "agency_worker"
    AGENCY_MANAGER = "agency_manager"
    COUNCIL_OFFICER = "council_officer"
    COUNCIL_MANAGER = "council_manager"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    AUDITOR = "auditor"
    SUPPORT = "support"
    MIS_CLIENT = "mis_client"


ROLE_KINDS: dict[Role, frozenset[Kind]] = {
    Role.STAFF: SETTINGS,
    Role.INCLUSION_LEAD: SETTINGS,
    Role.HEAD: SETTINGS,
    Role.ACTING_HEAD: SETTINGS,
    Role.CLERK: SETTINGS,
    Role.TRUST_LEAD: frozenset({Kind.TRUST}),
    Role.AGENCY_WORKER: PARTNERS,
    Role.AGENCY_MANAGER: PARTNERS,
    Role.COUNCIL_OFFICER: frozenset({Kind.COUNCIL}),
    Role.COUNCIL_MANAGER: frozenset({Kind.COUNCIL}),
    Role.DATA_PROTECTION_OFFICER: frozenset({Kind.COUNCIL}),
    Role.AUDITOR: frozenset({Kind.COUNCIL}),
    Role.SUPPORT: frozenset({Kind.COUNCIL}),
    Role.MIS_CLIENT: SETTINGS,
}
"""In which kinds of agency a role can be held: a police officer is never somebody's head."""


class Standing(StrEnum):
    """How the actor's agency (or the actor) stands to a record."""

    ON_ROLL = "on_roll"  # the pupil is on the roll of the actor's school today
    WROTE = "wrote"  # the actor logged the concern
    NAMED = "named"  # the actor is the case's lead professional
    RAISED = "raised"  # the case, or the concern, is the school's own, and the actor leads there
    ASKED = "asked"  # the council was sent the referral, or the managed move
    OVERSEES = "oversees"  # the council has accepted a referral on the case
    OFFERED = "offered"  # a share waits for the agency to accept its terms
    GRANTED = "granted"  # a live share: accepted, begun, not ended, not withdrawn
    INVITED = "invited"  # a school that was offered the summary, asked for a place by a managed move
    CONNECTED = "connected"  # a school’s own system, for a pupil on that school’s roll today
    NOTIFIED = "notified"  # the council was given the statutory notice of a suspension
    RECEIVES = "receives"  # that school while its share lives; of a move, also once everyone has agreed


class Level(StrEnum):
    """How much of a record a share opens, each including those before it (data.md 1.4)."""

    EXISTENCE = "E"
    CONTACT = "C"
    SUMMARY = "S"
    SECTIONS = "T"
    FULL = "F"
    RESTRICTED = "R"


class Section(StrEnum):
    """The thematic parts of a case's story (data.md 1.4)."""

    EDUCATION = "education"
    ATTENDANCE = "attendance"
    BEHAVIOUR = "behaviour"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    JUSTICE = "justice"
    HOME = "home"
    VOICE = "voice"
    CASEWORK = "casework"  # what was done on the case itself: for its keepers and full shares, in no matrix


class Purpose(StrEnum):
    """What a share is for."""

    SAFEGUARD = "safeguard"
    EARLY_HELP = "early_help"
    HEALTH_SUPPORT = "health_support"
    SOCIAL_CARE = "social_care"
    PREVENT_HARM = "prevent_harm"
    YOUTH_JUSTICE = "youth_justice"
    EDUCATION_PROVISION = "education_provision"


class Basis(StrEnum):
    """The lawful basis of a share (law.md 3.6); its wording is the council's."""

    SAFEGUARDING = "safeguarding"
    PUBLIC_TASK = "public_task"
    FAMILY_AGREEMENT = "family_agreement"
    CRIME_PREVENTION = "crime_prevention"
    HEALTH_CARE = "health_care"
    DUTY_TO_SHARE = "duty_to_share"


_ALL_SECTIONS = frozenset(Section) - {Section.CASEWORK}

MATRIX: dict[tuple[Kind, Purpose], tuple[frozenset[Level], frozenset[Section]]] = {
    (Kind.SOCIAL_CARE, Purpose.SAFEGUARD): (
        frozenset({Level.SUMMARY, Level.SECTIONS, Level.FULL}),
        _ALL_SECTIONS,
    ),
    (Kind.SOCIAL_CARE, Purpose.SOCIAL_CARE): (
        frozenset({Level.SUMMARY, Level.SECTIONS, Level.FULL}),
        _ALL_SECTIONS,
    ),
    (Kind.SOCIAL_CARE, Purpose.EARLY_HELP): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        _ALL_SECTIONS - {Section.JUSTICE},
    ),
    (Kind.HEALTH, Purpose.HEALTH_SUPPORT): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.EDUCATION, Section.ATTENDANCE, Section.HEALTH, Section.VOICE}),
    ),
    (Kind.HEALTH, Purpose.SAFEGUARD): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.EDUCATION, Section.HEALTH, Section.HOME, Section.VOICE}),
    ),
    (Kind.POLICE, Purpose.PREVENT_HARM): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.BEHAVIOUR, Section.JUSTICE, Section.VOICE}),
    ),
    (Kind.POLICE, Purpose.SAFEGUARD): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.BEHAVIOUR, Section.HOME, Section.JUSTICE, Section.VOICE}),
    ),
    (Kind.YOUTH_JUSTICE, Purpose.YOUTH_JUSTICE): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.EDUCATION, Section.ATTENDANCE, Section.BEHAVIOUR, Section.JUSTICE, Section.VOICE}),
    ),
    **{(kind, Purpose.EDUCATION_PROVISION): (frozenset({Level.SUMMARY}), frozenset[Section]()) for kind in SETTINGS},
}
"""The default sharing matrix (data.md 1.4): what a kind of agency may be offered for a purpose. No row: *no*."""

PURPOSE_BASES: dict[Purpose, frozenset[Basis]] = {
    Purpose.SAFEGUARD: frozenset({Basis.SAFEGUARDING, Basis.DUTY_TO_SHARE}),
    Purpose.EARLY_HELP: frozenset({Basis.FAMILY_AGREEMENT, Basis.PUBLIC_TASK}),
    Purpose.HEALTH_SUPPORT: frozenset({Basis.HEALTH_CARE, Basis.PUBLIC_TASK}),
    Purpose.SOCIAL_CARE: frozenset({Basis.PUBLIC_TASK, Basis.SAFEGUARDING, Basis.DUTY_TO_SHARE}),
    Purpose.PREVENT_HARM: frozenset({Basis.CRIME_PREVENTION, Basis.SAFEGUARDING}),
    Purpose.YOUTH_JUSTICE: frozenset({Basis.CRIME_PREVENTION, Basis.PUBLIC_TASK}),
    Purpose.EDUCATION_PROVISION: frozenset({Basis.PUBLIC_TASK, Basis.FAMILY_AGREEMENT}),
}
"""Which bases can carry a purpose (law.md 3.6); the council's data-protection officer owns this table."""


class Act(StrEnum):
    """Every act of the service, and every reading. One word each, the same in the address, the button and the trail."""

    LOG_CONCERN = "log_concern"
    JOIN_CONCERN = "join_concern"
    DISMISS_CONCERN = "dismiss_concern"
    ADD_PUPIL = "add_pupil"
    OPEN_CASE = "open_case"
    NAME_LEAD = "name_lead"
    ADD_ENTRY = "add_entry"
    RESTRICT_ENTRY = "restrict_entry"
    RECORD_FAMILY_TOLD = "record_family_told"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    DRAFT_REFERRAL = "draft_referral"
    SEND_REFERRAL = "send_referral"
    ACKNOWLEDGE_REFERRAL = "acknowledge_referral"
    RETURN_REFERRAL = "return_referral"
    ANSWER_REFERRAL = "answer_referral"
    ACCEPT_REFERRAL = "accept_referral"
    DECLINE_REFERRAL = "decline_referral"
    REDIRECT_REFERRAL = "redirect_referral"
    WITHDRAW_REFERRAL = "withdraw_referral"
    SHARE_CASE = "share_case"
    ACCEPT_SHARE = "accept_share"
    DECLINE_SHARE = "decline_share"
    ANSWER_QUESTION = "answer_question"
    EXTEND_SHARE = "extend_share"
    NARROW_SHARE = "narrow_share"
    WIDEN_SHARE = "widen_share"
    WITHDRAW_SHARE = "withdraw_share"
    INVITE_PERSON = "invite_person"
    CHANGE_ROLE = "change_role"
    END_SEAT = "end_seat"
    ADD_AGENCY = "add_agency"
    MEND_PROFILE = "mend_profile"
    END_SESSION = "end_session"
    FORGET_FACTORS = "forget_factors"
    SIGN_OUT_EVERYWHERE = "sign_out_everywhere"
    RECORD_PUPIL_FACT = "record_pupil_fact"
    PROPOSE_MOVE = "propose_move"
    HEAR_PUPIL = "hear_pupil"
    CONSENT_TO_MOVE = "consent_to_move"
    CHECK_PLACE = "check_place"
    RETURN_MOVE = "return_move"
    APPROVE_MOVE = "approve_move"
    REFUSE_MOVE = "refuse_move"
    WITHDRAW_MOVE = "withdraw_move"
    ADMIT_MOVE = "admit_move"
    REVIEW_MOVE = "review_move"
    MAKE_CLIENT = "make_client"
    ROTATE_CLIENT = "rotate_client"
    REVOKE_CLIENT = "revoke_client"
    KEEP_PUPIL = "keep_pupil"
    IMPOSE_SUSPENSION = "impose_suspension"
    REPORT_SUSPENSION = "report_suspension"
    RECORD_NOTICE = "record_notice"
    CANCEL_SUSPENSION = "cancel_suspension"
    RECORD_REPRESENTATIONS = "record_representations"
    BEGIN_BOARD_MEETING = "begin_board_meeting"
    RECORD_BOARD_DECISION = "record_board_decision"
    SEE_SUSPENSION = "see_suspension"
    SEE_SUSPENSION_LETTER = "see_suspension_letter"
    SEE_MOVE = "see_move"
    SEE_MOVE_LETTER = "see_move_letter"
    SEE_PUPIL = "see_pupil"
    SEE_CONCERN = "see_concern"
    SEE_CASE = "see_case"
    SEE_ENTRY = "see_entry"
    SEE_REFERRAL = "see_referral"
    SEE_SHARE = "see_share"
    SEE_REASONS = "see_reasons"
    SEE_TRAIL = "see_trail"
    SEE_QUEUE = "see_queue"
    SEE_PEOPLE = "see_people"
    SEE_AGENCIES = "see_agencies"
    SEE_CLIENTS = "see_clients"
    SEE_STATUS = "see_status"


class Scope(StrEnum):
    """What a school's own system may ask for, by resource and verb; the door then decides on records."""

    PUPILS_READ = "pupils:read"
    PUPILS_WRITE = "pupils:write"
    SUSPENSIONS_READ = "suspensions:read"
    SUSPENSIONS_WRITE = "suspensions:write"
    REFERRALS_READ = "referrals:read"
    CODES_READ = "codes:read"


SCOPES: dict[Scope, str] = {
    Scope.PUPILS_READ: "Read the pupils on the school’s roll",
    Scope.PUPILS_WRITE: "Add pupils to the school’s roll and change them",
    Scope.SUSPENSIONS_READ: "Read the school’s suspensions",
    Scope.SUSPENSIONS_WRITE: "Report suspensions that the head decided",
    Scope.REFERRALS_READ: "Read how the school’s referrals stand, and no more of them",
    Scope.CODES_READ: "Read the national sets of codes",
}
"""What each scope opens, in the words of the page on which a person gives it."""


READINGS = frozenset(act for act in Act if act.value.startswith("see_"))
"""Acts that read: a line here, and no other room."""

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
