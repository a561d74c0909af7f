"""Who reaches a managed move: its schools and the council; and whose answers somebody may write down."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.acting.querysets import unguessed
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import Act, Role, Standing
from interventions.moves.models import GOES_ON, Move
from interventions.moves.states import LIFE, RECORDERS, Party, State
from referrals.door import AT, NOTHING, agency_ids
from referrals.shares.models import CaseShare

MOVED = (State.ADMITTED, State.SETTLED)
AGREED = (State.AGREED, State.APPROVED, *MOVED)
PLACE = {Standing.RAISED: "home_school_id", Standing.RECEIVES: "receiving_school_id", Standing.ASKED: "authority_id"}


def _standings(act: Act = Act.SEE_MOVE) -> dict[Standing, Q]:
    """Which moves each standing opens for an act, but for the seat.

    The home school's until the admission; the receiving school's while its share lives and once everyone agreed, and
    not what ended before: a later offer does not open an earlier move. One that the council returned is open to it
    after its share has run out, or nobody there could answer. The council's always, as its ledger of moves.
    Of what goes after the pupil the old school keeps the form alone; who is told at each step is the case's school's.
    """
    if act is Act.RECORD_MOVE_TRANSFER:
        return {Standing.RAISED: Q(state__in=MOVED)}
    if act is Act.TELL_OF_MOVE:
        return {Standing.RAISED: ~Q(state__in=MOVED), Standing.RECEIVES: Q(state__in=MOVED)}
    live = CaseShare.objects.live(AT).filter(case_id=OuterRef("case_id"), agency_id=OuterRef("receiving_school"))
    return {
        Standing.RAISED: ~Q(state__in=MOVED),
        Standing.RECEIVES: Q(state__in=AGREED)
        | (Q(state=State.PROPOSED) & (Q(Exists(live)) | Q(returned_at__isnull=False))),
        Standing.ASKED: Q(),
    }


def moves(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Move]:
    """The moves on which the actor may do the act."""
    allowed = NOTHING
    for place, pk, opens in _places(actor, act):
        allowed |= opens & Q(**{place: pk})
    found: QuerySet[Move] = Move.objects.filter(allowed)
    return found


def by_place(actor: Actor, act: Act) -> list[QuerySet[Move]]:
    """The same by standing and place, for a list: each a walk of one index."""
    goes_on = {PLACE[Standing.RECEIVES]: GOES_ON}
    return [
        Move.objects.filter(goes_on.get(place, Q()), unguessed(opens), **{place: pk})
        for place, pk, opens in _places(actor, act)
    ]


def _places(actor: Actor, act: Act) -> list[tuple[str, int, Q]]:
    found = []
    for standing, opens in _standings(act).items():
        seats = actor.seats_for(act, standing)
        ids = [seat.authority_id for seat in seats] if standing is Standing.ASKED else agency_ids(seats)
        found += [(PLACE[standing], pk, opens) for pk in dict.fromkeys(ids)]
    return found


def hears(letter: Letter, standing: Standing) -> Q:
    """Whose seats stand so to the move now; the home school hears of the admission too."""
    found = Move.objects.filter(reference=letter.subject_ref)
    if standing is Standing.RAISED:
        return Q(agency_id__in=found.values("home_school_id"))
    if standing not in PLACE:
        return NOTHING
    open_now = found.filter(_standings()[standing])
    field = "agency__authority_id" if standing is Standing.ASKED else "agency_id"
    return Q(**{f"{field}__in": open_now.values(PLACE[standing])})


def parties_of(actor: Actor, move: Move, act: Act = Act.CONSENT_TO_MOVE) -> frozenset[Party]:
    """Whose answers the actor may write down on this move, by their seats."""
    stood: set[tuple[Standing, Role]] = set()
    for standing, place in PLACE.items():
        for seat in actor.seats_for(act, standing):
            own = seat.authority_id if standing is Standing.ASKED else seat.agency_id
            stood |= {(standing, seat.role)} if own == getattr(move, place) else set()
    return frozenset(party for party, allowed in RECORDERS.items() if allowed & stood)


PEOPLE = tuple(f"{did}_by" for did in ("proposed", "heard", "returned", "approved", "refused", "withdrawn", "admitted"))
JOINS = (
    "case__pupil",
    "case__school",
    "pupil",
    "home_school",
    "receiving_school",
    "share__agency",
    "proposed_by",
    *PEOPLE,
)
NOUN = Noun(
    "move",
    Move,
    Act.SEE_MOVE,
    moves,
    "case",
    LIFE,
    joins=JOINS,
    pupil="pupil",
    hears=hears,
    address=lambda letter: reverse("see_move", args=[letter.subject_ref]),
    writes_home=True,
)
