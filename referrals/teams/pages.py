"""A team as its leader sees it: who sits there since when, and what each has in hand; numbers, and no child."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from django.db.models import Count, Min, Q

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.outbox.facts import Undelivered, undelivered
from agencies.people import access as people_access
from agencies.people.access import is_home, name_of, people_in, runs
from agencies.people.facts import has_come, invitation_line, invitations
from agencies.people.models import Seat
from agencies.people.words import ROLE_WORDS
from agencies.policy import SETTINGS, Act, Kind, Role
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.shares.models import CaseShare
from referrals.teams.actions import beyond, may_lead

Held = tuple[int | None, int]
"""Who has something in hand, if anybody, and in which agency: their keys."""

HEARS_FIRST = (Role.INCLUSION_LEAD, Role.AGENCY_WORKER, Role.COUNCIL_OFFICER)


@dataclass(frozen=True, slots=True)
class Load:
    """Counts of cases, duties and shares; of the duties those that are late, of the shares when the next ends."""

    cases: int = 0
    duties: int = 0
    shares: int = 0
    late: int = 0
    next_ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat of a member: the role by code and in words, its dates, and whether it is the reader's to end.

    `invitation` says what became of the invitation, while its holder has not come.
    """

    role: str
    words: str
    since: datetime
    until: datetime | None
    may_end: bool
    invitation: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a team, with their seats there and their load."""

    reference: str
    name: str
    email: str
    job: str
    phone: str
    is_me: bool
    is_ours: bool
    load: Load
    seats: list[SeatRow]
    undelivered: Undelivered | None = None

    @property
    def is_new(self) -> bool:
        """Whether they have not signed in yet: then the address stands for the name."""
        return self.name == self.email

    @property
    def is_changeable(self) -> bool:
        """Whether some seat of theirs is the reader's to change."""
        return any(seat.may_end for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Team:
    """One agency with its people and what it owes as a whole."""

    agency: Agency
    members: list[Member]
    load: Load

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
        return any(member.load.duties for member in self.members)


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Page):
    """Every team that its reader leads."""

    template: ClassVar[str] = "referrals/people_page.html"
    teams: list[Team]
    sees_agencies: bool
    sees_systems: bool
    sees_years: bool


@dataclass(frozen=True, kw_only=True)
class SeatActPage(Page):
    """One act on a seat: the words of its row, and whose seat it is."""

    template: ClassVar[str] = "referrals/people_act.html"
    seat: Seat
    said: Said
    role: str


@dataclass(frozen=True, kw_only=True)
class EndSeatPage(SeatActPage):
    """A seat's end: the roles that its holder keeps there, and what is handed on."""

    template: ClassVar[str] = "referrals/people_end_seat.html"
    keeps: list[str]
    cases: int
    duties: int
    leaves_nobody: bool
    waits: int


def people_page(actor: Actor, at: datetime) -> PeoplePage:
    """The teams with their people; the same number of queries whatever their size."""
    agencies = people_access.teams(actor)
    seats = people_in(agencies, at)
    sent = invitations(seats)
    invited = {seat.pk: invitation_line(sent.get(seat.pk), at) for seat in seats if not has_come(seat)}
    loads = _loads([agency.pk for agency in agencies], at)
    teams = [Team(agency, _members(actor, agency, seats, loads, invited), _whole(agency, loads)) for agency in agencies]
    _note_undelivered(teams, undelivered({seat.person_id for seat in seats}))
    return PeoplePage(
        teams=teams,
        sees_agencies=actor.may(Act.SEE_AGENCIES),
        sees_systems=actor.may(Act.SEE_CLIENTS),
        sees_years=actor.may(Act.SEE_YEARS),
    )


def _note_undelivered(teams: list[Team], failed: dict[str, Undelivered]) -> None:
    """Say it beside who has come; of others the page says nothing but their address."""
    for team in teams:
        team.members[:] = [
            one if one.is_new else replace(one, undelivered=failed.get(one.reference)) for one in team.members
        ]


def _members(
    actor: Actor, agency: Agency, seats: list[Seat], loads: dict[Held, Load], invited: dict[int, str]
) -> list[Member]:
    gives, found = runs(actor, agency), dict[int, Member]()
    for seat in (seat for seat in seats if seat.agency_id == agency.pk):
        member = found.setdefault(seat.person_id, _member(actor, seat, loads.get((seat.person_id, agency.pk), Load())))
        may_end = not member.is_me and Role(seat.role) in gives
        words, line = ROLE_WORDS[seat.role], invited.get(seat.pk, "")
        member.seats.append(SeatRow(seat.role, words, seat.starts_at, seat.ends_at, may_end, line))
    return sorted(found.values(), key=lambda member: member.name.casefold())  # as shown: the stored name tells nothing


def _member(actor: Actor, seat: Seat, load: Load) -> Member:
    """The holder of a seat; of who has not signed in yet only the address."""
    person, name = seat.person, name_of(seat)
    job, phone = (person.job, person.phone) if name == person.name else ("", "")
    is_me, is_ours = person.pk == actor.person_id, is_home(seat, getattr(seat, "home_id", 0))
    return Member(person.reference, name, person.email, job, phone, is_me, is_ours, load, [])


def _whole(agency: Agency, loads: dict[Held, Load]) -> Load:
    """What the agency owes and reads, whoever does it."""
    mine = [load for (_, pk), load in loads.items() if pk == agency.pk]
    return Load(
        cases=sum(load.cases for load in mine),
        duties=sum(load.duties for load in mine),
        shares=sum(load.shares for load in mine),
        late=sum(load.late for load in mine),
        next_ends=min((load.next_ends for load in mine if load.next_ends), default=None),
    )


def _loads(agencies: list[int], at: datetime) -> dict[Held, Load]:
    """Open cases by who leads, owed duties by who has them in hand, live shares by who accepted: a query each."""
    cases = Case.objects.open().filter(school_id__in=agencies).values_list("lead_id", "school_id")
    duties = Duty.objects.owed().filter(agency_id__in=agencies).values_list("person_id", "agency_id")
    shares = CaseShare.objects.live(at).filter(agency_id__in=agencies).values_list("accepted_by_id", "agency_id")
    late = Count("pk", filter=Q(state="open", due_at__lte=at))
    found: dict[Held, Load] = {}
    for who, pk, n in cases.annotate(n=Count("pk")).order_by():
        found[who, pk] = Load(cases=n)
    for who, pk, n, over in duties.annotate(n=Count("pk"), late=late).order_by():
        found[who, pk] = replace(found.get((who, pk), Load()), duties=n, late=over)
    for who, pk, n, ends in shares.annotate(n=Count("pk"), next_ends=Min("ends_at")).order_by():
        found[who, pk] = replace(found.get((who, pk), Load()), shares=n, next_ends=ends)
    return found


def change_role_page(seat: Seat, form: Form) -> SeatActPage:
    """The page on which somebody is given another role."""
    return SeatActPage(form=form, seat=seat, said=said(Act.CHANGE_ROLE, name=name_of(seat)), role=ROLE_WORDS[seat.role])


def end_seat_page(seat: Seat, at: datetime, form: Form) -> EndSeatPage:
    """What is handed on when this seat ends, and the roles that its holder keeps there, in words."""
    others = Seat.objects.live(at).filter(person_id=seat.person_id, agency_id=seat.agency_id).exclude(pk=seat.pk)
    roles = [Role(role) for role in others.values_list("role", flat=True)]
    led = Case.objects.open().filter(lead_id=seat.person_id, school_id=seat.agency_id)
    role = ROLE_WORDS[seat.role]
    leaves = f"is no longer {role}" if roles else f"leaves {seat.agency.name}"
    return EndSeatPage(
        form=form,
        seat=seat,
        said=said(Act.END_SEAT, name=name_of(seat), leaves=leaves),
        role=role,
        keeps=[ROLE_WORDS[role] for role in roles],
        cases=0 if may_lead(roles) else led.count(),
        duties=len(beyond(seat.person, seat.agency, roles)),
        leaves_nobody=_leaves_nobody(seat, at),
        waits=Duty.objects.owed().filter(agency_id=seat.agency_id).count(),
    )


def _leaves_nobody(seat: Seat, at: datetime) -> bool:
    """Whether nobody would be there any more in a role that hears of what is owed."""
    if seat.role not in HEARS_FIRST:
        return False
    same = Seat.objects.live(at).filter(agency_id=seat.agency_id, role=seat.role, person__is_active=True)
    return not same.exclude(pk=seat.pk).exists()
