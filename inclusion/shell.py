"""What the frame of every page shows: the places one can go, who one is, and where to ask."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from agencies.actors import Actor
from agencies.people.words import ROLE_WORDS
from agencies.policy import Act, Standing
from agencies.policy.rows import COUNCIL
from agencies.web.asking import STRANGER
from interventions.work.pages import count_unread
from referrals.concerns.facts import Danger, danger

INBOX = "inbox"


@cache
def address(name: str) -> str:
    """The address of a place of the frame, found once."""
    return reverse(name)


@dataclass(frozen=True, slots=True)
class Place:
    """One place one can go."""

    label: str
    url: str
    is_current: bool
    count: int

    @property
    def counted(self) -> str:
        """How many there are, up to 99."""
        return f"{self.count}" if self.count < 100 else "99+"


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame of every page knows beside the page's own fields."""

    nav: list[Place]
    person_name: str
    seat_line: str
    seat_lines: list[str]
    search_url: str
    is_demonstration: bool
    council: str
    help_phone: str
    sign_out_url: str
    home_url: str
    idle_seconds: int
    idle_url: str
    idle_end_url: str
    at: datetime | None


def shell(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page shows, and whom to ring: worked out only when a page asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request)), "numbers": SimpleLazyObject(lambda: _numbers(request))}


def _numbers(request: Any) -> Danger | None:
    seats = getattr(request, "actor", STRANGER).seats
    return danger(seats[0].agency_id, request.at) if seats else None


def _shell(request: Any) -> Shell:
    actor: Actor = getattr(request, "actor", STRANGER)
    signed_in = actor.person_id is not None
    is_open = signed_in and not getattr(request, "lacks_factor", False)
    seat = actor.seats[0] if signed_in and actor.seats else None
    return Shell(
        nav=_nav(request, actor) if is_open else [],
        person_name=actor.name if signed_in else "",
        seat_line=f"{request.user.job or ROLE_WORDS[seat.role]}, {seat.agency_name}" if seat else "",
        seat_lines=[f"{ROLE_WORDS[s.role]}, {s.agency_name}" for s in actor.seats] if signed_in else [],
        search_url=address("search") if is_open and _sees(actor) else "",
        is_demonstration=settings.DEMONSTRATION,
        council=settings.COUNCIL_NAME,
        help_phone=settings.HELP_PHONE,
        sign_out_url=address("account_logout"),
        home_url=address("home"),
        idle_seconds=settings.SESSION_COOKIE_AGE,
        idle_url=address("still_here"),
        idle_end_url=address("home"),
        at=getattr(request, "at", None),
    )


def _sees(actor: Actor) -> bool:
    return any(actor.seats_for(Act.SEE_CASE, standing) for standing in Standing)


def _has_moves(actor: Actor) -> bool:
    return any(actor.seats_for(Act.SEE_MOVE, standing) for standing in (Standing.RAISED, Standing.ASKED))


def _sees_suspensions(actor: Actor) -> bool:
    so = (Standing.RAISED, Standing.NOTIFIED, Standing.CLERKS)
    return any(actor.seats_for(Act.SEE_SUSPENSION, standing) for standing in so)


def _sees_people(actor: Actor) -> bool:
    return actor.may(Act.SEE_PEOPLE) or actor.may(Act.SEE_AGENCIES)


def places(actor: Actor) -> list[tuple[str, str]]:
    """The places one can go, each with the name of its address: by one's seats alone, without a query."""
    logs = actor.seats_for(Act.LOG_CONCERN, Standing.ON_ROLL)
    items = [
        ("Triage", "see_queue", bool(actor.seats_for(Act.ACCEPT_REFERRAL, Standing.ASKED))),
        ("My work", "my_work", True),
        ("Log a concern", "log_concern", bool(logs)),
        ("Pupils", "see_pupils", bool(actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL))),
        ("Concerns", "see_concerns", bool(logs)),
        ("Cases", "see_cases", _sees(actor)),
        ("Suspensions", "see_suspensions", _sees_suspensions(actor)),
        ("Moves", "see_moves", _has_moves(actor)),
        ("Overview", "see_overview", bool(actor.seats_of(COUNCIL))),
        ("People", "see_people" if actor.may(Act.SEE_PEOPLE) else "see_agencies", _sees_people(actor)),
        ("Inbox", INBOX, True),
    ]
    return [(label, name) for label, name, is_shown in items if is_shown]


def _nav(request: Any, actor: Actor) -> list[Place]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        Place(label, address(name), is_current=name == here, count=count_unread(actor) if name == INBOX else 0)
        for label, name in places(actor)
    ]
