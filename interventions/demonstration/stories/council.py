"""Children of other settings: those in the council's queue, and two for whom an agency was asked."""

# fmt: off
# An act a line: these are sentences first, and code second.
from agencies.policy import Basis, Level, Purpose, Section
from interventions.demonstration.scenes import Family, Offer
from interventions.demonstration.stage import Stage, Story
from interventions.demonstration.stories.openings import Opening, Start, ask, begin


def _queue(stage: Stage, start: Start, family: Family, ago: int) -> Opening:
    """A case as far as its referral."""
    case = yield from begin(stage, start, ago)
    scene = yield stage.days.school(start.key, ago - 2, "9:05")
    scene.name_lead(start.lead, case, start.by)
    scene = yield stage.days.school(start.key, ago - 3, "16:00")
    scene.tell_family(start.by, case, family)
    return case


def amelie(stage: Stage) -> Story:
    """To be decided today."""
    start = Start(
        "merrow", "Amelie Forrest", "callum", "judith", ("upset", "home"),
        "Cried when the trip to the secondary school was announced, and hid the letter in her shoe.",
        "Looks after the school’s hens and knows each by its walk. The thought of secondary school keeps her awake.",
    )
    case = yield from _queue(stage, start, Family("Lou Forrest, her mum", "at school", "Her brother had a hard time at the start, and she saw it."), 20)
    scene = yield stage.days.office(5, "10:05")
    asks = ask("Someone to go with Amelie through this year, so that the move does not spoil it.", "The hens, her two friends, and a very good ear for poems.", "Awake at night since September. Sick on each visit day.", "I don’t mind the big school. I mind that I won’t know where the doors are.", "Her mum agrees and would like to be part of it.", (("Visit with a friend", 1, 3, "Stayed for an hour"), ("Talk with the nurse", 2, 2, "Sleeps a little better")))
    referral = scene.draft_referral("judith", case, asks)
    scene.send_referral("judith", referral)
    scene = yield stage.days.office(4, "9:20")
    scene.acknowledge_referral("sandra", referral)


def niko(stage: Stage) -> Story:
    """To be acknowledged today."""
    start = Start(
        "quarry", "Niko Baptiste", "jo", "helen", ("hurt",),
        "Fourth fight since October, again in the last minutes of lunch. Helped to look for the other boy’s glasses.",
        "Reads to the Year 3s on Thursdays and is never late for it. Lunch is long, and it has ended in fights.",
    )
    case = yield from _queue(stage, start, Family("Marcia Baptiste, his aunt", "in person", "She has looked after him since August, and agrees."), 22)
    scene = yield stage.days.office(1, "14:20")
    asks = ask("Someone to work with Niko and his aunt at home, and a view on whether the school is missing a need.", "Reads to the Year 3s on Thursdays. Never late for it. Close to his aunt, who has looked after him since August.", "Four fights since October, all at lunch. Sleeps in class on Mondays. Has stopped handing work in.", "Lunch is the long bit. If there’s a thing to do I do it.", "His aunt agrees.", (("Lunch club with a mentor", 7, 12, "No fights on club days"), ("School counsellor", 2, 6, "Counsellor off sick")))
    scene.send_referral("helen", scene.draft_referral("helen", case, asks))


def sorcha(stage: Stage) -> Story:
    """To be acknowledged today."""
    start = Start(
        "kestrel", "Sorcha Delaney", "liam", "rukhsana", ("missing", "upset"),
        "Comes in at eleven, apologises to everyone, and works through lunch.",
        "Plays the fiddle at every wake and wedding in the parish. Since one of them was her dad’s, mornings are hard.",
    )
    case = yield from _queue(stage, start, Family("Nuala Delaney, her mum", "at home", "She would be glad of someone for the whole family."), 19)
    scene = yield stage.days.office(1, "15:30")
    asks = ask("Grief support for Sorcha, and for her mum if she wishes.", "Music, and a teacher whom she trusts.", "Thirty late mornings. Has lost weight.", "At night I play it in my head and then it’s morning.", "Her mum agrees.", (("Later start", 8, 10, "In by ten"), ("Mentor", 5, 5, "Helps")))
    scene.send_referral("rukhsana", scene.draft_referral("rukhsana", case, asks))


def yusuf(stage: Stage) -> Story:
    """Asked about, and answered yesterday."""
    start = Start(
        "lowmoor", "Yusuf Demir", "gemma", "farah", ("hurt", "upset"),
        "Threw the building blocks when it was time to stop, then built the tower again, for the others.",
        "Builds bridges that hold a grown-up. Stopping is hard, and ends in tears or blocks.",
    )
    case = yield from _queue(stage, start, Family("Selin Demir, his mum", "at school", "At home they use a sand timer. It works there."), 24)
    scene = yield stage.days.office(6, "11:00")
    asks = ask("To understand what makes stopping so hard, and what to do.", "Bridges, jokes, and one very good friend.", "Two children were hit by blocks. He is sorry each time.", "I’m not finished and then everybody shouts.", "His mum agrees.", (("Sand timer", 9, 15, "Stops by himself on most days"),))
    referral = scene.draft_referral("farah", case, asks)
    scene.send_referral("farah", referral)
    scene = yield stage.days.office(5, "10:10")
    scene.acknowledge_referral("sandra", referral)
    scene = yield stage.days.office(4, "14:00")
    scene.return_referral("sandra", referral, "How does stopping go at home, and what has the family found?", "Has his hearing been tested?")
    scene = yield stage.days.office(1, "15:45")
    scene.answer_referral("farah", referral, "With a sand timer, well. He turns it himself. We have one now, too.", "Yes, in the spring, and it is fine.")


def tamsin(stage: Stage) -> Story:
    """Sent this morning."""
    start = Start(
        "saltwick", "Tamsin Oyelaran", "ana", "theo", ("upset", "left_lesson"),
        "Eats in the toilets, and says that it is warmer there.",
        "Captain of a debating team that has not lost. A friendship has broken, and she eats alone.",
    )
    case = yield from _queue(stage, start, Family("Bisi Oyelaran, her mum", "by phone", "She had noticed the lunch box come home full."), 15)
    scene = yield stage.days.today_at("8:35")
    asks = ask("Someone outside school for Tamsin to talk with.", "Debating, and a form tutor who listens.", "Alone at lunch since half term. Cries on Sundays.", "I can argue with anyone. I can’t argue with nobody.", "Her mum agrees.", (("Art room at lunch", 8, 8, "Not alone"),))
    scene.send_referral("theo", scene.draft_referral("theo", case, asks))


def grace(stage: Stage) -> Story:
    """Sent this morning."""
    start = Start(
        "tarn", "Grace Adu", "kit", "bridget", ("upset", "other"),
        "Asked four times what happens after the summer. Nobody had an answer, and she went home early.",
        "Bakes for the whole of Friday’s café, and takes the orders too. What comes after school frightens her.",
    )
    case = yield from _queue(stage, start, Family("Comfort Adu, her gran", "at home", "She asks the same at night, and would like to know it, too."), 17)
    scene = yield stage.days.today_at("9:20")
    asks = ask("A plan for after the summer that Grace has a hand in.", "The café, and travelling there by bus alone.", "Does not sleep. Has begun to stay away on Fridays.", "I like it when it’s written down.", "Her gran agrees.", (("Visit to the college", 1, 2, "Liked the kitchen"),))
    scene.send_referral("bridget", scene.draft_referral("bridget", case, asks))


def ines(stage: Stage) -> Story:
    """Accepted, and offered to speech and language, who have not answered yet."""
    start = Start(
        "merrow", "Inês Carvalho", "callum", "judith", ("upset",),
        "Told a long story about a lighthouse that nobody could follow, and did not finish it.",
        "Draws whole stories, panel by panel. Out loud the words come in the wrong order, and she gives up.",
    )
    told = Family("Rosa Carvalho, her mum", "at school", "At home, in Portuguese, it is the same. She agrees.")
    case = yield from _queue(stage, start, told, 26)
    scene = yield stage.days.school("merrow", 12, "12:05")
    scene.add_entry("callum", case, "voice", "voice", "What Inês says", "“I know the end. I can’t find the way to it.”", "Callum Bryce")
    scene = yield stage.days.office(7, "13:40")
    asks = ask("To know whether this is a language need, and to start.", "Comics, and a teacher of Portuguese who visits.", "Gives up in the middle of a sentence.", "I know the end. I can’t find the way to it.", "Her mum agrees.", (("Story cards", 10, 12, "Tells four in order"),))
    referral = scene.draft_referral("judith", case, asks)
    scene.send_referral("judith", referral)
    scene = yield stage.days.office(6, "9:40")
    scene.acknowledge_referral("martin", referral)
    scene = yield stage.days.office(3, "16:10")
    scene.accept_referral("sandra", referral, "We will help, and ask speech and language to see Inês.")
    scene = yield stage.days.office(1, "10:50")
    offer = Offer(
        "salt", Purpose.HEALTH_SUPPORT, Basis.HEALTH_CARE, Level.SECTIONS, (Section.EDUCATION, Section.VOICE),
        "Is this a language need in both languages, and what should we do each day?", stage.days.until(80),
    )
    scene.share_case("sandra", case, offer, told)


def micah(stage: Stage) -> Story:
    """Niko's brother: early help under way, asked and answered."""
    start = Start(
        "merrow", "Micah Baptiste", "callum", "judith", ("home", "upset"),
        "Asks every day whether his brother will be at the gate.",
        "Has a whole drawer of kind notes from his class. Since the move to his aunt’s he fears to be forgotten.",
    )
    told = Family("Marcia Baptiste, his aunt", "at school", "She agrees, and says that Niko would like to hear of it as well.")
    case = yield from _queue(stage, start, told, 45)
    scene = yield stage.days.office(30, "10:20")
    offer = Offer(
        "family_help", Purpose.EARLY_HELP, Basis.FAMILY_AGREEMENT, Level.SECTIONS, (Section.HOME, Section.VOICE),
        "How can the three of them find their feet together?", stage.days.until(28),
    )
    share = scene.share_case("judith", case, offer, told)
    scene = yield stage.days.office(28, "9:25")
    scene.accept_share("joel", share)
    scene = yield stage.days.office(25, "15:50")
    scene.answer_question("joel", share, "We meet on Tuesdays, all three and I. A calendar on the fridge says who is at the gate. Micah draws it.")
