"""The codes of a suspension in the words that people read."""

from collections.abc import Mapping

LENGTHS = {
    "whole": "Whole days",
    "lunch": "Lunchtimes",
    "mornings": "Mornings",
    "afternoons": "Afternoons",
}
AS_REPORTED = LENGTHS | {
    "whole_from_pm": "Whole days, the first from the afternoon",
    "sessions": "From one session to another",
}
"""What fits no kind that a form offers is named by its sessions."""
UNKNOWN = "unknown:"


def reason(code: str, known: Mapping[str, str]) -> str:
    """A reason in words; a code that was not known when it came is kept, and said to be so (data.md 4.2)."""
    if code.startswith(UNKNOWN):
        return f"{code.removeprefix(UNKNOWN)}, a code that is not known here"
    return known.get(code, code)


RECIPIENTS = {
    "parents": "The parents",
    "pupil": "The pupil, who is 18 or over",
    "governors": "The governing board",
    "council": "The council",
    "social_worker": "The social worker",
    "virtual_head": "The virtual school head",
}
ASKED = {
    "social_worker": "Has the pupil a social worker?",
    "looked_after": "Is the pupil looked after by a council?",
    "ehc_plan": "Has the pupil an education, health and care plan?",
    "disability": "Has the pupil a disability?",
}
"""What is asked at a suspension, by the fact about the pupil."""
SHORT = {
    "social_worker": "A social worker",
    "looked_after": "Looked after",
    "ehc_plan": "A plan (EHC)",
    "disability": "A disability",
}
ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known yet"}
OF = {
    "suspension": "",
    "cancellation": "of the cancellation",
    "decision": "of the decision",
    "void": "that it never happened",
}
"""What somebody was told of; of the suspension it needs no words."""
HOW = {
    "by_hand": "In writing, by hand",
    "left_at_address": "In writing, left at the last known address",
    "first_class_post": "First-class post",
    "email_agreed": "E-mail, which they agreed to",
    "phone": "By telephone",
    "in_person": "In person",
    "here": "Through this service",
}
OUTCOMES = {
    "declined": "Declined to reinstate: the suspension stands",
    "reinstated": "Reinstated the pupil",
    "viewed": "Put its view on the record: it has no power to reinstate any more",
}
"""What a governing board may decide of a suspension (law.md 1.6)."""
SERVED = "Decided that the pupil should have been reinstated: the suspension was over by then, and its days count"
DECIDED = {
    "declined": "that the suspension stands, and {who} {are} not reinstated",
    "reinstated": "that {who} {are} reinstated",
    "served": "that {who} should have been reinstated. The suspension was over by then, and its days count",
    "viewed": "to put its view on the record. It has no power to reinstate any more",
}
"""The same, as a letter goes on after *it decided*."""
TOLD_BY = {
    "school": "The other school",
    "council": "The council of the other school",
    "parent": "A parent, or the pupil",
    "ctf": "The file that came with the pupil (CTF), or a note in it",
    "roll": "Our own roll: the pupil was here all that year",
}
"""Who said how many days there were at another school."""
NOT_ASKED_ELSEWHERE = (
    "Days at another school that is not known here are not in it: nobody has said whether there were any."
)
TWO_ROLLS = {
    "term": (
        "Uncertain: the pupil is on the roll of another school too in this term. Each school counts its own days "
        "towards 5 and 15; the law does not say whether they are added up."
    ),
    "year": (
        "Uncertain: the pupil is on the roll of another school too in this year. A session out of both schools "
        "is counted once towards 45; the law does not say so in words."
    ),
}
"""What is uncertain of a total where two registrations overlap, by what it counts over (law.md 11)."""
OVER_BY_CANCELLED = (
    "Uncertain: {} of it were served before a suspension was cancelled, and without them it is not over {}. They count "
    "towards 45; the law does not say whether they count here, so they are counted."
)
"""What is uncertain of a term's total by a cancellation (law.md CAN-6)."""
