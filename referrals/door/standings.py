"""What may be reached: cases for one, for children, for search; `page` for lists; `admit` for one record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from agencies.acting.querysets import Probe, RequestClock
from agencies.actors import Actor, SeatFacts
from agencies.people.models import Seat
from agencies.policy import AFTER_LEAVING, HELD_BY_ROLL, HOLDERS, WHILE_OPEN, Act, Standing
from agencies.schoolday import LONDON
from referrals.cases.models import Case
from referrals.cases.states import State
from referrals.pupils.models import Came, Enrolment
from referrals.shares.models import CaseShare

NOTHING = Q(pk__in=[])

Seats = Sequence[SeatFacts]
Narrow = dict[str, Any]
AT = RequestClock()
TODAY = TruncDate(AT, tzinfo=LONDON)
HAS_LEFT = Q(left_at__isnull=False, left_at__lte=AT)
"""Of a case: the pupil is on its school's roll no more."""
IS_CLOSED = Q(state=State.CLOSED.value)


@dataclass(frozen=True, slots=True)
class Way:
    """One standing, as a filter over cases, as ordered walks for a list, and as the seats that stand so to one case.

    `walked_by`: the field of a seat that says the place of each walk, where there is one a place.
    `places`: where rows that hang on those cases stand by columns of their own, so that one index holds each.
    """

    standing: Standing
    opens: Callable[[Actor, Seats], Q]
    walks: Callable[[Actor, Seats, Narrow], list[QuerySet[Any]]]
    seats: Callable[[Case], Q]
    walked_by: str = ""
    places: Callable[[Actor, Seats], list[Narrow]] = lambda actor, seats: [{}]

    def until(self, it_is: Q) -> "Way":
        """The same way until the case is so: the pupil has left the school, or it is closed."""
        return replace(
            self,
            opens=lambda actor, seats: Q(self.opens(actor, seats)) & ~it_is,
            walks=lambda actor, seats, narrow: [walk.exclude(it_is) for walk in self.walks(actor, seats, narrow)],
        )


def agency_ids(seats: Seats) -> list[int]:
    """The agencies of these seats, each once."""
    return list(dict.fromkeys(seat.agency_id for seat in seats))


def live_shares(seats: Seats) -> QuerySet[CaseShare]:
    """The live shares of the seats' agencies."""
    return CaseShare.objects.live(AT).filter(agency_id__in=agency_ids(seats))


def of_its_half(kind: str) -> Q:
    """Of a share, inside a question about rows of this kind: whether it shows the row.

    Where two records became one since it was given, a share shows what came with its case, or what was there with it,
    and nothing of the other half until whoever gave it says so (decision 50).
    """
    shares_case, rows_key = OuterRef("case_id"), OuterRef(OuterRef("pk"))
    alone = _came(kind, rows_key).filter(~Exists(_came("case", OuterRef(shares_case), merge=OuterRef("merge"))))
    other = _came("case", shares_case).filter(~Exists(_came(kind, OuterRef(rows_key), merge=OuterRef("merge"))))
    return Q(is_half=False) | ~Q(Exists(alone)) & ~Q(Exists(other))


def _came(kind: str, key: Any, **more: Any) -> QuerySet[Came]:
    return Came.objects.filter(kind=kind, key=key, parted_at=None, **more)


def shares_of(agency_id: int, *, live: bool) -> QuerySet[CaseShare]:
    """The shares of one agency that are live, or that wait for it to accept."""
    found = CaseShare.objects.live(AT) if live else CaseShare.objects.offered(AT)
    return cast("QuerySet[CaseShare]", found.filter(agency_id=agency_id))


def case_is(*so: Q, **more: Any) -> Probe:
    """Whether the case of a row is so, by its `case_id`."""
    return Probe(Case.objects.filter(*so, **more), pk=OuterRef("case_id"))


def share_is(*so: Q, **more: Any) -> Probe:
    """Whether the share of a row is so, by its `share_id`."""
    return Probe(CaseShare.objects.filter(*so, **more), pk=OuterRef("share_id"))


def on_roll(seats: Seats, pupil: str) -> Q:
    """The pupil (a path to their key) is on the roll of one of these seats' schools today."""
    roll = Enrolment.objects.on(TODAY).filter(school_id__in=agency_ids(seats), pupil_id=OuterRef(pupil))
    return Q(Exists(roll))


def _case_walk(narrow: Narrow, **where: Any) -> QuerySet[Any]:
    walk = Case.objects.filter(**where).filter(**narrow).order_by(F("updated_at").desc(), F("id").desc())
    return walk.values_list("updated_at", "id")


def _share_walk(narrow: Narrow, agency_id: int) -> QuerySet[Any]:
    of_these = {"case_id__among": narrow["pk__among"]} if "pk__among" in narrow else {}
    asked = {name: value for name, value in narrow.items() if name != "pk__among"}
    walk = CaseShare.objects.live(AT).filter(*([case_is(**asked)] if asked else []), agency_id=agency_id, **of_these)
    ordered = walk.order_by(F("touched_at").desc(), F("case_id").desc())
    return ordered.values_list("touched_at", "case_id").distinct()


WAYS: tuple[Way, ...] = (
    Way(
        Standing.RAISED,
        opens=lambda actor, seats: Q(school_id__in=agency_ids(seats)),
        walks=lambda actor, seats, narrow: [_case_walk(narrow, school_id=pk) for pk in agency_ids(seats)],
        seats=lambda case: Q(agency_id=case.school_id),
        walked_by="agency_id",
        places=lambda actor, seats: [{"school_id": pk} for pk in agency_ids(seats)],
    ),
    Way(
        Standing.NAMED,
        opens=lambda actor, seats: Q(lead_id=actor.person_id, school_id__in=agency_ids(seats)),
        walks=lambda actor, seats, narrow: [
            _case_walk(narrow, lead_id=actor.person_id, school_id__in=agency_ids(seats))
        ],
        seats=lambda case: Q(agency_id=case.school_id, person_id__in=Case.objects.filter(pk=case.pk).values("lead_id")),
        places=lambda actor, seats: [{"case__lead_id": actor.person_id}],
    ),
    Way(
        Standing.OVERSEES,
        opens=lambda actor, seats: Q(
            authority_id__in={seat.authority_id for seat in seats}, overseen_from__isnull=False
        ),
        walks=lambda actor, seats, narrow: [
            _case_walk(narrow, authority_id=pk, overseen_from__isnull=False)
            for pk in dict.fromkeys(seat.authority_id for seat in seats)
        ],
        seats=lambda case: Q(
            agency__authority_id__in=Case.objects.filter(pk=case.pk, overseen_from__isnull=False).values("authority_id")
        ),
        walked_by="authority_id",
        places=lambda actor, seats: [{"authority_id": pk} for pk in dict.fromkeys(seat.authority_id for seat in seats)],
    ),
    Way(
        Standing.GRANTED,
        opens=lambda actor, seats: Exists(live_shares(seats).filter(case_id=OuterRef("pk"))),  # type: ignore[arg-type,return-value]
        walks=lambda actor, seats, narrow: [_share_walk(narrow, pk) for pk in agency_ids(seats)],
        seats=lambda case: Q(agency_id__in=CaseShare.objects.live(AT).filter(case_id=case.pk).values("agency_id")),
        walked_by="agency_id",
    ),
)
WAYS = (*WAYS, replace(WAYS[-1], standing=Standing.RECEIVES))  # the same rows, in the seats of a school
BY_SHARE = (Standing.GRANTED, Standing.RECEIVES)


def ways_for(actor: Actor, act: Act) -> list[tuple[Way, Seats]]:
    """Each way in which the actor may do the act, with the seats that carry it."""
    found = [(way, actor.seats_for(act, way.standing)) for way in WAYS]
    return [(_while(way, act), seats) for way, seats in found if seats]


def _while(way: Way, act: Act) -> Way:
    if ends_with_roll(act, way.standing):
        return way.until(HAS_LEFT)
    return way.until(IS_CLOSED) if way.standing is Standing.OVERSEES and act in WHILE_OPEN else way


def ends_with_roll(act: Act, standing: Standing) -> bool:
    """Whether who stands so may do the act only while the pupil is on the roll of the case's school."""
    return standing in HELD_BY_ROLL and act not in AFTER_LEAVING


def standing_seats(standing: Standing) -> QuerySet[Seat]:
    """Live seats whose role can stand so."""
    return Seat.objects.live(AT).filter(role__in=[r.value for r in HOLDERS[standing]])
