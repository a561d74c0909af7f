"""The codes of an entry in the words that people read."""

from referrals.entries.states import Kind

OWN_KINDS = {
    "contact": "Contact: a talk, a call, a message",
    "visit": "Visit",
    "meeting": "Meeting",
    "observation": "Observation",
    "decision": "Decision, and why",
    "voice": "The child’s own words",
}
NOT_RECORDED = "Kind not recorded: a talk, a call or a visit"
"""Of a contact that was written while the three were one answer."""
NOT_APART = "Facts and opinion were not written apart"
RESTRICTIONS = {"restrict_entry": "Restricted", "unrestrict_entry": "Restriction ended"}
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


def kind_of(kind: str, *, is_apart: bool) -> str:
    """Its kind; of a contact that was written while talk, call and visit were one answer, that it isn't recorded."""
    return NOT_RECORDED if kind == Kind.CONTACT and not is_apart else Kind(kind).label
