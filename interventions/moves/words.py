"""The codes of a managed move in the words that people read."""

from interventions.moves.states import NO_PLACE, Party, State

GROUNDS = {
    "nobody": "A place is free, and nobody waits for it",
    "first": "A place is free, and the pupil comes first by the school’s own criteria",
    NO_PLACE: "No place may lawfully be offered",
}
PARTIES = {
    Party.PARENT: "A parent",
    Party.HOME_HEAD: "The home school’s head",
    Party.RECEIVING_HEAD: "The receiving school’s head",
    Party.ADMISSION_AUTHORITY: "The admission authority",
    Party.COUNCIL: "The council’s SEN team",
    Party.VIRTUAL_HEAD: "The virtual school head",
}

ENDED_BY: dict[str, str] = {
    **{party.value: name for party, name in PARTIES.items()},
    "receiving_school": "The receiving school",
    "home_school": "The home school",
    "": "The council",
}
"""Who ended a move, in words: a party's no, or a school that left the summary unread."""

TAGS = {
    State.PROPOSED: "wait",
    State.AGREED: "ok",
    State.APPROVED: "ok",
    State.REFUSED: "no",
    State.WITHDRAWN: "no",
    State.ADMITTED: "ok",
    State.SETTLED: "ok",
}
ANSWERS = {"yes": ("ok", "Yes"), "no": ("late", "No"), "": ("wait", "Not yet")}
NOT_NEEDED = {
    Party.COUNCIL: ("Council SEN team", "There is no EHC plan"),
    Party.VIRTUAL_HEAD: ("Virtual school", "Not looked after by a council"),
}
