"""The duty to share of Children Act 2004 s.16LA by its date, and the reasons for which one may refuse (data.md 1.1)."""

from datetime import date

STARTS_ON = date(2026, 9, 30)
"""Its commencement instrument was not seen: each council’s lawyer confirms the day (data.md 11.1, first)."""
SOURCE = "Children Act 2004 s.16LA, inserted by the Children’s Wellbeing and Schools Act 2026 s.4"

OF_THE_DUTY: dict[str, str] = {
    "more_detrimental_to_child": "Sharing would harm the child more than not sharing",
    "would_not_help_function": "It would not help them in what they do",
    "not_relevant": "It is not relevant to keeping the child safe and well",
    "not_a_listed_body": "They are not a body that the duty names",
}
"""What the Act leaves: a duty to disclose what is relevant, so far as it may help, unless it harms the child more."""
BEFORE: dict[str, str] = {
    **OF_THE_DUTY,
    "family_refused": "The family refused consent",
    "no_agreement": "There is no agreement between the organisations",
}
ENDS: dict[str, str] = {"purpose_met": "What it was for is done", **BEFORE}
"""Why a share ends: most do because they were of use, and that is no refusal."""


def end_reasons(on: date) -> dict[str, str]:
    """The reasons, with their words, for which a share may be ended on that day."""
    return {code: words for code, words in ENDS.items() if code == "purpose_met" or code in refusal_reasons(on)}


def refusal_reasons(on: date) -> dict[str, str]:
    """The reasons, with their words, that a refusal to share decided on that day may have (data.md 1.13 V9)."""
    return OF_THE_DUTY if on >= STARTS_ON else BEFORE
