"""A team as its leader sees it: who sits there since when, and what each has in hand; numbers, and no child."""

import json
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from django.db.models import Count, Min, Q

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.outbox.facts import Undelivered, undelivered
from agencies.people import access as people_access
from agencies.people.access import is_home, name_of, people_in, runs
from agencies.people.facts import Place, has_come, invitation_line, invitations, places_in
from agencies.people.models import Seat
from agencies.people.words import ROLE_WORDS
from agencies.policy import SETTINGS, Act, Kind, Role
from agencies.web.lists import Stretch, sealed, unsealed
from agencies.web.pages import Page
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.shares.models import CaseShare

Held = tuple[int | None, int]
"""Who has something in hand, if anybody, and in which agency: their keys."""

PAGE = 50


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
    """One agency with its people on this page, how many they are, and what it owes as a whole.

    `has_duties`: whether somebody here has a duty that is theirs alone.
    """

    agency: Agency
    members: list[Member]
    load: Load
    count: int
    has_duties: bool

    @property
    def has_cases(self) -> bool:
        """Whether its people lead cases; partners take in shares."""
        return _has_cases(self.agency)

    @property
    def has_letters(self) -> bool:
        """Whether letters of its own say what it is: those of a school."""
        return Kind(self.agency.kind) in SETTINGS

    @property
    def has_shares(self) -> bool:
        """Whether cases are shared with it."""
        return _has_shares(self.agency)


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Page):
    """The teams that its reader leads, a page of their people."""

    template: ClassVar[str] = "referrals/people_page.html"
    teams: list[Team]
    walked: Stretch
    sees_agencies: bool
    sees_systems: bool
    sees_years: bool
    sees_settings: bool


def people_page(actor: Actor, at: datetime, after: str = "") -> PeoplePage:
    """A page of the teams with their people; the same number of queries whatever their size."""
    agencies = people_access.teams(actor)
    places = places_in(agencies, at)
    walked = _stretch(agencies, places, after)
    there = {(agencies[n].pk, person) for n, _, person in walked.rows}
    seats = people_in(agencies, {person for _, person in there}, at)
    seats = [seat for seat in seats if (seat.agency_id, seat.person_id) in there]
    sent = invitations(seats)
    invited = {seat.pk: invitation_line(sent.get(seat.pk), at) for seat in seats if not has_come(seat)}
    loads, counts = _loads(agencies, at), Counter(n for n, _, _ in places)
    teams = [
        Team(
            agency,
            _members(actor, agency, seats, loads, invited),
            _whole(agency, loads),
            count=counts[n],
            has_duties=any(load.duties for (who, pk), load in loads.items() if who and pk == agency.pk),
        )
        for n, agency in enumerate(agencies)
        if _is_shown(n, walked, counts)
    ]
    _note_undelivered(teams, undelivered({seat.person_id for seat in seats}))
    return PeoplePage(
        teams=teams,
        walked=walked,
        sees_agencies=actor.may(Act.SEE_AGENCIES),
        sees_systems=actor.may(Act.SEE_CLIENTS),
        sees_years=actor.may(Act.SEE_YEARS),
        sees_settings=actor.may(Act.SEE_SETTINGS),
    )


def _stretch(agencies: list[Agency], places: list[Place], after: str) -> Stretch:
    """The people past the last one shown, or the first ones where there is none of that team, or nobody after."""
    order = {agency.pk: n for n, agency in enumerate(agencies)}
    pk, name, person = json.loads(unsealed(after, "people") or "[0, null, 0]")
    begin = bisect_right(places, (order[pk], name, person)) if pk in order else 0
    begin = begin if begin < len(places) else 0
    rows = places[begin : begin + PAGE]
    last = [(agencies[n].pk, name, person) for n, name, person in rows[-1:]]
    has_more = begin + PAGE < len(places)
    return Stretch(rows, sealed(json.dumps(*last), "people") if has_more else "", is_first=begin == 0)


def _is_shown(n: int, walked: Stretch, counts: Counter[int]) -> bool:
    """Whether the team has people on this page, or has nobody and would stand among those that have."""
    here = [number for number, _, _ in walked.rows]
    if counts[n]:
        return n in here
    return (walked.is_first or n > here[0]) and (not walked.next or n < here[-1])


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


def _loads(agencies: list[Agency], at: datetime) -> dict[Held, Load]:
    """Owed duties by who has them in hand; of schools open cases by who leads, of partners shares by who accepted."""
    leading, sharing = ([one.pk for one in agencies if takes(one)] for takes in (_has_cases, _has_shares))
    all_of_them = [agency.pk for agency in agencies]
    cases = Case.objects.open().filter(school_id__in=leading).values_list("lead_id", "school_id")
    duties = Duty.objects.owed().filter(agency_id__in=all_of_them).values_list("person_id", "agency_id")
    shares = CaseShare.objects.live(at).filter(agency_id__in=sharing).values_list("accepted_by_id", "agency_id")
    late = Count("pk", filter=Q(state="open", due_at__lte=at))
    found: dict[Held, Load] = {}
    for who, pk, n in cases.annotate(n=Count("pk")).order_by():
        found[who, pk] = Load(cases=n)
    for who, pk, n, over in duties.annotate(n=Count("pk"), late=late).order_by():
        found[who, pk] = replace(found.get((who, pk), Load()), duties=n, late=over)
    for who, pk, n, ends in shares.annotate(n=Count("pk"), next_ends=Min("ends_at")).order_by():
        found[who, pk] = replace(found.get((who, pk), Load()), shares=n, next_ends=ends)
    return found


def _has_cases(agency: Agency) -> bool:
    return Kind(agency.kind) in SETTINGS


def _has_shares(agency: Agency) -> bool:
    return Kind(agency.kind) not in SETTINGS | {Kind.COUNCIL, Kind.TRUST}
