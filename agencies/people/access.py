"""Who is asking, and which people, seats, teams and sessions are theirs to see and to change."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.crypto import constant_time_compare

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal, SeatFacts
from agencies.directory.access import agencies, councils
from agencies.directory.models import Agency
from agencies.history.models import AgencyChange
from agencies.people.facts import has_come
from agencies.people.models import LiveSeat, Person, Seat, Session
from agencies.people.sessions import SEAT, SessionStore
from agencies.people.states import LIFE
from agencies.policy import FIRST_ROLES, GIVES, LEADERS, ROLE_KINDS, ROLES, Act, Kind, Role
from agencies.web.asking import Forbidden, NotFound


def actor_for(person: Person, at: datetime) -> Actor:
    """The person with every seat that is live at `at`: one query."""
    seats = Seat.objects.live(at).filter(person_id=person.pk).order_by("id")
    return _actor(person, seats.values_list(*SEAT))


def actor_of(held: Any) -> Actor:
    """Whoever holds the session, with the seats that were read with it."""
    return _actor(held.person, held.seats)


def holder_of(session: SessionStore) -> Person | None:
    """Whom the session signs in, by the person read with it: all that Django asks, in Django's words.

    None leaves the question to Django: nobody is signed in, or the session is to be ended, or stands under an old key.
    """
    held, proof = session.held, session.get(HASH_SESSION_KEY, "")
    if held is None or held.person is None or not held.person.is_active:
        return None
    person: Person = held.person
    is_whose = session.get(SESSION_KEY) == str(person.pk)
    is_way = session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    return person if is_whose and is_way and constant_time_compare(proof, person.get_session_auth_hash()) else None


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


def teams(actor: Actor) -> list[Agency]:
    """The agencies whose people the actor leads: by a leader's seat there, and a council's teams by its manager's."""
    own = [seat.agency_id for seat in actor.seats_of(ROLES[Act.SEE_PEOPLE])]
    councils = [seat.authority_id for seat in actor.seats_of((Role.COUNCIL_MANAGER,))]
    found = Q(pk__in=own) | Q(kind=Kind.COUNCIL.value, authority_id__in=councils)
    return list(Agency.objects.filter(found, closed_at=None).order_by("name", "id"))


def runs(actor: Actor, agency: Agency) -> frozenset[Role]:
    """The roles that the actor gives and takes away in this agency: none above their own there."""
    given: set[Role] = set()
    for seat in actor.seats:
        is_council = agency.kind == Kind.COUNCIL.value and seat.role is Role.COUNCIL_MANAGER
        if seat.agency_id == agency.pk or (is_council and seat.authority_id == agency.authority_id):
            given |= GIVES.get(seat.role, frozenset())
    return frozenset(role for role in given if Kind(agency.kind) in ROLE_KINDS[role])


def invites(actor: Actor, agency: Agency, at: datetime) -> frozenset[Role]:
    """The roles that the actor may give in this agency: as its leader; or the first, as an officer, while nobody leads.

    An officer who could give a seat where somebody leads could make herself head, and read the school's own cases.
    """
    first = FIRST_ROLES.get(Kind(agency.kind))
    if first is None or agency.authority_id not in councils(actor) or _led(at).filter(agency=agency).exists():
        return runs(actor, agency)
    return runs(actor, agency) | {first}


def just_given(agency: Agency, email: str, since: datetime, at: datetime) -> frozenset[Role]:
    """The roles that this address was given in the agency since then."""
    seats = Seat.objects.live(at).filter(agency=agency, person__email=email.strip().lower(), starts_at__gte=since)
    return frozenset(Role(role) for role in seats.values_list("role", flat=True))


def seat_given(agency: Agency, email: str) -> Seat | None:
    """The seat that this address was given last in the agency."""
    seats = Seat.objects.filter(agency=agency, person__email=email).select_related("person")
    found: Seat | None = seats.order_by("-starts_at", "-id").first()
    return found


def admit_agency(actor: Actor, act: Act, reference: str, *, to_write: bool = False) -> Agency:
    """One agency of the actor's own or of their council's area, or *not found*; *forbidden* where no role may.

    Locked where something will be written, so that one at a time changes who sits there. Whoever waited for that while
    their own seat was ended finds nothing: else they would seat a friend on their way out.
    """
    found = agencies(actor, act).filter(reference=reference)
    agency = (found.select_for_update(no_key=True) if to_write else found).first()
    if agency is None or (to_write and _has_left(actor)):
        raise NotFound(Refusal(act, "agency", reference, "not found"))
    if not actor.may(act):
        raise Forbidden(Refusal(act, "agency", reference, "may see, may not do"))
    return agency


def admit_own(actor: Actor, act: Act, reference: str, *, to_write: bool = False) -> Agency:
    """A school that the actor leads: any other of which they may know is *forbidden*."""
    agency = admit_agency(actor, act, reference, to_write=to_write)
    if agency.pk not in {seat.agency_id for seat in actor.seats_of(ROLES[act])}:
        raise Forbidden(Refusal(act, "agency", reference, "may see, may not do"))
    return agency


def _has_left(actor: Actor) -> bool:
    """Whether a seat that the actor came with has ended since."""
    return LiveSeat.objects.filter(pk__in=[seat.seat_id for seat in actor.seats]).count() < len(actor.seats)


def admit_seat(
    actor: Actor, act: Act, agency: Agency, person_ref: str, role: str, at: datetime, *, to_write: bool = False
) -> Seat:
    """A person's seat in the agency, in this role where it is named; to a form that is sent also one that has ended."""
    seats = _dated(Seat.objects.filter(agency=agency, person__reference=person_ref)).select_related("person", "agency")
    seats = seats.filter(role=role) if role else seats
    live = Q(ends_at=None) | Q(ends_at__gt=at)
    seat: Seat | None = (seats if to_write else seats.filter(live)).order_by("-starts_at", "-id").first()
    if seat is None or (not runs(actor, agency) and actor.seat_at(agency.pk) is None):
        raise NotFound(Refusal(act, "person", person_ref, "not found"))
    if Role(seat.role) not in runs(actor, agency):
        raise Forbidden(Refusal(act, "person", person_ref, "may see, may not do"))
    return seat


def admit_account(actor: Actor, act: Act, agency: Agency, person_ref: str, at: datetime) -> Seat:
    """The seat of somebody whose account the actor may act on: their team is the one where that person has sat longest.

    Who was only just invited is not theirs: the address may be anybody's, and the answer must not tell whose.
    """
    seat = admit_seat(actor, act, agency, person_ref, "", at)
    home = Seat.objects.live(at).filter(person=seat.person_id).order_by("starts_at", "id").first()
    if home is None or not is_home(seat, home.agency_id):
        raise Forbidden(Refusal(act, "person", person_ref, "may see, may not do"))
    return seat


def admit_member(actor: Actor, act: Act, agency: Agency, person_ref: str, at: datetime) -> Seat:
    """The seat of somebody of a team that the actor leads, their own too: what is done gives nobody a role."""
    seats = Seat.objects.live(at).filter(agency=agency, person__reference=person_ref).select_related("person", "agency")
    seat: Seat | None = _dated(seats).order_by("id").first() if agency in teams(actor) else None
    if seat is None or not has_come(seat):
        raise NotFound(Refusal(act, "person", person_ref, "not found"))
    return seat


def is_home(seat: Seat, home_id: int) -> bool:
    """Whether the seat's holder has come, and sits nowhere longer."""
    return has_come(seat) and seat.agency_id == home_id


def admit_invited(actor: Actor, agency: Agency, person_ref: str, role: str, at: datetime) -> Seat:
    """A live seat that the actor may invite to: as a leader there, or the first one's as an officer of the council."""
    first = FIRST_ROLES.get(Kind(agency.kind)) if agency.authority_id in councils(actor) else None
    if first is None or role != first.value:
        return admit_seat(actor, Act.RENEW_INVITATION, agency, person_ref, role, at)
    seats = _dated(Seat.objects.live(at).filter(agency=agency, person__reference=person_ref, role=role))
    seat: Seat | None = seats.select_related("person", "agency__authority").order_by("-id").first()
    if seat is None:
        raise NotFound(Refusal(Act.RENEW_INVITATION, "person", person_ref, "not found"))
    return seat


def first_invited(found: Iterable[Agency], at: datetime) -> list[Seat]:
    """Those whom the council invited to lead one of these agencies and who have not signed in since."""
    firsts = [Q(agency=one, role=FIRST_ROLES[Kind(one.kind)].value) for one in found if Kind(one.kind) in FIRST_ROLES]
    if not firsts:
        return []
    seats = _dated(Seat.objects.live(at).filter(reduce(or_, firsts), person__is_active=True)).select_related("person")
    return [seat for seat in seats.order_by("person__email", "id") if not has_come(seat)]


def agencies_of(actor: Actor, at: datetime) -> QuerySet[Agency]:
    """The agencies of the actor's council, those that nobody leads first, each with `is_led`."""
    led = Exists(_led(at).filter(agency_id=OuterRef("pk")))
    found = Agency.objects.filter(authority_id__in=councils(actor), closed_at=None)
    return cast("QuerySet[Agency]", found.annotate(is_led=led).order_by("is_led", "name", "id"))


def people_in(found: list[Agency], people: Iterable[int], at: datetime) -> list[Seat]:
    """The seats of these people there, by name, each with `home_id`: the agency where they have sat longest."""
    own = Seat.objects.live(at).filter(person_id=OuterRef("person_id")).order_by("starts_at", "id")
    seats = _dated(Seat.objects.live(at).filter(agency__in=found, person__in=people, person__is_active=True))
    seats = seats.annotate(home_id=Subquery(own.values("agency_id")[:1]))
    return list(seats.select_related("person", "agency").order_by("person__name", "person_id", "role", "id"))


def name_of(seat: Seat) -> str:
    """The holder's name once they have signed in since they first sat there; until then the address that was invited.

    So the list says the same of an address that had an account before and of one that had none.
    """
    return seat.person.name if has_come(seat) else seat.person.email


def changes_of(actor: Actor, reference: str) -> tuple[Agency, QuerySet[AgencyChange]]:
    """One agency with what was changed: of its seats too for who leads it, else for its council."""
    led = next((one for one in teams(actor) if one.reference == reference), None)
    agency = led or Agency.objects.filter(authority_id__in=councils(actor), reference=reference).first()
    if agency is None:
        raise NotFound(Refusal(Act.SEE_PEOPLE, "agency", reference, "not found"))
    return agency, AgencyChange.objects.filter(agency=agency, **({} if led else {"kind": "agency"}))


def seats_named(keys: Iterable[int]) -> dict[int, Seat]:
    """These seats by key, each so that `name_of` can say whose it is."""
    return {seat.pk: seat for seat in _dated(Seat.objects.filter(pk__in=set(keys))).select_related("person")}


def addresses_of(keys: Iterable[int]) -> dict[int, str]:
    """The work addresses of these people by key."""
    return dict(Person.objects.filter(pk__in=set(keys)).values_list("pk", "email"))


def own_sessions(person: Person, at: datetime) -> list[Session]:
    """The person's sessions that would still open something, the latest seen first."""
    rows = Session.objects.filter(person=person, expire_date__gt=at).order_by("-seen_at", "-expire_date")
    return [row for row in rows if row.get_decoded().get(HASH_SESSION_KEY) == person.get_session_auth_hash()]


def _dated(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Seats with `first_at`: since when their holder has sat in that agency at all."""
    there = Seat.objects.filter(person_id=OuterRef("person_id"), agency_id=OuterRef("agency_id"))
    return seats.annotate(first_at=Subquery(there.order_by("starts_at").values("starts_at")[:1]))


def _led(at: datetime) -> QuerySet[Seat]:
    leads = [role.value for role in LEADERS]
    return cast("QuerySet[Seat]", Seat.objects.live(at).filter(role__in=leads, person__is_active=True))


def _actor(person: Person, seats: Iterable[Any]) -> Actor:
    facts = (SeatFacts(pk, at, name, of, Kind(kind), Role(role)) for pk, at, name, of, kind, role in seats)
    return Actor(person_id=person.pk, name=person.name, seats=tuple(facts))


def people(actor: Actor, _act: Act, at: datetime | None = None) -> QuerySet[Person]:
    """The people who sit today in the teams that the actor leads."""
    seated = Seat.objects.live(at).filter(agency__in=teams(actor)) if at else Seat.objects.none()
    return Person.objects.filter(pk__in=seated.values("person_id"))


NOUN = Noun("person", Person, Act.SEE_PEOPLE, people, NO_CASE, LIFE)
