"""Kofi's story: the whole of a case, from the stairs outside English to the crossing on Canal Road."""

# fmt: off
# An act a line: these are sentences first, and code second.
from datetime import timedelta
from typing import Any

from agencies.policy import Basis, Level, Purpose, Section
from interventions.demonstration.papers import card, mail
from interventions.demonstration.scenes import Family, Offer, Scene
from interventions.demonstration.stage import Stage, Story
from interventions.demonstration.stories.openings import Start, begin, clocks
from referrals.cases.models import Case
from referrals.given_tasks.states import Kind

MUM = Family("Abena Mensah, his mum", "by phone", "She knows, she agrees, and she would like to hear how it goes.")


def kofi(stage: Stage) -> Story:
    """The whole of a case: school first, then two agencies, each for one thing."""
    school, office = clocks(stage, "alder")
    start = Start(
        "alder", "Kofi Mensah-Hart", "vance", "amara", ("left_lesson", "upset"),
        "Sat on the stairs through English with his hood up. Walked back in when the reading was over, and apologised.",
        "Funny, loyal and the best drummer in his year. This term he leaves lessons where he has to read aloud.",
        "Thank you, Lorna. I have opened a case. Keep a place on the stairs for him; it seems to be the right one.",
    )
    case = yield from begin(stage, start, 45)
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
    school, _ = clocks(stage, "alder")
    scene = yield school(44, "8:50")
    scene.name_lead("amara", case, "dan")
    scene = yield school(43, "16:15")
    scene.tell_family("dan", case, Family("Abena Mensah, his mum", "at school", "She asked what they could read together at home."))
    met: dict[str, Any] = {"opinion": "She is tired of letters, and not of school. I would ring and not write.", "place": "The library at school", "happened_at": scene.at - timedelta(minutes=45)}
    scene.add_entry("dan", case, "meeting", "home", "Met his mum and Grandad Joe", "Kofi drums at church and knows every song by heart, because the sheet is no use to him. Rings after 4pm are best. Grandad Joe is the adult he chose to have with him.", **met)
    scene = yield school(38, "12:30")
    scene.add_entry("dan", case, "voice", "voice", "What Kofi wants", "“To stay in English and science the whole lesson. And if I have to go, to say it with words.”", "Dan Whitlock")
    scene = yield school(31, "15:05")
    scene.add_entry("amara", case, "observation", "education", "Drumming and talk, weekly, with Mr Osei", "Five of six sessions so far. He plans each one and brings a Year 7 along. Reads the rhythm sheet without trouble.")
    scene = yield school(26, "10:55")
    concern = scene.log_concern("tom", stage.pupil("alder", "Kofi Mensah-Hart"), "Left science when asked to read. Waited outside, and came back for the practical.", ("left_lesson",))
    scene.attach("tom", concern, "The note that he left on the bench", "work", "note.png", card("I can do it.\nNot out loud.\n\nKofi"))
    scene = yield school(24, "15:45")
    scene.join_concern("amara", concern, case, "Thank you, Tom. It fits with what we see elsewhere, and we are on it: please don’t ask Kofi to read cold, and let him come back as he did.")
    decided = scene.add_entry("amara", case, "decision", "education", "No reading aloud unless he says yes", "Each of his teachers asks Kofi before the lesson. Agreed by Mr Whitlock and me.", place="My office")
    scene.restrict_entry("amara", decided, "Not all of his teachers have been told yet.")
    scene = yield school(20, "9:05")
    scene.look("colm", case)
    scene.unrestrict_entry("amara", decided, "All of them know now, and it helps whoever works with him.")


def _who_does_what(scene: Scene, stage: Stage, case: Case) -> None:
    """What they give each other to do, and what Priti asks."""
    soon, later = stage.days.until(2), stage.days.until(4)
    scene.give_task("amara", case, "dan", "Ring his mum on Thursday after 4pm: does the card help at home, too?", soon)
    done = scene.give_task("dan", case, "amara", "Ask Mr Osei for one more session a week", soon)
    scene.finish_task("amara", done, "He has Tuesdays free. It begins next week.")
    wrong = scene.give_task("amara", case, "police", "Look at the lights on Canal Road: they turn red too soon", later)
    scene.assign_task("ruth", wrong)
    scene.return_task("ruth", wrong, "The lights are the council’s. I gave you the number by phone.")
    gone = scene.give_task("amara", case, "salt", "Send the form for the clinic", later)
    scene.take_back_task("amara", gone, "It came this morning.")
    asked = scene.give_task("priti", case, "alder", "May I see Kofi at school, on a Tuesday?", soon, Kind.QUESTION)
    scene.finish_task("amara", asked, "Yes: room 4, from ten.")
    scene.give_task("priti", case, "alder", "Who could sit with us for half an hour?", later, Kind.QUESTION)


UNWARNED = "prejudice_crime", "Ruth Calloway asked that nobody is warned before she has spoken with the two."


def _kofi_and_who_follows_him(stage: Stage, case: Case) -> Story:
    """His family is not told of a share, so the head looks at it first: once he refuses, once he agrees."""
    _, office = clocks(stage, "alder")
    asked = Offer(
        "police", Purpose.PREVENT_HARM, Basis.CRIME_PREVENTION, Level.SECTIONS, (Section.BEHAVIOUR, Section.VOICE),
        "Do you know who follows pupils on Canal Road?", stage.days.until(40),
    )
    scene = yield office(3, "10:40")
    share = scene.ask_to_share("amara", case, asked, *UNWARNED)
    scene = yield office(3, "14:20")
    scene.refuse_share("colm", share, "not_relevant", "What Kofi told us in his own words says nothing of who they are. Ask with the summary.")
    scene = yield office(3, "15:10")
    share = scene.ask_to_share("amara", case, asked._replace(level=Level.SUMMARY, sections=()), *UNWARNED)
    scene = yield office(2, "8:50")
    scene.agree_share("colm", share)


def _kofi_and_the_crossing(stage: Stage, case: Case) -> Story:
    school, office = clocks(stage, "alder")
    scene = yield school(6, "16:20")
    entry = scene.add_entry("amara", case, "contact", "home", "A talk after school", "Kofi told me why he does not take the short way home. It names another child. I rang Mrs Okoro before he left, and she rang the front door.")
    scene.restrict_entry("amara", entry, "Told in confidence, and it names another child.")
    scene = yield school(4, "15:50")
    followed = scene.add_entry("dan", case, "observation", "home", "Followed on Canal Road", "Two older boys, not from the school, have followed Kofi three times this half term. He crosses by the lights now and walks with Tyrell.")
    scene = yield office(4, "16:10")
    police = Offer(
        "police", Purpose.SAFEGUARD, Basis.SAFEGUARDING, Level.SUMMARY, (),
        "Can an officer be at the Canal Road crossing, 3:10 to 3:40pm, until the end of term?", stage.days.until(50),
    )
    share = scene.share_case("amara", case, police, MUM)
    scene = yield office(3, "9:20")
    scene.accept_share("ruth", share)
    yield from _kofi_and_who_follows_him(stage, case)
    scene = yield school(2, "13:10")
    scene.add_entry("amara", case, "voice", "voice", "In Kofi’s words", "“I’m not being rude. When everyone looks at me the words don’t come, so I go.”", "Kwabena Osei. Kofi agrees to share it with people who help him")
    scene = yield office(1, "9:04")
    scene.look("ruth", case)
    scene = yield school(1, "15:25")
    scene.look("dan", case)
    scene.add_entry("dan", case, "observation", "education", "Back in lessons, with a way out agreed", "Kofi can show a card and go to Mr Osei for ten minutes. Used twice; back in class both times.", tell=("priti",))
    scene.edit_entry("dan", followed, "I had it from Tyrell. Kofi says that it was four times.", text="Two older boys, not from the school, have followed Kofi four times this half term. He crosses by the lights now and walks with Tyrell.", told_by="Kofi and Tyrell")
    photo = scene.add_document("dan", case, "The card that Kofi shows", "photo", "education", "card.png", card("Kofi may go to Mr Osei\nfor ten minutes.\n\nMs Adeyemi"))
    said = mail("k.osei@alderhythe.example", "a.adeyemi@alderhythe.example", scene.at, "Kofi at lunch club", "Three lunch clubs, no quarrel. He taught two Year 7s a rhythm and laughed about it.")
    scene.add_document("amara", case, "How lunch club goes", "letter", "behaviour", "lunch club.eml", said)
    youth = Offer(
        "youth_justice", Purpose.YOUTH_JUSTICE, Basis.PUBLIC_TASK, Level.SUMMARY, (),
        "Do you work with either of the two?", stage.days.until(40),
    )
    scene = yield school(1, "15:40")
    scene.ask_to_share("amara", case, youth, *UNWARNED)
    scene.take_duty("priti", case, "answer_question")
    scene.remind_owner("amara", case, "answer_question")
    _who_does_what(scene, stage, case)
    scene.take_record("amara", case, "The meeting about Kofi on Thursday")
    scene.add_version("amara", photo, "card 2.png", card("Kofi may go to Mr Osei\nfor fifteen minutes.\n\nMs Adeyemi"), "Fifteen minutes, since ten were too short")
