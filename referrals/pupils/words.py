"""What of a pupil was changed, in the words that people read."""

from datetime import date

from agencies.words import short_day
from referrals.pupils.states import Fact

FIELDS = {
    ("pupil", "given_name"): "First name",
    ("pupil", "family_name"): "Last name",
    ("pupil", "known_as"): "Known as",
    ("pupil", "former_names"): "Former names",
    ("pupil", "born_on"): "Date of birth",
    ("enrolment", "starts_on"): "First day on your roll",
    ("enrolment", "ends_on"): "Last day on your roll",
    ("enrolment", "kind"): "Place on your roll",
    ("enrolment", "form"): "Form or class",
    ("identifier", "ends_on"): "Last day of the UPN",
    ("externalid", "upn"): "UPN in your own system",
    ("pupilfact", "ends_on"): "last day",
    ("pupilfact", "words"): "in a few words",
}
"""By record and column. Who recorded a fact and when is said by the change itself, so it has no words here."""
PLACES = {"main": "Main", "dual": "Subsidiary", "guest": "Guest"}


def field_words(kind: str, field: str, fact: str = "") -> str:
    """Which field, and of which fact."""
    words = FIELDS[kind, field]
    return f"{Fact(fact).label}: {words}" if fact else words


def value_words(field: str, text: str | None) -> str:
    """A value as it is kept, in words."""
    if not text:
        return "nothing"
    return short_day(date.fromisoformat(text)) if field.endswith("_on") else PLACES.get(text, text.replace("\n", ", "))
