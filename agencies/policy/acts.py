"""Every act of the service, every reading, and what a school's own system may ask for."""

from enum import StrEnum


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
