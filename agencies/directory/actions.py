"""An agency is added to a council's area, and says what its letters say of it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.directory.models import Agency, Authority
from agencies.history.actions import Keeping
from agencies.policy import ROLES, Act, Kind
from agencies.trail import actions as trail

NAME_TAKEN = "There is an agency of that name already."
URN_TAKEN = "Another agency has that URN."


class CannotAdd(NotNow):
    """The agency does not fit: the words say why, and `record` is the council's own agency in its place."""


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency as the council's officer gives it; `urn` has six digits or is empty, `regime` is one of SAID_REGIMES or
    empty: not known.
    """

    name: str
    kind: Kind
    phone: str = ""
    urn: str = ""
    regime: str = ""
    safeguarding_lead: str = ""
    safeguarding_phone: str = ""


@transaction.atomic
def add_agency(facts: AgencyFacts, *, authority_id: int, by: Actor, at: datetime) -> Agency:
    """Add an agency to the council's area, with its group; nobody sits there yet. One at a time adds one there."""
    place = Authority.objects.select_for_update(no_key=True).get(pk=authority_id)
    there = Agency.objects.filter(authority_id=authority_id, name__iexact=facts.name).first()
    if there is not None:
        raise AlreadyDone(there) if _is_same(there, facts) else CannotAdd(NAME_TAKEN, there)
    if facts.urn and (holder := Agency.objects.filter(urn=facts.urn).first()) is not None:
        raise CannotAdd(URN_TAKEN, holder if holder.authority_id == authority_id else None)
    try:
        with transaction.atomic():
            group = Group.objects.create(name=f"{place.code} {facts.name}")
            agency: Agency = Agency.objects.create(group=group, authority=place, **asdict(facts))
    except IntegrityError as taken:
        raise CannotAdd(URN_TAKEN) from taken
    seat = next(iter(by.seats_of(ROLES[Act.INVITE_PERSON])), None)
    trail.write(Act.ADD_AGENCY, by=by, at=at, on=("agency", agency.reference), seat=seat)
    return agency


def _is_same(agency: Agency, facts: AgencyFacts) -> bool:
    return all(getattr(agency, name) == value for name, value in asdict(facts).items())


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a school's letters say of it; empty is not known. Without `clerk_address`, the clerk is at the school's."""

    address: str
    phone: str
    clerk_name: str
    clerk_phone: str
    clerk_address: str


@transaction.atomic
def keep_letterhead(agency: Agency, of: Letterhead, *, by: Actor, at: datetime) -> None:
    """Keep what the agency's letters say of it, and what they said before. `AlreadyDone` where they say so already."""
    kept = Keeping(Act.KEEP_LETTERHEAD, by, at)
    if not kept.change(agency, agency, **asdict(of)):
        raise AlreadyDone(agency)
    trail.write(
        Act.KEEP_LETTERHEAD,
        by=by,
        at=at,
        on=("agency", agency.reference),
        seat=next(seat for seat in by.seats if seat.agency_id == agency.pk),
        facts=kept.facts,
    )
