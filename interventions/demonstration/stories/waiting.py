"""What waits for Amara: open cases in which something is to be done, and concerns that were logged to her."""

# fmt: off
# An act a line: these are sentences first, and code second.
from dataclasses import replace
from datetime import timedelta

from interventions.demonstration.scenes import Family
from interventions.demonstration.stage import Stage, Story
from interventions.demonstration.stories.openings import Start, begin, clocks
from referrals.cases.models import Case
from referrals.concerns.actions import CallFacts
from referrals.referrals.actions import ReferralFacts


def maisie(stage: Stage) -> Story:
    """The family was to be told two school days ago."""
    school, _ = clocks(stage, "alder")
    start = Start(
        "alder", "Maisie Thornley", "vance", "amara", ("hurt",),
        "Slammed the door on a friend after a row about a phone. Sat with her afterwards until her hand was cooled.",
        "Runs the lights for every school play, and never misses a cue. Since September rows with friends end in doors.",
    )
    case = yield from begin(stage, start, 7)
    scene = yield school(5, "10:20")
    scene.name_lead("amara", case, "okoro")
    scene = yield school(3, "14:45")
    scene.add_entry("okoro", case, "voice", "voice", "About the door", "“I wanted to shut it, not to shut it on her. I told her that.”", "Ngozi Okoro")


def haroon(stage: Stage) -> Story:
    """A referral begun and not finished: one school day late."""
    school, _ = clocks(stage, "alder")
    start = Start(
        "alder", "Haroon Siddiq", "dan", "amara", ("missing", "upset"),
        "Late six times in two weeks. He had walked his brother to Merrow Lane first, and then sat by the canal.",
        "Explains maths better than the book, and does so for half his form. Getting in on time has become hard.",
    )
    case = yield from begin(stage, start, 16)
    scene = yield school(14, "8:45")
    scene.name_lead("amara", case, "dan")
    scene = yield school(13, "16:00")
    scene.tell_family("dan", case, Family("Tariq Siddiq, his dad", "by phone", "He works nights and is glad of any help with the mornings."))
    scene = yield school(9, "12:40")
    scene.add_entry("dan", case, "voice", "voice", "Why the canal", "“It’s the one bit of the day where nobody needs me.”", "Dan Whitlock")
    scene = yield school(4, "15:55")
    rang = scene.add_entry("amara", case, "contact", "home", "Rang about the lights", "Maisie’s aunt drives her home after the play, Thursdays at nine.")
    maisies = Case.objects.get(pupil=stage.pupil("alder", "Maisie Thornley"))
    scene.move_entry("amara", rang, maisies, "I had both cases open, and wrote it on Haroon’s.")
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
    school, _ = clocks(stage, "alder")
    start = Start(
        "alder", "Casey Brookfield", "tom", "amara", ("upset", "other"),
        "Handed in a blank mock, folded into a bird. A very good bird.",
        "Makes anything out of paper and teaches it to anyone who asks. Exams have begun to take over the nights.",
        "Thank you, Tom, and for keeping the bird. A case is open; please go on marking without numbers for now.",
    )
    case = yield from begin(stage, start, 5)
    scene = yield school(4, "16:05")
    scene.tell_family("amara", case, Family("Jude Brookfield, mum", "by phone", "They had found the light on at three, more than once. They are glad that school asked."))


def roza(stage: Stage) -> Story:
    """A new case: its lead professional is to be named this week."""
    school, _ = clocks(stage, "alder")
    start = Start(
        "alder", "Roza Karimi", "osei", "amara", ("upset",),
        "Has stopped coming to drumming, which she never missed. Says that she forgot, three weeks running.",
        "Speaks three languages and shows new pupils round in all of them. Something has made her pull back.",
    )
    case = yield from begin(stage, start, 3)
    scene = yield school(2, "16:10")
    scene.tell_family("amara", case, Family("Shirin Karimi, her mum", "at school", "She has seen it too. She thinks it is about a friend who moved away."))


def idris(stage: Stage) -> Story:
    """The family is to be told this week; the first try found nobody in."""
    school, _ = clocks(stage, "alder")
    start = Start(
        "alder", "Idris Rahman-Cole", "vance", "amara", ("hurt", "left_lesson"),
        "Kicked a bin over when the seating plan changed, picked everything up, and asked to be told first next time.",
        "Knows every train in the county, and its times. Changes without a word are very hard for him.",
    )
    case = yield from begin(stage, start, 3)
    scene = yield school(2, "9:00")
    scene.name_lead("amara", case, "vance")
    scene = yield school(2, "16:30")
    scene.put_off_telling("vance", case, "Rang twice, nobody in. His aunt will be home on Thursday.")


def ellis(stage: Stage) -> Story:
    """Logged this morning by somebody very worried: to be looked at today."""
    scene = yield stage.days.today_at("9:12")
    pupil = stage.pupil("alder", "Ellis Pargeter")
    scene.log_concern("vance", pupil, "Would not take off a wet coat, and flinched when I offered to help. Ate two breakfasts and thanked me for both.", ("upset", "home"), worry=3, told="Mrs Okoro, at once. She is with Ellis now.", dangers=("harm",), call=CallFacts(is_rung=False))


def a_walk_home(stage: Stage) -> Story:
    """A danger that was ticked the day before yesterday: the front door was rung, and the safeguarding lead recorded it."""
    school, _ = clocks(stage, "alder")
    pupil = stage.rolls["alder"][31]
    scene = yield school(2, "15:20")
    rung = CallFacts(is_rung=True, whom="Advice line, Joy Marsh", rung_at=scene.at - timedelta(minutes=15))
    concern = scene.log_concern("vance", pupil, "Older boys in a car have waited at the gate three days running, and know the name.", ("upset",), worry=3, told="Mrs Okoro", dangers=("exploitation",), call=rung)
    scene = yield school(2, "16:10")
    scene.record_call("okoro", concern, replace(rung, said="They open an enquiry, reference W-2207, and ring the family today. Walked home with a teacher until then."))
    scene = yield school(1, "8:35")
    scene.dismiss_concern("amara", concern, "Thank you, Lorna. Social care leads on this now, and Mrs Okoro is in touch with them. No case of ours for the moment; tell us at once if the car is back.")


def tyrell(stage: Stage) -> Story:
    """Logged and added to yesterday: to be looked at tomorrow. Another was of the wrong child, and is withdrawn."""
    scene = yield stage.days.school("alder", 1, "15:50")
    pupil = stage.pupil("alder", "Tyrell Okonjo")
    concern = scene.log_concern("vance", pupil, "Walks Kofi home and was late for his own sister twice. Says that somebody has to.", ("missing", "other"), words="Somebody has to.")
    mistaken = scene.log_concern("vance", stage.rolls["alder"][29], "Waited at the gate of the infants till half past three.", ("other",), worry=1)
    scene = yield stage.days.school("alder", 1, "16:05")
    scene.add_to_concern("vance", concern, "The infants’ office says that it was three times: the Monday as well.")
    scene.withdraw_concern("vance", mistaken, "It was Tyrell that they saw. I had the wrong name from the gate.")


def a_bruise(stage: Stage) -> Story:
    """Handed to the safeguarding lead four school days ago, and seen to the same day."""
    school, _ = clocks(stage, "alder")
    pupil = stage.rolls["alder"][33]
    scene = yield school(4, "10:50")
    concern = scene.log_concern("tom", pupil, "A bruise on the wrist, and three stories of how it came there.", ("upset", "home"), worry=2)
    scene = yield school(4, "10:55")
    scene.hand_over("tom", concern, "It is the three stories that worry me, more than the bruise.")
    scene = yield school(4, "14:20")
    scene.answer_handed("okoro", concern, "I saw the wrist with the nurse: a goalpost, and a friend who was told to say nothing of the climbing. Home knows. I keep an eye on it.")
    scene = yield school(3, "8:40")
    scene.dismiss_concern("amara", concern, "Thank you, Tom. Mrs Okoro has seen to it.")


def a_birthday(stage: Stage) -> Story:
    """A concern of Tom's that was answered without a case."""
    school, _ = clocks(stage, "alder")
    pupil = stage.rolls["alder"][30]
    scene = yield school(19, "11:40")
    concern = scene.log_concern("tom", pupil, "Head on the desk all lesson, which is new.", ("upset",), worry=1)
    scene = yield school(18, "8:40")
    scene.dismiss_concern("amara", concern, f"Thank you, Tom. I talked with {pupil.first_name}: a birthday, a cinema and four hours’ sleep. Well spotted. Tell me if it happens again.")
