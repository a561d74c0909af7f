"""Whom to ring, who looks at a school's concerns and dangers, by when, what is said of a call, who read it first."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery

from agencies.actors import SeatFacts
from agencies.directory.models import Agency
from agencies.people.models import Seat
from agencies.policy import Role
from agencies.trail.models import TrailEntry
from agencies.words import clock, long_day, short_day
from referrals.concerns import words
from referrals.concerns.models import Call, Concern
from referrals.duties.facts import would_be_due

SAFEGUARDING = (Role.SAFEGUARDING_LEAD.value,)


@dataclass(frozen=True, slots=True)
class Danger:
    """Whom to ring when a child is in danger now (law.md 3.4)."""

    safeguarding_lead: str
    safeguarding_phone: str
    front_door_phone: str
    out_of_hours_phone: str


def danger(agency_id: int, at: datetime) -> Danger:
    """The numbers of a school and its council, and who holds the seat of safeguarding lead today: one query.

    Where nobody has the seat, the name that the school wrote down.
    """
    held = Seat.objects.live(at).filter(agency_id=agency_id, person__is_active=True, role__in=SAFEGUARDING)
    named = ArraySubquery(held.order_by("person__name").values("person__name"))
    agency = Agency.objects.select_related("authority").annotate(safeguard=named).get(pk=agency_id)
    council = agency.authority
    return Danger(
        " or ".join(agency.safeguard) or agency.safeguarding_lead,
        agency.safeguarding_phone,
        council.front_door_phone,
        council.out_of_hours_phone,
    )


NOBODY_LOOKS = "Nobody who leads has a seat at your school. The council’s manager is told that something waits here"
TODAY, DUE = "It is seen to today.", "It is due today all the same."
LEAD, HEADS = (Role.INCLUSION_LEAD.value,), (Role.HEAD.value, Role.ACTING_HEAD.value)


def who_looks(agency_id: int, at: datetime) -> str:
    """Who is told of a school's concerns, by name: its inclusion lead, else its head; empty where nobody is there."""
    return _first_of(agency_id, at, LEAD, HEADS)


def safeguards(agency_id: int, at: datetime) -> str:
    """Who hears at once of what is handed over, and when it is seen to, in sentences."""
    if who := _first_of(agency_id, at, SAFEGUARDING):
        return f"{who} is told at once. {TODAY}"
    who = who_safeguards(agency_id, at)
    return f"Nobody is safeguarding lead here: {who} is told at once. {TODAY}" if who else f"{NOBODY_LOOKS}. {DUE}"


def who_safeguards(agency_id: int, at: datetime) -> str:
    """Who is told of a danger that was ticked: the safeguarding lead, else the head, else the inclusion lead."""
    return _first_of(agency_id, at, SAFEGUARDING, HEADS, LEAD)


def _first_of(agency_id: int, at: datetime, *roles: tuple[str, ...]) -> str:
    seats = Seat.objects.live(at).filter(agency_id=agency_id, person__is_active=True).order_by("person__name")
    held = list(seats.filter(role__in=[one for some in roles for one in some]).values_list("role", "person__name"))
    return next((name for some in roles for role, name in held if role in some), "")


def first_reader(concern: Concern) -> TrailEntry | None:
    """The trail's line of who opened a page of the concern first, but for its author; None where nobody has.

    Nobody else reaches it than who leads or safeguards at its school. A list shows no word of it, and counts for none.
    """
    on = {"subject_kind": "concern", "subject_ref": concern.reference}
    opened = TrailEntry.objects.filter(outcome="opened", **on).exclude(person_id=concern.author_id)
    return opened.order_by("id").first()


def ticked(concern: Concern) -> list[str]:
    """What was ticked as danger, in words."""
    return [words.DANGERS[code] for code in concern.dangers]


def call_words(call: Call) -> str:
    """What one person says of the call to the front door."""
    if not call.is_rung or call.rung_at is None:
        return "The front door was not rung" + ("." if call.is_follow_up else " when it was logged.")
    return f"The front door was rung on {short_day(call.rung_at)}, {clock(call.rung_at)}: {call.whom}."


def look_by(seat: SeatFacts, at: datetime) -> dict[int, str]:
    """For each degree of worry, who will look and by when, in words: by the rules that the act will use."""
    who = who_looks(seat.agency_id, at)
    if not who:
        return dict.fromkeys((1, 2, 3), NOBODY_LOOKS)
    rules = ("look_at_concern", "look_at_concern_very")
    by, very = would_be_due(rules, school_id=seat.agency_id, authority_id=seat.authority_id, at=at)
    return {
        1: f"Keep it in mind. {who} looks by {long_day(by)}",
        2: f"{who} looks by {long_day(by)}",
        3: f"{who} looks by the end of {long_day(very)}, and you will see when",
    }
