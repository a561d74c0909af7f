"""The oracle's surfaces of the top floor, and what a machine reaches: moves, suspensions, pupils."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model as Table

from agencies.policy import Act, Role, Standing
from agencies.policy.telling import COUNCIL_TOLD, HOME, OFFICERS, RECEIVING
from agencies.web.asking import Forbidden, NotFound
from interventions.moves.models import Move
from interventions.moves.pages import move_list, move_page
from interventions.suspensions import pages as suspension_pages
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.referrals.models import Referral
from referrals.search import access as search_access
from referrals.shares.models import CaseShare
from tests.people import AT
from tests.referrals.model import HEADS_OF, LEADS, SCHOOL, Scene, Stands, agree, hears, numbers
from tests.referrals.worlds import PEOPLE, SCHOOLS

OFFICER = {Role.COUNCIL_OFFICER}
ALL_PARTIES = {Standing.RAISED, Standing.RECEIVES, Standing.ASKED}
MOVE_ACTS: dict[Act, set[Standing]] = {
    Act.SEE_MOVE: ALL_PARTIES,
    Act.SEE_MOVE_LETTER: {Standing.RAISED, Standing.ASKED},
    Act.HEAR_PUPIL: {Standing.RAISED},
    Act.CONSENT_TO_MOVE: ALL_PARTIES,
    Act.CHECK_PLACE: {Standing.RECEIVES, Standing.ASKED},
    Act.RETURN_MOVE: {Standing.ASKED},
    Act.APPROVE_MOVE: {Standing.ASKED},
    Act.REFUSE_MOVE: {Standing.ASKED},
    Act.WITHDRAW_MOVE: ALL_PARTIES,
    Act.ADMIT_MOVE: {Standing.RECEIVES},
    Act.REVIEW_MOVE: {Standing.RECEIVES},
}
SUSPENSION_ACTS: dict[Act, set[Standing]] = {
    Act.SEE_SUSPENSION: {Standing.RAISED, Standing.NOTIFIED, Standing.CONNECTED},
    Act.SEE_SUSPENSION_LETTER: {Standing.RAISED},
    Act.RECORD_NOTICE: {Standing.RAISED},
    Act.CANCEL_SUSPENSION: {Standing.RAISED},
    Act.RECORD_REPRESENTATIONS: {Standing.RAISED},
    Act.BEGIN_BOARD_MEETING: {Standing.RAISED},
    Act.RECORD_BOARD_DECISION: {Standing.RAISED},
}
"""Who may do what by standing, said once more and apart from the law's own tables, so that these cannot mislead."""
MACHINE: dict[type[Table], dict[Act, Callable[[Scene, int], set[int]]]] = {
    Pupil: {act: lambda scene, place: scene.model.roll(place) for act in (Act.SEE_PUPIL, Act.REPORT_SUSPENSION)},
    Referral: {Act.SEE_STATUS: lambda scene, place: scene.model.stands_of(place)},
    Suspension: {Act.SEE_SUSPENSION: lambda scene, place: scene.model.reported(place)},
}
"""What a school's own system may do, for the pupils of that school's roll today: nothing else, on nothing else."""
SEEING: dict[type[Table], Act] = {
    Case: Act.SEE_CASE,
    CaseShare: Act.SEE_SHARE,
    Concern: Act.SEE_CONCERN,
    Duty: Act.SEE_CASE,
    Entry: Act.SEE_ENTRY,
    Move: Act.SEE_MOVE,
    Pupil: Act.SEE_PUPIL,
    Referral: Act.SEE_REFERRAL,
    Suspension: Act.SEE_SUSPENSION,
}


def _allowed(stood: list[Stands], standings: set[Standing]) -> set[int]:
    """The numbers of the records to which somebody stands in one of these ways."""
    return {n for n, stands in enumerate(stood) if any(standing in standings for standing, _ in stands)}


def _answers(scene: Scene, who: int, act: Act, of: Any, rows: list[Any]) -> dict[int, str]:
    """What asking for each record by its reference gives."""
    given = {}
    for n, row in enumerate(rows):
        try:
            door.admit(scene.actor(who), act, row.reference, of=of, at=AT)
            given[n] = "it"
        except Forbidden:
            given[n] = "forbidden"
        except NotFound:
            given[n] = "not found"
    return given


def moves_agree(scene: Scene, who: int) -> None:
    """The list, each page and letter by its reference, and what the door allows on each."""
    actor, rows = scene.actor(who), scene.rows.moves
    stood = [scene.model.parties(who, n) for n in range(len(rows))]
    ought = {n for n, stands in enumerate(stood) if stands}
    keeps = _allowed(stood, MOVE_ACTS[Act.SEE_MOVE_LETTER])
    listed = move_list(actor).rows
    agree("moves", f"{who}, list", numbers(rows, [row.move for row in listed]), ought)
    for act, gets in ((Act.SEE_MOVE, ought), (Act.SEE_MOVE_LETTER, keeps)):
        due = {n: "it" if n in gets else "forbidden" if n in ought else "not found" for n in range(len(rows))}
        agree("moves", f"{who}, {act}", _answers(scene, who, act, Move, rows), due)
    act, standings = list(MOVE_ACTS.items())[(who + len(rows)) % len(MOVE_ACTS)]  # each in some world
    agree("moves", f"{who}, {act}", numbers(rows, door.within(Move, actor, act)), _allowed(stood, standings))
    for n in sorted(ought)[who % 2 :][:1]:
        _move_page(scene, who, n, n in keeps)


def _move_page(scene: Scene, who: int, n: int, is_keeper: bool) -> None:
    """The family's words for those who keep the move alone; a way to the case for who may see the case."""
    move, case = scene.rows.moves[n], scene.rows.world.moves[n].case
    page = move_page(scene.actor(who), move, AT)
    told = {one.is_told for one in page.consents if one.row.party == "parent"}
    agree("moves", f"{who}, the family's words", (page.is_keeper, told), (is_keeper, {is_keeper}))
    agree("moves", f"{who}, its case", page.sees_case, case in scene.model.cases(who))


def suspensions_agree(scene: Scene, who: int) -> None:
    """The list and each page: whole for the school that decided, the notice alone for the council."""
    actor, rows = scene.actor(who), scene.rows.suspensions
    stood = [scene.model.told(who, n) for n in range(len(rows))]
    ought, own = (_allowed(stood, SUSPENSION_ACTS[act]) for act in (Act.SEE_SUSPENSION, Act.RECORD_NOTICE))
    listed = suspension_pages.suspension_list(actor, AT).shown
    agree("suspensions", f"{who}, list", set(listed), {rows[n].reference for n in ought})
    for act in (Act.SEE_SUSPENSION, Act.SEE_SUSPENSION_LETTER, Act.RECORD_NOTICE):  # the others go as the last
        gets = _allowed(stood, SUSPENSION_ACTS[act])
        due = {n: "it" if n in gets else "forbidden" if n in ought else "not found" for n in range(len(rows))}
        agree("suspensions", f"{who}, {act}", _answers(scene, who, act, Suspension, rows), due)
    for n in ought:
        page = suspension_pages.suspension_page(actor, rows[n], AT)
        agree("suspensions", f"{who}, whole", (page.is_own, hasattr(page, "told")), (n in own, n in own))
        one = scene.rows.world.suspensions[n]
        sees_case = n in own and one.is_on_case and one.case in scene.model.cases(who)
        agree("suspensions", f"{who}, its case", getattr(page, "case", None) is not None, sees_case)


def pupils_agree(scene: Scene, who: int) -> None:
    """The pupils on the roll, and which of them a head may suspend."""
    at = {(s.place, s.role) for s in scene.model.seats(who)}
    for act, roles in ((Act.SEE_PUPIL, SCHOOL), (Act.IMPOSE_SUSPENSION, HEADS_OF)):
        ought = {n for place, role in at if role in roles for n in scene.model.roll(place)}
        found = door.within(Pupil, scene.actor(who), act, AT)
        agree("pupils", f"{who}, {act}", numbers(scene.rows.pupils, found), ought)


def machines_agree(scene: Scene) -> None:
    """A school's own system: of every kind of record what the table above says, and of other schools nothing."""
    rows: dict[type[Table], list[Any]] = {
        Case: scene.rows.cases,
        CaseShare: scene.rows.shares,
        Concern: scene.rows.concerns,
        Duty: scene.rows.duties,
        Entry: scene.rows.entries,
        Move: scene.rows.moves,
        Pupil: scene.rows.pupils,
        Referral: scene.rows.referrals,
        Suspension: scene.rows.suspensions,
    }
    for place in SCHOOLS:
        machine = scene.machine(place)
        for kind, see in SEEING.items():
            may = MACHINE.get(kind, {})
            for act in {*may, see}:
                ought = may[act](scene, place) if act in may else set()
                found = numbers(rows[kind], door.within(kind, machine, act, AT))
                agree("machines", f"{machine.name}, {act} of {kind.__name__}", found, ought)
        agree("machines", f"{machine.name}, list", door.page(machine, Act.SEE_CASE, {}), ([], None))
        agree("machines", f"{machine.name}, search", search_access.search(machine, "an"), [])


def letters_agree(scene: Scene) -> None:
    """Who hears of a move and of a suspension now; the home school of the admission too."""
    model, world = scene.model, scene.rows.world
    for n, move in enumerate(scene.rows.moves):
        home = {s.who for who in PEOPLE for s in model.seats(who) if s.place == world.moves[n].home and s.role in LEADS}
        on = ("move", move.reference)
        hears(scene, "letters", on, move.case_id, (HOME,), home)
        hears(scene, "letters", on, move.case_id, (RECEIVING,), _so(model.parties, n, Standing.RECEIVES, LEADS))
        hears(scene, "letters", on, move.case_id, (OFFICERS,), _so(model.parties, n, Standing.ASKED, OFFICER))
    for n, row in enumerate(scene.rows.suspensions):
        on = ("suspension", row.reference)
        hears(scene, "letters", on, 0, (HOME,), _so(model.told, n, Standing.RAISED, LEADS))
        hears(scene, "letters", on, 0, (COUNCIL_TOLD,), _so(model.told, n, Standing.NOTIFIED, OFFICER))


def _so(stands: Callable[[int, int], Stands], n: int, standing: Standing, roles: set[Role]) -> set[int]:
    """Who stands so to the record, in one of the roles."""
    return {who for who in PEOPLE if any(s is standing and role in roles for s, role in stands(who, n))}


BY_PERSON = (moves_agree, suspensions_agree, pupils_agree)
AT_ONCE = (machines_agree, letters_agree)
