"""What the page of a child says, in the words that people read."""

from agencies.words import count_words, listed
from referrals.entries.states import Kind
from referrals.pupils.states import Fact

ASKED = {Fact.LOOKED_AFTER: "In care", Fact.SOCIAL_WORKER: "Social worker", Fact.EHC_PLAN: "EHC plan"}
"""What is said either way: whoever was asked, or that nobody was."""
NOT_KNOWN = "not known"
KINDS = {
    Kind.CONTACT: "Contact",
    Kind.VISIT: "Visit",
    Kind.MEETING: "Meeting",
    Kind.OBSERVATION: "Observation",
    Kind.DECISION: "Decision",
    Kind.VOICE: "Their own words",
    Kind.CONCERN: "Concern, on the case",
    Kind.DANGER: "Ticked as danger",
    Kind.SUSPENSION: "Suspension, on the case",
    Kind.ANSWER: "Answer",
    Kind.ACT: "What was done",
}
"""The kinds of entry, in the order in which they are drawn."""
RESTRICTED = "Restricted: you may read it"
MATCH = "match"
NAMES = {
    MATCH: "Is this a child you know?",
    "duties": "What is due",
    "people": "People",
    "cases": "Cases",
    "concerns": "Concerns",
    "signs": "Early signs",
    "attendance": "Attendance",
    "suspensions": "Suspensions",
    "moves": "Managed moves",
    "entries": "Entries",
}
"""What each panel is called, in the order of the page."""
LINES_OF_TERM = "Above 5 the governing board is told; above 15 it meets."
TOLD_NONE = "No notice of one to the council is recorded."
AS_TOLD = "So far as the council was told."
OUTSIDE = "No law of suspension is known to apply at this setting: it has no limit of days here."
NOBODY_SAID = "Days at another school count towards 45 too: nobody has said yet whether there were any."
NONE_THERE = "None at another school, it was said when asked on {}."
OF_THEM = "Of them {} at {}, as was said when asked on {}."


WAS_THERE = "who wrote it down or was there: {}"
NOBODY_RECORDED = "Nobody has been recorded"
NOBODY_TO_REACH = "Nobody is recorded whom your share lets you reach."
ENDED_AT_18 = "Parental responsibility ended on the 18th birthday: your share lets you reach nobody."
NO_MARKS = "No marks of this school year have come from"
NO_MOVE = "No managed move has been proposed."
NO_MOVE_FROM = "None from {} that you may read."


def at_schools(said: str, *schools: str) -> str:
    """What is said of some schools' own records: another's may be no business of the reader's."""
    return f"{said} at {listed(list(dict.fromkeys(schools)))}."


def none_of(number: int, one: str, many: str = "") -> str:
    """How many there are, or that there is none for this reader."""
    return f"{count_words(number, one, many)}." if number else "None in these weeks that you may read."


def not_shared(names: list[str]) -> str:
    """What is not drawn, whether or not there is anything of it."""
    said = listed([NAMES[name].lower() for name in names])
    return f"{said[:1].upper()}{said[1:]}: this page would look the same with or without them."
