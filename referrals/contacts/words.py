"""What a person is to a child and what was said of them, in the words that people read."""

RELATIONSHIPS = {
    "mother": "Mother",
    "father": "Father",
    "parent": "Parent",
    "step_parent": "Step-parent",
    "grandparent": "Grandparent",
    "guardian": "Guardian",
    "foster_carer": "Foster carer",
    "sibling": "Brother or sister",
    "aunt_uncle": "Aunt or uncle",
    "family": "Other family",
    "friend": "Friend of the family",
    "other": "Somebody else",
}
SAID = {"yes": "Yes", "no": "No", "": "Not known"}
"""An answer of two, or that nobody was asked."""
SAYS = {True: "yes", False: "no"}
NOT_KNOWN = "not known"
ENDED_AT_18 = "ended on the 18th birthday"


def responsibility(said: str, *, is_adult: bool) -> str:
    """Whether they have parental responsibility; of who is 18 nobody has."""
    return ENDED_AT_18.capitalize() if is_adult and said == "yes" else SAID[said]


BECAME_ONE = "The records became one"
NOT_SENT = "No longer in what your school’s system sends"
BY_SYSTEM, BY_FILE = "system", "file"
"""From where a tie came, where no person wrote it: the school's system by itself, or the roll's file that somebody took
over.
"""
CHILD, EVERYWHERE = "child", "everywhere"
LIFT_CHILD, LIFT_EVERYWHERE = "lift_child", "lift_everywhere"
REACH = {
    CHILD: "Towards this child",
    EVERYWHERE: "Everywhere: towards every child at your school",
    LIFT_CHILD: "Lift what holds towards this child",
    LIFT_EVERYWHERE: "Lift what holds everywhere: towards every child at your school",
}
"""How far a restriction goes, or which is lifted: each holds by itself."""
CHANGED_SINCE = "This was changed since you opened it."
DONE = {
    **REACH,
    LIFT_CHILD: "Lifted towards this child",
    LIFT_EVERYWHERE: "Lifted everywhere: towards every child at your school",
    "nowhere": "Not restricted",
}
"""What was done, in words; *nowhere* lifted both, as was possible before."""
FIELDS = {
    "name": "Name",
    "phone": "Phone",
    "email": "Email",
    "address": "Address",
    "safe_contact": "Safe contact",
    "language": "Language",
    "interpreter": "Interpreter",
    "relationship": "Relationship",
    "has_responsibility": "Parental responsibility",
    "position": "Order",
    "may_be_told": "May be told",
    "not_told_why": "Why they may not be told",
    "restricted_why": "Restriction",
    "ended_why": "Why it ended",
}
"""Of what is changed, what the page says; who and when is said by the change itself."""


def said_words(field: str, text: str) -> str:
    """What the school's system says of a field."""
    return f"{FIELDS[field]}: {value_words(field, text)}"


def value_words(field: str, text: str | None) -> str:
    """A value as it is kept, in words."""
    if field in ("interpreter", "has_responsibility", "may_be_told"):
        return SAID.get(text or "", "")
    return RELATIONSHIPS.get(text or "", "") if field == "relationship" else text or "nothing"
