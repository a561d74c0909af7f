"""Who owes a duty: an agency, by an act that one of its seats may do, while it stands so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import F, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.acting.querysets import Probe, unguessed
from agencies.actors import Actor, SeatFacts
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import AFTER_LEAVING, GIVES, HELD_BY_ROLL, ROLES, Act, Role, Standing, may
from referrals import door
from referrals.door import AT, BY_SHARE, HAS_LEFT, NOTHING, case_is, keeps, receives, share_is
from referrals.duties.facts import in_hand, where_met
from referrals.duties.models import Duty
from referrals.duties.querysets import EVERYBODYS, OF_OTHERS
from referrals.duties.states import LIFE, State

WITH_THE_ROLL = Q(standing__in=[one.value for one in HELD_BY_ROLL]) & ~Q(act__in=[act.value for act in AFTER_LEAVING])
HANDED_ON = (Standing.RAISED, Standing.ASKED, Standing.OVERSEES, Standing.OFFERED, Standing.GRANTED)
CASE, SHARE = OuterRef("case_id"), OuterRef("share_id")
SECOND_IS_LATE = Q(act=Act.AGREE_SHARE.value) & share_is(ends_at__lte=AT)
GROUND_STANDS = (Q(share=None) | share_is(ends_at__gt=AT, closed_at=None)) & (
    ~Q(from_agency=F("school")) | ~case_is(HAS_LEFT)
)
"""What a task rests on: the share, where it rests on one; and where its giver is the school, the roll."""
CAN_BE_MET = (
    (~WITH_THE_ROLL | Q(case=None) | ~case_is(HAS_LEFT))
    & (Q(share=None) | ~share_is(left_at__lte=AT))
    & (Q(share=None) | ~SECOND_IS_LATE)
    & (Q(from_agency=None) | GROUND_STANDS)
)
"""What some act can still meet. What the old school, or a share, owed of a pupil who left is asked of nobody.

Nor is a second person asked of a share whose dates have ended it; and a task is over with its ground.
"""


def duties(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Duty]:
    """What the actor owes: in an agency of theirs, by an act that they may do, while they stand so.

    Whom they may remind: others, on cases that they keep; and whoever their agency gave something to do.
    """
    if act is Act.HAND_DUTY:
        return cast("QuerySet[Duty]", Duty.objects.filter(_is_their_agencys(actor)))
    if act is Act.REMIND_OWNER:
        return cast("QuerySet[Duty]", Duty.objects.filter(_may_be_reminded(actor)))
    return cast("QuerySet[Duty]", Duty.objects.filter(_is_owed_by(actor)))


def by_agency(actor: Actor) -> list[QuerySet[Duty]]:
    """The same by agency, for a list: each a walk of one index."""
    places = door.agency_ids(actor.seats)
    seats = {pk: [seat for seat in actor.seats if seat.agency_id == pk] for pk in places}
    return [Duty.objects.owed().filter(unguessed(_is_owed_by(actor, seats[pk])), agency_id=pk) for pk in places]


MOST_LATE = 1_000
"""Of what is late a list looks at so many, the longest late."""


def _may_be_reminded(actor: Actor) -> Q:
    own = door.agency_ids(actor.seats)
    kept = Q(Probe(door.kept(actor, Act.REMIND_OWNER), pk=CASE), from_agency=None) & ~Q(agency_id__in=own)
    given = Q(Probe(door.cases(actor, Act.REMIND_OWNER), pk=CASE), from_agency_id__in=own)
    return CAN_BE_MET & (kept | given) & ~Q(person_id=actor.person_id or 0, person__isnull=False)


def late(actor: Actor, most: int, kind: str = "") -> QuerySet[Duty]:
    """What the actor owes and is late with, the longest first, up to so many; of one kind of record, or any on a case.

    A walk of one index an agency, which ends with what is not late yet.
    """
    of = {"subject_kind": kind} if kind else {"case__isnull": False}
    walks = [found.overdue(AT).filter(**of).order_by("due_at", "id").values("pk")[:most] for found in by_agency(actor)]  # type: ignore[attr-defined]
    return _first(walks, most)


def owed_on(actor: Actor, kind: str, most: int) -> QuerySet[Duty]:
    """What the actor owes on records of this kind, the nearest first, up to so many."""
    walks = [found.filter(subject_kind=kind).order_by("due_at", "id").values("pk")[:most] for found in by_agency(actor)]
    return _first(walks, most)


def _first(walks: list[QuerySet[Any]], most: int) -> QuerySet[Duty]:
    if not walks:
        return Duty.objects.none()
    keys = walks[0] if len(walks) == 1 else walks[0].union(*walks[1:])
    return Duty.objects.filter(pk__in=keys).order_by("due_at", "id")[:most]


def _is_owed_by(actor: Actor, seats: Sequence[SeatFacts] | None = None) -> Q:
    return _might_do(actor, seats) & (Q(person=None) | Q(person_id=actor.person_id))


def _might_do(actor: Actor, seats: Sequence[SeatFacts] | None = None) -> Q:
    allowed = NOTHING
    for seat in actor.seats if seats is None else seats:
        allowed |= Q(agency_id=seat.agency_id) & (_owed_by(seat, actor) | _owed_for_want_of_a_clerk(seat))
    return allowed & CAN_BE_MET & ~asked_by(actor)


STAYS_ALL_OF_THEIRS = Q(from_agency__isnull=False) | Q(rule__in=EVERYBODYS)
"""What nobody takes in hand so: a task says itself whose it is, and a danger stays before everybody's eyes."""


def _is_their_agencys(actor: Actor) -> Q:
    """What an agency of theirs owes that they might do themselves, whoever there has it in hand."""
    return _might_do(actor) & Q(standing__in=[one.value for one in HANDED_ON]) & ~STAYS_ALL_OF_THEIRS


def asked_by(actor: Actor) -> Q:
    """What a second person owes because of what this one asked for."""
    return Q(act=Act.AGREE_SHARE.value) & Q(share_is(held_by_id=actor.person_id or 0))


def _owed_by(seat: SeatFacts, actor: Actor) -> Q:
    live, offered = door.shares_of(seat.agency_id, live=True), door.shares_of(seat.agency_id, live=False)
    still = {
        Standing.RAISED: Q(school=None) | Q(school_id=seat.agency_id),
        Standing.CLERKS: Q() if seat in actor.seats_as_clerk() else NOTHING,
        Standing.NAMED: Q(case_is(lead_id=actor.person_id or 0)),
        Standing.ASKED: Q(),
        Standing.OVERSEES: Q(case_is(overseen_from__isnull=False)),
        Standing.OFFERED: Q(Probe(offered, pk=SHARE)),
        Standing.GRANTED: Q(Probe(live, pk=SHARE)),
        Standing.INVITED: Q(Probe(offered, pk=SHARE)),
        Standing.RECEIVES: Q(share=None) | Q(Probe(live, pk=SHARE)),
    }
    owed = NOTHING
    for standing, condition in still.items():
        if acts := [act.value for act in Act if may(act, seat.role, standing)]:
            owed |= Q(standing=standing.value, act__in=acts) & condition
    return owed


HAS_CLERK = Probe(Seat.objects.clerks(AT), agency_id=OuterRef("agency_id"))


def _owed_for_want_of_a_clerk(seat: SeatFacts) -> Q:
    """What a clerk owes, where there is none: by whoever may invite one."""
    gives = Role.CLERK in GIVES.get(seat.role, ()) and seat.role in ROLES[Act.INVITE_PERSON]
    return Q(~HAS_CLERK, standing=Standing.CLERKS.value) if gives else NOTHING


def open_to(actor: Actor) -> Q:
    """What is not of two other agencies alone: what one gives another is of nobody else, also not of who oversees."""
    own = door.agency_ids(actor.seats)
    return Q(from_agency=None) | Q(from_agency__in=own) | Q(agency__in=own)


def of_others(actor: Actor, most: int) -> QuerySet[Duty]:
    """What others owe on the cases that the actor keeps, the first by date: one walk a standing and place."""
    own = door.agency_ids(actor.seats)
    theirs = (
        Duty.objects.owed()
        .filter(CAN_BE_MET, open_to(actor))
        .exclude(agency_id__in=own)
        .order_by("due_at", "id")
        .values("pk")
    )
    walks = [
        theirs.filter(OF_OTHERS if "school_id" in place else Q(), Probe(cases, pk=CASE), **place)[:most]
        for cases, place in door.places(actor, Act.SHARE_CASE)
    ]
    return _first(walks, most)


def names(actor: Actor) -> QuerySet[Duty]:
    """What they or a colleague owe but for answering an offer, and everything that is owed on a case that they keep."""
    waits = Q(standing__in=[Standing.OFFERED.value, Standing.INVITED.value])
    keeps_it = Q(Probe(door.kept(actor, Act.SEE_CASE), pk=CASE))
    return cast("QuerySet[Duty]", Duty.objects.filter((_might_do(actor) & ~waits) | (keeps_it & open_to(actor))))


def hears(letter: Letter, standing: Standing) -> Q:
    """Whoever owes the duty, or their manager, in its agency, while it can be met; others as they stand to its case."""
    found = Duty.objects.filter(CAN_BE_MET, reference=letter.subject_ref)
    duty = found.annotate(share_ref=F("share__reference"), asked_by=F("share__held_by_id")).first()
    if duty is None or duty.state != State.OPEN:
        return NOTHING
    if duty.act == Act.AGREE_SHARE:
        return _hears(letter, standing, duty) & ~Q(person_id=duty.asked_by)
    heard = _hears(letter, standing, duty)
    if duty.from_agency_id is not None:
        heard &= Q(agency_id__in=(duty.agency_id, duty.from_agency_id))
    is_in_hand = duty.person_id is not None and letter.tells == [in_hand(duty)]
    return heard & Q(person_id=duty.person_id) if is_in_hand else heard


def _hears(letter: Letter, standing: Standing, duty: Any) -> Q:
    if standing is Standing.CLERKS:
        return Q(pk__in=Seat.objects.clerks(AT).filter(agency_id=duty.agency_id).values("pk"))
    if standing is Standing.OVERSEES and standing.value != duty.standing:
        return keeps(duty.case_id, standing)
    if duty.share_id is not None and standing in (Standing.OFFERED, Standing.INVITED, *BY_SHARE):
        return receives(duty.share_ref, standing)
    if duty.case_id is not None and standing.value != duty.standing:
        return keeps(duty.case_id, standing)
    if duty.standing == Standing.OVERSEES:
        return keeps(duty.case_id, Standing.OVERSEES)
    return Q(agency_id=duty.agency_id) if standing.value == duty.standing or standing is Standing.RAISED else NOTHING


def address(letter: Letter) -> str:
    """To where it is met."""
    duty = Duty.objects.filter(reference=letter.subject_ref).select_related("case").first()
    return where_met(duty) if duty else reverse("my_work")


NOUN = Noun(
    "duty",
    Duty,
    Act.SEE_CASE,
    duties,
    "case",
    LIFE,
    joins=("pupil", "case", "agency", "share__granting_agency", "share__agency"),
    pupil="pupil",
    names=names,
    hears=hears,
    address=address,
)
