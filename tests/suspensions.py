"""Steps of a suspension of Kofi as actions, for tests that need one to stand, and what is then owed."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.people.models import Person
from agencies.policy import Role
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals, words
from interventions.suspensions.actions import Decision
from interventions.suspensions.elsewhere import Elsewhere
from interventions.suspensions.facts import SuspensionFacts, reckon
from interventions.suspensions.models import Suspension
from interventions.suspensions.notices import told_before
from referrals.duties.models import Duty
from tests.browsing import browse, text
from tests.people import AT, Cast, make_people

MONDAY = date(2026, 11, 23)
HAPPENED = "Kofi threw a chair at a teacher. He did not stop when he was asked."
NONE_ELSEWHERE = Elsewhere(0, "", "roll", MONDAY)
NO_TO_ALL = dict.fromkeys(words.ASKED, "no")


def instant(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def days(cast: Cast, first: date, last: date) -> tuple[date, ...]:
    return school_calendar(cast.alder.pk, bank_holidays()).school_days(first - timedelta(1), last)


def impose(
    cast: Cast,
    first: date = MONDAY,
    last: date | None = None,
    kind: str = "whole",
    at: datetime | None = None,
    **more: Any,
) -> Suspension:
    sessions = totals.sessions(days(cast, first, last or first), kind)
    more["answers"] = NO_TO_ALL | more.get("answers", {})
    more.setdefault("happened", HAPPENED)
    more.setdefault("elsewhere", NONE_ELSEWHERE)
    facts = SuspensionFacts(kind, sessions, ("PA", "DB"), "Mentoring.", **more)
    at = at or instant(first)
    return suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=at)


def cancel(
    cast: Cast,
    one: Suspension,
    back_on: date = MONDAY,
    session: str = "AM",
    at: datetime = AT,
    why: str = "New evidence.",
) -> None:
    suspensions.cancel_suspension(one, why=why, back_on=back_on, back_session=session, by=cast.actor("colm"), at=at)


def tell(cast: Cast, one: Suspension, who: str, on: date | None = None) -> None:
    """Somebody is told; the council was, where it hears of it by the act itself."""
    if who == "council" and told_before(one, who, ""):
        return
    told_on = on or one.first_on
    suspensions.record_notice(
        one, who, whom="Them", how="by_hand", told_on=told_on, by=cast.actor("amara"), at=instant(told_on)
    )


def seat_clerk(cast: Cast) -> None:
    """Iris Fenwick, clerk to the governing board of Alder Hythe School."""
    if "iris" not in cast.people:
        cast.people |= make_people({"iris": ("Iris Fenwick", cast.alder, Role.CLERK)})


def clerk(cast: Cast) -> Actor:
    seat_clerk(cast)
    return cast.actor("iris")


def begin(cast: Cast, one: Suspension, at: datetime = AT, began_at: datetime | None = None) -> None:
    suspensions.begin_board_meeting(one, began_at=began_at or at, by=clerk(cast), at=at)


def decision(outcome: str, at: datetime, why: str = "It stands.", back_on: date | None = None) -> Decision:
    """Decided then, as the meeting ended."""
    return Decision(outcome, at, at, why, back_on)


def decide(cast: Cast, one: Suspension, decided: Decision, at: datetime | None = None) -> None:
    suspensions.record_board_decision(one, decided, by=clerk(cast), at=at or decided.ended_at)


def owed(one: Suspension) -> dict[str, date]:
    found = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
    return dict(found.values_list("rule", "due_on"))


def in_term(cast: Cast, day: date = date(2026, 12, 14)) -> str:
    return totals.in_days(reckon(cast.kofi, totals.sessions((day,), "whole"), cast.alder.pk)[0].before)


def letter_of(cast: Cast, one: Suspension) -> str:
    return text(browse(cast, "amara").get(f"/suspensions/{one.reference}/letter/"))


TODAY = date(2026, 11, 23)


def facts(*days: date, kind: str = "whole", **more: Any) -> SuspensionFacts:
    sessions = totals.sessions(days or (TODAY,), kind)
    more.setdefault("elsewhere", NONE_ELSEWHERE)
    more["answers"] = NO_TO_ALL | more.get("answers", {})
    return SuspensionFacts(kind=kind, sessions=sessions, reasons=("PA", "DB"), tried="Mentoring, six times.", **more)


def impose_on(cast: Cast, *days: date, **more: Any) -> Suspension:
    seat, by = cast.seat("colm"), cast.actor("colm")
    return suspensions.impose_suspension(cast.kofi, facts(*days, **more), seat=seat, by=by, at=AT)


def untold(one: Suspension) -> set[str]:
    rules = (
        Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference).values_list("rule", flat=True)
    )
    return {rule.removeprefix("tell_").removesuffix("_suspension") for rule in rules if rule.startswith("tell_")}


@contextmanager
def nobody_at_the_council() -> Iterator[None]:
    """No officer hears of it meanwhile, so the school owes it to the council to tell."""
    officers = list(Person.objects.filter(seats__role=Role.COUNCIL_OFFICER).values_list("pk", flat=True))
    Person.objects.filter(pk__in=officers).update(is_active=False)
    yield
    Person.objects.filter(pk__in=officers).update(is_active=True)


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    typed = {
        "once": str(uuid.UUID(int=9)),
        "pupil_name": "Kofi",
        "pupil": cast.kofi.reference,
        "first_on": "23 11 2026",
        "last_on": "25 11 2026",
        "kind": "whole",
        "reasons": ["PA"],
        "happened": HAPPENED,
        "tried": "Mentoring, six times.",
        **NO_TO_ALL,
        "elsewhere": "no",
        "elsewhere_source": "roll",
        "look": "1",
    }
    return typed | changes
