"""What the concern pages show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies import clocks, deadlines
from agencies.actors import Actor, SeatFacts
from agencies.calendar import BeyondPublishedTerms, WorkingCalendar, local_day
from agencies.models import Agency, Seat
from agencies.policy import Act, Role, Standing
from agencies.words import long_day
from referrals import access, lifecycle, words
from referrals.models import Case, Concern, Duty

PAGE = 50


@dataclass(frozen=True, slots=True)
class Danger:
    """Whom to ring when a child is in danger now (law.md 3.4)."""

    safeguarding_lead: str
    safeguarding_phone: str
    front_door_phone: str
    out_of_hours_phone: str


def danger(seat: SeatFacts) -> Danger:
    """The numbers of the seat's school and council: one query."""
    agency = Agency.objects.select_related("authority").get(pk=seat.agency_id)
    council = agency.authority
    return Danger(
        agency.safeguarding_lead, agency.safeguarding_phone, council.front_door_phone, council.out_of_hours_phone
    )


def look_by(seat: SeatFacts, at: datetime) -> dict[int, str]:
    """For each degree of worry, who will look and by when, in words: by the rules that the act will use."""
    leads = Seat.objects.live(at).filter(agency_id=seat.agency_id, role=Role.INCLUSION_LEAD.value)
    who = leads.values_list("person__name", flat=True).order_by("person__name").first() or "The headteacher"
    by = {worry: _due(seat, at, rule) for worry, rule in ((1, "look_at_concern"), (3, "look_at_concern_very"))}
    return {
        1: f"Keep it in mind. {who} looks by {by[1]}",
        2: f"{who} looks by {by[1]}",
        3: f"{who} looks by the end of {by[3]}, and you will see when",
    }


def _due(seat: SeatFacts, at: datetime, name: str) -> str:
    today, holidays = local_day(at), clocks.bank_holidays()
    rule = deadlines.rule_for(name, today)
    limit = clocks.limit_of(rule, seat.authority_id, today)
    working = WorkingCalendar(holidays)
    try:
        school = clocks.school_calendar(seat.agency_id, holidays)
        return long_day(deadlines.work_out(rule, today, school, working, limit).due_on)
    except BeyondPublishedTerms:
        return long_day(deadlines.work_out(deadlines.in_working_days(rule), today, None, working, limit).due_on)


def concern_list(actor: Actor, at: datetime) -> dict[str, Any]:
    """One's own concerns, and for a lead those that wait and the latest that were looked at."""
    seen = access.within(Concern, actor, Act.SEE_CONCERN).select_related("pupil", "author", "decided_by", "school")
    rows = list(seen.order_by("-logged_at", "-id")[:PAGE])
    mine = [row for row in rows if row.author_id == actor.person_id]
    leads = bool(actor.seats_for(Act.OPEN_CASE, Standing.RAISED))
    others = [row for row in rows if row.author_id != actor.person_id]
    return {
        "mine": mine,
        "waiting": [row for row in others if row.state == "noted"],
        "looked_at": [row for row in others if row.state != "noted"],
        "is_lead": leads,
        "states": words.CONCERN_STATES,
        "at": at,
    }


def concern_page(actor: Actor, concern: Concern, at: datetime) -> dict[str, Any]:
    """One concern: all of it for its author and the lead; the case and the choices for the lead alone."""
    leads = any(seat.agency_id == concern.school_id for seat in actor.seats_for(Act.OPEN_CASE, Standing.RAISED))
    open_case = (
        Case.objects.open().filter(pupil_id=concern.pupil_id, school_id=concern.school_id).first() if leads else None
    )
    return {
        "concern": concern,
        "seen": [words.SEEN[code] for code in concern.seen],
        "worry": words.WORRY[concern.worry],
        "state": words.CONCERN_STATES[concern.state],
        "is_lead": leads,
        "is_author": concern.author_id == actor.person_id,
        "open_case": open_case,
        "can": lifecycle.allows("concern", concern.state) if leads else frozenset(),
        "look_by": long_day(due.due_on) if (due := _owed(concern)) else "",
        "at": at,
    }


def _owed(concern: Concern) -> Duty | None:
    return Duty.objects.owed().filter(subject_kind="concern", subject_ref=concern.reference).first()
