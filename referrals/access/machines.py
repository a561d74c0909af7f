"""What a school's own system may reach, by the ids that it has for its pupils."""

from collections.abc import Iterable
from datetime import datetime

from agencies.access import NotFound
from agencies.actors import Actor, Refusal, SeatFacts
from agencies.models import Agency
from agencies.policy import Act
from referrals.access.door import admit
from referrals.access.ways import agency_ids
from referrals.models import ExternalId, Pupil


def own_school(actor: Actor, act: Act, urn: str) -> SeatFacts:
    """The machine's seat at the school with this URN; another school's URN and no school's are *not found* alike."""
    own = Agency.objects.filter(pk__in=agency_ids(actor.seats), urn=urn).exclude(urn="").values_list("pk", flat=True)
    seat = actor.seat_at(next(iter(own), 0))
    if seat is None:
        raise NotFound(Refusal(act, "pupil", "", "not found"))
    return seat


def own_external_id(actor: Actor, value: str) -> ExternalId | None:
    """The pupil's id in the system of the actor's own school, or None."""
    found = ExternalId.objects.filter(school_id__in=agency_ids(actor.seats), value=value)
    link: ExternalId | None = found.select_related("pupil").first()
    return link


def pupil_by_external_id(actor: Actor, act: Act, value: str, at: datetime) -> Pupil:
    """A pupil of the school's roll by its system's id; another school's and nobody's are *not found* alike."""
    link = own_external_id(actor, value)
    if link is None:
        raise NotFound(Refusal(act, "pupil", "", "not found"))
    return admit(actor, act, link.pupil.reference, of=Pupil, at=at)


def external_ids_of(actor: Actor, pupils: Iterable[int]) -> dict[int, str]:
    """The ids that the actor's own system has for these pupils (their keys): one query."""
    own = ExternalId.objects.filter(school_id__in=agency_ids(actor.seats), pupil_id__in=set(pupils))
    return dict(own.values_list("pupil_id", "value"))
