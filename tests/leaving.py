"""A pupil's last day on a roll, as the school's own system says it: also late, in advance, another one, or none."""

from datetime import date, datetime

from agencies.actors import Actor, SeatFacts
from agencies.policy import Kind, Role
from referrals.pupils.actions import RollFacts, keep_pupil
from referrals.pupils.models import ExternalId
from tests.machines import known_system
from tests.people import AT, Cast

FIRST_DAY = date(2025, 9, 1)


def leaves(cast: Cast, on: date | None, at: datetime = AT, starts_on: date = FIRST_DAY) -> None:
    """Kofi's newest place at Alder Hythe School ends on this day; None takes an end back."""
    school, kofi = cast.alder, cast.kofi
    seat = SeatFacts(None, school.pk, school.name, school.authority_id, Kind(school.kind), Role.MIS_CLIENT)
    own = known_system(school, cast.people["amara"])
    system = Actor(None, "MIS of Alder Hythe School", (seat,), is_machine=True, client=own.reference)
    facts = RollFacts(kofi.given_name, kofi.family_name, kofi.born_on, starts_on, ends_on=on, form="9W")
    if not ExternalId.objects.filter(school=school, pupil=kofi).exists():
        ExternalId.objects.create(school=school, system=own, value="k-1", pupil=kofi, made_at=at)
    keep_pupil("k-1", facts, seat=seat, by=system, at=at)
