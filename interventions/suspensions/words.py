"""The codes of a suspension in the words that people read."""

LENGTHS = {
    "whole": "Whole days",
    "whole_from_pm": "Whole days, the first from the afternoon",
    "lunch": "Lunchtimes",
    "mornings": "Mornings",
    "afternoons": "Afternoons",
}
AS_REPORTED = LENGTHS | {"sessions": "Some sessions"}
"""A school’s system reports the sessions themselves; what fits no kind is named by them."""
RECIPIENTS = {
    "parents": "The parents",
    "pupil": "The pupil, who is 18 or over",
    "governors": "The governing board",
    "council": "The council",
    "social_worker": "The social worker",
    "virtual_head": "The virtual school head",
}
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
}
"""What a governing board may decide of a suspension (law.md 1.6)."""
