"""Children who changed school: joined, two after all, or asked about; and two who were entered twice, by other days."""

# fmt: off
# An act a line: these are sentences first, and code second.
from datetime import timedelta

from agencies.likeness import days_near
from agencies.policy import Act
from interventions.demonstration.scenes import Scene
from interventions.demonstration.stage import Stage, Story
from referrals import door
from referrals.arrivals import actions as arrivals
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Answer, Outcome, Sending
from referrals.duplicates import actions as duplicates
from referrals.duplicates.facts import digest, read
from referrals.duplicates.models import Duplicate
from referrals.merges import actions as merges
from referrals.merges.models import Merge
from referrals.pupils import actions as pupils
from referrals.pupils.actions import PupilFacts
from referrals.pupils.models import Identifier, Pupil
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare

APART = "Both schools have seen a birth certificate: two children of one name, months apart."


def from_quarry_to_alder(stage: Stage) -> Story:
    """Amara adds a child whom Quarry Bridge still has; Helen says that they have left, and sends the file."""
    scene = yield stage.days.school("alder", 6, "8:50")
    arrival = _arrives(scene, "amara", stage.movers[0])
    scene = yield stage.days.school("alder", 5, "9:15")
    fresh = _enter(scene, "helen", Act.ANSWER_ARRIVAL, arrival)
    arrivals.answer_arrival(fresh, answer=Answer.LEFT, left_on=scene.today - timedelta(3), by=scene.actor("helen"), at=scene.at)
    scene = yield stage.days.school("alder", 3, "15:30")
    sent = arrivals.TransferFacts(Sending.FILE, scene.today)
    arrivals.record_transfer(_enter(scene, "helen", Act.RECORD_TRANSFER, arrival), sent, by=scene.actor("helen"), at=scene.at)


def from_saltwick_to_kestrel(stage: Stage) -> Story:
    """Rukhsana adds a child with the UPN of another: the council rang both schools, and they are two children."""
    scene = yield stage.days.school("alder", 5, "11:20")
    arrival = _arrives(scene, "rukhsana", stage.movers[1], days_younger=31)
    scene = yield stage.days.office(3, "10:05")
    fresh, by = _enter(scene, "sandra", Act.SETTLE_ARRIVAL, arrival), scene.actor("sandra")
    arrivals.settle_arrival(fresh, outcome=Outcome.APART, why="Rang both schools: a slip of one figure in the UPN.", by=by, at=scene.at)


def from_osier_to_curlew(stage: Stage) -> Story:
    """Owen added a child yesterday whom Osier Beck still has on its roll: Marta has to say."""
    scene = yield stage.days.school("curlew", 1, "9:40")
    _arrives(scene, "owen", stage.movers[2])


def entered_twice(stage: Stage) -> Story:
    """Owen adds two children whom Osier Beck has too, born on other days: Sandra says of one pair that they are two.

    She says so of the other as well, in the wrong line, and opens it again.
    """
    scene = yield stage.days.school("curlew", 4, "9:20")
    told, waits = [_entered_again(scene, stage.rolls["osier"][n]) for n in (3, 4)]
    while duplicates.find_duplicates(scene.at):
        continue
    scene = yield stage.days.office(2, "11:15")
    by = scene.actor("sandra")
    for n, other in ((3, told), (4, waits)):
        pair = Duplicate.objects.get(other=other, one=stage.rolls["osier"][n])
        door.admit(by, Act.COMPARE_PUPILS, pair.reference, of=Duplicate, at=scene.at)
        fresh = door.admit(by, Act.KEEP_APART, pair.reference, of=Duplicate, at=scene.at, to_write=True)
        duplicates.keep_apart(fresh, why=APART, asked=digest(*read(fresh)), by=by, at=scene.at)
    scene = yield stage.days.office(2, "11:25")
    fresh = door.admit(by, Act.REOPEN_DUPLICATE, pair.reference, of=Duplicate, at=scene.at, to_write=True)
    duplicates.reopen_duplicate(fresh, why="I meant the pair above this one.", by=by, at=scene.at)


def entered_as_a_guest(stage: Stage) -> Story:
    """Owen enters a guest who is on the roll of Osier Beck, with a slip: Sandra and Grace make one record of the two.

    Grace declines at first, and Sandra is in doubt once more: it stays one record.
    """
    scene = yield stage.days.school("curlew", 4, "9:50")
    known = stage.rolls["osier"][5]
    guest = _entered_again(scene, known, kind="guest")
    while duplicates.find_duplicates(scene.at):
        continue
    scene = yield stage.days.office(2, "14:10")
    pair = Duplicate.objects.get(one=known, other=guest)
    merge = _proposed(scene, pair, known, "The same names, and a slip in the birthday.")
    scene = yield stage.days.office(2, "14:40")
    merges.decline_merge(_of(scene, "grace", Act.DECLINE_MERGE, merge), why="Has anybody rung Osier Beck?", by=scene.actor("grace"), at=scene.at)
    scene = yield stage.days.office(2, "15:30")
    merge = _proposed(scene, pair, known, "I rang both: Osier Beck has seen a birth certificate.")
    scene = yield stage.days.office(1, "9:10")
    merges.approve_merge(_of(scene, "grace", Act.APPROVE_MERGE, merge), why="Both schools say the same.", by=scene.actor("grace"), at=scene.at)
    scene = yield stage.days.office(1, "11:00")
    merges.propose_split(_of(scene, "sandra", Act.PROPOSE_SPLIT, merge), why="Curlew speaks of a cousin.", by=scene.actor("sandra"), at=scene.at)
    scene = yield stage.days.office(1, "11:20")
    merges.decline_split(_of(scene, "grace", Act.DECLINE_SPLIT, merge), why="The cousin has another name.", by=scene.actor("grace"), at=scene.at)


def one_and_two_again(stage: Stage) -> Story:
    """Rukhsana enters a guest from Alder Hythe: one record for a morning, in which Amara lets a share show both halves.

    The birth certificates come at noon: two children after all.
    """
    scene = yield stage.days.school("kestrel", 3, "8:50")
    shares_there = CaseShare.objects.live(scene.at).filter(granting_agency=stage.agencies["alder"], ends_at__gt=scene.at + timedelta(9))
    share = shares_there.exclude(case__pupil=stage.pupil("alder", "Kofi Mensah-Hart")).order_by("pk")[0]
    guest = _entered_again(scene, share.case.pupil, kind="guest", who="rukhsana")
    while duplicates.find_duplicates(scene.at):
        continue
    scene = yield stage.days.office(2, "9:05")
    pair = Duplicate.objects.get(one=share.case.pupil, other=guest)
    merge = _proposed(scene, pair, share.case.pupil, "The same names, and a slip in the birthday.")
    scene = yield stage.days.office(2, "9:25")
    merges.approve_merge(_of(scene, "grace", Act.APPROVE_MERGE, merge), why="Alder Hythe says so too.", by=scene.actor("grace"), at=scene.at)
    scene = yield stage.days.school("alder", 2, "10:40")
    half = scene.enter("amara", Act.SHOW_OTHER_HALF, share)
    shares.show_other_half(half, why="They help at Kestrel too.", by=scene.actor("amara"), at=scene.at)
    scene = yield stage.days.office(2, "12:05")
    merges.propose_split(_of(scene, "sandra", Act.PROPOSE_SPLIT, merge), why="Two birth certificates: cousins.", by=scene.actor("sandra"), at=scene.at)
    scene = yield stage.days.office(2, "12:25")
    merges.approve_split(_of(scene, "grace", Act.APPROVE_SPLIT, merge), why="I have seen both.", by=scene.actor("grace"), at=scene.at)
    scene = yield stage.days.office(2, "12:45")
    fresh = door.admit(scene.actor("sandra"), Act.KEEP_APART, pair.reference, of=Duplicate, at=scene.at, to_write=True)
    duplicates.keep_apart(fresh, why=APART, asked=digest(*read(fresh)), by=scene.actor("sandra"), at=scene.at)


def _proposed(scene: Scene, pair: Duplicate, stays: Pupil, why: str) -> Merge:
    by = scene.actor("sandra")
    fresh = door.admit(by, Act.PROPOSE_MERGE, pair.reference, of=Duplicate, at=scene.at, to_write=True)
    return merges.propose_merge(fresh, stays=stays.reference, why=why, asked=digest(*read(fresh)), by=by, at=scene.at)


def _of(scene: Scene, who: str, act: Act, merge: Merge) -> Merge:
    return door.admit(scene.actor(who), act, merge.reference, of=Merge, at=scene.at, to_write=True)


def _entered_again(scene: Scene, known: Pupil, kind: str = "main", who: str = "owen") -> Pupil:
    """The same names, and a date of birth with a slip in it."""
    near = [day for day in days_near(known.born_on) if 0 < abs((day - known.born_on).days) < 300]
    facts = PupilFacts(known.given_name, known.family_name, near[0], upn="", kind=kind)
    return pupils.add_pupil(facts, seat=scene.seat(who), by=scene.actor(who), at=scene.at)


def _arrives(scene: Scene, who: str, known: Pupil, days_younger: int = 0) -> Arrival:
    """Somebody adds the child by hand, with the UPN that the child has at the other school."""
    upn = Identifier.objects.get(pupil=known, kind="upn").value
    facts = PupilFacts(known.given_name, known.family_name, known.born_on + timedelta(days_younger), upn=upn)
    pupils.add_pupil(facts, seat=scene.seat(who), by=scene.actor(who), at=scene.at)
    return Arrival.objects.get(known=known)


def _enter(scene: Scene, who: str, act: Act, arrival: Arrival) -> Arrival:
    """Pass the door for an act on it, and have it as it is now."""
    return door.admit(scene.actor(who), act, arrival.reference, of=Arrival, at=scene.at, to_write=True)
