"""The codes of the top floor in the words that people read; standard library only."""

from dataclasses import dataclass
from datetime import date

KINDS = {
    "whole": "Whole days",
    "whole_from_pm": "Whole days, the first from the afternoon",
    "lunch": "Lunchtimes",
    "mornings": "Mornings",
    "afternoons": "Afternoons",
}
AS_REPORTED = KINDS | {"sessions": "Some sessions"}
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
    "here": "Through this service",
}
OUTCOMES = {
    "declined": "Declined to reinstate: the suspension stands",
    "reinstated": "Reinstated the pupil",
}
"""What a governing board may decide of a suspension (law.md 1.6)."""
SOURCE = "DfE school census, exclusion reasons from 1 September 2020: check against the current common basic data set"


@dataclass(frozen=True, slots=True)
class Reason:
    """A dated reason of the census; it describes the incident, never the child."""

    label: str
    starts_on: date
    ends_on: date | None = None


_CODES = {
    "PP": "Physical assault against a pupil",
    "PA": "Physical assault against an adult",
    "VP": "Verbal abuse or threatening behaviour against a pupil",
    "VA": "Verbal abuse or threatening behaviour against an adult",
    "OW": "Use or threat of an offensive weapon or prohibited item",
    "BU": "Bullying",
    "RA": "Racist abuse",
    "LG": "Abuse about sexual orientation or gender identity",
    "DS": "Abuse relating to disability",
    "SM": "Sexual misconduct",
    "DA": "Drug and alcohol related",
    "DM": "Damage",
    "TH": "Theft",
    "MT": "Inappropriate use of social media or online technology",
    "PH": "Wilful and repeated breach of protective measures for public health",
    "DB": "Persistent or general disruptive behaviour",
}
REASONS = {code: Reason(label, date(2020, 9, 1)) for code, label in _CODES.items()}


def reasons_on(day: date) -> dict[str, str]:
    """The codes that hold on a day, with their words."""
    return {
        code: reason.label
        for code, reason in REASONS.items()
        if reason.starts_on <= day and (reason.ends_on is None or day <= reason.ends_on)
    }
