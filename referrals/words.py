"""The codes of the first floor in the words that people read; standard library only."""

import re

from agencies.words import ROLES as ROLES

SEEN = {
    "upset": "Upset or withdrawn",
    "left_lesson": "Left a lesson",
    "missing": "Late or missing",
    "hurt": "Angry or hurt someone",
    "home": "Change at home",
    "other": "Something else",
}
WORRY = {1: "A little", 2: "Quite", 3: "Very"}
KINDS = {"contact": "Contact: a talk, a call, a visit", "observation": "Observation", "voice": "The child’s own words"}
ENTRY_KINDS = KINDS | {
    "contact": "Contact",
    "concern": "Concern",
    "act": "What was done",
    "answer": "Answer",
    "suspension": "Suspension",
}
SECTIONS = {
    "education": "Education",
    "attendance": "Attendance",
    "behaviour": "Behaviour",
    "health": "Health",
    "social_care": "Social care",
    "justice": "Justice",
    "home": "Home",
    "voice": "The child’s voice",
    "casework": "Casework",
}
LEVELS = {
    "E": "That the case exists",
    "C": "Whom to contact",
    "S": "Summary",
    "T": "Chosen parts",
    "F": "Whole case",
    "R": "Restricted entries",
}
LEVEL_HINTS = {
    "S": "Who the child is, why, whom to ring, and what you ask",
    "T": "The summary, and the parts of the story that you choose",
    "F": "Everything but restricted entries",
}
PURPOSES = {
    "safeguard": "Keeping a child safe",
    "early_help": "Support for the family",
    "health_support": "Health support",
    "social_care": "Social care support",
    "prevent_harm": "Preventing harm and offending",
    "youth_justice": "Youth justice support",
    "education_provision": "Planning a school place",
}
BASES = {
    "safeguarding": "Safeguarding a child at risk",
    "public_task": "Public task: working together",
    "family_agreement": "The family agrees to this help",
    "crime_prevention": "Preventing crime",
    "health_care": "Health or social care provision",
    "duty_to_share": "Duty to share (Children Act 2004 s.16LA)",
}
FACTS = {
    "see_suspension": "looked at a suspension",
    "impose_suspension": "imposed a suspension",
    "report_suspension": "reported a suspension",
    "record_notice": "recorded who was told of a suspension",
    "cancel_suspension": "cancelled a suspension",
    "record_representations": "recorded representations on a suspension",
    "begin_board_meeting": "began the governing board’s meeting",
    "record_board_decision": "recorded the governing board’s decision",
    "see_suspension_letter": "looked at the letter on a suspension",
    "ehc_plan": "Education, health and care plan",
    "looked_after": "Looked after by a council",
    "previously_looked_after": "Previously looked after",
    "social_worker": "Has a social worker",
}
TOLD = {"yes": "Yes, they were told", "not_yet": "Not yet", "no": "No, and there is a reason"}
NOT_TOLD = {
    "risk_of_harm": "Telling raises the risk of significant harm to someone",
    "prejudice_crime": "It would hinder preventing or detecting a crime",
    "induced_illness": "Illness may be made up or brought about",
    "honour_abuse": "Honour-based abuse or forced marriage",
    "exploitation": "Trafficking or exploitation by family or people near",
    "loss_of_evidence": "Evidence could be lost, or somebody could flee",
    "court_order": "A court order forbids it",
}
OUTCOMES = {
    "needs_met": "Needs met; school carries on as usual",
    "support_continues": "Support continues in school without a case",
    "moved": "Moved to another school or area",
    "other_plan": "Another plan has taken over",
    "family_chose": "The family chose to end it",
}
DECLINED = {
    "school_can_meet": "The school can meet this with what it has",
    "already_open": "Another service already works on this",
    "below_threshold": "Below the level of need for this help",
    "not_agreed": "The family has not agreed to this help",
    "not_enough": "There is not enough to decide on",
}
REDIRECTED = {
    "social_care": "It belongs to children’s social care",
    "health": "It belongs to a health service",
    "send": "It belongs to the SEND team",
    "attendance": "It belongs to the attendance team",
    "early_help": "It belongs to Family Help",
    "other_area": "It belongs to another council",
}
CONCERN_STATES = {
    "noted": "Waits to be looked at",
    "opened": "Looked at: a case is open",
    "joined": "Looked at: joined to work under way",
    "dismissed": "Looked at: answered",
}
REFERRAL_STATES = {
    "drafted": "Draft, not sent",
    "sent": "With the council",
    "returned": "The council asks a question",
    "accepted": "Accepted by the council",
    "declined": "Declined by the council",
    "redirected": "Passed on by the council",
    "withdrawn": "Withdrawn",
}
SHARE_STATES = {
    "offered": "Offered, not accepted yet",
    "to_begin": "Accepted, begins later",
    "live": "Live",
    "ended": "Ended by its date",
    "withdrawn": "Ended early",
    "declined": "Declined",
    "replaced": "Replaced by a newer share",
}
ACTS = {
    "see_case": "looked at the case",
    "see_concern": "looked at a concern",
    "see_referral": "looked at the referral",
    "see_entry": "looked at an entry",
    "see_share": "looked at a share",
    "see_trail": "read who has opened it",
    "see_reasons": "read who can see it",
    "see_move": "looked at a managed move",
    "see_move_letter": "looked at the letters of a managed move",
    "propose_move": "proposed a managed move",
    "hear_pupil": "recorded how the pupil was heard",
    "consent_to_move": "recorded an answer to a managed move",
    "check_place": "checked the place of a managed move",
    "return_move": "returned a managed move with a question",
    "approve_move": "approved a managed move",
    "refuse_move": "refused a managed move",
    "withdraw_move": "withdrew from a managed move",
    "admit_move": "put the pupil on the new roll",
    "review_move": "looked in after a managed move",
    "log_concern": "logged a concern",
    "join_concern": "joined a concern to the case",
    "open_case": "opened the case on a concern",
    "name_lead": "named the lead professional",
    "change_role": "gave somebody another role",
    "end_seat": "ended somebody’s seat",
    "record_pupil_fact": "recorded a plan, care or a social worker",
    "add_entry": "added to the story",
    "restrict_entry": "restricted an entry",
    "record_family_told": "recorded what the family was told",
    "close_case": "closed the case",
    "reopen_case": "reopened the case",
    "draft_referral": "worked on the referral",
    "send_referral": "sent the referral",
    "acknowledge_referral": "acknowledged the referral",
    "return_referral": "asked a question on the referral",
    "answer_referral": "answered the council’s question",
    "accept_referral": "accepted the referral",
    "decline_referral": "declined the referral",
    "redirect_referral": "passed the referral on",
    "withdraw_referral": "withdrew the referral",
    "share_case": "offered the case to an agency",
    "accept_share": "accepted the terms of a share",
    "decline_share": "declined a share",
    "answer_question": "answered the question asked",
    "extend_share": "extended a share",
    "narrow_share": "narrowed a share",
    "widen_share": "offered more of the case",
    "withdraw_share": "ended a share",
}
"""Readings and acts as the trail's page says them."""

_SENT_HOME = re.compile(r"\b[Ss]en(?:d|t|ding)\s+(?:(?:him|her|them|[A-Z]\S+)\s+)?home\b")


def sent_home(text: str) -> str:
    """The words that say a pupil was sent home, as they stand in the text, or nothing.

    Sending home without a formal suspension is unlawful, even with the parent's consent (law.md EX-08).
    """
    found = _SENT_HOME.search(text)
    return found.group(0) if found else ""


def act_in_words(act: str) -> str:
    """An act or a reading as the trail's page says it: "ended a share"."""
    return ACTS.get(act, act.replace("_", " "))
