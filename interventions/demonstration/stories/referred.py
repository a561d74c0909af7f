"""Children of Alder Hythe for whom the council is asked; one of them is about to move to another school."""

# fmt: off
# An act a line: these are sentences first, and code second.
from agencies.policy import Basis, Level, Purpose, Section
from interventions.demonstration.last_resorts import zuzannas_move
from interventions.demonstration.papers import card
from interventions.demonstration.places import NEED
from interventions.demonstration.scenes import Family, Offer
from interventions.demonstration.stage import Stage, Story
from interventions.demonstration.stories.openings import Start, ask, begin, clocks
from referrals.referrals.actions import ContactFacts, ReferralFacts


def leo(stage: Stage) -> Story:
    """The council asked, and the school has the answer to give."""
    school, office = clocks(stage, "alder")
    start = Start(
        "alder", "Leo Ferreira", "dan", "amara", ("hurt", "upset"),
        "Walked out after being told to redo a page, and swore at the door. Wrote a note of apology without being asked.",
        "Quick to laugh and quick to say sorry. Reading tires him, and tired he gets into trouble.",
    )
    case = yield from begin(stage, start, 24)
    scene = yield school(22, "9:15")
    scene.name_lead("amara", case, "dan")
    scene = yield school(21, "16:20")
    scene.tell_family("dan", case, Family("Marta Ferreira, his mum", "at home", "She asked whether it is dyslexia, as with his uncle."))
    scene = yield school(12, "11:30")
    scene.add_entry("amara", case, "observation", "education", "Reading help", "Seven of twelve sessions. He can say what he read, if nobody watches.")
    scene = yield office(6, "15:10")
    referral = scene.draft_referral("amara", case, LEO)
    scene.attach("amara", referral, "The note that Leo wrote", "work", "note.png", card("I am sorry that I swore.\nI was tired.\n\nLeo"))
    scene.send_referral("amara", referral)
    scene = yield office(5, "10:30")
    scene.acknowledge_referral("sandra", referral)
    scene = yield office(2, "11:45")
    scene.return_referral("sandra", referral, "What does Leo say would help?", "Four of eight mentor sessions took place. What stopped the others?")


LEO = ReferralFacts(
    hopes="Someone for Leo to talk with who stays, and advice on how he can be taught when reading tires him.",
    going_well="Seven reading sessions, each a little longer. He is back on speaking terms with his form tutor.",
    worries="Rows when he is tired, mostly after lunch. His mentor left in October.",
    child_words="I did it and I’m sorry. I’d have gone to the meeting if there was one.",
    family_told="yes",
    family_words="His mum agrees and would like to come along.",
    tried=(("Reading help, weekly", 7, 12, "Helped"), ("Mentor", 4, 8, "Stopped: the mentor left")),
    **NEED,
)


def zuzanna(stage: Stage) -> Story:
    """A referral begun yesterday, a share that ends soon, and a managed move to which everyone has said yes."""
    school, office = clocks(stage, "alder")
    start = Start(
        "alder", "Zuzanna Wiśniewska", "vance", "amara", ("missing", "upset"),
        "Mondays missed, four in a row. On the Tuesday she works for two.",
        "Cuts her own patterns and sews for half the drama group. Mondays have become hard to get out of bed for.",
    )
    case = yield from begin(stage, start, 40)
    scene = yield school(38, "8:55")
    scene.name_lead("amara", case, "vance")
    scene = yield school(37, "16:00")
    told = Family("Ewa Wiśniewska, her mum", "at school", "Said in Polish, with her cousin to interpret: we want this too.")
    scene.tell_family("vance", case, told)
    scene = yield office(33, "10:00")
    nurse = Offer(
        "nursing", Purpose.HEALTH_SUPPORT, Basis.HEALTH_CARE, Level.SECTIONS, (Section.ATTENDANCE, Section.VOICE),
        "Is there a health reason behind the Mondays?", stage.days.until(9),
    )
    share = scene.share_case("amara", case, nurse, told)
    scene = yield office(31, "9:30")
    scene.accept_share("yvonne", share)
    scene = yield office(28, "14:40")
    scene.answer_question("yvonne", share, "Low iron, treated since. The Mondays are more about Sunday nights: she sews until three. We made a plan together.")
    scene = yield school(10, "12:15")
    scene.add_entry("vance", case, "voice", "voice", "About Mondays", "“If it was textiles first thing I’d be there at seven.”", "Lorna Vance")
    yield from zuzannas_move(stage, case)
    scene = yield school(1, "16:15")
    scene.draft_referral("amara", case, ask("A place on a textiles course one day a week, so that the week begins well.", "Sews for the drama group; every costume was ready.", "Nine Mondays missed of twelve.", "", "", (("Call on Sunday evening", 6, 8, "In on four of the Mondays"),)))


def niamh(stage: Stage) -> Story:
    """Accepted by the council, who let Family Help in; their first answer is due this week."""
    school, office = clocks(stage, "alder")
    start = Start(
        "alder", "Niamh Gallacher", "dan", "amara", ("home", "missing"),
        "Fell asleep in two lessons. Her mum is ill, and Niamh cooks for the three younger ones.",
        "Runs a kitchen for five and still makes the hockey team. It is too much for one person of fifteen.",
    )
    case = yield from begin(stage, start, 30)
    scene = yield school(28, "9:20")
    scene.name_lead("amara", case, "dan")
    scene = yield school(27, "15:55")
    told = Family("Orla Gallacher, her mum", "at home", "She cried, and then said: please, anything that takes it off her.")
    scene.tell_family("dan", case, told)
    scene = yield school(15, "12:20")
    scene.add_entry("dan", case, "voice", "voice", "In Niamh’s words", "“I’m good at it. I’d just like a Saturday.”", "Dan Whitlock")
    scene = yield office(9, "14:10")
    asks = ask("Help at home, so that Niamh has her Saturdays.", "Hockey, every training. Cooks better than the canteen.", "Asleep by two on most days. Homework is done at midnight.", "I’m good at it. I’d just like a Saturday.", "Her mum agrees.", (("Homework hour in school", 9, 10, "All handed in"),))
    referral = scene.draft_referral("amara", case, asks)
    scene.send_referral("amara", referral)
    scene = yield office(8, "9:50")
    scene.acknowledge_referral("sandra", referral)
    scene = yield office(5, "15:30")
    scene.accept_referral("sandra", referral, "We will help. Joel Okafor of Family Help rings you and the family this week.")
    rang = ContactFacts("Niamh’s mum", "phone", scene.at, "She was glad of the call. Joel visits on Thursday after the nursery run.")
    scene = yield office(4, "10:10")
    sections = (Section.EDUCATION, Section.HOME, Section.VOICE)
    offer = Offer(
        "family_help", Purpose.EARLY_HELP, Basis.FAMILY_AGREEMENT, Level.SECTIONS, sections,
        "What can take the cooking and the nursery run off Niamh from next week?", stage.days.until(70),
    )
    share = scene.share_case("sandra", case, offer, told)
    scene.record_first_contact("sandra", referral, rang)  # a day later, at its true time
    scene = yield office(3, "9:15")
    scene.accept_share("joel", share)
    scene.look("joel", case)


def oskar(stage: Stage) -> Story:
    """Sent this morning."""
    school, _ = clocks(stage, "alder")
    start = Start(
        "alder", "Oskar Lindqvist", "vance", "amara", ("upset", "left_lesson"),
        "Under the stairs at every bell. Comes out when the corridor is empty, on time by his own watch.",
        "Builds clocks that keep time, out of card. The noise between lessons is more than he can bear.",
    )
    case = yield from begin(stage, start, 18)
    scene = yield school(16, "10:10")
    scene.name_lead("amara", case, "vance")
    scene = yield school(15, "16:10")
    scene.tell_family("vance", case, Family("Petra Lindqvist, his mum", "at school", "He is the same at the supermarket. She had thought that it was only with her."))
    scene = yield stage.days.today_at("8:50")
    asks = ask("Advice on the bells and the corridors, from someone who knows.", "Early every day. Two friends in the clock club.", "Eleven lessons missed this month, all of them after a bell.", "It’s not people. It’s people and bells.", "His mum agrees and will come to any meeting.", (("Leaves five minutes before the bell", 12, 15, "No lesson missed on those days"),))
    scene.send_referral("amara", scene.draft_referral("amara", case, asks))
