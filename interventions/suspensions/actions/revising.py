"""A suspension is corrected or shortened, or never happened: what it was stays, and whoever was told is told again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, Owed, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.words import age_on
from interventions.suspensions import totals
from interventions.suspensions.actions.council import owed_to
from interventions.suspensions.actions.elsewhere import owe_again, said_by
from interventions.suspensions.actions.ending import as_story, fall_away, place, require_open
from interventions.suspensions.actions.steps import doing_on, is_outside, move_on, require_first
from interventions.suspensions.facts import reckon
from interventions.suspensions.models import SuspendedSession, Suspension, SuspensionReason
from interventions.suspensions.states import FAMILY
from interventions.suspensions.totals import Session
from referrals.duties import actions as duties
from referrals.duties.models import Duty

NOT_REPORTED = "The head decided on it here: then the school’s system does not change it."
LONGER = "A correction can’t make a suspension longer: more days out are a new suspension, with notices of its own."
NONE_LEFT = "That would leave no session of it: cancel it, or say that it never happened."
NOT_IN_IT = "Choose a session of the suspension, after its first: from then on the pupil is back."
TOO_FAR = "That is more than one year from now. Check the year."
TOO_SOON = "A pupil can’t be out before the head has decided."
FELL = "The suspension never happened."


@dataclass(frozen=True, slots=True)
class Correction:
    """The sessions and the reason codes as they should have been; `happened`, where those words are other ones too."""

    sessions: tuple[tuple[date, Session], ...]
    reasons: tuple[str, ...]
    happened: str | None = None


@transaction.atomic
def void_suspension(suspension: Suspension, *, why: str, by: Actor, at: datetime) -> None:
    """It never happened: no day of it ever counted; whoever was told is told, and nobody else (law.md 5.5, DD-2)."""
    _require_mine(suspension, Act.VOID_SUSPENSION, by)
    said = said_by(suspension)
    SuspendedSession.objects.filter(suspension=suspension).update(fell_away=True)
    whose: dict[str, Any] = {"voided_by_system": by.name} if by.is_machine else {"voided_by_id": by.who}
    means = {"board": "", "is_beyond_power": False}
    move_on(suspension, Act.VOID_SUSPENSION, voided_at=at, voided_why=why, **whose, **means)
    doing = doing_on(suspension, Act.VOID_SUSPENSION, by, at, why=why)
    owed = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=suspension.reference)
    duties.void(doing, list(owed), FELL)
    told = suspension.notices.order_by("id").values_list("recipient", flat=True)
    story = _as_story(suspension, "Suspension never happened", why, doing)
    done(replace(doing, owes=owed_to(doing, told, "void"), story=story))
    owe_again(said, doing)


@transaction.atomic
def shorten_suspension(
    suspension: Suspension, *, why: str, back_on: date, back_session: str, by: Actor, at: datetime
) -> None:
    """The pupil is back before the end: sessions from then on fall away, those before it stand."""
    _require_mine(suspension, Act.SHORTEN_SUSPENSION, by)
    before = _sessions(suspension)
    places = [place(day, session) for day, session in before]
    if not places[0] < place(back_on, back_session) <= places[-1]:
        raise NotNow(NOT_IN_IT)
    require_open(suspension, back_on)
    fall_away(suspension, back_on, back_session)
    _revise(suspension, Act.SHORTEN_SUSPENSION, {"sessions": before}, why, by, at)


@transaction.atomic
def correct_suspension(suspension: Suspension, to: Correction, *, why: str, by: Actor, at: datetime) -> None:
    """Days or reasons that were entered wrongly: never longer than it was. `AlreadyDone` where it says so already."""
    _require_mine(suspension, Act.CORRECT_SUSPENSION, by)
    words = suspension.happened if to.happened is None else to.happened
    was: dict[str, Any] = {"sessions": _sessions(suspension), "reasons": _reasons(suspension)}
    was |= {"happened": suspension.happened} if words != suspension.happened else {}
    if was == {"sessions": _ordered(to.sessions), "reasons": list(to.reasons)}:
        raise AlreadyDone(suspension)
    if len(to.sessions) > len(was["sessions"]):
        raise NotNow(LONGER)
    if min(day for day, _ in to.sessions) < local_day(suspension.decided_at):
        raise NotNow(TOO_SOON)
    moved = {day for day, _ in to.sessions} - {day for day, _ in was["sessions"]}
    if any(age_on(day, local_day(at)) >= 1 for day in moved):
        raise NotNow(TOO_FAR)
    reckon(suspension.pupil, to.sessions, suspension.school_id, but=suspension.pk)
    _put(suspension, to)
    _revise(suspension, Act.CORRECT_SUSPENSION, was, why, by, at, happened=words)


def _require_mine(suspension: Suspension, act: Act, by: Actor) -> None:
    """By its head, or by the system that reported it; of two that change it at once only the first does."""
    leads_to("suspension", suspension.state, act)
    if by.is_machine and not suspension.reported_by:
        raise NotNow(NOT_REPORTED)
    require_first(suspension)


def _ordered(found: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    return sorted(((day, str(session)) for day, session in found), key=lambda one: place(*one))


def _sessions(suspension: Suspension) -> list[tuple[date, str]]:
    rows = SuspendedSession.objects.filter(suspension=suspension, fell_away=False)
    return _ordered(list(rows.values_list("day", "session")))


def _reasons(suspension: Suspension) -> list[str]:
    return list(suspension.reasons.order_by("place").values_list("code", flat=True))


def _put(suspension: Suspension, to: Correction) -> None:
    """These sessions and reasons in place of what stood; a session that was none stays, as one that fell away."""
    there = {(row.day, row.session): row for row in SuspendedSession.objects.filter(suspension=suspension)}
    wanted = {(day, str(session)) for day, session in to.sessions}
    fallen = [row.pk for key, row in there.items() if key not in wanted]
    SuspendedSession.objects.filter(pk__in=fallen).update(fell_away=True)
    SuspendedSession.objects.filter(pk__in=[there[key].pk for key in wanted & set(there)]).update(fell_away=False)
    SuspendedSession.objects.bulk_create(
        SuspendedSession(suspension=suspension, pupil_id=suspension.pupil_id, day=day, session=session)
        for day, session in sorted(wanted - set(there))
    )
    if _reasons(suspension) != list(to.reasons):
        suspension.reasons.all().delete()
        SuspensionReason.objects.bulk_create(
            SuspensionReason(suspension=suspension, place=n, code=code) for n, code in enumerate(to.reasons, start=1)
        )


def _revise(
    suspension: Suspension, act: Act, was: dict[str, Any], why: str, by: Actor, at: datetime, **also: str
) -> None:
    """Keep what it was, count its days again, and owe a notice to whoever was told before."""
    now = _sessions(suspension)
    if not now:
        raise NotNow(NONE_LEFT)
    kept = {"was": _as_json(was), "now": _as_json({"sessions": now, "reasons": _reasons(suspension)})}
    change = {"at": at.isoformat(), "on": str(local_day(at)), "act": act.value, "by": by.name, "why": why, **kept}
    move_on(
        suspension,
        act,
        first_on=now[0][0],
        last_on=now[-1][0],
        half_days=len(now),
        kind=totals.kind_of((day, Session(session)) for day, session in now),
        revision=suspension.revision + 1,
        changes=[*suspension.changes, change],
        **also,
    )
    doing = doing_on(suspension, act, by, at, why=why, facts={"half_days": len(now)})
    title = "Suspension shortened" if act is Act.SHORTEN_SUSPENSION else "Suspension corrected"
    done(replace(doing, owes=_told_again(doing), story=_as_story(suspension, title, why, doing)))


def _as_json(was: dict[str, Any]) -> dict[str, Any]:
    return was | {"sessions": [[day.isoformat(), session] for day, session in was["sessions"]]}


def _told_again(doing: Doing) -> tuple[Owed, ...]:
    """Whoever was told; outside the Regulations the family alone."""
    suspension = doing.record
    told = suspension.notices.filter(of="suspension").order_by("id").values_list("recipient", flat=True)
    if is_outside(suspension):
        told = told.filter(recipient__in=FAMILY)
    again = (who for who in told if who != "governors" or suspension.board)
    return owed_to(doing, again, "suspension", unless_owed=True)


def _as_story(suspension: Suspension, title: str, why: str, doing: Doing) -> Any:
    system = doing.by.name if doing.by.is_machine else ""
    return tuple(replace(line, system=system) for line in as_story(suspension, title, why, doing.at))
