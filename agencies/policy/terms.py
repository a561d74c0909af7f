"""The words of the law: every act, who there is, how one stands to a record, and what a share is made of."""

from enum import StrEnum
from typing import Self


class Act(StrEnum):
    """Every act of the service, and every reading. One word each, the same in the address, the button and the trail."""

    LOG_CONCERN = "log_concern"
    JOIN_CONCERN = "join_concern"
    DISMISS_CONCERN = "dismiss_concern"
    ADD_TO_CONCERN = "add_to_concern"
    WITHDRAW_CONCERN = "withdraw_concern"
    RECORD_CALL = "record_call"
    HAND_TO_SAFEGUARDING = "hand_to_safeguarding"
    ANSWER_HANDED = "answer_handed"
    ADD_PUPIL = "add_pupil"
    OPEN_CASE = "open_case"
    NAME_LEAD = "name_lead"
    ADD_ENTRY = "add_entry"
    EDIT_ENTRY = "edit_entry"
    MOVE_ENTRY = "move_entry"
    RESTRICT_ENTRY = "restrict_entry"
    UNRESTRICT_ENTRY = "unrestrict_entry"
    ADD_DOCUMENT = "add_document"
    ATTACH_TO_CONCERN = "attach_to_concern"
    ATTACH_TO_REFERRAL = "attach_to_referral"
    ADD_VERSION = "add_version"
    TAKE_BACK_VERSION = "take_back_version"
    RESTRICT_DOCUMENT = "restrict_document"
    SCAN_VERSION = "scan_version"
    GIVE_TASK = "give_task"
    ASSIGN_TASK = "assign_task"
    FINISH_TASK = "finish_task"
    RETURN_TASK = "return_task"
    TAKE_BACK_TASK = "take_back_task"
    REMIND_OWNER = "remind_owner"
    HAND_DUTY = "hand_duty"
    RECORD_FAMILY_TOLD = "record_family_told"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    DRAFT_REFERRAL = "draft_referral"
    SEND_REFERRAL = "send_referral"
    ACKNOWLEDGE_REFERRAL = "acknowledge_referral"
    RETURN_REFERRAL = "return_referral"
    DISPUTE_DECISION = "dispute_decision"
    ANSWER_DISPUTE = "answer_dispute"
    ANSWER_REFERRAL = "answer_referral"
    ACCEPT_REFERRAL = "accept_referral"
    RECORD_FIRST_CONTACT = "record_first_contact"
    DECLINE_REFERRAL = "decline_referral"
    REDIRECT_REFERRAL = "redirect_referral"
    WITHDRAW_REFERRAL = "withdraw_referral"
    SHARE_CASE = "share_case"
    AGREE_SHARE = "agree_share"
    REFUSE_SHARE = "refuse_share"
    REFUSE_REQUEST = "refuse_request"
    ACCEPT_SHARE = "accept_share"
    DECLINE_SHARE = "decline_share"
    ANSWER_QUESTION = "answer_question"
    EXTEND_SHARE = "extend_share"
    NARROW_SHARE = "narrow_share"
    WIDEN_SHARE = "widen_share"
    WITHDRAW_SHARE = "withdraw_share"
    FINISH_SHARE = "finish_share"
    INVITE_PERSON = "invite_person"
    RENEW_INVITATION = "renew_invitation"
    CHANGE_ROLE = "change_role"
    END_SEAT = "end_seat"
    ADD_AGENCY = "add_agency"
    KEEP_LETTERHEAD = "keep_letterhead"
    MEND_PROFILE = "mend_profile"
    END_SESSION = "end_session"
    END_SESSIONS = "end_sessions"
    RESEND_MAIL = "resend_mail"
    FORGET_FACTORS = "forget_factors"
    SIGN_OUT_EVERYWHERE = "sign_out_everywhere"
    TAKE_LIST = "take_list"
    TAKE_RECORD = "take_record"
    SIGN_IN = "sign_in"
    FAIL_SIGN_IN = "fail_sign_in"
    SIGN_OUT = "sign_out"
    CHANGE_PASSWORD = "change_password"
    ADD_FACTOR = "add_factor"
    REMOVE_FACTOR = "remove_factor"
    FORGET_DEVICE = "forget_device"
    GIVE_CODE = "give_code"
    FLAG_UNUSUAL = "flag_unusual"
    RECORD_PUPIL_FACT = "record_pupil_fact"
    KEEP_FORMER_NAMES = "keep_former_names"
    PUT_BACK_CHANGE = "put_back_change"
    ADD_CONTACT = "add_contact"
    CHANGE_CONTACT = "change_contact"
    RESTRICT_CONTACT = "restrict_contact"
    END_CONTACT = "end_contact"
    KEEP_CONTACTS = "keep_contacts"
    TAKE_SYSTEMS_WORD = "take_systems_word"
    KEEP_ATTENDANCE = "keep_attendance"
    TAKE_ATTENDANCE = "take_attendance"
    ROUND_OFF_ATTENDANCE = "round_off_attendance"
    WORK_OUT_SIGNALS = "work_out_signals"
    ANSWER_SIGNAL = "answer_signal"
    SWITCH_SIGNAL = "switch_signal"
    LINK_FAMILY = "link_family"
    END_LINK = "end_link"
    ADD_PROFESSIONAL = "add_professional"
    CHANGE_PROFESSIONAL = "change_professional"
    END_PROFESSIONAL = "end_professional"
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
    TELL_OF_MOVE = "tell_of_move"
    RECORD_MOVE_TRANSFER = "record_move_transfer"
    KEEP_YEAR = "keep_year"
    PUBLISH_YEAR = "publish_year"
    TAKE_YEAR = "take_year"
    KEEP_OWN_YEAR = "keep_own_year"
    KEEP_SETTING = "keep_setting"
    KEEP_CLOSURE = "keep_closure"
    END_CLOSURE = "end_closure"
    MAKE_CLIENT = "make_client"
    ROTATE_CLIENT = "rotate_client"
    REVOKE_CLIENT = "revoke_client"
    ISSUE_TOKEN = "issue_token"
    REFUSE_TOKEN = "refuse_token"
    KEEP_PUPIL = "keep_pupil"
    TAKE_ROLL = "take_roll"
    PLAN_ROLL = "plan_roll"
    ROLL_ON = "roll_on"
    ASK_SCHOOL = "ask_school"
    ANSWER_ARRIVAL = "answer_arrival"
    SETTLE_ARRIVAL = "settle_arrival"
    JOIN_RECORDS = "join_records"
    PART_RECORDS = "part_records"
    LOOK_AGAIN = "look_again"
    FIND_DUPLICATE = "find_duplicate"
    DROP_DUPLICATE = "drop_duplicate"
    KEEP_APART = "keep_apart"
    REOPEN_DUPLICATE = "reopen_duplicate"
    COMPARE_PUPILS = "compare_pupils"
    PROPOSE_MERGE = "propose_merge"
    APPROVE_MERGE = "approve_merge"
    DECLINE_MERGE = "decline_merge"
    PROPOSE_SPLIT = "propose_split"
    APPROVE_SPLIT = "approve_split"
    DECLINE_SPLIT = "decline_split"
    SHOW_OTHER_HALF = "show_other_half"
    RECORD_TRANSFER = "record_transfer"
    ASK_TERM_REPORT = "ask_term_report"
    RECORD_TERM_REPORT = "record_term_report"
    IMPOSE_SUSPENSION = "impose_suspension"
    REPORT_SUSPENSION = "report_suspension"
    RECORD_NOTICE = "record_notice"
    CANCEL_SUSPENSION = "cancel_suspension"
    VOID_SUSPENSION = "void_suspension"
    CORRECT_SUSPENSION = "correct_suspension"
    SHORTEN_SUSPENSION = "shorten_suspension"
    SETTLE_FACTS = "settle_facts"
    ARRANGE_EDUCATION = "arrange_education"
    RECORD_EXAM_DAY = "record_exam_day"
    RECORD_DAYS_ELSEWHERE = "record_days_elsewhere"
    RECORD_REPRESENTATIONS = "record_representations"
    CONSIDER_REPRESENTATIONS = "consider_representations"
    BEGIN_BOARD_MEETING = "begin_board_meeting"
    CORRECT_BOARD_MEETING = "correct_board_meeting"
    ADJOURN_BOARD_MEETING = "adjourn_board_meeting"
    RECORD_BOARD_DECISION = "record_board_decision"
    SEE_SUSPENSION = "see_suspension"
    SEE_SUSPENSION_LETTER = "see_suspension_letter"
    SEE_MOVE = "see_move"
    SEE_MOVE_LETTER = "see_move_letter"
    SEE_PUPIL = "see_pupil"
    SEE_CHILD = "see_child"
    SEE_FLAGS = "see_flags"
    SEE_CHANGES = "see_changes"
    SEE_CONTACTS = "see_contacts"
    SEE_CONTACT = "see_contact"
    SEE_ATTENDANCE = "see_attendance"
    SEE_SIGNALS = "see_signals"
    SEE_SIGNAL = "see_signal"
    SEE_LINKS = "see_links"
    SEE_PROFESSIONALS = "see_professionals"
    SEE_ARRIVAL = "see_arrival"
    SEE_DUPLICATES = "see_duplicates"
    SEE_MERGE = "see_merge"
    SEE_MERGES = "see_merges"
    SEE_CONCERN = "see_concern"
    SEE_CASE = "see_case"
    SEE_ENTRY = "see_entry"
    SEE_DOCUMENT = "see_document"
    SEE_VERSION = "see_version"
    SEE_REFERRAL = "see_referral"
    SEE_SHARE = "see_share"
    SEE_TASK = "see_task"
    SEE_REASONS = "see_reasons"
    SEE_TRAIL = "see_trail"
    SEE_QUEUE = "see_queue"
    SEE_PEOPLE = "see_people"
    SEE_SIGN_INS = "see_sign_ins"
    SEE_AGENCIES = "see_agencies"
    SEE_YEARS = "see_years"
    SEE_OVERVIEW = "see_overview"
    SEE_SETTINGS = "see_settings"
    SEE_AREA_YEARS = "see_area_years"
    SEE_CLIENTS = "see_clients"
    SEE_STATUS = "see_status"


READINGS = frozenset(act for act in Act if act.value.startswith("see_")) | {Act.COMPARE_PUPILS}
"""Acts that read: a line here, and no other room."""


class Worded(StrEnum):
    """A code with the words that people read for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """The code is its value; the words stand beside it."""
        one = str.__new__(cls, value)
        one._value_ = value
        one.label = label
        return one


class Kind(Worded):
    """What sort of agency it is."""

    SCHOOL = "school", "School"
    EARLY_YEARS = "early_years", "Early years setting"
    COLLEGE = "college", "College"
    ALTERNATIVE_PROVISION = "alternative_provision", "Alternative provision"
    TRUST = "trust", "Trust"
    COUNCIL = "council", "Council team"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    SOCIAL_CARE = "social_care", "Social care"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"


SETTINGS = frozenset({Kind.SCHOOL, Kind.EARLY_YEARS, Kind.COLLEGE, Kind.ALTERNATIVE_PROVISION})
"""Kinds that have pupils on a roll."""

PARTNERS = frozenset({Kind.POLICE, Kind.HEALTH, Kind.SOCIAL_CARE, Kind.YOUTH_JUSTICE})
"""Kinds with which a case may be shared."""


class Role(Worded):
    """What a seat in an agency is for. The whole list stands now; most are unused until their feature comes."""

    STAFF = "staff", "Staff"
    INCLUSION_LEAD = "inclusion_lead", "Inclusion lead"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    HEAD = "head", "Headteacher"
    ACTING_HEAD = "acting_head", "Acting headteacher"
    CLERK = "clerk", "Clerk"
    TRUST_LEAD = "trust_lead", "Trust lead"
    AGENCY_WORKER = "agency_worker", "Worker"
    AGENCY_MANAGER = "agency_manager", "Manager"
    COUNCIL_OFFICER = "council_officer", "Inclusion officer"
    COUNCIL_MANAGER = "council_manager", "Inclusion manager"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "Data protection officer"
    AUDITOR = "auditor", "Auditor"
    SUPPORT = "support", "Support, no personal data"
    MIS_CLIENT = "mis_client", "School system"

    @property
    def is_persons(self) -> bool:
        """Whether a person can hold it: a school's own system sits where no person does."""
        return self is not Role.MIS_CLIENT


ROLE_KINDS: dict[Role, frozenset[Kind]] = {
    Role.STAFF: SETTINGS,
    Role.INCLUSION_LEAD: SETTINGS,
    Role.SAFEGUARDING_LEAD: SETTINGS,
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
    RAISED = "raised"  # the case, or concern, is the school's own, and the actor leads or safeguards there
    ASKED = "asked"  # the council was sent the referral, or the managed move
    OVERSEES = "oversees"  # the council has accepted a referral on the case
    OFFERED = "offered"  # a share waits for the agency to accept its terms
    GRANTED = "granted"  # a live share: accepted, begun, not ended, not withdrawn
    INVITED = "invited"  # a school that was offered the summary, asked for a place by a managed move
    CONNECTED = "connected"  # a school’s own system, for a pupil on that school’s roll today
    CLERKS = "clerks"  # the actor is clerk to the governing board of the suspension’s school, and does not lead there
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


class Condition(StrEnum):
    """The second lock on data about health, belief, origin or offences (data.md 1.2)."""

    PARA_18 = "para_18"
    PARA_6 = "para_6"
    PARA_10 = "para_10"
    HEALTH_CARE = "health_care"
    ORDINARY = "ordinary"  # nothing of the kind is shared


class Limb(StrEnum):
    """Why no consent, where the condition is paragraph 18: its limb (3)."""

    CANNOT_GIVE = "cannot_give"
    CANNOT_REASONABLY_BE_OBTAINED = "cannot_reasonably_be_obtained"
    SEEKING_WOULD_PREJUDICE_PROTECTION = "seeking_would_prejudice_protection"
