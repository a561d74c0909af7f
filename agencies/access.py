"""Who is asking, and the two answers of a door that stays shut."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from oauth2_provider.oauth2_backends import get_oauthlib_core

from agencies.actors import Actor, Refusal, SeatFacts
from agencies.models import Agency, MisClient, Person, Seat
from agencies.policy import SETTINGS, Act, Kind, Role, Standing, may

NOBODY = Actor(person_id=None, name="")


class Request(HttpRequest):
    """A request as the edge hands it on: the instant it came, and who asks."""

    at: datetime
    actor: Actor


class NotFound(Http404):
    """What one may not see, and what does not exist: the same answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__("Not found")
        self.refusal = refusal


class Forbidden(PermissionDenied):
    """What one may see and may not do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__("You may see this, and may not do that.")
        self.refusal = refusal


def actor_for(person: Person, at: datetime) -> Actor:
    """The person with every seat that is live at `at`: one query."""
    seats = Seat.objects.live(at).filter(person_id=person.pk).select_related("agency").order_by("id")
    return Actor(person_id=person.pk, name=person.name, seats=tuple(_facts(seat) for seat in seats))


def stand_in(agency: Agency, role: Role) -> Actor:
    """An actor who stands where someone of this agency would, to see a page as they will."""
    facts = SeatFacts(
        seat_id=None,
        agency_id=agency.pk,
        agency_name=agency.name,
        authority_id=agency.authority_id,
        kind=Kind(agency.kind),
        role=role,
    )
    return Actor(person_id=None, name="", seats=(facts,))


def seat_for(actor: Actor, act: Act, standing: Standing) -> SeatFacts:
    """The first seat in which the actor, standing so, may do the act; else *forbidden*."""
    seats = actor.seats_for(act, standing)
    if not seats:
        raise Forbidden(Refusal(act, "", "", "no seat may"))
    return seats[0]


def require(actor: Actor, act: Act) -> None:
    """Let through whoever may do an act that is on no record yet; else *forbidden*."""
    if not actor.may(act):
        raise Forbidden(Refusal(act, "", "", "no seat may"))


def _facts(seat: Seat) -> SeatFacts:
    return SeatFacts(
        seat_id=seat.pk,
        agency_id=seat.agency_id,
        agency_name=seat.agency.name,
        authority_id=seat.agency.authority_id,
        kind=Kind(seat.agency.kind),
        role=Role(seat.role),
    )


def client_of(request: HttpRequest) -> tuple[MisClient | None, frozenset[str]]:
    """The school's own system whose live token the request carries, and the scopes that it may use now; or None."""
    if not request.headers.get("Authorization", "").startswith("Bearer "):
        return None, frozenset()
    is_valid, found = get_oauthlib_core().verify_request(request, scopes=[])
    if not is_valid:
        return None, frozenset()
    live = MisClient.objects.filter(revoked_at=None, agency__closed_at=None).select_related("agency")
    client = live.filter(application_id=found.access_token.application_id).first()
    return client, frozenset(found.scopes) & frozenset(client.scopes if client else ())


def machine_for(client: MisClient) -> Actor:
    """The machine, seated at its one school; its line in the trail carries its name."""
    facts = stand_in(client.agency, Role.MIS_CLIENT).seats
    return Actor(person_id=None, name=client.name, seats=facts, is_machine=True)


def clients(actor: Actor, act: Act) -> QuerySet[MisClient]:
    """The systems of the schools that the actor leads, and for the council those of its authority."""
    found: QuerySet[MisClient] = MisClient.objects.filter(agency__in=schools_of(actor, act))
    return found.select_related("agency", "made_by", "revoked_by")


def schools_of(actor: Actor, act: Act) -> QuerySet[Agency]:
    """The schools whose systems the actor may connect: their own, or for the council all of the authority."""
    seats = [seat for seat in actor.seats if may(act, seat.role, None)]
    councils = [seat.authority_id for seat in seats if seat.kind is Kind.COUNCIL]
    own = [seat.agency_id for seat in seats if seat.kind in SETTINGS]
    schools = Agency.objects.filter(kind__in=[kind.value for kind in SETTINGS], closed_at=None)
    return schools.filter(Q(pk__in=own) | Q(authority_id__in=councils)).order_by("name")


def admit_client(actor: Actor, act: Act, reference: str) -> MisClient:
    """One system of a school that the actor may connect systems for; else *not found*."""
    client = clients(actor, act).filter(reference=reference).first()
    if client is None:
        raise NotFound(Refusal(act, "client", reference, "not found"))
    return client
