"""A team as its leader sees it: who sits there since when, and what each has in hand; numbers, and no child."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.people import access as people_access
from agencies.people.access import name_of, people_in, runs
from agencies.people.models import Seat
from agencies.people.words import ROLES
from agencies.policy import SETTINGS, Act, Kind, Role
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.shares.models import CaseShare
from referrals.teams.actions import beyond, may_lead

Counts = dict[tuple[int | None, int], dict[str, Any]]
NOTHING: dict[str, Any] = {}


@dataclass(slots=True)
class Member:
    """One person of a team, with their seats there and their load: counts of cases, duties and shares."""

    reference: str
    name: str
    email: str
    job: str
    phone: str
    is_me: bool
    load: dict[str, int]
    seats: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether they have not signed in yet: then the address stands for the name."""
        return self.name == self.email

    @property
    def is_changeable(self) -> bool:
        """Whether some seat of theirs is the reader's to change."""
        return any(seat["may_end"] for seat in self.seats)


@dataclass(slots=True)
class Team:
    """One agency with its people and what it owes as a whole."""

    agency: Agency
    members: list[Member]
    load: dict[str, Any]

    @property
    def has_cases(self) -> bool:
        """Whether its people lead cases; partners take in shares."""
        return Kind(self.agency.kind) in SETTINGS

    @property
    def has_shares(self) -> bool:
        """Whether cases are shared with it."""
        return Kind(self.agency.kind) not in SETTINGS | {Kind.COUNCIL, Kind.TRUST}

    @property
    def has_duties(self) -> bool:
        """Whether somebody here has a duty that is theirs alone."""
        return any(member.load["duties"] for member in self.members)


def people(actor: Actor, at: datetime) -> dict[str, Any]:
    """Every team that the actor leads; the same number of queries whatever their size."""
    agencies = people_access.teams(actor)
    seats = people_in(agencies, at)
    loads = _loads([agency.pk for agency in agencies], at)
    teams = [Team(agency, _members(actor, agency, seats, loads), _whole(agency, loads)) for agency in agencies]
    beside = {"sees_agencies": actor.may(Act.SEE_AGENCIES), "sees_systems": actor.may(Act.SEE_CLIENTS)}
    return {"teams": teams, "at": at, **beside}


def _members(actor: Actor, agency: Agency, seats: list[Seat], loads: dict[str, Counts]) -> list[Member]:
    gives, found = runs(actor, agency), dict[int, Member]()
    for seat in (seat for seat in seats if seat.agency_id == agency.pk):
        person = seat.person
        is_me = person.pk == actor.person_id
        load = {name: counts.get((person.pk, agency.pk), NOTHING).get("n", 0) for name, counts in loads.items()}
        name = name_of(seat)
        facts = (person.email, person.job, person.phone) if name == person.name else (person.email, "", "")
        member = found.setdefault(person.pk, Member(person.reference, name, *facts, is_me, load))
        member.seats.append(
            {
                "role": seat.role,
                "words": ROLES[seat.role],
                "since": seat.starts_at,
                "until": seat.ends_at,
                "may_end": not is_me and Role(seat.role) in gives,
            }
        )
    return sorted(found.values(), key=lambda member: member.name.casefold())  # as shown: the stored name tells nothing


def _whole(agency: Agency, loads: dict[str, Counts]) -> dict[str, Any]:
    """What the agency owes and reads, whoever does it."""
    mine = {name: [row for (_, pk), row in counts.items() if pk == agency.pk] for name, counts in loads.items()}
    ends = [row["next_ends"] for row in mine["shares"]]
    return {
        **{name: sum(row["n"] for row in rows) for name, rows in mine.items()},
        "late": sum(row["late"] for row in mine["duties"]),
        "next_ends": min(ends) if ends else None,
    }


def _loads(agencies: list[int], at: datetime) -> dict[str, Counts]:
    """Open cases by who leads, owed duties by who has them in hand, live shares by who accepted: a query each."""
    cases = Case.objects.open().filter(school_id__in=agencies).values_list("lead_id", "school_id")
    duties = Duty.objects.owed().filter(agency_id__in=agencies).values_list("person_id", "agency_id")
    shares = CaseShare.objects.live(at).filter(agency_id__in=agencies).values_list("accepted_by_id", "agency_id")
    late = Count("pk", filter=Q(state="open", due_at__lte=at))
    return {
        "cases": {(who, pk): {"n": n} for who, pk, n in cases.annotate(n=Count("pk")).order_by()},
        "duties": {
            (who, pk): {"n": n, "late": over}
            for who, pk, n, over in duties.annotate(n=Count("pk"), late=late).order_by()
        },
        "shares": {
            (who, pk): {"n": n, "next_ends": ends}
            for who, pk, n, ends in shares.annotate(n=Count("pk"), next_ends=Min("ends_at")).order_by()
        },
    }


def in_hand(seat: Seat, at: datetime) -> dict[str, Any]:
    """What is handed on when this seat ends, and the roles that its holder keeps there, in words."""
    others = Seat.objects.live(at).filter(person_id=seat.person_id, agency_id=seat.agency_id).exclude(pk=seat.pk)
    roles = [Role(role) for role in others.values_list("role", flat=True)]
    led = Case.objects.open().filter(lead_id=seat.person_id, school_id=seat.agency_id)
    return {
        "cases": 0 if may_lead(roles) else led.count(),
        "duties": len(beyond(seat.person, seat.agency, roles)),
        "keeps": [ROLES[role] for role in roles],
    }
