"""What the rows say of a task at an instant, and to whom something can be given on a case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.people.facts import told_apart
from agencies.people.models import Person, Seat
from agencies.policy import HOLDERS, SETTINGS, Act, Kind, Role, Standing
from agencies.policy.rows import TEAM_LEADERS
from referrals.cases.models import Case
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import State
from referrals.pupils.facts import left_at_words
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import State as Share

STANDS = (Share.WAITS, Share.OFFERED, Share.TO_BEGIN, Share.LIVE)
GIVES_OTHERS = TEAM_LEADERS | {Role.INCLUSION_LEAD}
"""Who says which colleague does it; anybody else says only that they do it themselves."""


def task_state(task: GivenTask, at: datetime) -> str:
    """Where it stands: over, where the share that it rests on has ended by a date, or the pupil has left its school."""
    return State.OVER if task.state == State.OPEN and why_over(task, at) else str(task.state)


def why_over(task: GivenTask, at: datetime) -> str:
    """Which date took its ground away, in a sentence; "" while it has one."""
    if task.share is not None and share_state(task.share, at) not in STANDS:
        return "The share that it rested on has ended."
    case = task.case
    is_schools = case.school_id in (task.from_agency_id, task.to_agency_id)
    return left_at_words(case.pupil, case.school, case.left_at, at) if is_schools else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody of an agency stands to a case: by which seat, how, and by which share."""

    seat: SeatFacts
    standing: Standing
    share: CaseShare | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom something can be given: an agency as a whole, or one person there; as a form says it."""

    value: str
    label: str
    agency_id: int
    standing: Standing
    person: Person | None = None
    share: CaseShare | None = None


def place_of(actor: Actor, act: Act, case: Case, at: datetime, agency_id: int | None = None) -> Place | None:
    """The seat by which the actor works on the case: at its school, in the council, or by a share; None for none.

    `agency_id`: in this agency alone.
    """
    found = _places(actor, act, case, at)
    return next((one for one in found if agency_id in (None, one.seat.agency_id)), None)


def _places(actor: Actor, act: Act, case: Case, at: datetime) -> Iterator[Place]:
    for seat in actor.seats_for(act, Standing.RAISED):
        if seat.agency_id == case.school_id:
            yield Place(seat, Standing.RAISED)
    for seat in actor.seats_for(act, Standing.NAMED):
        if seat.agency_id == case.school_id and case.lead_id == actor.person_id:
            yield Place(seat, Standing.NAMED)
    for seat in actor.seats_for(act, Standing.OVERSEES):
        if seat.authority_id == case.authority_id and case.overseen_from:
            yield Place(seat, Standing.OVERSEES)
    granted = {seat.agency_id: seat for seat in actor.seats_for(act, Standing.GRANTED)}
    for share in _live(case, at).filter(agency_id__in=granted).order_by("id"):
        yield Place(granted[share.agency_id], Standing.GRANTED, share)


def receivers(actor: Actor, case: Case, place: Place, at: datetime) -> list[Receiver]:
    """To whom it can be given from there: oneself, colleagues who see the case, and the agencies at work on it.

    An agency gives to whoever shared the case with it, and knows of no other.
    """
    own = Agency.objects.get(pk=place.seat.agency_id)
    found = [_whole(own, _of_agency(place), place.share, f"Anybody at {own.name}")]
    found[:0] = colleagues(actor, case, own.pk, place, at)
    if place.standing is Standing.GRANTED:
        return found + _keepers(case, place, at)
    if place.standing is not Standing.OVERSEES:
        found += [_whole(team, Standing.OVERSEES) for team in _council(case)]
    else:
        found.append(_whole(case.school, Standing.RAISED))
    partners = _live(case, at).exclude(agency__kind__in=[kind.value for kind in SETTINGS])
    by_agency = {share.agency_id: share for share in partners.order_by("-id")}
    return found + [_whole(share.agency, Standing.GRANTED, share) for share in by_agency.values()]


def colleagues(actor: Actor, case: Case, agency_id: int, place: Place, at: datetime) -> list[Receiver]:
    """Who of an agency sees the case: each once, oneself first."""
    seats = _seated(_of_agency(place), agency_id, at)
    if place.standing in (Standing.RAISED, Standing.NAMED) and case.lead_id:
        seats += [seat for seat in _seated(Standing.NAMED, agency_id, at) if seat.person_id == case.lead_id]
    found: dict[int, Receiver] = {}
    for seat in seats:
        is_own = seat.person_id == actor.person_id
        label = "Yourself" if is_own else told_apart(seat)
        standing = Standing.NAMED if seat.role not in _of_roles(_of_agency(place)) else _of_agency(place)
        value = f"person:{seat.person.reference}"
        found.setdefault(seat.person_id, Receiver(value, label, agency_id, standing, seat.person, place.share))
    return sorted(found.values(), key=lambda one: one.label != "Yourself")


def of_us(actor: Actor, task: GivenTask, place: Place, at: datetime) -> list[Receiver]:
    """Whom the actor may name in the agency that has the task: whoever leads there anybody, anybody else themselves."""
    own = Agency.objects.get(pk=task.to_agency_id)
    found = colleagues(actor, task.case, own.pk, place, at)
    if not may_give_others(actor, own.pk):
        return [one for one in found if one.person is not None and one.person.pk == actor.person_id]
    return [*found, _whole(own, _of_agency(place), place.share, f"Anybody at {own.name}")]


def for_another(
    actor: Actor, task: GivenTask, place: Place, person: Person | None, at: datetime
) -> tuple[Receiver | None, Receiver]:
    """This colleague, where they see the case, and the agency as a whole."""
    own = Agency.objects.get(pk=task.to_agency_id)
    found = colleagues(actor, task.case, own.pk, place, at) if person is not None else []
    one = next((each for each in found if each.person == person), None)
    return one, _whole(own, _of_agency(place), place.share, f"Anybody at {own.name}")


def may_give_others(actor: Actor, agency_id: int) -> bool:
    """Whether the actor says which colleague there does something."""
    return any(seat.agency_id == agency_id and seat.role in GIVES_OTHERS for seat in actor.seats)


def _of_agency(place: Place) -> Standing:
    return Standing.RAISED if place.standing is Standing.NAMED else place.standing


def _of_roles(standing: Standing) -> frozenset[str]:
    return frozenset(role.value for role in HOLDERS[standing])


def _seated(standing: Standing, agency_id: int, at: datetime) -> list[Seat]:
    roles = _of_roles(standing)
    there = Seat.objects.live(at).filter(agency_id=agency_id, role__in=roles, person__is_active=True)
    return list(there.select_related("person").order_by("person__name", "id"))


def _whole(agency: Agency, standing: Standing, share: CaseShare | None = None, label: str = "") -> Receiver:
    return Receiver(f"agency:{agency.reference}", label or agency.name, agency.pk, standing, None, share)


def _live(case: Case, at: datetime) -> QuerySet[CaseShare]:
    live: QuerySet[CaseShare] = CaseShare.objects.live(at).filter(case=case)
    return live.select_related("agency", "granting_agency")


def _council(case: Case) -> Iterable[Agency]:
    """The council's team where it helps on the case: the one that owes it its decisions."""
    if not case.overseen_from:
        return ()
    teams = Agency.objects.filter(authority_id=case.authority_id, kind=Kind.COUNCIL.value, closed_at=None)
    return teams.order_by("id")[:1]


def _keepers(case: Case, place: Place, at: datetime) -> list[Receiver]:
    """Whoever shared the case with the agency, each once."""
    shares = _live(case, at).filter(agency_id=place.seat.agency_id).order_by("id")
    found: dict[int, Receiver] = {}
    for share in shares:
        by_council = share.granting_agency.kind == Kind.COUNCIL
        standing = Standing.OVERSEES if by_council else Standing.RAISED
        found.setdefault(share.granting_agency_id, _whole(share.granting_agency, standing, share))
    return list(found.values())
