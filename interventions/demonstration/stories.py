"""The stories that the guided tour meets: Kofi's, what waits for Amara, and the council's queue."""

# fmt: off
# An act a line: these are sentences first, and code second.
from collections.abc import Callable, Generator
from datetime import datetime
from typing import NamedTuple

from agencies.policy import Basis, Level, Purpose, Section
from interventions.demonstration.last_resorts import leos_suspension, zuzannas_move
from interventions.demonstration.scenes import Family, Offer, Scene
from interventions.demonstration.stage import Stage, Story
from referrals.cases.models import Case
from referrals.referrals.actions import ReferralFacts

Clock = Callable[[int, str], datetime]
Opening = Generator[datetime, Scene, Case]
MUM = Family("Abena Mensah, his mum", "by phone", "She knows, she agrees, and she would like to hear how it goes.")


def starring(stage: Stage) -> list[Story]:
    """Every story with a child who is named here."""
    return [
        kofi(stage),
        *(tell(stage) for tell in (maisie, haroon, casey, roza, idris, leo, zuzanna, niamh, oskar, jaydon, bronagh)),
        *(tell(stage) for tell in (ellis, tyrell, a_birthday, amelie, niko, sorcha, yusuf, tamsin, grace, ines, micah)),
        leos_suspension(stage),
    ]


def _clocks(stage: Stage, key: str) -> tuple[Clock, Clock]:
    """School days of this setting and working days, counted back from today."""
    return (lambda n, clock: stage.days.school(key, n, clock)), stage.days.office


class Start(NamedTuple):
    """How a case began: who wrote what of whom; what the lead wrote and answered."""

    key: str
    child: str
    by: str
    lead: str
    seen: tuple[str, ...]
    fact: str
    why: str
    reply: str = "Thank you for writing this down. A case is open, and you will see what helps in class."


def _begin(stage: Stage, start: Start, ago: int) -> Opening:
    """A concern, and a case on it one school day later."""
    days = stage.days
    scene = yield days.school(start.key, ago + 1, "11:20")
    concern = scene.log_concern(start.by, stage.pupil(start.key, start.child), start.fact, start.seen)
    scene = yield days.school(start.key, ago, "15:35")
    return scene.open_case(start.lead, concern, start.why, start.reply)


def kofi(stage: Stage) -> Story:
    """The whole of a case: school first, then two agencies, each for one thing."""
    school, office = _clocks(stage, "alder")
    start = Start(
        "alder", "Kofi Mensah-Hart", "vance", "amara", ("left_lesson", "upset"),
        "Sat on the stairs through English with his hood up. Walked back in when the reading was over, and apologised.",
        "Funny, loyal and the best drummer in his year. This term he leaves lessons where he has to read aloud.",
        "Thank you, Lorna. I have opened a case. Keep a place on the stairs for him; it seems to be the right one.",
    )
    case = yield from _begin(stage, start, 45)
    yield from _kofi_at_school(stage, case)
    scene = yield office(17, "10:15")
    words_needed = "When he must read aloud the words don’t come. Is there a speech or language need, and what should we do?"
    salt = Offer(
        "salt", Purpose.HEALTH_SUPPORT, Basis.HEALTH_CARE, Level.SECTIONS, (Section.EDUCATION, Section.VOICE),
        words_needed, stage.days.until(61),
    )
    share = scene.share_case("amara", case, salt, MUM)
    scene = yield office(15, "14:05")
    scene.accept_share("priti", share)
    scene.look("priti", case)
    scene = yield school(7, "9:40")
    scene.add_entry("amara", case, "contact", "health", "Asked speech and language again", "No answer yet to our question. Left word for Priti Nair, who is in school on Tuesdays.")
    yield from _kofi_and_the_crossing(stage, case)


def _kofi_at_school(stage: Stage, case: Case) -> Story:
    school, _ = _clocks(stage, "alder")
    scene = yield school(44, "8:50")
    scene.name_lead("amara", case, "dan")
    scene = yield school(43, "16:15")
    scene.tell_family("dan", case, Family("Abena Mensah, his mum", "at school", "She asked what they could read together at home."))
    scene.add_entry("dan", case, "contact", "home", "Met his mum and Grandad Joe", "Kofi drums at church and knows every song by heart, because the sheet is no use to him. Rings after 4pm are best. Grandad Joe is the adult he chose to have with him.")
    scene = yield school(38, "12:30")
    scene.add_entry("dan", case, "voice", "voice", "What Kofi wants", "“To stay in English and science the whole lesson. And if I have to go, to say it with words.”", "Dan Whitlock")
    scene = yield school(31, "15:05")
    scene.add_entry("amara", case, "observation", "education", "Drumming and talk, weekly, with Mr Osei", "Five of six sessions so far. He plans each one and brings a Year 7 along. Reads the rhythm sheet without trouble.")
    scene = yield school(26, "10:55")
    concern = scene.log_concern("tom", stage.pupil("alder", "Kofi Mensah-Hart"), "Left science when asked to read. Waited outside, and came back for the practical.", ("left_lesson",))
    scene = yield school(24, "15:45")
    scene.join_concern("amara", concern, case, "Thank you, Tom. It fits with what we see elsewhere, and we are on it: please don’t ask Kofi to read cold, and let him come back as he did.")
    scene = yield school(20, "9:05")
    scene.look("colm", case)


def _kofi_and_the_crossing(stage: Stage, case: Case) -> Story:
    school, office = _clocks(stage, "alder")
    scene = yield school(6, "16:20")
    entry = scene.add_entry("amara", case, "contact", "home", "A talk after school", "Kofi told me why he does not take the short way home. It names another child. I rang Mrs Okoro before he left, and she rang the front door.")
    scene.restrict_entry("amara", entry, "Told in confidence, and it names another child.")
    scene = yield school(4, "15:50")
    scene.add_entry("dan", case, "observation", "home", "Followed on Canal Road", "Two older boys, not from the school, have followed Kofi three times this half term. He crosses by the lights now and walks with Tyrell.")
    scene = yield office(4, "16:10")
    police = Offer(
        "police", Purpose.SAFEGUARD, Basis.SAFEGUARDING, Level.SUMMARY, (),
        "Can an officer be at the Canal Road crossing, 3:10 to 3:40pm, until the end of term?", stage.days.until(70),
    )
    share = scene.share_case("amara", case, police, MUM)
    scene = yield office(3, "9:20")
    scene.accept_share("ruth", share)
    scene = yield school(2, "13:10")
    scene.add_entry("amara", case, "voice", "voice", "In Kofi’s words", "“I’m not being rude. When everyone looks at me the words don’t come, so I go.”", "Kwabena Osei. Kofi agrees to share it with people who help him")
    scene = yield office(1, "9:04")
    scene.look("ruth", case)
    scene = yield school(1, "15:25")
    scene.look("dan", case)
    scene.add_entry("dan", case, "observation", "education", "Back in lessons, with a way out agreed", "Kofi can show a card and go to Mr Osei for ten minutes. Used twice; back in class both times.")


def maisie(stage: Stage) -> Story:
    """The family was to be told two school days ago."""
    school, _ = _clocks(stage, "alder")
    start = Start(
        "alder", "Maisie Thornley", "vance", "amara", ("hurt",),
        "Slammed the door on a friend after a row about a phone. Sat with her afterwards until her hand was cooled.",
        "Runs the lights for every school play, and never misses a cue. Since September rows with friends end in doors.",
    )
    case = yield from _begin(stage, start, 7)
    scene = yield school(5, "10:20")
    scene.name_lead("amara", case, "okoro")
    scene = yield school(3, "14:45")
    scene.add_entry("okoro", case, "voice", "voice", "About the door", "“I wanted to shut it, not to shut it on her. I told her that.”", "Ngozi Okoro")


def haroon(stage: Stage) -> Story:
    """A referral begun and not finished: one school day late."""
    school, _ = _clocks(stage, "alder")
    start = Start(
        "alder", "Haroon Siddiq", "dan", "amara", ("missing", "upset"),
        "Late six times in two weeks. He had walked his brother to Merrow Lane first, and then sat by the canal.",
        "Explains maths better than the book, and does so for half his form. Getting in on time has become hard.",
    )
    case = yield from _begin(stage, start, 16)
    scene = yield school(14, "8:45")
    scene.name_lead("amara", case, "dan")
    scene = yield school(13, "16:00")
    scene.tell_family("dan", case, Family("Tariq Siddiq, his dad", "by phone", "He works nights and is glad of any help with the mornings."))
    scene = yield school(9, "12:40")
    scene.add_entry("dan", case, "voice", "voice", "Why the canal", "“It’s the one bit of the day where nobody needs me.”", "Dan Whitlock")
    scene = yield school(4, "15:55")
    scene.draft_referral(
        "amara", case,
        ReferralFacts(
            hopes="Somebody to help the family with the mornings, so that Haroon need not do it all.",
            going_well="Explains maths to others, patiently. Kind to his brother without being asked.",
            worries="Late on fifteen of forty mornings. Looks worn out.",
            child_words="", family_told="", family_words="",
            tried=(("Later start on Tuesdays", 3, 4, "In by 9:20 each time"),),
        ),
    )


def casey(stage: Stage) -> Story:
    """A lead professional is to be named today. The concern was Tom's."""
    school, _ = _clocks(stage, "alder")
    start = Start(
        "alder", "Casey Brookfield", "tom", "amara", ("upset", "other"),
        "Handed in a blank mock, folded into a bird. A very good bird.",
        "Makes anything out of paper and teaches it to anyone who asks. Exams have begun to take over the nights.",
        "Thank you, Tom, and for keeping the bird. A case is open; please go on marking without numbers for now.",
    )
    case = yield from _begin(stage, start, 5)
    scene = yield school(4, "16:05")
    scene.tell_family("amara", case, Family("Jude Brookfield, mum", "by phone", "They had found the light on at three, more than once. They are glad that school asked."))


def roza(stage: Stage) -> Story:
    """A new case: its lead professional is to be named this week."""
    school, _ = _clocks(stage, "alder")
    start = Start(
        "alder", "Roza Karimi", "osei", "amara", ("upset",),
        "Has stopped coming to drumming, which she never missed. Says that she forgot, three weeks running.",
        "Speaks three languages and shows new pupils round in all of them. Something has made her pull back.",
    )
    case = yield from _begin(stage, start, 3)
    scene = yield school(2, "16:10")
    scene.tell_family("amara", case, Family("Shirin Karimi, her mum", "at school", "She has seen it too. She thinks it is about a friend who moved away."))


def idris(stage: Stage) -> Story:
    """The family is to be told this week; the first try found nobody in."""
    school, _ = _clocks(stage, "alder")
    start = Start(
        "alder", "Idris Rahman-Cole", "vance", "amara", ("hurt", "left_lesson"),
        "Kicked a bin over when the seating plan changed, picked everything up, and asked to be told first next time.",
        "Knows every train in the county, and its times. Changes without a word are very hard for him.",
    )
    case = yield from _begin(stage, start, 3)
    scene = yield school(2, "9:00")
    scene.name_lead("amara", case, "vance")
    scene = yield school(2, "16:30")
    scene.put_off_telling("vance", case, "Rang twice, nobody in. His aunt will be home on Thursday.")


def leo(stage: Stage) -> Story:
    """The council asked, and the school has the answer to give."""
    school, office = _clocks(stage, "alder")
    start = Start(
        "alder", "Leo Ferreira", "dan", "amara", ("hurt", "upset"),
        "Walked out after being told to redo a page, and swore at the door. Wrote a note of apology without being asked.",
        "Quick to laugh and quick to say sorry. Reading tires him, and tired he gets into trouble.",
    )
    case = yield from _begin(stage, start, 24)
    scene = yield school(22, "9:15")
    scene.name_lead("amara", case, "dan")
    scene = yield school(21, "16:20")
    scene.tell_family("dan", case, Family("Marta Ferreira, his mum", "at home", "She asked whether it is dyslexia, as with his uncle."))
    scene = yield school(12, "11:30")
    scene.add_entry("amara", case, "observation", "education", "Reading help", "Seven of twelve sessions. He can say what he read, if nobody watches.")
    scene = yield office(6, "15:10")
    referral = scene.draft_referral("amara", case, LEO)
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
)


def zuzanna(stage: Stage) -> Story:
    """A referral begun yesterday, a share that ends soon, and a managed move to which everyone has said yes."""
    school, office = _clocks(stage, "alder")
    start = Start(
        "alder", "Zuzanna Wiśniewska", "vance", "amara", ("missing", "upset"),
        "Mondays missed, four in a row. On the Tuesday she works for two.",
        "Cuts her own patterns and sews for half the drama group. Mondays have become hard to get out of bed for.",
    )
    case = yield from _begin(stage, start, 40)
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
    scene.draft_referral("amara", case, _asks("A place on a textiles course one day a week, so that the week begins well.", "Sews for the drama group; every costume was ready.", "Nine Mondays missed of twelve.", "", "", (("Call on Sunday evening", 6, 8, "In on four of the Mondays"),)))


def _asks(
    hopes: str, well: str, worries: str, words: str, family: str, tried: tuple[tuple[str, int, int, str], ...]
) -> ReferralFacts:
    return ReferralFacts(
        hopes=hopes,
        going_well=well,
        worries=worries,
        child_words=words,
        family_told="yes",
        family_words=family or "They agree.",
        tried=tried,
    )


def niamh(stage: Stage) -> Story:
    """Accepted by the council, who let Family Help in; their first answer is due this week."""
    school, office = _clocks(stage, "alder")
    start = Start(
        "alder", "Niamh Gallacher", "dan", "amara", ("home", "missing"),
        "Fell asleep in two lessons. Her mum is ill, and Niamh cooks for the three younger ones.",
        "Runs a kitchen for five and still makes the hockey team. It is too much for one person of fifteen.",
    )
    case = yield from _begin(stage, start, 30)
    scene = yield school(28, "9:20")
    scene.name_lead("amara", case, "dan")
    scene = yield school(27, "15:55")
    told = Family("Orla Gallacher, her mum", "at home", "She cried, and then said: please, anything that takes it off her.")
    scene.tell_family("dan", case, told)
    scene = yield school(15, "12:20")
    scene.add_entry("dan", case, "voice", "voice", "In Niamh’s words", "“I’m good at it. I’d just like a Saturday.”", "Dan Whitlock")
    scene = yield office(9, "14:10")
    asks = _asks("Help at home, so that Niamh has her Saturdays.", "Hockey, every training. Cooks better than the canteen.", "Asleep by two on most days. Homework is done at midnight.", "I’m good at it. I’d just like a Saturday.", "Her mum agrees.", (("Homework hour in school", 9, 10, "All handed in"),))
    referral = scene.draft_referral("amara", case, asks)
    scene.send_referral("amara", referral)
    scene = yield office(8, "9:50")
    scene.acknowledge_referral("sandra", referral)
    scene = yield office(5, "15:30")
    scene.accept_referral("sandra", referral, "We will help. Joel Okafor of Family Help rings you and the family this week.")
    scene = yield office(4, "10:10")
    sections = (Section.EDUCATION, Section.HOME, Section.VOICE)
    offer = Offer(
        "family_help", Purpose.EARLY_HELP, Basis.FAMILY_AGREEMENT, Level.SECTIONS, sections,
        "What can take the cooking and the nursery run off Niamh from next week?", stage.days.until(70),
    )
    share = scene.share_case("sandra", case, offer, told)
    scene = yield office(3, "9:15")
    scene.accept_share("joel", share)
    scene.look("joel", case)


def oskar(stage: Stage) -> Story:
    """Sent this morning."""
    school, _ = _clocks(stage, "alder")
    start = Start(
        "alder", "Oskar Lindqvist", "vance", "amara", ("upset", "left_lesson"),
        "Under the stairs at every bell. Comes out when the corridor is empty, on time by his own watch.",
        "Builds clocks that keep time, out of card. The noise between lessons is more than he can bear.",
    )
    case = yield from _begin(stage, start, 18)
    scene = yield school(16, "10:10")
    scene.name_lead("amara", case, "vance")
    scene = yield school(15, "16:10")
    scene.tell_family("vance", case, Family("Petra Lindqvist, his mum", "at school", "He is the same at the supermarket. She had thought that it was only with her."))
    scene = yield stage.days.today_at("8:50")
    asks = _asks("Advice on the bells and the corridors, from someone who knows.", "Early every day. Two friends in the clock club.", "Eleven lessons missed this month, all of them after a bell.", "It’s not people. It’s people and bells.", "His mum agrees and will come to any meeting.", (("Leaves five minutes before the bell", 12, 15, "No lesson missed on those days"),))
    scene.send_referral("amara", scene.draft_referral("amara", case, asks))


def jaydon(stage: Stage) -> Story:
    """Closed, with what was reached and the family's words."""
    school, office = _clocks(stage, "alder")
    start = Start(
        "alder", "Jaydon Prewett", "dan", "amara", ("hurt",),
        "Third fight since the summer. In each he stepped in for somebody smaller.",
        "Stands up for anyone smaller, and pays for it. Needs other ways of doing so.",
    )
    case = yield from _begin(stage, start, 70)
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
    scene = yield school(15, "14:30")
    scene.close_case("amara", case, "needs_met", "No fight for a term. Mediator of his year since last week.", "Jaydon: “I still step in. I just use my mouth.” His gran: “Told you.”")


def bronagh(stage: Stage) -> Story:
    """Closed, and reopened by a new worry. Her shares did not come back."""
    school, _ = _clocks(stage, "alder")
    start = Start(
        "alder", "Bronagh Tierney", "osei", "amara", ("home", "upset"),
        "Packs for two homes, and on handover days she will not speak.",
        "Writes plays with a part for everyone. Handover days between her two homes are hard.",
    )
    case = yield from _begin(stage, start, 66)
    scene = yield school(64, "9:30")
    scene.name_lead("amara", case, "osei")
    scene = yield school(63, "16:00")
    scene.tell_family("amara", case, Family("Both parents, apart", "by phone", "Each of them asked how the other was."))
    scene = yield school(30, "15:15")
    scene.close_case("amara", case, "support_continues", "A spare kit and a quiet hour in school; handovers go well.", "“It’s fine now. Can I keep the hour?”")
    scene = yield school(8, "10:45")
    scene.reopen_case("amara", case, "One parent moves away at the end of term, and Bronagh has stopped writing.")
    scene.add_entry("osei", case, "voice", "voice", "About the move", "“Who do I write parts for?”", "Kwabena Osei")


def ellis(stage: Stage) -> Story:
    """Logged this morning by somebody very worried: to be looked at today."""
    scene = yield stage.days.today_at("9:12")
    pupil = stage.pupil("alder", "Ellis Pargeter")
    scene.log_concern("vance", pupil, "Would not take off a wet coat, and flinched when I offered to help. Ate two breakfasts and thanked me for both.", ("upset", "home"), worry=3, told="Mrs Okoro, at once. She is with Ellis now.")


def tyrell(stage: Stage) -> Story:
    """Logged yesterday: to be looked at tomorrow."""
    scene = yield stage.days.school("alder", 1, "15:50")
    pupil = stage.pupil("alder", "Tyrell Okonjo")
    scene.log_concern("vance", pupil, "Walks Kofi home and was late for his own sister twice. Says that somebody has to.", ("missing", "other"), words="Somebody has to.")


def a_birthday(stage: Stage) -> Story:
    """A concern of Tom's that was answered without a case."""
    school, _ = _clocks(stage, "alder")
    pupil = stage.rolls["alder"][30]
    scene = yield school(19, "11:40")
    concern = scene.log_concern("tom", pupil, "Head on the desk all lesson, which is new.", ("upset",), worry=1)
    scene = yield school(18, "8:40")
    scene.dismiss_concern("amara", concern, f"Thank you, Tom. I talked with {pupil.first_name}: a birthday, a cinema and four hours’ sleep. Well spotted. Tell me if it happens again.")


def _queue(stage: Stage, start: Start, family: Family, ago: int) -> Opening:
    """A case as far as its referral."""
    case = yield from _begin(stage, start, ago)
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
    asks = _asks("Someone to go with Amelie through this year, so that the move does not spoil it.", "The hens, her two friends, and a very good ear for poems.", "Awake at night since September. Sick on each visit day.", "I don’t mind the big school. I mind that I won’t know where the doors are.", "Her mum agrees and would like to be part of it.", (("Visit with a friend", 1, 3, "Stayed for an hour"), ("Talk with the nurse", 2, 2, "Sleeps a little better")))
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
    asks = _asks("Someone to work with Niko and his aunt at home, and a view on whether the school is missing a need.", "Reads to the Year 3s on Thursdays. Never late for it. Close to his aunt, who has looked after him since August.", "Four fights since October, all at lunch. Sleeps in class on Mondays. Has stopped handing work in.", "Lunch is the long bit. If there’s a thing to do I do it.", "His aunt agrees.", (("Lunch club with a mentor", 7, 12, "No fights on club days"), ("School counsellor", 2, 6, "Counsellor off sick")))
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
    asks = _asks("Grief support for Sorcha, and for her mum if she wishes.", "Music, and a teacher whom she trusts.", "Thirty late mornings. Has lost weight.", "At night I play it in my head and then it’s morning.", "Her mum agrees.", (("Later start", 8, 10, "In by ten"), ("Mentor", 5, 5, "Helps")))
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
    asks = _asks("To understand what makes stopping so hard, and what to do.", "Bridges, jokes, and one very good friend.", "Two children were hit by blocks. He is sorry each time.", "I’m not finished and then everybody shouts.", "His mum agrees.", (("Sand timer", 9, 15, "Stops by himself on most days"),))
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
    asks = _asks("Someone outside school for Tamsin to talk with.", "Debating, and a form tutor who listens.", "Alone at lunch since half term. Cries on Sundays.", "I can argue with anyone. I can’t argue with nobody.", "Her mum agrees.", (("Art room at lunch", 8, 8, "Not alone"),))
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
    asks = _asks("A plan for after the summer that Grace has a hand in.", "The café, and travelling there by bus alone.", "Does not sleep. Has begun to stay away on Fridays.", "I like it when it’s written down.", "Her gran agrees.", (("Visit to the college", 1, 2, "Liked the kitchen"),))
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
    asks = _asks("To know whether this is a language need, and to start.", "Comics, and a teacher of Portuguese who visits.", "Gives up in the middle of a sentence.", "I know the end. I can’t find the way to it.", "Her mum agrees.", (("Story cards", 10, 12, "Tells four in order"),))
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
