"""The codes of a managed move in the words that people read."""

from interventions.moves.states import NO_PLACE, Party, State

GROUNDS = {
    "nobody": "A place is free, and nobody waits for it",
    "first": "A place is free, and the pupil comes first by the school’s own criteria",
    NO_PLACE: "No place may lawfully be offered",
}
PARTIES = {
    Party.PARENT: "A parent",
    Party.PUPIL: "The pupil, who is 18 or over",
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
NOT_NEEDED = {"ehc_plan": "Council SEN team", "looked_after": "Virtual school"}
"""Who is not asked, for want of which fact about the pupil."""
ASKED = {
    "ehc_plan": "Has the pupil an education, health and care plan?",
    "looked_after": "Is the pupil looked after by a council?",
    "social_worker": "Has the pupil a social worker?",
}
"""What is asked before a move is proposed, by the fact about the pupil."""
RECIPIENTS = {"social_worker": "The social worker", "virtual_head": "The virtual school head"}
STEPS = {
    State.PROPOSED: "that it was proposed",
    State.AGREED: "that it was proposed",
    State.APPROVED: "that it was approved",
    State.REFUSED: "that it was refused",
    State.WITHDRAWN: "that it was withdrawn",
    State.ADMITTED: "that the pupil is on the new roll",
    State.SETTLED: "that the pupil is on the new roll",
}
"""Of what somebody is told while a move stands so."""
TOO_EARLY = "Nobody was told of that before {}. Check the day"
CHANGED = "The move has gone on since you opened this page. Tell them of that too, then send it again"
NONE_RECORDED = {
    "ehc_plan": "None recorded: no EHC plan is known here",
    "looked_after": "None recorded: no care by a council is known here",
    "social_worker": "None recorded: no social worker is known here",
}
"""Of a fact that holds by no record, where nobody said no."""
SAID_NO = {
    "ehc_plan": "No EHC plan: {by} asked, {on}",
    "looked_after": "Not looked after by a council: {by} asked, {on}",
    "social_worker": "No social worker: {by} asked, {on}",
}
