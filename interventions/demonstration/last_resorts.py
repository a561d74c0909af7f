"""A managed move that waits for the council, and three suspensions: a day, one before the board, and one of a week."""

# fmt: off
# An act a line: these are sentences first, and code second.
from collections.abc import Generator
from datetime import datetime, timedelta

from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.demonstration.scenes import Scene
from interventions.demonstration.stage import Stage, Story
from interventions.moves import actions as moves
from interventions.moves.facts import Answer, MoveFacts, PlaceFacts, to_ask
from interventions.moves.models import Move
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals, words
from interventions.suspensions.education import Arranged
from interventions.suspensions.elsewhere import Elsewhere
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.cases.models import Case
from referrals.pupils.models import Pupil

Telling = Generator[datetime, Scene, None]
HE_HIT = "Leo hit a boy in the queue for lunch, and hit him again when a teacher stepped in."
HE_LEFT = "Kofi left the classroom when it was his turn to read, and swore at the teacher who held the door."
THEY_FOUGHT = "Casey fought with two pupils at the gate, and would not stop when a teacher asked."
SHE_SOLD = "Bronagh sold vapes to younger pupils at break, for the second time since half-term."
NO_TO_ALL = dict.fromkeys(words.ASKED, "no")
PLACE = PlaceFacts(places=240, taken=228, ground="nobody", asked_whom="Admissions, Wexmoor")


def zuzannas_move(stage: Stage, case: Case) -> Telling:
    """From the proposal to the last yes: the council has to check the place again, and to decide."""
    days = stage.days
    scene = yield days.school("alder", 9, "9:10")
    facts = MoveFacts(
        school=stage.agencies["saltwick"], tried="Eleven of twelve sessions with her mentor, and two reviews with Zuzanna.",
        why="She asks for a new start where she can take textiles, and her mum wants it too.",
        parents=("Ewa Wiśniewska", "Marek Wiśniewski"), told_how="At school, in Polish", told_on=scene.today, place=PLACE, head_says_fit=True,
        answers=dict.fromkeys(to_ask(case.pupil, scene.today), "no"),
    )
    seat, amara = scene.seat("amara"), scene.actor("amara")
    move = moves.propose_move(scene.enter("amara", Act.PROPOSE_MOVE, case), facts, seat=seat, by=amara, at=scene.at)
    scene = yield days.school("alder", 8, "10:05")
    scene.accept_share("farida", move.share)
    scene = yield days.school("alder", 8, "12:40")
    said, fresh = "At Saltwick nobody knows the old story. I could do textiles.", _enter(scene, "amara", Act.HEAR_PUPIL, move)
    moves.hear_pupil(fresh, by_whom="Ms Harrow", words=said, on=scene.today, by=scene.actor("amara"), at=scene.at)
    scene = yield days.school("alder", 7, "15:50")
    _answers(scene, "amara", move, "Ewa Wiśniewska", "signed, in Polish", "She wants this. So do I.")
    scene = yield days.school("alder", 6, "16:30")
    _answers(scene, "amara", move, "Marek Wiśniewski", "by phone", "Yes, if the bus is sorted.")
    _answers(scene, "colm", move, "Head of Alder Hythe School", "here")
    scene = yield days.office(3, "9:35")
    _answers(scene, "farida", move, "Head of Saltwick Academy", "here", "Textiles and a form tutor are ready.")
    _answers(scene, "farida", move, "Admission authority of Saltwick Academy", "here", "A place is free and nobody waits for it.")


def _enter(scene: Scene, who: str, act: Act, move: Move) -> Move:
    """Pass the door for an act on the move, and have it as it is now."""
    return door.admit(scene.actor(who), act, move.reference, of=Move, at=scene.at, to_write=True)


def _answers(scene: Scene, who: str, move: Move, name: str, how: str, words: str = "") -> None:
    fresh = _enter(scene, who, Act.CONSENT_TO_MOVE, move)
    row = fresh.consents.get(name=name)
    given = Answer(row, "yes", scene.today, how=how, words=words, statement_shown=row.party == "parent")
    moves.consent_to_move(fresh, given, by=scene.actor(who), at=scene.at)


def leos_suspension(stage: Stage) -> Story:
    """A day, decided by the head the afternoon before; parents and council were told the same day."""
    yield from _a_day_out(stage, "Leo Ferreira", 4, ("A quiet place at lunch; two talks with his mentor.", HE_HIT), "Inês Ferreira, his mum")


def kofis_suspensions(stage: Stage) -> Story:
    """Two days in a term, after he walked out of lessons in which he had to read aloud."""
    for number, tried in ((34, "A card to show, and a place on the stairs."), (12, "The card; ten minutes with Mr Osei.")):
        yield from _a_day_out(stage, "Kofi Mensah-Hart", number, (tried, HE_LEFT), "Abena Mensah, his mum")


def _a_day_out(stage: Stage, name: str, number: int, said: tuple[str, str], parent: str) -> Story:
    """The school day after the one so many days ago."""
    scene = yield stage.days.school("alder", number, "14:50")
    pupil, at, (tried, happened) = stage.pupil("alder", name), scene.at, said
    if not door.within(Pupil, scene.actor("colm"), Act.IMPOSE_SUSPENSION, at).filter(pk=pupil.pk).exists():
        return  # early in September some children were not on the roll of the school by then
    day = local_day(stage.days.school("alder", number - 1, "8:40"))
    fresh = door.admit(scene.actor("colm"), Act.IMPOSE_SUSPENSION, pupil.reference, of=Pupil, at=at)
    sessions, elsewhere = totals.sessions((day,), "whole"), Elsewhere(0, "", "roll", local_day(at))
    facts = SuspensionFacts("whole", sessions, ("PP",), tried, happened, answers=NO_TO_ALL, elsewhere=elsewhere)
    one = suspensions.impose_suspension(fresh, facts, seat=scene.seat("colm"), by=scene.actor("colm"), at=at)
    scene = yield stage.days.school("alder", number, "15:20")
    _told(scene, one, "parents", parent, "by_hand")


def caseys_suspension(stage: Stage) -> Story:
    """Two days, and an exam missed: the governing board met and adjourned, as its clerk wrote down the next morning."""
    scene = yield stage.days.school("alder", 7, "8:20")
    pupil, at = stage.pupil("alder", "Casey Brookfield"), scene.at
    if not door.within(Pupil, scene.actor("colm"), Act.IMPOSE_SUSPENSION, at).filter(pk=pupil.pk).exists():
        return
    days = tuple(local_day(stage.days.school("alder", n, "8:40")) for n in (7, 6))
    fresh = door.admit(scene.actor("colm"), Act.IMPOSE_SUSPENSION, pupil.reference, of=Pupil, at=at)
    facts = SuspensionFacts(
        "whole", totals.sessions(days, "whole"), ("PP",), "Two meetings with home; a place to work alone.", THEY_FOUGHT, misses_exam=True, exam_on=days[-1], answers=NO_TO_ALL,
        elsewhere=Elsewhere(0, "", "roll", local_day(at)),
    )
    one = suspensions.impose_suspension(fresh, facts, seat=scene.seat("colm"), by=scene.actor("colm"), at=at)
    scene = yield stage.days.school("alder", 7, "9:30")
    _told(scene, one, "parents", "Dawn Brookfield, mother", "by_hand")
    _told(scene, one, "governors", "Iris Fenwick, clerk", "email_agreed")
    began, ended = stage.days.school("alder", 2, "17:30"), stage.days.school("alder", 2, "18:40")
    scene = yield stage.days.school("alder", 1, "9:15")
    by = scene.actor("iris")
    suspensions.begin_board_meeting(_for_clerk(scene, Act.BEGIN_BOARD_MEETING, one), began_at=began, by=by, at=scene.at)
    begun = _for_clerk(scene, Act.ADJOURN_BOARD_MEETING, one)
    suspensions.adjourn_board_meeting(begun, ended_at=ended, goes_on_on=stage.days.until(6), by=by, at=scene.at)


def bronaghs_suspension(stage: Stage) -> Story:
    """Seven school days: education from the sixth is arranged, and days at a school elsewhere were asked about."""
    scene = yield stage.days.school("alder", 3, "8:25")
    pupil, at, school = stage.pupil("alder", "Bronagh Tierney"), scene.at, stage.days.schools["alder"]
    days = [day for n in range(31) if school.is_school_day(day := scene.today + timedelta(n))][:7]
    there = door.within(Pupil, scene.actor("colm"), Act.IMPOSE_SUSPENSION, at).filter(pk=pupil.pk).exists()
    if not there or len(days) < 7:
        return
    fresh = door.admit(scene.actor("colm"), Act.IMPOSE_SUSPENSION, pupil.reference, of=Pupil, at=at)
    facts = SuspensionFacts("whole", totals.sessions(days, "whole"), ("DA",), "A talk with her aunt and the school nurse.", SHE_SOLD, answers=NO_TO_ALL)
    one = suspensions.impose_suspension(fresh, facts, seat=scene.seat("colm"), by=scene.actor("colm"), at=at)
    scene = yield stage.days.school("alder", 3, "9:10")
    for who, whom, how in (("parents", "Orla Tierney, her aunt", "by_hand"), ("governors", "Iris Fenwick, clerk", "email_agreed")):
        _told(scene, one, who, whom, how)
    scene = yield stage.days.school("alder", 2, "11:20")
    fresh_one, said = _for_lead(scene, Act.RECORD_DAYS_ELSEWHERE, one), Elsewhere(4, "Northbeck Academy, in another council’s area", "school", scene.today)
    suspensions.record_days_elsewhere(fresh_one, said, by=scene.actor("amara"), at=scene.at)
    scene = yield stage.days.school("alder", 1, "14:35")
    arranged = Arranged("Quarry House", "4 Quarry Lane, Wexmoor", days[5], "9:15am to 2:45pm", "Ms Abara, at the front desk", told_on=scene.today, told_how="by_hand")
    suspensions.arrange_education(_for_lead(scene, Act.ARRANGE_EDUCATION, one), arranged, by=scene.actor("amara"), at=scene.at)


def _for_lead(scene: Scene, act: Act, one: Suspension) -> Suspension:
    return door.admit(scene.actor("amara"), act, one.reference, of=Suspension, at=scene.at, to_write=True)


def _for_clerk(scene: Scene, act: Act, one: Suspension) -> Suspension:
    return door.admit(scene.actor("iris"), act, one.reference, of=Suspension, at=scene.at, to_write=True)


def _told(scene: Scene, one: Suspension, who: str, whom: str, how: str) -> None:
    by = scene.actor("amara")
    fresh = door.admit(by, Act.RECORD_NOTICE, one.reference, of=Suspension, at=scene.at, to_write=True)
    suspensions.record_notice(fresh, who, whom=whom, how=how, told_on=scene.today, by=by, at=scene.at)
