"""Children of Alder Hythe whose case was closed: one for good, and one until a new worry."""

# fmt: off
# An act a line: these are sentences first, and code second.
from agencies.policy import Basis, Level, Purpose
from interventions.demonstration.scenes import Family, Offer
from interventions.demonstration.stage import Stage, Story
from interventions.demonstration.stories.openings import Start, begin, clocks


def jaydon(stage: Stage) -> Story:
    """Closed, with what was reached and the family's words."""
    school, office = clocks(stage, "alder")
    start = Start(
        "alder", "Jaydon Prewett", "dan", "amara", ("hurt",),
        "Third fight since the summer. In each he stepped in for somebody smaller.",
        "Stands up for anyone smaller, and pays for it. Needs other ways of doing so.",
    )
    case = yield from begin(stage, start, 70)
    scene = yield school(68, "9:10")
    scene.name_lead("amara", case, "osei")
    scene = yield school(67, "15:50")
    told = Family("Denise Prewett, his gran", "by phone", "He has always been like that. She would like him to be told that it is a good thing, too.")
    scene.tell_family("osei", case, told)
    scene = yield office(60, "11:00")
    offer = Offer(
        "police", Purpose.PREVENT_HARM, Basis.CRIME_PREVENTION, Level.SUMMARY, (),
        "Would you talk with Jaydon about stepping in, and stepping back?", stage.days.until(-40),
    )
    share = scene.share_case("amara", case, offer, told)
    scene = yield office(58, "9:30")
    scene.accept_share("ruth", share)
    scene = yield office(55, "16:00")
    scene.answer_question("ruth", share, "Met twice in school. He listens. He has the makings of a cadet, and I have told him so.")
    scene = yield office(46, "15:20")
    scene.finish_share("ruth", share, "Three more talks, the last one his to lead. He comes to cadets on Thursdays now; we are done here.")
    scene = yield school(15, "14:30")
    scene.close_case("amara", case, "needs_met", "No fight for a term. Mediator of his year since last week.", "Jaydon: “I still step in. I just use my mouth.” His gran: “Told you.”")


def bronagh(stage: Stage) -> Story:
    """Closed, and reopened by a new worry. Her shares did not come back."""
    school, _ = clocks(stage, "alder")
    start = Start(
        "alder", "Bronagh Tierney", "osei", "amara", ("home", "upset"),
        "Packs for two homes, and on handover days she will not speak.",
        "Writes plays with a part for everyone. Handover days between her two homes are hard.",
    )
    case = yield from begin(stage, start, 66)
    scene = yield school(64, "9:30")
    scene.name_lead("amara", case, "osei")
    scene = yield school(63, "16:00")
    scene.tell_family("amara", case, Family("Both parents, apart", "by phone", "Each of them asked how the other was."))
    scene = yield school(30, "15:15")
    scene.close_case("amara", case, "support_continues", "A spare kit and a quiet hour in school; handovers go well.", "“It’s fine now. Can I keep the hour?”")
    scene = yield school(8, "10:45")
    scene.reopen_case("amara", case, "One parent moves away at the end of term, and Bronagh has stopped writing.")
    scene.add_entry("osei", case, "voice", "voice", "About the move", "“Who do I write parts for?”", "Kwabena Osei")
