"""An agency is added to a council's area."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from agencies.acting.refusals import AlreadyDone
from agencies.actors import Actor
from agencies.directory.models import Agency, Authority
from agencies.policy import ROLES, Act, Kind
from agencies.trail import actions as trail

NAME_TAKEN = "There is an agency of that name already."
URN_TAKEN = "Another agency has that URN."


class CannotAdd(Exception):
    """The agency does not fit: the words say why."""


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency as the council's officer gives it; `urn` has six digits or is empty."""

    name: str
    kind: Kind
    phone: str = ""
    urn: str = ""
    safeguarding_lead: str = ""
    safeguarding_phone: str = ""


@transaction.atomic
def add_agency(facts: AgencyFacts, *, authority_id: int, by: Actor, at: datetime) -> Agency:
    """Add an agency to the council's area, with its group; nobody sits there yet."""
    there = Agency.objects.filter(authority_id=authority_id, name__iexact=facts.name).first()
    if there is not None:
        raise AlreadyDone(there) if _is_same(there, facts) else CannotAdd(NAME_TAKEN)
    if facts.urn and Agency.objects.filter(urn=facts.urn).exists():
        raise CannotAdd(URN_TAKEN)
    try:
        with transaction.atomic():
            code = Authority.objects.values_list("code", flat=True).get(pk=authority_id)
            group = Group.objects.create(name=f"{code} {facts.name}")
            agency = Agency.objects.create(group=group, authority_id=authority_id, **asdict(facts))
    except IntegrityError as taken:
        raise CannotAdd(NAME_TAKEN) from taken
    seat = next(iter(by.seats_of(ROLES[Act.INVITE_PERSON])), None)
    trail.write(Act.ADD_AGENCY, by=by, at=at, on=("agency", agency.reference), seat=seat)
    return agency


def _is_same(agency: Agency, facts: AgencyFacts) -> bool:
    return all(getattr(agency, name) == value for name, value in asdict(facts).items())
