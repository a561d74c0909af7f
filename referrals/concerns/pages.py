"""What the concern pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agencies.acting.lives import allows
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.people.models import Seat
from agencies.policy import Act, Role, Standing
from agencies.schoolday import local_day
from agencies.web.lists import walk
from agencies.words import clock, day_month, long_day, year_group
from referrals import door
from referrals.concerns import words
from referrals.concerns.models import Concern
from referrals.concerns.states import State
from referrals.duties.facts import nearness, would_be_due
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil
from referrals.pupils.pages import pupil_choices

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


def who_looks(agency_id: int, at: datetime) -> str:
    """Who looks at a school's concerns: its inclusion lead by name, else the headteacher."""
    leads = Seat.objects.live(at).filter(agency_id=agency_id, role=Role.INCLUSION_LEAD.value)
    return leads.values_list("person__name", flat=True).order_by("person__name").first() or "The headteacher"


def look_by(seat: SeatFacts, at: datetime) -> dict[int, str]:
    """For each degree of worry, who will look and by when, in words: by the rules that the act will use."""
    who = who_looks(seat.agency_id, at)
    by = {worry: _due(seat, at, rule) for worry, rule in ((1, "look_at_concern"), (3, "look_at_concern_very"))}
    return {
        1: f"Keep it in mind. {who} looks by {by[1]}",
        2: f"{who} looks by {by[1]}",
        3: f"{who} looks by the end of {by[3]}, and you will see when",
    }


def _due(seat: SeatFacts, at: datetime, name: str) -> str:
    return long_day(would_be_due(name, school_id=seat.agency_id, authority_id=seat.authority_id, at=at))


def concern_form(actor: Actor, seat: SeatFacts, found: list[Pupil], fact: Any, at: datetime) -> dict[str, Any]:
    """What stands around the questions: whom to ring, who reads it, the pupils found, and words that need a warning."""
    return {
        "danger": danger(seat),
        "who_looks": who_looks(seat.agency_id, at),
        "found": pupil_choices(actor, found, at),
        "sent_home": words.sent_home(str(fact or "")),
    }


def concern_list(actor: Actor, at: datetime, only: str = "", after: str = "") -> dict[str, Any]:
    """One's own concerns, and for a lead those that wait and the latest that were looked at, as rows.

    `only` is one of the three by its name, of which `after` is the cursor of a page; any other name is all three.
    """
    lists = _lists(actor)
    only = only if only in lists else ""
    walks = {
        name: walk(found, order, after if only else "", PAGE)
        for name, (found, order) in lists.items()
        if only in ("", name)
    }
    shown = [concern for walked in walks.values() for concern in walked.rows]
    owed = {duty.subject_ref: duty for duty in _owed([one for one in shown if one.state == "noted"])}
    return {
        name: {
            "walked": walked,
            "rows": [_row(one, owed.get(one.reference), at, is_mine=name == "mine") for one in walked.rows],
        }
        for name, walked in walks.items()
    } | {
        "only": only,
        "is_lead": bool(actor.seats_for(Act.OPEN_CASE, Standing.RAISED)),
        "shown": [concern.reference for concern in shown],
        "at": at,
    }


def _lists(actor: Actor) -> dict[str, tuple[QuerySet[Concern], list[str]]]:
    """The three lists with their orders; who leads nobody sees their own alone."""
    seen = door.within(Concern, actor, Act.SEE_CONCERN).select_related("pupil", "author", "decided_by")
    others = seen.exclude(author_id=actor.who)
    return {
        "waiting": (others.filter(state="noted"), ["-worry", "logged_at", "id"]),
        "looked_at": (others.exclude(state="noted"), ["-decided_at", "-id"]),
        "mine": (seen.filter(author_id=actor.who), ["-logged_at", "-id"]),
    }


def _row(concern: Concern, duty: Duty | None, at: datetime, *, is_mine: bool) -> dict[str, str]:
    """A concern as a row: its clock while it waits, what became of it afterwards."""
    waits, url = concern.state == "noted", reverse("see_concern", args=[concern.reference])
    kind = nearness(duty.due_on, local_day(at)) if duty and not is_mine else ""
    who = "You" if is_mine else concern.author.name
    logged = f"{who}, {day_month(concern.logged_at)}, {clock(concern.logged_at)}"
    return {
        "kind": kind,
        "tag_kind": (kind or "wait") if waits else "ok",
        "tag": {"late": "Late", "due": "Today"}.get(kind, "Waits") if waits else "Looked at",
        "when": f"by {day_month(duty.due_on)}" if duty else day_month(concern.decided_at or concern.logged_at),
        "who": concern.pupil.name,
        "who_url": url,
        "year": year_group(concern.pupil.born_on, local_day(at)),
        "what": ", ".join(words.SEEN[code] for code in concern.seen).lower(),
        "why": f"{words.WORRY[concern.worry]} worried. {logged}. {State(concern.state).label}.",
        "act_url": url,
        "act_label": "Read it" if waits else "What became of it",
    }


def concern_page(actor: Actor, concern: Concern, at: datetime) -> dict[str, Any]:
    """One concern: all of it for its author and the lead; the case and the choices for the lead alone."""
    leads = any(seat.agency_id == concern.school_id for seat in actor.seats_for(Act.OPEN_CASE, Standing.RAISED))
    open_case = concern.pupil.cases.open().filter(school_id=concern.school_id).first() if leads else None
    due, who = _owed([concern]).first(), who_looks(concern.school_id, at)
    return {
        "concern": concern,
        "seen": [words.SEEN[code] for code in concern.seen],
        "worry": words.WORRY[concern.worry],
        "state": State(concern.state).label,
        "is_lead": leads,
        "is_author": concern.author_id == actor.person_id,
        "open_case": open_case,
        "can": allows("concern", concern.state) if leads else frozenset(),
        "look_by": long_day(due.due_on) if due else "",
        "nearness": nearness(due.due_on, local_day(at)) if due else "",
        "looks": "You look" if who == actor.name else f"{who} looks",
        "decided_by": concern.decided_by,
        "sent_home": words.sent_home(concern.fact),
        "at": at,
    }


def _owed(concerns: Iterable[Concern]) -> Any:
    refs = [concern.reference for concern in concerns]
    return Duty.objects.owed().filter(subject_kind="concern", subject_ref__in=refs)
